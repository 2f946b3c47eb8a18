package site

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// figuresView is the body of a year's page of figures: one table, by subject.
type figuresView struct {
	Lead       []string
	Caption    string
	Year, Last string // at the head of the columns; Last "": nothing to compare with
	Columns    int
	Groups     []figureGroup
	Empty      string
	Data       []download
}

// figureGroup is the figures of one subject: what stands before the first dot of
// their ids.
type figureGroup struct {
	ID, Title string
	Figures   []figureView
}

type figureView struct {
	ID, Label, Value, Then, Whole, Day string
	Words, LastWords                   bool   // the value is no number
	Facts                              []fact // on demand: definition, formula, what it was counted from
}

// groupTitles are the subjects whose title is not just their name.
var groupTitles = map[string]string{"smelters": "Smelters and refiners", "programmes": "What suppliers say of their own programmes",
	"declarations": "Accepted declarations by scope", "changes": "Changes since the year before", "letters": "Letters and workbooks", "decisions": "Decisions on entries"}

// figureID is what a figure's id must look like: it is part of addresses.
var figureID = lazyregexp.New(`^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$`)

func (b *builder) figures(v yearView) error {
	p := b.yearPage(v, v.figuresFile(), link{Text: "Figures"})
	p.Title = fmt.Sprintf("Figures %d", v.Number)
	p.Description = fmt.Sprintf("Figures of the conflict minerals %s of %s for %d, each with its definition and what it was counted from.", v.document(), b.site.Name, v.Number)
	p.about = datasetOf(b, v, p, "figures")
	last := b.before(v)
	if last != nil && len(last.Figures) == 0 {
		last = nil // nothing to compare with
	}
	groups, err := groupFigures(v, last)
	if err != nil {
		return err
	}
	body := figuresView{
		Lead: []string{"Every number of the " + v.document() + ". “Definition” beside a figure opens what it means and what it was counted from. " +
			"A program counts them from suppliers’ declarations; none is typed by hand."},
		Caption: fmt.Sprintf("Figures for %d, as of %s unless another day is given", v.Number, b.site.day(v.AsOf)),
		Year:    fmt.Sprint(v.Number), Columns: 5,
		Groups: groups,
		Empty:  "No figure has been counted for this year.",
		Data:   b.downloads(v, p.file),
	}
	if last != nil {
		body.Last, body.Columns = fmt.Sprint(last.Number), 6
	}
	p.Body = body
	return b.render("figures", p)
}

func groupFigures(v yearView, last *yearView) ([]figureGroup, error) {
	var groups []figureGroup
	place, taken := map[string]int{}, map[string]bool{}
	for _, f := range v.Figures {
		if !figureID.MatchString(f.ID) {
			return nil, fmt.Errorf("figure %q: the id must be lower-case words with dots between", f.ID)
		}
		if taken[f.ID] {
			return nil, fmt.Errorf("figure %s: there twice", f.ID)
		}
		taken[f.ID] = true
		subject, _, _ := strings.Cut(f.ID, ".")
		i, known := place[subject]
		if !known {
			i = len(groups)
			place[subject] = i
			title := v.site.spelt(groupTitles[subject])
			if title == "" {
				title = capital(strings.ReplaceAll(subject, "_", " "))
			}
			groups = append(groups, figureGroup{ID: "about-" + subject, Title: title})
		}
		groups[i].Figures = append(groups[i].Figures, viewOf(f, v, last))
	}
	return groups, nil
}

func viewOf(f tables.Figure, y yearView, last *yearView) figureView {
	v := figureView{ID: f.ID, Label: f.Label, Whole: y.outOf(f), Day: y.site.day(f.AsOf)}
	v.Value, v.Words = cellOf(f)
	if last != nil {
		v.Then, v.LastWords = cellOf(last.figures[f.ID])
	}
	subject, _, _ := strings.Cut(f.ID, ".")
	if v.Label == "" {
		v.Label = f.ID
	} else { // the subject stands above
		v.Label = capital(strings.TrimPrefix(v.Label, capital(subject)+": "))
	}
	for _, fact := range []fact{{Text: f.Definition}, {Term: "Formula", Text: formula(f, y.Formulas[f.ID])}, {Term: "Counted from", Text: f.CountedFrom, Link: tableBehind(f, y)}} {
		if fact.Text != "" {
			v.Facts = append(v.Facts, fact)
		}
	}
	return v
}

// cellOf is a figure's value as it stands in the table, and whether that is no number.
func cellOf(f tables.Figure) (string, bool) {
	value, _ := shown(f)
	return value, !number.MatchString(f.Value)
}

// formula says how a share was computed, in words where they are known, and in numbers.
// Of a count the definition says it all, of an outcome too.
func formula(f tables.Figure, words string) string {
	if f.Unit != "per cent" {
		return ""
	}
	parts := ""
	if f.Value != "" && f.Numerator != "" && f.Denominator != "" {
		parts = "100 × " + grouped(f.Numerator) + " ÷ " + grouped(f.Denominator)
	}
	switch {
	case words == "":
		return parts
	case parts == "":
		return capital(words)
	}
	return capital(words) + ": " + parts
}

// tableBehind leads to the public table that a figure was counted from; blank where
// it was counted from what names suppliers.
func tableBehind(f tables.Figure, y yearView) link {
	name, _, _ := strings.Cut(f.CountedFrom, ",")
	if name != "smelters.csv" && name != "changes.csv" {
		return link{}
	}
	return link{Text: "Open " + name, Href: relative(y.figuresFile(), y.file(name))}
}
