package cmrt

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// labelledLayouts are versions whose labels are known, of each family.
func labelledLayouts() (list []Layout) {
	for _, v := range [][2]string{{"CMRT", "2.03a"}, {"CMRT", "3.01"}, {"CMRT", "6.5"}, {"EMRT", "1.3"}, {"EMRT", "2.1"}, {"AMRT", "1.3"}, {"CRT", "2.2"}} {
		l, _ := LayoutFor(v[0], v[1])
		list = append(list, l)
	}
	return list
}

// TestEveryLabelTellsThatRowsMoved: one that is missing, or stands where none is, is named by its
// cell, and nothing is read.
func TestEveryLabelTellsThatRowsMoved(t *testing.T) {
	t.Parallel()
	for _, l := range labelledLayouts() {
		name, whole := l.Kind+" "+l.Version, labelledAs(l)
		for _, cell := range []string{"P9", "Q9", "R9"} {
			delete(whole[SheetDeclaration], cell)
		}
		if d := ReadAny("x.xlsx", written(whole)); !d.Readable() || len(found(d, sheetShifted)) > 0 {
			t.Fatalf("%s: %v", name, d.Findings)
		}
		rows := map[int]bool{} // with a label, and which must be blank
		for at := range whole[SheetDeclaration] {
			if column, row := splitRef(at); column == 1 && (l.choices == 0 || row < l.choices) {
				rows[row] = true
			}
		}
		for _, q := range l.Questions {
			if q.rows > 0 {
				rows[q.Row+q.rows] = false
			}
			for i := range len(l.Minerals.Sorted) {
				delete(rows, q.Row+i) // a mineral that is not chosen has none
			}
			for i, m := range l.Minerals.Fixed {
				if !q.Asks(m) {
					delete(rows, q.Row+i)
				}
			}
		}
		for i, q := range l.CompanyQuestions {
			if i+1 < len(l.CompanyQuestions) {
				rows[q.Row+1] = false
			}
		}
		_, last := splitRef(l.Fields.EffectiveDate)
		rows[last+1] = false
		for row, label := range rows {
			changed, at := copied(whole), "B"+strconv.Itoa(row)
			if changed[SheetDeclaration][at] = "A label"; label {
				delete(changed[SheetDeclaration], at)
			}
			d := ReadAny("x.xlsx", written(changed))
			if list := found(d, sheetShifted); len(list) != 1 || list[0].Sheet != SheetDeclaration || list[0].Cell != at || !strings.Contains(list[0].Message, at) || d.Readable() {
				t.Errorf("%s, %s (a label belongs there: %v): %v", name, at, label, d.Findings)
			}
			changed[SheetDeclaration][at] = "=Other!A1" // a label that was never calculated is one
			if d := ReadAny("x.xlsx", written(changed)); d.Readable() != label {
				t.Errorf("%s, %s: a formula there is taken for a label: %v; %v", name, at, !label, d.Findings)
			}
		}
	}
}

