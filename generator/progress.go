package main

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// progress counts on a terminal, and is silent elsewhere.
func (std stdio) progress(what string, of int) (step, done func()) {
	if !isTerminal(std.Err) {
		return func() {}, func() {}
	}
	var mu sync.Mutex
	n := 0
	step = func() {
		mu.Lock()
		defer mu.Unlock()
		n++
		fmt.Fprintf(std.Err, "\r%s %d/%d", what, n, of)
	}
	return step, func() { fmt.Fprint(std.Err, "\r\x1b[K") } // clears the line
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// wantsColour tells whether a person reads the output on a terminal that shows colours,
// and did not ask for none (no-color.org).
func wantsColour(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
