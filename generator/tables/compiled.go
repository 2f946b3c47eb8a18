package tables

import "strings"

// Workbook is a row of compiled/workbooks.csv: one file as received, what was
// read from its head, and the verdict. Internal.
type Workbook struct {
	File              string `csv:"file"`                // slash path below the project root
	SHA256            string `csv:"sha256"`              // of the file’s bytes, lower-case hex
	Supplier          string `csv:"supplier"`            // id on the roster; blank where it matches no supplier
	Verdict           string `csv:"verdict"`             // accepted, returned, stale, superseded or unreadable
	TemplateType      string `csv:"template_type"`       // CMRT, EMRT, AMRT, CRT or blank
	TemplateVersion   string `csv:"template_version"`    // version of the template, e.g. 6.5
	Language          string `csv:"language"`            // language chosen in the workbook
	CompanyName       string `csv:"company_name"`        // company that declares
	Scope             string `csv:"scope"`               // company, product, user-defined, division, product-category or blank
	ScopeRaw          string `csv:"scope_raw"`           // scope as typed
	ScopeDescription  string `csv:"scope_description"`   // description of a scope other than the company
	UniqueID          string `csv:"unique_id"`           // the company’s identification number
	UniqueIDAuthority string `csv:"unique_id_authority"` // who issued that number, e.g. DUNS
	Address           string `csv:"address"`             // of the company
	ContactName       string `csv:"contact_name"`        // contact for the declaration
	ContactEmail      string `csv:"contact_email"`       // e-mail address of the contact
	ContactPhone      string `csv:"contact_phone"`       // telephone number of the contact
	AuthorizerName    string `csv:"authorizer_name"`     // person who authorised the declaration
	AuthorizerTitle   string `csv:"authorizer_title"`    // job title of the authoriser
	AuthorizerEmail   string `csv:"authorizer_email"`    // e-mail address of the authoriser
	AuthorizerPhone   string `csv:"authorizer_phone"`    // telephone number of the authoriser
	EffectiveDate     string `csv:"effective_date"`      // date of the declaration, YYYY-MM-DD; blank where it is in doubt
	EffectiveDateRaw  string `csv:"effective_date_raw"`  // the same as stored
	Covers            string `csv:"covers"`              // what the declaration is about, in words
	SupersededBy      string `csv:"superseded_by"`       // the file that counts instead; blank: none
	Because           string `csv:"because"`             // why that is a newer version of it
}

// Answer is a row of compiled/answers/WORKBOOK.csv. Internal.
type Answer struct {
	Key      string `csv:"key"`      // meaning of the question, the same in every version
	Question string `csv:"question"` // number of the question in that version, e.g. Q1
	Metal    string `csv:"metal"`    // blank for the questions about the company
	Answer   string `csv:"answer"`   // normalised answer; blank where there is none or it is not understood
	Raw      string `csv:"raw"`      // answer as typed
	Comment  string `csv:"comment"`  // the supplier’s comment
	Cell     string `csv:"cell"`     // sheet and cell, e.g. Declaration!D27
}

