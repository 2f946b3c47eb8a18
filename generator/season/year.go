package season

import (
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
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
			in.AsOf = q.AsOf
			in.Figures, in.Internal, in.Smelters, in.Origins, in.Activities = q.Figures, q.Internal, q.Smelters, q.Origins, q.Activities
		}
		text, err := report.Compose(in)
		if err != nil {
			return report.Draft{}, err
		}
		form, err := report.FormSD(in)
		if err != nil {
			return report.Draft{}, err
		}
		policy, err := p.Policy()
		return report.Draft{Input: in, Form: form, Report: text, Policy: policy}, err
	})
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
	asked := figure
	if figure == "changes.response_rate_before" {
		asked = "suppliers.response_rate"
	}
	q := rcoi.Explain(last.Year, before.Workbooks, campaign.Responses(last.Year, before.Workbooks), nil, asked, then.Open)
	return rcoi.Explain(y.Year, review.Workbooks, responses, &q, figure, y.Open), nil
}
