package rcoi

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// Value writes a figure's value with its unit.
func (t Trace) Value() string {
	switch f := t.Figure; {
	case f.Value == "":
		return "not known"
	case f.Unit == UnitShare:
		return fmt.Sprintf("%s%% (%s of %s)", f.Value, f.Numerator, f.Denominator)
	default:
		return f.Value
	}
}

// Text draws a trace as a tree, and names the files with their hashes below it, so that
// sha256sum --check can read them. It is internal: it names suppliers.
func (t Trace) Text() string {
	var b strings.Builder
	f := t.Figure
	fmt.Fprintf(&b, "%s = %s, as of %s\n\n%s. %s\n\nFormula: %s\nInternal: suppliers are named below.\n", f.ID, t.Value(), f.AsOf, f.Label, f.Definition, t.Formula)
	hashes := map[string]string{}
	for _, part := range t.Counted {
		if f.Value == "" && len(part.Units) == 0 {
			fmt.Fprintf(&b, "\nNothing was counted for “%s”: what it is counted from is not there.\n", part.Name)
			continue
		}
		fmt.Fprintf(&b, "\n%s: %d\n", part.Name, len(part.Units))
		for i, u := range part.Units {
			branch, below := "├─ ", "│  "
			if i == len(part.Units)-1 {
				branch, below = "└─ ", "   "
			}
			weight := ""
			if u.Weight != "" {
				weight = " = " + text.Visible(u.Weight)
			}
			b.WriteString(branch + text.Visible(u.Name) + weight + "\n")
			for j, p := range u.Places {
				twig := "├─ "
				if j == len(u.Places)-1 {
					twig = "└─ "
				}
				b.WriteString(below + twig + placeText(p) + "\n")
				if p.SHA256 != "" {
					hashes[p.File] = p.SHA256
				}
			}
		}
	}
	if len(hashes) > 0 {
		b.WriteString("\nSHA-256 of the files:\n")
	}
	for _, file := range slices.Sorted(maps.Keys(hashes)) {
		fmt.Fprintf(&b, "%s  %s\n", hashes[file], file)
	}
	return b.String()
}

// placeText writes a place: file!sheet!cell “value”.
func placeText(p Place) string {
	at := text.Visible(p.File)
	switch {
	case p.Sheet != "":
		at += "!" + p.Sheet + "!" + p.Cell
	case p.Record > 0:
		at += fmt.Sprintf(", record %d", p.Record)
	}
	at += " “" + text.Visible(p.Value) + "”"
	if p.Note != "" {
		at += " (" + text.Visible(p.Note) + ")"
	}
	return at
}
