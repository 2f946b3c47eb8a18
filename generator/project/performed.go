package project

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// StepsFile holds what reports promised to do, over all years.
const StepsFile = "content/steps.csv"

// Step is a row of it: a step to lower the risk that minerals benefit armed groups,
// or to improve due diligence (Form SD, Item 1.01(c)(1)).
type Step struct {
	Promised string `csv:"promised"` // reporting year of the report that names it
	Step     string `csv:"step"`     // “to …”, as it is printed
	Done     string `csv:"done"`     // reporting year in which it was done; blank: not yet
	Note     string `csv:"note"`     // what was done, or why not
	Line     int    `csv:"-"`        // of the table
}

// DoneBy tells whether the step was done by the end of a reporting year.
func (s Step) DoneBy(year int) bool {
	done, err := strconv.Atoi(s.Done)
	return err == nil && done <= year
}

// Activity is a row of content/YEAR/activities.csv: something done for due diligence
// that no other table records, such as a training. It is published as typed.
type Activity struct {
	Date     string `csv:"date"`           // YYYY-MM-DD
	Step     string `csv:"step"`           // of the OECD Guidance, 1 to 5
	Activity string `csv:"activity"`       // in words that follow the day
	Kind     string `csv:"kind,omitempty"` // training, management-report or blank; the column may be missing
	Line     int    `csv:"-"`              // of the table
}

// Kinds of activities that a reader looks for.
const (
	Trained  = "training"          // staff or suppliers were trained
	Informed = "management-report" // what was found was reported to senior management
)

// ActivitiesFile is the table of a year's activities that people keep.
func ActivitiesFile(year int) string {
	return path.Join("content", strconv.Itoa(year), "activities.csv")
}

// Exclusion is a row of content/YEAR/exclusions.csv: a business that the report
// leaves out, since it was acquired too late (Form SD, Instruction 3 to Item 1.01).
type Exclusion struct {
	Business string `csv:"business"`
	Acquired string `csv:"acquired"` // YYYY-MM-DD
	Reason   string `csv:"reason"`
	Line     int    `csv:"-"` // of the table
}

// ExclusionsFile is the table of what a year's report leaves out.
func ExclusionsFile(year int) string {
	return path.Join("content", strconv.Itoa(year), "exclusions.csv")
}

// FirstReport is the first reporting year that has to cover what was acquired on a
// day: the first calendar year that begins at least eight months after it.
func (e Exclusion) FirstReport() int {
	acquired, _ := time.Parse(time.DateOnly, e.Acquired) // read as a date before
	year := acquired.Year() + 1
	if acquired.AddDate(0, 8, 0).After(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)) {
		year++
	}
	return year
}

// performed reads what was done beside the survey, what it leaves out, and what was
// promised in the report of this year and of the year before.
func (p *Project) performed(y *Year) (err error) {
	if err := p.steps(y); err != nil {
		return err
	}
	if y.Activities, err = readTable[Activity](p.FS, ActivitiesFile(y.Number)); err != nil {
		return err
	}
	for _, a := range y.Activities {
		if n, err := strconv.Atoi(a.Step); err != nil || n < 1 || n > 5 || !isDate(a.Date) || strings.TrimSpace(a.Activity) == "" {
			return &InputError{File: ActivitiesFile(y.Number), Line: a.Line, Err: errors.New("an activity needs its date (YYYY-MM-DD), the step of the OECD Guidance (1 to 5), and what was done")}
		}
		if !slices.Contains([]string{"", Trained, Informed}, a.Kind) {
			return &InputError{File: ActivitiesFile(y.Number), Line: a.Line, Err: fmt.Errorf("kind %q is neither %s nor %s nor blank", a.Kind, Trained, Informed)}
		}
		if err := plainWords(a.Activity); err != nil {
			return &InputError{File: ActivitiesFile(y.Number), Line: a.Line, Err: err}
		}
	}
	if y.Exclusions, err = readTable[Exclusion](p.FS, ExclusionsFile(y.Number)); err != nil {
		return err
	}
	for _, e := range y.Exclusions {
		if strings.TrimSpace(e.Business) == "" || !isDate(e.Acquired) {
			return &InputError{File: ExclusionsFile(y.Number), Line: e.Line, Err: errors.New("an exclusion needs the business, and the day on which it was acquired (YYYY-MM-DD)")}
		}
	}
	if err := p.risks(y); err != nil {
		return err
	}
	if slices.Contains(p.Years, y.Number-1) {
		before := &Year{Number: y.Number - 1}
		if err := p.settings(before); err != nil {
			return err
		}
		y.FiledBefore = cmp.Or(before.Settings.Filing.Amendment.Of, before.Settings.Filing.Date)
	}
	return nil
}

// steps reads what was promised in the report of this year and of the year before.
func (p *Project) steps(y *Year) error {
	all, err := readTable[Step](p.FS, StepsFile)
	if err != nil {
		return err
	}
	for _, s := range all {
		promised, err := strconv.Atoi(s.Promised)
		done := promised
		if err == nil && s.Done != "" {
			done, err = strconv.Atoi(s.Done)
		}
		fail := func(err error) error { return &InputError{File: StepsFile, Line: s.Line, Err: err} }
		switch {
		case err != nil || done < promised:
			return fail(errors.New("a step needs the year of the report that promised it, the step in words, and in done the year in which it was done, not before, or nothing"))
		case !strings.HasPrefix(s.Step, "to "):
			return fail(fmt.Errorf("the step %q does not begin with “to ”: it is printed after “it is planned”", s.Step))
		}
		if err := errors.Join(plainWords(s.Step), plainWords(s.Note)); err != nil {
			return fail(err)
		}
		switch promised {
		case y.Number:
			y.Promised = append(y.Promised, s)
		case y.Number - 1:
			y.Before = append(y.Before, s)
		}
	}
	return nil
}

// marked is what looks like a figure's name or like markup, which tables of words
// do not have.
var marked = lazyregexp.New(`\{\{|</?[a-zA-Z]|\]\(`)

func plainWords(text string) error {
	if at := marked.FindString(text); at != "" {
		return fmt.Errorf("%q: this table is printed as it is, without figures or markup", at)
	}
	return nil
}
