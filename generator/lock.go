package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// lockFile is held, below the project root, by whoever writes in a project. The system
// lets go of it when a process ends, however it ends: a lock is never left behind.
const lockFile = tempPrefix + "lock"

// lock makes sure that no other cmr writes in a project until release is called.
// command is what the other one is told. Where the project cannot be written to,
// nobody is kept out and nothing can be broken.
func lock(root, command string) (release func(), err error) {
	file := filepath.Join(root, lockFile)
	l := flock.New(file, flock.SetPermissions(0o644))
	held, err := l.TryLock()
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return func() {}, nil
	case err != nil:
		return nil, fmt.Errorf("lock the project: %w", err)
	case !held:
		who := "another cmr"
		if data, err := os.ReadFile(file); err == nil && len(data) > 0 {
			who = strings.TrimSpace(string(data))
		}
		return nil, fmt.Errorf("%s is writing in this project: wait until it is done, then run this again", who)
	}
	host, _ := os.Hostname() // it only helps to find the process
	_ = os.WriteFile(file, fmt.Appendf(nil, "“cmr %s” (process %d on %s, since %s)\n", command, os.Getpid(), host, time.Now().Format(time.TimeOnly)), 0o644)
	return func() { _ = l.Unlock() }, nil
}

// writers are the commands that write in a project.
var writers = []string{"build", "compile", "dashboard", "decide", "edgar", "freeze", "letters", "receive", "reference import", "suppliers import", "year new"}

// lockFor takes the lock that a command needs, if it needs one. Where there is no
// project, the command itself says so.
func (c *cli) lockFor(command string) (release func(), err error) {
	root, err := c.findRoot()
	needed := slices.ContainsFunc(writers, func(w string) bool { return strings.HasPrefix(command+" ", w+" ") })
	if err != nil || !isDir(root) || !needed || c.Compile.onlyReads() {
		return func() {}, nil
	}
	words := strings.Fields(command)
	return lock(root, words[0])
}
