package cmrt

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// LookupEntry is one row of a template's Smelter Look-up: a name by which a
// facility is known, and the facility.
type LookupEntry struct {
	Row      int
	Metal    Metal
	MetalRaw string
	Alias    string // column B: any name in use, the standard name included
	Name     string // column C: the standard name
	Country  string // column D, as the template spells it
	ID       string // column E
	City     string
	State    string

	OldNumber string // 3.x: the number that the facility had in 2.x
}

// Special look-up values that stand for no facility.
const (
	NotListed        = "Smelter not listed"
	NotYetIdentified = "Smelter not yet identified"
)

// listing says where a family of versions keeps its list of smelters.
type listing struct {
	sheet                                        string
	first                                        int // row
	metal, alias, name, country, id, city, state string
	old                                          string
}

// listings are by the first figure of the version. The lists of 2.x number
// smelters in a way that nothing since 3.00 uses, so they are not here.
var listings = map[string]listing{
	"3": {"Standard Smelter Names", 3, "A", "B", "B", "C", "E", "", "", "D"},
	"6": {SheetLookup, six.LookupFirst, "A", "B", "C", "D", "E", "H", "I", ""},
}

// ReadLookup reads the directory that a template carries. The error says what
// is wrong in the words of the finding that Read would give.
func ReadLookup(file string, data []byte) (version string, entries []LookupEntry, err error) {
	_, version, entries, err = readLookup(file, data, Conflict)
	return version, entries, err
}

// ReadAnyLookup is ReadLookup for the template of any programme, which it names.
func ReadAnyLookup(file string, data []byte) (kind, version string, entries []LookupEntry, err error) {
	return readLookup(file, data, "")
}

func readLookup(file string, data []byte, kind string) (programme, version string, entries []LookupEntry, err error) {
	d := Declaration{File: file}
	r := reader{d: &d, wanted: kind}
	refused := func() error {
		f := d.Findings[len(d.Findings)-1]
		return fmt.Errorf("%s: %s", file, f.Message)
	}
	defer r.close()
	if !r.open(data) {
		return "", "", nil, refused()
	}
	if _, ok := r.identify(); !ok {
		return "", "", nil, refused()
	}
	family, _, _ := strings.Cut(r.layout.Version, ".")
	if r.layout.Kind != Conflict {
		family = "6" // built as in CMRT 6.x
	}
	where, ok := listings[family]
	if r.layout.LookupFirst == 0 && r.layout.Kind != Conflict {
		return "", "", nil, fmt.Errorf("%s: %s %s carries no directory", file, r.layout.Kind, r.layout.Version)
	}
	if !ok {
		return "", "", nil, fmt.Errorf("%s: the smelter list of CMRT %s cannot be used: its numbers (such as 2IDN042) are not those of 3.00 and later (CID and six digits); take a template of 3.x or 6.x", file, r.layout.Version)
	}
	g, ok := r.sheet(where.sheet, 0)
	if !ok {
		return "", "", nil, refused()
	}
	if r.layout.Kind != Conflict {
		where.first = r.layout.LookupFirst
	}
	return d.Template.Type, d.Template.Version, where.entries(g, metalOfAny(r.layout)), nil
}

// lookupEntries gives the rows of a Smelter Look-up that name a facility.
func lookupEntries(g *grid, layout Layout) []LookupEntry {
	where := listings["6"]
	where.first = layout.LookupFirst
	return where.entries(g, metalOfAny(layout))
}

// entries gives the rows that name a facility.
func (l listing) entries(g *grid, metal func(string) Metal) []LookupEntry {
	var list []LookupEntry
	for i := range g.rows {
		row := &g.rows[i]
		text := func(letter string) string { return text.Seen(row.text(letter)) }
		if row.number < l.first || text(l.id) == "" || text(l.name) == "" {
			continue
		}
		list = append(list, LookupEntry{Row: row.number, Metal: metal(text(l.metal)), MetalRaw: text(l.metal), Alias: text(l.alias), Name: text(l.name),
			Country: text(l.country), ID: text(l.id), City: text(l.city), State: text(l.state), OldNumber: text(l.old)})
	}
	return list
}
