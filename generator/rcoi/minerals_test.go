package rcoi

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// extended is an EMRT: where a mineral that is in the products comes from.
func extended(supplier string, origin map[cmrt.Metal]string, rows ...cmrt.SmelterRow) cmrt.Declaration {
	d := declaration(supplier, "2025-10-01", nil, rows...)
	d.File = "data/2025/emrt/" + supplier + ".xlsx"
	d.Template, d.Answers = cmrt.Template{Type: "EMRT", Version: "2.1"}, nil
	for i, m := range cmrt.MineralsOf("EMRT") {
		in := cmrt.No
		if origin[m] != "" {
			in = cmrt.Yes
		}
		cell := func(first int) string { return "Declaration!D" + string(rune('0'+first)) + string(rune('0'+i)) }
		d.Answers = append(d.Answers, cmrt.Answer{Key: cmrt.Added, Metal: m, Answer: in, Raw: in, Cell: cell(1)}, cmrt.Answer{Key: cmrt.CAHRA, Metal: m, Answer: origin[m], Raw: origin[m], Cell: cell(2)},
			cmrt.Answer{Key: cmrt.SmeltersIdentified, Metal: m, Answer: in, Raw: in, Cell: cell(3)}, cmrt.Answer{Key: cmrt.ResponseShare, Metal: m, Answer: "100%", Raw: "100%", Cell: cell(4)})
	}
	return d
}

