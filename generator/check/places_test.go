package check

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// TestAMineInAHighRiskAreaIsTold wherever a Mine List says where the mine is: in its state,
// its city, its name or beside its country; where none of them tells the region, that it is
// not known, with at most five of the regions that are listed.
func TestAMineInAHighRiskAreaIsTold(t *testing.T) {
	const congo = "CONGO, THE DEMOCRATIC REPUBLIC OF THE"
	regions := strings.Fields("CD-NK CD-SK CD-IT CD-MA CD-TA CD-HK CD-LU")
	perhaps := func(names string) string {
		return "The mine is in Democratic Republic of the Congo, of which regions are on the list of 2026-01-01 (" + names + "); which it is in is not known."
	}
	for name, tc := range map[string]struct {
		mine   cmrt.Mine
		listed int // of the regions
		want   string
	}{
		"by state":                 {cmrt.Mine{State: "Nord-Kivu", Country: congo}, 1, "The mine is in North Kivu, Democratic Republic of the Congo, on the list of 2026-01-01 (conflict)."},
		"by city":                  {cmrt.Mine{City: "Walikale, North Kivu", Country: congo}, 1, "The mine is in North Kivu, Democratic Republic of the Congo, on the list of 2026-01-01 (conflict)."},
		"by name":                  {cmrt.Mine{Name: "Bisie, North Kivu", Country: congo}, 1, "The mine is in North Kivu, Democratic Republic of the Congo, on the list of 2026-01-01 (conflict)."},
		"by country":               {cmrt.Mine{Country: "DR Congo, North Kivu"}, 1, "The mine is in North Kivu, Democratic Republic of the Congo, on the list of 2026-01-01 (conflict)."},
		"the state goes first":     {cmrt.Mine{State: "South Kivu", City: "North Kivu", Country: congo}, 2, "The mine is in South Kivu, Democratic Republic of the Congo, on the list of 2026-01-01 (conflict)."},
		"the city before the name": {cmrt.Mine{City: "South Kivu", Name: "North Kivu", Country: congo}, 2, "The mine is in South Kivu, Democratic Republic of the Congo, on the list of 2026-01-01 (conflict)."},
		"in another region":        {cmrt.Mine{State: "Kinshasa", Country: congo}, 1, ""},
		"in another country":       {cmrt.Mine{State: "North Kivu", Country: "PERU"}, 1, ""},
		"not told, of one":         {cmrt.Mine{Name: "M", Country: congo}, 1, perhaps("North Kivu")},
		"not told, of five":        {cmrt.Mine{Name: "M", Country: congo}, 5, perhaps("North Kivu, South Kivu, Ituri, Maniema, Tanganyika")},
		"not told, of six":         {cmrt.Mine{Name: "M", Country: congo}, 6, perhaps("North Kivu, South Kivu, Ituri, Maniema, Tanganyika, 1 more")},
		"not told, of more":        {cmrt.Mine{Name: "M", Country: congo}, 7, perhaps("North Kivu, South Kivu, Ituri, Maniema, Tanganyika, 2 more")},
	} {
		y := &project.Year{Number: 2025}
		var list []smelter.Area
		for _, code := range regions[:tc.listed] {
			list = append(list, smelter.Area{CountryCode: "CD", RegionCode: code, Basis: "conflict"})
		}
		var err error
		if y.Areas, err = smelter.NewAreas(smelter.Source{AsOf: "2026-01-01"}, list); err != nil {
			t.Fatal(err)
		}
		tc.mine.Row, tc.mine.Metal, tc.mine.MetalRaw = 7, cmrt.Cobalt, "Cobalt"
		d := extended(func(d *cmrt.Declaration) { d.Mines = []cmrt.Mine{tc.mine} })
		got := ""
		for _, f := range Year(y, []cmrt.Declaration{d}, nil).Workbooks[0].Findings {
			if f.Rule == "mine-high-risk-area" {
				got += f.Message
				if f.Sheet != cmrt.SheetMines || f.Cell != d.Layout().Mines.Country+"7" || f.Metal != "cobalt" {
					t.Errorf("%s: it stands at %s!%s (%s)", name, f.Sheet, f.Cell, f.Metal)
				}
			}
		}
		if got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

// TestARowBesideItsPlaceIsKnown by a metal in a column nearby, and anything of a smelter at the
// same distance; neither by a metal alone nor where its number or country stand in place.
func TestARowBesideItsPlaceIsKnown(t *testing.T) {
	layout, _ := cmrt.LayoutOf("6.5") // A typed number, B metal, C look-up, D name, E country, F number, G source, H street
	for name, tc := range map[string]struct {
		row cmrt.SmelterRow
		by  int
		at  string
	}{
		"in place":                         {cmrt.SmelterRow{Metal: cmrt.Tin, MetalRaw: "Tin", Lookup: "Gold"}, 0, ""},
		"a metal alone":                    {cmrt.SmelterRow{Lookup: "Tin"}, 0, ""},
		"a metal and a name":               {cmrt.SmelterRow{Lookup: "Tin", Name: "Alpha"}, 1, "C9"},
		"a metal and a second name":        {cmrt.SmelterRow{Lookup: "Tin", Country: "Alpha"}, 1, "C9"},
		"a metal and a country":            {cmrt.SmelterRow{Lookup: "Tin", IDRaw: "Peru"}, 1, "C9"},
		"a metal and a number":             {cmrt.SmelterRow{Lookup: "Tin", IDSource: "cid900001"}, 1, "C9"},
		"a metal and a number typed first": {cmrt.SmelterRow{Lookup: "Tin", MetalRaw: "CID900001"}, 1, "C9"},
		"a metal and no country":           {cmrt.SmelterRow{Lookup: "Tin", IDRaw: "somewhere"}, 0, ""},
		"to the left":                      {cmrt.SmelterRow{IDTyped: "Tin", Lookup: "Alpha"}, -1, "A9"},
		"two to the right":                 {cmrt.SmelterRow{Name: "Tin", Country: "Alpha"}, 2, "D9"},
		"two to the right, by its number":  {cmrt.SmelterRow{Name: "Tin", Street: "CID900001"}, 2, "D9"},
		"two to the right, by its country": {cmrt.SmelterRow{Name: "Tin", IDSource: "Peru"}, 2, "D9"},
		"three to the right":               {cmrt.SmelterRow{Country: "Tin", IDRaw: "Alpha"}, 0, ""},
		"its number is in place":           {cmrt.SmelterRow{Lookup: "Tin", Name: "Alpha", ID: "CID900001"}, 0, ""},
		"its country is in place":          {cmrt.SmelterRow{Lookup: "Tin", Name: "Alpha", Country: "Peru"}, 0, ""},
	} {
		tc.row.Row = 9
		d, off := displacementOf(layout.Columns, tc.row)
		if off != (tc.by != 0) || d.by != tc.by || d.cell != tc.at || off && d.metal != cmrt.Tin {
			t.Errorf("%s: %v %+v", name, off, d)
		}
	}
}

// TestAFlagOfTheCompanyIsAboutTheMetalsThatItNames: a comment on a question about the
// company as a whole is about each metal that it names, or about none in particular.
func TestAFlagOfTheCompanyIsAboutTheMetalsThatItNames(t *testing.T) {
	for comment, want := range map[string][]cmrt.Metal{
		"Tin and gold of Rwanda":             {cmrt.Gold, cmrt.Tin},
		"ore of Rwanda":                      {""},
		"Tungsten and tin come from the DRC": {cmrt.Tin, cmrt.Tungsten},
		"ingots of Rwanda":                   {""},
		"cobalt of Rwanda":                   {""},
	} {
		d := clean()
		d.CompanyAnswers[2].Comment = " " + comment
		var got []cmrt.Metal
		for _, f := range Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Flags {
			if f.Rule != FlagComment || f.Sheet != cmrt.SheetDeclaration || f.Raw != comment || f.Cell == "" {
				t.Errorf("%s: %+v", comment, f)
			}
			got = append(got, f.Metal)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: about %q, want %q", comment, got, want)
		}
	}
}

// TestSignsOfAMineListAreRedFlags, whether the country is sure or not, and wherever in the
// row they stand.
func TestSignsOfAMineListAreRedFlags(t *testing.T) {
	for name, tc := range map[string]struct {
		mine cmrt.Mine
		want string
	}{
		"in brackets":                   {cmrt.Mine{Country: "DR Congo (North Kivu)"}, FlagNear + " F5 CD"},
		"a place by its name":           {cmrt.Mine{Name: "Kolwezi"}, FlagNear + " C5 "},
		"a province":                    {cmrt.Mine{Name: "M", State: "Haut-Katanga"}, FlagNear + " I5 "},
		"a town":                        {cmrt.Mine{City: "Lubumbashi"}, FlagNear + " H5 "},
		"a comment":                     {cmrt.Mine{Country: "Peru", Comment: "also from Rwanda"}, FlagComment + " M5 RW"},
		"next steps":                    {cmrt.Mine{Country: "Peru", NextSteps: "ask about Uganda"}, FlagComment + " L5 UG"},
		"the country, and a town in it": {cmrt.Mine{Country: "Zambia", City: "Lubumbashi"}, FlagMine + " F5 ZM"},
		"elsewhere":                     {cmrt.Mine{Name: "M", Country: "Peru", City: "Lima", Comment: "nothing from Rwanda"}, ""},
	} {
		tc.mine.Row, tc.mine.Metal = 5, cmrt.Cobalt
		d := extended(func(d *cmrt.Declaration) { d.Mines = []cmrt.Mine{tc.mine} })
		var got []string
		for _, f := range Year(&project.Year{Number: 2025}, []cmrt.Declaration{d}, nil).Workbooks[0].Flags {
			if f.Sheet != cmrt.SheetMines || f.Metal != cmrt.Cobalt {
				t.Errorf("%s: %+v", name, f)
			}
			got = append(got, f.Rule+" "+f.Cell+" "+f.Countries)
		}
		if strings.Join(got, ",") != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

// TestAMineOfAMineListIsARedFlag in a covered country, as it was typed, and nowhere else.
func TestAMineOfAMineListIsARedFlag(t *testing.T) {
	d := extended(func(d *cmrt.Declaration) {
		d.Mines = []cmrt.Mine{{Row: 5, Metal: cmrt.Cobalt, Country: " DR Congo, Rwanda"}, {Row: 6, Metal: cmrt.Mica, Country: "Peru"}, {Row: 8, Metal: cmrt.Mica, Country: "BURUNDI"}}
	})
	var got []string
	for _, f := range Year(&project.Year{Number: 2025}, []cmrt.Declaration{d}, nil).Workbooks[0].Flags {
		got = append(got, fmt.Sprintf("%s %s!%s %s %q %s", f.Rule, f.Sheet, f.Cell, f.Metal, f.Raw, f.Countries))
	}
	if want := []string{FlagMine + ` Mine List!F5 cobalt "DR Congo, Rwanda" CD RW`, FlagMine + ` Mine List!F8 mica "BURUNDI" BI`}; !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// TestADecisionIsAboutTheMetalThatItNames, or about whichever stands in the cell.
func TestADecisionIsAboutTheMetalThatItNames(t *testing.T) {
	f := Flag{Sheet: "Declaration", Cell: "D40", Metal: cmrt.Tin, Raw: "Yes"}
	for name, tc := range map[string]struct {
		sheet, cell, metal, raw string
		want                    bool
	}{
		"the same": {"Declaration", "D40", "tin", " Yes", true}, "any metal": {"Declaration", "D40", "", "Yes", true}, "another metal": {"Declaration", "D40", "gold", "Yes", false},
		"another sheet": {"Smelter List", "D40", "tin", "Yes", false}, "another cell": {"Declaration", "D41", "tin", "Yes", false}, "another text": {"Declaration", "D40", "tin", "No", false},
	} {
		if got := f.judgedBy(tc.sheet, tc.cell, tc.metal, tc.raw); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWhatCustomersWereSentIsKept: a file that is gone or is another now is told with the
// line of the log and the day it was sent; a disk that fails is an error.
func TestWhatCustomersWereSentIsKept(t *testing.T) {
	const hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	errDisk := errors.New("the disk is broken")
	read := func(name string) ([]byte, error) {
		switch name {
		case "a.xlsx", "b.xlsx":
			return []byte("hello"), nil
		case "broken.xlsx":
			return nil, errDisk
		}
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	list, err := Answered(2025, []tables.Request{{Line: 2, Answered: "2026-02-01"}, {Line: 3, File: "a.xlsx", SHA256: hello, Answered: "2026-02-02"}, {Line: 4, File: "b.xlsx", SHA256: "0", Answered: "2026-02-03"}, {Line: 5, File: "c.xlsx", SHA256: hello, Answered: "2026-02-04"}}, read)
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, %+v", err, list)
	}
	for i, want := range []string{"4: " + project.AnsweredDir(2025) + "/b.xlsx does not hold the bytes that were sent on 2026-02-03.", "5: " + project.AnsweredDir(2025) + "/c.xlsx, which was sent on 2026-02-04, is gone."} {
		if f := list[i]; f.Cell+": "+f.Message != want || f.File != project.RequestsFile(2025) || f.Rule != "answered-file-changed" {
			t.Errorf("%+v, want %s", f, want)
		}
	}
	if list, err := Answered(2025, []tables.Request{{File: "broken.xlsx"}}, read); !errors.Is(err, errDisk) || list != nil {
		t.Errorf("%v, %v", list, err)
	}
}

// TestWhatIsAnsweredBelowANoIsNamed, each question once, in its order.
func TestWhatIsAnsweredBelowANoIsNamed(t *testing.T) {
	d := clean()
	set(&d, cmrt.Added, cmrt.Gold, "no")
	for _, key := range []cmrt.Key{cmrt.CoveredCountries, cmrt.ResponseShare} {
		set(&d, key, cmrt.Gold, "no")
	}
	l, _ := cmrt.LayoutOf("6.5")
	number := func(key cmrt.Key) string {
		return l.Questions[slices.IndexFunc(l.Questions, func(q cmrt.Question) bool { return q.Key == key })].Number
	}
	list := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Findings
	want := "Gold is declared not to be in the products, yet " + number(cmrt.CoveredCountries) + " and " + number(cmrt.ResponseShare) + " are answered for it."
	if len(list) != 1 || list[0].Rule != "answers-below-no" || list[0].Message != want || list[0].Metal != "gold" {
		t.Errorf("%+v, want %s", list, want)
	}
}

// TestABlankTemplateStandsInTheRowOfItsFirstCell of the Checker, where there is one.
func TestABlankTemplateStandsInTheRowOfItsFirstCell(t *testing.T) {
	for _, rows := range [][]int{nil, {5}, {5, 14}} {
		d := clean()
		d.Company, d.Smelters, d.CheckerRows = cmrt.Company{}, nil, rows
		for _, list := range [][]cmrt.Answer{d.Answers, d.CompanyAnswers} {
			for i := range list {
				list[i].Answer, list[i].Raw, list[i].Comment = "", "", ""
			}
		}
		list := Year(year(t), []cmrt.Declaration{d}, nil).Workbooks[0].Findings
		want := 0
		if rows != nil {
			want = rows[0]
		}
		if len(list) != 1 || list[0].CheckerRow != want || len(list[0].Cells) != len(rows) {
			t.Errorf("%v: %+v", rows, list)
		}
	}
}

// TestOnlyTheSameFlagIsSettled: a decision about another kind, or another metal, rules nothing
// out for this one.
func TestOnlyTheSameFlagIsSettled(t *testing.T) {
	settled := Flag{Rule: FlagDeclared, Metal: cmrt.Tin, State: State{Word: FlagSettled}}
	open := settled
	open.State.Word = FlagOpen
	for name, tc := range map[string]struct {
		rule  string
		metal cmrt.Metal
		flag  Flag
		want  bool
	}{
		"the same": {FlagDeclared, cmrt.Tin, settled, true}, "another kind": {FlagMine, cmrt.Tin, settled, false},
		"another metal": {FlagDeclared, cmrt.Gold, settled, false}, "still open": {FlagDeclared, cmrt.Tin, open, false},
	} {
		if got := (Workbook{Flags: []Flag{tc.flag}}).settled(tc.rule, tc.metal); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWhatStandsInACellIsWhatWasTyped, wherever a finding may stand.
func TestWhatStandsInACellIsWhatWasTyped(t *testing.T) {
	d := clean()
	l := d.Layout()
	c := &d.Company
	*c = cmrt.Company{Name: "name", ScopeRaw: "scope", ScopeDescription: "description", UniqueID: "id", UniqueIDAuthority: "authority", Address: "address", ContactName: "contact", ContactEmail: "mail",
		ContactPhone: "phone", AuthorizerName: "authorizer", AuthorizerTitle: "title", AuthorizerEmail: "its mail", AuthorizerPhone: "its phone", EffectiveDateRaw: "45931"}
	set(&d, cmrt.Recycled, cmrt.Tin, "Yes, all ")
	answer(&d, cmrt.Policy, "").Raw = " Yes"
	d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 9, IDTyped: "typed", MetalRaw: "metal", Lookup: "look-up", Name: "name", Country: "country", IDRaw: "number", ContactName: "contact", ContactEmail: "mail",
		NextSteps: "steps", MineName: "mine", MineCountry: "mine country", RecycledRaw: "recycled", Comment: "comment"})
	at := func(a *cmrt.Answer) string { return cellOf(*a) }
	for cell, want := range map[string]string{
		l.Fields.Name: "name", l.Fields.Scope: "scope", l.Fields.ScopeDescription: "description", l.Fields.UniqueID: "id", l.Fields.UniqueIDAuthority: "authority", l.Fields.Address: "address", l.Fields.ContactName: "contact", l.Fields.ContactEmail: "mail",
		l.Fields.ContactPhone: "phone", l.Fields.AuthorizerName: "authorizer", l.Fields.AuthorizerTitle: "title", l.Fields.AuthorizerEmail: "its mail", l.Fields.AuthorizerPhone: "its phone", l.Fields.EffectiveDate: "45931",
		at(answer(&d, cmrt.Recycled, cmrt.Tin)): "Yes, all", at(answer(&d, cmrt.Policy, "")): "Yes", "A1": "",
	} {
		if got := (Whole{Declaration: d}).RawAt(cmrt.SheetDeclaration, cell); got != want {
			t.Errorf("Declaration!%s: %q, want %q", cell, got, want)
		}
	}
	for column, want := range map[string]string{
		l.Columns.IDTyped: "typed", l.Columns.Metal: "metal", l.Columns.Lookup: "look-up", l.Columns.Name: "name", l.Columns.Country: "country", l.Columns.ID: "number", l.Columns.ContactName: "contact", l.Columns.ContactEmail: "mail",
		l.Columns.NextSteps: "steps", l.Columns.MineName: "mine", l.Columns.MineCountry: "mine country", l.Columns.Recycled: "recycled", l.Columns.Comment: "comment",
	} {
		w := Whole{Declaration: d}
		if got := w.RawAt(l.SmelterSheet, column+"9"); got != want || w.RawAt(l.SmelterSheet, column+"8") != "" || w.RawAt("Product List", column+"9") != "" {
			t.Errorf("%s9: %q, want %q", column, got, want)
		}
	}
}
