// Command mutate asks of a package's tests whether they would notice a mistake.
// It breaks one place of the package at a time, compiles the package's own tests
// around the broken file (by -overlay, so that the tree is never touched), runs
// them, and says whether they failed, as they should ("killed"), or not ("survived").
//
//	go run ./generator/testdata/mutate -pkg ./generator/rcoi -n 40 -seed 1
//
// A kind of mistake is drawn first and a place for it second, so that the many
// constants of a package do not crowd out its few switches. The same seed draws the
// same mistakes as long as the package's sources, tests aside, are the same.
// What does not compile is not counted. Tests that take twenty times as long as they
// should count as killed, and how many these are is said: they may be a mistake found,
// or a machine that is busy.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// outcome is what became of one mutation.
type outcome string

const (
	killed   outcome = "killed"
	stuck    outcome = "killed by time"
	survived outcome = "survived"
	broken   outcome = "does not compile"
)

// bench is what every trial needs: the package, its folder and a place for files.
type bench struct {
	pkg, run, skip    string // as in go test
	timeout           time.Duration
	folder, temporary string
}

func main() {
	pkg := flag.String("pkg", "", "package whose tests are tried, such as ./generator/rcoi")
	n := flag.Int("n", 40, "how many mutations that compile")
	seed := flag.Int64("seed", 1, "which mutations: the same number draws the same ones")
	only := flag.String("only", "", "every mutation of one place instead: FILE or FILE:LINE")
	run := flag.String("run", "", "only these tests, as in go test -run")
	skip := flag.String("skip", "", "not these tests, as in go test -skip")
	timeout := flag.Duration("timeout", 0, "how long the tests of one mutation may take; default: twenty times as long as without one, at least a minute")
	workers := flag.Int("workers", 2, "how many mutations at a time, two at most")
	flag.Parse()
	survivors, err := judge(bench{pkg: *pkg, run: *run, skip: *skip, timeout: *timeout}, *only, *n, *seed, min(max(*workers, 1), 2))
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(3)
	}
	if survivors > 0 {
		os.Exit(1)
	}
}

// judge tries n mutations of a package, prints each, and returns how many survived.
func judge(b bench, only string, n int, seed int64, workers int) (int, error) {
	var err error
	if b.temporary, err = os.MkdirTemp("", "mutate-"); err != nil {
		return 0, err
	}
	defer os.RemoveAll(b.temporary)
	var files []string
	if b.folder, files, err = sources(b.pkg); err != nil {
		return 0, err
	}
	asked := b.timeout > 0
	if !asked {
		b.timeout = 10 * time.Minute
	}
	begin := time.Now()
	if result, output := b.try("sound", nil); result != survived {
		return 0, fmt.Errorf("the tests of %s fail before anything is broken (%s):\n%s", b.pkg, result, output)
	}
	if !asked {
		b.timeout = max(20*time.Since(begin), time.Minute)
	}
	found, err := all(files)
	if err != nil {
		return 0, err
	}
	if only == "" {
		draw(rand.New(rand.NewSource(seed)), found)
	} else {
		found = at(found, only)
		n = len(found)
	}
	count := map[outcome]int{}
	tried := 0
	for len(found) > 0 && tried < n {
		batch := found[:min(workers, len(found), n-tried)]
		found = found[len(batch):]
		for i, result := range b.tryAll(batch) {
			count[result]++
			if result != broken {
				tried++
				fmt.Println(batch[i].line(result))
			}
		}
	}
	dead := count[killed] + count[stuck]
	fmt.Printf("%s, seed %d: %d tried, %d killed (%.0f %%; %d of them by time), %d survived; %d more did not compile\n",
		b.pkg, seed, tried, dead, 100*float64(dead)/float64(max(tried, 1)), count[stuck], count[survived], count[broken])
	return count[survived], nil
}

// tryAll tries every mutation of the batch at the same time.
func (b bench) tryAll(batch []mutation) []outcome {
	results := make([]outcome, len(batch))
	var group sync.WaitGroup
	for i, m := range batch {
		group.Go(func() {
			results[i], _ = b.try(fmt.Sprint("m", i), &m)
		})
	}
	group.Wait()
	return results
}

// try compiles the tests with m in place (nil: as they are), under a name of its
// own, and runs them. It returns what came of it and what was printed.
func (b bench) try(name string, m *mutation) (outcome, string) {
	program := filepath.Join(b.temporary, name+".test")
	build := []string{"test", "-c", "-p", "1", "-ldflags=-s -w", "-o", program}
	if m != nil {
		overlay, err := b.overlay(name, m)
		if err != nil {
			return broken, err.Error()
		}
		build = append(build, "-overlay", overlay)
	}
	if output, err := exec.Command("go", append(build, b.pkg)...).CombinedOutput(); err != nil {
		return broken, string(output)
	}
	// A mistake may ask for memory without end; the machine belongs to others too.
	test := exec.Command("sh", "-c", `ulimit -v 6291456; exec "$0" "$@"`, program,
		"-test.short", "-test.failfast", "-test.run", b.run, "-test.skip", b.skip, "-test.timeout", b.timeout.String())
	test.Dir = b.folder
	test.WaitDelay = 10 * time.Second
	output, err := test.CombinedOutput()
	switch {
	case err == nil:
		return survived, ""
	case strings.Contains(string(output), "panic: test timed out after"):
		return stuck, string(output)
	}
	return killed, string(output)
}

// overlay writes the broken file and the list by which the compiler finds it.
func (b bench) overlay(name string, m *mutation) (string, error) {
	file, list := filepath.Join(b.temporary, name+".go"), filepath.Join(b.temporary, name+".json")
	text, err := json.Marshal(map[string]map[string]string{"Replace": {m.file: file}})
	if err != nil {
		return "", err
	}
	return list, errors.Join(os.WriteFile(file, m.apply(), 0o600), os.WriteFile(list, text, 0o600))
}

// sources returns the folder of a package and its Go files, tests aside.
func sources(pkg string) (folder string, files []string, err error) {
	output, err := exec.Command("go", "list", "-f", "{{.Dir}}\n{{range .GoFiles}}{{.}}\n{{end}}", pkg).Output()
	if err != nil {
		return "", nil, fmt.Errorf("no package %q: %w", pkg, err)
	}
	lines := strings.Fields(string(output))
	for _, name := range lines[1:] {
		files = append(files, filepath.Join(lines[0], name))
	}
	return lines[0], files, nil
}

// at returns the mutations of one place, FILE or FILE:LINE.
func at(found []mutation, place string) (picked []mutation) {
	for _, m := range found {
		name := filepath.Base(m.file)
		if place == name || place == fmt.Sprintf("%s:%d", name, m.number) {
			picked = append(picked, m)
		}
	}
	return picked
}
