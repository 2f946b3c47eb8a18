package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// kindOfChange is what happened to a facility, in the words of page, table and feed, with
// the figure that is known where such changes are looked for.
type kindOfChange struct{ kind, label, class, figure string }

// kindsOfChange in the order of what matters. The classes are those of the statuses
// elsewhere: what is conformant is full, what is not is pale, what is gone is hollow.
var kindsOfChange = []kindOfChange{
	{tables.LostConformance, "Lost conformance", pale, "changes.status_changed"},
	{tables.GainedConformance, "Gained conformance", solid, "changes.status_changed"},
	{tables.OtherStatus, "Another status", pale, "changes.status_changed"},
	{tables.NewlyNamed, "Newly named", solid, "changes.smelters_added"},
	{tables.NoLongerNamed, "No longer named", open, "changes.smelters_dropped"},
	{tables.RemovedFromList, "Removed from the list", open, "changes.smelters_unlisted"},
}

// kindOf tells what happened to a facility.
func kindOf(c tables.Change) kindOfChange {
	kind := c.Kind(smelter.Conformant)
	return kindsOfChange[slices.IndexFunc(kindsOfChange, func(k kindOfChange) bool { return k.kind == kind })]
}

// kindsCounted are the kinds that are looked for in a year, with how many changes are of
// each; another status, which is rare, only where there is one.
func kindsCounted(v yearView) (kinds []kindOfChange, count []int) {
	for _, k := range kindsOfChange {
		n := 0
		for _, c := range v.Changes {
			if kindOf(c) == k {
				n++
			}
		}
		if _, known := v.known(k.figure); n > 0 || known && k.kind != tables.OtherStatus {
			kinds, count = append(kinds, k), append(count, n)
		}
	}
	return kinds, count
}

// changes makes the page that tells how a year differs from the one before.
func (b *builder) changes(v yearView) error {
	p := b.yearPage(v, v.changesFile(), link{Text: "Changes"})
	p.Title = fmt.Sprintf("What changed in %d", v.Number)
	p.Description = fmt.Sprintf("How the smelters, refiners and figures of %s for the reporting year %d differ from those of the year before.", b.site.Name, v.Number)
	p.about = datasetOf(b, v, p, "changes")
	body := sectionsView{}
	last := b.before(v)
	if last == nil {
		body.Lead = []string{fmt.Sprintf("No suppliers’ declarations for %d are published on these pages, so there is nothing to compare %d with.", v.Number-1, v.Number)}
	} else {
		body.Lead = []string{fmt.Sprintf("How the reporting year %d differs from %d: in the smelters and refiners that suppliers name, and in the figures.", v.Number, last.Number)}
		body.Facts = []fact{{Term: fmt.Sprintf("Figures for %d", v.Number), Text: "as of " + b.site.day(v.AsOf)}, {Term: fmt.Sprintf("Figures for %d", last.Number), Text: "as of " + b.site.day(last.AsOf)}}
		body.Sections = append(b.facilityChanges(v, *last, p.file), figureChanges(v, *last, p.file))
	}
	body.Sections = append(body.Sections, section{ID: dataID, Title: "Data and downloads", Data: b.downloads(v, p.file)})
	p.Body = body
	return b.render("sections", p)
}

