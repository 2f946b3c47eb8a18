package main

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/reading"
)

// readerSource is all on which the reading of a workbook depends, beside libraries.
//
//go:embed cmrt/*.go finding/*.go reading/*.go
var readerSource embed.FS

// readerVersion names the reader by its own source, its libraries and its compiler:
// nobody has to remember to raise a number, and no reading of another reader is used.
var readerVersion = sync.OnceValue(func() string {
	h := sha256.New()
	err := fs.WalkDir(readerSource, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := readerSource.ReadFile(name)
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
})

// cacheFolder keeps what was read, below the project root. Its name begins as that of
// everything that git and cmr itself pass over.
const cacheFolder = tempPrefix + "cache"

// cacheUse says what a command does with the cache.
type cacheUse int

const (
	noCache   cacheUse = iota
	takeCache          // what it holds is not read again
	keepCache          // and what was read is put there
	newCache           // nothing is taken from it; what was read is put there
	fromParts          // every reading is known, and no workbook is looked at
)

// readings are what is known of workbooks before they are looked at.
type readings struct {
	folder string // of the cache
	use    cacheUse
	known  map[string]reading.Reading // from parts
	fresh  map[int][]reading.Reading  // what was read, of years of which not all was known
	began  int64                      // nanoseconds since 1970; what changed shortly before is looked at again
}

// cached uses the cache of a project. What is in it of workbooks that did not change
// is not read again; what cannot be had from it is read from the workbooks.
func (s *years) cached(root string, use cacheUse) *years {
	s.readings = readings{folder: filepath.Join(root, cacheFolder), use: use, fresh: map[int][]reading.Reading{}, began: time.Now().UnixNano()}
	return s
}

func (r readings) file(year int) string {
	return filepath.Join(r.folder, "readings-"+strconv.Itoa(year))
}

// load gives what is known of a year's workbooks, by file.
func (r readings) load(year int) map[string]reading.Reading {
	if r.use != takeCache && r.use != keepCache {
		return nil
	}
	data, err := os.ReadFile(r.file(year))
	if err != nil {
		return nil
	}
	list, err := reading.Parse(data)
	if err != nil || list.Reader != readerVersion() || list.Scope != strconv.Itoa(year) {
		return nil
	}
	known := make(map[string]reading.Reading, len(list.Readings))
	for _, r := range list.Readings {
		known[r.Declaration.File] = r
	}
	return known
}

// keep puts into the cache what was read, once what it was read for is written: on a
// disk that is full, tables go first. That it could not is no fault: the next run reads
// the workbooks again.
func (s *years) keep() {
	r := s.readings
	if r.use != keepCache && r.use != newCache {
		return
	}
	half, _ := filepath.Glob(filepath.Join(r.folder, tempPrefix+"*"))
	for _, name := range half { // of a run that was killed
		_ = os.Remove(name)
	}
	for year, list := range r.fresh {
		_ = writeFile(r.file(year), reading.List{Reader: readerVersion(), Scope: strconv.Itoa(year), Readings: list}.Bytes())
	}
}

// readWorkbooks reads a year's workbooks, several at a time, and gives them in
// the order of their files.
func (s *years) readWorkbooks(year int) ([]cmrt.Declaration, error) {
	files, err := s.project.Workbooks(year)
	if err != nil {
		return nil, err
	}
	if s.readings.use == fromParts {
		declarations := make([]cmrt.Declaration, len(files))
		for i, file := range files {
			declarations[i] = s.readings.known[file].Declaration
		}
		return declarations, nil
	}
	known := s.readings.load(year)
	list, fresh := readFiles(s.project.FS, files, known, s.readings.began, s.std, strconv.Itoa(year))
	if fresh || len(list) != len(known) {
		s.readings.fresh[year] = list
	}
	declarations := make([]cmrt.Declaration, len(list))
	for i, r := range list {
		declarations[i] = r.Declaration
	}
	return declarations, nil
}

// readFiles reads files, or takes what is known of them; fresh tells that there is
// something that was not known.
func readFiles(fsys fs.FS, files []string, known map[string]reading.Reading, began int64, std stdio, label string) (list []reading.Reading, fresh bool) {
	list = make([]reading.Reading, len(files))
	bar := newProgress(std.Err, label+": reading workbooks", len(files))
	defer bar.done()
	var wg sync.WaitGroup
	next := make(chan int, len(files))
	for i := range files {
		next <- i
	}
	close(next)
	for range min(runtime.GOMAXPROCS(0), max(len(files), 1)) {
		wg.Go(func() {
			for i := range next {
				list[i] = readWorkbook(fsys, files[i], known[files[i]], began)
				bar.step()
			}
		})
	}
	wg.Wait()
	for i := range list {
		was := known[files[i]]
		fresh = fresh || was.Stamp != list[i].Stamp || was.Declaration.SHA256 != list[i].Declaration.SHA256
	}
	return list, fresh
}

// readWorkbook reads one file, unless its stamp or its hash is that of what is known.
// What is no file, or cannot be opened, becomes a finding like everything else that a
// supplier may send.
func readWorkbook(fsys fs.FS, file string, known reading.Reading, began int64) reading.Reading {
	info, err := fs.Stat(fsys, file)
	switch {
	case err != nil:
		return reading.Reading{Declaration: cmrt.Unreadable(file, "The file cannot be opened: it may be a link to nowhere.")}
	case !info.Mode().IsRegular():
		return reading.Reading{Declaration: cmrt.Unreadable(file, "This is not a file.")}
	}
	stamp := reading.StampOf(info)
	if stamp != (reading.Stamp{}) && stamp == known.Stamp {
		return known
	}
	stamp = stamp.Settled(began)
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return reading.Reading{Declaration: cmrt.Unreadable(file, "The file cannot be read.")}
	}
	if sum := sha256.Sum256(data); known.Declaration.SHA256 == hex.EncodeToString(sum[:]) {
		return reading.Reading{Declaration: known.Declaration, Stamp: stamp}
	}
	return reading.Reading{Declaration: cmrt.Read(file, data), Stamp: stamp}
}
