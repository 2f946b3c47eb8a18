//go:build linux || darwin || freebsd || netbsd || openbsd

package main

import (
	"fmt"
	"os"
	"syscall"
)

// lock keeps two processes from writing to the same suppliers. It ends with the process,
// however that ends.
func lock(root string) (unlock func(), err error) {
	dir, err := os.Open(root)
	if err != nil {
		return nil, fmt.Errorf("lock the project: %w", err)
	}
	if err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		dir.Close()
		return nil, fmt.Errorf("another “cmr letters” is at work on this project: wait until it has ended")
	}
	return func() { dir.Close() }, nil
}
