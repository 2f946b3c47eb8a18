package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// smeltersView is the body of a year's smelter page.
type smeltersView struct {
	Lead    []string
	Facts   []fact
	Notes   []note
	Summary summary
	Caption string
	Choices []choice
	Table   string // file name of the same rows, and the name under which a part of them is saved
	Part    string
	Head    []column
	Rows    []smelterRow
	Empty   string
	Data    []download
	List    listCheck
}

// note is a sentence that guards against a wrong reading.
type note struct {
	Strong, Text string
}

// smelterRow is a row of the table. ID and Alias are its anchors.
type smelterRow struct {
	ID, Alias, Name string
	Page            string // its page over all years
	Cells           []cell
}

type cell struct {
	Text, Small, Href, Class string
	Sort                     string // by what it is sorted, where the text would not do
}

// choice is a filter of the table: a column and the values in it.
type choice struct {
	Key, Label, All string
	Options         []option
}

type option struct {
	Value string
	Count int
}

func (b *builder) smelters(v yearView) error {
	p := b.yearPage(v, v.smeltersFile(), link{Text: "Smelters and refiners"})
	p.Title = fmt.Sprintf("Smelters and refiners %d", v.Number)
	p.Description = fmt.Sprintf("Smelters and refiners that suppliers of %s named for the reporting year %d, with %s.", b.site.Name, v.Number, map[bool]string{false: "location and assessment status", true: "location"}[v.StatusesKept])
	p.about = datasetOf[tables.Smelter](b, v, p, "smelters")
	p.Wide = true
	body := smeltersView{
		Lead: []string{"Facilities that process tin, tungsten, tantalum or gold and that suppliers of " + b.site.ShortName +
			" named in their declarations, as of " + b.site.day(v.AsOf) + "."},
		Facts:   snapshotFacts(v),
		Notes:   readingNotes(v, b.site.ShortName),
		Summary: summarize(v),
		Caption: fmt.Sprintf("Smelters and refiners named by suppliers for %d, as of %s: %s", v.Number, b.site.day(v.AsOf), plural(len(v.Smelters), "entry", "entries")),
		Empty:   "No supplier’s accepted declaration names a smelter or refiner for this year as of " + b.site.day(v.AsOf) + ".",
		Data:    b.downloads(v, p.file),
	}
	body.Head, body.Rows = smelterTable(v)
	body.Choices = choices(body.Head, body.Rows)
	body.Table, body.Part = relative(p.file, v.file("smelters.csv")), fmt.Sprintf("smelters-%d-selection.csv", v.Number)
	if len(body.Rows) > 0 {
		p.Script = relative(p.file, tableScript)
	}
	body.List = b.listCheck(v, p.file)
	p.Body = body
	return b.render("smelters", p)
}

// snapshotFacts tell which lists the table was compared with.
func snapshotFacts(v yearView) []fact {
	facts := []fact{{Term: "Figures as of", Text: v.site.day(v.AsOf)}}
	for _, s := range []struct {
		term string
		Snapshot
	}{{"Reference list", v.Directory}, {"Assessment status", v.Conformance}} {
		line := fact{Term: s.term, Text: "Not compared with any list"}
		if s.Snapshot == v.Conformance && v.StatusesKept {
			line.Text = "Not published"
		}
		if s.Name != "" {
			line.Text = s.Name
			if s.AsOf != "" {
				line.Text = "As of " + v.site.day(s.AsOf) + " (" + s.Name + ")"
			}
		}
		facts = append(facts, line)
	}
	return facts
}

func readingNotes(v yearView, short string) []note {
	listed := note{"Being on the list is not being conformant.", "The status column says what the assessment programme said on the day of the snapshot. Where no status is known, none is implied."}
	if v.StatusesKept {
		listed = note{"Being on the list says that a facility is a smelter or refiner, and no more.", "Whether it passed an assessment is not told here."}
	}
	return []note{
		listed,
		{"The location of a facility is not the origin of its mineral.", "The location is that of the smelter or refiner. It is not the origin of the mineral."},
		{"A facility here need not be in a product.", sentence("Many suppliers declare for their whole company, so metal from a facility may not be in what they supply to " + short)},
		{"", "A facility that handles two metals has an entry for each. The last column counts the suppliers that named it; suppliers are not named here."},
	}
}

// anchor is what a smelter ID must look like to be part of an address.
var anchor = lazyregexp.New(`^[A-Za-z][A-Za-z0-9._-]*$`)

