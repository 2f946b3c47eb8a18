package cmrt

import (
	"cmp"
	"strconv"
	"strings"
)

// Metal is one of the four conflict minerals, in the field's short form.
type Metal string

const (
	Tantalum Metal = "tantalum"
	Tin      Metal = "tin"
	Gold     Metal = "gold"
	Tungsten Metal = "tungsten"
)

// Metals are the four in the order in which every Declaration sheet asks them.
var Metals = []Metal{Tantalum, Tin, Gold, Tungsten}

// Key names what a question means, whatever number a version gives it.
type Key string

// The metal questions.
const (
	Added              Key = "added"               // intentionally added or used (from 3.00)
	Necessary          Key = "necessary"           // remains in the product; to 3.x: necessary and contained
	CoveredCountries   Key = "covered_countries"   // sourced from the ten covered countries
	CAHRA              Key = "cahra"               // sourced from conflict-affected or high-risk areas (from 6.00)
	Recycled           Key = "recycled"            // wholly from recycled or scrap sources
	ResponseShare      Key = "response_share"      // share of the supplier's own suppliers that answered
	SmeltersIdentified Key = "smelters_identified" // all smelters are known
	SmeltersValidated  Key = "smelters_validated"  // all smelters are on the validated list (to 2.x)
	SmeltersReported   Key = "smelters_reported"   // all known smelters are in this workbook (from 3.00)
)

// The questions about the company.
const (
	Policy                    Key = "policy"                      // a sourcing policy is in place
	PolicyPublic              Key = "policy_public"               // its comment holds the address
	DRCFreeRequired           Key = "drc_free_required"           // suppliers must be free of conflict minerals (to 3.x)
	ValidatedSmeltersRequired Key = "validated_smelters_required" // suppliers must use audited smelters
	DueDiligence              Key = "due_diligence"               // measures are implemented
	TemplatesReceived         Key = "templates_received"          // from all suppliers; 1.00 only
	SupplierSurvey            Key = "supplier_survey"             // suppliers are surveyed, with this template or another
	SmelterNamesRequested     Key = "smelter_names_requested"     // suppliers must name their smelters (to 3.x)
	Review                    Key = "review"                      // what suppliers send is reviewed
	CorrectiveAction          Key = "corrective_action"           // the review manages corrections
	AnnualDisclosure          Key = "annual_disclosure"           // the company must file, with the SEC or the EU
)

// Sheet names; they are English in every language.
const (
	SheetRevision    = "Revision"
	SheetDeclaration = "Declaration"
	SheetSmelters    = "Smelter List" // 1.00: "Smelter and Mine List"
	SheetProducts    = "Product List"
	SheetLookup      = "Smelter Look-up"
)

// Layout says where one version keeps what. Cells without a sheet are those of
// the Declaration; an answer stands in column D of its row, its comment in column
// G. A blank cell or letter means that the version has no such thing.
type Layout struct {
	Version string
	Fields  CompanyCells

	Questions        []Question // row of the first metal; the others follow in the order of Metals
	CompanyQuestions []Question

	SmelterSheet                             string
	SmelterHeader, SmelterFirst, SmelterLast int
	SmelterRevision                          string // cell of the Smelter List that repeats the revision
	SmelterEnds                              bool   // other tables follow below the last row, so nothing there is a smelter
	Columns                                  SmelterColumns

	ProductHeader, ProductFirst, ProductLast int  // number B, name C, comment D; 0: no Product List
	ProductEnds                              bool // other things stand below the last row
	LookupFirst                              int  // first row of the Smelter Look-up; 0: none that can be read

	unseen  bool // no workbook of it was at hand, so where its labels stand is not known
	scopes  []option
	checker checkerSheet // the template's own Checker; zero where it is not modelled
	hidden  []string     // sheets that the template itself hides
}

// CompanyCells are the cells of the company block.
type CompanyCells struct {
	Language, Revision, Title                                         string
	Name, Scope, ScopeDescription                                     string
	UniqueID, UniqueIDAuthority, Address                              string
	ContactName, ContactEmail, ContactPhone                           string
	AuthorizerName, AuthorizerTitle, AuthorizerEmail, AuthorizerPhone string
	EffectiveDate                                                     string // with spaces between: day, month and year apart
}

// SmelterColumns are the column letters of the Smelter List.
type SmelterColumns struct {
	IDTyped, Metal, Lookup, Name, Country, ID, IDSource, Street, City, State string
	ContactName, ContactEmail, NextSteps, MineName, MineCountry              string
	Recycled, Comment, StandardName                                          string
}

// Question is one question of a version: its number there, its meaning, its row.
type Question struct {
	Number  string
	Key     Key
	Row     int
	options []option
}

// Cell is the answer's cell for the i-th of Metals (0 for company questions).
func (q Question) Cell(i int) string { return "D" + strconv.Itoa(q.Row+i) }

// CommentCell is the comment's cell, likewise.
func (q Question) CommentCell(i int) string { return "G" + strconv.Itoa(q.Row+i) }

// Layouts has one row a version, oldest first. Of 4.00 to 5.12 no workbook was at
// hand and their cells are not known, so they are not here.
var Layouts = []Layout{
	one.as("1.00"),
	two.as("2.00"), two.as("2.01"), twoShifted.as("2.02"), twoTranslated.as("2.03"), twoTranslated.as("2.03a"),
	three.as("3.00").checkedBy(checker300), three.as("3.01"), three.as("3.02"),
	six.as("6.00").products(1000), six.as("6.01").products(1000), six.as("6.1").products(1000),
	six.as("6.2"), six.as("6.21"), six.as("6.22"), six.as("6.3"), six.as("6.31"), six.as("6.4"), six.as("6.5"),
}

func (l Layout) as(version string) Layout {
	l.Version = version
	return l
}

// products sets where the Product List ends; a copyright line follows there.
func (l Layout) products(last int) Layout {
	l.ProductLast = last
	return l
}

// checkedBy sets a Checker sheet that differs from the family's.
func (l Layout) checkedBy(s checkerSheet) Layout {
	l.checker = s
	return l
}

// LayoutOf gives the layout of a version ("6.22"), and false where it is unknown.
func LayoutOf(version string) (Layout, bool) {
	for i := range Layouts {
		if Layouts[i].Version == version {
			return Layouts[i], true
		}
	}
	return Layout{}, false
}

// CompareVersions orders versions as RMI does: as decimals, so that 6.22 is older
// than 6.4, and with letters after none. It gives -1, 0 or 1.
func CompareVersions(a, b string) int {
	numberOf := func(v string) (float64, string) {
		digits := strings.TrimRight(v, "abcdefghijklmnopqrstuvwxyz")
		n, _ := strconv.ParseFloat(digits, 64) // versions come from a pattern that holds digits
		return n, v[len(digits):]
	}
	n, letter := numberOf(strings.ToLower(a))
	m, other := numberOf(strings.ToLower(b))
	return cmp.Or(cmp.Compare(n, m), cmp.Compare(letter, other))
}
