package cmrt

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// oneSheet is sheet, and tells whether several could be meant.
func (w *workbook) oneSheet(name string) (found *sheetPart, several bool) {
	var visible, hidden []*sheetPart
	for i := range w.sheets {
		switch s := &w.sheets[i]; {
		case !sameName(s.name, name):
		case s.hidden:
			hidden = append(hidden, s)
		default:
			visible = append(visible, s)
		}
	}
	if len(visible) == 0 {
		visible = hidden
	}
	switch len(visible) {
	case 0:
		return nil, false
	case 1:
		return visible[0], slices.ContainsFunc(hidden, func(s *sheetPart) bool { return s != visible[0] && strings.EqualFold(s.name, visible[0].name) })
	}
	return nil, true
}

// sameName tells whether a person takes the name of a sheet for another: whatever its
// case and space, without marks that print nothing, and in letters that look alike.
func sameName(seen, name string) bool {
	return strings.EqualFold(seen, name) || strings.EqualFold(text.Line(text.Narrow(text.Latin(seen))), name)
}

func (w *workbook) has(name string) bool {
	s, several := w.oneSheet(name)
	return s != nil || several
}