// smelterTable makes the rows, and leaves out columns that are blank throughout.
func smelterTable(v yearView) ([]column, []smelterRow) {
	list := v.Smelters
	head := []column{{Text: "Smelter or refiner", Key: "name"}, {Text: "Smelter ID", Key: "id"}, {Text: "Metal", Key: "metal"}, {Text: "Location", Key: "country"}, {Text: "On the reference list", Key: "listed"},
		{Text: "Status", Key: "status"}, {Text: "Last audit", Key: "audit"}, {Text: "Re-audit due", Key: "due"}, {Text: "Sourcing countries", Key: "sources"}, {Text: "Recycled only", Key: "recycled"}, {Text: "Suppliers", Key: "suppliers", Number: true}}
	ids, aliases := anchorsOf(list)
	rows := make([]smelterRow, len(list))
	used := make([]bool, len(head))
	for i, s := range list {
		r := smelterRow{ID: ids[i], Alias: aliases[i], Name: cmp.Or(s.SmelterName, s.SmelterID), Page: smelterLink(v.smeltersFile(), s.SmelterID), Cells: []cell{
			{Text: s.SmelterID, Class: "id"}, {Text: capital(s.Metal)}, location(s), {Text: capital(s.OnReferenceList)},
			v.status(s), {Text: v.site.day(s.LastAudit), Class: "date", Sort: s.LastAudit}, v.dueDate(s),
			{Text: countryNames(s.SourcingCountries)}, {Text: capital(s.RecycledOnly)}, {Text: grouped(strconv.Itoa(s.Suppliers)), Class: "num"}}}
		for c := range r.Cells {
			used[c+1] = used[c+1] || r.Cells[c].Text != ""
		}
		rows[i] = r
	}
	used[0] = true
	for i := range rows {
		rows[i].Cells = keep(rows[i].Cells, used[1:])
	}
	return keep(head, used), rows
}

// status is what the programme says, in the words of the year; blank where statuses
// are not published.
func (v yearView) status(s tables.Smelter) cell {
	if v.StatusesKept {
		return cell{}
	}
	if label := smelter.StatusLabel(s.Status, s.Programme, v.Number); label != s.Status && label != "" {
		return cell{Text: capital(label), Class: "status"}
	}
	return cell{Text: capital(statusOf(s)), Small: s.Programme, Class: "status"}
}

// dueDate is the day of the next audit, and that it has passed where it has.
func (v yearView) dueDate(s tables.Smelter) cell {
	c := cell{Text: v.site.day(s.ReauditDue), Class: "date", Sort: s.ReauditDue}
	if s.ReauditDue != "" && s.ReauditDue < v.AsOf {
		c.Small = "overdue"
	}
	return c
}

// countryNames writes ISO codes with space between as English names.
func countryNames(codes string) string {
	var names []string
	for _, code := range strings.Fields(codes) {
		name := smelter.CountryName(code)
		if name == "" {
			name = code
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// keep gives the elements whose column is used.
func keep[T any](list []T, used []bool) []T {
	var kept []T
	for i, v := range list {
		if used[i] {
			kept = append(kept, v)
		}
	}
	return kept
}

// location is the country, and below it the place.
func location(s tables.Smelter) cell {
	var place []string
	for _, part := range []string{s.City, s.State} {
		if part != "" {
			place = append(place, part)
		}
	}
	c := cell{Text: s.Country, Small: strings.Join(place, ", ")}
	if c.Text == "" {
		c.Text = s.CountryCode
	}
	return c
}

// anchorsOf gives each row a unique id: its smelter ID, with the metal where one
// ID occurs for several. Then the bare ID stays an alias of the first of them, so
// that a link to it keeps working when a second metal comes.
func anchorsOf(list []tables.Smelter) (ids, aliases []string) {
	ids, aliases = make([]string, len(list)), make([]string, len(list))
	times, taken := map[string]int{}, map[string]bool{}
	for _, s := range list {
		times[s.SmelterID]++
	}
	for i, s := range list {
		if !anchor.MatchString(s.SmelterID) {
			continue
		}
		id := s.SmelterID
		if times[id] > 1 {
			if !taken[id] {
				aliases[i], taken[id] = id, true
			}
			id += "-" + s.Metal
		}
		if anchor.MatchString(id) && !taken[id] {
			ids[i], taken[id] = id, true
		}
	}
	return ids, aliases
}

// choices are the filters of a table: the columns in which few values stand in many
// rows. A column that is left out, or has one value, gives none.
func choices(head []column, rows []smelterRow) (list []choice) {
	for _, c := range []choice{{Key: "metal", Label: "Metal", All: "All metals"}, {Key: "country", Label: "Country", All: "All countries"}, {Key: "status", Label: "Status", All: "Every status"}} {
		at := slices.IndexFunc(head, func(h column) bool { return h.Key == c.Key }) - 1 // the first column is the row's name
		if at < 0 {
			continue
		}
		counts := map[string]int{}
		for _, r := range rows {
			if text := r.Cells[at].Text; text != "" {
				counts[text]++
			}
		}
		for _, value := range slices.Sorted(maps.Keys(counts)) {
			c.Options = append(c.Options, option{value, counts[value]})
		}
		if len(c.Options) > 1 {
			list = append(list, c)
		}
	}
	return list
}
