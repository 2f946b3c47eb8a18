// Package trials holds what is tried on the whole program from outside: it is killed, its
// disk fills up, mail servers refuse its letters, the scripts of the workflows run it. It
// stands beside the flow, and knows of the program what a shell knows: cmr on the path.
package trials

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/testdata/program"
)

// Exit codes, as REFERENCE.md promises them.
const (
	exitDone   = 0
	exitLook   = 1
	exitFailed = 3
)

// programs is the folder on the path that holds cmr while the tests run.
var programs string

// TestMain builds the program and puts it on the path.
func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		programs, err = program.OnPath("../../generator")
		defer os.RemoveAll(programs)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// openFolder opens a folder of a test.
func openFolder(t *testing.T, dir string) *folder.Folder {
	t.Helper()
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// laid writes a tree below a folder, and waits for no disk.
func laid(t *testing.T, dir string, tree map[string][]byte) {
	t.Helper()
	for name, data := range tree {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		put(t, file, data)
	}
}

func put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
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

// TestTheProgramIsSmall: it is one file to download, which does not grow unseen.
func TestTheProgramIsSmall(t *testing.T) {
	t.Parallel()
	const most = 23 << 20
	info, err := os.Stat(filepath.Join(programs, "cmr"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > most {
		t.Errorf("cmr has %d bytes, more than %d: “go tool nm -size -sort size cmr” tells what weighs", info.Size(), most)
	}
}
