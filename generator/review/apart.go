package review

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/folder"
)

// apartPrefix begins the names of the folders, in the system's temporary folder, in which
// revisions lie while they are compared. They hold what suppliers sent.
const apartPrefix = "cmr-review-"

// freshPrefix begins the name of one until it is locked.
const freshPrefix = "new-" + apartPrefix

// aside makes a folder for a revision. It is locked until the process ends, by which one
// that a process left behind is known.
func (r *Revisions) aside() (*folder.Folder, error) {
	r.sweep()
	fresh, err := os.MkdirTemp("", freshPrefix) // nobody else may look into it
	if err != nil {
		return nil, fmt.Errorf("read a revision: %w", err)
	}
	r.keep(fresh)
	at, err := folder.Open(fresh)
	if err == nil {
		var release func()
		release, err = at.Lock("a review")
		r.held = append(r.held, release) // what nobody refers to is let go
	}
	// Only one that is locked has the name by which another run would sweep it away.
	dir := filepath.Join(filepath.Dir(fresh), apartPrefix+strings.TrimPrefix(filepath.Base(fresh), freshPrefix))
	if err == nil {
		err = os.Rename(fresh, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("read a revision: %w", err)
	}
	r.keep(dir)
	return folder.Open(dir)
}

// keep notes a folder that Close removes.
func (r *Revisions) keep(dir string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.apart = append(r.apart, dir)
}

// sweep removes what reviews left behind that were killed.
func (r *Revisions) sweep() {
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), apartPrefix+"*")) // the patterns are sound
	empty, _ := filepath.Glob(filepath.Join(os.TempDir(), freshPrefix+"*"))
	for _, dir := range empty {
		if info, err := os.Stat(dir); err == nil && r.Began.Sub(info.ModTime()) > time.Hour {
			left = append(left, dir) // its process ended before it had locked it
		}
	}
	for _, dir := range left {
		at, err := folder.Open(dir)
		if err != nil {
			continue // somebody else's
		}
		if release, err := at.Lock("a review"); err == nil {
			_ = os.RemoveAll(dir)
			release()
		}
	}
}

// Close removes the folders in which revisions lie. It may be called at any time, from
// any goroutine.
func (r *Revisions) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var err error
	for _, dir := range r.apart {
		err = errors.Join(err, os.RemoveAll(dir))
	}
	for _, release := range r.held {
		if release != nil {
			release()
		}
	}
	r.apart, r.held = nil, nil
	return err
}
