// Package bom brings a bill of materials into the table of a year's products and parts.
//
// It makes an input of the flow, as roster does: data/YEAR/parts.csv, which people keep
// from then on. A bill of materials is a table that another system gave out: a part a
// row, with its level or the assembly it goes into, and the vendor it is bought from. A
// vendor is known by its number in the purchasing system, its id or its exact name on the
// roster; one that is not known is kept as typed, and told.
package bom

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
	in := Import{Notes: append(s.Notes, s.Untaken(columns)...)}
	who, levels := vendors(roster), levelsOf(s)
	unknown := map[string]int{}
	var order []string
	var fresh []row
	for _, r := range s.Rows {
		p, ok := in.part(s, r)
		if !ok {
			levels.skip(s.Text(r, keyLevel))
			continue
		}
		if s.Has(keyLevel) && !levels.place(s.Text(r, keyLevel), &p) {
			in.wrong(r, "the level %q does not follow on the row above, or the assembly above was left out", s.Text(r, keyLevel))
			continue
		}
		if p.Vendor != "" {
			if p.Supplier = cmp.Or(who[text.Words(p.Vendor)], who[text.Words(listing.FoldNumber(p.Vendor))]); p.Supplier == "" {
				if unknown[p.Vendor]++; unknown[p.Vendor] == 1 {
					order = append(order, p.Vendor)
				}
			}
		}
		fresh = append(fresh, row{p, r.Number})
	}
	for _, name := range order {
		in.Unknown = append(in.Unknown, fmt.Sprintf("%s (rows: %d)", text.Visible(name), unknown[name]))
	}
	in.Parts = in.joined(in.rooted(in.straight(fresh, current), current), current)
	return in, nil
}

// row is a part with the row of the file that names it.
type row struct {
	tables.Part
	number int
}

func (in *Import) wrong(r listing.SheetRow, format string, args ...any) {
	in.Wrong = append(in.Wrong, fmt.Sprintf("row %d: ", r.Number)+fmt.Sprintf(format, args...))
}

// longest bounds the bytes of a number or a name.
const longest = 1000

const day = "%s is a day, as a spreadsheet makes one of a number such as 3-12: make the column text, enter the number and export again"

const cut = "the number %s was cut to a power of ten by a spreadsheet: make the column text, and export again"

// part reads a row; not ok where it names no part, which is told.
func (in *Import) part(s listing.Sheet, r listing.SheetRow) (p tables.Part, ok bool) {
	at := func(key string) string { return strings.TrimSpace(s.Text(r, key)) }
	p = tables.Part{Number: at(keyPart), Name: at(keyName), Family: at(keyFamily), Parent: at(keyParent), Vendor: at(keyVendor), SupplierPart: at(keySupplierPart), RequesterNumber: at(keyRequester)}
	for _, c := range columns {
		switch cell := s.Text(r, c.Key); {
		case text.IsError(cell):
			in.wrong(r, "the column “%s” holds the formula error %s: mend the formula and export again", s.Header(c.Key), cell)
			return p, false
		case len(cell) > longest:
			in.wrong(r, "the column “%s” holds %d bytes, and a cell of the table has at most %d", s.Header(c.Key), len(cell), longest)
			return p, false
		}
	}
	filled := len(slices.DeleteFunc(slices.Clone(r.Cells), func(c string) bool { return c == "" }))
	switch {
	case r.Wide:
		in.wrong(r, "%s", strings.ToLower(listing.WideRow[:1])+listing.WideRow[1:])
	case filled == 0:
	case p.Number == "":
		in.wrong(r, "no part number")
	case listing.IsTotal(p.Number), filled == 1 && listing.BeginsTotal(p.Number):
		in.wrong(r, "“%s” is a total and no part", p.Number)
	case filled == 1 && len(strings.Fields(p.Number)) > 2:
		in.wrong(r, "“%s” stands alone in its row and was taken for a remark; if it is a part, give it its name or level", p.Number)
	case listing.Dated(p.Number):
		in.wrong(r, day, p.Number)
	case listing.Dated(p.Parent):
		in.wrong(r, day, p.Parent)
	case listing.Shortened(p.Number):
		in.wrong(r, cut, p.Number)
	case listing.Shortened(p.Parent):
		in.wrong(r, cut, p.Parent)
	default:
		return p, true
	}
	return p, false
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
			add(listing.FoldNumber(number), s.ID)
		}
	}
	return who
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
