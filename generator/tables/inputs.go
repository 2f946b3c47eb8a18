package tables

// Supplier is a row of data/YEAR/suppliers.csv, the roster.
type Supplier struct {
	ID             string `csv:"id"`              // lower-case letters, digits and -; file names begin with it
	Name           string `csv:"name"`            // legal name
	Contact        string `csv:"contact"`         // person the letters go to
	Email          string `csv:"email"`           // where the letters go
	Language       string `csv:"language"`        // BCP 47, e.g. en, de, zh
	InScope        string `csv:"in_scope"`        // yes or no
	Why            string `csv:"why"`             // why it is in scope or not
	Metals         string `csv:"metals"`          // metals expected, space between; may be blank
	SpendShare     string `csv:"spend_share"`     // per cent of the year's purchases; may be blank
	ContractClause string `csv:"contract_clause"` // yes, no or blank: its contract obliges it to answer
	Parent         string `csv:"parent"`          // id of the supplier that answers for it; may be blank

	// Vendor are its numbers in the purchasing system, space between, by which an
	// import knows it again; may be blank, and the column may be missing.
	Vendor string `csv:"vendor,omitempty"`

	// Buyer is who buys from it: an e-mail address, or a name or code that the key
	// mail.buyers of registrant.yaml gives one for. Escalations go there. The column is
	// written where there is one.
	Buyer string `csv:"buyer,omitempty" written:"filled"`

	// Programmes are the templates that it is asked for (cmrt, emrt, amrt), space between;
	// blank: all that the year runs. The column is written where one is filled in.
	Programmes string `csv:"programmes,omitempty" written:"filled"`

	Line int `csv:"-"` // of the table
}

// Outreach is a row of data/YEAR/outreach.csv: one message to one supplier, or what one
// said without sending a workbook.
type Outreach struct {
	Date     string `csv:"date"`     // YYYY-MM-DD
	Supplier string `csv:"supplier"` // id on the roster
	Kind     string `csv:"kind"`     // request, reminder, correction, questions, escalation or thanks; reply: what the supplier said
	Channel  string `csv:"channel"`  // email, phone, portal or post
	Outcome  string `csv:"outcome"`  // sent or bounced; of a reply: refused, promised or answered
	Note     string `csv:"note"`     // free text

	// Until is the day by which the supplier promised to answer; blank otherwise. The
	// column may be missing.
	Until string `csv:"until,omitempty"`

	// Programmes are the templates that it is about (cmrt, emrt, amrt), space between;
	// blank: the CMRT. The column is written where one is filled in.
	Programmes string `csv:"programmes,omitempty" written:"filled"`

	Line int `csv:"-"` // of the table
}

// Received is a row of data/YEAR/received.csv: one workbook that came.
type Received struct {
	Date     string `csv:"date"`     // YYYY-MM-DD: of the mail it came with, otherwise the day it was filed
	Supplier string `csv:"supplier"` // id on the roster
	File     string `csv:"file"`     // in data/YEAR/cmrt, or in the folder of another programme (data/YEAR/emrt/…)
	SHA256   string `csv:"sha256"`   // of its bytes
	Name     string `csv:"name"`     // as it was called when it came
	Sender   string `csv:"sender"`   // address of the mail; blank where it came by other ways
	Matched  string `csv:"matched"`  // by what it was known whose it is
	Line     int    `csv:"-"`        // of the table
}

// Decision is a row of data/YEAR/decisions.csv: one human judgment.
type Decision struct {
	Action   string `csv:"action" json:"action"`       // waive a finding, resolve a name, reject a facility, or settle a red flag
	Supplier string `csv:"supplier" json:"supplier"`   // id on the roster; blank: any supplier
	Rule     string `csv:"rule" json:"rule"`           // waive: the finding's rule; settle: the red flag's
	Sheet    string `csv:"sheet" json:"sheet"`         // waive, settle: the sheet
	Cell     string `csv:"cell" json:"cell"`           // waive, settle: the cell
	Metal    string `csv:"metal" json:"metal"`         // resolve, reject: the metal
	Raw      string `csv:"raw" json:"raw"`             // the value judged, as typed
	Decided  string `csv:"decided" json:"decided"`     // resolve: the smelter's ID; settle: the evidence
	Who      string `csv:"who" json:"who"`             // who decided
	Date     string `csv:"date" json:"date"`           // YYYY-MM-DD
	Until    string `csv:"until" json:"until"`         // YYYY-MM-DD; blank: for this reporting year
	Reason   string `csv:"reason" json:"reason"`       // why
	File     string `csv:"file,omitempty" json:"file"` // waive: SHA-256 of the workbook, where the cell holds no value by which it is known; blank: any
	Line     int    `csv:"-" json:"-"`                 // of the table
	Shared   bool   `csv:"-" json:"-"`                 // of data/decisions.csv, which is about all years
}

// DirectoryRow is a row of data/reference/directory-DATE.csv: one name by which
// one facility is known. The standard name has a row of its own.
type DirectoryRow struct {
	Metal        string `csv:"metal"`         // metal that the facility processes
	Name         string `csv:"name"`          // a name in use for the facility, or its standard name
	SmelterID    string `csv:"smelter_id"`    // the facility’s number (CID)
	StandardName string `csv:"standard_name"` // the facility’s standard name
	Country      string `csv:"country"`       // country of the facility
	CountryCode  string `csv:"country_code"`  // ISO 3166-1 alpha-2
	State        string `csv:"state"`         // state or province of the facility
	City         string `csv:"city"`          // city of the facility
}

