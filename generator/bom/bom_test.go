package bom

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"itron.com/conflict-minerals/generator/tables"
)

var roster = []tables.Supplier{{ID: "acme", Name: "Acme GmbH", Vendor: "100 101"}, {ID: "beta", Name: "Beta Ltd."}, {ID: "twin-1", Name: "Twin"}, {ID: "twin-2", Name: "Twin"}}

func rows(list []tables.Part) string {
	var out []string
	for _, p := range list {
		out = append(out, strings.Join([]string{p.Number, p.Parent, p.Supplier, p.SupplierPart}, "/"))
	}
	return strings.Join(out, " ")
}

func TestReadsBillsOfMaterials(t *testing.T) {
	for _, tc := range []struct{ name, file, want, unknown, wrong string }{
		{"by level", "Level,Part Number,Vendor,MPN\n0,METER,,\n1,BOARD,100,A-1\n2,CHIP,Beta Ltd.,B-7\n1,CASE,acme,C\n", "METER///  BOARD/METER/acme/A-1 CHIP/BOARD/beta/B-7 CASE/METER/acme/C", "", ""},
		{"levels from 1", "Lvl;Item;Supplier\n1;M;\n2;A;101\n", "M/// A/M/acme/", "", ""},
		{"indented levels", "Level,Part\n.1,M\n..2,A\n..2,B\n...3,C\n", "M/// A/M// B/M// C/B//", "", ""},
		{"outline", "Level,Part\n1,M\n1.1,A\n1.1.1,C\n1.2,B\n", "M/// A/M// C/A// B/M//", "", ""},
		{"by parent, twice the same", "Component,Next Higher Assembly,Vendor\nM,,\nA,M,100\nA,M,100\n", "M/// A/M/acme/", "", ""},
		{"a level is left out", "Level,Part\n1,M\n3,C\n", "M///", "", `row 3: the level "3" does not follow on the row above, or the assembly above was left out`},
		{"no number", "Level,Part,Vendor\n1,M,\n2,,100\n", "M///", "", "row 3: no part number"},
		{"an outline of several products", "Level,Part\n1,M\n1.1,A\n2,N\n2.1,B\n", "M/// A/M// N/// B/N//", "", ""},
		{"levels as Java writes numbers", "Level,Part\n0.0,M\n1.0,A\n2.0,B\n", "M/// A/M// B/A//", "", ""},
		{"below a part that was left out", "Level,Part\n0,M\n1,A\n1,#REF!\n2,B\n3,C\n1,D\n", "M/// A/M// D/M//", "", "row 4: the column “Part” holds the formula error #REF!: mend the formula and export again; " +
			`row 5: the level "2" does not follow on the row above, or the assembly above was left out; row 6: the level "3" does not follow on the row above, or the assembly above was left out`},
		{"parents and components alone", "Assembly,Component\nM,A\nM,B\nA,C\n", "M/// A/M// B/M// C/A//", "", ""},
		{"a circle", "Component,Assembly\nA,M\nM,A\nB,B\n", "M/// A/M//", "", "row 3: M goes into A, which by other rows goes into it; row 4: B goes into B, which by other rows goes into it"},
		{"numbers of vendors", "Part,Vendor\nA,0000100\nB,101.0\nC,#N/A\n", "A//acme/ B//acme/", "", "row 4: the column “Vendor” holds the formula error #N/A: mend the formula and export again"},
		{"what is no part", "Part,Name\nA,Chip\nPart,Name\nTotal,\nTotal parts: 1,\n*** end of report ***,\n1.23457E+11,Case\n", "A///", "", "row 4: “Total” is a total and no part; row 5: “Total parts: 1” is a total and no part; " +
			"row 6: “*** end of report ***” stands alone in its row and was taken for a remark; if it is a part, give it its name or level; row 7: the number 1.23457E+11 was cut to a power of ten by a spreadsheet: make the column text, and export again"},
		{"one part with two names", "Part,Name\nA,Chip\nA,Case\nA,Chip\n", "A///", "", "row 3: A is there in row 2 already, with another name, family or number of a customer"},
		{"numbers that became days", "Part,Parent\n3-11,\n12-Mar,3-11\n2025-03-14,3-11\nA,3-11\nB,12. Mrz\n", "3-11/// A/3-11//", "", "row 3: 12-Mar is a day, as a spreadsheet makes one of a number such as 3-12: make the column text, enter the number and export again; " +
			"row 4: 2025-03-14 is a day, as a spreadsheet makes one of a number such as 3-12: make the column text, enter the number and export again; row 6: 12. Mrz is a day, as a spreadsheet makes one of a number such as 3-12: make the column text, enter the number and export again"},
		{"vendors that are not known, or are two", "Part,Vendor\nA,Gamma\nB,Gamma\nC,Twin\n", "A/// B/// C///", "Gamma (rows: 2) Twin (rows: 1)", ""},
	} {
		in, err := Read("bom.csv", []byte(tc.file), nil, nil, roster)
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if got := rows(in.Parts); got != strings.ReplaceAll(tc.want, "  ", " ") || strings.Join(in.Unknown, " ") != tc.unknown || strings.Join(in.Wrong, "; ") != tc.wrong {
			t.Errorf("%s: %s, unknown %v, wrong %v", tc.name, got, in.Unknown, in.Wrong)
		}
	}
}

