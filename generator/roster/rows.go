package roster

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/text"
)

// An export holds rows that are no vendor: its header once more on each page, remarks,
// totals and subtotals. They are left out and named, since a total that became a
// supplier would halve the share of all others.

// untaken names the columns that hold something and whose header is not known.
func untaken(s listing.Sheet) []string {
	var list []string
	for i, header := range s.Headers {
		taken := header == ""
		for _, at := range s.At {
			taken = taken || at == i
		}
		filled := slices.ContainsFunc(s.Rows, func(r listing.SheetRow) bool { return i < len(r.Cells) && r.Cells[i] != "" })
		if !taken && filled {
			list = append(list, "“"+header+"”")
		}
	}
	if len(list) == 0 {
		return nil
	}
	var keys []string
	for _, c := range columns {
		if !s.Has(c.Key) {
			keys = append(keys, c.Key)
		}
	}
	note := fmt.Sprintf("Columns that were not taken, since their headers are not known: %s.", strings.Join(list, ", "))
	if len(keys) > 0 {
		note += fmt.Sprintf(" One that is needed is named with --map KEY=HEADER; the keys that are free: %s.", strings.Join(keys, ", "))
	}
	return []string{note}
}

// sift leaves out the rows that repeat the header, and remarks: a single cell in which
// no name stands.
func (e *export) sift() {
	header := text.Line(strings.Join(e.sheet.Headers, " "))
	headings := 0
	e.sheet.Rows = slices.DeleteFunc(e.sheet.Rows, func(r listing.SheetRow) bool {
		filled := slices.DeleteFunc(slices.Clone(r.Cells), func(c string) bool { return c == "" })
		switch {
		case strings.EqualFold(text.Line(strings.Join(r.Cells, " ")), header):
			headings++
		case len(filled) == 1 && e.sheet.Text(r, keyName) == "" && e.sheet.Text(r, keySpend) == "" && !totalWord(filled[0]):
			e.notes = append(e.notes, fmt.Sprintf("Row %d is a remark and no vendor, and was left out: “%s”.", r.Number, filled[0]))
		default:
			return false
		}
		return true
	})
	if headings > 0 {
		e.notes = append(e.notes, text.Number(headings, "row")+" repeating the header left out.")
	}
}

// totals are the words that head a total, as text.Words gives them.
var totals = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Split("total,totals,sum,grand total,overall total,total général,summe,gesamt,gesamtsumme,gesamtergebnis,endsumme,ergebnis,somme,totale,totale complessivo,total geral,total general,suma,suma total,suma końcowa,celkem,итого,всего,toplam,genel toplam,合計,総計,小計,总计,合计,小计,總計,합계,총계,소계", ",") {
		m[text.Words(w)] = true
	}
	return m
})

var (
	// partial heads a total of a part, and what it is the total of.
	partial = lazyregexp.New(`^(?:sub ?totals?|grand total|zwischensumme|teilsumme|gesamtsumme|sous total|subtotale)(?: |$)`)
	// begins heads a total if the amount is one: a company may be called so.
	begins = lazyregexp.New(`^(?:totals?|sum of|summe|gesamt|somme|totale|suma|celkem|итого|toplam) | (?:totals?|summe|result|ergebnis)$`)
)

// totalWord tells a text that heads a total and names nobody.
func totalWord(label string) bool {
	words := text.Words(label)
	return totals()[words] || partial.MatchString(words) || label != "" && strings.Trim(label, "*") == ""
}

// withoutTotals leaves out the rows that add up others, and gives the amounts of those
// that stay. A row without a number is a total if its label says so, or if it says the
// sum of the rows above it and nobody's name.
func (e *export) withoutTotals(amounts []float64) []float64 {
	rows, kept := e.sheet.Rows[:0:0], amounts[:0:0]
	all, since, n := 0.0, 0.0, 0 // of all rows, and of those since the last total
	for i, r := range e.sheet.Rows {
		number, name := e.sheet.Text(r, keyVendor), e.sheet.Text(r, keyName)
		label := name
		if totalWord(number) || name == "" && number == "" {
			label, number = firstText(r, number), ""
		}
		sum := amounts != nil && n > 0 && amounts[i] != 0 && (near(amounts[i], all) || near(amounts[i], since))
		like := begins.MatchString(text.Words(label)) && (sum || name == "" || strings.ContainsAny(label, ":0123456789"))
		total := totalWord(label) || like || sum && name == "" && n > 1
		if number != "" || !total {
			rows = append(rows, r)
			if n++; amounts != nil {
				kept = append(kept, amounts[i])
				all, since = all+amounts[i], since+amounts[i]
			}
			continue
		}
		since = 0
		if amounts != nil && !sum && amounts[i] != 0 && name != "" && (like || !e.sheet.Has(keyVendor)) {
			e.problem(r.Number, keyName, "“%s” looks like a total and is not the sum of the rows above. It was left out; if it is a company, write its legal name.", label)
			continue
		}
		e.notes = append(e.notes, fmt.Sprintf("Row %d is a total and no vendor, and was left out: “%s”.", r.Number, label))
	}
	e.sheet.Rows = rows
	if amounts == nil {
		return nil
	}
	return kept
}

