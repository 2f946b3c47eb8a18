package folder

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncsAtOnce: thousands of small files are waited for together.
const syncsAtOnce = true

// keepsSpares: two names of one file are known to be so by the stamp.
const keepsSpares = true

// syncDisk waits until all that was written to a folder's file system is on the disk.
func syncDisk(dir *os.File) error { return unix.Syncfs(int(dir.Fd())) }
