// Package report composes the Conflict Minerals Report of a year in Markdown:
// words that people wrote in content/YEAR, with figures and tables put in where
// the words ask for them.
//
// Its figures come from rcoi. Narrative names a figure by its id, {{suppliers.responded}},
// and a generated passage by its name on a line of its own, {{block facilities}}.
// So no number is typed that the data could contradict, and every passage has
// sensible words for every situation of the data: no supplier asked, none
// answered, no smelter known. An unknown id, an unknown block and a heading with
// nothing under it are errors with file and line.
//
// What goes in is public: the types hold no supplier.
package report

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Input is what a report is made of.
type Input struct {
	Registrant    project.Registrant
	Year          int
	Title         string // "": the usual one
	Demonstration bool
	CutOff        string // YYYY-MM-DD; "" for a year without supplier data
	AsOf          string // day of the figures, YYYY-MM-DD; "": the cut-off
	Narrative     []project.Text
	Products      []project.Product
	Figures       []tables.Figure
	Internal      []tables.Figure // by which the texts are judged, and which they cannot name
	Smelters      []tables.Smelter
	Origins       []tables.Origin
	Named         []tables.Origin // covered countries that suppliers name otherwise than as that of a mine
	Settled       []rcoi.Sign     // red flags that were settled on evidence
	Directory     smelter.Source  // zero: none pinned
	Conformance   smelter.Source
	Versions      []string // accepted versions of the template

	Activities []tables.Activity   // what was done, dated
	Typed      []project.Activity  // those of them that people keep themselves
	Exclusions []project.Exclusion // what the report leaves out

	Diligence project.Diligence // how due diligence is governed
	Risks     []Risk            // the register, without its owners
	Changes   []tables.Change   // against the year before

	Promised []project.Step // for the next year
	Before   []project.Step // promised in the report of the year before

	Filing   project.Filing
	FiledOn  []string     // days of the filings that are kept, oldest first
	FormText project.Text // Item 1.01 in people's own words; zero: made from the figures
}

// asOf is the day of the figures.
func (in Input) asOf() string { return cmp.Or(in.AsOf, in.CutOff) }

// Compose makes the report. Errors are *project.InputError.
func Compose(in Input) (string, error) {
	c := newComposer(in)
	if err := c.tables(); err != nil {
		return "", err
	}
	var b strings.Builder
	title := in.Title
	if title == "" {
		title = fmt.Sprintf("Conflict Minerals Report of %s for %d", in.Registrant.Name, in.Year)
	}
	fmt.Fprintf(&b, "# %s\n", escape(title))
	if in.Demonstration {
		fmt.Fprintf(&b, "\n> **Demonstration:** this report is made from fictional data. It says nothing about the suppliers, the smelters or the due diligence of %s.\n", escape(strings.TrimSuffix(in.Registrant.Name, ".")))
	}
	for _, text := range in.Narrative {
		if err := errors.Join(Publishable(text), headings(text)); err != nil {
			return "", err
		}
		body, err := c.fill(text)
		if err != nil {
			return "", err
		}
		if body = strings.TrimSpace(prune(body)); body != "" {
			b.WriteString("\n" + body + "\n")
		}
	}
	return b.String(), nil
}

func newComposer(in Input) *composer {
	c := &composer{in: in, figures: map[string]tables.Figure{}}
	for _, f := range in.Figures {
		c.figures[f.ID] = f
	}
	return c
}

// Value writes a figure as people read it: "18", or "75.0% (18 of 24)". What
// could not be counted is "not known".
func Value(f tables.Figure) string {
	if f.Value == "" {
		return "not known"
	}
	if f.Unit == "outcome" {
		return f.Words()
	}
	if f.Denominator == "" {
		return grouped(f.Value)
	}
	return fmt.Sprintf("%s%% (%s of %s)", f.Value, grouped(f.Numerator), grouped(f.Denominator))
}

// grouped puts commas into whole numbers of four digits and more.
func grouped(s string) string {
	if _, err := strconv.Atoi(s); err != nil || len(s) < 4 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Escape keeps text from being taken for Markdown, on one line.
func Escape(s string) string { return escape(s) }

func escape(s string) string {
	var b strings.Builder
	for _, c := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~!&", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
