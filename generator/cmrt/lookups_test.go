package cmrt

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// listing65 is an answered CMRT 6.5 with a Smelter Look-up: rows of metal, alias, name, country, number,
// and whether the template's own key stands in column J.
func listing65(rows [][6]string, cells map[string]string) Declaration {
	sheets := changedTo(answered(six.as("6.5")), cells)
	sheets[SheetLookup] = map[string]string{"A4": "Metal"}
	for i, row := range rows {
		n := strconv.Itoa(5 + i)
		for column, text := range row[:5] {
			sheets[SheetLookup][ref(column, 5+i)] = text
		}
		if row[5] != "" {
			sheets[SheetLookup]["J"+n] = row[0] + row[1]
		}
	}
	return ReadAny("x.xlsx", written(sheets))
}

var lookupRows = [][6]string{{"Gold", "Alpha Refinery", "Alpha", "PERU", "CID000001", "J"}, {"Gold", "Beta", "Beta Ltd", "CHILE", "CID000002", ""}, {"Tin", "Gamma", "Gamma Ltd", "JAPAN", "cid000003", "J"}, {"Tin", "Second", "Second", "CHINA", "CID000003", "J"}, {"Tin", "Smelter not listed", "", "", "", "J"}, {"Tin", "Smelter Not Yet Identified", "", "", "", "J"}}

// TestANumberAloneIsLookedUp in the first row that has it, and what the row says itself stays.
func TestANumberAloneIsLookedUp(t *testing.T) {
	for name, c := range map[string]struct {
		cells map[string]string // of row 20
		want  string            // metal, number, standard name, country
		told  bool
	}{
		"a number": {map[string]string{"A": "CID000001"}, "gold CID000001 Alpha PERU", true}, "in small letters, with space": {map[string]string{"A": " cid 000001 "}, "gold CID000001 Alpha PERU", true}, "a number that stands twice": {map[string]string{"A": "CID000003"}, "tin cid000003 Gamma Ltd JAPAN", true}, "with a metal": {map[string]string{"A": "CID000001", "B": "Tin"}, "tin CID000001 Alpha PERU", true}, "with a country": {map[string]string{"A": "CID000001", "E": "CHINA"}, "gold CID000001 Alpha CHINA", true},
		"with a name": {map[string]string{"A": "CID000001", "D": "Own"}, "", false}, "with a look-up": {map[string]string{"A": "CID000001", "C": "Own"}, "", false}, "with a standard name": {map[string]string{"A": "CID000001", "R": "Own"}, "Own", false}, "a number that is not there": {map[string]string{"A": "CID000009"}, "", false}, "no number": {map[string]string{"E": "CHINA"}, "CHINA", false},
	} {
		cells := map[string]string{}
		for letter, text := range c.cells {
			cells[SheetSmelters+"!"+letter+"20"] = text
		}
		d := listing65(lookupRows, cells)
		s := d.Smelters[len(d.Smelters)-1]
		got := strings.Join(strings.Fields(strings.Join([]string{string(s.Metal), s.ID, s.StandardName, s.Country}, " ")), " ")
		list := found(d, formulaUncalculated)
		if s.Row != 20 || got != c.want || len(list) > 0 != c.told || c.told && (list[0].Cell != "F20" || !strings.HasPrefix(list[0].Message, "The row holds a smelter number and no calculated name;")) {
			t.Errorf("%s: %q, want %q; %v", name, got, c.want, list)
		}
	}
}

