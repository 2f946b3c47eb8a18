package reading

import (
	"io/fs"
	"runtime"
	"sync"
)

// Each calls f for every number below n, several at a time.
func Each(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// read reads files, several at a time. label names them to whoever watches.
func (s *Store) read(fsys fs.FS, files []string, label string) []Reading {
	list := make([]Reading, len(files))
	step, done := s.Watching(label+": reading workbooks", len(files))
	defer done()
	Each(len(files), func(i int) {
		data, sum, unreadable := s.Bytes(fsys, files[i])
		if unreadable != nil {
			list[i].Declaration = *unreadable
		} else {
			list[i].Declaration = s.Declaration(files[i], data, sum)
		}
		step()
	})
	return list
}
