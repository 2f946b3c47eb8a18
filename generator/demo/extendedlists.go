package demo

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// lists fills in the Smelter List, the Mine List, the products and the look-up, and notes
// what was put in wrongly.
func (e *extended) lists(p *pad, l cmrt.Layout, y *year, a *answer) {
	p.put(cmrt.SheetSmelters, l.SmelterRevision, extendedRevision)
	for i, text := range smelterHeader {
		if text != "" {
			p.put(cmrt.SheetSmelters, string(rune('A'+i))+strconv.Itoa(l.SmelterHeader), text)
		}
	}
	row := l.SmelterFirst
	enter := func(m cmrt.Metal, f *facility, name string) {
		at := func(column string, value any) { p.put(cmrt.SheetSmelters, column+strconv.Itoa(row), value) }
		at(l.Columns.Metal, title(m))
		if f != nil {
			at(l.Columns.IDTyped, f.id)
			at(l.Columns.Lookup, f.name)
			at(l.Columns.Country, f.place.country)
			at(l.Columns.ID, f.id)
			at(l.Columns.IDSource, directoryName)
			at(l.Columns.City, f.city)
			at(l.Columns.State, f.place.state)
			at(l.Columns.StandardName, f.name)
		} else {
			at(l.Columns.Lookup, cmrt.NotListed)
			at(l.Columns.Name, name)
			at(l.Columns.Country, places[1].country)
			e.extra = append(e.extra, seed{rule: "smelter-name-unknown", supplier: a.supplier.id, file: a.file, sheet: cmrt.SheetSmelters, cell: l.Columns.Name + strconv.Itoa(row), what: "a refiner that no list knows"})
		}
		row++
	}
	for _, m := range slices.Sorted(slices.Values(a.minerals)) {
		good := slices.DeleteFunc(e.of(m), func(f *facility) bool { return f.standing == absent })
		for i := range min(2+a.supplier.number%2, len(good)) {
			enter(m, good[(a.supplier.number+i)%len(good)], "")
		}
		if a.manner == unlisted && m == cmrt.Cobalt {
			enter(m, nil, "Imaginary Cobalt Salts Co.")
		}
	}
	e.mines(p, l, a)
	p.put(cmrt.SheetProducts, "B"+strconv.Itoa(l.ProductHeader), "Your product number (*)")
	p.put(cmrt.SheetProducts, "C"+strconv.Itoa(l.ProductHeader), "Your product name")
	if a.manner == differs {
		p.put(cmrt.SheetProducts, l.Products.Number+strconv.Itoa(l.ProductFirst), "W-60")
		p.put(cmrt.SheetProducts, l.Products.Name+strconv.Itoa(l.ProductFirst), "Solder wire with cobalt flux (fictional)")
	}
	for i, text := range []string{"Metal", "Known as", "Standard name", "Country", "Smelter number", "Number from"} {
		p.put(cmrt.SheetLookup, string(rune('A'+i))+"4", text)
	}
	for i, f := range e.facilities {
		for j, text := range []string{title(f.metal), f.name, f.name, f.place.country, f.id, directoryName, "", f.city, f.place.state, title(f.metal) + f.name} {
			if text != "" {
				p.put(cmrt.SheetLookup, string(rune('A'+j))+strconv.Itoa(lookupFirst+i), text)
			}
		}
	}
}

