package cmrt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// TestWhichMineralARowIsAbout, by what the supplier chose, what the template made of it, and what
// stands beside the rows.
func TestWhichMineralARowIsAbout(t *testing.T) {
	const computed, unknown = "mineral-order-computed", "mineral-order-unknown"
	l, _ := LayoutFor("AMRT", "1.3")
	for name, c := range map[string]struct {
		chosen, sorted, labels string
		minerals               string // by row, "-" for none
		rule, cell             string
		says                   string
	}{
		"as it is":                       {"Zinc,Iridium", "Iridium,Zinc", "", "iridium zinc", "", "", ""},
		"nothing":                        {"", "", "", "", "", "", ""},
		"in other letters":               {"ZINC,Iridium", "iridium,Zinc", "Iridium (*),zinc", "iridium zinc", "", "", ""},
		"twice":                          {"Zinc,zinc ,Iridium", "Iridium,Zinc", "", "iridium zinc", "", "", ""},
		"taken out":                      {"Zinc,(Delete Iridium)", "Zinc", "", "zinc", "", "", ""},
		"not calculated":                 {"Zinc,Iridium", "", "", "iridium zinc", computed, "D12", "(Iridium, Zinc) was not calculated when the file was saved; the answers were read in the order that it gives."},
		"calculated, by its labels":      {"Zinc,Iridium", "", "Zinc(*),Iridium", "zinc iridium", "", "", ""},
		"calculated before another":      {"Zinc,Iridium", "Iridium,Silver", "", "iridium zinc", computed, "D12", ""},
		"not ASCII":                      {"锌,Iridium", "", "", "iridium zinc", unknown, "D12", "programs sort such names differently"},
		"another beside it":              {"Zinc,Iridium", "Iridium,Zinc", "Zinc,Iridium", "iridium zinc", unknown, "B31", `"Zinc" stands beside an answer that is about Iridium in the template's own order`},
		"another in the second":          {"Zinc,Iridium", "Iridium,Zinc", "Iridium,Silver", "iridium zinc", unknown, "B32", `"Silver" stands beside an answer that is about Zinc`},
		"one where none is":              {"Zinc", "Zinc", "Zinc,Silver", "zinc", unknown, "B32", `"Silver" stands beside an answer that is about no mineral`},
		"in another language beside it":  {"Zinc", "Zinc", "亜鉛", "zinc", "", "", ""},
		"an error in the template's own": {"Zinc", "#N/A", "", "zinc", computed, "D12", ""},
		"more in the template's own":     {"Zinc", "Zinc,Zinc", "", "zinc", computed, "D12", ""},
	} {
		cells := map[string]string{}
		for i := range 10 {
			for into, list := range map[string]string{l.Minerals.Choice[i]: c.chosen, l.Minerals.Sorted[i]: c.sorted, "B" + strconv.Itoa(31+i): c.labels} {
				cells[SheetDeclaration+"!"+into] = append(strings.Split(list, ","), make([]string, 10)...)[i]
			}
		}
		for i := range 3 { // the answers of the filled template
			cells[SheetDeclaration+"!D"+strconv.Itoa(31+i)], cells[SheetDeclaration+"!D"+strconv.Itoa(43+i)] = "", ""
		}
		d := ReadAny("x.xlsx", written(changedTo(labelledAs(l), cells)))
		var got, rule, cell, says []string
		for _, m := range d.Minerals {
			got = append(got, string(m))
		}
		for _, f := range d.Findings {
			if strings.HasPrefix(f.Rule, "mineral-") {
				rule, cell, says = append(rule, f.Rule), append(cell, f.Cell), append(says, f.Message)
			}
		}
		if strings.Join(got, " ") != c.minerals || strings.Join(rule, " ") != c.rule || strings.Join(cell, " ") != c.cell || !strings.Contains(strings.Join(says, " "), c.says) {
			t.Errorf("%s: %v, %v %v %v", name, got, rule, cell, says)
		}
	}
}

// TestMineralsThatAreNotOfTheList: an EMRT asks about six; of an AMRT another is named three rows below
// the choice.
func TestMineralsThatAreNotOfTheList(t *testing.T) {
	emrt, _ := LayoutFor("EMRT", "2.1")
	amrt, _ := LayoutFor("AMRT", "1.3")
	free, _ := LayoutFor("AMRT", "1.2")
	for _, c := range []struct {
		layout              Layout
		choice, below       string
		rule, cell, mineral string
	}{
		{emrt, "Zinc", "", mineralUnknown.Name, "G12", "zinc"}, {emrt, "Kobalt", "", "", "", "cobalt"}, {emrt, "Other [specify below]", "Tin", mineralUnknown.Name, "G12", "other [specify below]"}, {amrt, "Pewter", "", "", "", "pewter"}, {free, "Pewter", "", "", "", "pewter"},
		{amrt, "OTHER [specify below]", "Tellurium", "", "", "tellurium"}, {amrt, "Other [specify below]", "", mineralUnnamed.Name, "G15", ""}, {amrt, "Other [specify below]", "(Delete x)", "", "", ""}, {free, "Other [specify below]", "Tellurium", "", "", "other [specify below]"},
	} {
		cells := map[string]string{}
		for i, at := range c.layout.Minerals.Choice {
			cells[SheetDeclaration+"!"+at], cells[SheetDeclaration+"!"+c.layout.Minerals.Sorted[i]] = "", ""
		}
		cells[SheetDeclaration+"!G12"], cells[SheetDeclaration+"!G15"] = c.choice, c.below
		d := listOf(c.layout, cells)
		var got, rule []string
		for _, m := range d.Minerals {
			got = append(got, strings.ReplaceAll(string(m), "[", "["))
		}
		cell := ""
		for _, f := range d.Findings {
			if f.Rule == mineralUnknown.Name || f.Rule == mineralUnnamed.Name {
				rule, cell = append(rule, f.Rule), f.Cell
			}
		}
		if strings.Join(got, ",") != c.mineral || strings.Join(rule, ",") != c.rule || cell != c.cell {
			t.Errorf("%s %s, %q with %q below: %v, %v", c.layout.Kind, c.layout.Version, c.choice, c.below, got, d.Findings)
		}
	}
}

