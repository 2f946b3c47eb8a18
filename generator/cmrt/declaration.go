package cmrt

import (
	"slices"

	"itron.com/conflict-minerals/generator/finding"
)

// Declaration is what one workbook says. Its JSON form is a published contract
// (README, "Declaration JSON"). A blank or unknown value is "", a date is
// YYYY-MM-DD, a row is the worksheet's own row number.
type Declaration struct {
	File           string            `json:"file"`
	SHA256         string            `json:"sha256"` // of the file's bytes, lower-case hex
	Template       Template          `json:"template"`
	Company        Company           `json:"company"`
	Answers        []Answer          `json:"answers"`         // by question, then in the order of Metals
	CompanyAnswers []Answer          `json:"company_answers"` // by letter; Metal is ""
	Smelters       []SmelterRow      `json:"smelters"`        // by row
	Products       []Product         `json:"products"`        // by row
	Findings       []finding.Finding `json:"findings"`        // what the reader noticed

	// CheckerRows are the rows of the template's own Checker sheet that flag this
	// workbook, ascending; nil where that version's Checker is not modelled.
	CheckerRows []int `json:"-"`
}

// Template says which form the supplier filled in.
type Template struct {
	Type     string `json:"type"`     // CMRT, EMRT, AMRT, CRT or ""
	Version  string `json:"version"`  // as in "6.22"; a decimal, so 6.22 is older than 6.4
	Language string `json:"language"` // as chosen in the workbook, e.g. "Deutsch"
}

// Company is the head of the Declaration sheet. Scope is normalised, ScopeRaw
// as typed; likewise the effective date.
type Company struct {
	Name              string `json:"name"`
	Scope             string `json:"scope"`
	ScopeRaw          string `json:"scope_raw"`
	ScopeDescription  string `json:"scope_description"`
	UniqueID          string `json:"unique_id"`
	UniqueIDAuthority string `json:"unique_id_authority"`
	Address           string `json:"address"`
	ContactName       string `json:"contact_name"`
	ContactEmail      string `json:"contact_email"`
	ContactPhone      string `json:"contact_phone"`
	AuthorizerName    string `json:"authorizer_name"`
	AuthorizerTitle   string `json:"authorizer_title"`
	AuthorizerEmail   string `json:"authorizer_email"`
	AuthorizerPhone   string `json:"authorizer_phone"`
	EffectiveDate     string `json:"effective_date"`
	EffectiveDateRaw  string `json:"effective_date_raw"`
}

// Answer is one answered (or blank) question.
type Answer struct {
	Key      Key    `json:"key"`      // the meaning, the same in every version
	Question string `json:"question"` // the version's own number: "Q1", "A"
	Metal    Metal  `json:"metal,omitempty"`
	Answer   string `json:"answer"` // normalised; "" where blank or not understood
	Raw      string `json:"raw"`    // as typed
	Comment  string `json:"comment"`
	Cell     string `json:"cell"` // e.g. "Declaration!D27"
}

// SmelterRow is one row of the Smelter List, as stored. ID is column F, or what
// the workbook's own look-up gives where F was never calculated; IDRaw is
// column F as stored. StandardName is what the look-up makes of the row.
type SmelterRow struct {
	Row          int    `json:"row"`
	Metal        Metal  `json:"metal"`
	MetalRaw     string `json:"metal_raw"`
	IDTyped      string `json:"id_typed"` // column A, the supplier's own entry
	ID           string `json:"id"`
	IDRaw        string `json:"id_raw"`
	Lookup       string `json:"lookup"`
	Name         string `json:"name"`
	StandardName string `json:"standard_name"`
	Country      string `json:"country"`
	IDSource     string `json:"id_source"`
	Street       string `json:"street"`
	City         string `json:"city"`
	State        string `json:"state"`
	ContactName  string `json:"contact_name"`
	ContactEmail string `json:"contact_email"`
	NextSteps    string `json:"next_steps"`
	MineName     string `json:"mine_name"`
	MineCountry  string `json:"mine_country"`
	Recycled     string `json:"recycled"`
	RecycledRaw  string `json:"recycled_raw"`
	Comment      string `json:"comment"`
}

// Product is one row of the Product List.
type Product struct {
	Row     int    `json:"row"`
	Number  string `json:"number"`
	Name    string `json:"name"`
	Comment string `json:"comment"`
}

// Layout is the cell map by which the declaration was read: that of its version,
// or of the newest known where it is newer than all.
func (d Declaration) Layout() Layout {
	if l, ok := LayoutOf(d.Template.Version); ok {
		return l
	}
	return Layouts[len(Layouts)-1]
}

// Readable tells whether the answers could be read from the cells where the
// version keeps them. An unreadable Declaration holds findings and no answers.
func (d Declaration) Readable() bool {
	return !slices.ContainsFunc(d.Findings, func(f finding.Finding) bool {
		return slices.ContainsFunc(fatalRules, func(r finding.Rule) bool { return r.Name == f.Rule })
	})
}

// Answer gives the answer to a question for a metal ("" for the questions about
// the company), and false where this version does not ask it.
func (d Declaration) Answer(key Key, metal Metal) (Answer, bool) {
	list := d.Answers
	if metal == "" {
		list = d.CompanyAnswers
	}
	for _, a := range list {
		if a.Key == key && a.Metal == metal {
			return a, true
		}
	}
	return Answer{}, false
}

// InScope tells whether the declaration says that a metal is in the products:
// every question the version asks about that (added, necessary) is answered yes.
// False too where it says nothing.
func (d Declaration) InScope(metal Metal) bool {
	asked := 0
	for _, key := range []Key{Added, Necessary} {
		a, ok := d.Answer(key, metal)
		if !ok {
			continue
		}
		asked++
		if a.Answer != Yes {
			return false
		}
	}
	return asked > 0
}
