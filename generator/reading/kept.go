package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
)

// CacheFolder keeps what was read, below the project's root. Its name begins as that of
// everything that git and cmr itself pass over.
const CacheFolder = folder.TempPrefix + "cache"

// Version names a reader by its own source, its libraries and its compiler: nobody has to
// remember to raise a number, and no reading of another reader is used. source holds all
// on which the reading of a workbook depends, beside libraries.
func Version(source fs.FS) string {
	h := sha256.New()
	err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := fs.ReadFile(source, name)
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
		return err
	})
	fmt.Fprintln(h, err, runtime.Version())
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			fmt.Fprintln(h, d.Path, d.Version, d.Sum, d.Replace)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Use says what a command does with what is kept of earlier runs.
type Use int

const (
	Ignore Use = iota // every workbook is read
	Take              // what is kept is not read again
	Keep              // and what was read is kept
	Renew             // nothing is taken; what was read is kept
)

// Store gives readings of workbooks: kept ones where they are those of the same bytes, by
// the same reader, and fresh ones otherwise. Its zero value reads every workbook.
type Store struct {
	Folder *folder.Folder // of the project whose cache is used
	Reader func() string  // the reader's Version, asked for only where it is needed
	Use    Use
	Began  int64 // when the run began, in nanoseconds since 1970; what changed shortly before is looked at again
	Watch  Watch // is told how far the reading has come; nil: nobody

	known map[string]Reading // from parts: no workbook is looked at
	fresh map[int][]Reading  // what was read, of years of which not all was known
}

func cacheFile(year int) string { return CacheFolder + "/readings-" + strconv.Itoa(year) }

// load gives what is kept of a year's workbooks, by file.
func (s *Store) load(year int) map[string]Reading {
	if s.Use != Take && s.Use != Keep {
		return nil
	}
	data, err := s.Folder.ReadFile(cacheFile(year))
	if err != nil {
		return nil
	}
	list, err := Parse(data)
	if err != nil || list.Reader != s.Reader() || list.Scope != strconv.Itoa(year) {
		return nil
	}
	known := make(map[string]Reading, len(list.Readings))
	for _, r := range list.Readings {
		known[r.Declaration.File] = r
	}
	return known
}

// Save keeps what was read, once what it was read for is written: on a disk that is full,
// tables go first. That it could not is no fault: the next run reads the workbooks again.
func (s *Store) Save() {
	if s.Use != Keep && s.Use != Renew {
		return
	}
	if entries, err := fs.ReadDir(s.Folder.FS(), CacheFolder); err == nil {
		for _, e := range entries { // of a run that was killed
			if strings.HasPrefix(e.Name(), folder.TempPrefix) {
				_ = s.Folder.Remove(CacheFolder + "/" + e.Name())
			}
		}
	}
	for year, list := range s.fresh {
		_ = s.Folder.WriteFile(cacheFile(year), List{Reader: s.Reader(), Scope: strconv.Itoa(year), Readings: list}.Bytes())
	}
}

// Declarations gives what the workbooks of a year say, in the order of the files, which
// are slash paths in fsys.
func (s *Store) Declarations(fsys fs.FS, year int, files []string) []cmrt.Declaration {
	declarations := make([]cmrt.Declaration, len(files))
	if s.known != nil {
		for i, file := range files {
			declarations[i] = s.known[file].Declaration
		}
		return declarations
	}
	known := s.load(year)
	list, fresh := Files(fsys, files, known, s.Began, s.Watch, strconv.Itoa(year))
	if fresh || len(list) != len(known) {
		if s.fresh == nil {
			s.fresh = map[int][]Reading{}
		}
		s.fresh[year] = list
	}
	for i, r := range list {
		declarations[i] = r.Declaration
	}
	return declarations
}
