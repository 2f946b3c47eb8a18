// Package review compares two states of a project and says what a reviewer has to know:
// what must be fixed, what to judge, what changes in public, and what Excel does not show.
//
// It takes the findings, figures and pages of both states as season and site made them. What it gives is internal, since it names suppliers.
package review

import (
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
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
	State project.State     // how far it has come
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

	// Beside are the figures and smelters of the programmes that the year runs beside the
	// CMRT, by name; State, Figures and Smelters alone are set, and a programme that the year
	// does not publish is as a draft.
	Beside map[string]Year
}

// Review is what changed from one state to another. Its JSON form is documented in
// REFERENCE.md. Every list is sorted.
type Review struct {
	Base    string  `json:"base"`    // revision compared with
	Head    string  `json:"head"`    // revision reviewed, or “work tree”
	Summary Summary `json:"summary"` // the counts

	States    []StateChange     `json:"states"`    // years that come, go, or are published or filed
	Frozen    []string          `json:"frozen"`    // frozen filings that were altered, which nobody should do
	Fix       []Point           `json:"fix"`       // errors that were not there before
	Judge     []Point           `json:"judge"`     // warnings that were not there before, and what was resolved with doubt
	Hidden    []Point           `json:"hidden"`    // new findings about what Excel does not show
	Suppliers []Supplier        `json:"suppliers"` // suppliers whose workbooks or verdicts changed
	Figures   []FigureChange    `json:"figures"`   // figures that change
	Facility  []FacilityChange  `json:"smelters"`  // facilities that enter, leave or change on the public page
	Sentences []SentenceChange  `json:"sentences"` // sentences of report and Form SD that come or go
	Pages     []string          `json:"pages"`     // public files that come, go or change
	Broken    string            `json:"broken"`    // why the public pages of head cannot be made; "": they can
	Answers   []AnswerChange    `json:"answers"`   // answers and company details that change
	Rows      []RowChange       `json:"rows"`      // rows of Smelter Lists that change
	Lists     []ListChange      `json:"lists"`     // reference lists that change
	Files     []FileChange      `json:"files"`     // files kept by hand that change: roster, logs, decisions, narrative, settings
	Resaved   []string          `json:"resaved"`   // workbooks whose bytes changed and whose content did not
	Settled   []finding.Finding `json:"settled"`   // errors and warnings of the base that are gone
}

// Summary counts.
type Summary struct {
	Workbooks int  `json:"workbooks"`    // workbooks that were added or removed, or whose content changed
	Errors    int  `json:"errors"`       // new errors
	Warnings  int  `json:"warnings"`     // new warnings
	Settled   int  `json:"settled"`      // errors and warnings of the base that are gone
	Added     int  `json:"rows_added"`   // rows of Smelter Lists that were added
	Removed   int  `json:"rows_removed"` // rows that were removed
	Changed   int  `json:"rows_changed"` // rows that were changed
	Public    bool `json:"public"`       // whether the public pages change
}

// StateChange is a reporting year that has come further, or is gone.
type StateChange struct {
	Year   int           `json:"year"`   // reporting year
	Before project.State `json:"before"` // in the base: open, draft, published or filed; "" where there was no such year
	After  project.State `json:"after"`  // in the head
}

// Point is a finding, with what helps to settle it.
type Point struct {
	finding.Finding
	Year    int      `json:"year"`    // reporting year
	Name    string   `json:"name"`    // of the supplier
	Nearest []string `json:"nearest"` // smelters that an entry resembles: ID and name
}

