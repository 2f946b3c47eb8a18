// Package verify proves filings: that each is kept byte for byte, that none is missing,
// and that the public pages say what was filed; and it names what the inputs would give
// otherwise today.
//
// It compares the pages of site with the frozen documents.
package verify

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/site"
)

// Proof is what was found of some years.
type Proof struct {
	Text string // for people: a line a year and what is to be looked at
	Look bool   // whether there is something to look at
}

func (p *Proof) say(look bool, text string) {
	p.Look = p.Look || look
	p.Text += text
}

// Years proves the filings of years of a season. pages are those of the public site;
// unmade says why there are none.
func Years(s *season.Season, years []int, pages map[string][]byte, unmade error) (Proof, error) {
	var p Proof
	if unmade != nil {
		p.say(true, fmt.Sprintf("the public pages cannot be made: %v\n", unmade))
	}
	kept, err := freeze.Years(s.Project.FS)
	if err != nil {
		return p, err
	}
	if list := site.Vanished(kept, s.Project.Years); len(list) > 0 {
		p.say(true, finding.DraftText(list))
	}
	for _, year := range years {
		y, err := s.Year(year)
		if err != nil {
			return p, err
		}
		if err := p.year(s, y, pages); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (p *Proof) year(s *season.Season, y *season.Year, pages map[string][]byte) error {
	days, err := freeze.Filed(s.Project.FS, y.Number)
	if err != nil {
		return err
	}
	p.say(unkept(y.Number, y.Settings.Filing, days))
	if err := p.programmes(s, y); err != nil || len(days) == 0 {
		return err
	}
	var newest map[string][]byte
	for _, day := range days {
		files, problems, err := freeze.Read(s.Project.FS, y.Number, day)
		if err != nil {
			return err
		}
		for _, problem := range problems {
			p.say(true, problem+"\n")
		}
		if len(problems) == 0 {
			p.say(false, fmt.Sprintf("%d, filed on %s: %d files, each as it was filed\n", y.Number, day, len(files)))
		}
		newest = files
	}
	list, err := posted(s, y, newest, pages)
	if err != nil {
		return err
	}
	p.say(len(list) > 0, finding.DraftText(list))
	today, err := freeze.Files(y)
	if err != nil {
		return err
	}
	for _, name := range freeze.Drift(newest, today) {
		p.say(true, fmt.Sprintf("%d: the inputs give another %s today than was filed\n", y.Number, name))
	}
	return nil
}

// programmes proves what is kept as published of the programmes that a year runs beside the
// CMRT. Nothing of them is filed, so nothing has to be kept.
func (p *Proof) programmes(s *season.Season, y *season.Year) error {
	for _, programme := range cmrt.Programmes[1:] {
		days, err := freeze.PublishedDays(s.Project.FS, y.Number, programme)
		if err != nil {
			return err
		}
		if len(days) > 0 && !y.PublishesProgramme(programme) {
			p.say(true, fmt.Sprintf("%d, %s: what was published is kept in %s, and the year publishes it no more (publish_programmes in year.yaml)\n", y.Number, programme, freeze.ProgrammeFolder(y.Number, programme)))
		}
	}
	beside, err := y.Beside()
	if err != nil {
		return err
	}
	for _, other := range beside {
		days, problems, drift, err := freeze.ProvePublished(s.Project.FS, other)
		if err != nil {
			return err
		}
		for _, problem := range problems {
			p.say(true, problem+"\n")
		}
		if days > 0 && len(problems) == 0 {
			p.say(false, fmt.Sprintf("%d, %s: what was published is kept, each file as it was\n", y.Number, other.Asks()))
		}
		for _, name := range drift {
			p.say(true, fmt.Sprintf("%d, %s: the inputs give another %s today than was published\n", y.Number, other.Asks(), name))
		}
	}
	return nil
}

// posted holds the public pages of a year to the documents of its newest filing.
func posted(s *season.Season, y *season.Year, filed, pages map[string][]byte) ([]finding.Finding, error) {
	if pages == nil || filed == nil {
		return nil, nil
	}
	var form, report []byte
	for _, d := range edgar.Documents(y, s.Project.Registrant) {
		if strings.HasPrefix(d.Type, "SD") { // SD/A too
			form = filed[d.File]
		} else {
			report = filed[d.File]
		}
	}
	public, err := site.YearOf(s.Project.FS, y)
	return public.Posted(pages, form, report), err
}

// unkept says what year.yaml tells of a filing that is not kept, and whether that is
// to be looked at. A year whose filing.note says what its text is was never made by
// this program, so nothing of it can be kept.
func unkept(year int, f project.Filing, days []string) (look bool, text string) {
	switch kept := f.Date == "" || slices.Contains(days, f.Date); {
	case kept && len(days) > 0:
		return false, ""
	case kept:
		return false, fmt.Sprintf("%d: not frozen\n", year)
	case len(days) == 0 && f.Note != "":
		return false, fmt.Sprintf("%d: filed on %s, and not frozen: %s\n", year, f.Date, f.Note)
	}
	return true, fmt.Sprintf("%d: year.yaml says it was filed on %s, and nothing is kept of that filing: “cmr freeze %d”, or take %s/%s back from git\n", year, f.Date, year, freeze.Folder(year), f.Date)
}
