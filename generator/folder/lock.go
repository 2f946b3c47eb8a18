package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// lockFile is held by whoever writes in a project. The system lets go of it when a
// process ends, however it ends: a lock is never left behind.
const lockFile = TempPrefix + "lock"

// Lock makes sure that no other run writes in the folder until release is called. who is
// what the other one is told of this one: “cmr build” (process 7). Where the folder cannot
// be written to, nobody is kept out and nothing can be broken.
func (f *Folder) Lock(who string) (release func(), err error) {
	if err := f.solid(lockFile); err != nil {
		return nil, fmt.Errorf("lock the project: %w", err)
	}
	l := flock.New(f.Path(lockFile), flock.SetPermissions(0o644))
	held, err := l.TryLock()
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return func() {}, nil
	case err != nil:
		return nil, fmt.Errorf("lock the project: %w", err)
	case !held:
		other := "another cmr"
		if data, err := f.ReadFile(lockFile); err == nil && len(data) > 0 {
			other = strings.TrimSpace(string(data))
		}
		return nil, fmt.Errorf("%s is writing in this project: wait until it is done, then run this again", other)
	}
	if file, err := f.root.OpenFile(lockFile, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644); err == nil { // it only helps people
		fmt.Fprintln(file, who)
		file.Close()
	}
	return func() { _ = l.Unlock() }, nil
}
