package folder

import (
	"os"
	"path"
	"path/filepath"
)

// Lend gives a file below the folder one more name in another, so that both are the same
// bytes; false where that cannot be, as on another disk.
func (f *Folder) Lend(name string, to *Folder, as string) bool {
	if f.solid(name) != nil || to.mkdir(path.Dir(as)) != nil {
		return false
	}
	if info, err := f.root.Lstat(filepath.FromSlash(name)); err != nil || !info.Mode().IsRegular() {
		return false
	}
	return os.Link(f.Path(name), to.Path(as)) == nil
}