// TestADeepStructureIsReadAtOnce: each row costs the same, in whichever order they stand.
func TestADeepStructureIsReadAtOnce(t *testing.T) {
	const depth = 40_000
	down, up := []byte("Component,Assembly\n"), []byte("Component,Assembly\n")
	for i := range depth {
		down = fmt.Appendf(down, "P%d,P%d\n", i+1, i)
		up = fmt.Appendf(up, "P%d,P%d\n", depth-i, depth-i-1)
	}
	for _, file := range [][]byte{down, up, fmt.Appendf(down, "P0,P%d\n", depth)} {
		began := time.Now()
		in, err := Read("bom.csv", file, nil, nil, roster)
		if took := time.Since(began); err != nil || len(in.Parts) < depth || took > 20*time.Second {
			t.Errorf("%d parts in %s, %v", len(in.Parts), took, err)
		}
	}
}

func TestKeepsWhatPeopleFilledIn(t *testing.T) {
	current := []tables.Part{{Number: "A", Vendor: "Gamma", Supplier: "beta", Family: "meters"}, {Number: "OLD", Supplier: "acme"}}
	in, err := Read("bom.csv", []byte("Part,Vendor,Description\nA,Gamma,Chip\n"), nil, current, roster)
	if err != nil {
		t.Fatal(err)
	}
	want := []tables.Part{{Number: "A", Name: "Chip", Vendor: "Gamma", Supplier: "beta", Family: "meters"}, {Number: "OLD", Supplier: "acme"}}
	if !slices.Equal(in.Parts, want) {
		t.Errorf("%+v", in.Parts)
	}
}

func TestReadsACustomersList(t *testing.T) {
	got, err := Asked("list.csv", []byte("Customer Part Number,Name\n77-1,Meter\n\n77-2,\n"))
	if want := []Product{{RequesterNumber: "77-1"}, {RequesterNumber: "77-2"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v (%v)", got, err)
	}
	got, err = Asked("list.csv", []byte("Part Number\nM-1\n"))
	if want := []Product{{Number: "M-1"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v (%v)", got, err)
	}
	if _, err := Asked("list.csv", []byte("Part Number\n")); err == nil {
		t.Error("an empty list was taken")
	}
}

// TestColumnsThatWereNotTaken are named: a second supplier of a part that stands in one is
// missing behind every product.
func TestColumnsThatWereNotTaken(t *testing.T) {
	in, err := Read("bom.csv", []byte("Part,Vendor,Supplier 2,Blank\nA,100,Beta Ltd.,\n"), nil, nil, roster)
	if said := strings.Join(in.Notes, " "); err != nil || !strings.Contains(said, "not taken, since their headers are not known: “Supplier 2”.") || strings.Contains(said, "Blank") {
		t.Error(err, said)
	}
	if in, err = Read("bom.csv", []byte("Part,Vendor\nA,100\n"), nil, nil, roster); err != nil || len(in.Notes) > 0 {
		t.Error(err, in.Notes)
	}
}
