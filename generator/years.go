package main

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
)

// years reads reporting years and what suppliers sent for them, each once a run:
// a year is looked at for itself, and again by the one that follows it.
type years struct {
	project *project.Project
	std     stdio
	known   map[int]*received
	reviews map[int]check.Result
	counted map[int]*rcoi.Inquiry // of years by themselves, as the next year is compared with them
}

// received is a year with the declarations that were received for it.
type received struct {
	*project.Year
	declarations []cmrt.Declaration
}

func newYears(p *project.Project, std stdio) *years {
	return &years{project: p, std: std, known: map[int]*received{}, reviews: map[int]check.Result{}, counted: map[int]*rcoi.Inquiry{}}
}

// year reads a year; one that asked no suppliers has no declarations.
func (s *years) year(number int) (*received, error) {
	if r := s.known[number]; r != nil {
		return r, nil
	}
	y, err := s.project.Year(number)
	if err != nil {
		return nil, err
	}
	if err := s.project.CheckRules(y, catalogue()); err != nil {
		return nil, err
	}
	r := &received{Year: y}
	if y.Surveyed() {
		if r.declarations, err = readWorkbooks(s.project, number, s.std); err != nil {
			return nil, err
		}
	}
	s.known[number] = r
	return r, nil
}

// before gives the year before, nil where that is no year of the project or asked
// no suppliers.
func (s *years) before(number int) (*received, error) {
	if !slices.Contains(s.project.Years, number-1) {
		return nil, nil
	}
	last, err := s.year(number - 1)
	if err != nil || !last.Surveyed() {
		return nil, err
	}
	return last, nil
}

// review reviews a year against the one before. That one is reviewed by itself, so
// that the result does not depend on which years a run looks at.
func (s *years) review(number int) (check.Result, error) {
	r, err := s.year(number)
	if err != nil || !r.Surveyed() {
		return check.Result{}, err
	}
	last, err := s.before(number)
	if err != nil {
		return check.Result{}, err
	}
	result, done := s.reviews[number]
	switch {
	case done:
	case last == nil:
		result = check.Year(r.Year, r.declarations, nil)
	default:
		result = check.Year(r.Year, r.declarations, check.Year(last.Year, last.declarations, nil).Counted())
	}
	s.reviews[number] = result
	return result, nil
}

// inquiryBefore counts the year before by itself, nil where before gives none.
func (s *years) inquiryBefore(number int) (*rcoi.Inquiry, error) {
	last, err := s.before(number)
	if err != nil || last == nil {
		return nil, err
	}
	if s.counted[last.Number] == nil {
		books := check.Year(last.Year, last.declarations, nil).Workbooks
		q := rcoi.Count(last.Year, books, campaign.Responses(last.Year, books), nil)
		s.counted[last.Number] = &q
	}
	return s.counted[last.Number], nil
}

// readWorkbooks reads a year's workbooks, several at a time, and gives them in
// the order of their files.
func readWorkbooks(p *project.Project, year int, std stdio) ([]cmrt.Declaration, error) {
	files, err := p.Workbooks(year)
	if err != nil {
		return nil, err
	}
	list := make([]cmrt.Declaration, len(files))
	bar := newProgress(std.Err, fmt.Sprintf("%d: reading workbooks", year), len(files))
	defer bar.done()
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), max(len(files), 1)) {
		wg.Go(func() {
			for i := range next {
				list[i] = readWorkbook(p.FS, files[i])
				bar.step()
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()
	return list, nil
}

// readWorkbook reads one file; what is no file, or cannot be opened, becomes a
// finding like everything else that a supplier may send.
func readWorkbook(fsys fs.FS, file string) cmrt.Declaration {
	info, err := fs.Stat(fsys, file)
	switch {
	case err != nil:
		return cmrt.Unreadable(file, "The file cannot be opened: it may be a link to nowhere.")
	case !info.Mode().IsRegular():
		return cmrt.Unreadable(file, "This is not a file.")
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return cmrt.Unreadable(file, "The file cannot be read.")
	}
	return cmrt.Read(file, data)
}
