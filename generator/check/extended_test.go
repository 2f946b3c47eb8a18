package check

import (
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

// extended is a complete declaration in an EMRT 2.1 about cobalt and mica.
func extended(change func(*cmrt.Declaration)) cmrt.Declaration {
	d := cmrt.Declaration{File: "x.xlsx", Template: cmrt.Template{Type: "EMRT", Version: "2.1"}, Minerals: []cmrt.Metal{cmrt.Cobalt, cmrt.Mica}}
	l := d.Layout()
	d.Company = cmrt.Company{Name: "Acme", Scope: "company", ScopeRaw: "A. Company", ContactName: "C", ContactEmail: "c@acme.example", ContactPhone: "1", AuthorizerName: "A",
		AuthorizerEmail: "a@acme.example", EffectiveDate: "2026-02-03", EffectiveDateRaw: "46056"}
	said := map[cmrt.Key]string{cmrt.CAHRA: cmrt.No, cmrt.Recycled: cmrt.No, cmrt.ResponseShare: "100%"}
	for _, q := range l.Questions {
		for i, m := range d.Minerals {
			answer := said[q.Key]
			if answer == "" {
				answer = cmrt.Yes
			}
			d.Answers = append(d.Answers, cmrt.Answer{Key: q.Key, Question: q.Number, Metal: m, Answer: answer, Raw: answer, Cell: "Declaration!" + q.Cell(i)})
		}
	}
	for _, q := range l.CompanyQuestions {
		a := cmrt.Answer{Key: q.Key, Question: q.Number, Answer: cmrt.Yes, Raw: "Yes", Cell: "Declaration!" + q.Cell(0)}
		if q.Key == cmrt.PolicyPublic {
			a.Comment = "https://acme.example/policy"
		}
		d.CompanyAnswers = append(d.CompanyAnswers, a)
	}
	for i, m := range d.Minerals {
		d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 5 + i, Metal: m, MetalRaw: string(m), Lookup: "Alpha", Country: "FINLAND"})
	}
	if change != nil {
		change(&d)
	}
	return d
}

// TestOtherTemplatesAreCheckedByTheirOwnMinerals: the rules ask for each mineral of the
// declaration, and for nothing of the CMRT's four metals.
func TestOtherTemplatesAreCheckedByTheirOwnMinerals(t *testing.T) {
	answer := func(key cmrt.Key, metal cmrt.Metal, is string) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) {
			for i := range d.Answers {
				if a := &d.Answers[i]; a.Key == key && a.Metal == metal {
					a.Answer, a.Raw = is, is
				}
			}
		}
	}
	for _, c := range []struct {
		what   string
		change func(*cmrt.Declaration)
		want   []string
	}{
		{"complete", nil, nil},
		{"no mineral at all", noMineral, []string{"minerals-missing Declaration!D12"}},
		{"cobalt of the DRC only", answer(cmrt.CAHRA, cmrt.Cobalt, cmrt.DRCOnly), []string{"mineral-origin-of-concern Declaration!D54 cobalt"}},
		{"mines of concern, denied", minesOfConcern, []string{"mineral-origin-contradicted Declaration!D54 cobalt", "mineral-origin-of-concern Mine List!F5 cobalt"}},
		{"a mine of artisans", artisanalMine, []string{"mine-artisanal Mine List!C5 mica"}},
		{"a mine whose name only resembles", func(d *cmrt.Declaration) {
			d.Mines = []cmrt.Mine{{Row: 5, Metal: cmrt.Mica, MetalRaw: "Mica", Name: "Wasmes", Comment: "no partisanal politics", Country: "BRAZIL"}}
		}, nil},
		{"a mine of mica elsewhere", func(d *cmrt.Declaration) {
			d.Mines = []cmrt.Mine{{Row: 5, Metal: cmrt.Mica, MetalRaw: "Mica", Name: "M", Country: "BRAZIL"}}
		}, nil},
		{"no smelter of mica", func(d *cmrt.Declaration) { d.Smelters = d.Smelters[:1] }, []string{"reported-incomplete Declaration!D103 mica", "smelters-missing Smelter List!B5 mica"}},
		{"cobalt not answered", answer(cmrt.CAHRA, cmrt.Cobalt, ""), []string{"answer-missing Declaration!D54 cobalt"}},
		{"validated smelters not answered", answer(cmrt.ValidatedSmeltersRequired, cmrt.Mica, ""), []string{"answer-missing Declaration!D121 mica"}},
		{"mica not in the products", func(d *cmrt.Declaration) {
			answer(cmrt.Necessary, cmrt.Mica, cmrt.No)(d)
		}, []string{"answers-below-no Declaration!D43 mica", "smelters-unexpected Smelter List!B6 mica"}},
		{"an AMRT that leaves out what may be left out", func(d *cmrt.Declaration) {
			*d = cmrt.Declaration{File: "x.xlsx", Template: cmrt.Template{Type: "AMRT", Version: "1.3"}, Minerals: []cmrt.Metal{"zinc"}, Company: d.Company}
			d.Answers = []cmrt.Answer{{Key: cmrt.Added, Question: "Q1", Metal: "zinc", Answer: cmrt.Yes, Raw: "Yes", Cell: "Declaration!D31"}, {Key: cmrt.ResponseShare, Question: "Q2", Metal: "zinc", Cell: "Declaration!D43"}}
			d.Smelters = []cmrt.SmelterRow{{Row: 5, Metal: "zinc", MetalRaw: "Zinc", Lookup: "Alpha", Country: "PERU"}}
		}, nil},
		{"a row of another mineral", func(d *cmrt.Declaration) {
			d.Smelters[1].Metal, d.Smelters[1].MetalRaw = "", "Gold"
			d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 9, Metal: cmrt.Mica, MetalRaw: "Mica", Lookup: "Beta", Country: "INDIA"})
		},
			[]string{"smelter-metal-missing Smelter List!B6"}},
	} {
		if got := said(File(extended(c.change))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, not %v", c.what, got, c.want)
		}
	}
}

// noMineral leaves no mineral in scope.
func noMineral(d *cmrt.Declaration) { d.Minerals, d.Answers, d.Smelters = nil, nil, nil }

// artisanalMine names a mine that says itself who digs there.
func artisanalMine(d *cmrt.Declaration) {
	d.Mines = []cmrt.Mine{{Row: 5, Metal: cmrt.Mica, MetalRaw: "Mica", Name: "Pits", Comment: "artisanal, monitored", Country: "BRAZIL"}}
}

// minesOfConcern names a mine of cobalt in the DRC, and one of mica there.
func minesOfConcern(d *cmrt.Declaration) {
	const congo = "CONGO, THE DEMOCRATIC REPUBLIC OF THE"
	d.Mines = []cmrt.Mine{{Row: 5, Metal: cmrt.Cobalt, MetalRaw: "Cobalt", Name: "Kolwezi", Country: congo}, {Row: 6, Metal: cmrt.Mica, MetalRaw: "Mica", Name: "M", Country: congo}}
}
