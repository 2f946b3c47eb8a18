package season

import (
	"errors"
	"path"
	"sync"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/tables"
)

// Year is one reporting year of a season. Each of its parts is made when it is first
// asked for, from the ones before it in the flow.
type Year struct {
	*Received
	season *Season

	responses made[[]tables.Response]
	inquiry   made[*rcoi.Inquiry]
	draft     made[report.Draft]
}

// made is a value that is made once.
type made[T any] struct {
	done  bool
	value T
	err   error
}

func (m *made[T]) get(make func() (T, error)) (T, error) {
	if !m.done {
		m.value, m.err = make()
		m.done = true
	}
	return m.value, m.err
}

// Year gives a year of the project.
func (s *Season) Year(number int) (*Year, error) {
	if y := s.years[number]; y != nil {
		return y, nil
	}
	r, err := s.Received(number)
	if err != nil {
		return nil, err
	}
	s.years[number] = &Year{Received: r, season: s}
	return s.years[number], nil
}

// Review gives the year's workbooks with their verdicts, and the findings.
func (y *Year) Review() (check.Result, error) { return y.season.Review(y.Number) }

// Responses says of every supplier of the roster how it answered; none where the year
// asked no suppliers.
func (y *Year) Responses() ([]tables.Response, error) {
	return y.responses.get(func() ([]tables.Response, error) {
		if !y.Surveyed() {
			return nil, nil
		}
		review, err := y.Review()
		return campaign.Responses(y.Year, review.Workbooks), err
	})
}

// Inquiry gives the register, the figures and what they were counted from; an empty one
// where the year asked no suppliers.
func (y *Year) Inquiry() (*rcoi.Inquiry, error) {
	return y.inquiry.get(func() (*rcoi.Inquiry, error) {
		if !y.Surveyed() {
			return &rcoi.Inquiry{}, nil
		}
		last, err := y.season.Before(y.Number)
		if err != nil {
			return nil, err
		}
		if last == nil {
			return y.season.countedByItself(y.Received), nil
		}
		review, err := y.Review()
		if err != nil {
			return nil, err
		}
		responses, err := y.Responses()
		if err != nil {
			return nil, err
		}
		q := rcoi.Count(y.Year, review.Workbooks, responses, y.season.countedByItself(last))
		return &q, nil
	})
}

// Draft gives the report and Form SD in Markdown, and what they were written from.
func (y *Year) Draft() (report.Draft, error) {
	return y.draft.get(func() (report.Draft, error) {
		p := y.season.Project
		in := report.Input{Registrant: p.Registrant, Year: y.Number, Title: y.Settings.Title, Demonstration: y.Demonstration, CutOff: y.Settings.CutOff,
			Narrative: y.Narrative, Products: y.Products, Directory: y.Directory.Source, Conformance: y.Conformance.Source, Versions: y.Settings.AcceptedVersions,
			Promised: y.Promised, Before: y.Before, Filing: y.Settings.Filing, FormText: y.FormText,
			Activities: rcoi.Typed(y.Year), Typed: y.Activities, Exclusions: y.Exclusions}
		if y.Surveyed() {
			q, err := y.Inquiry()
			if err != nil {
				return report.Draft{}, err
			}
			in.Figures, in.Smelters, in.Activities = q.Figures, q.Smelters, q.Activities
		}
		text, err := report.Compose(in)
		if err != nil {
			return report.Draft{}, err
		}
		form, err := report.FormSD(in)
		return report.Draft{Input: in, Form: form, Report: text}, err
	})
}

// Compile composes years and gives their files, by slash path below the root. The files
// of a year are written, in memory, while the next is thought about.
func (s *Season) Compile(numbers []int) (map[string][]byte, error) {
	files, failed := make([]map[string][]byte, len(numbers)), make([]error, len(numbers))
	var writing sync.WaitGroup
	defer writing.Wait()
	for i, number := range numbers {
		y, err := s.Year(number)
		if err != nil {
			return nil, err
		}
		if _, err := y.Draft(); err != nil {
			return nil, err
		}
		if _, err := y.Responses(); err != nil {
			return nil, err
		}
		writing.Go(func() { files[i], failed[i] = y.files() })
	}
	writing.Wait()
	tree := map[string][]byte{}
	for i, number := range numbers {
		for name, data := range files[i] {
			tree[path.Join(Compiled(number), name)] = data
		}
	}
	return tree, errors.Join(failed...)
}

// Write replaces the compiled tables of each year that are not those of the tree that
// Compile gave.
func Write(root *folder.Folder, years []int, tree map[string][]byte) error {
	for _, year := range years {
		dir, files := Compiled(year), map[string][]byte{}
		for name, data := range tree {
			if path.Dir(name) == dir {
				files[path.Base(name)] = data
			}
		}
		if err := root.Update(dir, files); err != nil {
			return err
		}
	}
	return nil
}
