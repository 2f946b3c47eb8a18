package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// Manifest is the list of checksums by which a folder is known to be one that the program
// made: a line a file, as sha256sum writes it.
const Manifest = "SHA256SUMS"

// Publish puts a tree, which has a Manifest, in the place of a folder below this one. It
// refuses to replace one that holds a file of somebody else's: one that the folder's own
// Manifest does not name.
func (f *Folder) Publish(dir string, tree map[string][]byte) error {
	if err := f.solid(dir); err != nil {
		return err
	}
	if err := f.onlyOurs(dir); err != nil {
		return err
	}
	return f.Replace(dir, tree)
}

// PublishAt does the same with a folder anywhere, whose path a person named: links on the
// way to it are followed.
func PublishAt(dir string, tree map[string][]byte) error {
	dir, err := Resolve(dir)
	if err != nil {
		return err
	}
	parent, err := Make(filepath.Dir(dir))
	if err != nil {
		return err
	}
	return parent.Publish(filepath.Base(dir), tree)
}

// onlyOurs finds a file in a folder that is not on the folder's own Manifest.
func (f *Folder) onlyOurs(dir string) error {
	sums, _ := f.ReadFile(dir + "/" + Manifest) // without a list nothing is ours
	ours := map[string]bool{Manifest: true}
	for line := range strings.Lines(string(sums)) {
		if _, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			ours[name] = true
		}
	}
	return fs.WalkDir(f.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("look into %s: %w", f.Path(dir), err)
		}
		if rel := strings.TrimPrefix(name, dir+"/"); !d.IsDir() && !ours[rel] {
			return fmt.Errorf("%s holds %s, which cmr did not write: name an empty folder with --out", f.Path(dir), filepath.FromSlash(rel))
		}
		return nil
	})
}
