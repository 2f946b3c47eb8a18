package listing

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// listed writes a row as it was typed: a JSON object, header → text, in the order of
// the columns, blank cells left out.
func (e entry) listed() (string, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	seen := map[string]int{}
	for i, cell := range e.cells {
		if cell == "" {
			continue
		}
		name := e.part.column(i)
		if seen[name]++; seen[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, seen[name])
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		if err := quote(&b, name); err != nil {
			return "", err
		}
		b.WriteByte(':')
		if err := quote(&b, cell); err != nil {
			return "", err
		}
	}
	b.WriteByte('}')
	return b.String(), nil
}

// quote writes a JSON string, letters as they are.
func quote(b *bytes.Buffer, s string) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	b.Truncate(b.Len() - 1) // the line end
	return nil
}

// tally counts what the rows of a list say.
type tally struct {
	known, unknown map[string]int
	blank          []string // IDs
	assumed        map[string]int
	columns        []string
}

func newTally() *tally {
	return &tally{known: map[string]int{}, unknown: map[string]int{}, assumed: map[string]int{}}
}

func (t *tally) add(e entry, r tables.ConformanceRow) {
	switch {
	case r.Status == "":
		t.blank = append(t.blank, r.SmelterID)
	case !e.part.has(keyStatus):
		t.assumed[r.Status]++
	case smelter.KnownStatus(r.Status):
		t.known[r.Status]++
	default:
		t.unknown[r.Status]++
	}
	if e.part.has(keyStatus) && !slices.Contains(t.columns, e.part.header(keyStatus)) {
		t.columns = append(t.columns, e.part.header(keyStatus))
	}
}

// notes says where the statuses came from, and which counts as none.
func (t *tally) notes(kind Kind) []string {
	var notes []string
	for _, word := range slices.Sorted(maps.Keys(t.assumed)) {
		notes = append(notes, fmt.Sprintf("No column says a status: %s taken for %s, since --kind %s says that the list is one of those.", many(t.assumed[word], "facility"), word, word))
	}
	if len(t.columns) > 0 {
		note := fmt.Sprintf("Statuses are those of the column %s: %s.", quoted(t.columns), counted(t.known))
		if kind == Conformant || kind == Active {
			note += fmt.Sprintf(" --kind %s gave none.", kind)
		}
		notes = append(notes, note)
	}
	if n := total(t.unknown); n > 0 {
		notes = append(notes, fmt.Sprintf("%s with a status that is not known, which stays as typed and counts as none: %s.", many(n, "facility"), counted(t.unknown)))
	}
	if len(t.blank) > 0 {
		notes = append(notes, fmt.Sprintf("%s without a status in the row: %s.", many(len(t.blank), "facility"), quoted(t.blank)))
	}
	return notes
}

// counted writes words with their numbers.
func counted(n map[string]int) string {
	var list []string
	for _, word := range slices.Sorted(maps.Keys(n)) {
		list = append(list, fmt.Sprintf("“%s” (%d)", word, n[word]))
	}
	if len(list) == 0 {
		return "none that is known"
	}
	if len(list) > 12 {
		list = append(list[:12], "…")
	}
	return strings.Join(list, ", ")
}

func total(n map[string]int) (sum int) {
	for _, v := range n {
		sum += v
	}
	return sum
}