// TestANewerVersionIsReadWhereItIsBuiltAlike, and where not, the finding names the sheet.
func TestANewerVersionIsReadWhereItIsBuiltAlike(t *testing.T) {
	t.Parallel()
	for kind, version := range map[string]string{"CMRT": "6.7", "EMRT": "2.2", "AMRT": "1.4"} {
		l := Newest(kind).as(version)
		whole := labelledAs(l)
		read := func(change func(map[string]map[string]string)) Declaration {
			sheets := copied(whole)
			change(sheets)
			return ReadAny("x.xlsx", written(sheets))
		}
		newest := Newest(kind).Version
		d := read(func(map[string]map[string]string) {})
		if list := found(d, templateVersionNewer); len(list) != 1 || list[0].Cell != "J3" || list[0].Message != kind+" "+version+" is newer than "+newest+" and was read like it." || len(d.Smelters) == 0 || d.Layout().Version != newest {
			t.Fatalf("%s: %v", kind, d.Findings)
		}
		put := func(sheet, cell, text string) func(map[string]map[string]string) {
			return func(sheets map[string]map[string]string) { sheets[sheet][cell] = text }
		}
		gone := func(sheet string) func(map[string]map[string]string) {
			return func(sheets map[string]map[string]string) { delete(sheets, sheet) }
		}
		list := strconv.Itoa(l.choices + 2)
		for what, c := range map[string]struct {
			change func(map[string]map[string]string)
			sheet  string // that is not alike; "": it is read
		}{
			"no Revision":                     {gone(SheetRevision), SheetRevision},
			"no Checker":                      {gone("Checker"), "Checker"},
			"no Product List":                 {gone(SheetProducts), SheetProducts},
			"no look-up":                      {gone(SheetLookup), SheetLookup},
			"another answer":                  {put(SheetDeclaration, "C"+list, "Perhaps"), SheetDeclaration},
			"another answer, far right":       {put(SheetDeclaration, "H"+list, "Perhaps"), SheetDeclaration},
			"a text beside the lists":         {put(SheetDeclaration, "I"+list, "Perhaps"), ""},
			"a text above the lists":          {put(SheetDeclaration, "G"+strconv.Itoa(l.choices-1), "Perhaps"), ""},
			"an answer in other letters":      {put(SheetDeclaration, "C"+list, "GREATER THAN 75%"), ""},
			"an error in the lists":           {put(SheetDeclaration, "C"+list, "#REF!"), ""},
			"another scope":                   {put(SheetDeclaration, "R9", "C. Site"), SheetDeclaration},
			"the scopes in another order":     {put(SheetDeclaration, "P9", l.scopes[1].text), SheetDeclaration},
			"no list of scopes":               {put(SheetDeclaration, "Q9", ""), ""},
			"a label that is gone":            {put(SheetDeclaration, "B8", ""), SheetDeclaration},
			"a column without a label":        {put(SheetSmelters, l.Columns.Street+"4", ""), SheetSmelters},
			"standard names elsewhere":        {put(SheetSmelters, l.Columns.StandardName+"4", "Mass balance"), SheetSmelters},
			"standard names in other letters": {put(SheetSmelters, l.Columns.StandardName+"4", "STANDARD NAME"), ""},
		} {
			d := read(c.change)
			if c.sheet == "" {
				if !d.Readable() || len(found(d, templateVersionNewer)) != 1 {
					t.Errorf("%s, %s: %v", kind, what, d.Findings)
				}
				continue
			}
			list := found(d, templateVersionUnknown)
			if len(list) != 1 || list[0].Sheet != c.sheet || !strings.Contains(list[0].Message, `its sheet "`+c.sheet+`" is not built like that of `+newest) {
				t.Errorf("%s, %s: %v", kind, what, d.Findings)
			}
		}
		for _, letter := range strings.Split("ABCDEFGHIJKLMNOPQ", "") {
			if d := read(put(SheetSmelters, letter+"4", "")); len(found(d, templateVersionUnknown)) != 1 {
				t.Errorf("%s without a label over column %s: %v", kind, letter, d.Findings)
			}
		}
		if l.Mines != (MineColumns{}) {
			if d := read(gone(SheetMines)); len(found(d, templateVersionUnknown)) != 1 {
				t.Errorf("%s without the Mine List: %v", kind, d.Findings)
			}
		}
		if d := read(func(sheets map[string]map[string]string) { // answers alone, without a label
			sheets[SheetDeclaration] = maps.Clone(answered(l)[SheetDeclaration])
		}); len(found(d, templateVersionUnknown)) != 1 {
			t.Errorf("%s without labels: %v", kind, d.Findings)
		}
	}
}

