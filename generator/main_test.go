package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/testdata/program"
)

// TestMain builds the program and puts it on the path: scripts run what people run.
func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := program.OnPath("../generator")
		defer os.RemoveAll(dir)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// TestScripts runs testdata/script/*.txtar, which read as a manual of the commands. They
// share what a machine would: its key, so that what is read is kept, as it is for people
// (what is kept gives the same as a clean run, which TestIncrementalIsClean proves), and
// each demonstration, which is written once and then copied.
func TestScripts(t *testing.T) {
	shared, settings := sharedDir(t), t.TempDir()
	made := demonstrations{dir: t.TempDir(), settings: settings, by: map[string]string{}}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHARED", shared)
			e.Setenv("XDG_CONFIG_HOME", settings)
			look, err := filepath.Abs("../site")
			e.Setenv("LOOK", look)
			return err
		},
		Condition: func(cond string) (bool, error) {
			if cond == "shared" {
				return shared != "", nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "setcell": setCell, "treesum": treeSum, "lfspointers": lfsPointers, "play": play, "demo": made.copy,
		},
	})
}

// sharedDir is the folder with real templates beside the repository, "" where
// there is none.
func sharedDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../shared")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "cmrt")); err != nil {
		return ""
	}
	return dir
}

// demonstrations are those that scripts share, by what they were asked to be.
type demonstrations struct {
	dir, settings string // where they stand; of whom
	mu            sync.Mutex
	by            map[string]string
}

// copy: “demo FOLDER FLAGS…” is “cmr demo FLAGS… --out FOLDER”, and what a compile keeps
// of its workbooks lies in it.
func (d *demonstrations) copy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: demo FOLDER FLAGS…")
	}
	from, err := d.made(args[1:])
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(from)))
}

// made is the folder in which such a demonstration stands.
func (d *demonstrations) made(flags []string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	key := strings.Join(flags, " ")
	if d.by[key] != "" {
		return d.by[key], nil
	}
	dir := filepath.Join(d.dir, strconv.Itoa(len(d.by)))
	for _, args := range [][]string{append([]string{"demo", "--out", dir}, flags...), {"--root", dir, "compile"}} {
		cmd := exec.Command("cmr", args...)
		cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+d.settings)
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("cmr %v: %w: %s", args, err, out)
		}
	}
	tables, err := filepath.Glob(filepath.Join(dir, "data", "*", "compiled"))
	for _, folder := range tables {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	d.by[key] = dir
	return dir, err
}

// exits CODE PROGRAM ARGS… runs a program and wants that exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	program, err := exec.LookPath(args[1])
	ts.Check(err)
	cmd := exec.Command(program, args[2:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(os.Environ(), "HOME="+ts.Getenv("HOME"))
	cmd.Stdout, cmd.Stderr = ts.Stdout(), ts.Stderr()
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if got := cmd.ProcessState.ExitCode(); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// setcell PATTERN SHEET CELL VALUE types a value into the first workbook that fits.
func setCell(ts *testscript.TestScript, neg bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("no file fits %s", args[0])
	}
	f, err := excelize.OpenFile(files[0])
	ts.Check(err)
	ts.Check(f.SetCellValue(args[1], args[2], args[3]))
	ts.Check(f.Save())
}

// treesum DIR FILE writes the hash of a whole folder, names and bytes, to a file.
func treeSum(ts *testscript.TestScript, neg bool, args []string) {
	sum, err := treeHash(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(sum+"\n"), 0o644))
}

// treeHash is a hash of the names and bytes below a folder, what cmr keeps for itself
// aside.
func treeHash(root string) (string, error) {
	h := sha256.New()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == reading.CacheFolder:
			return fs.SkipDir
		case d.IsDir() || d.Name() == ".cmr-lock":
			return nil
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		fmt.Fprintf(h, "%s %d\n", rel, len(data))
		h.Write(data)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// lfsPointers FOLDER puts in the place of each workbook what Git LFS leaves of it.
func lfsPointers(ts *testscript.TestScript, neg bool, args []string) {
	list, err := filepath.Glob(ts.MkAbs(args[0]) + "/*.xlsx")
	ts.Check(err)
	for _, name := range list {
		data, err := os.ReadFile(name)
		ts.Check(err)
		note := fmt.Sprintf("version https://git-lfs.github.com/spec/v1\noid sha256:%x\nsize %d\n", sha256.Sum256(data), len(data))
		ts.Check(os.WriteFile(name, []byte(note), 0o644))
	}
}
