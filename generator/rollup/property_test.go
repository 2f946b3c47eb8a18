package rollup_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/season"
)

// campaign opens a made-up campaign.
func campaign(t *testing.T, seed int64, suppliers int) made {
	t.Helper()
	tree, _, err := demo.Make(demo.Options{Seed: seed, Suppliers: suppliers, Years: []int{2025}})
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
	y, err := season.Open(p, slices.Concat(cmrt.Rules, check.Rules), &reading.Store{}).Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	return made{y, files}
}

// made is a made-up campaign with its files.
type made struct {
	*season.Year
	files fs.FS
}

// derived is the roll-up of a campaign whose company answers the questions about itself.
func derived(t *testing.T, y made) (rollup.Input, rollup.Rollup) {
	t.Helper()
	s := project.Rollup{Scope: "company", EffectiveDate: "2026-05-04", File: "content/2025/rollup.yaml", Answers: map[cmrt.Key]string{
		cmrt.Policy: cmrt.Yes, cmrt.PolicyPublic: cmrt.Yes, cmrt.ValidatedSmeltersRequired: cmrt.No, cmrt.DueDiligence: cmrt.Yes, cmrt.SupplierSurvey: "other",
		cmrt.Review: cmrt.Yes, cmrt.CorrectiveAction: cmrt.Yes, cmrt.AnnualDisclosure: "sec"}, Comments: map[cmrt.Key]string{cmrt.PolicyPublic: "https://acme.example/policy"}}
	s.Company.Name = "Acme Meters, Inc."
	s.Company.Contact.Name, s.Company.Contact.Email, s.Company.Contact.Phone = "A. Smith", "a@acme.example", "1"
	s.Company.Authorizer.Name, s.Company.Authorizer.Email = "B. Jones", "b@acme.example"
	in, err := rollup.Of(y.Year, s)
	if err != nil {
		t.Fatal(err)
	}
	return in, rollup.Derive(in)
}

func answerOf(r rollup.Rollup, key cmrt.Key, m cmrt.Metal) rollup.Answer {
	i := slices.IndexFunc(r.Answers, func(a rollup.Answer) bool { return a.Key == key && a.Metal == m })
	return r.Answers[i]
}

// The company's own CMRT and its report come from the same numbers, whatever the campaign.
func TestSaysWhatTheReportSays(t *testing.T) {
	campaigns, grow := int64(5), 6
	if os.Getenv("CMR_LONG") != "" {
		campaigns, grow = 100, 5
	}
	for seed := int64(1); seed <= campaigns; seed++ {
		y := campaign(t, seed, int(seed)*grow)
		in, r := derived(t, y)
		q, err := y.Inquiry()
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Answers) != 32 {
			t.Fatalf("seed %d: %d answers", seed, len(r.Answers))
		}
		byNumber := 0
		for _, s := range r.Smelters {
			if s.ID != "" {
				byNumber++
			}
		}
		if byNumber != len(q.Smelters) {
			t.Errorf("seed %d: %d smelters by number, the report has %d", seed, byNumber, len(q.Smelters))
		}
		for i, s := range q.Smelters {
			if j := slices.IndexFunc(r.Smelters, func(own rollup.Smelter) bool {
				return own.ID == s.SmelterID && string(own.Metal) == s.Metal && own.Behind == s.Suppliers
			}); j < 0 {
				t.Errorf("seed %d: %s of the report (row %d) is not in the list with its %d suppliers", seed, s.SmelterID, i, s.Suppliers)
			}
		}
		for _, m := range cmrt.Metals {
			consistent(t, seed, in, r, *q, m)
		}
	}
}

