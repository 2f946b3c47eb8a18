package tables

import "strings"

// Workbook is a row of compiled/workbooks.csv: one file as received, what was
// read from its head, and the verdict. Internal.
type Workbook struct {
	File              string `csv:"file"`
	SHA256            string `csv:"sha256"`
	Supplier          string `csv:"supplier"`
	Verdict           string `csv:"verdict"`
	TemplateType      string `csv:"template_type"`
	TemplateVersion   string `csv:"template_version"`
	Language          string `csv:"language"`
	CompanyName       string `csv:"company_name"`
	Scope             string `csv:"scope"`
	ScopeRaw          string `csv:"scope_raw"`
	ScopeDescription  string `csv:"scope_description"`
	UniqueID          string `csv:"unique_id"`
	UniqueIDAuthority string `csv:"unique_id_authority"`
	Address           string `csv:"address"`
	ContactName       string `csv:"contact_name"`
	ContactEmail      string `csv:"contact_email"`
	ContactPhone      string `csv:"contact_phone"`
	AuthorizerName    string `csv:"authorizer_name"`
	AuthorizerTitle   string `csv:"authorizer_title"`
	AuthorizerEmail   string `csv:"authorizer_email"`
	AuthorizerPhone   string `csv:"authorizer_phone"`
	EffectiveDate     string `csv:"effective_date"`
	EffectiveDateRaw  string `csv:"effective_date_raw"`
}

// Answer is a row of compiled/answers/WORKBOOK.csv. Internal.
type Answer struct {
	Key      string `csv:"key"`
	Question string `csv:"question"`
	Metal    string `csv:"metal"` // blank for the questions about the company
	Answer   string `csv:"answer"`
	Raw      string `csv:"raw"`
	Comment  string `csv:"comment"`
	Cell     string `csv:"cell"`
}

// SmelterRow is a row of compiled/smelter-rows/WORKBOOK.csv: one row of its Smelter List
// as typed, and the facility it was resolved to. Internal.
type SmelterRow struct {
	Row          int    `csv:"row"`
	Outcome      string `csv:"outcome"`
	SmelterID    string `csv:"smelter_id"` // the facility; blank unless resolved
	How          string `csv:"how"`
	Sure         string `csv:"sure"` // 0 to 1: how sure the facility is; blank unless resolved
	Metal        string `csv:"metal"`
	MetalRaw     string `csv:"metal_raw"`
	IDTyped      string `csv:"id_typed"`
	ID           string `csv:"id"`
	IDRaw        string `csv:"id_raw"`
	Lookup       string `csv:"lookup"`
	Name         string `csv:"name"`
	StandardName string `csv:"standard_name"`
	Country      string `csv:"country"`
	IDSource     string `csv:"id_source"`
	Street       string `csv:"street"`
	City         string `csv:"city"`
	State        string `csv:"state"`
	ContactName  string `csv:"contact_name"`
	ContactEmail string `csv:"contact_email"`
	NextSteps    string `csv:"next_steps"`
	MineName     string `csv:"mine_name"`
	MineCountry  string `csv:"mine_country"`
	Recycled     string `csv:"recycled"`
	RecycledRaw  string `csv:"recycled_raw"`
	Comment      string `csv:"comment"`
}

// Product is a row of compiled/products/WORKBOOK.csv. Internal.
type Product struct {
	Row    int    `csv:"row"`
	Number string `csv:"number"`
	Name   string `csv:"name"`

	RequesterNumber string `csv:"requester_number"` // from CMRT 6.6
	RequesterName   string `csv:"requester_name"`

	Comment string `csv:"comment"`
}

// Finding is a row of compiled/findings.csv: something noticed about the year, not about
// one workbook. Internal.
type Finding struct {
	File       string `csv:"file"`
	Supplier   string `csv:"supplier"`
	Severity   string `csv:"severity"`
	Rule       string `csv:"rule"`
	Sheet      string `csv:"sheet"`
	Cell       string `csv:"cell"`
	Metal      string `csv:"metal"`
	CheckerRow int    `csv:"checker_row"` // 0 where RMI's Checker is silent
	Waived     string `csv:"waived"`      // yes or no
	Reason     string `csv:"reason"`
	Message    string `csv:"message"`
	Fix        string `csv:"fix"`
}

// WorkbookFinding is a row of compiled/findings/WORKBOOK.csv. Internal.
type WorkbookFinding struct {
	Severity   string `csv:"severity"`
	Rule       string `csv:"rule"`
	Sheet      string `csv:"sheet"`
	Cell       string `csv:"cell"`
	Cells      string `csv:"cells"` // of a finding that stands in several, as Excel's name box takes them: C5:C9,C12
	Metal      string `csv:"metal"`
	CheckerRow int    `csv:"checker_row"` // 0 where RMI's Checker is silent
	Waived     string `csv:"waived"`      // yes or no
	Reason     string `csv:"reason"`
	Message    string `csv:"message"`
	Fix        string `csv:"fix"`
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
	Supplier  string `csv:"supplier"`
	Name      string `csv:"name"`
	InScope   string `csv:"in_scope"`
	Asked     string `csv:"asked"`     // date of the first request; blank: not asked
	Reminders int    `csv:"reminders"` // sent after that
	Responded string `csv:"responded"` // yes or no
	Verdict   string `csv:"verdict"`   // of the declaration that counts; blank: none
	File      string `csv:"file"`
	Stage     string `csv:"stage"` // in the words in which the public is told: not reached, asked without an answer, …; blank: not in scope
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
	Metal       string
	CountryCode string // ISO 3166-1 alpha-2
	Country     string
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
	ID          string `csv:"id" json:"id"`
	Value       string `csv:"value" json:"value"`
	Unit        string `csv:"unit" json:"unit"`               // count, per cent or outcome
	Numerator   string `csv:"numerator" json:"numerator"`     // shares only
	Denominator string `csv:"denominator" json:"denominator"` // shares only
	AsOf        string `csv:"as_of" json:"as_of"`             // YYYY-MM-DD
	Label       string `csv:"label" json:"label"`
	Definition  string `csv:"definition" json:"definition"`
	CountedFrom string `csv:"counted_from" json:"counted_from"`
}

// Words writes the value of an outcome as people say it: “no reason to believe”.
func (f Figure) Words() string {
	filings := map[string]string{"no-form-sd": "no Form SD", "form-sd": "Form SD alone", "form-sd-with-report": "Form SD with a Conflict Minerals Report"}
	if words := filings[f.Value]; words != "" {
		return words
	}
	return strings.ReplaceAll(f.Value, "-", " ")
}
