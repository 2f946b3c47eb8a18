package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"itron.com/conflict-minerals/generator/folder"
)

// reads are the commands that write nothing that people keep in a project, or, as serve
// does, have what they write made by another.
var reads = []string{"check", "decisions", "demo", "due", "explain", "init", "reference diff", "review", "rules", "serve", "show", "verify", "version", "year list"}

// TestEveryCommandEitherWaitsOrReads: two runs that write at once lose what one of them
// wrote, so a command is known to write, and waits for the others, or to read.
func TestEveryCommandEitherWaitsOrReads(t *testing.T) {
	parser, err := kong.New(&cli{}, kong.Name("cmr"))
	if err != nil {
		t.Fatal(err)
	}
	known := func(list []string, command string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return strings.HasPrefix(command+" ", w+" ") })
	}
	for _, leaf := range parser.Model.Leaves(false) {
		command := strings.TrimPrefix(leaf.Path(), "cmr ")
		if known(writers, command) == known(reads, command) {
			t.Errorf("does “%s” write in a project? It stands in both lists or in none", command)
		}
	}
}

// TestWritersWait: while another run writes, each command that writes says who does.
func TestWritersWait(t *testing.T) {
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "content"), 0o755), os.Mkdir(filepath.Join(dir, "data"), 0o755)); err != nil {
		t.Fatal(err)
	}
	root, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	release, err := root.Lock("“cmr freeze” (another process)")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	c := &cli{Root: dir}
	for _, command := range append(slices.Clone(writers), "suppliers set <year> <supplier> <column=value>", "publish <year>") {
		if _, err := c.lockFor(command); err == nil || !strings.Contains(err.Error(), "another process") {
			t.Errorf("%s: %v", command, err)
		}
	}
	if _, err := c.lockFor("show <file>"); err != nil {
		t.Error(err)
	}
}