// Supplier is a workbook that changed, or whose verdict did.
type Supplier struct {
	Year     int    `json:"year"`     // reporting year
	ID       string `json:"id"`       // id on the roster; "" where the file matches no supplier
	Name     string `json:"name"`     // of the supplier
	File     string `json:"file"`     // the workbook
	State    string `json:"state"`    // added, removed, changed, resent, moved or unchanged
	Replaces string `json:"replaces"` // of one that was resent, the workbook that it replaces
	Before   string `json:"before"`   // verdict in the base; "" where there was no such workbook
	After    string `json:"after"`    // verdict in the head
	Rows     int    `json:"rows"`     // rows of the Smelter List in the head
	Added    int    `json:"added"`    // rows added
	Removed  int    `json:"removed"`  // rows removed
	Changed  int    `json:"changed"`  // rows changed
	Answers  int    `json:"answers"`  // answers that changed
	Errors   int    `json:"errors"`   // errors in the head
	Warnings int    `json:"warnings"` // warnings in the head
}

// FigureChange is a figure of the report before and after, as people read it.
type FigureChange struct {
	Year      int    `json:"year"`      // reporting year
	ID        string `json:"id"`        // id of the figure
	Label     string `json:"label"`     // name of the figure
	Before    string `json:"before"`    // in the base
	After     string `json:"after"`     // in the head
	Draft     bool   `json:"draft"`     // of a year, or a programme of it, that is not published: nobody outside sees it
	Programme string `json:"programme"` // EMRT or AMRT; "": CMRT
}

// FacilityChange is a smelter that enters or leaves the public list, or changes on it.
type FacilityChange struct {
	Year      int    `json:"year"`       // reporting year
	Kind      string `json:"kind"`       // enters, leaves, or the column that changes
	Metal     string `json:"metal"`      // tantalum, tin, gold or tungsten, or a mineral of the programme
	ID        string `json:"smelter_id"` // the facility’s number (CID)
	Name      string `json:"name"`       // standard name of the facility
	Before    string `json:"before"`     // in the base
	After     string `json:"after"`      // in the head
	Draft     bool   `json:"draft"`      // of a year, or a programme of it, that is not published
	Programme string `json:"programme"`  // EMRT or AMRT; "": CMRT
}

// SentenceChange is a sentence of the report or of Form SD that comes or goes.
type SentenceChange struct {
	Year  int    `json:"year"`  // reporting year
	In    string `json:"in"`    // report.md or form-sd.md
	Gone  bool   `json:"gone"`  // removed; otherwise new
	Words string `json:"words"` // the sentence
	Draft bool   `json:"draft"` // of a year that is not published
}

// AnswerChange is an answer, or a line of the company block, as typed.
type AnswerChange struct {
	File   string `json:"file"`   // slash path below the project root
	What   string `json:"what"`   // question and metal, or name of the line
	Cell   string `json:"cell"`   // sheet and cell
	Before string `json:"before"` // in the base
	After  string `json:"after"`  // in the head
}

// RowChange is a row of a Smelter List that came, went or changed.
type RowChange struct {
	File   string      `json:"file"`   // slash path below the project root
	Kind   string      `json:"kind"`   // added, removed or changed
	Row    int         `json:"row"`    // row number in the head; of a removed row, in the base
	Metal  string      `json:"metal"`  // tantalum, tin, gold or tungsten
	Who    string      `json:"who"`    // number and name, as typed
	Fields []FieldPair `json:"fields"` // fields of a changed row
}

// FieldPair is a cell before and after.
type FieldPair struct {
	Column string `json:"column"` // column of the Smelter List, as in Declaration JSON
	Before string `json:"before"` // in the base
	After  string `json:"after"`  // in the head
}

// ListChange is how a year's directory or conformance list differs.
type ListChange struct {
	Year    int      `json:"year"`    // reporting year
	Kind    string   `json:"kind"`    // directory or conformance
	Before  string   `json:"before"`  // snapshot in the base
	After   string   `json:"after"`   // snapshot in the head
	Added   []string `json:"added"`   // ID, name and status
	Removed []string `json:"removed"` // facilities removed
	Changed []string `json:"changed"` // facilities changed, with what changed
}

// FileChange is a file that people keep.
type FileChange struct {
	File    string   `json:"file"`    // slash path below the project root
	State   string   `json:"state"`   // added, removed or changed
	Added   []string `json:"added"`   // lines added, of a text
	Removed []string `json:"removed"` // lines removed, of a text
}
