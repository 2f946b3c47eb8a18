package main

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// progress counts on a terminal and is silent elsewhere.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	label string
	n, of int
}

func newProgress(w io.Writer, label string, of int) *progress {
	if !isTerminal(w) {
		w = io.Discard
	}
	return &progress{w: w, label: label, of: of}
}

func (p *progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	fmt.Fprintf(p.w, "\r%s %d/%d", p.label, p.n, p.of)
}

// done clears the line.
func (p *progress) done() { fmt.Fprint(p.w, "\r\x1b[K") }

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
