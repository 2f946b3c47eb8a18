package listing

import (
	"fmt"
	"slices"
	"strings"
)

// Untaken tells of the columns that hold something and whose header is not known, since a
// second supplier of a part may stand in one; no note where there is none.
func (s Sheet) Untaken(known []Column) []string {
	var list []string
	for i, header := range s.Headers {
		taken := header == ""
		for _, at := range s.At {
			taken = taken || at == i
		}
		filled := slices.ContainsFunc(s.Rows, func(r SheetRow) bool { return i < len(r.Cells) && r.Cells[i] != "" })
		if !taken && filled {
			list = append(list, "“"+header+"”")
		}
	}
	if len(list) == 0 {
		return nil
	}
	var keys []string
	for _, c := range known {
		if !s.Has(c.Key) {
			keys = append(keys, c.Key)
		}
	}
	note := fmt.Sprintf("Columns that were not taken, since their headers are not known: %s.", strings.Join(list, ", "))
	if len(keys) > 0 {
		note += fmt.Sprintf(" One that is needed is named with --map KEY=HEADER; the keys that are free: %s.", strings.Join(keys, ", "))
	}
	return []string{note}
}
