package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// WriteFile replaces a file in one step, so that nobody ever reads half of it, and makes
// the folders above it.
func (f *Folder) WriteFile(name string, data []byte) error {
	f.sweep(path.Dir(name))
	if err := f.write(name, data, true); err != nil {
		return fmt.Errorf("write %s: %w", f.Path(name), err)
	}
	return nil
}

// tmpPrefix begins the names of files that are being written.
const tmpPrefix = TempPrefix + "tmp-"

// sweep removes half-written files that a run left which was killed. Who writes holds the
// lock of the project, so nobody else is at work on them.
func (f *Folder) sweep(dir string) {
	if f.solid(dir) != nil {
		return
	}
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if err != nil {
		return // nothing is there
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tmpPrefix) {
			_ = f.root.Remove(filepath.FromSlash(path.Join(dir, e.Name()))) // what stays does no harm
		}
	}
}

// create writes a file that is not there, in a folder that nobody sees yet.
func (f *Folder) create(name string, data []byte, wait bool) error {
	open := func() (*os.File, error) {
		return f.root.OpenFile(filepath.FromSlash(name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	}
	file, err := open()
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.mkdir(path.Dir(name)); err == nil {
			file, err = open()
		}
	}
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil && wait {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// WriteQuick does the same for what can be made again, and does not wait for the disk: a
// loss of power may leave a file that is not whole.
func (f *Folder) WriteQuick(name string, data []byte) error { return f.write(name, data, false) }

func (f *Folder) write(name string, data []byte, wait bool) error {
	if err := f.solid(name); err != nil {
		return err
	}
	if err := f.mkdir(path.Dir(name)); err != nil {
		return err
	}
	var tmp *os.File
	aside, err := f.fresh(path.Join(path.Dir(name), tmpPrefix), func(name string) (err error) {
		tmp, err = f.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		return err
	})
	if err != nil {
		return err
	}
	defer f.root.Remove(aside)
	_, err = tmp.Write(data)
	if err == nil && wait {
		err = tmp.Sync() // before the name: else a loss of power leaves the name and no bytes
	}
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = f.root.Rename(aside, filepath.FromSlash(name))
	}
	return err
}

// WriteSynced writes a file, and waits until it and its name are on the disk.
func (f *Folder) WriteSynced(name string, data []byte) error {
	if err := f.WriteFile(name, data); err != nil {
		return err
	}
	f.sync(path.Dir(name))
	return nil
}

// Append opens a file for lines to be added at its end.
func (f *Folder) Append(name string) (*os.File, error) {
	if err := f.solid(name); err != nil {
		return nil, err
	}
	return f.root.OpenFile(filepath.FromSlash(name), os.O_APPEND|os.O_WRONLY, 0o644)
}

// Remove removes a file; one that is not there is removed already.
func (f *Folder) Remove(name string) error {
	if err := f.solid(path.Dir(name)); err != nil {
		return err
	}
	if err := f.root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", f.Path(name), err)
	}
	return nil
}

// Write writes the files of a tree that changed. One that is already right is not touched.
func (f *Folder) Write(tree map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if old, err := f.ReadFile(name); err == nil && bytes.Equal(old, tree[name]) {
			continue
		}
		if err := f.WriteFile(name, tree[name]); err != nil {
			return err
		}
	}
	return nil
}

// Diff lists, sorted, the files of dirs that are not as the tree has them, are missing or
// are left over.
func (f *Folder) Diff(dirs []string, tree map[string][]byte) ([]string, error) {
	var stale []string
	have, err := f.Files(dirs...)
	if err != nil {
		return nil, err
	}
	for name, want := range tree {
		if got, err := f.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			stale = append(stale, name)
		}
	}
	for _, name := range have {
		if _, made := tree[name]; !made {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	return stale, nil
}

func (f *Folder) mkdir(name string) error {
	if name == "." {
		return nil
	}
	if err := f.solid(name); err != nil {
		return err
	}
	return f.root.MkdirAll(filepath.FromSlash(name), 0o755)
}

// fresh makes something under a name that nothing has yet, and gives the name.
func (f *Folder) fresh(prefix string, create func(name string) error) (string, error) {
	for {
		name := filepath.FromSlash(prefix + strconv.FormatUint(rand.Uint64(), 36))
		if err := create(name); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
}

// sync makes sure that a loss of power does not undo a change of names. Not every file
// system can; then nothing is lost but time.
func (f *Folder) sync(dir string) {
	if d, err := f.root.Open(filepath.FromSlash(dir)); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
