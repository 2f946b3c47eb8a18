package season

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/stable"
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
			return y.season.countedByItself(y.Received)
		}
		review, err := y.Review()
		if err != nil {
			return nil, err
		}
		responses, err := y.Responses()
		if err != nil {
			return nil, err
		}
		before, err := y.season.countedByItself(last)
		if err != nil {
			return nil, err
		}
		q := rcoi.Count(y.Year, review.Workbooks, responses, before)
		return &q, nil
	})
}

// Draft gives the report and Form SD in Markdown, and what they were written from.
func (y *Year) Draft() (report.Draft, error) {
	return y.draft.get(func() (report.Draft, error) {
		q, err := y.Inquiry()
		if err != nil {
			return report.Draft{}, err
		}
		versions, err := y.versions()
		if err != nil {
			return report.Draft{}, err
		}
		draft, err := Draft(y.season.Project.Registrant, y.Year, q, versions)
		if err != nil {
			return report.Draft{}, err
		}
		if draft.Policy, err = y.season.Project.Policy(); err != nil {
			return report.Draft{}, err
		}
		draft.Templates, err = y.season.Project.Templates()
		return draft, err
	})
}

// versions are those of the templates that were in fact accepted, and while none was those
// that would be.
func (y *Year) versions() ([]string, error) {
	review, err := y.Review()
	if err != nil {
		return nil, err
	}
	inScope := map[string]bool{}
	for _, s := range y.Roster {
		inScope[s.ID] = s.InScope == "yes"
	}
	var list []string
	for _, b := range review.Workbooks {
		if v := b.Declaration.Template.Version; b.Verdict == check.Accepted && inScope[b.Supplier] && v != "" && !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	if list == nil {
		return y.Settings.AcceptedVersions, nil
	}
	stable.Sort(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	sorted := slices.DeleteFunc(slices.Clone(y.Settings.AcceptedVersions), func(v string) bool { return !slices.Contains(list, v) })
	return append(sorted, slices.DeleteFunc(list, func(v string) bool { return slices.Contains(sorted, v) })...), nil
}

// Explain gives the inquiry with all that stands behind one figure, down to the cells, or
// behind every figure where none is named. The workbooks behind it are opened.
func (y *Year) Explain(figure string) (rcoi.Inquiry, error) {
	review, err := y.Review()
	if err != nil {
		return rcoi.Inquiry{}, err
	}
	responses, err := y.Responses()
	if err != nil {
		return rcoi.Inquiry{}, err
	}
	last, err := y.season.Before(y.Number)
	if err != nil || last == nil {
		return rcoi.Explain(y.Year, review.Workbooks, responses, nil, figure, y.Open), err
	}
	before, err := y.season.byItself(last)
	if err != nil {
		return rcoi.Inquiry{}, err
	}
	then, err := y.season.Year(last.Number)
	if err != nil {
		return rcoi.Inquiry{}, err
	}
	asked := rcoi.Repeated(figure)
	q := rcoi.Explain(last.Year, before.Workbooks, campaign.Responses(last.Year, before.Workbooks), nil, asked, then.Open)
	return rcoi.Explain(y.Year, review.Workbooks, responses, &q, figure, y.Open), nil
}
