package folder

import (
	"os"

	"golang.org/x/sys/unix"
)

// swap lets two names of one folder change places in one step.
func swap(parent *os.File, a, b string) error {
	fd := int(parent.Fd())
	return unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP)
}