// TestACountryThatWasNotCalculatedIsTold where the look-up would give one: of a row that names its
// smelter by a number or a name that it knows.
func TestACountryThatWasNotCalculatedIsTold(t *testing.T) {
	const formula = "=IF(ISERROR($V20),1,OFFSET('Smelter Look-up'!$D$4,$V20-4,0))"
	for name, c := range map[string]struct {
		cells map[string]string
		told  bool
	}{
		"a name that it knows": {map[string]string{"B": "Gold", "C": "Alpha Refinery"}, true}, "in other letters": {map[string]string{"B": "gold", "C": "ALPHA refinery"}, true}, "a name without the template's key": {map[string]string{"B": "Gold", "C": "Beta"}, false}, "of another metal": {map[string]string{"B": "Tin", "C": "Alpha Refinery"}, false}, "a number that it knows": {map[string]string{"A": "CID000002 ", "B": "Gold", "C": "Whatever"}, true}, "a name that nobody knows": {map[string]string{"B": "Gold", "C": "Whatever"}, false}, "no look-up": {map[string]string{"B": "Gold", "D": "Alpha Refinery"}, false},
		"with a country": {map[string]string{"B": "Gold", "C": "Alpha Refinery", "E": "PERU"}, false}, "the supplier's formula": {map[string]string{"B": "Gold", "C": "Alpha Refinery", "E": "=Other!A1"}, false}, "no formula": {map[string]string{"B": "Gold", "C": "Alpha Refinery", "E": ""}, false},
	} {
		cells := map[string]string{SheetSmelters + "!E20": formula}
		for letter, text := range c.cells {
			cells[SheetSmelters+"!"+letter+"20"] = text
		}
		list := found(listing65(lookupRows, cells), formulaUncalculated)
		if len(list) > 0 != c.told || c.told && (list[0].Cell != "E20" || list[0].Message != "Row 20 names its smelter, and the template's formulas beside the name, such as that of the country, were not calculated.") {
			t.Errorf("%s: %v", name, list)
		}
	}
	// Before there was such a look-up, whatever was not calculated is told.
	d := listOf(three.as("3.01"), map[string]string{SheetSmelters + "!B20": "Gold", SheetSmelters + "!C20": "Whatever", SheetSmelters + "!E20": formula})
	if list := found(d, formulaUncalculated); len(list) != 1 {
		t.Errorf("3.01: %v", d.Findings)
	}
}

