package rcoi

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Trace is what stands behind a figure, down to the cells. It is internal, since
// it names suppliers. The figure is counted from it, so that the two cannot differ.
type Trace struct {
	Figure  tables.Figure `json:"figure"`
	Formula string        `json:"formula"`
	Counted []Part        `json:"counted"` // what the formula speaks of, in its order
}

// Part is one operand of a formula.
type Part struct {
	Name  string `json:"name"`
	Units []Unit `json:"units"`
}

// Unit is one thing that was counted: a supplier, a facility, an entry, an answer.
type Unit struct {
	Name   string  `json:"name"`
	Weight string  `json:"weight,omitempty"` // where the formula adds up something else than ones
	Places []Place `json:"places"`
}

// Place is where something stands that a unit rests on: a cell of a workbook, or a
// record of a table.
type Place struct {
	File   string `json:"file"`            // slash path below the project root
	SHA256 string `json:"sha256"`          // of the file; "" for the year's own tables, which git keeps
	Sheet  string `json:"sheet,omitempty"` // of a workbook
	Cell   string `json:"cell,omitempty"`  // of a workbook, e.g. D26
	Record int    `json:"record,omitempty"`
	Value  string `json:"value"`          // as it stands there
	Note   string `json:"note,omitempty"` // what was made of it
}

// evidence finds the places behind what is counted in a year.
type evidence struct {
	year   *project.Year
	roster map[string]int             // supplier → place on the roster
	sent   map[string][]int           // supplier → places in the outreach log
	books  map[string]*check.Workbook // by file

	entries    map[smelter.RowSource][]Place // what entry gave
	facilities map[string]Unit               // what facility gave, by ID
}

func newEvidence(y *project.Year, books []check.Workbook) evidence {
	e := evidence{year: y, roster: map[string]int{}, sent: map[string][]int{}, books: map[string]*check.Workbook{}, entries: map[smelter.RowSource][]Place{}, facilities: map[string]Unit{}}
	for i, s := range y.Roster {
		e.roster[s.ID] = i
	}
	for i, o := range y.Outreach {
		e.sent[o.Supplier] = append(e.sent[o.Supplier], i)
	}
	for i := range books {
		e.books[books[i].Declaration.File] = &books[i]
	}
	return e
}

func (e evidence) table(name string, record int, value string) Place {
	return Place{File: path.Join("data", strconv.Itoa(e.year.Number), name), Record: record, Value: value}
}

// supplier is a supplier of the roster, with further places behind its own record.
func (e evidence) supplier(id string, more ...Place) Unit {
	i := e.roster[id]
	s := e.year.Roster[i]
	return Unit{Name: id, Places: append([]Place{e.table("suppliers.csv", i+1, s.ID+", in scope: "+s.InScope)}, more...)}
}

// outreach are the messages to a supplier of certain kinds and outcomes, up to the cut-off.
func (e evidence) outreach(id string, want func(tables.Outreach) bool) (places []Place) {
	for _, i := range e.sent[id] {
		if o := e.year.Outreach[i]; o.Date <= e.year.Settings.CutOff && want(o) {
			places = append(places, e.table("outreach.csv", i+1, o.Date+" "+o.Kind+" "+o.Outcome))
		}
	}
	return places
}

// cell is a cell of a workbook.
func cell(b *check.Workbook, sheet, ref string) Place {
	return cellWith(b, sheet, ref, b.RawAt(sheet, ref))
}

// cellWith is a cell of a workbook that is known to hold a value.
func cellWith(b *check.Workbook, sheet, ref, value string) Place {
	return Place{File: b.Declaration.File, SHA256: b.Declaration.SHA256, Sheet: sheet, Cell: ref, Value: value}
}

// workbook is the file that counts for a response: its verdict, and the cell with
// its date where it could be read.
func (e evidence) workbook(file string) []Place {
	b := e.books[file]
	if b == nil {
		return nil
	}
	d := b.Declaration
	places := []Place{{File: d.File, SHA256: d.SHA256, Value: string(b.Verdict)}}
	if ref := d.Layout().Fields.EffectiveDate; d.Readable() && ref != "" {
		places = append(places, cell(b, cmrt.SheetDeclaration, ref))
	}
	return places
}

// answer is the cell of a question for a metal.
func answer(b *check.Workbook, a cmrt.Answer) Place {
	sheet, ref, _ := strings.Cut(a.Cell, "!")
	return cellWith(b, sheet, ref, strings.TrimSpace(a.Raw))
}

// entry are the cells of a row of a Smelter List that hold something of who the
// smelter is. Nobody may write into the list.
func (e evidence) entry(b *check.Workbook, row cmrt.SmelterRow) (places []Place) {
	key := smelter.RowSource{File: b.Declaration.File, Row: row.Row}
	if places, done := e.entries[key]; done {
		return places
	}
	l := b.Declaration.Layout()
	cols := l.Columns
	for _, c := range []struct{ column, text string }{{cols.IDTyped, row.IDTyped}, {cols.Metal, row.MetalRaw}, {cols.Lookup, row.Lookup}, {cols.Name, row.Name}, {cols.ID, row.IDRaw}} {
		if c.column != "" && c.text != "" {
			places = append(places, cellWith(b, l.SmelterSheet, c.column+strconv.Itoa(row.Row), c.text))
		}
	}
	places = slices.Clip(places) // so that what is added to it goes elsewhere
	e.entries[key] = places
	return places
}

// facility is an entry of the register with every row that names it, and what the
// conformance snapshot says of it.
func (e evidence) facility(f smelter.Entry) Unit {
	if u, done := e.facilities[f.ID]; done {
		return u
	}
	u := Unit{Name: string(f.Metal) + " " + f.ID + " " + f.Name}
	for _, s := range f.Sources {
		b := e.books[s.File]
		i := slices.IndexFunc(b.Declaration.Smelters, func(r cmrt.SmelterRow) bool { return r.Row == s.Row })
		places := slices.Clone(e.entry(b, b.Declaration.Smelters[i]))
		if n := len(places); n > 0 && i < len(b.Resolutions) {
			res := b.Resolutions[i]
			places[n-1].Note = "resolved by " + res.How + ", " + res.SureText() + " sure"
		}
		u.Places = append(u.Places, places...)
	}
	if f.Status.Word != "" {
		source := e.year.Conformance.Source
		u.Places = append(u.Places, Place{File: source.Name, SHA256: source.SHA256, Value: f.ID + " " + f.Status.Word})
	}
	u.Places = slices.Clip(u.Places)
	e.facilities[f.ID] = u
	return u
}
