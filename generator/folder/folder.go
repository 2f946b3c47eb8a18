// Package folder is the one door to the files of a project: everything that is read from
// it or written to it goes through a Folder, and no path leads out of it, links included.
//
// It promises that nobody ever sees half of what is written: a file is replaced in one
// step, and a tree of files that belong together (the tables of a year, the site) takes
// the place of the old one as a whole, whenever a run is killed or a disk is full. A tree
// is a map from slash paths to bytes, so that writing it and comparing it with the disk
// are a few lines each.
//
// All commands read and write through it. It knows nothing of suppliers or years.
package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// TempPrefix begins the names of files and folders that are still being written, perhaps
// by another run, and of what the program keeps for itself. Readers pass over them.
const TempPrefix = ".cmr-"

// Folder is an open folder. Names below it are slash paths.
type Folder struct {
	dir  string
	root *os.Root
}

// Open opens a folder that is there.
func Open(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	return &Folder{dir, root}, nil
}

// Make opens a folder, and makes it first where it is not there.
func Make(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder: %w", err)
	}
	return Open(dir)
}

// ErrNotFound is returned where no folder above the given one holds a project.
var ErrNotFound = errors.New("no project")

// Find gives the nearest folder, dir or one above it, that holds content/ and data/;
// ErrNotFound where there is none.
func Find(dir string) (string, error) {
	for start := dir; ; dir = filepath.Dir(dir) {
		if IsDir(filepath.Join(dir, "content")) && IsDir(filepath.Join(dir, "data")) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("%s is in %w: no folder above it holds content/ and data/ (use --root DIR, or start one with “cmr init DIR”)", start, ErrNotFound)
		}
	}
}

// IsDir tells whether a path names a folder.
func IsDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Dir is the folder's path, as it was named.
func (f *Folder) Dir() string { return f.dir }

// Path gives the path of a name below the folder, for people to read.
func (f *Folder) Path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// FS gives the folder's files for reading. Nothing can be read through a link: ErrLink.
func (f *Folder) FS() fs.FS { return solidFS{f, &sync.Map{}} }

// Sub opens a folder below this one.
func (f *Folder) Sub(name string) (*Folder, error) {
	if err := f.solid(name); err != nil {
		return nil, err
	}
	root, err := f.root.OpenRoot(filepath.FromSlash(name))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return &Folder{f.Path(name), root}, nil
}

// Has tells whether a name below the folder is a folder.
func (f *Folder) Has(name string) bool {
	info, err := f.root.Stat(filepath.FromSlash(name))
	return err == nil && info.IsDir()
}

// Below gives the slash path of a file in the folder; "" and false for one elsewhere.
func (f *Folder) Below(file string) (string, bool) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return "", false
	}
	root, err := filepath.Abs(f.dir)
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(root, absolute)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// ReadFile reads a file below the folder.
func (f *Folder) ReadFile(name string) ([]byte, error) {
	info, err := f.found(name)
	if err != nil {
		return nil, err
	}
	return f.bounded(name, info)
}

// MostRead is the most that is read of one file: the largest workbook that is read has a
// quarter of it, and no table of a project comes near.
const MostRead = 256 << 20

// bounded reads a file, if it is one, and no larger than any of a project. What stands
// there was looked at; where that gave nothing, opening it says why.
func (f *Folder) bounded(name string, info fs.FileInfo) ([]byte, error) {
	switch {
	case info == nil:
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: it is no file", f.Path(name))
	case info.Size() > MostRead:
		return nil, fmt.Errorf("%s: it has %d MB, more than any file of a project", f.Path(name), info.Size()>>20)
	}
	return f.root.ReadFile(filepath.FromSlash(name))
}

// ReadUpTo reads a file anywhere, whose path a person named, and no more of it than so
// many bytes.
func ReadUpTo(file string, most int64) ([]byte, error) {
	r, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, most))
	return data, errors.Join(err, r.Close())
}

// Files lists the files below folders, sorted, as slash paths. A folder that is not there
// holds none. What is still being written is left out.
func (f *Folder) Files(dirs ...string) ([]string, error) {
	var list []string
	for _, dir := range dirs {
		err := fs.WalkDir(f.FS(), dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), TempPrefix) {
				return err
			}
			list = append(list, name)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", dir, err)
		}
	}
	return list, nil
}
