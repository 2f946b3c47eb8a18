package git

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// longestPointer: what is longer is no pointer, as the specification of Git LFS has it.
const longestPointer = 1024

// pointer is the note that Git LFS leaves in the place of a file: the hash is the file's.
var pointer = lazyregexp.New(`^version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize \d+\n$`)

// Pointed gives the SHA-256 of the file that a pointer of Git LFS stands for; "" where the
// bytes are no pointer.
func Pointed(data []byte) string {
	if m := pointer.FindSubmatch(data); m != nil {
		return string(m[1])
	}
	return ""
}

// lfs is the Git LFS of a repository.
type lfs struct {
	root, store string
	on          bool // it is set up here
}

func lfsOf(root string) (lfs, error) {
	store, err := run(root, "rev-parse", "--git-common-dir")
	if err != nil {
		return lfs{}, err
	}
	dir := strings.TrimSpace(string(store))
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(root, dir)
	}
	_, none := run(root, "config", "--get-regexp", `^filter\.lfs\.(smudge|process)$`)
	return lfs{root, filepath.Join(dir, "lfs", "objects"), none == nil}, nil
}

// write writes the file that a pointer means: from what was fetched, or through LFS,
// which fetches it. Where LFS is not set up the pointer is written, as a checkout would.
func (l lfs) write(file string, b Blob, id string, text []byte) error {
	kept, err := os.Open(filepath.Join(l.store, id[:2], id[2:4], id))
	if err == nil {
		return errors.Join(writeFrom(file, kept), kept.Close())
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read a revision: %w", err)
	}
	if l.on {
		if text, err = run(l.root, "cat-file", "--filters", "--path="+b.Path, b.Hash); err != nil {
			return fmt.Errorf("read a revision: Git LFS does not give %s as it was then (“git lfs fetch origin REVISION” fetches it): %w", b.Path, err)
		}
	}
	return writeFrom(file, bytes.NewReader(text))
}
