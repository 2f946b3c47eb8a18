//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// rowsOfReal is how long a real Smelter List is: 180 to 300 rows.
const rowsOfReal = 240

// sizes are the numbers of suppliers that are measured; CMR_LONG=1 adds one that needs
// 11 GB of room.
func sizes() []int {
	if os.Getenv("CMR_LONG") != "" {
		return []int{100, 1000, 10_000}
	}
	return []int{100, 1000}
}

// BenchmarkCompile runs the program as people do, on a demonstration of one reporting year
// with lists as long, and workbooks about as large, as real ones. Beside wall time it gives
// the processor time of all cores, the most memory the process held, the processor time a
// workbook, which stays the same where the cost is linear, and the room that the compiled
// tables take.
func BenchmarkCompile(b *testing.B) {
	for _, suppliers := range sizes() {
		b.Run(fmt.Sprintf("suppliers=%d", suppliers), func(b *testing.B) {
			// Made by another process: the system counts the memory of the one that
			// starts a process as if it had held it too.
			root := b.TempDir()
			cmr(b, "demo", "--suppliers", fmt.Sprint(suppliers), "--rows", fmt.Sprint(rowsOfReal), "--years", "2025", "--out", root)
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
			compiled := filepath.Join(root, "data", "2025", "compiled")
			time.Sleep(4 * time.Second) // until the file system's word on the files is trusted
			b.Run("cold", func(b *testing.B) {
				measure(b, len(books), func() error { return os.RemoveAll(compiled) }, "--root", root, "compile", "--clean")
				b.ReportMetric(float64(room(b, compiled))/1e6, "compiled-MB")
			})
			b.Run("one-changed", func(b *testing.B) {
				n := 0
				measure(b, len(books), func() error {
					n++
					return os.WriteFile(books[len(books)-1], editions[n%2], 0o644)
				}, "--root", root, "compile")
			})
			b.Run("unchanged", func(b *testing.B) { measure(b, len(books), nil, "--root", root, "compile") })
			b.Run("review-one-changed", func(b *testing.B) {
				for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=A", "-c", "user.email=a@x.example", "commit", "-q", "-m", "start"}} {
					if out, err := exec.Command("git", append([]string{"-C", root}, args...)...).CombinedOutput(); err != nil {
						b.Fatalf("%v: %s", err, out)
					}
				}
				if err := os.WriteFile(books[len(books)-1], editions[0], 0o644); err != nil {
					b.Fatal(err)
				}
				measure(b, len(books), nil, "--root", root, "review", "HEAD")
			})
		})
	}
}

// BenchmarkStart is what every command takes before it does anything.
func BenchmarkStart(b *testing.B) { measure(b, 1, nil, "version") }

// BenchmarkShow reads one workbook of real size, as a whole process.
func BenchmarkShow(b *testing.B) {
	root := filepath.Join(b.TempDir(), "p")
	cmr(b, "demo", "--suppliers", "1", "--rows", fmt.Sprint(rowsOfReal), "--years", "2025", "--out", root)
	books, err := filepath.Glob(filepath.Join(root, "data/2025/cmrt/*.xlsx"))
	if err != nil || len(books) == 0 {
		b.Fatal(len(books), err)
	}
	if real, err := filepath.Abs("../../shared/cmrt/templates/RMI_CMRT_6.5.xlsx"); err == nil {
		if _, err := os.Stat(real); err == nil {
			b.Run("official-6.5", func(b *testing.B) { measure(b, 1, nil, "show", real) })
		}
	}
	b.Run("demonstration", func(b *testing.B) { measure(b, 1, nil, "show", books[0]) })
}

// cmr runs cmr as a process of its own.
func cmr(b *testing.B, args ...string) {
	b.Helper()
	if out, err := exec.Command("cmr", args...).CombinedOutput(); err != nil {
		b.Fatalf("cmr %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

// room is how many bytes the files below a folder hold.
func room(b *testing.B, dir string) (n int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
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
