//go:build !(linux || darwin || freebsd || netbsd || openbsd)

package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// lock keeps two processes from writing to the same suppliers. This system does not end
// it when a process is killed, so that a person has to.
func lock(root string) (unlock func(), err error) {
	name := filepath.Join(root, ".cmr-letters-lock")
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, fmt.Errorf("another “cmr letters” is at work on this project; if there is none, remove %s: %w", name, err)
	}
	return func() { f.Close(); os.Remove(name) }, nil
}
