package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/review"
)

type reviewCmd struct {
	Base   string           `arg:"" help:"Revision to compare with, e.g. origin/main."`
	Head   string           `arg:"" optional:"" help:"Revision to review; the work tree if none is named."`
	Format string           `help:"${enum}" enum:"markdown,json" default:"markdown"`
	FailOn finding.Severity `help:"Exit 1 at new findings of this severity or worse: ${enum}." enum:"error,warning,never" default:"never"`
}

// Run reviews what changed between two revisions. It touches neither work tree nor index.
func (cmd *reviewCmd) Run(c *cli, std stdio) error {
	root, err := c.findRoot()
	if err != nil {
		return err
	}
	base, err := sideOf(root, cmd.Base, std)
	if err != nil {
		return err
	}
	var head review.Side
	if cmd.Head == "" {
		head, err = sideIn(root, root, review.WorkTree, std)
	} else {
		head, err = sideOf(root, cmd.Head, std)
	}
	if err != nil {
		return err
	}
	r := review.Compare(base, head)
	if cmd.Format == "json" {
		err = printJSON(std, r)
	} else {
		_, err = fmt.Fprint(std.Out, r.Markdown())
	}
	worst := func(p review.Point) bool { return p.Severity.AtLeast(cmd.FailOn) }
	if err == nil && cmd.FailOn != "never" && (slices.ContainsFunc(r.Fix, worst) || slices.ContainsFunc(r.Judge, worst)) {
		err = errLook
	}
	return err
}

// sideOf compiles a revision, in a folder that is gone afterwards.
func sideOf(root, revision string, std stdio) (side review.Side, err error) {
	commit, err := commitOf(root, revision)
	if err != nil {
		return side, err
	}
	blobs, err := blobsOf(root, commit)
	if err != nil {
		return side, err
	}
	dir, err := os.MkdirTemp("", "cmr-review-")
	if err != nil {
		return side, fmt.Errorf("read a revision: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := checkOut(root, blobs, dir); err != nil {
		return side, err
	}
	return sideIn(dir, root, revision, std)
}

// sideIn compiles the project in a folder, as it stands there.
func sideIn(dir, root, name string, std stdio) (review.Side, error) {
	side := review.Side{Name: name, Years: map[int]review.Year{}, Files: map[string]string{}, Texts: map[string]string{}, Pages: map[string]string{}}
	if err := noteFiles(dir, &side); err != nil {
		return side, err
	}
	if len(side.Files) == 0 {
		return side, nil // there was no project yet
	}
	files, err := inside(dir)
	if err != nil {
		return side, err
	}
	p, err := project.Open(files)
	if err != nil {
		return side, fmt.Errorf("%s: %w", name, err)
	}
	known := newYears(p, std).cached(root, takeCache) // what was read of the same bytes
	for _, number := range p.Years {
		y, err := compileYear(known, number)
		if err != nil {
			return side, fmt.Errorf("%s: %w", name, err)
		}
		if err := y.asFiled(p.FS); err != nil { // a filing that was changed: the pages below say so, the rest is told
			side.Broken = err.Error()
		}
		out := review.Year{Names: map[string]string{}, Books: y.review.Workbooks, Findings: y.review.Findings, Figures: y.inquiry.Figures, Smelters: y.inquiry.Smelters,
			Report: y.markdown, Form: y.form, Directory: y.Directory, Conformance: y.Conformance}
		for _, s := range y.Roster {
			out.Names[s.ID] = s.Name
		}
		side.Years[number] = out
	}
	_, pages, err := siteOf(known, dir)
	if err != nil {
		side.Broken = strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), "") // a reviewer wants to know all the rest nevertheless
	}
	for file, data := range pages {
		sum := sha256.Sum256(data)
		side.Pages[file] = hex.EncodeToString(sum[:])
	}
	return side, nil
}

// keptFolders are those of what people keep: what is compiled follows from them.
var keptFolders = []string{"content", "data", "site/templates", "site/assets"}

// longestText is how much of a file is compared line by line.
const longestText = 4 << 20

// noteFiles notes the files that people keep, with their hashes and, where they are
// text, their words.
func noteFiles(dir string, side *review.Side) error {
	for _, top := range keptFolders {
		err := filepath.WalkDir(filepath.Join(dir, filepath.FromSlash(top)), func(file string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || d.IsDir() || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
				return err
			}
			rel, err := filepath.Rel(dir, file)
			if err != nil {
				return err
			}
			name := filepath.ToSlash(rel)
			if part := strings.Split(name, "/"); len(part) > 3 && part[0] == "data" && part[2] == "compiled" {
				return nil
			}
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			sum := sha256.Sum256(data)
			side.Files[name] = hex.EncodeToString(sum[:])
			if slices.Contains([]string{".md", ".csv", ".yaml", ".txt"}, path.Ext(name)) && len(data) < longestText && utf8.Valid(data) {
				side.Texts[name] = string(data)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("list the files of %s: %w", side.Name, err)
		}
	}
	return nil
}