// TranslationRow is a row of data/reference/translation-DATE.csv: a number of
// template versions 2.x and the one that replaced it.
type TranslationRow struct {
	OldNumber string `csv:"old_number"` // number in CMRT 2.x: metal digit, country, serial
	SmelterID string `csv:"smelter_id"` // the number that replaced it
}

// AreaRow is a row of data/reference/cahra-DATE.csv: a country, or a region of one,
// that is taken for a conflict-affected and high-risk area.
type AreaRow struct {
	CountryCode string `csv:"country_code"` // ISO 3166-1 alpha-2
	Country     string `csv:"country"`      // name of the country
	Minerals    string `csv:"minerals"`     // metals it is on the list for, space between; blank: all
	Basis       string `csv:"basis"`        // why it is on the list
	Source      string `csv:"source"`       // where the entry was taken from

	RegionCode       string `csv:"region_code,omitempty"`       // ISO 3166-2; blank: the whole country
	Region           string `csv:"region,omitempty"`            // as the list names it
	ConflictAffected string `csv:"conflict_affected,omitempty"` // yes, no or blank
	HighRisk         string `csv:"high_risk,omitempty"`         // yes, no or blank
}

// ConformanceRow is a row of data/reference/conformance-DATE.csv: what an
// assessment programme says of a facility on that day.
type ConformanceRow struct {
	Metal             string `csv:"metal"`                 // tantalum, tin, gold or tungsten
	SmelterID         string `csv:"smelter_id"`            // the facility’s number (CID)
	Status            string `csv:"status"`                // conformant, active, facility standard assessed, or as typed; blank: none
	Programme         string `csv:"programme"`             // RMAP, LBMA, RJC
	LastAudit         string `csv:"last_audit"`            // YYYY-MM-DD or blank
	CycleYears        string `csv:"cycle_years"`           // 1, 2, 3 or blank
	ReauditDue        string `csv:"reaudit_due"`           // YYYY-MM-DD or blank
	ReauditInProgress string `csv:"reaudit_in_progress"`   // yes, no or blank
	SourcingCountries string `csv:"sourcing_countries"`    // ISO 3166-1 codes, space between; may be blank
	Licence           string `csv:"licence"`               // of the sourcing countries: public or member-only; blank where there are none
	Source            string `csv:"source"`                // where the row was taken from
	StatusFrom        string `csv:"status_from,omitempty"` // header of the column that said the status, or the option that did
	Listed            string `csv:"listed,omitempty"`      // the whole row as typed: a JSON object, header → text

	Line int `csv:"-"` // of the table; 0 where it was not read from one
}

// RevisionRow is a row of data/reference/revisions-DATE.csv: one change that the
// registry made to its reference list.
type RevisionRow struct {
	Metal        string `csv:"metal"`         // tantalum, tin, gold or tungsten
	SmelterID    string `csv:"smelter_id"`    // the facility’s number (CID)
	StandardName string `csv:"standard_name"` // the facility’s standard name
	Country      string `csv:"country"`       // country of the facility
	Basis        string `csv:"basis"`         // what was done, in the registry's words
	Details      string `csv:"details"`       // why
	Date         string `csv:"date"`          // YYYY-MM-DD or blank

	Line int `csv:"-"` // of the table; 0 where it was not read from one
}

// SnapshotSource is a row of data/reference/sources.csv: one list that was
// imported, and the snapshot it became or became part of.
type SnapshotSource struct {
	File           string `csv:"file"`            // in data/reference
	Kind           string `csv:"kind"`            // directory, conformant, active or revisions
	AsOf           string `csv:"as_of"`           // day of the list, YYYY-MM-DD
	Source         string `csv:"source"`          // where the list came from, in words
	Imported       string `csv:"imported"`        // name of the file that was imported
	ImportedSHA256 string `csv:"imported_sha256"` // of its bytes
	SHA256         string `csv:"sha256"`          // of the snapshot
	Rows           int    `csv:"rows"`            // that this list contributed when it was read
	Licence        string `csv:"licence"`         // public, member-only (its sourcing countries) or blank
}

// Part is a row of data/YEAR/parts.csv: a product or part of the company, what it goes
// into, and who supplies it. One that goes into several assemblies, or has several
// suppliers, has a row for each.
type Part struct {
	Number          string `csv:"part"`             // the company's own number
	Name            string `csv:"name"`             // what it is
	Family          string `csv:"family"`           // of products; may be blank
	Parent          string `csv:"parent"`           // number of the assembly it goes into; blank for a product that is sold
	Supplier        string `csv:"supplier"`         // id on the roster; blank where the company makes it, or it is not known
	SupplierPart    string `csv:"supplier_part"`    // the supplier's number of it; may be blank
	Vendor          string `csv:"vendor"`           // supplier as the bill of materials names it
	RequesterNumber string `csv:"requester_number"` // a customer's number of the product; may be blank
	Line            int    `csv:"-"`                // of the table
}

// Request is a row of data/YEAR/requests.csv: a customer that asks the company for a
// declaration, and what it was answered.
type Request struct {
	Customer string `csv:"customer"` // who asks
	What     string `csv:"what"`     // what it asks for, e.g. CMRT, or CMRT for M-100
	Asked    string `csv:"asked"`    // YYYY-MM-DD
	Due      string `csv:"due"`      // YYYY-MM-DD; may be blank
	Answered string `csv:"answered"` // YYYY-MM-DD; blank: not yet
	File     string `csv:"file"`     // what was sent, in data/YEAR/answered
	SHA256   string `csv:"sha256"`   // of its bytes
	Note     string `csv:"note"`     // free text
	Line     int    `csv:"-"`        // of the table
}
