package cmrt

import (
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// smelters reads the Smelter List. A row counts when the supplier entered
// anything in it; the template's formulas leave "", 0 or #N/A in empty rows, and what
// they gave for an entry that is no longer there.
func (r *reader) smelters(g *grid) {
	end := r.layout.smeltersEnd(g)
	overflow, seen := 0, r.watch(r.layout.SmelterSheet, g)
	seen.columns, seen.asked = r.layout.seenColumns()
	seen.templated = r.layout.LookupFirst > 0 && r.layout.Kind != "AMRT"
	// Its header is English in every language; another text there is a column of the supplier's.
	if c := &r.layout.Columns.StandardName; *c != "" {
		if header := strings.TrimSpace(g.at(*c + strconv.Itoa(r.layout.SmelterHeader))); header != "" && !strings.Contains(strings.ToLower(header), "standard") {
			*c = ""
		}
	}
	var header []string
	if row := g.find(r.layout.SmelterHeader); row != nil {
		for column := range row.cells {
			header = append(header, fold(row.cells[column].text))
		}
	}
	for i := range g.rows {
		row := &g.rows[i]
		if row.number < r.layout.SmelterFirst {
			continue
		}
		if end > 0 && (row.number > end || row.footer()) {
			break
		}
		if !r.entered(row) {
			continue
		}
		seen.lookAtRow(row)
		s := r.smelterRow(row)
		if r.repeatsHeading(row, header) {
			r.find(headingRepeated, r.layout.SmelterSheet, r.layout.Columns.Metal+strconv.Itoa(row.number), "Row %d repeats the headings of the table; it was not read as a smelter.", row.number)
			continue
		}
		r.rowErrors(row)
		r.rowPending(row, s)
		if r.layout.Kind == "CMRT" && s.Metal != "" && (metalOf(s.MetalRaw) == "" || remarked(s.MetalRaw)) {
			r.find(answerTolerated, r.layout.SmelterSheet, r.layout.Columns.Metal+strconv.Itoa(row.number), "%q was read as the metal %s.", s.MetalRaw, string(s.Metal))
		}
		r.d.Smelters = append(r.d.Smelters, s)
		if row.number > r.layout.SmelterLast {
			overflow++
		}
	}
	if overflow > 0 {
		r.find(smelterOverflow, r.layout.SmelterSheet, "B"+strconv.Itoa(r.layout.SmelterLast+1),
			"%d smelter rows stand below row %d, the last of the template's table.", overflow, r.layout.SmelterLast)
	}
	seen.report()
	r.resolveUncalculated()
}

// footer tells the copyright line that ends a table. Users may delete rows of the
// Smelter List and insert and delete rows of the Product List, so the line moves.
func (r *row) footer() bool { return strings.HasPrefix(r.text("B"), "©") }

// entry is a cell of a list; the zero cell for an error, and for the 0 by which a
// formula shows a blank cell of the look-up.
func (r *row) entry(letter string) cell {
	column, _ := splitRef(letter)
	c := r.at(column)
	if c.text == "" || c.isError() || c.shownBlank() {
		return cell{}
	}
	return c
}

// shownBlank tells the 0 by which a formula shows a blank cell of the look-up.
func (c cell) shownBlank() bool { return c.formula && c.kind == numberValue && c.text == "0" }

// smelterRow takes one row, as a person sees it and, in the fields called Raw, as stored.
func (r *reader) smelterRow(row *row) SmelterRow {
	c := r.layout.Columns
	at := func(letter string) string {
		return r.shown(row.entry(letter), r.layout.SmelterSheet, letter, row.number)
	}
	raw := func(letter string) string { return typed(row.entry(letter).text) }
	s := SmelterRow{Row: row.number, MetalRaw: raw(c.Metal), IDTyped: at(c.IDTyped), ID: numbered(r.book.seen(row.entry(c.ID))), IDRaw: raw(c.ID),
		Lookup: at(c.Lookup), Name: at(c.Name), StandardName: at(c.StandardName), Country: at(c.Country),
		IDSource: at(c.IDSource), Street: at(c.Street), City: at(c.City), State: at(c.State),
		ContactName: at(c.ContactName), ContactEmail: at(c.ContactEmail), NextSteps: at(c.NextSteps),
		MineName: at(c.MineName), MineCountry: at(c.MineCountry), RecycledRaw: raw(c.Recycled), Comment: at(c.Comment)}
	s.Metal = r.metal(s.MetalRaw)
	s.Recycled, _ = understand(s.RecycledRaw, yesNoUnknown)
	if s.Street == "0" {
		s.Street = "" // the template's 0, kept by a program that wrote values over formulas
	}
	if c.StandardName == "" {
		// Before 6.x the look-up's result is written into the name column.
		if column, _ := splitRef(c.Name); row.at(column).formula {
			s.StandardName = s.Name
		}
	}
	return s
}

// seenColumns are the columns of the Smelter List that people see, and of these the
// ones in which the template has no formulas. The standard name is hidden.
func (l Layout) seenColumns() (seen, asked uint32) {
	c := l.Columns
	asked = columnSet(c.ContactName, c.ContactEmail, c.NextSteps, c.MineName, c.MineCountry, c.Recycled, c.Comment)
	return asked | columnSet(c.IDTyped, c.Metal, c.Lookup, c.Name, c.Country, c.ID, c.IDSource, c.Street, c.City, c.State), asked
}

// columnSet makes a set of columns, one bit each; a blank letter is none.
func columnSet(letters ...string) (set uint32) {
	for _, letter := range letters {
		if column, _ := splitRef(letter); column >= 0 {
			set |= 1 << column
		}
	}
	return set
}

// entered tells whether a supplier put anything into a row: text, or a formula. What
// the template's own formulas gave is no entry.
func (r *reader) entered(row *row) bool {
	columns, _ := r.layout.seenColumns()
	for column := range row.cells {
		c := row.cells[column]
		if columns&(1<<column) == 0 || c.formula && !c.own {
			continue
		}
		if c.kind == doubtfulValue || c.pending() || !c.isError() && text.Seen(c.text) != "" {
			return true
		}
	}
	return false
}

// tableLanguages are the languages in the first row of the hidden tables that 2.x keeps
// below its Smelter List, one a column.
var tableLanguages = []string{"english", "chinese", "japanese", "korean", "french", "german", "spanish"}

// smeltersEnd gives the last row of a Smelter List with other tables below; 0 where
// there are none. Rows of the list can be deleted and inserted, and the tables move
// along: they begin with a row of languages.
func (l Layout) smeltersEnd(g *grid) int {
	if !l.SmelterEnds {
		return 0
	}
	for i := range g.rows {
		row, languages := &g.rows[i], 0
		for column := range row.cells {
			if slices.Contains(tableLanguages, fold(row.cells[column].text)) {
				languages++
			}
		}
		if row.number >= l.SmelterFirst && languages >= 3 {
			return row.number - smelterTablesBelow
		}
	}
	return l.SmelterLast
}

// smelterTablesBelow is how far below the last row of the list the languages stand:
// the copyright line or a blank row, and one that measures text, come between.
const smelterTablesBelow = 3

// repeatsHeading tells a row of headings among the entries, as a list brings along
// that was pasted with its own: two texts of the template's, or English words. header are
// the template's headings by column, folded.
func (r *reader) repeatsHeading(row *row, header []string) bool {
	c, same := r.layout.Columns, 0
	for column := range row.cells[:min(len(row.cells), len(header))] {
		if label := row.cells[column].text; header[column] != "" && !beginsOtherwise(label, header[column]) && fold(label) == header[column] {
			same++
		}
	}
	word := strings.TrimSuffix(fold(row.text(c.Metal)), "(*)")
	named := strings.ToLower(row.text(c.Lookup) + " " + row.text(c.Name) + " " + row.text(c.Country))
	return same >= 2 || (word == "metal" || word == "metals" || word == "mineral") && (strings.Contains(named, "smelter") || strings.Contains(named, "country") || strings.Contains(named, "refiner"))
}

// beginsOtherwise tells of a text that it is not a folded one, by its first letter. Few are
// left that have to be folded to know.
func beginsOtherwise(label, folded string) bool {
	if label == "" || label[0] <= ' ' || label[0] == '[' || label[0] >= 0x7f || len(label) > 1 && label[1] >= 0x7f { // a mark may change the letter before it
		return label == ""
	}
	first := label[0]
	if first >= 'A' && first <= 'Z' {
		first += 'a' - 'A'
	}
	return first != folded[0]
}

// pendingIn gives the columns of an entry in which a formula of the supplier's was
// saved without a result.
func (r *reader) pendingIn(row *row) (columns []int) {
	last, _ := splitRef(r.layout.Columns.Comment) // behind it the template has formulas of its own
	for column := range row.cells[:min(len(row.cells), last+1)] {
		if row.cells[column].pending() {
			columns = append(columns, column)
		}
	}
	return columns
}

// rowPending finds the formulas of a row that were saved without a result: those of
// the supplier, and the template's own where they would fill in the country.
func (r *reader) rowPending(row *row, s SmelterRow) {
	sheet := r.layout.SmelterSheet
	for _, column := range r.pendingIn(row) {
		r.uncalculated(row.at(column), sheet, ref(column, row.number))
	}
	column, _ := splitRef(r.layout.Columns.Country)
	c := row.at(column)
	if s.Country != "" || !c.formula || c.own || s.uncalculated() || s.Lookup == "" {
		return
	}
	known := c.kind == blankValue
	if r.layout.LookupFirst > 0 { // a program that typed the name may have left what a blank row showed
		_, number := r.lookup().byID[strings.ToUpper(strings.TrimSpace(s.IDTyped))]
		known = number || r.lookup().aliases[strings.ToUpper(s.MetalRaw+s.Lookup)]
	}
	if known {
		r.find(formulaUncalculated, sheet, ref(column, row.number), "Row %d names its smelter, and the template's formulas beside the name, such as that of the country, were not calculated.", row.number)
	}
}

// products reads the Product List down to the copyright line, and what stands below
// it in versions that keep nothing of their own there.
func (r *reader) products(g *grid) {
	overflow, foreign, seen := 0, []string(nil), r.watch(SheetProducts, g)
	seen.columns = columnSet(r.layout.Products.letters()...)
	seen.asked = seen.columns // the template has no formulas there
	footer := slices.IndexFunc(g.rows, func(row row) bool { return row.number > r.layout.ProductHeader && row.footer() })
	for i := range g.rows {
		row := &g.rows[i]
		past := footer >= 0 && i > footer || footer < 0 && row.number > r.layout.ProductLast
		if row.number < r.layout.ProductFirst || row.footer() || past && r.layout.ProductEnds {
			continue
		}
		seen.lookAtRow(row)
		at := func(letter string) string {
			if letter == "" {
				return "" // the version has no such column
			}
			return r.value(g, SheetProducts, letter+strconv.Itoa(row.number))
		}
		c := r.layout.Products
		p := Product{Row: row.number, Number: at(c.Number), Name: at(c.Name), RequesterNumber: at(c.RequesterNumber), RequesterName: at(c.RequesterName), Comment: at(c.Comment)}
		foreign = append(foreign, r.foreignColumns(row)...)
		if p == (Product{Row: row.number}) && !slices.ContainsFunc(row.cells, cell.pending) {
			continue
		}
		r.d.Products = append(r.d.Products, p)
		if past {
			overflow++
		}
	}
	if overflow > 0 {
		r.find(productOverflow, SheetProducts, "B"+strconv.Itoa(r.layout.ProductLast+1),
			"%d products stand below the template's table, which ends in row %d.", overflow, r.layout.ProductLast)
	}
	seen.report()
	if len(foreign) > 0 {
		slices.Sort(foreign)
		r.find(sheetNotRead, SheetProducts, foreign[0]+strconv.Itoa(r.layout.ProductHeader), "Entries of the Product List stand in columns that %s %s does not have: %s. They were not read.",
			r.layout.Kind, r.layout.Version, strings.Join(slices.Compact(foreign), ", "))
	}
}

// foreignColumns gives the columns with entries of a product that its version does
// not have.
func (r *reader) foreignColumns(row *row) (letters []string) {
	for column := range row.cells {
		letter := columnName(column)
		if c := row.cells[column]; (c.text != "" || c.kind == doubtfulValue) && !slices.Contains(r.layout.Products.letters(), letter) {
			letters = append(letters, letter)
		}
	}
	return letters
}
