// Package review compares two states of a project and says what a reviewer has to know:
// what must be fixed, what to judge, what changes in public, and what Excel does not show.
//
// It stands after all that finds, counts and publishes, and takes what they made of both
// states. What it gives is internal, since it names suppliers.
package review

import (
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// WorkTree is the name of the state that is not committed.
const WorkTree = "work tree"

// Side is one state of a project.
type Side struct {
	Name  string // as people call it: a revision, or “work tree”
	Years map[int]Year
	Files map[string]string // SHA-256 of every file below content/ and data/ but the compiled tables, by slash path
	Texts map[string]string // of those that are text
	Pages map[string]string // SHA-256 of every public page, by slash path

	Broken string   // why the public pages cannot be made; "": they can
	Links  []string // of the revision, where there should be files

}

// Year is a reporting year after all thinking is done.
type Year struct {
	Names map[string]string // of suppliers, by id
	Books []check.Workbook
	// Open gives a workbook with every row; nil where Books hold their rows themselves.
	Open        func(file string) check.Whole
	Findings    []finding.Finding
	Figures     []tables.Figure
	Smelters    []tables.Smelter
	Report      string
	Form        string
	Directory   smelter.Directory
	Conformance smelter.Conformance
}

// Review is what changed from one state to another. Its JSON form is documented in
// README.md. Every list is sorted.
type Review struct {
	Base    string  `json:"base"`
	Head    string  `json:"head"`
	Summary Summary `json:"summary"`

	Frozen    []string          `json:"frozen"`    // files of filings that changed: nobody should
	Fix       []Point           `json:"fix"`       // errors that were not there before
	Judge     []Point           `json:"judge"`     // warnings that were not there before, and what was resolved with doubt
	Hidden    []Point           `json:"hidden"`    // new findings about what Excel does not show
	Suppliers []Supplier        `json:"suppliers"` // whose workbooks or verdicts changed
	Figures   []FigureChange    `json:"figures"`
	Facility  []FacilityChange  `json:"smelters"` // on the public page
	Sentences []SentenceChange  `json:"sentences"`
	Pages     []string          `json:"pages"`  // public files that come, go or change
	Broken    string            `json:"broken"` // why the public pages of head cannot be made; "": they can
	Answers   []AnswerChange    `json:"answers"`
	Rows      []RowChange       `json:"rows"`
	Lists     []ListChange      `json:"lists"` // of reference
	Files     []FileChange      `json:"files"` // that people keep: roster, logs, decisions, words, settings
	Resaved   []string          `json:"resaved"`
	Settled   []finding.Finding `json:"settled"` // errors and warnings of the base that are gone
}

// Summary counts.
type Summary struct {
	Workbooks int  `json:"workbooks"` // added, removed or changed in what they say
	Errors    int  `json:"errors"`    // new
	Warnings  int  `json:"warnings"`  // new
	Settled   int  `json:"settled"`
	Added     int  `json:"rows_added"`
	Removed   int  `json:"rows_removed"`
	Changed   int  `json:"rows_changed"`
	Public    bool `json:"public"` // the public pages change
}

// Point is a finding, with what helps to settle it.
type Point struct {
	finding.Finding
	Year    int      `json:"year"`
	Name    string   `json:"name"`    // of the supplier
	Nearest []string `json:"nearest"` // smelters that an entry resembles: ID and name
}

// Supplier is a workbook that changed, or whose verdict did.
type Supplier struct {
	Year     int    `json:"year"`
	ID       string `json:"id"` // "": nobody accounts for the file
	Name     string `json:"name"`
	File     string `json:"file"`
	State    string `json:"state"`  // added, removed, changed, moved or unchanged
	Before   string `json:"before"` // verdict; "": was not there
	After    string `json:"after"`
	Rows     int    `json:"rows"` // of the Smelter List now
	Added    int    `json:"added"`
	Removed  int    `json:"removed"`
	Changed  int    `json:"changed"`
	Answers  int    `json:"answers"` // that changed
	Errors   int    `json:"errors"`  // now
	Warnings int    `json:"warnings"`
}

// FigureChange is a figure of the report before and after, as people read it.
type FigureChange struct {
	Year   int    `json:"year"`
	ID     string `json:"id"`
	Label  string `json:"label"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// FacilityChange is a smelter that enters or leaves the public list, or changes on it.
type FacilityChange struct {
	Year   int    `json:"year"`
	Kind   string `json:"kind"` // enters, leaves, or the column that changes
	Metal  string `json:"metal"`
	ID     string `json:"smelter_id"`
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// SentenceChange is a sentence of the report or of Form SD that comes or goes.
type SentenceChange struct {
	Year  int    `json:"year"`
	In    string `json:"in"` // report.md or form-sd.md
	Gone  bool   `json:"gone"`
	Words string `json:"words"`
}

// AnswerChange is an answer, or a line of the company block, as typed.
type AnswerChange struct {
	File   string `json:"file"`
	What   string `json:"what"` // question and metal, or name of the line
	Cell   string `json:"cell"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// RowChange is a row of a Smelter List that came, went or changed.
type RowChange struct {
	File   string      `json:"file"`
	Kind   string      `json:"kind"` // added, removed or changed
	Row    int         `json:"row"`  // now; of one that was removed, before
	Metal  string      `json:"metal"`
	Who    string      `json:"who"`    // number and name, as typed
	Fields []FieldPair `json:"fields"` // of one that changed
}

// FieldPair is a cell before and after.
type FieldPair struct {
	Column string `json:"column"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// ListChange is how a year's directory or conformance list differs.
type ListChange struct {
	Year    int      `json:"year"`
	Kind    string   `json:"kind"` // directory or conformance
	Before  string   `json:"before"`
	After   string   `json:"after"`
	Added   []string `json:"added"` // ID, name and status
	Removed []string `json:"removed"`
	Changed []string `json:"changed"`
}

// FileChange is a file that people keep.
type FileChange struct {
	File    string   `json:"file"`
	State   string   `json:"state"` // added, removed or changed
	Added   []string `json:"added"` // lines, of a text
	Removed []string `json:"removed"`
}
