package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
)

// At is one of the cells of a finding that stands in several. Its JSON form is part
// of the finding's.
type At struct {
	Sheet      string `json:"sheet"`                 // worksheet
	Cell       string `json:"cell"`                  // as Excel writes it, e.g. B5
	Metal      string `json:"metal"`                 // of that cell's row or question; "" for none
	Message    string `json:"message"`               // what is wrong in that cell
	CheckerRow int    `json:"checker_row,omitempty"` // as in Finding
	Raw        string `json:"-"`                     // as in Finding
	Smelter    string `json:"smelter_id,omitempty"`  // as in Finding
}

// mostRanges is how many blocks of cells a message names.
const mostRanges = 60

// Fold makes one finding of those that say the same of several rows of a workbook's
// lists: the same rule, severity and advice, in the same file, judged alike. It
// stands at the first of their cells and names the others; Cells keeps what was said
// of each. Unfold takes it apart again.
func Fold(list []Finding) []Finding {
	type kind struct {
		rule, file, supplier, fix, reason, by, on, follows, closed string
		severity                                                   Severity
		waived                                                     bool
	}
	var out []Finding
	first := map[kind]int{}
	rows := map[int][]Finding{}
	for _, f := range Unfold(list) {
		k := kind{f.Rule, f.File, f.Supplier, f.Fix, f.Reason, f.DecidedBy, f.DecidedOn, f.Follows, f.Closed, f.Severity, f.Waived}
		at, seen := first[k]
		switch {
		case !f.PerRow || f.Cell == "":
			out = append(out, f)
		case seen:
			rows[at] = append(rows[at], f)
		default:
			first[k] = len(out)
			rows[len(out)] = []Finding{f}
			out = append(out, f)
		}
	}
	for at, list := range rows {
		out[at] = one(list)
	}
	return out
}

// one joins findings of the same kind, one or more.
func one(list []Finding) Finding {
	stable.Sort(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), byCell(a.Cell, b.Cell), cmp.Compare(a.Message, b.Message))
	})
	f := list[0]
	if len(list) == 1 {
		return f
	}
	var others []At
	for _, part := range list {
		at := At{Sheet: part.Sheet, Cell: part.Cell, Metal: part.Metal, Message: part.Message, CheckerRow: part.CheckerRow, Raw: part.Raw, Smelter: part.Smelter}
		f.Cells = append(f.Cells, at)
		if part.Smelter != f.Smelter {
			f.Smelter = "" // each cell has its own
		}
		if part.Metal != f.Metal {
			f.Metal = ""
		}
		f.CheckerRow = cmp.Or(f.CheckerRow, part.CheckerRow)
		if at.Sheet != f.Sheet || at.Cell != f.Cell {
			others = append(others, at)
		}
	}
	if n, where := spelt(others, f.Sheet, ", ", "%s "); n > 0 {
		if parts := strings.SplitN(where, ", ", mostRanges+1); len(parts) > mostRanges {
			where = strings.Join(parts[:mostRanges], ", ") + " and others"
		}
		f.Message += fmt.Sprintf(" Likewise in %s: %s.", more(n), where)
	}
	return f
}

func more(n int) string {
	if n == 1 {
		return "one more cell"
	}
	return fmt.Sprintf("%d more cells", n)
}

// Unfold gives a finding for each cell of those that stand in several; the others
// stay as they are.
func Unfold(list []Finding) []Finding {
	out := make([]Finding, 0, len(list))
	for _, f := range list {
		if len(f.Cells) == 0 || !f.PerRow {
			out = append(out, f)
			continue
		}
		for _, at := range f.Cells {
			part := f
			part.Cells = nil
			part.Sheet, part.Cell, part.Metal, part.Message, part.CheckerRow, part.Raw, part.Smelter = at.Sheet, at.Cell, at.Metal, at.Message, at.CheckerRow, at.Raw, at.Smelter
			out = append(out, part)
		}
	}
	return out
}

// In tells whether a finding stands in a cell.
func (f Finding) In(sheet, cell string) bool {
	return f.Sheet == sheet && f.Cell == cell || slices.ContainsFunc(f.Cells, func(at At) bool { return at.Sheet == sheet && at.Cell == cell })
}

// Where gives the cells of a finding as Excel's name box takes them: "C5:C9,C12".
func (f Finding) Where() string {
	if len(f.Cells) == 0 {
		return f.Cell
	}
	_, where := spelt(f.Cells, f.Sheet, ",", "'%s'!")
	return where
}

// spelt counts the different cells of a list and writes them, those of another sheet
// than the one named with that sheet in front, in a form of its own.
func spelt(list []At, sheet, between, form string) (n int, where string) {
	var parts []string
	for len(list) > 0 {
		of, cells := list[0].Sheet, []string(nil)
		for ; len(list) > 0 && list[0].Sheet == of; list = list[1:] {
			cells = append(cells, list[0].Cell)
		}
		cells = slices.Compact(cells)
		n += len(cells)
		for _, part := range strings.Split(Ranges(cells), ", ") {
			if of != sheet {
				part = fmt.Sprintf(form, of) + part
			}
			parts = append(parts, part)
		}
	}
	return n, strings.Join(parts, between)
}

// Ranges writes cells as people do, those that follow on one another in a column as
// a range: "C5:C9, C12". They must be in order.
func Ranges(cells []string) string {
	var list []string
	for i := 0; i < len(cells); {
		column, row := split(cells[i])
		j := i + 1
		for ; j < len(cells); j++ {
			if c, r := split(cells[j]); c != column || r != row+j-i {
				break
			}
		}
		if j-i > 1 {
			list = append(list, cells[i]+":"+cells[j-1])
		} else {
			list = append(list, cells[i])
		}
		i = j
	}
	return strings.Join(list, ", ")
}

// split splits "C12" into "C" and 12.
func split(cell string) (column string, row int) {
	column = strings.TrimRight(cell, "0123456789")
	row, _ = strconv.Atoi(cell[len(column):]) // 0 for what is no cell
	return column, row
}

// byCell orders cells down a column, then by column.
func byCell(a, b string) int {
	c, r := split(a)
	d, s := split(b)
	return cmp.Or(cmp.Compare(len(c), len(d)), cmp.Compare(c, d), cmp.Compare(r, s))
}
