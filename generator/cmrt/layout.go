package cmrt

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Metal is a metal or mineral by its English name in small letters, as in “tin” and
// “rare earth elements”.
type Metal string

const (
	Tantalum Metal = "tantalum"
	Tin      Metal = "tin"
	Gold     Metal = "gold"
	Tungsten Metal = "tungsten"
)

// Metals are the four conflict minerals in the order in which every CMRT asks them.
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
	PolicyCoversRisks         Key = "policy_covers_risks"         // the policy covers the risks of Annex II and child labour; CRT only
	DueDiligenceRequired      Key = "due_diligence_required"      // suppliers must do it; CRT only
	RisksRequired             Key = "risks_required"              // and it must cover those risks; CRT only
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
	Kind     string // the family of templates: CMRT, EMRT, AMRT, CRT
	Version  string
	Minerals Minerals
	Fields   CompanyCells

	Questions        []Question // row of the first metal; the others follow in their order
	CompanyQuestions []Question

	SmelterSheet                             string
	SmelterHeader, SmelterFirst, SmelterLast int
	SmelterRevision                          string // cell of the Smelter List that repeats the revision
	SmelterEnds                              bool   // other tables follow below the last row, so nothing there is a smelter
	OldNumbers                               bool   // smelters are numbered as 1JPN058; the template itself fills that in
	Columns                                  SmelterColumns

	ProductHeader, ProductFirst, ProductLast int // 0: no Product List
	Products                                 ProductColumns
	ProductEnds                              bool        // other things stand below the last row
	Mines                                    MineColumns // of the Mine List; zero: none
	ReasonsFirst, ReasonsLast                int         // rows of the sheet Minerals Scope; 0: none
	LookupFirst                              int         // first row of the Smelter Look-up; 0: none that can be read

	unseen  bool // no workbook of it was at hand, so where its labels stand is not known
	scopes  []option
	checker checkerSheet // the template's own Checker; zero where it is not modelled
	hidden  []string     // sheets that the template itself hides
	choices int          // first of the rows below the questions that hold the lists of answers
	links   int          // references to other workbooks that the template itself carries
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

// ProductColumns are the column letters of the Product List.
type ProductColumns struct {
	Number, Name, RequesterNumber, RequesterName, Comment string
}

// MineColumns are the column letters of the Mine List, whose header and rows stand where
// those of the Smelter List do.
type MineColumns struct {
	Metal, Smelter, Name, ID, IDSource, Country, Street, City, State string
	ContactName, ContactEmail, NextSteps, Comment                    string
}

// letters are the columns that a version has, in their order.
func (c ProductColumns) letters() (list []string) {
	for _, letter := range []string{c.Number, c.Name, c.RequesterNumber, c.RequesterName, c.Comment} {
		if letter != "" {
			list = append(list, letter)
		}
	}
	return list
}

// Question is one question of a version: its number there, its meaning, its row.
type Question struct {
	Number  string
	Key     Key
	Row     int
	options []option

	only     []Metal            // the metals that are asked about; nil: all
	own      map[Metal][]option // answers that are offered for one metal more
	optional bool               // it may be left blank
	rows     int                // that belong to it in the sheet, used or not, before a blank one; 0: none follows
}

// ask makes a question with a row for each of four metals.
func ask(number string, key Key, row int, options []option) Question {
	return Question{Number: number, Key: key, Row: row, options: options, rows: 4}
}

// offered gives the answers that are offered for a metal.
func (q Question) offered(metal Metal) []option {
	if more := q.own[metal]; len(more) > 0 {
		return append(q.options[:len(q.options):len(q.options)], more...)
	}
	return q.options
}

// Asks tells whether the question is about a metal.
func (q Question) Asks(metal Metal) bool { return q.only == nil || slices.Contains(q.only, metal) }

// Optional tells whether a question may be left blank whatever else is answered.
func (l Layout) Optional(key Key) bool {
	return slices.ContainsFunc(l.Questions, func(q Question) bool { return q.Key == key && q.optional })
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
	six.as("6.00").products(1000).checkedBy(checker601), six.as("6.01").products(1000).checkedBy(checker601), six.as("6.1").products(1000).checkedBy(checker601),
	six.as("6.2"), six.as("6.21"), six.as("6.22"), six.as("6.3"), six.as("6.31"), six.as("6.4"), six.as("6.5"),
	sixRequested.as("6.6"), sixRequested.as("6.6.1"),
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

// LayoutOf gives the layout of a version of the CMRT ("6.22"), and false where it is unknown.
func LayoutOf(version string) (Layout, bool) { return LayoutFor(Conflict, version) }

// versionText is how RMI writes one: two or three figures, and a letter in old ones.
var versionText = lazyregexp.New(`^(\d+)\.(\d+)(?:\.(\d+))?([a-z]?)$`)

// LayoutFor gives the layout of a version of a family of templates, and false where it is
// unknown.
func LayoutFor(kind, version string) (Layout, bool) {
	list := layoutsOf(kind)
	for i := range list {
		if list[i].Version == version {
			return list[i], true
		}
	}
	return Layout{}, false
}

// Reads tells whether workbooks of a version ("6.22") can be read: it is known, or
// newer than all that are and of their family, so that it can be read like the newest
// where it is built alike.
func Reads(v string) bool { return ReadsOf(Conflict, v) }

// ReadsOf is Reads for the template of a programme.
func ReadsOf(programme, v string) bool {
	_, known := LayoutFor(programme, v)
	return known || versionText.MatchString(v) && newerThan(layoutsOf(programme), v)
}

// newerThan tells a version that is not known yet, and has the first figure of the newest.
func newerThan(list []Layout, v string) bool {
	newest := list[len(list)-1].Version
	family, _, _ := strings.Cut(newest, ".")
	return strings.HasPrefix(v, family+".") && CompareVersions(v, newest) > 0
}

// CompareVersions orders versions as RMI released them, and gives -1, 0 or 1. To 6.31
// the second figure was a decimal, so that 6.22 is older than 6.4; since 6.6.1 what was
// its second digit is a figure of its own, and 6.10 would follow on 6.9. A version with
// a letter is newer than the same without.
func CompareVersions(a, b string) int {
	n, letter := figures(a)
	m, other := figures(b)
	return cmp.Or(slices.Compare(n, m), cmp.Compare(letter, other))
}

// figures takes a version apart: 6.22 and 6.2.2 are 6, 2, 2.
func figures(v string) (list []int, letter string) {
	parts := versionText.FindStringSubmatch(strings.ToLower(v))
	if parts == nil {
		return nil, ""
	}
	_, known := LayoutOf(v)
	if second := parts[2]; len(second) == 2 && (known || second[0] == '0' || parts[1] < "6" && len(parts[1]) == 1) {
		parts[2], parts[3] = second[:1], second[1:]
	}
	for _, part := range parts[1:4] {
		n, _ := strconv.Atoi(part) // digits or nothing
		list = append(list, n)
	}
	return list, parts[4]
}
