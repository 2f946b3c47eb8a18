package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
)

// findRoot gives the project's root: --root, or the nearest folder above the working
// folder that holds content/ and data/.
func (c *cli) findRoot() (string, error) {
	if c.Root != "" {
		return c.Root, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the project: %w", err)
	}
	return folder.Find(dir)
}

// opened is a project, and the season that a command sees of it.
type opened struct {
	*project.Project
	root     *folder.Folder
	readings *reading.Store
	season   *season.Season
}

// Use says what a command does with what is kept of earlier runs.
type use int

const (
	readAll  use = iota // nothing is taken, nothing is kept
	takeKept            // what is kept is taken
	keepMade            // and what is made is kept
	makeAnew            // nothing is taken, what is made is kept
)

// open opens the project; how says what is done with what is kept of earlier runs.
func (c *cli) open(std stdio, how use) (*opened, error) {
	dir, err := c.findRoot()
	if err != nil {
		return nil, err
	}
	root, err := folder.Open(dir)
	if err != nil {
		return nil, err
	}
	links, err := root.Links("content", "data", "build", "site/templates", "site/assets", "site/public")
	if err != nil {
		return nil, err
	}
	if len(links) > 0 {
		return nil, fmt.Errorf("%s: %w", links[0], folder.ErrLink)
	}
	p, err := project.Open(root.FS())
	if errors.Is(err, project.ErrNoProject) {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if err != nil {
		return nil, err
	}
	readings := std.readings(root, how)
	return &opened{p, root, readings, season.Open(p, catalogue(), readings)}, nil
}

// readings gives where declarations come from in a run that begins now.
func (std stdio) readings(root *folder.Folder, how use) *reading.Store {
	s := &reading.Store{Reader: readerVersion, Began: time.Now().UnixNano(), Now: func() int64 { return time.Now().UnixNano() }, Watch: std.progress,
		Cache: reading.Cache{Folder: root, Take: how == takeKept || how == keepMade, Keep: how == keepMade || how == makeAnew}}
	if how != readAll {
		s.Key = machineKey()
	}
	return s
}

// years gives the years that were named, or all of the project.
func (p *opened) years(named []int) []int {
	if len(named) == 0 {
		return p.Years
	}
	return named
}

// surveyed gives a year, and refuses one that asked no suppliers.
func (p *opened) surveyed(year int) (*season.Year, error) {
	y, err := p.season.Year(year)
	if err != nil {
		return nil, err
	}
	if !y.Surveyed() {
		return nil, fmt.Errorf("%w: %d asked no suppliers (cut_off in year.yaml)", errUsage, year)
	}
	return y, nil
}

// relative gives a path as people are shown it: below the working folder with slashes
// where it is there, otherwise as it is.
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
