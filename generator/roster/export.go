package roster

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/text"
)

// vendor is one of the export, put together from all its rows.
type vendor struct {
	row         int // the first
	number      string
	name        string
	contact     string
	email       string
	language    string
	commodities []string
	spend       float64
	share       string
	metals      string
	clause      string
	parent      string // as typed
	buyer       string // as typed: a name, a code or an address
	tax         string
	blocked     bool
	cells       []string
}

// key is how a person names the vendor.
func (v vendor) key() string {
	if v.number != "" {
		return v.number
	}
	return v.name
}

// export is what was read.
type export struct {
	sheet    listing.Sheet
	vendors  []vendor
	total    float64 // spend of all rows that are not below zero
	spends   bool    // the spend of every row is known
	shares   bool    // the export has shares of spend, and they are clear
	problems []Problem
	notes    []string
}

// readExport reads the vendors of an export. file is the name that errors carry.
func readExport(file string, data []byte, o Options) (*export, error) {
	s, err := listing.ReadSheet(file, data, columns, o.Columns, keyName)
	if err != nil {
		return nil, err
	}
	e := &export{sheet: s, notes: s.Notes}
	e.supplierNumbers()
	e.notes = append(e.notes, e.sheet.Untaken(columns)...)
	e.blankOut()
	if err := e.mixedUp(o.Columns); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	e.sift()
	e.joinNames(o.Columns[keyName] != "" && o.Columns[keyName2] == "")
	amounts := e.withoutTotals(e.amounts())
	seen, byKey, combined := map[string]int{}, map[string]int{}, 0
	for i, r := range e.sheet.Rows {
		cells := strings.Join(r.Cells, "\x00")
		if first, twice := seen[cells]; twice {
			e.problem(r.Number, "", "The row says the same as row %d, and was counted once. Remove one of them, or tell them apart.", first)
			continue
		}
		seen[cells] = r.Number
		spend := 0.0
		if amounts != nil {
			spend = amounts[i]
		}
		if r.Wide {
			e.problem(r.Number, "", listing.WideRow)
			continue
		}
		if !e.nameable(r) {
			e.total += max(spend, 0) // it was bought all the same
			continue
		}
		v := e.vendor(r)
		v.spend = spend
		id := v.identity()
		at, known := byKey[id]
		switch {
		case !known:
			byKey[id] = len(e.vendors)
			e.vendors = append(e.vendors, v)
		case check.FoldName(e.vendors[at].name) != check.FoldName(v.name):
			e.problem(r.Number, keyVendor, "The number %s is that of “%s” in row %d, but here of “%s”. The row was left out: correct the number or the name.", v.number, e.vendors[at].name, e.vendors[at].row, v.name)
		default:
			combined++
			e.combine(&e.vendors[at], v)
		}
	}
	if combined > 0 {
		e.notes = append(e.notes, text.Number(combined, "row")+" added to the vendor of an earlier row: the same number or, without numbers, the same name and domain.")
	}
	for _, v := range e.vendors {
		e.total += max(v.spend, 0)
	}
	e.sharesAreClear()
	return e, nil
}

func (e *export) problem(row int, key, format string, args ...any) {
	column := ""
	if key != "" {
		column = e.sheet.Header(key)
	}
	e.problems = append(e.problems, Problem{Row: row, Column: column, What: fmt.Sprintf(format, args...)})
}

// identity is by what rows of one vendor are known to be of the same.
func (v vendor) identity() string {
	if v.number != "" {
		return "number " + listing.FoldNumber(v.number)
	}
	return "name " + check.FoldName(v.name) + " " + domain(v.email)
}

func domain(mail string) string {
	_, host, _ := strings.Cut(strings.ToLower(mail), "@")
	return host
}

// vendor reads a row, and tells of the cells that are not what they should be.
func (e *export) vendor(r listing.SheetRow) vendor {
	at := func(key string) string { return e.sound(r, key) }
	v := vendor{row: r.Number, number: listing.VendorNumber(at(keyVendor)), name: at(keyName), contact: at(keyContact), parent: at(keyParent),
		buyer: at(keyBuyer), tax: text.ID(at(keyTax)), blocked: e.blocked(r), cells: r.Cells}
	if c := at(keyCommodity); c != "" {
		v.commodities = []string{text.Narrow(c)}
	}
	if mail := address(at(keyEmail)); mail != "" {
		if v.email = mail; !project.IsAddress(mail) {
			v.email = ""
			e.problem(r.Number, keyEmail, "%q is not one e-mail address. The supplier was taken without it: correct it in purchasing, or on the roster.", mail)
		}
	}
	if language := at(keyLanguage); language != "" {
		if v.language = text.Compact(language); !project.IsLanguage(v.language) {
			v.language = ""
			e.problem(r.Number, keyLanguage, "%q is not the code of a language, such as en or de. The supplier was taken without it.", language)
		}
	}
	for _, m := range strings.FieldsFunc(at(keyMetals), func(c rune) bool { return strings.ContainsRune(" ,;/+", c) }) {
		metal := string(listing.MetalNamed(m))
		switch {
		case metal == "":
			e.problem(r.Number, keyMetals, "%q is not tantalum, tin, gold or tungsten, and was left out.", m)
		case !slices.Contains(strings.Fields(v.metals), metal):
			v.metals = strings.TrimSpace(v.metals + " " + metal)
		}
	}
	switch clause := text.Compact(at(keyClause)); clause {
	case "", "yes", "no":
		v.clause = clause
	case "y", "x", "true", "1", "ja":
		v.clause = "yes"
	case "n", "false", "0", "nein":
		v.clause = "no"
	default:
		e.problem(r.Number, keyClause, "%q is neither yes nor no, and was left out.", clause)
	}
	v.share = e.share(r)
	return v
}

// combine adds a further row of a vendor.
func (e *export) combine(v *vendor, more vendor) {
	v.spend += more.spend
	v.blocked = v.blocked && more.blocked
	for _, c := range more.commodities {
		if !slices.Contains(v.commodities, c) {
			v.commodities = append(v.commodities, c)
		}
	}
	for _, f := range []struct {
		key         string
		have, other *string
	}{{keyContact, &v.contact, &more.contact}, {keyEmail, &v.email, &more.email}, {keyLanguage, &v.language, &more.language}, {keyMetals, &v.metals, &more.metals},
		{keyClause, &v.clause, &more.clause}, {keyParent, &v.parent, &more.parent}, {keyBuyer, &v.buyer, &more.buyer}, {keyTax, &v.tax, &more.tax}, {keyShare, &v.share, &more.share}} {
		switch {
		case *f.have == "":
			*f.have = *f.other
		case *f.other != "" && !strings.EqualFold(*f.have, *f.other):
			e.problem(more.row, f.key, "%q differs from %q in row %d, which is of the same vendor and was taken.", *f.other, *f.have, v.row)
		}
	}
}
