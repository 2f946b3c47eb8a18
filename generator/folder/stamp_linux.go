package folder

import (
	"io/fs"
	"syscall"
)

// StampOf takes the stamp of a file, zero where the file system has none.
func StampOf(info fs.FileInfo) Stamp {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Stamp{}
	}
	return Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Changed: s.Ctim.Nano(), Device: uint64(s.Dev), Inode: s.Ino}
}
