//go:build !linux && !darwin

package main

import "errors"

// swap cannot be done in one step here.
func swap(string, string) error { return errors.ErrUnsupported }
