package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// A folder that belongs together (the tables of a year, the site) is replaced as a
// whole: the new one is written beside it, and then the two change places. Whoever
// looks, whenever a run is killed, sees the old folder or the new one.

// replaceFolder puts a whole tree in the place of a folder. What the folder has that
// the tree has not is gone; a file that is the same stays the same file.
func replaceFolder(dir string, tree map[string][]byte) error {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // the folder is replaced, not the link to it
	} else if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("%s is a link to nowhere: remove it or name a folder that is one", dir)
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	fresh, err := os.MkdirTemp(parent, asideOf(dir)+"*")
	if err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	defer os.RemoveAll(fresh)
	if err := fill(fresh, dir, tree); err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	mode := fs.FileMode(0o755)
	if info, err := os.Stat(dir); err == nil {
		mode = info.Mode().Perm()
	}
	err = errors.Join(os.Chmod(fresh, mode), exchange(fresh, dir))
	if errors.Is(err, syscall.EXDEV) { // a folder of a container's image cannot be moved; its files can be replaced
		return writeTree(dir, []string{"."}, tree)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	syncFolder(parent)
	return nil
}

// asideOf begins the names of folders that are to take the place of another.
func asideOf(dir string) string { return tempPrefix + filepath.Base(dir) + "-" }

// exchange lets two folders change places; where there is no second, the first takes
// the place. Systems that cannot do so in one step do it in two: killed between them
// they leave the old folder aside, where recover finds it.
func exchange(fresh, dir string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(fresh, dir)
	}
	err := swap(fresh, dir)
	if err == nil || !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	old := fresh + oldSuffix
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return os.RemoveAll(old)
}

const oldSuffix = "-old"

// tidy takes away what runs that were killed left beside a folder, and puts the folder
// back where one was killed between two steps. No other run may be at work there.
func tidy(dir string) {
	aside, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), asideOf(dir)+"*"))
	for _, name := range aside {
		if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) && strings.HasSuffix(name, oldSuffix) {
			_ = os.Rename(name, dir)
		}
		_ = os.RemoveAll(name) // what stays does no harm
	}
}

// fill writes a tree into a new folder, several files at a time, for most of the time
// goes by until the disk has them. A file that the old folder has too is shared with it.
func fill(fresh, old string, tree map[string][]byte) error {
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
				failed[i] = errors.Join(failed[i], fillOne(filepath.Join(fresh, filepath.FromSlash(name)), filepath.Join(old, filepath.FromSlash(name)), tree[name]))
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

func fillOne(file, old string, data []byte) error {
	if info, err := os.Lstat(old); err == nil && info.Mode().IsRegular() && info.Size() == int64(len(data)) {
		if was, err := os.ReadFile(old); err == nil && bytes.Equal(was, data) {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err == nil && os.Link(old, file) == nil {
				return nil
			}
		}
	}
	return writeFile(file, data)
}

// syncFolder makes sure that a loss of power does not undo a change of names. Not
// every file system can; then nothing is lost but time.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

// writeCompiled replaces the compiled tables of each year that are not what they
// should be.
func writeCompiled(root string, years []int, tree map[string][]byte) error {
	for _, dir := range compiledDirs(years) {
		files := map[string][]byte{}
		for name, data := range tree {
			if rest, below := strings.CutPrefix(name, dir+"/"); below {
				files[rest] = data
			}
		}
		folder := filepath.Join(root, filepath.FromSlash(dir))
		tidy(folder)
		stale, err := diffTree(folder, []string{"."}, files)
		if err != nil {
			return err
		}
		if len(stale) == 0 {
			continue
		}
		if err := replaceFolder(folder, files); err != nil {
			return err
		}
	}
	return nil
}

// siteMark is the file by which a folder is known to be a site that cmr made.
const siteMark = "SHA256SUMS"

// onlyOurs finds a file in a folder that is not on its own list of checksums, so
// that nothing is ever replaced but a site that cmr made.
func onlyOurs(dir string) error {
	sums, _ := os.ReadFile(filepath.Join(dir, siteMark)) // without a list nothing is ours
	ours := map[string]bool{siteMark: true}
	for line := range strings.Lines(string(sums)) {
		if _, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			ours[name] = true
		}
	}
	return filepath.WalkDir(dir+string(filepath.Separator), func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("write the site: %w", err)
		}
		rel, err := filepath.Rel(dir, name)
		if err == nil && !d.IsDir() && !ours[filepath.ToSlash(rel)] {
			return fmt.Errorf("%s holds %s, which cmr did not write: name an empty folder with --out", dir, rel)
		}
		return err
	})
}

// replaceSite puts a site in the place of a folder. It refuses to replace one that cmr
// did not make.
func replaceSite(root, dir string, pages map[string][]byte) error {
	if rel, err := filepath.Rel(root, dir); err == nil && filepath.IsLocal(rel) {
		tidy(dir) // elsewhere another project may be at work
	}
	if err := onlyOurs(dir); err != nil {
		return err
	}
	return replaceFolder(dir, pages)
}