// SmelterRow is a row of compiled/smelter-rows/WORKBOOK.csv: one row of its Smelter List
// as typed, and the facility it was resolved to. Internal.
type SmelterRow struct {
	Row          int    `csv:"row"`           // row of the worksheet
	Outcome      string `csv:"outcome"`       // resolved, or why not
	SmelterID    string `csv:"smelter_id"`    // the facility; blank unless resolved
	How          string `csv:"how"`           // how it was resolved: by number, name, decision or resemblance
	Sure         string `csv:"sure"`          // 0 to 1: how sure the facility is; blank unless resolved
	Metal        string `csv:"metal"`         // metal of the row; blank where it is none of the four
	MetalRaw     string `csv:"metal_raw"`     // metal as typed
	IDTyped      string `csv:"id_typed"`      // number that the supplier entered (column A)
	ID           string `csv:"id"`            // number that the row or the look-up of the workbook gives
	IDRaw        string `csv:"id_raw"`        // the same as stored
	Lookup       string `csv:"lookup"`        // name chosen from the look-up
	Name         string `csv:"name"`          // name typed for a smelter that is not in the look-up
	StandardName string `csv:"standard_name"` // standard name that the look-up gives
	Country      string `csv:"country"`       // country as declared
	IDSource     string `csv:"id_source"`     // who issued the number, e.g. RMI
	Street       string `csv:"street"`        // street as declared
	City         string `csv:"city"`          // city as declared
	State        string `csv:"state"`         // state or province as declared
	ContactName  string `csv:"contact_name"`  // contact at the smelter
	ContactEmail string `csv:"contact_email"` // e-mail address of that contact
	NextSteps    string `csv:"next_steps"`    // next steps that the supplier proposes
	MineName     string `csv:"mine_name"`     // mines, or recycled or scrap
	MineCountry  string `csv:"mine_country"`  // countries of the mines
	Recycled     string `csv:"recycled"`      // yes, no, unknown or blank: whether all feed is recycled or scrap
	RecycledRaw  string `csv:"recycled_raw"`  // the same as typed
	Comment      string `csv:"comment"`       // the supplier’s comment
}

// Product is a row of compiled/products/WORKBOOK.csv. Internal.
type Product struct {
	Row    int    `csv:"row"`    // row of the worksheet
	Number string `csv:"number"` // product number of the supplier
	Name   string `csv:"name"`   // product name of the supplier

	RequesterNumber string `csv:"requester_number"` // from CMRT 6.6
	RequesterName   string `csv:"requester_name"`   // product name of the requester

	Comment string `csv:"comment"` // the supplier’s comment
}

// Mine is a row of compiled/emrt/mines/WORKBOOK.csv: one row of the Mine List of an EMRT or
// AMRT, as typed. Internal.
type Mine struct {
	Row          int    `csv:"row"`           // row of the worksheet
	Metal        string `csv:"metal"`         // mineral of the row; blank where it is not known
	MetalRaw     string `csv:"metal_raw"`     // mineral as typed
	Smelter      string `csv:"smelter"`       // name of the smelter that sources from the mine
	Name         string `csv:"name"`          // of the mine
	ID           string `csv:"id"`            // number of the mine
	IDSource     string `csv:"id_source"`     // who issued the number
	Country      string `csv:"country"`       // country as declared
	Street       string `csv:"street"`        // street as declared
	City         string `csv:"city"`          // city as declared
	State        string `csv:"state"`         // state or province as declared
	ContactName  string `csv:"contact_name"`  // contact at the mine
	ContactEmail string `csv:"contact_email"` // e-mail address of that contact
	NextSteps    string `csv:"next_steps"`    // next steps that the supplier proposes
	Comment      string `csv:"comment"`       // the supplier’s comment
}

// Finding is a row of compiled/findings.csv: something noticed about the year, not about
// one workbook. Internal.
type Finding struct {
	File       string `csv:"file"`        // slash path below the project root
	Supplier   string `csv:"supplier"`    // id on the roster; blank where it concerns none
	Severity   string `csv:"severity"`    // error, warning or note
	Rule       string `csv:"rule"`        // name of the rule
	Sheet      string `csv:"sheet"`       // worksheet
	Cell       string `csv:"cell"`        // cell, or line of a text file
	Metal      string `csv:"metal"`       // tantalum, tin, gold or tungsten
	CheckerRow int    `csv:"checker_row"` // 0 where RMI's Checker is silent
	Waived     string `csv:"waived"`      // yes or no
	Reason     string `csv:"reason"`      // why a decision accepts it
	Message    string `csv:"message"`     // what is wrong
	Fix        string `csv:"fix"`         // what to do
	Follows    string `csv:"follows"`     // rule of the finding from which it follows; it counts with that one
	Closed     string `csv:"closed"`      // why nobody has to act on it: superseded, stale or replaced
}

