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
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return nil
}

// siteMark is the file by which a folder is known to be a site that cmr made.
const siteMark = "SHA256SUMS"

// onlyOurs finds a file in a folder that is not on its own list of checksums, so
// that nothing is ever replaced but a site that cmr made.
func onlyOurs(dir string) error {
	sums, _ := os.ReadFile(filepath.Join(dir, siteMark)) // without a list nothing is ours
	ours := map[string]bool{siteMark: true}
	for line := range strings.Lines(string(sums)) {
		if _, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			ours[name] = true
		}
	}
	return filepath.WalkDir(dir+string(filepath.Separator), func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("write the site: %w", err)
		}
		rel, err := filepath.Rel(dir, name)
		if err == nil && !d.IsDir() && !ours[filepath.ToSlash(rel)] {
			return fmt.Errorf("%s holds %s, which cmr did not write: name an empty folder with --out", dir, rel)
		}
		return err
	})
}

// replaceDir puts a whole tree in the place of a folder in one step. It refuses to
// replace a folder that cmr did not make.
func replaceDir(dir string, tree map[string][]byte) error {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // the folder is replaced, not the link to it
	} else if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("%s is a link to nowhere: remove it or name a folder with --out", dir)
	}
	if err := onlyOurs(dir); err != nil {
		return err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("write the site: %w", err)
	}
	fresh, err := os.MkdirTemp(parent, tempPrefix+"site-*")
	if err != nil {
		return fmt.Errorf("write the site: %w", err)
	}
	defer os.RemoveAll(fresh)
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("write the site: %q would lie outside the folder", name)
		}
		if err := writeFile(filepath.Join(fresh, filepath.FromSlash(name)), tree[name]); err != nil {
			return err
		}
	}
	old := fresh + "-old"
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write the site: %w", err)
	}
	if err := errors.Join(os.Chmod(fresh, 0o755), os.Rename(fresh, dir)); err != nil {
		return fmt.Errorf("write the site: %w", errors.Join(err, os.Rename(old, dir)))
	}
	return os.RemoveAll(old)
}
