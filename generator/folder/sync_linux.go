package folder

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncsAtOnce: thousands of small files are waited for together.
const syncsAtOnce = true

// syncDisk waits until all that was written to a folder's file system is on the disk.
func syncDisk(dir *os.File) error { return unix.Syncfs(int(dir.Fd())) }
