package demo

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
)

// book describes one file that arrived: what stands in which cell, and what is
// wrong with it. Tests compare readers with this description.
type book struct {
	file     string // slash path below the project root
	supplier string
	kind     string // CMRT, or another template's acronym
	version  string
	layout   cmrt.Layout
	sheets   map[string]cells // Declaration, Smelter List, Product List
	entries  []*entry         // rows of the Smelter List, until lay puts them into cells
	seeds    []seed
	rows     int // that the Smelter List was asked to have; 0: a few, in a small file

	// Damage that no cell can describe.
	shift        bool   // a row inserted near the top of the Declaration
	without      string // a sheet that was removed
	uncalculated bool   // formulas without results
	cut          bool   // only the first half of the file arrived
	sameAs       *book  // the same bytes as another file
	raw          []byte // not a workbook at all
}

// cells are the contents of a sheet by cell name.
type cells map[string]excelize.Cell

// seed is one mistake with its place. want is the text that stands in its cell.
type seed struct {
	rule, supplier, file, sheet, cell, what string

	want   string
	entry  *entry // for a smelter row: the cell is this row's
	column string
}

// entry is one row of the Smelter List. A facility is entered by its number
// (typed), or by one of its names (named); without a facility there is only what
// was typed over, by column.
type entry struct {
	metal    cmrt.Metal
	facility *facility
	named    string
	over     map[string]string
	row      int
}

// typedRow is a row in which metal, name and country were typed, and nothing else.
func typedRow(metal cmrt.Metal, name, country string) *entry {
	return &entry{metal: metal, over: map[string]string{"B": title(metal), "C": name, "E": country}}
}

// put writes a plain value over whatever a column would hold; "" empties it.
func (e *entry) put(column, text string) *entry {
	if e.over == nil {
		e.over = map[string]string{}
	}
	e.over[column] = text
	return e
}

// put writes a plain value; nil and "" empty the cell.
func (b *book) put(sheet, cell string, value any) {
	if value == nil || value == "" {
		delete(b.sheets[sheet], cell)
		return
	}
	style := b.sheets[sheet][cell].StyleID
	b.sheets[sheet][cell] = excelize.Cell{Value: value, StyleID: style}
}

// formula writes a formula with its stored result.
func (b *book) formula(sheet, cell, formula string, result any) {
	b.sheets[sheet][cell] = excelize.Cell{Formula: formula, Value: result}
}

// text is what stands in a cell, as stored; "" where a result is missing.
func (b *book) text(sheet, cell string) string {
	c := b.sheets[sheet][cell]
	if c.Formula != "" && b.uncalculated {
		return ""
	}
	switch v := c.Value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// answerCell is where a question is answered for a metal ("" for the company's).
func (b *book) answerCell(key cmrt.Key, metal cmrt.Metal) string {
	cell, _ := b.question(key, metal)
	return cell
}

// commentCell is where its comment stands.
func (b *book) commentCell(key cmrt.Key, metal cmrt.Metal) string {
	_, cell := b.question(key, metal)
	return cell
}

func (b *book) question(key cmrt.Key, metal cmrt.Metal) (answer, comment string) {
	for _, q := range append(append([]cmrt.Question{}, b.layout.Questions...), b.layout.CompanyQuestions...) {
		if q.Key != key {
			continue
		}
		for i, m := range cmrt.Metals {
			if metal == m || metal == "" {
				return q.Cell(i), q.CommentCell(i)
			}
		}
	}
	return "", ""
}

// answer writes an answer.
func (b *book) answer(key cmrt.Key, metal cmrt.Metal, text string) {
	b.put(cmrt.SheetDeclaration, b.answerCell(key, metal), text)
}

// of gives the rows of a metal that were entered by number.
func (b *book) of(metal cmrt.Metal) []*entry {
	var list []*entry
	for _, e := range b.entries {
		if e.metal == metal && e.facility != nil && e.named == "" && e.over == nil {
			list = append(list, e)
		}
	}
	return list
}

// drop takes the rows of a metal out.
func (b *book) drop(metal cmrt.Metal) {
	var kept []*entry
	for _, e := range b.entries {
		if e.metal != metal {
			kept = append(kept, e)
		}
	}
	b.entries = kept
}

// title writes a metal as the drop-down lists do.
func title(m cmrt.Metal) string {
	if m == "" {
		return ""
	}
	return strings.ToUpper(string(m[:1])) + string(m[1:])
}
