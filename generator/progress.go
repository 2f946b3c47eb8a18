package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// patience is how long work may take before anybody is told how it goes.
const patience = 2 * time.Second

// progress counts on a terminal, with rate and time left, once work takes longer than
// patience; it is silent elsewhere.
func (std stdio) progress(what string, of int) (step, done func()) {
	if !isTerminal(std.Err) {
		return func() {}, func() {}
	}
	began, shown := time.Now(), time.Time{}
	var mu sync.Mutex
	n := 0
	step = func() {
		mu.Lock()
		defer mu.Unlock()
		n++
		now := time.Now()
		if now.Sub(began) < patience || now.Sub(shown) < 100*time.Millisecond {
			return
		}
		shown = now
		fmt.Fprintf(std.Err, "\r%s\x1b[K", progressLine(what, n, of, now.Sub(began)))
	}
	return step, func() {
		if !shown.IsZero() {
			fmt.Fprint(std.Err, "\r\x1b[K") // clears the line
		}
	}
}

// progressLine says how far work has come: 2025: workbooks 120/1000, 40 a second, 22 s left.
func progressLine(what string, n, of int, took time.Duration) string {
	rate := float64(n) / took.Seconds()
	left := time.Duration(float64(of-n)/rate) * time.Second
	return fmt.Sprintf("%s %d/%d, %.0f a second, %v left", what, n, of, rate, left)
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
