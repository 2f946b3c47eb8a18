package cmrt

import (
	"fmt"
	"slices"
	"strings"
)

// Conditional formats lay another look over cells while a condition holds. Whether it
// holds is for a spreadsheet program to say; what is told here is that it may, where the
// look would hide or change what a cell says.

// overlay is such a look.
type overlay struct {
	letters, behind       colour
	hasLetters, hasBehind bool
	struck, tiny          bool
	sections              []section
	bare                  bool // it shows a picture instead of the number
	numbers               bool // it is for numbers alone
	shape                 bool // it is no format but a picture or a text box
}

// conditional is what conditions may lay over some cells.
type conditional struct {
	areas []area
	own   *overlay // where it brings its look along
	look  int      // otherwise the number of it in the workbook's list
}

// area is a block of cells, first and last included.
type area struct{ left, top, right, bottom int }

// readArea reads a reference such as A5:Q10, $D$27 or C:C.
func readArea(text string) (area, bool) {
	from, to, several := strings.Cut(strings.ReplaceAll(text, "$", ""), ":")
	if !several {
		to = from
	}
	left, top := splitRef(from)
	right, bottom := splitRef(to)
	a := area{min(left, right), min(top, bottom), max(left, right), max(top, bottom)}
	switch {
	case left < 0 && right < 0 && top > 0 && bottom > 0: // whole rows
		a.left, a.right = 0, maxLetters
	case left >= 0 && right >= 0 && top == 0 && bottom == 0: // whole columns
		a.top, a.bottom = 1, maxRowNumber
	case a.left < 0 || a.top < 1:
		return a, false
	}
	return a, true
}

// readOverlay reads the look that the element just entered lays over a cell.
func (f *formats) readOverlay(t *tokens) (v overlay, err error) {
	err = t.children(func() error {
		var err error
		switch string(t.name) {
		case "font":
			err = t.children(func() error {
				switch string(t.name) {
				case "color":
					v.letters, v.hasLetters = f.colour(t, 0), true
				case "strike":
					v.struck = t.on()
				case "sz":
					v.tiny = t.tiny()
				}
				return nil
			})
		case "fill":
			v.hasBehind = true
			v.behind, err = f.readFill(t, "bgColor")
		case "numFmt":
			v.sections = sections(t.attr("formatCode"))
		}
		return err
	})
	return v, err
}

// maxConditions bounds the blocks of cells of a sheet that have conditional formats, and
// maxConditionSteps how often they are compared with entries.
const (
	maxConditions     = 20_000
	maxConditionSteps = 50_000_000
)

// readConditional reads the conditional formats of some cells.
func (r *sheetReader) readConditional() error {
	areas := r.areas(r.attr("sqref"))
	return r.children(func() error {
		if string(r.name) != "cfRule" {
			return nil
		}
		c := conditional{areas: areas, look: r.tokens.number("dxfId")}
		if err := r.children(func() error {
			if shows := r.attr("showValue"); shows != "" && !truth(shows) { // icons or bars alone
				c.own = &overlay{bare: true}
			}
			if name := string(r.name); name != "colorScale" && name != "dataBar" || r.palette == nil {
				return nil
			}
			return r.children(func() error { // what stands behind a number, by its size
				if string(r.name) != "color" {
					return nil
				}
				behind := r.palette().colour(&r.tokens, 0xFFFFFF)
				return r.keepConditional(conditional{areas: areas, own: &overlay{behind: behind, hasBehind: true, numbers: true}})
			})
		}); err != nil {
			return err
		}
		return r.keepConditional(c)
	})
}

// areas reads a list of references.
func (r *sheetReader) areas(list string) (areas []area) {
	for text := range strings.FieldsSeq(list) {
		if a, ok := readArea(text); ok && len(areas) <= maxConditions {
			areas = append(areas, a)
		}
	}
	return areas
}

