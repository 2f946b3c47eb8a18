package cmrt

import "strconv"

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
	Added              Key = "added"               // intentionally added or used
	Necessary          Key = "necessary"           // remains in the product
	CoveredCountries   Key = "covered_countries"   // sourced from the ten covered countries
	CAHRA              Key = "cahra"               // sourced from conflict-affected or high-risk areas
	Recycled           Key = "recycled"            // wholly from recycled or scrap sources
	ResponseShare      Key = "response_share"      // share of the supplier's own suppliers that answered
	SmeltersIdentified Key = "smelters_identified" // all smelters are known
	SmeltersReported   Key = "smelters_reported"   // all known smelters are in this workbook
)

// The questions about the company.
const (
	Policy                    Key = "policy"
	PolicyPublic              Key = "policy_public" // its comment holds the address
	ValidatedSmeltersRequired Key = "validated_smelters_required"
	DueDiligence              Key = "due_diligence"
	SupplierSurvey            Key = "supplier_survey"
	Review                    Key = "review"
	CorrectiveAction          Key = "corrective_action"
	AnnualDisclosure          Key = "annual_disclosure"
)

// Sheet names; they are English in every language.
const (
	SheetRevision    = "Revision"
	SheetDeclaration = "Declaration"
	SheetSmelters    = "Smelter List"
	SheetProducts    = "Product List"
	SheetLookup      = "Smelter Look-up"
)

// Layout says where one version keeps what. Cells are those of the Declaration
// sheet; an answer stands in column D of its row and its comment in column G.
type Layout struct {
	Version string
	Fields  CompanyCells

	Questions        []Question // row of the first metal; the others follow in the order of Metals
	CompanyQuestions []Question

	SmelterFirst, SmelterLast int // rows of the Smelter List; column letters are smelterColumns
	ProductFirst, ProductLast int // rows of the Product List: number B, name C, comment D
	LookupFirst               int // first row of the Smelter Look-up
}

// CompanyCells are the cells of the company block.
type CompanyCells struct {
	Language, Revision, Title                                         string
	Name, Scope, ScopeDescription                                     string
	UniqueID, UniqueIDAuthority, Address                              string
	ContactName, ContactEmail, ContactPhone                           string
	AuthorizerName, AuthorizerTitle, AuthorizerEmail, AuthorizerPhone string
	EffectiveDate                                                     string
}

// Question is one question of a version: its number there, its meaning, its row.
type Question struct {
	Number string
	Key    Key
	Row    int
}

// Cell is the answer's cell for the i-th of Metals (0 for company questions).
func (q Question) Cell(i int) string { return "D" + strconv.Itoa(q.Row+i) }

// CommentCell is the comment's cell, likewise.
func (q Question) CommentCell(i int) string { return "G" + strconv.Itoa(q.Row+i) }

// six is the cell map that versions 6.00 to 6.5 share.
var six = Layout{
	Fields: CompanyCells{
		Language: "D3", Revision: "J3", Title: "D2",
		Name: "D8", Scope: "D9", ScopeDescription: "D10",
		UniqueID: "D12", UniqueIDAuthority: "D13", Address: "D14",
		ContactName: "D15", ContactEmail: "D16", ContactPhone: "D17",
		AuthorizerName: "D18", AuthorizerTitle: "D19", AuthorizerEmail: "D20", AuthorizerPhone: "D21",
		EffectiveDate: "D22",
	},
	Questions: []Question{
		{"Q1", Added, 26}, {"Q2", Necessary, 32}, {"Q3", CoveredCountries, 38}, {"Q4", CAHRA, 44},
		{"Q5", Recycled, 50}, {"Q6", ResponseShare, 56}, {"Q7", SmeltersIdentified, 62}, {"Q8", SmeltersReported, 68},
	},
	CompanyQuestions: []Question{
		{"A", Policy, 75}, {"B", PolicyPublic, 77}, {"C", ValidatedSmeltersRequired, 79}, {"D", DueDiligence, 81},
		{"E", SupplierSurvey, 83}, {"F", Review, 85}, {"G", CorrectiveAction, 87}, {"H", AnnualDisclosure, 89},
	},
	SmelterFirst: 5, SmelterLast: 2504,
	ProductFirst: 6, ProductLast: 2005,
	LookupFirst: 5,
}

// Layouts has one row a version, oldest first. Versions before 6.22 end their
// Product List at row 1000, where a copyright line follows.
var Layouts = []Layout{
	six.as("6.00", 1000), six.as("6.01", 1000), six.as("6.1", 1000),
	six.as("6.2", 2005), six.as("6.21", 2005), six.as("6.22", 2005), six.as("6.3", 2005),
	six.as("6.31", 2005), six.as("6.4", 2005), six.as("6.5", 2005),
}

func (l Layout) as(version string, lastProduct int) Layout {
	l.Version, l.ProductLast = version, lastProduct
	return l
}

// LayoutOf gives the layout of a version ("6.22"), and false where it is unknown.
func LayoutOf(version string) (Layout, bool) {
	for _, l := range Layouts {
		if l.Version == version {
			return l, true
		}
	}
	return Layout{}, false
}

// smelterColumns are the columns of the Smelter List in versions 6.x.
var smelterColumns = struct {
	IDTyped, Metal, Lookup, Name, Country, ID, IDSource, Street, City, State,
	ContactName, ContactEmail, NextSteps, MineName, MineCountry, Recycled, Comment, StandardName string
}{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R"}