// TestAnswersBesideNoMineral are told, each with its cell, and are no answers.
func TestAnswersBesideNoMineral(t *testing.T) {
	l, _ := LayoutFor("EMRT", "2.1")
	d := listOf(l, map[string]string{SheetDeclaration + "!D36": "Yes", SheetDeclaration + "!D48": "No", SheetDeclaration + "!D40": "beyond the rows", SheetDeclaration + "!G37": "a comment"})
	got := foundIn(d, answerWithoutMineral, SheetDeclaration)
	if missing, unwanted := differing(got, map[string]bool{"D36": true, "D48": true}); len(missing)+len(unwanted) > 0 {
		t.Errorf("not told of %v; told of %v", missing, unwanted)
	}
	for _, a := range d.Answers {
		if a.Metal == "" {
			t.Errorf("%+v", a)
		}
	}
}

// TestReasonsOfTheOneWhoAsks are read from their rows alone.
func TestReasonsOfTheOneWhoAsks(t *testing.T) {
	l, _ := LayoutFor("AMRT", "1.3")
	sheets := answered(l)
	sheets[SheetReasons] = map[string]string{"B7": "Mineral", "C7": "Reason", "B8": "Zinc", "C8": "cars", "C10": "as asked", "B17": "Lime", "B18": "Silver", "A11": "x"}
	d := ReadAny("x.xlsx", written(sheets))
	if want := []Reason{{8, "Zinc", "cars"}, {10, "", "as asked"}, {17, "Lime", ""}}; !slices.Equal(d.Reasons, want) {
		t.Errorf("%+v", d.Reasons)
	}
	if d := listOf(Newest("EMRT"), nil); d.Reasons != nil {
		t.Errorf("%+v", d.Reasons)
	}
}

// TestAMineListThatDoesNotFit is not read, with the cell that shows it; where a version has one, that
// it is missing is told.
func TestAMineListThatDoesNotFit(t *testing.T) {
	l, _ := LayoutFor("EMRT", "2.1")
	for name, c := range map[string]struct {
		change func(mines, declaration map[string]string)
		cell   string
	}{
		"as it is": {func(mines, _ map[string]string) {}, "none"}, "the revision elsewhere": {func(mines, _ map[string]string) { mines["L3"] = "Revision 2.1" }, "L3"}, "another revision elsewhere": {func(mines, _ map[string]string) { mines["L3"] = "Revision 2.0" }, "none"},
		"a label less": {func(mines, _ map[string]string) { delete(mines, "G4") }, "G4"}, "the first label less": {func(mines, _ map[string]string) { delete(mines, "A4") }, "A4"}, "the last label less": {func(mines, _ map[string]string) { delete(mines, "M4") }, "M4"}, "labels that were never calculated": {func(mines, d map[string]string) { delete(mines, "M4"); d["B30"] = "=L!A1" }, "none"},
	} {
		sheets := labelledAs(l)
		sheets[SheetMines]["A6"], sheets[SheetMines]["C6"] = "Cobalt", "Kolwezi"
		c.change(sheets[SheetMines], sheets[SheetDeclaration])
		d := ReadAny("x.xlsx", written(sheets))
		list := slices.DeleteFunc(found(d, sheetNotRead), func(f finding.Finding) bool { return f.Sheet != SheetMines })
		if fits := c.cell == "none"; fits != (len(list) == 0) || fits != (len(d.Mines) == 1) || !fits && (list[0].Cell != c.cell || list[0].Message != fmt.Sprintf("The Mine List is not built as EMRT 2.1 has it, first seen in %s: it was not read.", c.cell)) {
			t.Errorf("%s: %d mines, %v", name, len(d.Mines), d.Findings)
		}
	}
	if list := found(listOf(l, nil), sheetNotRead); len(list) != 1 || list[0].Message != `The workbook has no sheet "Mine List", which EMRT 2.1 has.` {
		t.Errorf("%v", list)
	}
	if list := found(listOf(emrtOne.as("1.3"), nil), sheetNotRead); len(list) != 0 {
		t.Errorf("%v", list)
	}
}
