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
	Answers        []Answer          `json:"answers"`          // by question, then in the order of Metals
	CompanyAnswers []Answer          `json:"company_answers"`  // by letter; Metal is ""
	Smelters       []SmelterRow      `json:"smelters"`         // by row
	Products       []Product         `json:"products"`         // by row
	Findings       []finding.Finding `json:"findings"`         // what the reader noticed
	Stored         []Stored          `json:"stored,omitempty"` // cells that hold something else than a person sees

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
// as typed; likewise the effective date. The cells are those of 6.x; Layout.Fields
// has them for every version.
type Company struct {
	Name              string `json:"name"`                // 6.x: D8
	Scope             string `json:"scope"`               // company, product, user-defined, division, product-category or ""
	ScopeRaw          string `json:"scope_raw"`           // D9
	ScopeDescription  string `json:"scope_description"`   // D10
	UniqueID          string `json:"unique_id"`           // D12
	UniqueIDAuthority string `json:"unique_id_authority"` // D13, e.g. DUNS (from 3.00)
	Address           string `json:"address"`             // D14; 2.x: D13
	ContactName       string `json:"contact_name"`        // D15; not in 2.x
	ContactEmail      string `json:"contact_email"`       // D16
	ContactPhone      string `json:"contact_phone"`       // D17
	AuthorizerName    string `json:"authorizer_name"`     // D18; to 2.x the representative: D14
	AuthorizerTitle   string `json:"authorizer_title"`    // D19
	AuthorizerEmail   string `json:"authorizer_email"`    // D20
	AuthorizerPhone   string `json:"authorizer_phone"`    // D21
	EffectiveDate     string `json:"effective_date"`      // YYYY-MM-DD, "" where there is doubt
	EffectiveDateRaw  string `json:"effective_date_raw"`  // D22: days since 1900 or 1904, or text
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
// column F as stored. StandardName is what the look-up makes of the row. The columns
// are those of 6.x; Layout.Columns has them for every version.
type SmelterRow struct {
	Row          int    `json:"row"`           // in the worksheet; gaps and rows past the table are kept
	Metal        Metal  `json:"metal"`         // "" where none of the four
	MetalRaw     string `json:"metal_raw"`     // B
	IDTyped      string `json:"id_typed"`      // column A, the supplier's own entry
	ID           string `json:"id"`            // F without space, or as the own look-up resolves column A
	IDRaw        string `json:"id_raw"`        // F
	Lookup       string `json:"lookup"`        // C: the name chosen, NotListed or NotYetIdentified
	Name         string `json:"name"`          // D: typed, for smelters that are not listed
	StandardName string `json:"standard_name"` // R, hidden; before 6.x D where it is calculated
	Country      string `json:"country"`       // E
	IDSource     string `json:"id_source"`     // G: who gave the number, e.g. RMI
	Street       string `json:"street"`        // H; 1.00: the whole address
	City         string `json:"city"`          // I
	State        string `json:"state"`         // J
	ContactName  string `json:"contact_name"`  // K
	ContactEmail string `json:"contact_email"` // L
	NextSteps    string `json:"next_steps"`    // M
	MineName     string `json:"mine_name"`     // N, or "recycled" or "scrap"
	MineCountry  string `json:"mine_country"`  // O
	Recycled     string `json:"recycled"`      // yes, no, unknown or "": all feedstock is recycled or scrap
	RecycledRaw  string `json:"recycled_raw"`  // P (from 3.00)
	Comment      string `json:"comment"`       // Q
}

// Product is one row of the Product List.
type Product struct {
	Row             int    `json:"row"`              // in the worksheet
	Number          string `json:"number"`           // B: of the company that answers
	Name            string `json:"name"`             // C
	RequesterNumber string `json:"requester_number"` // D: of the company that asks (from 6.6)
	RequesterName   string `json:"requester_name"`   // E
	Comment         string `json:"comment"`          // F; to 6.5: D
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
		if f.Rule == fileAmbiguous.Name && f.Cell == "" {
			return true // a sheet, or the whole file; of a cell only that cell is not read
		}
		return slices.ContainsFunc(fatalRules, func(r finding.Rule) bool { return r.Name == f.Rule })
	})
}

// Untold gives the cells, by sheet and reference, whose blanks say nothing: formulas
// whose results were not saved stand there, or the file says two things of them.
func (d Declaration) Untold() map[[2]string]bool {
	cells := map[[2]string]bool{}
	for _, f := range finding.Unfold(d.Findings) {
		if slices.Contains([]string{neverCalculated.Name, formulaUncalculated.Name, fileAmbiguous.Name}, f.Rule) {
			cells[[2]string{f.Sheet, f.Cell}] = true
		}
	}
	return cells
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