func consistent(t *testing.T, seed int64, in rollup.Input, r rollup.Rollup, q rcoi.Inquiry, m cmrt.Metal) {
	t.Helper()
	origin, outcome := answerOf(r, cmrt.CoveredCountries, m).Answer, q.Outcome(m)
	asked := answerOf(r, cmrt.Necessary, m).Answer == cmrt.Yes
	known := map[string]bool{check.FlagDeclared: true, check.FlagMine: true, check.FlagSmelter: true}
	flagged := slices.ContainsFunc(in.Books, func(b check.Workbook) bool {
		return slices.ContainsFunc(b.Flags, func(f check.Flag) bool { return known[f.Rule] && f.Weighs() && b.About(f, m) })
	})
	switch {
	case asked && (origin == cmrt.Yes) != flagged:
		t.Errorf("seed %d, %s: question 3 is %q, though red flags: %t", seed, m, origin, flagged)
	case origin == cmrt.No && outcome != project.NoReasonToBelieve && outcome != project.RecycledOrScrap:
		t.Errorf("seed %d, %s: question 3 is no, the report says %s", seed, m, outcome)
	case origin == cmrt.Yes && answerOf(r, cmrt.CAHRA, m).Answer == cmrt.No:
		t.Errorf("seed %d, %s: question 4 is no beside a yes to question 3", seed, m)
	}
	for _, q := range []struct {
		key     cmrt.Key
		answers string
	}{{cmrt.Added, " yes no"}, {cmrt.Necessary, " yes no"}, {cmrt.CoveredCountries, "yes no unknown"}, {cmrt.CAHRA, "yes no unknown"}, {cmrt.Recycled, "yes no unknown"},
		{cmrt.ResponseShare, "100% >90% >75% >50% <=50% none"}, {cmrt.SmeltersIdentified, "yes no"}, {cmrt.SmeltersReported, "yes no"}} {
		a := answerOf(r, q.key, m)
		switch {
		case a.Rule == "":
			t.Errorf("seed %d: %s, %s has no rule", seed, q.key, m)
		case a.Answer == "" && asked && !a.Open:
			t.Errorf("seed %d: %s, %s has no answer and is not open", seed, q.key, m)
		case a.Answer != "" && !slices.Contains(strings.Fields(q.answers), a.Answer):
			t.Errorf("seed %d: %s, %s is %q", seed, q.key, m, a.Answer)
		case a.Open != slices.ContainsFunc(r.Findings, func(f finding.Finding) bool {
			return f.Rule == "rollup-answer-open" && f.Metal == string(m) && strings.HasPrefix(f.Message, a.Question+",")
		}):
			t.Errorf("seed %d: %s, %s: open %t, and the findings say otherwise", seed, q.key, m, a.Open)
		}
	}
	if asked && !slices.ContainsFunc(r.Smelters, func(s rollup.Smelter) bool { return s.Metal == m }) {
		t.Errorf("seed %d: %s is in the products, and the list has no row for it", seed, m)
	}
}

// What goes into the file names no supplier.
// What keeps a No open is counted by supplier, whatever is said of one of them twice.
func TestASupplierThatKeepsANoOpenCountsOnce(t *testing.T) {
	y := campaign(t, 5, 40)
	in, _ := derived(t, y)
	in.Settings.OwnAssessment = map[cmrt.Key]map[cmrt.Metal]string{cmrt.Added: {}}
	for _, m := range cmrt.Metals {
		in.Settings.OwnAssessment[cmrt.Added][m] = cmrt.No
	}
	in.Only, in.Year.Products = map[string]bool{}, nil
	for _, b := range in.Books { // of returned declarations alone, which say yes and are no answer
		if b.Verdict == check.Returned {
			in.Only[b.Supplier] = true
		}
	}
	open := 0
	for _, a := range rollup.Derive(in).Answers {
		if a.Key != cmrt.Added || !a.Open {
			continue
		}
		who := map[string]bool{}
		for _, reason := range a.Reasons {
			for _, s := range reason.Suppliers {
				who[s] = true
			}
		}
		open++
		if !strings.Contains(a.Rule, fmt.Sprintf(" %d supplier", len(who))) {
			t.Errorf("%s: %q, and the reasons name %d suppliers", a.Metal, a.Rule, len(who))
		}
	}
	if open == 0 {
		t.Error("no answer stays open")
	}
}

func TestNamesNoSupplier(t *testing.T) {
	y := campaign(t, 5, 40)
	_, r := derived(t, y)
	for _, a := range r.Answers {
		for _, s := range y.Roster {
			if strings.Contains(a.Comment, s.ID) || strings.Contains(a.Comment, s.Name) {
				t.Errorf("the comment to %s, %s names a supplier: %s", a.Question, a.Metal, a.Comment)
			}
		}
	}
}

// bytesOf reads a file of a made-up campaign.
func bytesOf(t *testing.T, y made, file string) []byte {
	t.Helper()
	data, err := fs.ReadFile(y.files, file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
