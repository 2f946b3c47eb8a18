//go:build !linux

package folder

import "io/fs"

// StampOf gives no stamp: where a file's own time of change cannot be had, or can be
// set at will, its bytes are looked at each time.
func StampOf(fs.FileInfo) Stamp { return Stamp{} }
