// Package program builds cmr for the tests that run it as a person would, as a process of
// its own. It stands beside the flow, with the other tools of the tests.
package program

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// flags are those of the Makefile, so that nothing is compiled a second time for a test
// that was started without it.
const flags = " -trimpath -tags=nethttpomithttp2 -ldflags=-s -gcflags=github.com/alecthomas/...=-l -gcflags=github.com/goccy/...=-l -gcflags=github.com/wneessen/...=-l"

// OnPath builds the program from the sources in a folder, such as "../../generator", and
// puts it on the path of this process. The folder in which it lies is returned, to be
// removed by the caller.
func OnPath(sources string) (dir string, err error) {
	if dir, err = os.MkdirTemp("", "cmr-program-"); err != nil {
		return "", err
	}
	program := filepath.Join(dir, "cmr")
	// Where “make” has linked the same program a moment ago, the Go command finds that a
	// copy of it is up to date, and does not link it once more for each package of tests.
	if err := copied(program, filepath.Join(sources, "..", "cmr")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return dir, err
	}
	build := exec.Command("go", "build", "-o", program, sources)
	build.Env = append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+flags)
	if out, err := build.CombinedOutput(); err != nil {
		return dir, fmt.Errorf("build cmr: %w\n%s", err, out)
	}
	return dir, os.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

func copied(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