// mines fills in the Mine List.
func (e *extended) mines(p *pad, l cmrt.Layout, a *answer) {
	at := l.Mines
	p.put(cmrt.SheetMines, "M3", extendedRevision)
	for _, head := range [][2]string{{at.Metal, "Metal (*)"}, {at.Smelter, "Refiner"}, {at.Name, "Mine"}, {at.ID, "Mine number"}, {at.IDSource, "Number from"}, {at.Country, "Country (*)"}, {at.Street, "Street"},
		{at.City, "City"}, {at.State, "State or province"}, {at.ContactName, "Contact"}, {at.ContactEmail, "Contact e-mail"}, {at.NextSteps, "Next steps"}, {at.Comment, "Remarks"}} {
		p.put(cmrt.SheetMines, head[0]+strconv.Itoa(l.SmelterHeader), head[1])
	}
	row := l.SmelterFirst
	mine := func(rule string, m cmrt.Metal, name, country, state, comment, what string) {
		for _, c := range [][2]string{{at.Metal, title(m)}, {at.Smelter, e.of(m)[0].name}, {at.Name, name}, {at.Country, country}, {at.State, state}, {at.Comment, comment}} {
			if c[1] != "" {
				p.put(cmrt.SheetMines, c[0]+strconv.Itoa(row), c[1])
			}
		}
		e.extra = append(e.extra, seed{rule: rule, supplier: a.supplier.id, file: a.file, sheet: cmrt.SheetMines, cell: at.Country + strconv.Itoa(row), what: what})
		row++
	}
	const republic = "CONGO, THE DEMOCRATIC REPUBLIC OF THE"
	switch a.manner {
	case congo:
		mine("mineral-origin-of-concern", cmrt.Cobalt, "Fictional mine Kolwe East", republic, "Lualaba", "Industrial; fictional", "cobalt from the DRC")
	case denied:
		mine("mineral-origin-of-concern", cmrt.Cobalt, "Fictional mine Kolwe West", republic, "Lualaba", "", "cobalt from the DRC beside a No")
	case artisans:
		mine("mineral-origin-of-concern", cmrt.Cobalt, "Fictional mine Kasuko (ASM)", republic, "Lualaba", "", "an artisanal mine in the DRC")
		if slices.Contains(a.minerals, cmrt.Mica) {
			mine("mineral-origin-of-concern", cmrt.Mica, "Fictional mica pits", "MADAGASCAR", "", "artisanal, hand-picked", "mica from Madagascar")
		}
	}
}

// sorted gives a workbook with its parts in the order of their names: the library hands
// them over in none.
func sorted(data []byte) ([]byte, error) {
	r, err := unpack(data)
	if err != nil {
		return nil, err
	}
	parts := slices.SortedFunc(slices.Values(r.File), func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range parts {
		if err := w.Copy(f); err != nil {
			return nil, fmt.Errorf("write part %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("close workbook: %w", err)
	}
	return out.Bytes(), nil
}

// received are the rows of the log about EMRTs.
func (e *extended) received(y *year) (rows []tables.Received) {
	for _, a := range e.sent {
		day := (&author{year: y}).day(2, 15+a.supplier.number%40)
		rows = append(rows, tables.Received{Date: day.Format("2006-01-02"), Supplier: a.supplier.id, File: a.file, SHA256: a.sum, Name: "EMRT.xlsx", Sender: "compliance@" + a.supplier.id + ".example", Matched: "sender (fictional)"})
	}
	return rows
}

// outreach lets the log speak of the EMRT: it was asked for in the same letter as the CMRT,
// and reminded of by itself where that alone is missing.
func (e *extended) outreach(y *year, index int, rows []tables.Outreach) []tables.Outreach {
	ask := map[string]bool{}
	for _, s := range y.suppliers {
		ask[s.id] = mannerOf(s, index) != notAsked
	}
	for i := range rows {
		if o := &rows[i]; ask[o.Supplier] && (o.Kind == "request" || o.Kind == "reminder" || o.Outcome == "refused") {
			o.Programmes = "cmrt emrt"
		}
	}
	for _, s := range y.suppliers {
		if mannerOf(s, index) == waiting && (s.behaviour == clean || s.behaviour == twice || s.behaviour == wrong) {
			rows = append(rows, tables.Outreach{Date: fmt.Sprintf("%d-03-16", y.number+1), Supplier: s.id, Kind: "reminder", Channel: "email", Outcome: "sent", Programmes: "emrt"})
		}
	}
	return rows
}

// asked notes on the roster who is asked for the CMRT alone.
func (e *extended) asked(y *year, index int, roster []tables.Supplier) []tables.Supplier {
	for i, s := range y.suppliers {
		if mannerOf(s, index) == notAsked && roster[i].InScope == "yes" {
			roster[i].Programmes = "cmrt"
		}
	}
	return roster
}

// asked and messages leave roster and log as they are where the CMRT alone is asked for.
func (y *year) asked(roster []tables.Supplier) []tables.Supplier {
	if y.extended == nil {
		return roster
	}
	return y.extended.asked(y, y.index, roster)
}

func (y *year) messages(log []tables.Outreach) []tables.Outreach {
	if y.extended == nil {
		return log
	}
	return y.extended.outreach(y, y.index, log)
}
