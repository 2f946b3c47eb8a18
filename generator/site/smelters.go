package site

import (
	"fmt"
	"strconv"
)

// smeltersView is the body of a year's smelter page.
type smeltersView struct {
	Lead    []string
	Choices []choice
	Sorts   []sorting
	Name    string // what the file of the rows that are shown is saved as
	Table   string // address of the same rows as CSV
	Known   string // address of the list of all years
	Year    int
	Same    []constant
	Grid    *grid
	Parts   []link // of a list too long for one page
	Facts   []fact
	Notes   []note
	Summary *grid
	Empty   string
	Data    []download
	List    listCheck
}

// note is a sentence that guards against a wrong reading.
type note struct {
	Strong, Text string
}

// mostRows is how many rows a page has before the list goes on on another: a longer table
// would be heavy for a phone. The script fetches the others when they are asked for.
const mostRows = 500

// smelters makes the pages of a year's list, nearly always one.
func (b *builder) smelters(v yearView) error {
	table, same := smelterTable(v)
	rows, choices := table.Rows, choices(table)
	for part := 1; part == 1 || (part-1)*mostRows < len(rows); part++ {
		p := b.yearPage(v, v.smeltersPart(part), link{Text: "Smelters and refiners"})
		p.Title = fmt.Sprintf("Smelters and refiners %d", v.Number)
		p.Description = fmt.Sprintf("Smelters and refiners that suppliers of %s named for the reporting year %d, with %s.", b.site.Name, v.Number, map[bool]string{false: "location and assessment status", true: "location"}[v.StatusesKept])
		p.Wide = true
		from, to := (part-1)*mostRows, min(part*mostRows, len(rows))
		g := *table // a page is printed later
		g.Rows, g.IDs, g.Count = rows[from:to], table.IDs[from:to], plural(to-from, "entry", "entries")
		body := smeltersView{Year: v.Number, Same: same, Lead: smeltersLead(v, same), Data: b.downloads(v, p.file), Grid: &g,
			Empty: "No supplier’s accepted declaration names a smelter or refiner for this year as of " + b.site.day(v.AsOf) + "."}
		if len(rows) > mostRows {
			g.Count = fmt.Sprintf("%s to %s of %s", grouped(strconv.Itoa(from+1)), grouped(strconv.Itoa(to)), plural(len(rows), "entry", "entries"))
			body.Parts = v.parts(p.file, len(rows))
		}
		if part == 1 {
			p.about = datasetOf(b, v, p, "smelters")
			body.Facts, body.Notes, body.Summary, body.Choices = snapshotFacts(v), readingNotes(v, b.site.ShortName), summarize(v), choices
			body.Sorts = sorts(table)
			body.Table, body.Name, body.Known = relative(p.file, v.file("smelters.csv")), fmt.Sprintf("smelters-%d-selection.csv", v.Number), relative(p.file, knownFile)
			body.List = b.listCheck(v, p.file)
			if len(rows) > 0 {
				b.searchable(&p)
			}
		} else {
			p.Title += ": " + g.Count
			p.Crumbs[len(p.Crumbs)-1] = link{Text: "Smelters and refiners", Href: relative(p.file, v.smeltersFile())}
			p.Crumbs = append(p.Crumbs, link{Text: g.Count})
		}
		p.Body = body
		if err := b.render("smelters", p); err != nil {
			return err
		}
	}
	return nil
}

// smeltersPart is the page on which a part of a year's list stands, from 1.
func (v yearView) smeltersPart(n int) string {
	if n == 1 {
		return v.smeltersFile()
	}
	return v.file(fmt.Sprintf("smelters/%d/index.html", n))
}

// parts lead to the parts of a list.
func (v yearView) parts(file string, rows int) (list []link) {
	for n := 1; (n-1)*mostRows < rows; n++ {
		at := v.smeltersPart(n)
		list = append(list, link{Text: fmt.Sprintf("%s to %s", grouped(strconv.Itoa((n-1)*mostRows+1)), grouped(strconv.Itoa(min(n*mostRows, rows)))), Href: relative(file, at), Current: at == file})
	}
	return list
}

// smeltersLead says what the list is, and what is the same in every entry of it.
func smeltersLead(v yearView, same []constant) []string {
	text := "Every facility that an accepted declaration names, as of " + v.site.day(v.AsOf) + "."
	if v.rated() && v.Conformance.AsOf != "" {
		text += " Statuses are those of " + v.site.day(v.Conformance.AsOf) + "."
	}
	for _, c := range same {
		text += " " + v.site.spelt(c.Sentence)
	}
	return []string{text}
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
	listed := note{"Being on the list is not being conformant.", "The status is that of the list of assessed facilities, on the day of that list. Where no status is known, none is implied."}
	if v.StatusesKept {
		listed = note{"Being on the list says that a facility is a smelter or refiner, and no more.", "Whether it passed an assessment is not told here."}
	}
	return []note{
		listed,
		{"The location of a facility is not the origin of its mineral.", "It is where metal is smelted or refined, not where ore was mined."},
		{"A facility here need not be in a product.", sentence("Many suppliers declare for their whole company, so metal from a facility may not be in what they supply to " + short)},
		{"", "A facility that handles two metals has an entry for each. The last column counts the suppliers that named it; suppliers are not named here."},
	}
}
