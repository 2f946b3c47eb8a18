package roster

import (
	"fmt"
	"math"
	"net/mail"
	"slices"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/text"
)

// An export holds rows that are no vendor: its header once more on each page, remarks,
// totals and subtotals. They are left out and named, since a total that became a
// supplier would halve the share of all others.

// sift leaves out remarks: a single cell in which no name stands, words alone in a row
// without name and number, such as units below the header, or a name without a number where
// every vendor has one.
func (e *export) sift() {
	alone := func(r listing.SheetRow) bool {
		return len(slices.DeleteFunc(slices.Clone(r.Cells), func(c string) bool { return c == "" })) == 1
	}
	numbered := e.sheet.Has(keyVendor) && len(e.sheet.Rows) > 1 && !slices.ContainsFunc(e.sheet.Rows, func(r listing.SheetRow) bool {
		return e.sheet.Text(r, keyVendor) == "" && !alone(r) && !listing.IsTotal(firstText(r, ""))
	})
	e.sheet.Rows = slices.DeleteFunc(e.sheet.Rows, func(r listing.SheetRow) bool {
		name, number, says := e.sheet.Text(r, keyName), e.sheet.Text(r, keyVendor), text.Line(strings.Join(r.Cells, " "))
		wordy := !strings.ContainsFunc(says, unicode.IsDigit)
		switch {
		case listing.IsTotal(firstText(r, "")), !wordy && e.sheet.Text(r, keySpend) != "":
			return false
		case name == "" && (alone(r) || wordy && number == ""):
			e.notes = append(e.notes, fmt.Sprintf("Row %d is a remark and no vendor, and was left out: “%s”.", r.Number, finding.Short(says, 200)))
		case numbered && number == "" && alone(r):
			e.problem(r.Number, keyName, "“%s” stands alone in its row, without the number that every vendor of the export has: it was taken for a remark and left out. If it is a vendor, give it its number.", finding.Short(name, 80))
		default:
			return false
		}
		return true
	})
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
		if listing.IsTotal(number) || name == "" && (number == "" || listing.BeginsTotal(number)) {
			label, number = firstText(r, number), ""
		}
		sum := amounts != nil && n > 0 && amounts[i] != 0 && (near(amounts[i], all) || near(amounts[i], since))
		like := listing.BeginsTotal(label) && (sum || name == "" || strings.ContainsAny(label, ":0123456789"))
		total := listing.IsTotal(label) || like || sum && name == "" && n > 1
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

// beside begins what stands in the second column of a name and is no part of it.
var beside = lazyregexp.New(`(?i)^(?:c/o|attn|att\.|z\. ?hd|zhd|dba|d/b/a|t/a|abt\.|dept|department|abteilung)(?:\P{L}|$)`)

// joinNames puts together the names that take two columns, as SAP keeps them (“Name 1” and
// “Name 2”): without the second, two companies of a group look like one. Where people named
// the column of names themselves, it is all of it.
func (e *export) joinNames(named bool) {
	if !e.sheet.Has(keyName) || !e.sheet.Has(keyName2) {
		return
	}
	if named {
		e.notes = append(e.notes, fmt.Sprintf("The column “%s” was not taken, since the one of names was named; with it, add name_2='%s'.", e.sheet.Header(keyName2), e.sheet.Header(keyName2)))
		return
	}
	n, first := 0, ""
	for _, r := range e.sheet.Rows {
		name, rest := e.sheet.Text(r, keyName), e.sound(r, keyName2)
		if name == "" || rest == "" || beside.MatchString(rest) || strings.Contains(" "+text.Words(name)+" ", " "+text.Words(rest)+" ") {
			continue
		}
		name += " " + rest
		r.Cells[e.sheet.At[keyName]] = name
		if n++; n == 1 {
			first = fmt.Sprintf("“%s” in row %d", finding.Short(name, 80), r.Number)
		}
	}
	if n > 0 {
		e.notes = append(e.notes, fmt.Sprintf("%s put together of the columns “%s” and “%s”, the first %s. If the second holds something else, name the first with --map name=HEADER.",
			text.Number(n, "name"), e.sheet.Header(keyName), e.sheet.Header(keyName2), first))
	}
}

// nameable tells whether a row says who it is about, and tells what is wrong if not.
func (e *export) nameable(r listing.SheetRow) bool {
	name, number := e.sheet.Text(r, keyName), e.sheet.Text(r, keyVendor)
	switch {
	case name == "":
		e.problem(r.Number, keyName, "The row has no name, and was left out. Fill it in, or remove the row.")
	case text.IsError(name):
		e.problem(r.Number, keyName, "The cell holds the formula error %s instead of a name, and the row was left out. Mend the formula and export again.", name)
	case len(name) > mostSet:
		e.problem(r.Number, keyName, "The name has %d bytes, and a cell of the roster at most %d: “%s”. The row was left out; correct the name.", len(name), mostSet, finding.Short(name, 80))
	case len(number) > mostNumber:
		e.problem(r.Number, keyVendor, "The number has %d bytes, far more than any has: “%s”. The row was left out; correct the number.", len(number), finding.Short(number, 80))
	case text.Spoiled(name):
		e.problem(r.Number, keyName, "The name “%s” lost letters before it came here, and the row was left out: its id would be made of what is left. Export again as “CSV UTF-8” or .xlsx.", name)
	case text.IsError(number):
		e.problem(r.Number, keyVendor, "The cell holds the formula error %s instead of a number, and the row was left out. Mend the formula and export again.", number)
	case listing.Dated(number):
		e.problem(r.Number, keyVendor, "%s is a day, as a spreadsheet makes one of a number such as 3-12, and the row was left out. Make the column text, enter the number and export again.", number)
	case listing.Shortened(number):
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
	if len(s) > mostSet {
		e.problem(r.Number, key, "The cell has %d bytes, and one of the roster at most %d. The supplier was taken without it.", len(s), mostSet)
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

// address writes an e-mail address without the scheme of a link, and without the name that a
// mail program puts before it.
func address(s string) string {
	s = strings.TrimRight(text.Line(s), ";, ") // as a mail program leaves it behind a list of one
	if strings.HasSuffix(s, ">") {
		if one, err := mail.ParseAddress(s); err == nil {
			return one.Address
		}
	}
	if one := text.Address(s); len(strings.Fields(s)) == 1 {
		s = one
	}
	if len(s) > len("mailto:") && strings.EqualFold(s[:len("mailto:")], "mailto:") {
		s, _, _ = strings.Cut(s[len("mailto:"):], "?") // what a link says of subject and text
	}
	return s
}
