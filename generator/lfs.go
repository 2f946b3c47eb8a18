package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// longestPointer: what is longer is no pointer, as the specification of Git LFS has it.
const longestPointer = 1024

// lfs is the Git LFS of a repository.
type lfs struct {
	root, store string
	on          bool // it is set up here
}

func lfsOf(root string) (lfs, error) {
	store, err := git(root, "rev-parse", "--git-common-dir")
	if err != nil {
		return lfs{}, err
	}
	dir := strings.TrimSpace(string(store))
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(root, dir)
	}
	_, none := git(root, "config", "--get-regexp", `^filter\.lfs\.(smudge|process)$`)
	return lfs{root, filepath.Join(dir, "lfs", "objects"), none == nil}, nil
}

// write writes the file that a pointer means: from what was fetched, or through LFS,
// which fetches it. Where LFS is not set up the pointer is written, as a checkout would.
func (l lfs) write(file string, b blob, id string, text []byte) error {
	kept, err := os.Open(filepath.Join(l.store, id[:2], id[2:4], id))
	if err == nil {
		return errors.Join(writeFrom(file, kept), kept.Close())
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read a revision: %w", err)
	}
	if l.on {
		if text, err = git(l.root, "cat-file", "--filters", "--path="+b.path, b.hash); err != nil {
			return fmt.Errorf("read a revision: Git LFS does not give %s as it was then (“git lfs fetch origin REVISION” fetches it): %w", b.path, err)
		}
	}
	return writeFrom(file, bytes.NewReader(text))
}
