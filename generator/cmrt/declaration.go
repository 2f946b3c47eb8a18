package cmrt

import (
	"slices"

	"itron.com/conflict-minerals/generator/finding"
)

// Declaration is what one workbook says. Its JSON form is a published contract
// (REFERENCE.md, "Declaration JSON"). A blank or unknown value is "", a date is
// YYYY-MM-DD, a row is the worksheet's own row number.
type Declaration struct {
	File           string            `json:"file"`               // the workbook: slash path below the project root, or as named on the command line
	SHA256         string            `json:"sha256"`             // of the file's bytes, lower-case hex
	Template       Template          `json:"template"`           // the form that was filled in
	Company        Company           `json:"company"`            // head of the Declaration sheet
	Answers        []Answer          `json:"answers"`            // by question, then in the order of Metals
	CompanyAnswers []Answer          `json:"company_answers"`    // by letter; Metal is ""
	Smelters       []SmelterRow      `json:"smelters"`           // by row
	Products       []Product         `json:"products"`           // by row
	Minerals       []Metal           `json:"minerals,omitempty"` // that the questions are about, in the order of their rows; of EMRT and AMRT only
	Mines          []Mine            `json:"mines,omitempty"`    // of the Mine List, by row (EMRT from 2.0, AMRT)
	Reasons        []Reason          `json:"reasons,omitempty"`  // why who asks wants a mineral declared (AMRT)
	Findings       []finding.Finding `json:"findings"`           // what the reader noticed
	Stored         []Stored          `json:"stored,omitempty"`   // cells that hold something else than a person sees

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
	Name              string `json:"name"`                // legal name; D8 in 6.x
	Scope             string `json:"scope"`               // company, product, user-defined, division, product-category or ""
	ScopeRaw          string `json:"scope_raw"`           // scope as typed; D9
	ScopeDescription  string `json:"scope_description"`   // description of a scope other than the company; D10
	UniqueID          string `json:"unique_id"`           // identification number; D12
	UniqueIDAuthority string `json:"unique_id_authority"` // who issued it, e.g. DUNS; D13 (from 3.00)
	Address           string `json:"address"`             // of the company; D14, in 2.x D13
	ContactName       string `json:"contact_name"`        // contact for the declaration; D15, not in 2.x
	ContactEmail      string `json:"contact_email"`       // of the contact; D16
	ContactPhone      string `json:"contact_phone"`       // of the contact; D17
	AuthorizerName    string `json:"authorizer_name"`     // who authorised the declaration; D18, to 2.x the representative: D14
	AuthorizerTitle   string `json:"authorizer_title"`    // of the authoriser; D19
	AuthorizerEmail   string `json:"authorizer_email"`    // of the authoriser; D20
	AuthorizerPhone   string `json:"authorizer_phone"`    // of the authoriser; D21
	EffectiveDate     string `json:"effective_date"`      // YYYY-MM-DD, "" where there is doubt
	EffectiveDateRaw  string `json:"effective_date_raw"`  // as stored, D22: days since 1900 or 1904, or text
}

// Answer is one answered (or blank) question.
type Answer struct {
	Key      Key    `json:"key"`             // the meaning, the same in every version
	Question string `json:"question"`        // the version's own number: "Q1", "A"
	Metal    Metal  `json:"metal,omitempty"` // blank for questions about the company
	Answer   string `json:"answer"`          // normalised; "" where blank or not understood
	Raw      string `json:"raw"`             // as typed
	Comment  string `json:"comment"`         // the supplier’s comment
	Cell     string `json:"cell"`            // e.g. "Declaration!D27"
}