// firstText is the first cell of a row that is no number, else what is given.
func firstText(r listing.SheetRow, otherwise string) string {
	for _, c := range r.Cells {
		if strings.ContainsFunc(c, func(r rune) bool { return r > '9' || r == '*' }) {
			return c
		}
	}
	return otherwise
}

// near tells two amounts that differ by no more than rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= max(0.011, 1e-6*math.Abs(b)) }

// nameable tells whether a row says who it is about, and tells what is wrong if not.
func (e *export) nameable(r listing.SheetRow) bool {
	name, number := e.sheet.Text(r, keyName), e.sheet.Text(r, keyVendor)
	switch {
	case name == "":
		e.problem(r.Number, keyName, "The row has no name, and was left out. Fill it in, or remove the row.")
	case text.IsError(name):
		e.problem(r.Number, keyName, "The cell holds the formula error %s instead of a name, and the row was left out. Mend the formula and export again.", name)
	case text.Spoiled(name):
		e.problem(r.Number, keyName, "The name “%s” lost letters before it came here, and the row was left out: its id would be made of what is left. Export again as “CSV UTF-8” or .xlsx.", name)
	case text.IsError(number):
		e.problem(r.Number, keyVendor, "The cell holds the formula error %s instead of a number, and the row was left out. Mend the formula and export again.", number)
	case shortened.MatchString(vendorNumber(number)):
		e.problem(r.Number, keyVendor, "The number %s was cut to a power of ten by a spreadsheet, and the row was left out. Make the column text, and export again.", number)
	default:
		return true
	}
	return false
}

// sound gives a cell, "" for a formula error, which is told.
func (e *export) sound(r listing.SheetRow, key string) string {
	s := e.sheet.Text(r, key)
	if text.IsError(s) {
		e.problem(r.Number, key, "The cell holds the formula error %s. The supplier was taken without it.", s)
		return ""
	}
	return s
}

// blocked reads the mark of a vendor that purchasing has blocked or deleted.
func (e *export) blocked(r listing.SheetRow) bool {
	switch mark := e.sound(r, keyBlocked); text.Words(mark) {
	case "", "no", "n", "false", "0", "nein", "active", "aktiv", "not blocked":
		return false
	case "yes", "y", "x", "true", "1", "ja", "blocked", "deleted", "inactive", "gesperrt", "geloscht":
		return true
	default:
		e.problem(r.Number, keyBlocked, "%q does not say whether the vendor is blocked: write yes or no. It was taken as one that is not.", mark)
		return false
	}
}

var (
	// whole is a number with decimals that say nothing: 100235.0.
	whole = lazyregexp.New(`^(\d+)[.,]0+$`)
	// exact is how Java writes a number, with all its digits; shortened is how Excel does,
	// with those that fit into the column.
	exact     = lazyregexp.New(`^\d[.,]\d+[eE]\d+$`)
	shortened = lazyregexp.New(`^(\d(?:[.,]\d+)?)[eE]\+(\d+)$`)
)

// vendorNumber writes a vendor's number without space and without what a program made
// of it on the way: 100235.0 and 1.0001234E7 are 100235 and 10001234. Where digits were
// lost it stays as it is.
func vendorNumber(s string) string {
	s = text.Address(s)
	if m := whole.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	m := shortened.FindStringSubmatch(s)
	if m != nil {
		power, _ := strconv.Atoi(m[2])
		if len(m[1])-1 <= power { // digits, less the point, are not more than the power
			return s
		}
	}
	if m != nil || exact.MatchString(s) {
		return text.General(strings.Replace(s, ",", ".", 1))
	}
	return s
}

// address writes an e-mail address without the scheme of a link.
func address(s string) string {
	s = text.Line(s)
	if one := text.Address(s); len(strings.Fields(s)) == 1 {
		s = one
	}
	if len(s) > len("mailto:") && strings.EqualFold(s[:len("mailto:")], "mailto:") {
		return s[len("mailto:"):]
	}
	return s
}