// WorkbookFinding is a row of compiled/findings/WORKBOOK.csv. Internal.
type WorkbookFinding struct {
	Severity   string `csv:"severity"`    // error, warning or note
	Rule       string `csv:"rule"`        // name of the rule
	Sheet      string `csv:"sheet"`       // worksheet
	Cell       string `csv:"cell"`        // as Excel writes it, e.g. D22
	Cells      string `csv:"cells"`       // of a finding that stands in several, as Excel's name box takes them: C5:C9,C12
	Metal      string `csv:"metal"`       // tantalum, tin, gold or tungsten
	CheckerRow int    `csv:"checker_row"` // 0 where RMI's Checker is silent
	Waived     string `csv:"waived"`      // yes or no
	Reason     string `csv:"reason"`      // why a decision accepts it
	Message    string `csv:"message"`     // what is wrong
	Fix        string `csv:"fix"`         // what to do
	Follows    string `csv:"follows"`     // rule of the finding from which it follows; it counts with that one
	Closed     string `csv:"closed"`      // why nobody has to act on it: superseded, stale or replaced
}

// RedFlag is a row of compiled/red-flags.csv: one warning sign that a metal may come from
// a covered country. Internal.
type RedFlag struct {
	File      string `csv:"file"`
	Supplier  string `csv:"supplier"`
	Verdict   string `csv:"verdict"` // of the workbook: a red flag does not depend on it
	Rule      string `csv:"rule"`
	Metal     string `csv:"metal"` // blank: the text names none
	Sheet     string `csv:"sheet"`
	Cell      string `csv:"cell"`
	Raw       string `csv:"raw"`       // as typed
	Countries string `csv:"countries"` // covered countries it speaks of, ISO 3166-1 codes, space between
	Source    string `csv:"source"`    // the dated list that says so; blank: the supplier does
	State     string `csv:"state"`     // open, followed up, settled or out of scope
	Who       string `csv:"who"`       // settled it, or looked at it
	Date      string `csv:"date"`      // YYYY-MM-DD
	Reason    string `csv:"reason"`
	Evidence  string `csv:"evidence"` // on which it was settled
}

// Response is a row of compiled/responses.csv: where one supplier stands. Internal.
type Response struct {
	Supplier  string `csv:"supplier"`  // id on the roster
	Name      string `csv:"name"`      // legal name
	InScope   string `csv:"in_scope"`  // yes or no
	Asked     string `csv:"asked"`     // date of the first request; blank: not asked
	Reminders int    `csv:"reminders"` // sent after that
	Responded string `csv:"responded"` // yes or no
	Verdict   string `csv:"verdict"`   // of the declaration that counts; blank: none
	File      string `csv:"file"`      // the declaration that counts; blank: none
	Stage     string `csv:"stage"`     // in the words in which the public is told: not reached, asked without an answer, …; blank: not in scope
	Through   string `csv:"through"`   // id of the parent whose declaration answers for it; blank: its own does, or none
}

// Smelter is a row of the public smelters.csv: one facility and metal. It holds
// a count of suppliers and nothing that names one.
type Smelter struct {
	Metal             string `csv:"metal" json:"metal"`
	SmelterID         string `csv:"smelter_id" json:"smelter_id"`
	SmelterName       string `csv:"smelter_name" json:"smelter_name"`
	Country           string `csv:"country" json:"country"`
	CountryCode       string `csv:"country_code" json:"country_code"`
	State             string `csv:"state" json:"state"`
	City              string `csv:"city" json:"city"`
	OnReferenceList   string `csv:"on_reference_list" json:"on_reference_list"` // yes or no
	Status            string `csv:"status" json:"status"`                       // conformant, active, …; blank: nothing known
	Programme         string `csv:"programme" json:"programme"`
	LastAudit         string `csv:"last_audit" json:"last_audit"`
	ReauditDue        string `csv:"reaudit_due" json:"reaudit_due"`
	SourcingCountries string `csv:"sourcing_countries" json:"sourcing_countries"`
	RecycledOnly      string `csv:"recycled_only" json:"recycled_only"`
	Suppliers         int    `csv:"suppliers" json:"suppliers"`
}

