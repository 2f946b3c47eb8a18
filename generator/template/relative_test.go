package template

import "testing"

// Formulas read the same where one is the other, copied; all others differ.
func TestFormulasThatAreAlike(t *testing.T) {
	type written struct {
		formula string
		at      place
	}
	for name, tc := range map[string]struct {
		a, b  written
		alike bool
	}{
		"a row further down":          {written{"IF(A1=\"x\",B1,$C$1)", place{4, 1}}, written{"IF(A2=\"x\",B2,$C$1)", place{4, 2}}, true},
		"a column to the right":       {written{"A1+List!B1", place{3, 1}}, written{"B1+List!C1", place{4, 1}}, true},
		"a fixed row":                 {written{"A$1", place{4, 1}}, written{"A$1", place{4, 2}}, true},
		"another fixed row":           {written{"A$1", place{4, 1}}, written{"A$2", place{4, 2}}, false},
		"another fixed column":        {written{"$A1", place{4, 1}}, written{"$B1", place{5, 1}}, false},
		"fixed and not":               {written{"$A$1", place{1, 1}}, written{"A1", place{1, 1}}, false},
		"the same words elsewhere":    {written{"A1", place{4, 1}}, written{"A1", place{4, 2}}, false},
		"a text like a reference":     {written{`"A1"`, place{4, 1}}, written{`"A2"`, place{4, 2}}, false},
		"the same text":               {written{`"A1"`, place{4, 1}}, written{`"A1"`, place{4, 2}}, true},
		"a sheet like a reference":    {written{"AB1!$A$1", place{4, 1}}, written{"AB2!$A$1", place{4, 2}}, false},
		"a function like a reference": {written{"LOG10(A1)", place{4, 1}}, written{"LOG11(A2)", place{4, 2}}, false},
		"whole columns, further down": {written{"SUM(A:A)", place{4, 1}}, written{"SUM(A:A)", place{4, 9}}, true},
		"whole columns, to the right": {written{"SUM(A:A)", place{4, 1}}, written{"SUM(A:A)", place{5, 1}}, false},
		"another operator":            {written{"A1+B1", place{4, 1}}, written{"A2-B2", place{4, 2}}, false},
	} {
		if got := relative(tc.a.formula, tc.a.at) == relative(tc.b.formula, tc.b.at); got != tc.alike {
			t.Errorf("%s: alike: %v", name, got)
		}
	}
}

// Formulas that are alike are taken apart once, and each gives what its own cells say; one
// that was put there later is not taken for the one before it.
func TestAlikeFormulasGiveTheirOwn(t *testing.T) {
	f := open(t, workbook(t, `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*10+Codes</f></c><c r="C1"><f>SUM(A:A)</f></c><c r="D1"><f>SUM(A:A)</f></c></row>`+
		`<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f>A2*10+Codes</f></c><c r="C2"><f>A2*10+Codes</f></c></row>`+
		`<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" ref="B3:B4" si="0">A3*10+Codes</f></c></row>`+
		`<row r="4"><c r="A4"><v>4</v></c><c r="B4"><f t="shared" si="0"/></c></row>`, `<row r="1"><c r="A1"><v>5</v></c></row>`))
	for ref, want := range map[string]string{"B1": "15", "B2": "25", "C2": "25", "B3": "35", "B4": "45", "C1": "10", "D1": "10"} {
		if got, err := f.Value("Form", ref); err != nil || got.String() != want {
			t.Errorf("%s is %q (%v), want %s", ref, got, err, want)
		}
	}
	if len(f.parsed) != 4 { // C2 names A2, not B2, and the whole columns stand in two
		t.Errorf("%d formulas were taken apart", len(f.parsed))
	}
	if err := f.Copy("Form", "B1", "C2"); err != nil {
		t.Fatal(err)
	}
	if got, err := f.Value("Form", "C2"); err != nil || got.String() != "255" {
		t.Errorf("the copy gives %q (%v)", got, err)
	}
	if err := f.Set("Form", "C2", Number(1)); err != nil {
		t.Fatal(err)
	}
	if got, err := f.Value("Form", "C2"); err != nil || got.String() != "1" {
		t.Errorf("what was set reads %q (%v)", got, err)
	}
}