// TestWhetherALookUpIsOne: where fewer than half of its rows have a metal and a number, its columns are
// others, and nothing is looked up there.
func TestWhetherALookUpIsOne(t *testing.T) {
	good, bad, special := [6]string{"Gold", "A", "Alpha", "PERU", "CID000001"}, [6]string{"Gold", "A", "Alpha", "PERU", "X-1"}, [6]string{"Gold", "Smelter not listed"}
	for name, c := range map[string]struct {
		rows [][6]string
		is   bool
	}{
		"all": {[][6]string{good, good}, true}, "half": {[][6]string{good, bad}, true}, "a third": {[][6]string{good, bad, bad}, false}, "the special ones aside": {[][6]string{good, special, special, special}, true}, "no metal": {[][6]string{{"Steel", "A", "Alpha", "PERU", "CID000001"}}, false}, "a number of seven digits": {[][6]string{{"Gold", "A", "Alpha", "PERU", "CID0000012"}}, false}, "nothing": {nil, true},
	} {
		d := listing65(append(c.rows, [6]string{"", "", "", "", ""}), map[string]string{SheetSmelters + "!A20": "CID000001"})
		list := found(d, sheetNotRead)
		if (len(list) == 0) != c.is || !c.is && (list[0].Sheet != SheetLookup || list[0].Message != `The sheet "Smelter Look-up" has not the columns that it has in CMRT 6.5: no smelter was looked up there.`) {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestDirectoriesOfEachFamily: where each keeps its list, and which cannot be used.
func TestDirectoriesOfEachFamily(t *testing.T) {
	for name, c := range map[string]struct {
		layout Layout
		sheet  string
		want   string // of the entries
		says   string // of the error
	}{
		"CMRT 6.5": {six.as("6.5"), SheetLookup, "5 gold Alias Name Land CID000001 City State", ""}, "EMRT 2.1": {emrtRequested.as("2.1"), SheetLookup, "5 cobalt Alias Name Land CID000001 City State", ""}, "AMRT 1.3": {amrtListed.as("1.3"), SheetLookup, "5 zinc Alias Name Land CID000001 City State", ""},
		"CMRT 3.01": {three.as("3.01"), "Standard Smelter Names", "3 gold Alias Alias Name CID000001 Land|5 gold Alias Alias Name CID000001 Land", ""}, "CMRT 2.03a": {twoTranslated.as("2.03a"), SheetLookup, "", "the smelter list of CMRT 2.03a cannot be used"}, "AMRT 1.2": {amrtFree.as("1.2"), SheetLookup, "", "x.xlsx: AMRT 1.2 carries no directory"}, "without it": {six.as("6.5"), "Other", "", `The workbook has no sheet "Smelter Look-up".`},
	} {
		sheets := answered(c.layout)
		sheets[c.sheet] = map[string]string{}
		for _, row := range []int{3, 5} {
			metal := map[string]string{"CMRT": "Gold", "EMRT": "Cobalt", "AMRT": "Zinc"}[c.layout.Kind]
			for column, text := range []string{metal, "Alias", "Name", "Land", "CID000001", "x", "y", "City", "State"} {
				sheets[c.sheet][ref(column, row)] = text
			}
		}
		kind, version, entries, err := ReadAnyLookup("x.xlsx", written(sheets))
		var got []string
		for _, e := range entries {
			got = append(got, strings.TrimSpace(fmt.Sprintln(e.Row, e.Metal, e.Alias, e.Name, e.Country, e.ID, e.City+e.OldNumber, e.State)))
		}
		if c.says == "" && (err != nil || kind != c.layout.Kind || version != c.layout.Version || strings.Join(got, "|") != c.want) || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says) || kind+version != "" || entries != nil) {
			t.Errorf("%s: %s %s %q, %v", name, kind, version, got, err)
		}
	}
	if _, _, err := ReadLookup("x.xlsx", written(answered(emrtRequested.as("2.1")))); err == nil || err.Error() != "x.xlsx: The workbook is not a CMRT but an EMRT." {
		t.Errorf("%v", err)
	}
}

// TestWhatTheCheckerSeesOfFormulas: what the template's own would give when they are calculated, by the
// number in column A, or since 6.2 by the name of a smelter that is not listed. Row 67 looks for smelters
// of gold.
func TestWhatTheCheckerSeesOfFormulas(t *testing.T) {
	const country = "=IF(ISERROR($V20),1,OFFSET('Smelter Look-up'!$D$4,$V20-4,0))"
	const byNumber = "=IF(LEN(A20)=0,1,INDEX('Smelter Look-up'!$A:$A,1))"
	notListed := func(metal, name string) map[string]string {
		return map[string]string{"B": metal, "C": "Smelter not listed", "D": name, "E": country}
	}
	for name, c := range map[string]struct {
		version string
		cells   map[string]string // of row 20
		flagged string
	}{
		"a name that the look-up knows": {"6.5", notListed("Gold", "Alpha Refinery"), ""}, "by a pattern": {"6.5", notListed("Gold", "Alpha*"), ""}, "a name that it does not know": {"6.5", notListed("Gold", "Nobody"), "69"}, "a name without the template's key": {"6.5", notListed("Gold", "Beta"), "69"}, "of another metal": {"6.5", notListed("Tin", "Alpha Refinery"), "69"}, "a name that it knows, before 6.2": {"6.01", notListed("Gold", "Alpha Refinery"), "69"}, "an error for a metal": {"6.5", notListed("#N/A", "Alpha Refinery"), "69"}, "an error for a name": {"6.5", notListed("Gold", "#N/A"), "69"},
		"listed, and no country": {"6.5", map[string]string{"B": "Gold", "C": "Nobody", "E": country}, ""}, "the supplier's formula": {"6.5", map[string]string{"B": "Gold", "C": "Smelter not listed", "D": "Alpha Refinery", "E": "=Other!A1"}, "69"},
		"a number": {"6.5", map[string]string{"A": "CID000001", "B": byNumber, "C": byNumber}, ""}, "a number in small letters": {"6.5", map[string]string{"A": "cid000001", "B": byNumber, "C": byNumber}, ""}, "a pattern of numbers": {"6.5", map[string]string{"A": "CID00000?", "B": byNumber, "C": byNumber}, ""}, "a number that is not there": {"6.5", map[string]string{"A": "CID000009", "B": byNumber, "C": byNumber}, "67 69"}, "a number of another metal": {"6.5", map[string]string{"A": "CID000003", "B": byNumber, "C": byNumber}, "67"}, "a number, and the metal typed over": {"6.5", map[string]string{"A": "CID000003", "B": "Gold", "C": byNumber}, ""}, "a number with a space": {"6.5", map[string]string{"A": "CID000001 ", "B": byNumber, "C": byNumber}, "67 69"}, "no text but a number": {"6.5", map[string]string{"A": "1", "B": byNumber, "C": byNumber}, "67 69"},
	} {
		l, _ := LayoutOf(c.version)
		cells := map[string]string{SheetDeclaration + "!J3": "Revision " + c.version}
		for letter, text := range c.cells {
			cells[SheetSmelters+"!"+letter+"20"] = text
		}
		if c.cells["A"] != "" { // the only one of gold
			for _, letter := range []string{"B", "C", "D", "E"} {
				cells[SheetSmelters+"!"+letter+strconv.Itoa(l.SmelterFirst+2)] = ""
			}
		}
		got := strings.Trim(fmt.Sprint(listing65(lookupRows, cells).CheckerRows), "[]")
		if got != c.flagged {
			t.Errorf("%s: the rows %q are flagged, want %q", name, got, c.flagged)
		}
	}
}
