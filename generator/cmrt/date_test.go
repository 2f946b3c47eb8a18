package cmrt

import (
	"strings"
	"testing"
)

// TestDatesShownOtherwise: a date is read as stored, and told where the cell shows none.
func TestDatesShownOtherwise(t *testing.T) {
	for name, c := range map[string]struct{ cell, code, rule string }{
		"as a date":              {`<c r="D22" s="1"><v>45730</v></c>`, "d-mmm-yyyy", ""},
		"as a date with a time":  {`<c r="D22" s="1"><v>45730.5</v></c>`, "yyyy/mm/dd hh:mm", ""},
		"as a number":            {`<c r="D22"><v>45730</v></c>`, "General", answerTolerated.Name},
		"as a time of day":       {`<c r="D22" s="1"><v>45730</v></c>`, "h:mm", entryShownDifferently.Name},
		"a number kept as text":  {`<c r="D22" t="str"><v>45730</v></c>`, "General", answerTolerated.Name},
		"a date kept as text":    {`<c r="D22" t="str"><v>14-Mar-2025</v></c>`, "General", answerTolerated.Name},
		"a date of the standard": {`<c r="D22" s="1" t="d"><v>2025-03-14</v></c>`, "d-mmm-yyyy", ""},
	} {
		d := Read("x.xlsx", styled("", noFill, c.code, swap(declarationPart, `<row r="27">`, `<row r="22">`+c.cell+`</row><row r="27">`)))
		var rules []string
		for _, f := range d.Findings {
			if f.Cell == "D22" {
				rules = append(rules, f.Rule)
			}
		}
		if strings.Join(rules, ",") != c.rule || d.Company.EffectiveDate != "2025-03-14" {
			t.Errorf("%s: %s %v", name, d.Company.EffectiveDate, d.Findings)
		}
	}
}
