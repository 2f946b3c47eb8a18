// Package bom brings a bill of materials into the table of a year's products and parts.
//
// It makes an input of the flow, as roster does: data/YEAR/parts.csv, which people keep
// from then on. A bill of materials is a table that another system gave out: a part a
// row, with its level or the assembly it goes into, and the vendor it is bought from. A
// vendor is known by its number in the purchasing system, its id or its exact name on the
// roster; one that is not known is kept as typed, and told.
package bom

import (
	"fmt"

	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// Keys of the columns of a bill of materials.
const (
	keyPart         = "part"
	keyName         = "name"
	keyFamily       = "family"
	keyLevel        = "level"
	keyParent       = "parent"
	keyVendor       = "vendor"
	keySupplierPart = "supplier_part"
	keyRequester    = "requester_number"
	keyRequesterBy  = "requester_name"
)

var columns = []listing.Column{
	{Key: keyPart, Headers: []string{"part", "partnumber", "partno", "item", "itemnumber", "itemno", "component", "componentnumber", "material", "materialnumber", "product", "productnumber", "teilenummer", "materialnummer", "artikelnummer", "sachnummer", "komponente"}},
	{Key: keyName, Headers: []string{"name", "description", "partname", "partdescription", "itemdescription", "materialdescription", "productname", "bezeichnung", "benennung"}},
	{Key: keyFamily, Headers: []string{"family", "productfamily", "productline", "line", "produktfamilie", "baureihe"}},
	{Key: keyLevel, Headers: []string{"level", "bomlevel", "lvl", "indent", "stufe", "ebene"}},
	{Key: keyParent, Headers: []string{"parent", "parentpart", "parentitem", "parentnumber", "assembly", "nexthigherassembly", "nha", "usedin", "baugruppe", "übergeordnetesteil"}},
	{Key: keyVendor, Headers: []string{"vendor", "vendornumber", "vendorno", "vendorid", "vendorname", "supplier", "suppliernumber", "supplierid", "suppliername", "lieferant", "lieferantennummer", "kreditor"}},
	{Key: keySupplierPart, Headers: []string{"supplierpart", "supplierpartnumber", "supplierpartno", "vendorpartnumber", "vendorpart", "vendormaterialnumber", "mpn", "manufacturerpartnumber", "lieferantenteilenummer"}},
	{Key: keyRequester, Headers: []string{"requesternumber", "requestersproductnumber", "customerpartnumber", "customerpart", "customermaterial", "customernumber", "kundenmaterialnummer", "kundenteilenummer"}},
	{Key: keyRequesterBy, Headers: []string{"requestername", "requestersproductname", "customerpartname"}},
}

// Import is what a bill of materials makes of the table of parts.
type Import struct {
	Parts   []tables.Part
	Unknown []string // vendors that are not on the roster, as typed, each with how many rows name it
	Wrong   []string // rows that cannot be understood, with their number
	Notes   []string // how the file was read
}

// Read reads a bill of materials: CSV, XLSX or Excel's XML of 2003. mapped names headers by
// key. Products that current has and the file has not stay.
func Read(file string, data []byte, mapped map[string]string, current []tables.Part, roster []tables.Supplier) (Import, error) {
	s, err := listing.ReadSheet(file, data, columns, mapped, keyPart)
	if err != nil {
		return Import{}, err
	}
	in := Import{Notes: s.Notes}
	who := vendors(roster)
	var above []string // the part that was last seen at each level
	unknown := map[string]int{}
	var order []string
	for _, r := range s.Rows {
		number := strings.TrimSpace(s.Text(r, keyPart))
		if number == "" {
			if strings.Join(r.Cells, "") != "" {
				in.Wrong = append(in.Wrong, fmt.Sprintf("row %d: no part number", r.Number))
			}
			continue
		}
		p := tables.Part{Number: number, Name: strings.TrimSpace(s.Text(r, keyName)), Family: strings.TrimSpace(s.Text(r, keyFamily)), Parent: strings.TrimSpace(s.Text(r, keyParent)),
			Vendor: strings.TrimSpace(s.Text(r, keyVendor)), SupplierPart: strings.TrimSpace(s.Text(r, keySupplierPart)), RequesterNumber: strings.TrimSpace(s.Text(r, keyRequester))}
		if s.Has(keyLevel) {
			level, ok := depth(s.Text(r, keyLevel))
			if !ok || level > len(above) && len(above) > 0 {
				in.Wrong = append(in.Wrong, fmt.Sprintf("row %d: the level %q does not follow on the row above", r.Number, s.Text(r, keyLevel)))
				continue
			}
			if len(above) == 0 {
				above = make([]string, level) // the file may begin with 0 or 1
			}
			above = append(above[:min(level, len(above))], number)
			if level > 0 && p.Parent == "" {
				p.Parent = above[level-1]
			}
		}
		if p.Vendor != "" {
			if p.Supplier = who[text.Words(p.Vendor)]; p.Supplier == "" {
				if unknown[p.Vendor]++; unknown[p.Vendor] == 1 {
					order = append(order, p.Vendor)
				}
			}
		}
		in.Parts = append(in.Parts, p)
	}
	for _, name := range order {
		in.Unknown = append(in.Unknown, fmt.Sprintf("%s (rows: %d)", text.Visible(name), unknown[name]))
	}
	in.Parts = joined(in.Parts, current)
	return in, nil
}

// joined leaves out rows that say the same twice, keeps parts that the file does not have,
// and keeps what people filled in where the file is silent.
func joined(fresh, current []tables.Part) []tables.Part {
	type key struct{ number, parent, vendor, supplierPart string }
	of := func(p tables.Part) key { return key{p.Number, p.Parent, p.Vendor, p.SupplierPart} }
	old := map[key]tables.Part{}
	for _, p := range current {
		old[of(p)] = p
	}
	seen, named := map[key]bool{}, map[string]bool{}
	var list []tables.Part
	for _, p := range fresh {
		if seen[of(p)] {
			continue
		}
		seen[of(p)], named[p.Number] = true, true
		was := old[of(p)]
		for _, f := range []struct{ to, from *string }{{&p.Name, &was.Name}, {&p.Family, &was.Family}, {&p.Supplier, &was.Supplier}, {&p.RequesterNumber, &was.RequesterNumber}} {
			if *f.to == "" {
				*f.to = *f.from
			}
		}
		list = append(list, p)
	}
	for _, p := range current {
		if !named[p.Number] {
			list = append(list, p)
		}
	}
	return list
}

// vendors knows suppliers by id, number and exact name; a name that two share is none.
func vendors(roster []tables.Supplier) map[string]string {
	who := map[string]string{}
	add := func(name, id string) {
		key := text.Words(name)
		if other, there := who[key]; key == "" || there && other != id {
			if there {
				who[key] = ""
			}
			return
		}
		who[key] = id
	}
	for _, s := range roster {
		add(s.ID, s.ID)
		add(s.Name, s.ID)
		for _, number := range strings.Fields(s.Vendor) {
			add(number, s.ID)
		}
	}
	return who
}

var outline = lazyregexp.New(`^\d+(\.\d+)+$`)

// depth reads a level: a number, with dots or other marks before it as some systems indent
// it (..2), or an outline (1.2.3, which is the third level).
func depth(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if outline.MatchString(s) {
		return strings.Count(s, ".") + 1, true
	}
	n, err := strconv.Atoi(strings.TrimLeft(s, ".-*+> \u00a0"))
	return n, err == nil && n >= 0 && n <= 100
}

// Product is a product that a customer asks about, by its own number, the company's, or both.
type Product struct{ Number, RequesterNumber, RequesterName string }

// Asked reads a customer's list of products.
func Asked(file string, data []byte) ([]Product, error) {
	s, err := listing.ReadSheet(file, data, columns, nil, keyRequester)
	if err != nil {
		if s, err = listing.ReadSheet(file, data, columns, nil, keyPart); err != nil {
			return nil, err
		}
	}
	var list []Product
	for _, r := range s.Rows {
		p := Product{strings.TrimSpace(s.Text(r, keyPart)), strings.TrimSpace(s.Text(r, keyRequester)), strings.TrimSpace(s.Text(r, keyRequesterBy))}
		if p != (Product{}) {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s: no product is listed", file)
	}
	return list, nil
}