// facilityChanges are the sections on smelters that came, went, or changed status.
func (b *builder) facilityChanges(v, last yearView, file string) []section {
	s := section{ID: "facilities", Title: "Smelters and refiners"}
	if _, compared := v.known("changes.smelters_added"); !compared {
		s.Text = []string{fmt.Sprintf("The smelters of the two years cannot be compared: those of %d or of %d were not matched to a reference list.", last.Number, v.Number)}
		return []section{s}
	}
	if _, rated := v.known("changes.status_changed"); !rated {
		why := fmt.Sprintf("for %d or %d no list of statuses was taken", last.Number, v.Number)
		if v.StatusesKept || last.StatusesKept {
			why = "they are not published"
		}
		s.Text = append(s.Text, "Statuses are not compared: "+why+".")
	}
	if len(v.Changes) == 0 {
		s.Text = append([]string{fmt.Sprintf("Suppliers name the same smelters and refiners for %d as for %d, and none has another status that is known.", v.Number, last.Number)}, s.Text...)
		return []section{s}
	}
	s.Picture = changesPicture(v, last)
	s.Notes = []note{
		{"Newly named", fmt.Sprintf("is a facility that accepted declarations name for %d and did not name for %d.", v.Number, last.Number)},
		{"No longer named", "does not mean that a supplier stopped buying from it: a supplier whose declaration is missing or was returned drops its smelters too."},
		{"Removed from the list", "is a facility that was named for the year before and is no longer on the reference list, so that declarations cannot be matched to it."},
	}
	g := &grid{ID: "changes-caption", Class: "dense cards", Caption: fmt.Sprintf("Smelters and refiners that differ between %d and %d: %s", last.Number, v.Number, plural(len(v.Changes), "entry", "entries")),
		Head: []column{{Text: "Smelter or refiner", Key: "name"}, {Text: "Smelter ID", Key: "id"}, {Text: "Change", Key: "change"}, {Text: "Metal", Key: "metal"}, {Text: fmt.Sprintf("Status %d", last.Number), Key: "before"}, {Text: fmt.Sprintf("Status %d", v.Number), Key: "after"}}}
	for _, c := range v.Changes {
		after := statusThen(c.After, c.Change == "added" || c.Change == "status", v.Number)
		if c.Change == rcoi.Unlisted {
			after = notListed
		}
		g.Rows = append(g.Rows, []cell{{Text: c.SmelterName, Href: b.ownPageOf(file, c.SmelterID)}, {Text: c.SmelterID}, {Text: kindOf(c).label}, {Text: capital(c.Metal)},
			{Text: statusThen(c.Before, c.Change != "added", last.Number)}, {Text: after}})
	}
	return []section{s, {ID: "list", Title: "Every change", Grid: g}}
}

// statusThen is a status in a year in which the facility was or was not named.
func statusThen(word string, named bool, year int) string {
	switch {
	case word != "":
		return statusLabel(word, year)
	case named:
		return neither
	}
	return "Not named"
}

// notListed is said instead of a facility that is no longer on the reference list: whether a
// declaration names it cannot be told.
const notListed = "Not on the list"

// figureChanges is the table of figures whose value is another.
func figureChanges(v, last yearView, file string) section {
	s := section{ID: "figures", Title: "Figures"}
	g := &grid{ID: "figures-caption", Caption: fmt.Sprintf("Figures whose value differs between %d and %d", last.Number, v.Number),
		Head: []column{{Text: "Figure"}, {Text: strconv.Itoa(last.Number), Number: true}, {Text: strconv.Itoa(v.Number), Number: true}, {Text: "Difference", Number: true}}}
	same, unknown := 0, 0
	for _, f := range v.Figures {
		was, there := last.figures[f.ID]
		switch {
		case strings.HasPrefix(f.ID, "changes."):
		case f.Value == "" || !there || was.Value == "":
			unknown++
		case f.Value == was.Value && f.Numerator == was.Numerator && f.Denominator == was.Denominator:
			same++
		default:
			before, beforeOf := shown(was)
			now, nowOf := shown(f)
			name := cell{Text: f.Label, Href: relative(file, v.figuresFile()) + "#" + f.ID}
			if f.Definition != was.Definition {
				name.Small = fmt.Sprintf("defined otherwise than for %d", last.Number)
			}
			g.Rows = append(g.Rows, []cell{name, {Text: before, Small: beforeOf, Class: "num"},
				{Text: now, Small: nowOf, Class: "num"}, {Text: difference(was, f), Class: "num"}})
		}
	}
	switch {
	case len(g.Rows) > 0:
		s.Grid = g
	case same > 0:
		s.Text = []string{"No figure that is known for both years differs."}
	default:
		s.Text = []string{"No figure is known for both years."}
	}
	if same > 0 && s.Grid != nil {
		s.Text = append(s.Text, sentence(plural(same, "figure is the same in both years", "figures are the same in both years")))
	}
	if unknown > 0 {
		s.Text = append(s.Text, sentence(plural(unknown, "figure is not known for one of the years", "figures are not known for one of the years")))
	}
	return s
}

// difference is how much greater a figure became; blank for words.
func difference(was, is tables.Figure) string {
	tenths := func(f tables.Figure) (int, bool) {
		n, err := strconv.Atoi(strings.Replace(strings.TrimSuffix(f.Value, "%"), ".", "", 1))
		return n, err == nil
	}
	before, ok := tenths(was)
	now, also := tenths(is)
	if !ok || !also || was.Unit != is.Unit || strings.Contains(was.Value, ".") != strings.Contains(is.Value, ".") {
		return ""
	}
	d, sign := now-before, "+"
	if d == 0 {
		return "None"
	}
	if d < 0 {
		d, sign = -d, "−"
	}
	if strings.Contains(is.Value, ".") {
		return fmt.Sprintf("%s%d.%d points", sign, d/10, d%10)
	}
	return sign + grouped(strconv.Itoa(d))
}