// TestExtendedMineralsCountedByHand: each mineral by itself, as its suppliers declare it. Of
// high-risk areas one “yes” is counted from whatever declaration could be read, “no” and
// “unknown” from accepted ones of suppliers that say “yes” in none; of covered countries and
// what has to be filed nothing is said.
func TestExtendedMineralsCountedByHand(t *testing.T) {
	y := year()
	for i, f := range []smelter.Facility{
		{Metal: cmrt.Cobalt, ID: "CID910001", Name: "C1", Country: "Finland", CountryCode: "FI"},
		{Metal: cmrt.Cobalt, ID: "CID910002", Name: "C2", Country: "China", CountryCode: "CN"},
		{Metal: cmrt.Mica, ID: "CID910003", Name: "M1", Country: "India", CountryCode: "IN"},
	} {
		if err := y.Directory.Add(f, f.Name); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			y.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "c", AsOf: "2026-03-14"}, []smelter.Status{{Metal: f.Metal, ID: f.ID, Word: smelter.Conformant}})
		}
	}
	y = y.By("EMRT")
	row := func(m cmrt.Metal, id, mine string) cmrt.SmelterRow {
		return cmrt.SmelterRow{Metal: m, ID: id, MineCountry: mine}
	}
	a := extended("a", map[cmrt.Metal]string{cmrt.Cobalt: cmrt.DRCOnly, cmrt.Mica: cmrt.No}, row(cmrt.Cobalt, "CID910001", ""), row(cmrt.Cobalt, "CID910002", ""), row(cmrt.Mica, "CID910003", "India"))
	b := extended("b", map[cmrt.Metal]string{cmrt.Cobalt: cmrt.Unknown, cmrt.Mica: cmrt.IndiaOnly, cmrt.Lithium: cmrt.Yes, cmrt.Nickel: cmrt.No}, row(cmrt.Cobalt, "CID910001", "Zambia"))
	c := extended("c", map[cmrt.Metal]string{cmrt.Cobalt: cmrt.DRCAdjoining, cmrt.Copper: cmrt.No, cmrt.Graphite: cmrt.Yes}, row(cmrt.Cobalt, "CID910002", "DR Congo"))
	c.Company.ContactPhone = "" // returned
	d, again := extended("d", map[cmrt.Metal]string{cmrt.Nickel: cmrt.Yes}), extended("d", map[cmrt.Metal]string{cmrt.Nickel: cmrt.No})
	d.Company.EffectiveDate, again.File, again.SHA256 = "2025-09-01", "data/2025/emrt/d-2.xlsx", "d-2" // the first is superseded
	x := extended("x", map[cmrt.Metal]string{cmrt.Cobalt: cmrt.Yes})
	q := count(y, []cmrt.Declaration{a, b, c, d, again, x})
	got := map[string]string{}
	for _, f := range q.Figures {
		if f.Label == "" || f.Definition == "" || f.CountedFrom == "" || f.Unit == "" {
			t.Errorf("%s does not say what it is: %+v", f.ID, f)
		}
		if strings.Contains(f.ID, "covered_countries") && f.ID != "smelters.covered_countries" || strings.HasSuffix(f.ID, ".rcoi") || strings.HasPrefix(f.ID, "filing.") {
			t.Errorf("%s is of the CMRT alone", f.ID)
		}
		for _, m := range cmrt.MineralsOf("EMRT") {
			if strings.HasPrefix(f.ID, string(m)+".") && f.Value != "0" {
				got[f.ID] = f.Value
			}
		}
	}
	want := map[string]string{
		"cobalt.suppliers.declaring": "2", "cobalt.suppliers_answered.all": "2", "cobalt.smelters_identified.yes": "2",
		"cobalt.smelters.identified": "2", "cobalt.smelters.conformant": "1", "cobalt.smelters.other": "1",
		"cobalt.cahra.yes": "2", "cobalt.cahra.unknown": "1", "cobalt.origins_of_concern": "2", "cobalt.origins_reported": "2",
		"graphite.cahra.yes":          "1",
		"lithium.suppliers.declaring": "1", "lithium.suppliers_answered.all": "1", "lithium.smelters_identified.yes": "1", "lithium.cahra.yes": "1",
		"mica.suppliers.declaring": "2", "mica.suppliers_answered.all": "2", "mica.smelters_identified.yes": "2", "mica.smelters.identified": "1", "mica.smelters.other": "1",
		"mica.cahra.yes": "1", "mica.cahra.no": "1", "mica.origins_of_concern": "2", "mica.origins_reported": "1",
		"nickel.suppliers.declaring": "2", "nickel.suppliers_answered.all": "2", "nickel.smelters_identified.yes": "2", "nickel.cahra.yes": "1", "nickel.cahra.no": "1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var ids []string
	for _, f := range q.Figures {
		if strings.HasPrefix(f.ID, "programmes.") || strings.HasPrefix(f.ID, "copper.") {
			ids = append(ids, f.ID)
		}
	}
	if diff := cmp.Diff(strings.Fields("programmes.policy programmes.policy_public programmes.due_diligence programmes.supplier_survey programmes.review programmes.corrective_action copper.suppliers.declaring copper.smelters.identified copper.smelters.conformant copper.smelters.active copper.smelters.other copper.cahra.yes copper.cahra.no copper.cahra.unknown copper.suppliers_answered.all copper.smelters_identified.yes copper.smelters_reported.yes copper.origins_reported"), ids); diff != "" {
		t.Errorf("what an EMRT does not ask is counted, or what it asks is not:\n%s", diff)
	}

	for id, want := range map[string][]string{ // label, definition, and what stands behind it
		"cobalt.origins_of_concern": {"Cobalt: from the Democratic Republic of the Congo", "Suppliers in scope that say, in any declaration for the year that could be read, that their cobalt comes from the Democratic Republic of the Congo, or name a mine there. Artisanal and small-scale mining takes place there too.",
			"a: data/2025/suppliers.csv, data/2025/emrt/a.xlsx Declaration D20", "c: data/2025/suppliers.csv, data/2025/emrt/c.xlsx Declaration D20, data/2025/emrt/c.xlsx Smelter List O5"},
		"mica.origins_of_concern": {"Mica: from India or Madagascar", "Suppliers in scope that say, in any declaration for the year that could be read, that their mica comes from India or Madagascar, or name a mine there. Artisanal and small-scale mining takes place there too.",
			"a: data/2025/suppliers.csv, data/2025/emrt/a.xlsx Smelter List O7", "b: data/2025/suppliers.csv, data/2025/emrt/b.xlsx Declaration D24"},
		"mica.suppliers.declaring": {"Mica: suppliers that declare it", "Suppliers with an accepted declaration that says that mica is in the products.",
			"a: data/2025/suppliers.csv, data/2025/emrt/a.xlsx Declaration D14", "b: data/2025/suppliers.csv, data/2025/emrt/b.xlsx Declaration D14"},
		"nickel.cahra.yes": {"Nickel: high-risk areas, answer “yes”", "Suppliers in scope that answer “yes” for nickel to the question whether it comes from conflict-affected or high-risk areas, or name the country, in any declaration for the year that could be read, accepted or not.",
			"d: data/2025/suppliers.csv, data/2025/emrt/d.xlsx Declaration D25"},
		"mica.cahra.no": {"Mica: high-risk areas, answer “no”", "Accepted declarations with mica that answer “no” to the question whether it comes from conflict-affected or high-risk areas, of suppliers none of whose declarations answers “yes”.",
			"a: data/2025/suppliers.csv, data/2025/emrt/a.xlsx Declaration D24"},
		"mica.origins_reported": {"Mica: countries of mines reported", "Countries that suppliers in scope name as those of mines of mica, in any declaration for the year that could be read. Nobody has verified them, and whether ore from there is in the products is not known.",
			"IN India: data/2025/emrt/a.xlsx Smelter List O7"},
	} {
		trace, _ := q.Trace(id)
		got := []string{trace.Figure.Label, trace.Figure.Definition}
		for _, u := range trace.Counted[0].Units {
			var at []string
			for _, p := range u.Places {
				at = append(at, strings.TrimSpace(p.File+" "+p.Sheet+" "+p.Cell))
			}
			got = append(got, u.Name+": "+strings.Join(at, ", "))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", id, diff)
		}
	}
	if trace, _ := q.Trace("suppliers.in_scope"); trace.Figure.Definition != "Suppliers that are asked for an EMRT." {
		t.Errorf("in scope: %q", trace.Figure.Definition)
	}
}
