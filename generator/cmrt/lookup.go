package cmrt

import (
	"fmt"
	"strings"
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
}

// Special look-up values that stand for no facility.
const (
	NotListed        = "Smelter not listed"
	NotYetIdentified = "Smelter not yet identified"
)

// ReadLookup reads the directory that a template carries. The error says what
// is wrong in the words of the finding that Read would give.
func ReadLookup(file string, data []byte) (version string, entries []LookupEntry, err error) {
	d := Declaration{File: file}
	r := reader{d: &d}
	refused := func() error {
		f := d.Findings[len(d.Findings)-1]
		return fmt.Errorf("%s: %s", file, f.Message)
	}
	if !r.open(data) {
		return "", nil, refused()
	}
	if _, ok := r.identify(); !ok {
		return "", nil, refused()
	}
	if r.layout.LookupFirst == 0 {
		return "", nil, fmt.Errorf("%s: CMRT %s has no sheet %q that can be read", file, r.layout.Version, SheetLookup)
	}
	g, ok := r.sheet(SheetLookup, 0)
	if !ok {
		return "", nil, refused()
	}
	return d.Template.Version, lookupEntries(g, r.layout), nil
}

// lookupEntries gives the rows that name a facility.
func lookupEntries(g *grid, layout Layout) []LookupEntry {
	var list []LookupEntry
	for i := range g.rows {
		row := &g.rows[i]
		text := func(letter string) string { return strings.TrimSpace(row.text(letter)) }
		if row.number < layout.LookupFirst || text("E") == "" || text("C") == "" {
			continue
		}
		list = append(list, LookupEntry{Row: row.number, Metal: metalOf(text("A")), MetalRaw: text("A"), Alias: text("B"), Name: text("C"),
			Country: text("D"), ID: text("E"), City: text("H"), State: text("I")})
	}
	return list
}
