package cmrt

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// What follows writes whole templates of any version by hand, without the real ones, so that
// tests can say what one thing in them does.

// written is a workbook of sheets by name, each with texts by cell. One that begins with # is
// an error, with = a formula that was never calculated, with ? a cell of a type that no program
// knows, and 1 is the number.
func written(sheets map[string]map[string]string, changes ...func(map[string]string)) []byte {
	return tiny(func(p map[string]string) {
		book, rels := `<workbook xmlns="`+mainSpace+`" xmlns:r="`+relSpace+`"><sheets>`, "<Relationships>"
		for i, name := range slices.Sorted(maps.Keys(sheets)) {
			part := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
			book += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="s%[2]d"/>`, name, i+1)
			rels += fmt.Sprintf(`<Relationship Id="s%d" Type="%s/worksheet" Target="%s"/>`, i+1, relSpace, part)
			p["xl/"+part] = sheetWritten(sheets[name])
		}
		p["xl/workbook.xml"], p["xl/_rels/workbook.xml.rels"] = book+"</sheets></workbook>", rels+"</Relationships>"
		for _, change := range changes {
			change(p)
		}
	})
}

func sheetWritten(cells map[string]string) string {
	rows := map[int][]string{}
	for at, text := range cells {
		_, row := splitRef(at)
		switch written := fmt.Sprintf(`<c r="%s" t="str"><v>%s</v></c>`, at, escaped.Replace(text)); {
		case at == "":
		case strings.HasPrefix(text, "#"):
			rows[row] = append(rows[row], strings.Replace(written, `t="str"`, `t="e"`, 1))
		case strings.HasPrefix(text, "="):
			rows[row] = append(rows[row], fmt.Sprintf(`<c r="%s"><f>%s</f></c>`, at, escaped.Replace(text[1:])))
		case strings.HasPrefix(text, "?"):
			rows[row] = append(rows[row], strings.Replace(written, `t="str"`, `t="unheard"`, 1))
		case text == "1":
			rows[row] = append(rows[row], strings.Replace(written, ` t="str"`, "", 1))
		case text != "":
			rows[row] = append(rows[row], written)
		}
	}
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for _, row := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&b, `<row r="%d">%s</row>`, row, strings.Join(rows[row], ""))
	}
	return b.String() + "</sheetData></worksheet>"
}

// mineralsOf are those that a filled template of a version is about.
func mineralsOf(l Layout) (names []string) {
	for _, m := range l.Minerals.Fixed {
		names = append(names, strings.ToUpper(string(m[:1]))+string(m[1:]))
	}
	switch {
	case names != nil:
	case l.Kind == "EMRT":
		names = []string{"Cobalt", "Copper", "Graphite", "Lithium", "Mica", "Nickel"}
	default:
		names = []string{"Iridium", "Silver", "Zinc"}
	}
	return names
}

// answered is a template of a version in which everything is answered and nothing is wrong: no
// labels, but over its lists, and one smelter of each mineral.
func answered(l Layout) map[string]map[string]string {
	f, c := l.Fields, l.Columns
	acronym := map[string]string{"CMRT": "Conflict Minerals Reporting Template (CMRT)", "EMRT": "Extended Minerals Reporting Template (EMRT)", "AMRT": "Additional Minerals Reporting Template (AMRT)", "CRT": "Cobalt Reporting Template (CRT)"}[l.Kind]
	d, list, products := map[string]string{}, map[string]string{"B4": "Metal"}, map[string]string{}
	for _, cell := range []string{f.Name, f.ScopeDescription, f.UniqueID, f.UniqueIDAuthority, f.Address, f.ContactName, f.ContactPhone, f.AuthorizerName, f.AuthorizerTitle, f.AuthorizerPhone} {
		d[cell] = "the text of " + cell
	}
	d[f.Title], d[f.Revision], d[f.Language], d[f.ContactEmail], d[f.AuthorizerEmail] = acronym, "Revision "+l.Version, "English", "c@acme.example", "a@acme.example"
	if d[f.EffectiveDate] = "14-Mar-2025"; l.Version == "1.00" {
		delete(d, f.EffectiveDate)
		d["E17"], d["H17"], d["J17"] = "14", "March", "2025"
	}
	if len(l.scopes) > 0 {
		d[f.Scope] = l.scopes[0].text
	}
	names := mineralsOf(l)
	for i, name := range names {
		if l.Minerals.Choice != nil {
			d[l.Minerals.Choice[i]], d[l.Minerals.Sorted[i]] = name, name
		}
		for _, q := range l.Questions {
			if q.Asks(mineralNamed(name)) {
				d[q.Cell(i)], d[q.CommentCell(i)] = q.options[0].text, "on "+q.Number+" "+name
			}
		}
		row := strconv.Itoa(l.SmelterFirst + i)
		for letter, text := range map[string]string{c.Metal: name, c.Lookup: "Alpha " + row, c.Name: "Alpha " + row, c.Country: "PERU"} {
			if letter != "" {
				list[letter+row] = text
			}
		}
	}
	for _, q := range l.CompanyQuestions {
		d[q.Cell(0)], d[q.CommentCell(0)] = q.options[0].text, "www.acme.example/"+q.Number
	}
	for i, letter := range l.Products.letters() {
		products[letter+strconv.Itoa(l.ProductHeader)], products[letter+strconv.Itoa(l.ProductFirst)] = "Label "+letter, "P-"+strconv.Itoa(i)
	}
	return map[string]map[string]string{SheetDeclaration: d, l.SmelterSheet: list, SheetProducts: products}
}

// labelledAs adds to an answered template the labels and lists that its version has, and the
// sheets that hold no answers.
func labelledAs(l Layout) map[string]map[string]string {
	sheets := answered(l)
	d, list := sheets[SheetDeclaration], sheets[l.SmelterSheet]
	label := func(row int) { d["B"+strconv.Itoa(row)] = "Label " + strconv.Itoa(row) }
	names := mineralsOf(l)
	for _, q := range l.Questions {
		label(q.Row - 1)
		for i, name := range names {
			if label(q.Row + i); l.Minerals.Choice != nil && q.Row == l.Questions[0].Row {
				d["B"+strconv.Itoa(q.Row+i)] = name + " (*)"
			}
		}
	}
	for _, q := range l.CompanyQuestions {
		label(q.Row)
	}
	f := l.Fields
	for _, cell := range []string{f.Name, f.Scope, f.ScopeDescription, f.UniqueID, f.UniqueIDAuthority, f.Address, f.ContactName, f.ContactEmail, f.ContactPhone, f.AuthorizerName, f.AuthorizerTitle, f.AuthorizerEmail, f.AuthorizerPhone, f.EffectiveDate} {
		if _, row := splitRef(cell); row > 0 {
			label(row)
		}
	}
	for i, text := range []string{"Yes", "No", "Unknown", "1", "Greater than 90%", "None"} {
		if l.choices > 0 {
			d["B"+strconv.Itoa(l.choices+i)] = text
		}
	}
	for i, cell := range []string{"P9", "Q9", "R9"} {
		d[cell] = l.scopes[i].text
	}
	c, header := l.Columns, strconv.Itoa(l.SmelterHeader)
	for _, letter := range []string{c.IDTyped, c.Metal, c.Lookup, c.Name, c.Country, c.ID, c.IDSource, c.Street, c.City, c.State, c.ContactName, c.ContactEmail, c.NextSteps, c.MineName, c.MineCountry, c.Recycled, c.Comment} {
		if letter != "" {
			list[letter+header] = "Label " + letter
		}
	}
	if list[l.SmelterRevision] = "Revision " + l.Version; c.StandardName != "" {
		list[c.StandardName+header] = "Standard Smelter Name"
	}
	for _, name := range []string{SheetRevision, "Checker"} {
		sheets[name] = map[string]string{"A1": name}
	}
	if l.LookupFirst > 0 {
		sheets[SheetLookup] = map[string]string{"A4": "Metal", "A5": "Tin", "B5": "Alpha", "C5": "Alpha Metals", "D5": "PERU", "E5": "CID000292", "J5": "TinAlpha"}
	}
	if l.Mines != (MineColumns{}) {
		sheets[SheetMines] = map[string]string{"M3": "Revision " + l.Version}
		for column := range 13 {
			sheets[SheetMines][ref(column, l.SmelterHeader)] = "Label " + columnName(column)
		}
	}
	return sheets
}

// copied is a workbook's sheets, to be changed.
func copied(sheets map[string]map[string]string) map[string]map[string]string {
	again := map[string]map[string]string{}
	for name, cells := range sheets {
		again[name] = maps.Clone(cells)
	}
	return again
}

// everyLayout are the versions of all templates.
func everyLayout() []Layout { return slices.Concat(Layouts, emrtLayouts, amrtLayouts, crtLayouts) }
