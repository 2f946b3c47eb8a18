package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// Replace puts a whole tree in the place of a folder below this one: the new folder is
// written beside the old, and then the two change places. What the old one has that the
// tree has not is gone; a file that is the same stays the same file. Whoever looks,
// whenever a run is killed, sees the old folder or the new one.
func (f *Folder) Replace(dir string, tree map[string][]byte) error {
	if err := f.replace(dir, tree); err != nil {
		return fmt.Errorf("write %s: %w", f.Path(dir), err)
	}
	return nil
}

func (f *Folder) replace(dir string, tree map[string][]byte) error {
	parent := path.Dir(dir)
	if err := f.mkdir(parent); err != nil {
		return err
	}
	fresh, err := f.fresh(aside(dir), func(name string) error { return f.root.Mkdir(name, 0o755) })
	if err != nil {
		return err
	}
	defer f.root.RemoveAll(fresh)
	if err := f.fill(filepath.ToSlash(fresh), dir, tree); err != nil {
		return err
	}
	mode := fs.FileMode(0o755)
	if info, err := f.root.Stat(filepath.FromSlash(dir)); err == nil {
		mode = info.Mode().Perm()
	}
	err = errors.Join(f.root.Chmod(fresh, mode), f.exchange(filepath.ToSlash(fresh), dir))
	if errors.Is(err, syscall.EXDEV) { // a folder of a container's image cannot be moved; its files can be replaced
		below := make(map[string][]byte, len(tree))
		for name, data := range tree {
			below[path.Join(dir, name)] = data
		}
		return f.Write([]string{dir}, below)
	}
	if err != nil {
		return err
	}
	f.sync(parent)
	return nil
}

// aside begins the names of folders that are to take the place of another.
func aside(dir string) string { return path.Join(path.Dir(dir), TempPrefix+path.Base(dir)+"-") }

// exchange lets two folders change places; where there is no second, the first takes the
// place. Systems that cannot do so in one step do it in two: killed between them they
// leave the old folder aside, where Tidy finds it.
func (f *Folder) exchange(fresh, dir string) error {
	a, b := filepath.FromSlash(fresh), filepath.FromSlash(dir)
	if _, err := f.root.Lstat(b); errors.Is(err, fs.ErrNotExist) {
		return f.root.Rename(a, b)
	}
	parent, err := f.root.Open(filepath.FromSlash(path.Dir(dir)))
	if err != nil {
		return err
	}
	defer parent.Close()
	err = swap(parent, path.Base(fresh), path.Base(dir))
	if err == nil || !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	old := a + oldSuffix
	if err := f.root.Rename(b, old); err != nil {
		return err
	}
	if err := f.root.Rename(a, b); err != nil {
		return errors.Join(err, f.root.Rename(old, b))
	}
	return f.root.RemoveAll(old)
}

const oldSuffix = "-old"

// Tidy takes away what runs that were killed left beside a folder, and puts the folder
// back where one was killed between two steps. No other run may be at work there.
func (f *Folder) Tidy(dir string) {
	entries, err := fs.ReadDir(f.FS(), path.Dir(dir))
	if err != nil {
		return // there is nothing to tidy
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), path.Base(aside(dir))) {
			continue
		}
		left := filepath.FromSlash(path.Join(path.Dir(dir), e.Name()))
		if _, err := f.root.Lstat(filepath.FromSlash(dir)); errors.Is(err, fs.ErrNotExist) && strings.HasSuffix(left, oldSuffix) {
			_ = f.root.Rename(left, filepath.FromSlash(dir))
		}
		_ = f.root.RemoveAll(left) // what stays does no harm
	}
}

// Update replaces a folder whose files are not those of the tree, tidied first; one that
// is right already is not touched.
func (f *Folder) Update(dir string, tree map[string][]byte) error {
	f.Tidy(dir)
	below := make(map[string][]byte, len(tree))
	for name, data := range tree {
		below[path.Join(dir, name)] = data
	}
	stale, err := f.Diff([]string{dir}, below)
	if err != nil || len(stale) == 0 {
		return err
	}
	return f.Replace(dir, tree)
}

// fill writes a tree into a new folder, several files at a time, for most of the time
// goes by until the disk has them.
func (f *Folder) fill(fresh, old string, tree map[string][]byte) error {
	names := slices.Sorted(maps.Keys(tree))
	for _, name := range names {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%q would lie outside the folder", name)
		}
	}
	next := make(chan string, len(names))
	for _, name := range names {
		next <- name
	}
	close(next)
	workers := min(8*runtime.GOMAXPROCS(0), len(names))
	failed := make([]error, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for name := range next {
				failed[i] = errors.Join(failed[i], f.fillOne(path.Join(fresh, name), path.Join(old, name), tree[name]))
			}
		})
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

// fillOne writes a file of a new folder. One that the old folder has too is shared with it.
func (f *Folder) fillOne(name, old string, data []byte) error {
	if info, err := f.root.Lstat(filepath.FromSlash(old)); err == nil && info.Mode().IsRegular() && info.Size() == int64(len(data)) {
		if was, err := f.ReadFile(old); err == nil && bytes.Equal(was, data) {
			if err := f.mkdir(path.Dir(name)); err == nil && f.root.Link(filepath.FromSlash(old), filepath.FromSlash(name)) == nil {
				return nil
			}
		}
	}
	return f.write(name, data, true)
}

// Resolve gives the folder that a path means, links followed, so that not the link is
// replaced but what it leads to. A path where nothing is means itself.
func Resolve(dir string) (string, error) {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real, nil
	}
	if _, err := os.Lstat(dir); err == nil {
		return "", fmt.Errorf("%s is a link to nowhere: remove it or name a folder that is one", dir)
	}
	return dir, nil
}
