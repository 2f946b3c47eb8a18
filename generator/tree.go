package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A tree is what a command makes: slash paths below a root, and bytes. One
// function writes it, one compares it; so dry runs, --check and determinism are
// the same few lines.

// filesIn lists the files below folders of the root, as slash paths. A folder
// that is not there holds none.
func filesIn(root string, dirs []string) ([]string, error) {
	var list []string
	for _, dir := range dirs {
		// The separator at the end lets the walk follow a link to a folder.
		err := filepath.WalkDir(filepath.Join(root, filepath.FromSlash(dir))+string(filepath.Separator), func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), tempPrefix) {
				return err
			}
			rel, err := filepath.Rel(root, name)
			list = append(list, filepath.ToSlash(rel))
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", dir, err)
		}
	}
	return list, nil
}

// writeTree writes the files that changed, and removes from dirs what the tree
// does not have. A file that is already right is not touched.
func writeTree(root string, dirs []string, tree map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		file := filepath.Join(root, filepath.FromSlash(name))
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, tree[name]) {
			continue
		}
		if err := writeFile(file, tree[name]); err != nil {
			return err
		}
	}
	have, err := filesIn(root, dirs)
	if err != nil {
		return err
	}
	for _, name := range have {
		if _, made := tree[name]; made {
			continue
		}
		if err := os.Remove(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			return fmt.Errorf("remove a left-over file: %w", err)
		}
	}
	return nil
}

// tempPrefix begins the names of files and folders that are still being written,
// perhaps by another run.
const tempPrefix = ".cmr-"

// writeFile replaces a file in one step, so that nobody ever reads half of it.
func writeFile(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), tempPrefix+"*")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync() // before the name: else a loss of power leaves the name and no bytes
	}
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return nil
}
