// Package project reads one company's repository: who files (content/), what
// suppliers and registries said (data/), and how each reporting year is set up.
//
// It gives check and all later packages their inputs: it knows where files lie and what
// their settings mean, and judges nothing. Everything is read through one fs.FS
// rooted at the repository, so that positions are paths a pull request can open
// and a git revision can stand in for the work tree.
//
// A mistake that a person made in content/ or in a table is an *InputError with
// file and line: it stops the run, since a report must not be built on a guess.
// What a supplier wrote never is one; that becomes a finding.
package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// InputError is a mistake in a file that people of the project write.
type InputError struct {
	File string // slash path below the root
	Line int    // 0 where the whole file is meant
	Err  error
}

func (e *InputError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

func (e *InputError) Unwrap() error { return e.Err }

// ErrNoProject is the error of a folder that holds no project.
var ErrNoProject = errors.New("not a cmr project: there is no content/registrant.yaml (run “cmr init DIR” to start one)")

// Project is a company's repository.
type Project struct {
	FS         fs.FS
	Registrant Registrant
	Years      []int // reporting years, oldest first: the folders of content/
}

// yearFolder is how a reporting year's folder is named.
var yearFolder = lazyregexp.New(`^(19|20)\d\d$`)

// Open reads what all years share.
func Open(fsys fs.FS) (*Project, error) {
	p := &Project{FS: fsys}
	if _, err := fs.Stat(fsys, registrantFile); errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoProject
	}
	if err := readYAML(fsys, registrantFile, &p.Registrant); err != nil {
		return nil, err
	}
	if err := p.Registrant.validate(fsys); err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(fsys, "content")
	if err != nil {
		return nil, fmt.Errorf("list reporting years: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() && yearFolder.MatchString(e.Name()) {
			n, _ := strconv.Atoi(e.Name())
			p.Years = append(p.Years, n)
		}
	}
	slices.Sort(p.Years)
	return p, nil
}

// Workbooks lists the CMRTs that suppliers sent for a year, sorted: everything
// under data/YEAR/cmrt except notes (README, hidden files).
func (p *Project) Workbooks(year int) ([]string, error) {
	return p.WorkbooksOf(year, cmrt.Conflict)
}

// WorkbooksOf does the same for a programme, whose files lie in a folder of its name.
func (p *Project) WorkbooksOf(year int, programme string) ([]string, error) {
	root := path.Join("data", strconv.Itoa(year), cmrt.Folder(programme))
	var files []string
	err := fs.WalkDir(p.FS, root, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == root {
			return fs.SkipAll
		}
		base := path.Base(name)
		switch {
		case err != nil:
			return err
		case d.IsDir(), strings.HasPrefix(base, "."), strings.HasPrefix(base, "~$"), strings.EqualFold(base, "README.md"):
			return nil
		}
		files = append(files, name)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list workbooks of %d: %w", year, err)
	}
	slices.Sort(files)
	return files, nil
}
