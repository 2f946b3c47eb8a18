package rcoi

import (
	"fmt"
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
	Figure tables.Figure `json:"figure"` // the figure, as in figures.csv
	// Internal is a figure that guides people of the company and is not published: it tells
	// of judgments, not of the inquiry.
	Internal bool   `json:"internal,omitempty"`
	Formula  string `json:"formula"` // how its value follows from what was counted
	Counted  []Part `json:"counted"` // what the formula speaks of, in its order
}

// Part is one operand of a formula.
type Part struct {
	Name  string `json:"name"`  // what is counted
	Units []Unit `json:"units"` // each thing counted
	more  int    // things that were counted, and not kept since nobody asked for them
}

// Unit is one thing that was counted: a supplier, a facility, an entry, an answer.
type Unit struct {
	Name   string  `json:"name"`             // supplier, facility, entry or answer
	Weight string  `json:"weight,omitempty"` // where the formula adds up something else than ones
	Places []Place `json:"places"`           // where the inputs say so

	behind []places // what Places are made from, for a figure that is explained
}

// places finds where something stands. It is asked only for what is explained, since
// behind some figures stand all rows of all suppliers.
type places func() []Place

// Place is where something stands that a unit rests on: a cell of a workbook, or a
// record of a table.
type Place struct {
	File   string `json:"file"`             // slash path below the project root
	SHA256 string `json:"sha256"`           // of the file; "" for the year's own tables, which git keeps
	Sheet  string `json:"sheet,omitempty"`  // of a workbook
	Cell   string `json:"cell,omitempty"`   // of a workbook, e.g. D26
	Record int    `json:"record,omitempty"` // record of a table, the first being 1
	Value  string `json:"value"`            // as it stands there
	Note   string `json:"note,omitempty"`   // what was made of it
}

// evidence finds the places behind what is counted in a year.
type evidence struct {
	year   *project.Year
	roster map[string]int             // supplier → place on the roster
	sent   map[string][]int           // supplier → places in the outreach log
	books  map[string]*check.Workbook // by file

	inScope map[string]bool        // suppliers whose declarations count
	covered map[string]check.Cover // suppliers for which a parent answers

	legible map[string]bool // by hash, and by name for one whose bytes are others now: the workbook could be read

	open   func(file string) check.Whole // nil while figures are only counted
	whole  map[string]check.Whole        // what open gave
	wanted string                        // the figure that is explained; "": all
}

func newEvidence(y *project.Year, books []check.Workbook) evidence {
	e := evidence{year: y, roster: map[string]int{}, sent: map[string][]int{}, books: map[string]*check.Workbook{}, legible: map[string]bool{}, whole: map[string]check.Whole{}}
	e.inScope, e.covered = check.InScope(y, books), check.Covered(y, books)
	for i, s := range y.Roster {
		e.roster[s.ID] = i
	}
	for i, o := range y.Outreach {
		e.sent[o.Supplier] = append(e.sent[o.Supplier], i)
	}
	for i := range books {
		e.books[books[i].Declaration.File] = &books[i]
		if d := books[i].Declaration; d.Readable() {
			e.legible[d.SHA256], e.legible[path.Base(d.File)] = true, true
		}
	}
	return e
}

// read gives a workbook with its rows.
func (e evidence) read(file string) check.Whole {
	w, done := e.whole[file]
	if !done {
		w = e.open(file)
		e.whole[file] = w
	}
	return w
}

// unit is a thing that was counted. While figures are only counted it is no more than one.
func (e evidence) unit(name string, behind ...places) Unit {
	if e.open == nil {
		return Unit{}
	}
	return Unit{Name: name, behind: behind}
}

// settled are the units of a figure: with all places behind them where it is explained,
// none where it is not.
func (e evidence) settled(id string, units []Unit) []Unit {
	if e.open == nil || e.wanted != "" && e.wanted != id {
		return nil
	}
	out := slices.Clone(units)
	for i := range out {
		list := slices.Clone(out[i].Places)
		for _, behind := range out[i].behind {
			list = append(list, behind()...)
		}
		out[i].Places, out[i].behind = list, nil
	}
	return out
}

// at is a place that is known already.
func at(list ...Place) places { return func() []Place { return list } }

func (e evidence) table(name string, record int, value string) Place {
	return Place{File: path.Join("data", strconv.Itoa(e.year.Number), name), Record: record, Value: value}
}

// supplier is a supplier of the roster, with further places behind its own record.
func (e evidence) supplier(id string, more ...places) Unit {
	if e.open == nil {
		return Unit{}
	}
	i := e.roster[id]
	s := e.year.Roster[i]
	return e.unit(id, append([]places{at(e.table("suppliers.csv", i+1, s.ID+", in scope: "+s.InScope))}, more...)...)
}

// outreach are the messages to a supplier of certain kinds and outcomes, up to the cut-off.
func (e evidence) outreach(id string, want func(tables.Outreach) bool) (list []Place) {
	for _, i := range e.sent[id] {
		if o := e.year.Outreach[i]; o.Date <= e.year.Settings.CutOff && want(o) {
			list = append(list, e.table("outreach.csv", inLog(o, i), o.Date+" "+o.Kind+" "+o.Outcome))
		}
	}
	return list
}

// inLog is the number of a record of the outreach log, of which lines that could not be
// used are left out.
func inLog(o tables.Outreach, i int) int {
	if o.Line > 0 {
		return o.Line - 1
	}
	return i + 1
}

