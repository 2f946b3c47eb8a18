package check

import (
	"slices"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
)

// concerns are the origins of a mineral that customers and laws ask about apart from all
// others, since much of it is dug there by hand.
var concerns = map[cmrt.Metal]struct {
	countries []string // ISO codes
	words     string
}{
	cmrt.Cobalt: {[]string{"CD"}, "the Democratic Republic of the Congo, where cobalt is also mined artisanally"},
	cmrt.Mica:   {[]string{"IN", "MG"}, "India or Madagascar, where mica is also mined artisanally"},
}

// Concern names the countries of concern of a mineral, "" where it has none.
func Concern(m cmrt.Metal) string {
	where, _, _ := strings.Cut(concerns[m].words, ",")
	return where
}

// ConcernIn tells whether a country is one of them.
func ConcernIn(m cmrt.Metal, code string) bool { return slices.Contains(concerns[m].countries, code) }

// mineralRules are about EMRT, AMRT and CRT; a CMRT breaks none of them.
var mineralRules = []rule{
	{finding.Rule{Name: "mineral-origin-of-concern", Severity: finding.Warning, Question: true, PerRow: true,
		Explanation: "Cobalt from the Democratic Republic of the Congo, and mica from India or Madagascar, come in part from artisanal mining, often with child labour. Customers ask what is done about that.",
		Fix:         "Tell us what your due diligence says of the mine: whether it is industrial or artisanal, and what was found there.",
		Example:     "Row 7 of the Mine List of an EMRT names a cobalt mine in Kolwezi, DRC."},
		func(c *context, found report) {
			for _, a := range c.declaration.Answers {
				if a.Answer == cmrt.DRCOnly || a.Answer == cmrt.DRCAdjoining || a.Answer == cmrt.IndiaOnly {
					found(cmrt.SheetDeclaration, cellOf(a), a.Metal, "%s is declared to come from %s.", began(a.Metal), concerns[a.Metal].words)
				}
			}
			c.concerning(func(sheet, cell string, metal cmrt.Metal) {
				found(sheet, cell, metal, "A mine of %s is in %s.", metal, concerns[metal].words)
			})
		}},
	{finding.Rule{Name: "mine-artisanal", Severity: finding.Warning, Question: true, PerRow: true,
		Explanation: "The declaration itself says that the mine is artisanal. Artisanal mining feeds many families, and is where child labour and unsafe work are most often found (OECD Guidance, Annex II).",
		Fix:         "Tell us how the mine is monitored, by whom, and what was found there; a report of the programme that monitors it is enough.",
		Example:     "The Mine List of an EMRT names “Kasulo (ASM)” for cobalt."},
		func(c *context, found report) {
			c.artisans(func(sheet, cell string, metal cmrt.Metal, word string) {
				found(sheet, cell, metal, "The row says of a mine of %s: %q.", metal, word)
			})
		}},
	{finding.Rule{Name: "mineral-origin-contradicted", Severity: finding.Error,
		Explanation: "The supplier denies sourcing from conflict-affected or high-risk areas, or does not know, and names a mine of that mineral in one that is known for it.",
		Fix:         "Correct the answer, or show why the mine is in no such area.",
		Example:     "Q3 is No for cobalt, and row 7 of the Mine List names a mine in the DRC."},
		func(c *context, found report) {
			told := map[cmrt.Metal]bool{}
			c.concerning(func(sheet, cell string, metal cmrt.Metal) {
				a, asked := c.declaration.Answer(cmrt.CAHRA, metal)
				if asked && !told[metal] && (a.Answer == cmrt.No || a.Answer == cmrt.Unknown) {
					told[metal] = true
					found(cmrt.SheetDeclaration, cellOf(a), metal, "%s is answered %s for %s, but %s!%s names a mine in %s.", a.Question, a.Raw, metal, sheet, cell, concerns[metal].words)
				}
			})
		}},
}

// artisanal are words by which a mine is called one of artisans.
var artisanal = []string{"artisanal", "asm", "creuseur", "creuseurs", "small-scale mine", "small scale mine", "small-scale mining", "small scale mining", "hand-picked", "handpicked"}

// speaksOfArtisans finds such a word.
func speaksOfArtisans(texts ...string) string {
	for _, t := range texts {
		plain := " " + strings.Join(strings.FieldsFunc(strings.ToLower(t), func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }), " ") + " "
		for _, w := range artisanal {
			if strings.Contains(plain, " "+w+" ") {
				return w
			}
		}
	}
	return ""
}

// artisans calls f for the cell of each mine of which the declaration says that artisans
// work in it.
func (c *context) artisans(f func(sheet, cell string, metal cmrt.Metal, word string)) {
	for _, mine := range c.declaration.Mines {
		if w := speaksOfArtisans(mine.Name, mine.Comment, mine.NextSteps, mine.Smelter); w != "" {
			f(cmrt.SheetMines, c.layout.Mines.Name+itoa(mine.Row), mine.Metal, w)
		}
	}
	if c.layout.Kind == cmrt.Conflict {
		return
	}
	for _, row := range c.declaration.Smelters {
		if w := speaksOfArtisans(row.MineName, row.Comment, row.NextSteps); w != "" {
			f(c.layout.SmelterSheet, c.layout.Columns.MineName+itoa(row.Row), row.Metal, w)
		}
	}
}

// concerning calls f for the cell of each mine in a country of concern.
func (c *context) concerning(f func(sheet, cell string, metal cmrt.Metal)) {
	within := func(metal cmrt.Metal, codes []string) bool {
		return slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(concerns[metal].countries, code) })
	}
	for _, row := range c.declaration.Smelters {
		if codes, _ := smelter.MineCountries(row); within(row.Metal, codes) {
			f(c.layout.SmelterSheet, c.layout.Columns.MineCountry+itoa(row.Row), row.Metal)
		}
	}
	for _, mine := range c.declaration.Mines {
		if codes, _ := smelter.CountriesIn(mine.Country); within(mine.Metal, codes) {
			f(cmrt.SheetMines, c.layout.Mines.Country+itoa(mine.Row), mine.Metal)
		}
	}
}
