package rcoi

import (
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// rows counts the rows of accepted declarations that led to no facility.
func (c *counter) rows(accepted []check.Workbook) {
	var unresolved, notIdentified, mines []Unit
	for i := range accepted {
		b := &accepted[i]
		for e := range b.Entries.All() {
			switch e.Outcome {
			case smelter.Resolved, smelter.Rejected:
			case smelter.NotIdentified:
				notIdentified = append(notIdentified, c.line(b, e.Row, c.entry(b, int(e.Row))))
			default:
				unresolved = append(unresolved, c.line(b, e.Row, c.entry(b, int(e.Row))))
			}
			if e.Mine {
				mines = append(mines, c.line(b, e.Row, c.mine(b, int(e.Row))))
			}
		}
	}
	c.facilityCount("smelters.unresolved", "Entries that match no known facility", unresolved, "Rows of accepted declarations whose name or number fits no facility on the reference list. Their names are not published.", fromAnswers)
	c.count("smelters.not_identified", "Entries “not yet identified”", notIdentified, "Rows of accepted declarations in which the supplier says that it does not know the smelter yet.", fromAnswers)
	c.count("smelters.mines_named", "Entries that name a mine", mines, "Rows of accepted declarations that name a mine or the country of one. They are suppliers' statements that nobody has verified; only their countries are published.", fromAnswers)
}

// Accepted gives the declarations from which the register was made, by supplier.
func (q Inquiry) Accepted() []check.Workbook { return q.accepted }

// Outcome gives what the inquiry says of where a metal comes from, "" where nobody was asked.
func (q Inquiry) Outcome(m cmrt.Metal) string {
	for _, f := range q.Figures {
		if f.ID == string(m)+".rcoi" {
			return f.Value
		}
	}
	return ""
}