// cell is a cell of a workbook.
func (e evidence) cell(b *check.Workbook, sheet, ref string) places {
	return func() []Place {
		return []Place{cellWith(b, sheet, ref, e.read(b.Declaration.File).RawAt(sheet, ref))}
	}
}

// cellWith is a cell of a workbook that is known to hold a value.
func cellWith(b *check.Workbook, sheet, ref, value string) Place {
	return Place{File: b.Declaration.File, SHA256: b.Declaration.SHA256, Sheet: sheet, Cell: ref, Value: value}
}

// workbook is the file that counts for a response: its verdict, and the cell with
// its date where it could be read.
func (e evidence) workbook(file string) places {
	return func() []Place {
		b := e.books[file]
		if b == nil {
			return nil
		}
		d := b.Declaration
		list := []Place{{File: d.File, SHA256: d.SHA256, Value: string(b.Verdict)}}
		if ref := d.Layout().Fields.EffectiveDate; d.Readable() && ref != "" {
			list = append(list, e.cell(b, cmrt.SheetDeclaration, ref)()...)
		}
		return list
	}
}

// answer is the cell of a question for a metal.
func answer(b *check.Workbook, a cmrt.Answer) places {
	return func() []Place {
		sheet, ref, _ := strings.Cut(a.Cell, "!")
		return []Place{cellWith(b, sheet, ref, strings.TrimSpace(a.Raw))}
	}
}

// row gives a row of a workbook's Smelter List, and what became of it.
func (e evidence) row(file string, number int) (cmrt.SmelterRow, smelter.Resolution) {
	w := e.read(file)
	for i, r := range w.Declaration.Smelters {
		if r.Row == number && i < len(w.Resolutions) {
			return r, w.Resolutions[i]
		}
	}
	return cmrt.SmelterRow{}, smelter.Resolution{}
}

// entry are the cells of a row of a Smelter List that hold something of who the smelter is.
func (e evidence) entry(b *check.Workbook, number int) places {
	return func() (list []Place) {
		l := b.Declaration.Layout()
		cols := l.Columns
		row, _ := e.row(b.Declaration.File, number)
		for _, c := range []struct{ column, text string }{{cols.IDTyped, row.IDTyped}, {cols.Metal, row.MetalRaw}, {cols.Lookup, row.Lookup}, {cols.Name, row.Name}, {cols.ID, row.IDRaw}} {
			if c.column != "" && c.text != "" {
				list = append(list, cellWith(b, l.SmelterSheet, c.column+strconv.Itoa(number), c.text))
			}
		}
		return list
	}
}

// mine are the cells of a row that name a mine.
func (e evidence) mine(b *check.Workbook, number int) places {
	return func() (list []Place) {
		l := b.Declaration.Layout()
		for _, column := range []string{l.Columns.MineName, l.Columns.MineCountry} {
			if column != "" {
				list = append(list, e.cell(b, l.SmelterSheet, column+strconv.Itoa(number))()...)
			}
		}
		return list
	}
}

// line is a row of a supplier's Smelter List.
func (e evidence) line(b *check.Workbook, number int32, behind ...places) Unit {
	if e.open == nil {
		return Unit{}
	}
	return e.unit(fmt.Sprintf("%s, row %d", b.Supplier, number), behind...)
}

// facility is an entry of the register with every row that names it, and what the
// conformance snapshot says of it.
func (e evidence) facility(f smelter.Entry) Unit {
	if e.open == nil {
		return Unit{}
	}
	return e.unit(string(f.Metal)+" "+f.ID+" "+f.Name, func() (list []Place) {
		for _, s := range f.Sources() {
			cells := e.entry(e.books[s.File], s.Row)()
			if n := len(cells); n > 0 {
				_, res := e.row(s.File, s.Row)
				cells[n-1].Note = "resolved by " + res.How + ", " + res.SureText() + " sure"
			}
			list = append(list, cells...)
		}
		if status, _ := e.year.Conformance.Of(f.Metal, f.ID); status.Word != "" { // internal: whether it is published or not
			source := e.year.Conformance.Source
			list = append(list, Place{File: source.Name, SHA256: source.SHA256, Value: f.ID + " " + status.Word})
		}
		return list
	})
}

// flag is a red flag with the cell where it stands and what became of it, and the list
// that says so where it is not the supplier that does.
func (e evidence) flag(b *check.Workbook, f check.Flag) Unit {
	if e.open == nil {
		return Unit{}
	}
	place := cellWith(b, f.Sheet, f.Cell, f.Raw)
	place.Note = f.Rule + ", " + f.State.Word
	for _, more := range []string{f.State.When, f.State.Who, f.State.Why} {
		if more != "" {
			place.Note += "; " + more
		}
	}
	if f.State.Evidence != "" {
		place.Note += "; evidence: " + f.State.Evidence
	}
	list := []Place{place}
	if source := e.year.Conformance.Source; f.Source != "" {
		list = append(list, Place{File: source.Name, SHA256: source.SHA256, Value: f.Countries, Note: f.Source})
	}
	name := b.Supplier
	if name == "" {
		name = "unknown supplier, " + path.Base(b.Declaration.File)
	}
	return e.unit(name+", "+f.Sheet+" "+f.Cell+", "+string(b.Verdict), at(list...))
}
