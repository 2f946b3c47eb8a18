package site

import (
	"bytes"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
)

// printer lets templates print pages while the views of the next are made, as many at
// a time as there are processors. What comes out does not depend on their order.
type printer struct {
	places chan struct{}
	work   sync.WaitGroup
	mu     sync.Mutex
	pages  map[string][]byte
	failed map[string]error
}

func newPrinter() *printer {
	return &printer{places: make(chan struct{}, runtime.GOMAXPROCS(0)), pages: map[string][]byte{}, failed: map[string]error{}}
}

// print has a page printed; whether it went well is told by the step printed. The page
// must not change any more.
func (b *builder) print(kind string, p page) error {
	if err := b.put(p.file, nil); err != nil { // its place
		return err
	}
	b.press.places <- struct{}{}
	b.press.work.Go(func() {
		var out bytes.Buffer
		err := b.kinds[kind].ExecuteTemplate(&out, "layout", p)
		b.press.mu.Lock()
		defer b.press.mu.Unlock()
		b.press.pages[p.file] = out.Bytes()
		if err != nil {
			b.press.failed[p.file] = fmt.Errorf("page %s: %w", p.file, err)
		}
		<-b.press.places
	})
	return nil
}

// printed waits for all pages and puts them in their places.
func (b *builder) printed() error {
	b.press.work.Wait()
	for _, file := range slices.Sorted(maps.Keys(b.press.failed)) {
		return b.press.failed[file]
	}
	maps.Copy(b.tree, b.press.pages)
	return nil
}
