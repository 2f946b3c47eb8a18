package folder

import (
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
	for name := range tree {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%q would lie outside %s", name, f.Path(dir))
		}
	}
	fresh, err := f.Begin(dir)
	if err != nil {
		return err
	}
	defer fresh.Abandon()
	if err := atOnce(slices.Sorted(maps.Keys(tree)), func(name string) error { return fresh.Put(name, tree[name]) }); err != nil {
		return err
	}
	return fresh.Commit()
}

// atOnce does something with several files at a time, for most of the time goes by until
// the disk has them. It gives the first error of each of those who did it.
func atOnce(names []string, do func(name string) error) error {
	next, failed := make(chan string), make([]error, min(8*runtime.GOMAXPROCS(0), len(names)))
	var wg sync.WaitGroup
	for i := range failed {
		wg.Go(func() {
			for name := range next {
				if err := do(name); failed[i] == nil {
					failed[i] = err
				}
			}
		})
	}
	for _, name := range names {
		next <- name
	}
	close(next)
	wg.Wait()
	return errors.Join(failed...)
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
	if f.solid(path.Dir(dir)) != nil {
		return
	}
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
