package cmrt

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// productSheet writes a Product List: the labels of its header by column, and one product.
func productSheet(labels, cells map[string]string) func(map[string]string) {
	return func(parts map[string]string) {
		texts := map[string]string{}
		for column, text := range labels {
			texts[column+"5"] = text
		}
		for column, text := range cells {
			texts[column+"6"] = text
		}
		parts["xl/worksheets/sheet3.xml"] = sheetOf(texts)
	}
}

// TestProductsAreReadByTheColumnsOfTheirVersion holds that what stands under the
// requester's columns of 6.6 is never taken for a comment, whatever the Declaration says.
func TestProductsAreReadByTheColumnsOfTheirVersion(t *testing.T) {
	three := map[string]string{"B": "Number", "C": "Name", "D": "Comments"}
	five := map[string]string{"B": "Number", "C": "Name", "D": "Requester’s number", "E": "Requester’s name", "F": "Comments"}
	short := map[string]string{"B": "P-1", "C": "Board", "D": "lot 7"}
	long := map[string]string{"B": "P-1", "C": "Board", "D": "R-9", "E": "Meter board", "F": "lot 7"}
	old, requested := Product{Row: 6, Number: "P-1", Name: "Board", Comment: "lot 7"}, Product{Row: 6, Number: "P-1", Name: "Board", RequesterNumber: "R-9", RequesterName: "Meter board", Comment: "lot 7"}
	for _, c := range []struct {
		version       string
		labels, cells map[string]string
		want          []Product
		told          bool
	}{
		{"6.5", three, short, []Product{old}, false},
		{"6.6", five, long, []Product{requested}, false},
		{"6.6.1", five, long, []Product{requested}, false},
		{"6.5", five, long, []Product{}, true},
		{"6.4", five, map[string]string{}, []Product{}, false},
		{"6.6", three, short, []Product{}, true},
		{"6.5", map[string]string{"B": "Number", "C": "Name", "D": "Comments", "H": "ours"}, map[string]string{"B": "P-1", "C": "Board", "D": "lot 7", "H": "A-4"}, []Product{old}, true},
		{"3.01", three, short, []Product{old}, false},
		{"2.03a", three, short, []Product{old}, false},
	} {
		d := Read("x.xlsx", tiny(func(parts map[string]string) {
			swap(declarationPart, "Revision 6.5", "Revision "+c.version)(parts)
			productSheet(c.labels, c.cells)(parts)
		}))
		if d.Template.Version != c.version || !d.Readable() {
			t.Errorf("%s: %+v %v", c.version, d.Template, d.Findings)
		}
		if diff := cmp.Diff(c.want, d.Products); diff != "" {
			t.Errorf("%s with columns %v:\n%s", c.version, c.labels, diff)
		}
		if told := len(found(d, sheetNotRead)) == 1; told != c.told {
			t.Errorf("%s with columns %v: %v", c.version, c.labels, d.Findings)
		}
	}
}

// TestANewerVersionIsJudgedOnEverySheet takes a version that nobody knows yet, built
// like 6.6 but for one thing.
func TestANewerVersionIsJudgedOnEverySheet(t *testing.T) {
	t.Parallel()
	template := realFiles(t, "templates/RMI_CMRT_6.5.xlsx")["RMI_CMRT_6.5.xlsx"]
	for _, c := range []struct {
		what  string
		cells map[string]string
		rule  string
		reads bool
	}{
		{"alike", nil, templateVersionNewer.Name, true},
		{"a column more in the Smelter List", map[string]string{"Smelter List!R4": "Mass balance", "Smelter List!S4": "Standard Smelter Name"}, templateVersionUnknown.Name, false},
		{"a column less there", map[string]string{"Smelter List!P4": ""}, templateVersionUnknown.Name, false},
		{"a column more in the Product List", map[string]string{"Product List!G5": "Unit"}, sheetNotRead.Name, true},
		{"the Product List of 6.5", map[string]string{"Product List!E5": "", "Product List!F5": ""}, sheetNotRead.Name, true},
	} {
		cells := map[string]string{"Declaration!J3": "Revision 6.7\nApril 20, 2027", "Product List!E5": "Requester’s name", "Product List!F5": "Comments", "Product List!B6": "P-1", "Smelter List!A7": "CID002763"}
		for at, value := range c.cells {
			cells[at] = value
		}
		d := Read("x.xlsx", withCells(t, template, cells))
		if d.Readable() != c.reads || !slices.Contains(rules(d), c.rule) {
			t.Errorf("%s: readable %v, %v", c.what, d.Readable(), d.Findings)
		}
		if c.rule == sheetNotRead.Name && (len(d.Products) > 0 || len(d.Smelters) != 1) {
			t.Errorf("%s: %v %v", c.what, d.Products, d.Smelters)
		}
	}
}

// TestALookupOfOtherColumnsIsNotUsed holds that numbers are looked up in columns that
// hold numbers only.
func TestALookupOfOtherColumnsIsNotUsed(t *testing.T) {
	template := realFiles(t, "templates/RMI_CMRT_6.5.xlsx")["RMI_CMRT_6.5.xlsx"]
	d := Read("x.xlsx", withCells(t, takenApart(t, template).moved(SheetLookup, 0, 3, 1), map[string]string{"Smelter List!A7": "CID002763"}))
	if list := found(d, sheetNotRead); len(list) != 1 || list[0].Sheet != SheetLookup || d.Smelters[0].StandardName != "" {
		t.Errorf("%v %v", d.Findings, d.Smelters)
	}
}

func TestVersionsThatCanBeAccepted(t *testing.T) {
	for version, want := range map[string]bool{"6.5": true, "6.6": true, "6.6.1": true, "6.7": true, "6.10": true, "6.6.2": true, "1.00": true, "2.03a": true,
		"6.45": true, "7.0": false, "5.12": false, "6": false, "6.": false, "6.7 beta": false, "": false, "6.02": false} {
		if got := Reads(version); got != want {
			t.Errorf("%q: %v", version, got)
		}
	}
	if !strings.HasPrefix(Layouts[len(Layouts)-1].Version, "6.") {
		t.Error("the newest version is of a family that these do not speak of")
	}
}
