package main

import (
	"testing"
	"time"
)

func TestProgressSaysRateAndTimeLeft(t *testing.T) {
	if got, want := progressLine("2025: workbooks", 120, 1000, 3*time.Second), "2025: workbooks 120/1000, 40 a second, 22s left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
