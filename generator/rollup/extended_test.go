package rollup_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/template"
)

// ofKind gives RMI's own templates of the other families.
func ofKind(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../shared/cmrt/templates", name))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the official templates are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// answeredBy is a declaration in which everything that a template asks is answered, and
// each mineral has a smelter of the template's look-up, one by name and an unknown one.
func answeredBy(t *testing.T, blank []byte, minerals ...cmrt.Metal) rollup.Rollup {
	t.Helper()
	form, err := rollup.Form(blank)
	if err != nil {
		t.Fatal(err)
	}
	r := whole("6.5", "company")
	r.Form, r.Minerals, r.Answers, r.Company, r.Smelters = form, minerals, nil, nil, nil
	said := map[cmrt.Key]string{cmrt.Added: "yes", cmrt.Necessary: "yes", cmrt.CAHRA: "unknown", cmrt.Recycled: "no", cmrt.ResponseShare: "100%", cmrt.SmeltersIdentified: "no", cmrt.SmeltersReported: "yes"}
	for _, q := range form.Questions {
		for i, m := range minerals {
			a := rollup.Answer{Key: q.Key, Metal: m, Answer: said[q.Key], Comment: "3 of 3 suppliers"}
			if q.Key == cmrt.ValidatedSmeltersRequired || !q.Asks(m) {
				continue
			}
			if last := i == len(minerals)-1; last && q.Key == cmrt.Added {
				a.Answer = "unknown"
			} else if last {
				a.Answer, a.Comment = "", ""
			}
			r.Answers = append(r.Answers, a)
		}
		if q.Key == cmrt.ValidatedSmeltersRequired {
			r.Company = append(r.Company, rollup.CompanyAnswer{Key: q.Key, Text: "No"})
		}
	}
	for _, q := range form.CompanyQuestions {
		a := rollup.CompanyAnswer{Key: q.Key, Text: q.Offered(cmrt.Yes)[0]}
		if q.Key == cmrt.PolicyPublic {
			a.Comment = "https://acme.example/policy"
		}
		r.Company = append(r.Company, a)
	}
	_, _, known, err := cmrt.ReadAnyLookup("template.xlsx", blank)
	if err != nil && form.LookupFirst > 0 {
		t.Fatal(err)
	}
	for _, m := range minerals[:len(minerals)-1] {
		if i := slices.IndexFunc(known, func(e cmrt.LookupEntry) bool { return e.Metal == m && e.ID != "" }); i >= 0 {
			r.Smelters = append(r.Smelters, rollup.Smelter{Metal: m, ID: known[i].ID, Name: known[i].Name, Country: known[i].Country, Recycled: "yes"})
		}
		r.Smelters = append(r.Smelters, rollup.Smelter{Metal: m, Name: "By name alone", Country: "Bolivia", Code: "BO"}, rollup.Smelter{Metal: m, Unknown: true})
	}
	return r
}

// others are templates of other families, with the cell of their Checker that counts what
// is open.
var others = []struct {
	label, name, total string
	minerals           []cmrt.Metal
}{
	{"emrt-1.3", "RMI_EMRT_1.3.xlsx", "H65", []cmrt.Metal{"cobalt", "mica"}},
	{"emrt-2.1", "RMI_EMRT_2.1.xlsx", "H125", []cmrt.Metal{"cobalt", "copper", "graphite", "lithium", "mica", "nickel"}},
	{"emrt-2.1-some", "RMI_EMRT_2.1.xlsx", "H125", []cmrt.Metal{"copper", "lithium", "nickel"}}, // rows move up where some are left out
	{"amrt-1.3", "RMI_AMRT_1.3.xlsx", "H52", []cmrt.Metal{"aluminum", "cadmium", "silver", "zinc"}},
}

// The company's own EMRT and AMRT: what is put in is read back, the template's own Checker
// and our model of it find nothing, and nothing else in the file changes.
func TestFillsTheOtherTemplates(t *testing.T) {
	for _, tc := range others {
		t.Run(tc.label, func(t *testing.T) {
			t.Parallel()
			blank := ofKind(t, tc.name)
			r := answeredBy(t, blank, tc.minerals...)
			r.Settings.Language = "English"
			f, err := rollup.Fill(r, blank)
			if err != nil {
				t.Fatal(err)
			}
			d := cmrt.ReadAny("rollup.xlsx", f.Data)
			if len(d.CheckerRows) > 0 {
				t.Errorf("our model of RMI's Checker flags rows %v", d.CheckerRows)
			}
			for _, found := range d.Findings {
				if found.Severity != finding.Note {
					t.Errorf("the reader finds: %s %s", found.Place(), found.Message)
				}
			}
			if !slices.Equal(d.Minerals, tc.minerals) && len(r.Form.Minerals.Fixed) == 0 {
				t.Errorf("it is about %v, not %v", d.Minerals, tc.minerals)
			}
			filled, err := template.Open(f.Data)
			if err != nil {
				t.Fatal(err)
			}
			if total, err := filled.Value("Checker", tc.total); err != nil || total.String() != "0" {
				t.Errorf("the template's own Checker counts %s (%v)", total, err)
			}
			onlyIntended(t, blank, f.Data)
			if tc.total != "H52" { // once is enough
				return
			}
			again, err := rollup.Fill(r, f.Data)
			if err != nil || len(cmrt.ReadAny("x", again.Data).Smelters) != len(d.Smelters) {
				t.Errorf("a filled template cannot be filled again: %v", err)
			}
		})
	}
}

// What a year's EMRTs say goes into the company's own, in either generation of the template,
// and the company's CMRT stays what it is without them.
func TestRollsUpExtendedMinerals(t *testing.T) {
	tree, _, err := demo.Make(demo.Options{Seed: 7, Suppliers: 30, Years: []int{2025}, EMRT: true})
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for name, data := range tree {
		files[name] = &fstest.MapFile{Data: data}
	}
	p, err := project.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	y, err := season.Open(p, slices.Concat(cmrt.Rules, check.Rules), &reading.Store{}).By("EMRT").Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := p.Rollup(y.Year)
	if err != nil {
		t.Fatal(err)
	}
	in, err := rollup.Of(y, settings)
	if err != nil {
		t.Fatal(err)
	}
	r := rollup.Derive(in)
	if minerals := cmrt.MineralsOf("EMRT"); len(r.Answers) != 7*len(minerals) || !slices.Equal(r.Minerals, minerals) {
		t.Fatalf("%d answers about %v", len(r.Answers), r.Minerals)
	}
	q, err := y.Inquiry()
	if err != nil {
		t.Fatal(err)
	}
	byNumber := 0
	for _, s := range r.Smelters {
		if s.ID != "" {
			byNumber++
		}
	}
	if byNumber != len(q.Smelters) || byNumber == 0 {
		t.Errorf("%d smelters by number, the year's table has %d", byNumber, len(q.Smelters))
	}
	for _, a := range r.Answers {
		if a.Open || a.Rule == "" {
			t.Errorf("%s of %s is open, or nothing says why: %q", a.Question, a.Metal, a.Rule)
		}
	}
	if a := answerOf(r, cmrt.CAHRA, cmrt.Cobalt); a.Answer != cmrt.Yes {
		t.Errorf("cobalt from high-risk areas is %q, though suppliers say so: %v", a.Answer, a.Reasons)
	}
	for _, name := range []string{"RMI_EMRT_1.3.xlsx", "RMI_EMRT_2.1.xlsx"} {
		t.Run(name, func(t *testing.T) {
			blank := ofKind(t, name)
			if in.Form, err = rollup.Form(blank); err != nil {
				t.Fatal(err)
			}
			own := rollup.Derive(in)
			f, err := rollup.Fill(own, blank)
			if err != nil {
				t.Fatal(err)
			}
			d := cmrt.ReadAny("own.xlsx", f.Data)
			for _, m := range own.Minerals {
				if a, _ := d.Answer(cmrt.CAHRA, m); a.Answer != answerOf(own, cmrt.CAHRA, m).Answer {
					t.Errorf("%s: Q3 is read back as %q", m, a.Answer)
				}
			}
		})
	}
}
