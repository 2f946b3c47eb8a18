// Package roster brings a purchasing export into the roster of suppliers.
//
// It is an input of the flow: what it makes is data/YEAR/suppliers.csv,
// which people keep from then on. An export knows vendors: numbers, names, commodity
// codes, spend, a row or several each. A roster knows suppliers: an id that never
// changes, whom to write to, and whether they are in scope and why.
//
// A vendor is known again by its number in the purchasing system, otherwise by its
// exact name and the domain of its address, first on the year's roster and then on
// last year's. Where two vendors share a name, or a name fits a supplier with another
// number, a person is asked. What people wrote is not overwritten: the import fills
// in what is blank, shows what differs, and takes only the columns that are named. The
// spend share is the exception: it is counted from the export alone.
//
// Rows that are no vendor, such as totals and repeated headings, and vendors that are
// blocked and from whom nothing was bought, are left out and named in Notes.
//
// A row that cannot be understood is told with its row and column, never dropped in
// silence.
package roster

import (
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// Keys of the columns of an export.
const (
	keyVendor    = "vendor"
	keyName      = "name"
	keyName2     = "name_2" // the rest of a name that takes two columns
	keyContact   = "contact"
	keyEmail     = "email"
	keyLanguage  = "language"
	keyCommodity = "commodity"
	keySpend     = "spend"
	keyCurrency  = "currency" // of the spend
	keyShare     = "spend_share"
	keyMetals    = "metals"
	keyClause    = "contract_clause"
	keyParent    = "parent"
	keyBuyer     = "buyer"
	keyTax       = "tax_number"
	keyBlocked   = "blocked"
)

// columns are the headers by which an export's columns are known. “Supplier” alone is
// a number in one system and a name in another, so it has to be mapped unless what it holds
// tells (supplierNumbers).
var columns = []listing.Column{
	{Key: keyVendor, Headers: []string{"vendor", "lifnr", "vend", "vendno", "vendornumber", "vendorno", "vendorid", "vendorcode", "suppliernumber", "supplierno", "supplierid", "suppliercode", "lieferant", "lieferantennummer", "lieferantennr", "kreditor", "kreditorennummer"}},
	{Key: keyName, Headers: []string{"name", "name1", "vendorname", "supplierlegalname", "vendorlegalname", "legalentityname", "suppliername", "vendorname1", "suppliername1", "nameofsupplier", "nameofvendor", "companyname", "company", "legalname", "lieferantenname", "firma", "firmenname"}},
	{Key: keyName2, Headers: []string{"name2", "vendorname2", "suppliername2", "nameline2"}},
	{Key: keyContact, Headers: []string{"contact", "contactname", "contactperson", "maincontact", "ansprechpartner"}},
	{Key: keyEmail, Headers: []string{"email", "emailaddress", "contactemail", "mail", "smtpaddress", "emailadresse", "emailaddr", "emailaddr1", "email1", "smtpaddr"}},
	{Key: keyLanguage, Headers: []string{"language", "languagekey", "spras", "languagecode", "lang", "sprache"}},
	{Key: keyCommodity, Headers: []string{"commodity", "commoditycode", "commoditygroup", "materialgroup", "commgrp", "matgrp", "matkl", "category", "categorycode", "unspsc", "warengruppe"}},
	{Key: keySpend, Headers: []string{"spend", "annualspend", "totalspend", "spendusd", "spendeur", "amount", "purchases", "turnover", "invoicevalue", "netvalue", "umsatz", "dmbtr", "invoiceamount"}, Amount: true},
	{Key: keyCurrency, Headers: []string{"currency", "currencycode", "currencykey", "crcy", "curr", "waers", "währung"}},
	{Key: keyShare, Headers: []string{"spendshare", "shareofspend"}},
	{Key: keyMetals, Headers: []string{"metals", "3tg"}},
	{Key: keyClause, Headers: []string{"contractclause", "clause"}},
	{Key: keyParent, Headers: []string{"parent", "parentvendor", "parentnumber", "parentsupplier"}},
	{Key: keyBuyer, Headers: []string{"buyer", "buyername", "buyercode", "buyeremail", "purchaser", "categorymanager", "purchasinggroup", "einkaeufer", "einkäufer", "einkäufergruppe"}},
	{Key: keyTax, Headers: []string{"taxnumber", "taxno", "taxid", "taxnumber1", "stcd1", "stceg", "vatnumber", "vatno", "vatid", "vatregistrationno", "vatregno", "duns", "dunsnumber", "steuernummer", "ustidnr"}},
	{Key: keyBlocked, Headers: []string{"blocked", "block", "deleted", "deletionflag", "markedfordeletion", "purchasingblock", "centralpurchasingblock", "inactive", "gesperrt", "sperre", "einkaufssperre", "löschvormerkung"}},
}

// Options say what the export itself does not.
type Options struct {
	Columns map[string]string   // key → header
	Scope   []project.ScopeRule // which suppliers are in scope
	Take    []string            // columns of the roster that the export may overwrite
	Same    map[string]string   // a vendor's number, or name → the id of the supplier that it is
	New     []string            // vendors that are none of those they resemble
	Taken   []string            // ids that other years have used
}

// Takeable are the columns that Options.Take may name.
var Takeable = []string{"name", "contact", "email", "language", "in_scope", "metals", "contract_clause", "parent", "buyer"}

// Import is what an export makes of a roster.
type Import struct {
	Roster  []tables.Supplier // as it would be
	Vendors int               // that the export names

	New       []tables.Supplier // on neither roster
	Returning []tables.Supplier // on last year's, not yet on this one
	Gone      []tables.Supplier // on this roster, not in the export; they stay
	NewSince  []tables.Supplier // in the export, not on last year's roster
	GoneSince []tables.Supplier // on last year's roster, not in the export
	Filled    []Difference      // cells that were blank
	Differing []Difference      // cells that say otherwise
	Shares    int               // spend shares that changed

	Problems  []Problem
	Questions []Question
	Notes     []string
}

// Difference is a cell of the roster that the export would have otherwise.
type Difference struct {
	Supplier string
	Column   string
	Here     string // on the roster
	There    string // in the export
	Row      int    // of the export
	Taken    bool
}

// Problem is a cell of the export that cannot be understood, and what to do.
type Problem struct {
	Row    int
	Column string // its header
	What   string
}

// Question is a vendor that may be a supplier of the roster, or may not.
type Question struct {
	Key        string // by which Options.Same and Options.New name it: number, or name
	Name       string
	Row        int
	Why        string
	Candidates []tables.Supplier
}
