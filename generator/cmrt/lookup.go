package cmrt

import (
	"fmt"
	"maps"
	"slices"
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
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: the workbook is damaged: %v", file, p)
		}
	}()
	d := Declaration{File: file}
	r := reader{d: &d}
	if bad := sniff(file, data); bad != nil {
		return "", nil, fmt.Errorf("%s: %s", file, bad.Message)
	}
	book, bad := openWorkbook(file, data)
	if bad != nil {
		return "", nil, fmt.Errorf("%s: %s", file, bad.Message)
	}
	defer book.file.Close()
	r.book = book
	if _, ok := r.identify(); !ok {
		return "", nil, fmt.Errorf("%s: %s", file, d.Findings[0].Message)
	}
	g, ok := r.sheet(SheetLookup)
	if !ok {
		return "", nil, fmt.Errorf("%s: %s", file, d.Findings[0].Message)
	}
	return d.Template.Version, lookupEntries(g, r.layout), nil
}

// lookupEntries gives the rows that name a facility.
func lookupEntries(g grid, layout Layout) []LookupEntry {
	var list []LookupEntry
	for _, row := range slices.Sorted(maps.Keys(g)) {
		c := g[row]
		text := func(column string) string { return strings.TrimSpace(c[column]) }
		if row < layout.LookupFirst || text("E") == "" || text("C") == "" {
			continue
		}
		list = append(list, LookupEntry{Row: row, Metal: metalOf(c["A"]), MetalRaw: text("A"), Alias: text("B"), Name: text("C"),
			Country: text("D"), ID: text("E"), City: text("H"), State: text("I")})
	}
	return list
}
