//go:build !unix

package cmrt

import "time"

// processorTime is not known here.
func processorTime() time.Duration { return 0 }
