//go:build !linux && !darwin

package folder

import (
	"errors"
	"os"
)

// swap cannot be done in one step here.
func swap(*os.File, string, string) error { return errors.ErrUnsupported }