// TestWhereARevisionMayStand: the version is read from its cell as RMI writes it; elsewhere on the
// sheet it shows that rows or columns were moved, and below the top rows it is no revision.
func TestWhereARevisionMayStand(t *testing.T) {
	for text, want := range map[string]string{"Revision 6.5\nApril 25, 2025": "6.5", "revision 2.03A": "2.03a", "Version 3.01": "3.01", "Revision 6": "6.00", "Rev. 6.5": "", "Revision 6.5x9": "", "Revision 6.5rc1": "", "Revision 6.5.": "6.5", "Revision 6.5, 2025": "6.5", "(Version 6.22)": "6.22", "Revision  6.6.1 ": "6.6.1", "Revision 6.6.1.2": "",
		"1.   July 18th 2011": "1.00", " 1 July 18": "1.00", "1. july 18": "", "x 1. July 18": "", "": ""} {
		if got := versionIn(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	whole := answered(six.as("6.5"))
	for cell, rule := range map[string]finding.Rule{"J3": {}, "J4": sheetShifted, "K3": sheetShifted, "A1": sheetShifted, "J10": sheetShifted, "J11": templateVersionUnknown} {
		changed := copied(whole)
		delete(changed[SheetDeclaration], "J3")
		changed[SheetDeclaration][cell] = "Revision 6.5"
		d := Read("x.xlsx", written(changed))
		if got := rules(d); rule.Name == "" && !d.Readable() || rule.Name != "" && (!slices.Equal(got, []string{rule.Name}) || rule.Name == sheetShifted.Name && d.Findings[0].Cell != cell || rule.Name != sheetShifted.Name && d.Findings[0].Cell != "J3") {
			t.Errorf("in %s: %v", cell, d.Findings)
		}
	}
	changed := copied(whole)
	changed[SheetDeclaration]["J3"], changed[SheetDeclaration]["A1"] = "Revision 6.4", "Revision 6.5"
	if d := Read("x.xlsx", written(changed)); d.Template.Version != "6.4" {
		t.Errorf("what stands in the cell counts: %+v", d.Template)
	}
}

// TestWhichTemplateAWorkbookIs: by the acronym in its title, else by the English title of its
// Revision sheet, else by its sheets.
func TestWhichTemplateAWorkbookIs(t *testing.T) {
	whole := answered(six.as("6.5"))
	for _, c := range []struct {
		title, revision string
		sheet           string // one more
		want            string
		says            string // of one that is no CMRT
	}{
		{"Konfliktmineralien (CMRT)", "", "", "CMRT", ""}, {"(EMRT)", "", "", "EMRT", "The workbook is not a CMRT but an EMRT."}, {"x (AMRT) y", "", "", "AMRT", "not a CMRT but an AMRT."}, {"Pilot (PRT)", "", "", "AMRT", "an AMRT."}, {"(CRT)", "", "", "CRT", "but a CRT."},
		{"CMRT", "Extended Mineral Reporting Template", "", "EMRT", "an EMRT."}, {"", "RMI Additional Minerals Reporting Template", "", "AMRT", "an AMRT."}, {"", "Pilot Reporting Template", "", "AMRT", "an AMRT."}, {"", "Cobalt Reporting Template", "", "CRT", "a CRT."},
		{"", "Conflict Minerals Reporting Template", SheetMines, "CMRT", ""}, {"Extended Mineral Reporting Template", "", "", "EMRT", "an EMRT."},
		{"", "", "", "CMRT", ""}, {"Budget", "Budget", "", "CMRT", ""}, {"", "", SheetMines, "", "The workbook is not a CMRT but some other workbook."}, {"", "", SheetReasons, "", "but some other workbook."},
	} {
		changed := copied(whole)
		changed[SheetDeclaration]["D2"] = c.title
		if c.revision != "" {
			changed[SheetRevision] = map[string]string{"B3": c.revision}
		}
		if c.sheet != "" {
			changed[c.sheet] = map[string]string{"A1": "x"}
		}
		d := Read("x.xlsx", written(changed))
		if d.Template.Type != c.want || d.Readable() != (c.says == "") || c.says != "" && (len(d.Findings) != 1 || !strings.HasSuffix(d.Findings[0].Message, c.says) || d.Findings[0].Cell != "D2" || d.Findings[0].Rule != templateNotCMRT.Name) {
			t.Errorf("%q, %q, %q: %+v %v", c.title, c.revision, c.sheet, d.Template, d.Findings)
		}
		if wants := ReadAs("EMRT", "x.xlsx", written(changed)); c.want == "AMRT" && !strings.HasSuffix(wants.Findings[0].Message, "not an EMRT but an AMRT.") || c.want == "" && !strings.HasSuffix(wants.Findings[0].Message, "not an EMRT but some other workbook.") {
			t.Errorf("%q, where an EMRT is due: %v", c.title, wants.Findings)
		}
	}
	without := func(names ...string) Declaration {
		changed := copied(whole)
		for _, name := range names {
			delete(changed, name)
		}
		if len(names) > 1 {
			changed["Tabelle1"] = map[string]string{"A1": "x"}
		}
		return Read("x.xlsx", written(changed))
	}
	if d := without(SheetDeclaration); !slices.Equal(rules(d), []string{sheetMissing.Name}) || d.Findings[0].Message != `The workbook has no sheet "Declaration".` {
		t.Errorf("%v", d.Findings)
	}
	if d := without(SheetDeclaration, SheetSmelters); !slices.Equal(rules(d), []string{templateNotCMRT.Name}) || d.Findings[0].Sheet != "" {
		t.Errorf("%v", d.Findings)
	}
}
