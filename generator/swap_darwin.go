package main

import "golang.org/x/sys/unix"

// swap lets two folders change places in one step.
func swap(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }
