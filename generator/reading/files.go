package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"runtime"
	"sync"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Watch is told what is being done and of how many steps; it gives the functions to call
// after each step, from any goroutine, and at the end.
type Watch func(what string, of int) (step, done func())

// Files reads files, several at a time, or takes what is known of them; fresh tells that
// there is something that was not known. label names the files to whoever watches.
func Files(fsys fs.FS, files []string, known map[string]Reading, began int64, watch Watch, label string) (list []Reading, fresh bool) {
	list = make([]Reading, len(files))
	step, done := func() {}, func() {}
	if watch != nil {
		step, done = watch(label+": reading workbooks", len(files))
	}
	defer done()
	var wg sync.WaitGroup
	next := make(chan int, len(files))
	for i := range files {
		next <- i
	}
	close(next)
	for range min(runtime.GOMAXPROCS(0), max(len(files), 1)) {
		wg.Go(func() {
			for i := range next {
				list[i] = workbook(fsys, files[i], known[files[i]], began)
				step()
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

// workbook reads one file, unless its stamp or its hash is that of what is known.
// What is no file, or cannot be opened, becomes a finding like everything else that a
// supplier may send.
func workbook(fsys fs.FS, file string, known Reading, began int64) Reading {
	info, err := fs.Stat(fsys, file)
	switch {
	case err != nil:
		return Reading{Declaration: cmrt.Unreadable(file, "The file cannot be opened: it may be a link to nowhere.")}
	case !info.Mode().IsRegular():
		return Reading{Declaration: cmrt.Unreadable(file, "This is not a file.")}
	}
	stamp := StampOf(info)
	if stamp != (Stamp{}) && stamp == known.Stamp {
		return known
	}
	stamp = stamp.Settled(began)
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return Reading{Declaration: cmrt.Unreadable(file, "The file cannot be read.")}
	}
	if sum := sha256.Sum256(data); known.Declaration.SHA256 == hex.EncodeToString(sum[:]) {
		return Reading{Declaration: known.Declaration, Stamp: stamp}
	}
	return Reading{Declaration: cmrt.Read(file, data), Stamp: stamp}
}
