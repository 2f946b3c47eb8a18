package export

import (
	"strconv"
	"strings"
)

// programme writes the sheets of a programme beside the CMRT: where suppliers stand by it,
// what was found, smelters and figures. None of them comes back.
func (w *book) programme(in Input) {
	name := in.Year.Asks() + " "
	w.sheet(name+strings.ToLower(sheetSuppliers), standings(in))
	w.sheet(name+strings.ToLower(sheetFindings), findings(in))
	w.sheet(name+strings.ToLower(sheetSmelters), smelters(in))
	w.sheet(name+strings.ToLower(sheetFigures), figures(in))
}

// standings are the suppliers that a programme asks, and where each stands.
func standings(in Input) grid {
	g := grid{columns: []column{{name: "id", width: 26}, {name: "name", width: 32}, {name: "stage", width: 26}, {name: "since", day: true}, {name: "asked", day: true}, {name: "reminders", number: true},
		{name: "last_message", day: true}, {name: "received", day: true}, {name: "verdict"}, {name: "open_questions", number: true}}}
	for _, s := range in.States {
		if s.Supplier.InScope != "yes" {
			continue
		}
		verdict := ""
		if s.Book != nil {
			verdict = string(s.Book.Verdict)
		}
		g.add([]string{s.Supplier.ID, s.Supplier.Name, string(s.Stage), s.Since, s.Asked, strconv.Itoa(s.Reminders), s.Last, s.Received, verdict, strconv.Itoa(len(s.Questions))})
	}
	return g
}
