package site

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// figuresView is the body of a year's page of figures.
type figuresView struct {
	Lead   []string
	Groups []figureGroup
	Empty  string
	Data   []download
}

// figureGroup is the figures of one subject: what stands before the first dot of
// their ids.
type figureGroup struct {
	ID, Title string
	Figures   []figureView
}

type figureView struct {
	ID, Label, Value, Detail string
	Words                    bool // the value is no number
	Facts                    []fact
}

// groupTitles are the subjects whose title is not just their name.
var groupTitles = map[string]string{"smelters": "Smelters and refiners"}

// figureID is what a figure's id must look like: it is part of addresses.
var figureID = lazyregexp.New(`^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$`)

func (b *builder) figures(v yearView) error {
	p := b.yearPage(v, v.figuresFile(), link{Text: "Figures"})
	p.Title = fmt.Sprintf("Figures %d", v.Number)
	p.Description = fmt.Sprintf("Figures of the conflict minerals %s of %s for %d, each with its definition and what it was counted from.", v.document(), b.site.Name, v.Number)
	p.about = datasetOf[tables.Figure](b, v, p, "figures")
	groups, err := groupFigures(v)
	if err != nil {
		return err
	}
	p.Body = figuresView{
		Lead: []string{"Every number of the " + v.document() + ", with its definition and what it was counted from, as of " + b.site.day(v.AsOf) +
			". A program counts them from suppliers’ declarations; none is typed by hand."},
		Groups: groups,
		Empty:  "No figure has been counted for this year.",
		Data:   b.downloads(v, p.file),
	}
	return b.render("figures", p)
}

func groupFigures(v yearView) ([]figureGroup, error) {
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
			title := groupTitles[subject]
			if title == "" {
				title = capital(strings.ReplaceAll(subject, "_", " "))
			}
			groups = append(groups, figureGroup{ID: "about-" + subject, Title: title})
		}
		groups[i].Figures = append(groups[i].Figures, viewOf(f, v))
	}
	return groups, nil
}

func viewOf(f tables.Figure, y yearView) figureView {
	v := figureView{ID: f.ID, Label: f.Label, Words: !number.MatchString(f.Value)}
	v.Value, v.Detail = shown(f)
	if v.Label == "" {
		v.Label = f.ID
	}
	for _, fact := range []fact{{Term: "Definition", Text: f.Definition}, {Term: "Formula", Text: formula(f, y.Formulas[f.ID])}, {Term: "Counted from", Text: f.CountedFrom, Link: tableBehind(f, y)}, {Term: "As of", Text: y.site.day(f.AsOf)}} {
		if fact.Text != "" {
			v.Facts = append(v.Facts, fact)
		}
	}
	return v
}

// formula says how a figure was computed: in words where they are known, and in numbers
// for a share.
func formula(f tables.Figure, words string) string {
	parts := ""
	if f.Value != "" && f.Unit == "per cent" && f.Numerator != "" && f.Denominator != "" {
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
