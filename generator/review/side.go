package review

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/git"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/site"
)

// Revisions reads the two sides of a review.
type Revisions struct {
	Root  *folder.Folder // the project's work tree
	Rules []finding.Rule // the catalogue
	// Readings is where declarations come from.
	Readings func() *reading.Store

	Began time.Time // when the review began

	last *season.Season // the side before: what it made of the same bytes serves this one too

	taken map[string]lying // where a workbook of a revision lies, by git's name of its bytes

	mu    sync.Mutex
	apart []string // folders in which revisions lie
	held  []func() // their locks
}

// At compiles a revision, in a folder that is gone after Close.
func (r *Revisions) At(revision string) (side Side, err error) {
	commit, err := git.Commit(r.Root.Dir(), revision)
	if err != nil {
		return side, err
	}
	blobs, err := git.Blobs(r.Root.Dir(), commit, keptFolders...)
	if err != nil {
		return side, err
	}
	at, err := r.aside()
	if err != nil {
		return side, err
	}
	rest, err := r.share(at, commit, blobs)
	if err == nil {
		step, done := r.Readings().Watching(revision+": files out of git", len(rest))
		err = git.CheckOut(r.Root.Dir(), rest, at.Dir(), step)
		done()
	}
	if err != nil {
		return side, err
	}
	side, err = r.in(at, revision)
	for _, b := range blobs {
		if b.Link {
			side.Links = append(side.Links, b.Path)
		}
	}
	return side, err
}

// fileLink is about what git keeps, not about what a supplier wrote.
var fileLink = finding.Rule{Name: "file-link", Severity: finding.Error, Internal: true,
	Explanation: "A pull request shows the name of what a link leads to, not what stands there, so what would be read, published or replaced through it was seen by nobody. The program reads and writes nothing through links.",
	Fix:         "Put the file itself in the place of the link.", Example: "content/policy.md is a link to ../data/2025/suppliers.csv."}

// Rules are this package's part of the catalogue.
var Rules = []finding.Rule{fileLink}

// links finds the links of a revision.
func (r *Review) links(head Side) {
	for _, name := range head.Links {
		r.Fix = append(r.Fix, Point{Finding: fileLink.At(name, "", "", "This is a link.")})
	}
}

// WorkTree compiles the project as it stands in the work tree.
func (r *Revisions) WorkTree() (Side, error) { return r.in(r.Root, WorkTree) }

// in compiles the project in a folder, as it stands there.
func (r *Revisions) in(dir *folder.Folder, name string) (Side, error) {
	side := Side{Name: name, Years: map[int]Year{}, Files: map[string]string{}, Texts: map[string]string{}, Pages: map[string]string{}}
	if err := noteFiles(dir, &side); err != nil {
		return side, err
	}
	if len(side.Files) == 0 {
		return side, nil // there was no project yet
	}
	p, err := project.Open(dir.FS())
	if err != nil {
		return side, fmt.Errorf("%s: %w", name, err)
	}
	s := season.Open(p, r.Rules, r.Readings())
	s.Follow(r.last)
	r.last = s
	for _, number := range p.Years {
		out, err := side.year(s, number)
		if err != nil {
			return side, fmt.Errorf("%s: %w", name, err)
		}
		side.Years[number] = out
	}
	pages, err := site.Pages(s, dir, site.PublicYears, nil)
	if err != nil {
		side.Broken = strings.ReplaceAll(err.Error(), dir.Path("")+string(filepath.Separator), "") // a reviewer wants to know all the rest nevertheless
	}
	for file, data := range pages {
		sum := sha256.Sum256(data)
		side.Pages[file] = hex.EncodeToString(sum[:])
	}
	return side, nil
}

// year takes from a year of a season what a review compares. A filing that was changed is
// told as Broken, and the rest all the same.
func (side *Side) year(s *season.Season, number int) (Year, error) {
	y, err := s.Year(number)
	if err != nil {
		return Year{}, err
	}
	found, err := y.Review()
	if err != nil {
		return Year{}, err
	}
	if _, err := y.Draft(); err != nil {
		return Year{}, err
	}
	shown, err := freeze.Show(s.Project.FS, y)
	if err != nil {
		side.Broken = err.Error()
	}
	out := Year{State: y.State, Names: map[string]string{}, Books: found.Workbooks, Open: y.Open, Findings: found.Findings, Figures: shown.Figures, Smelters: shown.Smelters,
		Report: shown.Report, Form: shown.Form, Directory: y.Directory, Conformance: y.Conformance}
	for _, s := range y.Roster {
		out.Names[s.ID] = s.Name
	}
	beside, err := y.Beside()
	for _, other := range beside { // their workbooks and findings stand with those of the year
		more, fault := other.Review()
		if fault != nil {
			return Year{}, fault
		}
		out.Books, out.Findings = append(slices.Clone(out.Books), more.Workbooks...), append(slices.Clone(out.Findings), more.Findings...)
		out.Open = opening(other.Open, out.Open, other.Asks())
		if fault := side.beside(s, y, other, &out); fault != nil {
			return Year{}, fault
		}
	}
	return out, err
}

// beside takes what the public, or people of the company, see of a programme.
func (side *Side) beside(s *season.Season, y, other *season.Year, into *Year) error {
	shown, err := freeze.ShowProgramme(s.Project.FS, other)
	if err != nil {
		side.Broken = err.Error()
		return nil
	}
	p := Year{State: project.YearDraft, Figures: shown.Figures, Smelters: shown.Smelters}
	if y.PublishesProgramme(other.Asks()) {
		p.State = y.State
	}
	if into.Beside == nil {
		into.Beside = map[string]Year{}
	}
	into.Beside[other.Asks()] = p
	return nil
}

// opening opens the workbooks of a programme by itself, and all others as before.
func opening(own, others func(string) check.Whole, programme string) func(string) check.Whole {
	return func(file string) check.Whole {
		if cmrt.FiledAs(file) == programme {
			return own(file)
		}
		return others(file)
	}
}

// keptFolders are those of what people keep: what is compiled follows from them.
var keptFolders = []string{"content", "data", "site/templates", "site/assets"}

// longestText is how much of a file is compared line by line.
const longestText = 4 << 20

// noteFiles notes the files that people keep, with their hashes and, where they are
// text, their words.
func noteFiles(dir *folder.Folder, side *Side) error {
	files := dir.FS()
	for _, top := range keptFolders {
		err := fs.WalkDir(files, top, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || d.IsDir() || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".") {
				return err
			}
			if part := strings.Split(name, "/"); len(part) > 3 && part[0] == "data" && part[2] == "compiled" {
				return nil
			}
			data, err := fs.ReadFile(files, name)
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
