package roster

import (
	"fmt"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// Systems write words where they hold nothing: a data base NULL, a pivot table (blank), SAP
// BW # or “Not assigned”. Taken at their word they would be a number that several vendors
// share, a supplier called NULL, and a letter to “n/a”.

// nothing are such words, of which none is a name or a number of anybody.
var nothing = map[string]bool{"null": true, "(null)": true, "<null>": true, "[null]": true, "n/a": true, "n.a.": true, "(blank)": true, "(leer)": true, "(vide)": true, "(en blanco)": true,
	"not assigned": true, "nicht zugeordnet": true, "not available": true, "not applicable": true, "#": true, "-": true, "--": true, "—": true, "–": true}

// nobody are words that say so of a person or another particular, and may be the
// name of a company.
var nobody = map[string]bool{"none": true, "nil": true, "unknown": true, "tbd": true, "tba": true, "keine": true, "unbekannt": true}

// blankOut takes such words for what they mean, in all columns but those of amounts, where
// what is no number is told, and that of addresses: a letter cannot go without one.
func (e *export) blankOut() {
	for _, c := range columns {
		i, ok := e.sheet.At[c.Key]
		if !ok || c.Key == keySpend || c.Key == keyShare || c.Key == keyEmail {
			continue
		}
		particular := c.Key != keyName && c.Key != keyName2 && c.Key != keyVendor
		for _, r := range e.sheet.Rows {
			if i >= len(r.Cells) {
				continue
			}
			if said := strings.ToLower(text.Line(text.Narrow(r.Cells[i]))); nothing[said] || particular && nobody[said] {
				r.Cells[i] = ""
			}
		}
	}
}

// mixedUp finds columns that cannot be what their headers say: names that are all numbers, as
// where “Company” is the code of the buying company, and numbers of vendors that are names, as
// where “Name” is a person's. A column that people named themselves is what they say.
func (e *export) mixedUp(named map[string]string) error {
	names, numbers, worded, n := 0, 0, 0, 0
	example := ""
	for _, r := range e.sheet.Rows {
		name, number := e.sheet.Text(r, keyName), e.sheet.Text(r, keyVendor)
		if name != "" {
			if names++; !strings.ContainsFunc(name, unicode.IsLetter) {
				numbers++
			}
		}
		if number != "" {
			if n++; strings.Contains(number, " ") && !strings.ContainsFunc(number, unicode.IsDigit) {
				worded, example = worded+1, number
			}
		}
	}
	switch {
	case named[keyName] == "" && names > 0 && numbers == names:
		return fmt.Errorf("the column “%s” holds numbers and no names: say with --map name=HEADER which column has the names of the vendors, and with --map vendor=HEADER which has their numbers", e.sheet.Header(keyName))
	case named[keyVendor] == "" && 2*worded > n:
		return fmt.Errorf("the column “%s” holds names and no numbers, such as “%s”: if the vendors are called so, say --map name='%s',vendor=HEADER, otherwise --map vendor='%s'", e.sheet.Header(keyVendor), finding.Short(example, 40), e.sheet.Header(keyVendor), e.sheet.Header(keyVendor))
	}
	return nil
}

// supplierNumbers takes a column “Supplier” for the numbers of the vendors, as S/4HANA has it
// beside “Supplier Name”: alone it could be a name, but where another column has the names and
// it holds what looks like numbers, it is none.
func (e *export) supplierNumbers() {
	if e.sheet.Has(keyVendor) || !e.sheet.Has(keyName) {
		return
	}
	for i, header := range e.sheet.Headers {
		if folded := text.Letters(header); folded != "supplier" && folded != "fournisseur" && folded != "proveedor" && folded != "fornitore" {
			continue
		}
		filled, numbers := 0, 0
		for _, r := range e.sheet.Rows {
			if i < len(r.Cells) && r.Cells[i] != "" {
				filled++
				if strings.ContainsFunc(r.Cells[i], unicode.IsDigit) && !strings.Contains(r.Cells[i], " ") {
					numbers++
				}
			}
		}
		if 2*numbers > filled {
			e.sheet.At[keyVendor] = i
			e.notes = append(e.notes, fmt.Sprintf("The column “%s” was taken for the numbers of the vendors, whose names stand in “%s”.", header, e.sheet.Header(keyName)))
			return
		}
	}
}
