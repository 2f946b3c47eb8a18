package folder

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
)

// Fresh is a folder that is being written to take the place of another as a whole. Files
// may be put into it from many goroutines. Those that stay as they are in the old folder
// are given their names in the fresh one at the end, and only if anything differs: where
// nothing changed, nothing is written.
type Fresh struct {
	parent *Folder
	old    fs.FS  // what is below the parent, with folders that were looked at once
	dir    string // the name of the folder it replaces
	aside  string // its name until then

	known map[string]Known // of the old folder, as it was left; see Believe
	lies  map[string]Stamp // what lies in it now; nil: nobody looked

	top   *Folder // from which a spare is seen; nil: none
	spare string
	twin  bool // the spare is made together with the first folder

	mu        sync.Mutex
	names     map[string]bool   // files, and whether they were written anew
	sums      map[string]string // their SHA-256
	changed   bool              // it differs from the folder it replaces
	committed bool              // it took its place
}

// Begin begins a folder in the place of dir, tidied first. It costs nothing to look at:
// until Commit nobody sees it.
func (f *Folder) Begin(dir string) (*Fresh, error) {
	fresh := &Fresh{dir: path.Base(dir), names: map[string]bool{}, sums: map[string]string{}}
	err := f.solid(dir)
	if err == nil {
		err = f.mkdir(path.Dir(dir))
	}
	if err == nil {
		f.Tidy(dir)
		fresh.parent, err = f.Sub(path.Dir(dir))
	}
	if err == nil {
		fresh.aside, err = fresh.parent.fresh(aside(fresh.dir), func(name string) error { return fresh.parent.root.Mkdir(name, 0o755) })
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", f.Path(dir), err)
	}
	fresh.old = fresh.parent.FS()
	return fresh, nil
}

// Put puts a file in. One that the old folder has too stays the same file.
func (n *Fresh) Put(name string, data []byte) error {
	n.mu.Lock()
	written := n.names[name]
	n.mu.Unlock()
	if written { // before it was known that others of its kind must be made anew
		if err := n.parent.Remove(path.Join(n.aside, name)); err != nil {
			return err
		}
	}
	sum := hashed(data)
	same := n.stays(name, sum)
	if !same {
		old, err := fs.ReadFile(n.old, path.Join(n.dir, name))
		same = err == nil && bytes.Equal(old, data)
	}
	if !same {
		if err := n.parent.create(path.Join(n.aside, name), data, !syncsAtOnce); err != nil {
			return fmt.Errorf("write %s: %w", n.parent.Path(path.Join(n.dir, name)), err)
		}
		n.second(name)
	}
	n.note(name, sum, !same)
	return nil
}

func hashed(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Keep takes a file over from the old folder, if it is there and has that SHA-256.
func (n *Fresh) Keep(name, sum string) bool {
	n.mu.Lock()
	written := n.names[name]
	n.mu.Unlock()
	if written { // what was put in stays
		return false
	}
	if !n.stays(name, sum) {
		old, err := fs.ReadFile(n.old, path.Join(n.dir, name))
		if err != nil || hashed(old) != sum {
			return false
		}
	}
	n.note(name, sum, false)
	return true
}

func (n *Fresh) note(name, sum string, written bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.names[name], n.sums[name] = written, sum
	n.changed = n.changed || written
}

// take gives a file of the old folder its name in the fresh one too, or copies it where
// the file system knows no second name.
func (n *Fresh) take(name string) error {
	old, fresh := path.Join(n.dir, name), path.Join(n.aside, name)
	err := n.parent.root.Link(filepath.FromSlash(old), filepath.FromSlash(fresh))
	if errors.Is(err, fs.ErrNotExist) && n.parent.mkdir(path.Dir(fresh)) == nil {
		err = n.parent.root.Link(filepath.FromSlash(old), filepath.FromSlash(fresh))
	}
	if err == nil {
		return nil
	}
	data, err := n.parent.ReadFile(old)
	if err != nil {
		return err
	}
	return n.parent.create(fresh, data, !syncsAtOnce)
}

// Commit lets the folder take its place. One that would be what is there is let go.
func (n *Fresh) Commit() error {
	defer n.Abandon()
	extra, err := n.extra()
	if err != nil {
		return err
	}
	if _, err := n.parent.root.Lstat(n.dir); err == nil && !n.changed && !extra {
		return nil
	}
	if !n.fromSpare() {
		err = atOnce(n.kept(), n.take)
	}
	if err == nil {
		err = n.commit()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", n.parent.Path(n.dir), err)
	}
	n.committed = true
	return nil
}

// kept are the files that stay as they are in the old folder.
func (n *Fresh) kept() (names []string) {
	for name, written := range n.names {
		if !written {
			names = append(names, name)
		}
	}
	return names
}

// extra tells whether the old folder has a file that the fresh one has not.
func (n *Fresh) extra() (bool, error) {
	if n.lies != nil {
		for name := range n.lies {
			if _, has := n.names[name]; !has {
				return true, nil
			}
		}
		return false, nil
	}
	have, err := n.parent.Files(n.dir)
	return slices.ContainsFunc(have, func(name string) bool { return !n.has(name) }), err
}

// has tells whether a file of the old folder is one of the fresh one too.
func (n *Fresh) has(name string) bool {
	_, has := n.names[name[len(n.dir)+1:]]
	return has
}

func (n *Fresh) commit() error {
	mode := fs.FileMode(0o755)
	if info, err := n.parent.root.Stat(n.dir); err == nil {
		mode = info.Mode().Perm()
	}
	if err := n.syncAll(); err != nil {
		return err
	}
	err := errors.Join(n.parent.root.Chmod(n.aside, mode), n.parent.exchange(n.aside, n.dir))
	if errors.Is(err, syscall.EXDEV) { // a folder of a container's image cannot be moved; its files can be replaced
		return n.copyOver()
	}
	if err != nil {
		return err
	}
	n.parent.sync(".")
	return nil
}

// copyOver replaces the old folder's files one by one.
func (n *Fresh) copyOver() error {
	for name := range n.names {
		data, err := n.parent.ReadFile(path.Join(n.aside, name))
		if err == nil {
			err = n.parent.write(path.Join(n.dir, name), data, true)
		}
		if err != nil {
			return err
		}
	}
	have, err := n.parent.Files(n.dir)
	for _, name := range have {
		if err == nil && !n.has(name) {
			err = n.parent.Remove(name)
		}
	}
	return err
}

// syncAll waits until the files are on the disk: else a loss of power after the folder
// took its place could leave names without bytes.
func (n *Fresh) syncAll() error {
	if !syncsAtOnce {
		return nil // each was waited for
	}
	d, err := n.parent.root.Open(n.aside)
	if err != nil {
		return err
	}
	return errors.Join(syncDisk(d), d.Close())
}

// Abandon lets the folder go; after Commit, what it replaced.
func (n *Fresh) Abandon() {
	if !n.spareOld() {
		_ = n.parent.root.RemoveAll(n.aside) // what stays is tidied by the next run
	}
}
