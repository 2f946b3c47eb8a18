package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
)

// The list of every smelter that was ever named: a page for people, and a file in which
// pages look up what a search does not find in their own table.

const (
	directoryFile = "smelters/index.html"
	knownFile     = "smelters/smelters.json"
)

// directory makes the page of all smelters.
func (b *builder) directory(list []knownSmelter) error {
	p := b.sitePage(directoryFile, "Smelters and refiners of all years")
	p.Title, p.lastmod, p.Wide = "Smelters and refiners of all years", b.newest(), true
	p.Description = "Every smelter and refiner that suppliers of " + b.site.Name + " have named, with the years, and a page of its own."
	g := &grid{ID: "all-caption", Name: "smelters", Class: "dense cards", Caption: "Smelters and refiners named for any year: ", Count: plural(len(list), "entry", "entries"),
		Head: []column{{Text: "Smelter or refiner", Key: "name"}, {Text: "Smelter ID", Key: "id"}, {Text: "Last status", Key: "status"}, {Text: "Metal", Key: "metal"}, {Text: "Country", Key: "country"}, {Text: "First named", Key: "first"}, {Text: "Last named", Key: "last"}}}
	for _, k := range list {
		last := k.latest()
		g.IDs = append(g.IDs, rowID{ID: k.id})
		g.Rows = append(g.Rows, []cell{{Text: cmp.Or(last.row.SmelterName, k.id), Href: relative(p.file, smelterFile(k.id))}, {Text: k.id}, last.view.status(last.row), {Text: capital(strings.Join(k.metals(), ", "))},
			{Text: location(last.row).Text}, {Text: strconv.Itoa(k.first())}, {Text: strconv.Itoa(last.view.Number)}})
	}
	same := g.narrow()
	lead := "Every smelter and refiner that accepted declarations have named for a year on these pages, with its status in the last of these years. One that is no longer named keeps its page."
	for _, c := range same {
		lead += " " + b.site.spelt(c.Sentence)
	}
	b.searchable(&p)
	p.Body = smeltersView{Lead: []string{lead}, Same: same,
		Choices: choices(g), Sorts: sorts(g), Known: relative(p.file, knownFile), Grid: g,
		Data: []download{{Text: "Smelters and refiners of all years (JSON)", Href: relative(p.file, knownFile), Size: size(len(b.tree[knownFile]))}}}
	return b.render("smelters", p)
}

// knownJSON is what smelters/smelters.json holds.
type knownJSON struct {
	Demonstration bool               `json:"demonstration"`
	Note          string             `json:"note,omitempty"`
	Registrant    string             `json:"registrant"`
	Years         []int              `json:"years"` // with a list of smelters, newest first
	Smelters      []knownSmelterJSON `json:"smelters"`
}

type knownSmelterJSON struct {
	ID          string   `json:"smelter_id"`
	Names       []string `json:"names"` // newest first
	Metals      []string `json:"metals"`
	CountryCode string   `json:"country_code"`
	Years       []int    `json:"years"`    // in which it was named, newest first
	Unlisted    bool     `json:"unlisted"` // no longer on the reference list
	Page        string   `json:"page"`     // below the folder of this file
}

// known makes the file of all smelters.
func (b *builder) known(list []knownSmelter) error {
	out := knownJSON{Registrant: b.site.Name, Demonstration: b.site.Demonstration(), Years: []int{}}
	out.Note = b.bannerFor(out.Demonstration)
	for _, v := range b.views {
		if v.surveyed() {
			out.Years = append(out.Years, v.Number)
		}
	}
	for _, k := range list {
		s := knownSmelterJSON{ID: k.id, Names: append([]string{}, k.names...), Metals: k.metals(), CountryCode: k.latest().row.CountryCode, Page: k.id + "/"}
		for _, in := range k.seen {
			if !slices.Contains(s.Years, in.view.Number) {
				s.Years = append(s.Years, in.view.Number)
			}
		}
		if now := b.latest(); now != nil {
			c, changed := now.changeOf(k.latest().row)
			s.Unlisted = changed && c.Change == "unlisted"
		}
		out.Smelters = append(out.Smelters, s)
	}
	data, err := indented(out)
	if err != nil {
		return fmt.Errorf("%s: %w", knownFile, err)
	}
	return b.put(knownFile, data)
}

// countriesScript tells the script of the search by which names and codes people know
// countries.
const countriesScript = "assets/countries.js"

// alsoSearched are names by which people search for a country beside those that a browser knows,
// its short names in other languages. In a workbook such a name is for a person to judge.
var alsoSearched = map[string][]string{
	"CD": {"Demokratische Republik Kongo", "República Democrática do Congo", "République démocratique du Congo", "刚果民主共和国", "剛果民主共和國"},
}

// searchable gives a page the scripts of a table that can be searched.
func (b *builder) searchable(p *page) {
	p.Script, p.Helpers = relative(p.file, tableScript), []string{relative(p.file, countriesScript), relative(p.file, phraseScript), relative(p.file, searchScript), relative(p.file, knownScript)}
	if b.tree[countriesScript] != nil {
		return
	}
	var lines []string
	for _, c := range smelter.Countries() {
		lines = append(lines, strings.Join(slices.Concat([]string{c.Code, c.Alpha3, c.Name}, c.Also, alsoSearched[c.Code]), "|"))
	}
	b.tree[countriesScript] = []byte("// Countries: two codes of ISO 3166-1, the name, and other names that people use.\nglobalThis.countries = " + strconv.Quote(strings.Join(lines, "\n")) + ";\n")
}
