//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkCompile runs the program as people do, on a demonstration of one reporting
// year and one of two (the second is compared with the first, so both are compiled).
// Beside wall time it gives the processor time of all cores, the most memory the
// process held, and the processor time a workbook, which stays the same where the cost
// is linear.
func BenchmarkCompile(b *testing.B) {
	for _, years := range [][]int{{2025}, {2024, 2025}} {
		for _, suppliers := range []int{100, 500, 2000} {
			b.Run(fmt.Sprintf("years=%d/suppliers=%d", len(years), suppliers), func(b *testing.B) {
				// Made by another process: the system counts the memory of the one that
				// starts a process as if it had held it too.
				root := b.TempDir()
				if out, err := exec.Command("cmr", "demo", "--suppliers", fmt.Sprint(suppliers), "--years", strings.Trim(strings.ReplaceAll(fmt.Sprint(years), " ", ","), "[]"), "--out", root).CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
				books, err := filepath.Glob(filepath.Join(root, "data/*/cmrt/*.xlsx"))
				if err != nil || len(books) < suppliers/2 {
					b.Fatal(len(books), err)
				}
				var editions [2][]byte
				for i := range editions {
					if editions[i], err = os.ReadFile(books[len(books)-1-i]); err != nil {
						b.Fatal(err)
					}
				}
				time.Sleep(4 * time.Second) // until the file system's word on the files is trusted
				b.Run("cold", func(b *testing.B) { measure(b, len(books), nil, "--root", root, "compile", "--clean") })
				b.Run("one-changed", func(b *testing.B) {
					n := 0
					measure(b, len(books), func() error {
						n++
						return os.WriteFile(books[len(books)-1], editions[n%2], 0o644)
					}, "--root", root, "compile")
				})
				b.Run("unchanged", func(b *testing.B) { measure(b, len(books), nil, "--root", root, "compile") })
			})
		}
	}
}

// measure runs cmr as a process of its own.
func measure(b *testing.B, workbooks int, before func() error, args ...string) {
	var cpu time.Duration
	var peak int64
	for b.Loop() {
		if before != nil {
			b.StopTimer()
			if err := before(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		cmd := exec.Command("cmr", args...)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		peak = max(peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	}
	each := cpu.Seconds() / float64(b.N)
	b.ReportMetric(each, "cpu-s/op")
	b.ReportMetric(float64(peak)/1024, "peak-MB") // Linux counts in KB
	b.ReportMetric(1e6*each/float64(workbooks), "cpu-µs/workbook")
}