// SmelterRow is one row of the Smelter List, as stored. ID is column F, or what
// the workbook's own look-up gives where F was never calculated; IDRaw is
// column F as stored. StandardName is what the look-up makes of the row. The columns
// are those of 6.x; Layout.Columns has them for every version.
type SmelterRow struct {
	Row          int    `json:"row"`           // in the worksheet; gaps and rows past the table are kept
	Metal        Metal  `json:"metal"`         // "" where none of the four
	MetalRaw     string `json:"metal_raw"`     // as typed; column B
	IDTyped      string `json:"id_typed"`      // column A, the supplier's own entry
	ID           string `json:"id"`            // column F without space, or as the own look-up resolves column A
	IDRaw        string `json:"id_raw"`        // column F as stored
	Lookup       string `json:"lookup"`        // column C: the name chosen, NotListed or NotYetIdentified
	Name         string `json:"name"`          // column D: typed, for smelters that are not listed
	StandardName string `json:"standard_name"` // column R, hidden; before 6.x D where it is calculated
	Country      string `json:"country"`       // column E
	IDSource     string `json:"id_source"`     // column G: who gave the number, e.g. RMI
	Street       string `json:"street"`        // column H; in 1.00: the whole address
	City         string `json:"city"`          // as typed; column I
	State        string `json:"state"`         // as typed; column J
	ContactName  string `json:"contact_name"`  // at the smelter; column K
	ContactEmail string `json:"contact_email"` // at the smelter; column L
	NextSteps    string `json:"next_steps"`    // steps that the supplier proposes; column M
	MineName     string `json:"mine_name"`     // column N: name of the mine, or "recycled" or "scrap"
	MineCountry  string `json:"mine_country"`  // country of the mine; column O
	Recycled     string `json:"recycled"`      // yes, no, unknown or "": all feedstock is recycled or scrap
	RecycledRaw  string `json:"recycled_raw"`  // as typed; column P (from 3.00)
	Comment      string `json:"comment"`       // column Q
}

// Product is one row of the Product List.
type Product struct {
	Row             int    `json:"row"`              // in the worksheet
	Number          string `json:"number"`           // column B: of the company that answers
	Name            string `json:"name"`             // column C: of the company that answers
	RequesterNumber string `json:"requester_number"` // column D: of the company that asks (from 6.6)
	RequesterName   string `json:"requester_name"`   // of the company that asks; column E
	Comment         string `json:"comment"`          // column F; to 6.5 column D
}

// Mine is one row of the Mine List: a mine from which a smelter sources.
type Mine struct {
	Row          int    `json:"row"`           // in the worksheet
	Metal        Metal  `json:"metal"`         // "" where it is not known
	MetalRaw     string `json:"metal_raw"`     // as typed; column A
	Smelter      string `json:"smelter"`       // name of the smelter that sources there; column B
	Name         string `json:"name"`          // of the mine; column C
	ID           string `json:"id"`            // its number; column D
	IDSource     string `json:"id_source"`     // who gave the number; column E
	Country      string `json:"country"`       // column F
	Street       string `json:"street"`        // column G
	City         string `json:"city"`          // column H
	State        string `json:"state"`         // column I
	ContactName  string `json:"contact_name"`  // at the mine; column J
	ContactEmail string `json:"contact_email"` // at the mine; column K
	NextSteps    string `json:"next_steps"`    // steps that the supplier proposes; column L
	Comment      string `json:"comment"`       // column M
}

// Reason is a row of the sheet Minerals Scope, which the one who asks fills in.
type Reason struct {
	Row     int    `json:"row"`     // in the worksheet
	Mineral string `json:"mineral"` // as typed
	Reason  string `json:"reason"`  // why it is asked for
}

// Metals are the metals and minerals that the declaration is asked about.
func (d Declaration) Metals() []Metal {
	if kind := d.Template.Type; kind == "EMRT" || kind == "AMRT" || kind == "CRT" {
		return d.Minerals
	}
	return Metals
}

// Layout is the cell map by which the declaration was read: that of its version,
// or of the newest known where it is newer than all.
func (d Declaration) Layout() Layout {
	list := layoutsOf(d.Template.Type)
	if len(list) == 0 {
		list = Layouts
	}
	if l, ok := LayoutFor(list[0].Kind, d.Template.Version); ok {
		return l
	}
	return list[len(list)-1]
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
