package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"itron.com/conflict-minerals/generator/project"
)

// findRoot gives the project's root: --root, or the nearest folder above the
// working folder that holds content/ and data/.
func (c *cli) findRoot() (string, error) {
	if c.Root != "" {
		return c.Root, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the project: %w", err)
	}
	for start := dir; ; dir = filepath.Dir(dir) {
		if isDir(filepath.Join(dir, "content")) && isDir(filepath.Join(dir, "data")) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("%s is in no project: no folder above it holds content/ and data/ (use --root DIR, or start one with “cmr init DIR”)", start)
		}
	}
}

// open gives the project and its root.
func (c *cli) open() (*project.Project, string, error) {
	root, err := c.findRoot()
	if err != nil {
		return nil, "", err
	}
	files, err := inside(root)
	if err != nil {
		return nil, "", err
	}
	p, err := project.Open(files)
	if errors.Is(err, project.ErrNoProject) {
		return nil, "", fmt.Errorf("%s: %w", root, err)
	}
	return p, root, err
}

// inside gives the files of a folder. A link that leads out of it cannot be read: a
// public page is never made of a file that is not the project's.
func inside(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the project: %w", err)
	}
	return root.FS(), nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// relative gives a path as findings show it: below the working folder with
// slashes where it is there, otherwise as it is.
func relative(file string) string {
	dir, err := os.Getwd()
	if err != nil {
		return file
	}
	rel, err := filepath.Rel(dir, file)
	if err != nil || !filepath.IsLocal(rel) {
		return file
	}
	return filepath.ToSlash(rel)
}