// Origin is a country in which suppliers say that a metal was mined. Nobody has verified
// it, and nothing here names a supplier.
type Origin struct {
	Metal       string `csv:"metal"`
	CountryCode string `csv:"country_code"` // ISO 3166-1 alpha-2
	Country     string `csv:"country"`
}

// Change is a row of changes.csv: how the facilities that suppliers name differ from
// those of the year before. It holds nothing that names a supplier.
type Change struct {
	Metal       string `csv:"metal" json:"metal"`
	SmelterID   string `csv:"smelter_id" json:"smelter_id"`
	SmelterName string `csv:"smelter_name" json:"smelter_name"`
	Change      string `csv:"change" json:"change"` // added, dropped, unlisted or status
	Before      string `csv:"before" json:"before"` // status in the year before; blank: none, or not named
	After       string `csv:"after" json:"after"`   // status now; blank: none, or not named
}

// The kinds of change, in the order of what matters, in the words of pages, tables and feed.
const (
	LostConformance   = "lost conformance"
	GainedConformance = "gained conformance"
	OtherStatus       = "another status"
	NewlyNamed        = "newly named"
	NoLongerNamed     = "no longer named"
	RemovedFromList   = "removed from the list"
)

// Kind tells what a change means. conformant is the status of that name.
func (c Change) Kind(conformant string) string {
	switch {
	case c.Change == "added":
		return NewlyNamed
	case c.Change == "dropped":
		return NoLongerNamed
	case c.Change == "unlisted":
		return RemovedFromList
	case c.Before == conformant:
		return LostConformance
	case c.After == conformant:
		return GainedConformance
	}
	return OtherStatus
}

// Activity is a row of activities.csv: something done for due diligence of which
// there is a dated record. It holds nothing that names a supplier.
type Activity struct {
	Step     int    `csv:"step" json:"step"`         // of the OECD Guidance, 1 to 5
	From     string `csv:"from" json:"from"`         // first day, YYYY-MM-DD
	To       string `csv:"to" json:"to"`             // last day; the same where it was one
	Activity string `csv:"activity" json:"activity"` // in words that follow the number, or the day
	Figure   string `csv:"figure" json:"figure"`     // id of the figure that says how many; blank: none
}

// Figure is a row of the public figures.csv: one number of the report.
type Figure struct {
	ID          string `csv:"id" json:"id"`                     // the figure’s identifier
	Value       string `csv:"value" json:"value"`               // the value: a number, or a word for an outcome
	Unit        string `csv:"unit" json:"unit"`                 // count, per cent or outcome
	Numerator   string `csv:"numerator" json:"numerator"`       // shares only
	Denominator string `csv:"denominator" json:"denominator"`   // shares only
	AsOf        string `csv:"as_of" json:"as_of"`               // YYYY-MM-DD
	Label       string `csv:"label" json:"label"`               // the figure’s name
	Definition  string `csv:"definition" json:"definition"`     // what is counted
	CountedFrom string `csv:"counted_from" json:"counted_from"` // tables and rows it was counted from
}

// Words writes the value of an outcome as people say it: “no reason to believe”.
func (f Figure) Words() string {
	filings := map[string]string{"no-form-sd": "no Form SD", "form-sd": "Form SD alone", "form-sd-with-report": "Form SD with a Conflict Minerals Report"}
	if words := filings[f.Value]; words != "" {
		return words
	}
	return strings.ReplaceAll(f.Value, "-", " ")
}
