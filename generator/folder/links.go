package folder

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// ErrLink is the error of a path that leads through a link. What a link leads to is not
// what stands in the repository: it may be published, or replaced, without anybody having
// seen it in a pull request.
var ErrLink = errors.New("it is a link, and a project is made of files and folders alone: put what it leads to in its place")

// solid finds a link on the way to a name below the folder, the name itself included.
func (f *Folder) solid(name string) error {
	_, err := f.found(name)
	return err
}

// found does the same, and tells what stands under the name; nil where nothing does.
func (f *Folder) found(name string) (info fs.FileInfo, err error) {
	if name == "." || name == "" {
		return f.root.Lstat(".")
	}
	at := ""
	for part := range strings.SplitSeq(name, "/") {
		at = path.Join(at, part)
		info, err = f.root.Lstat(filepath.FromSlash(at))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil // what is made there is ours
		}
		if err != nil {
			return nil, err
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return nil, fmt.Errorf("%s: %w", f.Path(at), ErrLink)
		}
	}
	return info, nil
}

// Links lists the links below folders, sorted, as slash paths.
func (f *Folder) Links(dirs ...string) ([]string, error) {
	var list []string
	for _, dir := range dirs {
		if info, err := f.root.Lstat(filepath.FromSlash(dir)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			list = append(list, dir)
			continue
		}
		err := fs.WalkDir(f.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && d.Type()&fs.ModeSymlink != 0 {
				list = append(list, name)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", dir, err)
		}
	}
	return list, nil
}

// solidFS gives the files of a folder, and refuses whatever leads through a link.
type solidFS struct {
	folder *Folder
	known  *sync.Map // folders on whose way no link lies
}

// Open opens a file or a folder.
func (s solidFS) Open(name string) (fs.File, error) {
	if _, err := s.check(name); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return s.folder.root.FS().Open(name)
}

// ReadFile reads a file.
func (s solidFS) ReadFile(name string) ([]byte, error) {
	info, err := s.check(name)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return s.folder.bounded(name, info)
}

// Stat describes a file or a folder.
func (s solidFS) Stat(name string) (fs.FileInfo, error) {
	info, err := s.check(name)
	if err != nil || info == nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: cmp.Or(err, fs.ErrNotExist)}
	}
	return info, nil
}

// ReadDir lists a folder.
func (s solidFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, err := s.check(name); err != nil {
		return nil, &fs.PathError{Op: "list", Path: name, Err: err}
	}
	return fs.ReadDir(s.folder.root.FS(), name)
}

// check refuses what leads through a link, and tells what stands under a name: nil where
// that cannot be told, and opening it will say why.
func (s solidFS) check(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	dir := path.Dir(name)
	if _, done := s.known.Load(dir); !done {
		if err := s.folder.solid(dir); err != nil {
			return nil, bare(err)
		}
		s.known.Store(dir, true)
	}
	info, err := s.folder.root.Lstat(filepath.FromSlash(name))
	if err == nil && info.Mode()&os.ModeSymlink != 0 {
		return nil, ErrLink
	}
	return info, nil
}

// bare leaves the path out of an error that names it elsewhere.
func bare(err error) error {
	if errors.Is(err, ErrLink) {
		return ErrLink
	}
	return err
}
