package demo

import (
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
)

// mistake is one thing that can be wrong in a declaration. Mistakes of one kit go
// into one workbook, in the order of the list; those that would contradict or hide
// each other are in different kits. A new one is one row here (or in the list of
// its subject) and nothing else.
type mistake struct {
	rule string
	kit  string
	do   func(*author, *book) spot
}

// spot is where a mistake was put, the text that stands there, and what it is in
// words. For a smelter row the place is the row and a column.
type spot struct {
	sheet, cell string
	entry       *entry
	column      string
	want, what  string
}

// kits in the order in which suppliers get them.
var kits = []string{"company", "names", "answers", "consistency", "ids", "person", "product", "old"}

// mistakes are all that can go into a filled-in declaration.
func mistakes() []mistake {
	return slices.Concat(companyMistakes, answerMistakes, rowMistakes)
}

// err puts all mistakes of a kit into a book.
func (a *author) err(b *book, kit string) {
	for _, m := range mistakes() {
		if m.kit == kit {
			b.seed(m.rule, m.do(a, b))
		}
	}
	if kit == "ids" {
		a.inGerman(b)
	}
}

// seed notes a mistake.
func (b *book) seed(rule string, s spot) {
	b.seeds = append(b.seeds, seed{rule: rule, supplier: b.supplier, file: b.file, sheet: s.sheet, cell: s.cell,
		entry: s.entry, column: s.column, want: s.want, what: s.what})
}

// declaration is the spot of a Declaration cell, after writing text into it.
func (b *book) declaration(cell string, value any, what string) spot {
	style := b.sheets[cmrt.SheetDeclaration][cell].StyleID
	b.put(cmrt.SheetDeclaration, cell, value)
	if c, there := b.sheets[cmrt.SheetDeclaration][cell]; there {
		c.StyleID = style
		b.sheets[cmrt.SheetDeclaration][cell] = c
	}
	return spot{sheet: cmrt.SheetDeclaration, cell: cell, want: b.text(cmrt.SheetDeclaration, cell), what: what}
}

// row is the spot of a column of a new row.
func (b *book) row(e *entry, column, want, what string) spot {
	b.entries = append(b.entries, e)
	return spot{entry: e, column: column, want: want, what: what}
}

// inGerman turns the form and the answers into German, as a supplier does that
// types words instead of choosing them. It comes last, over what was answered.
func (a *author) inGerman(b *book) {
	b.labels("Deutsch")
	words := map[string]string{"Yes": "Ja", "No": "Nein", "Unknown": "Unbekannt"}
	translate := func(cell string) {
		if word := words[b.text(cmrt.SheetDeclaration, cell)]; word != "" {
			b.seed("answer-tolerated", b.declaration(cell, word, "the answer is typed in German"))
		}
	}
	for _, q := range b.layout.Questions {
		for i := range cmrt.Metals {
			translate(q.Cell(i))
		}
	}
	for _, q := range b.layout.CompanyQuestions {
		translate(q.Cell(0))
	}
}

// unused gives a good facility that the book does not list yet; aliased asks for
// one that goes by a second name, which the first refinery always does.
func (a *author) unused(b *book, metal cmrt.Metal, aliased bool) *facility {
	list := a.year.edition.those(metal, func(f *facility) bool {
		listed := slices.ContainsFunc(b.entries, func(e *entry) bool { return e.facility != nil && e.facility.id == f.id })
		return f.standing <= active && !listed && (len(f.aliases) > 0 || !aliased)
	})
	if len(list) == 0 { // only in a book that lists nearly all
		return a.year.edition.good(metal)[0]
	}
	return list[0]
}