func (r *sheetReader) keepConditional(c conditional) error {
	if c.own == nil && c.look < 0 || len(c.areas) == 0 {
		return nil
	}
	if r.conditions += len(c.areas); r.conditions > maxConditions {
		return fmt.Errorf("the list of its conditional formats %w", errTooLarge)
	}
	r.grid.conditionals = append(r.grid.conditionals, c)
	return nil
}

// readExtensions looks for the conditional formats that Excel has had since 2010, which
// bring their look along, and name their cells behind it.
func (r *sheetReader) readExtensions() error {
	if r.kind != tokenStart {
		return nil
	}
	var looks []*overlay
	for depth := r.depth; r.depth >= depth; {
		r.spaces.leave(r.depth)
		if err := r.advance(); err != nil {
			return err
		}
		if r.kind != tokenStart {
			continue
		}
		switch string(r.name) {
		case "conditionalFormatting":
			looks = nil
		case "iconSet", "dataBar":
			if shows := r.attr("showValue"); shows != "" && !truth(shows) {
				looks = append(looks, &overlay{bare: true})
			}
		case "dxf":
			v, err := r.palette().readOverlay(&r.tokens)
			if err != nil {
				return err
			}
			looks = append(looks, &v)
		case "sqref":
			var list []byte
			if _, err := r.characters(&list); err != nil {
				return err
			}
			areas := r.areas(string(list))
			for _, look := range looks {
				if err := r.keepConditional(conditional{areas: areas, own: look}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// over gives the looks that conditions may lay over the cells of a row, by column.
func (w *watch) over(row *row) {
	w.overlays = w.overlays[:0]
	if w.steps > maxConditionSteps {
		return
	}
	for _, c := range w.grid.conditionals {
		look := c.own
		if look == nil {
			if all := w.r.book.styles().conditional; c.look < len(all) {
				look = &all[c.look]
			}
		}
		if look == nil {
			continue
		}
		for _, a := range c.areas {
			if w.steps++; a.top <= row.number && row.number <= a.bottom {
				laid := laidOver{a.left, a.right, look}
				if w.steps += len(w.overlays); !slices.Contains(w.overlays, laid) {
					w.overlays = append(w.overlays, laid)
				}
			}
		}
		if w.steps > maxConditionSteps {
			w.overlays = nil
			w.r.d.Findings = append(w.r.d.Findings, damaged(w.r.d.File, w.sheet, fmt.Errorf("the list of its conditional formats %w", errTooLarge)))
			return
		}
	}
}

// laidOver is a look over some columns of a row.
type laidOver struct {
	left, right int
	*overlay
}

// lookAtConditions tells what a condition would make of an entry.
func (w *watch) lookAtConditions(at spot, c cell, plain look) {
	for _, o := range w.overlays {
		if w.steps++; at.column < o.left || at.column > o.right {
			continue
		}
		if o.shape {
			w.add(at, entryNotVisible, "A picture or a text box lies over the cell, and may cover what stands there")
			continue
		}
		if o.numbers && c.kind != numberValue {
			continue
		}
		letters, behind := plain.letters, plain.behind
		if o.hasLetters {
			letters = o.letters
		}
		if o.hasBehind {
			behind = o.behind
		}
		as, unseen, changed := shown(o.sections, c)
		switch {
		case o.hasBehind && !o.hasLetters && w.r.layout.Version < "3": // templates of 2.x black out what need not be answered
		case unseen, o.tiny, o.bare && c.kind == numberValue, (o.hasLetters || o.hasBehind) && letters.like(behind) && !plain.hidden:
			w.add(at, entryNotVisible, "A conditional format hides what is stored while its condition holds")
		case changed:
			w.add(at, entryShownDifferently, "%q is stored, and a conditional format shows %q while its condition holds", shortened(c.text), shortened(as))
		}
		if o.struck {
			w.add(at, entryStruck, "A conditional format strikes the entry through while its condition holds")
		}
	}
}
