package rollup_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/template"
)

// official gives RMI's own templates, which are no part of this repository.
func official(t *testing.T, version string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../shared/cmrt/templates", "RMI_CMRT_"+version+".xlsx"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the official templates are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// whole is a roll-up in which everything is answered: real numbers of the 6.5 look-up and
// one that no template knows, smelters by name, unknown ones and products.
func whole(version, scope string) rollup.Rollup {
	form, _ := cmrt.LayoutFor("CMRT", version)
	r := rollup.Rollup{Form: form, Minerals: cmrt.Metals, Settings: project.Rollup{Scope: scope, ScopeDescription: "Meters & modules <2025>", EffectiveDate: "2026-05-04", File: "content/2025/rollup.yaml"}, Findings: []finding.Finding{}}
	s := &r.Settings
	s.Company.Name, s.Company.Address, s.Company.UniqueID, s.Company.UniqueIDAuthority = "Acme Meters, Inc.", "1 Main Street, Springfield", "00-000", "DUNS"
	s.Company.Contact.Name, s.Company.Contact.Email, s.Company.Contact.Phone = "A. Smith", "a@acme.example", "+1 555 0100"
	s.Company.Authorizer.Name, s.Company.Authorizer.Email, s.Company.Authorizer.Title = "B. Jones", "b@acme.example", "VP"
	s.Products = []project.RollupProduct{{Number: "M-1", Name: "Meter", RequesterNumber: "77-1", Comment: "all variants"}, {Number: "M-2"}}
	for _, q := range []struct {
		key    cmrt.Key
		answer string
	}{{cmrt.Added, "yes"}, {cmrt.Necessary, "yes"}, {cmrt.CoveredCountries, "unknown"}, {cmrt.CAHRA, "unknown"}, {cmrt.Recycled, "no"}, {cmrt.ResponseShare, "100%"}, {cmrt.SmeltersIdentified, "no"}, {cmrt.SmeltersReported, "yes"}} {
		for _, m := range cmrt.Metals {
			a := rollup.Answer{Key: q.key, Metal: m, Answer: q.answer, Comment: "3 of 3 suppliers"}
			if m == cmrt.Tungsten {
				a.Comment = ""
				switch q.key {
				case cmrt.Added:
					a.Answer = "no"
				default:
					a.Answer = ""
				}
			}
			r.Answers = append(r.Answers, a)
		}
	}
	for i, key := range []cmrt.Key{cmrt.Policy, cmrt.PolicyPublic, cmrt.ValidatedSmeltersRequired, cmrt.DueDiligence, cmrt.SupplierSurvey, cmrt.Review, cmrt.CorrectiveAction, cmrt.AnnualDisclosure} {
		a := rollup.CompanyAnswer{Key: key, Letter: string(rune('A' + i)), Text: "Yes"}
		switch key {
		case cmrt.PolicyPublic:
			a.Comment = "https://acme.example/policy"
		case cmrt.SupplierSurvey:
			a.Text = "Yes, in conformance with IPC1755 (e.g., CMRT)"
		case cmrt.AnnualDisclosure:
			a.Text = "Yes, with the SEC"
		}
		r.Company = append(r.Company, a)
	}
	r.Smelters = []rollup.Smelter{
		{Metal: cmrt.Tantalum, ID: "CID000460", Name: "F&X Electro-Materials Ltd.", Country: "China", Code: "CN", Recycled: "yes"},
		{Metal: cmrt.Tin, ID: "CID000292", Name: "Alpha", Country: "United States of America", Code: "US"},
		{Metal: cmrt.Tin, ID: "CID999999", Name: "Newer than the template", Country: "Germany", Code: "DE", City: "Goslar"},
		{Metal: cmrt.Tin, Name: "By name alone", Country: "Bolivia", Code: "BO"},
		{Metal: cmrt.Tin, Unknown: true},
		{Metal: cmrt.Gold, ID: "CID000015", Name: "Advanced Chemical Company", Country: "United States of America", Code: "US"},
	}
	return r
}

func TestFillsOfficialTemplates(t *testing.T) {
	for _, tc := range []struct{ version, scope string }{{"6.01", "company"}, {"6.22", "product"}, {"6.5", "user-defined"}} {
		t.Run(tc.version, func(t *testing.T) {
			blank := official(t, tc.version)
			f, err := rollup.Fill(whole(tc.version, tc.scope), blank)
			if err != nil {
				t.Fatal(err)
			}
			d := cmrt.Read("rollup.xlsx", f.Data)
			if len(d.CheckerRows) > 0 {
				t.Errorf("our model of RMI's Checker flags rows %v", d.CheckerRows)
			}
			for _, found := range d.Findings {
				if found.Severity != finding.Note {
					t.Errorf("the reader finds: %s %s", found.Place(), found.Message)
				}
			}
			filled, err := template.Open(f.Data)
			if err != nil {
				t.Fatal(err)
			}
			if total, err := filled.Value("Checker", "H70"); err != nil || total.String() != "0" {
				t.Errorf("the template's own Checker counts %s (%v)", total, err)
			}
			for row, want := range map[string]string{"5": "CID000460", "6": "CID000292", "7": "CID999999", "10": "CID000015"} {
				if got, err := filled.Value("Smelter List", "F"+row); err != nil || got.String() != want {
					t.Errorf("F%s shows %q (%v), want %s", row, got, err, want)
				}
			}
			onlyIntended(t, blank, f.Data)
		})
	}
}

// What the template's own look-up knows otherwise than the year's directory is told at its
// cell, and so is a number that it does not know; where both agree nothing is.
func TestTellsWhatTheTemplatesLookUpKnowsOtherwise(t *testing.T) {
	r := whole("6.5", "company")
	r.Smelters[5].Country, r.Smelters[5].Code = "Canada", "CA"
	f, err := rollup.Fill(r, official(t, "6.5"))
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, found := range f.Rollup.Findings {
		told[found.Cell] = found.Rule + ": " + found.Message
	}
	for cell, want := range map[string]string{
		"C5":  "",
		"C6":  "rollup-lookup-differs: CID000292: the template has the name Alpha Assembly Solutions Inc, the directory Alpha.",
		"A7":  "rollup-smelter-not-in-template: Newer than the template (CID999999) is not in the look-up of CMRT 6.5.",
		"C10": "rollup-lookup-differs: CID000015: the template has the country UNITED STATES OF AMERICA, the directory Canada.",
	} {
		if told[cell] != want {
			t.Errorf("%s: %q, want %q", cell, told[cell], want)
		}
	}
}

// A template that goes round is not always blank: what was typed into it is gone, and
// formulas that were typed over are there again.
func TestFillsATemplateThatIsNotBlank(t *testing.T) {
	blank := official(t, "6.5")
	first, err := rollup.Fill(whole("6.5", "company"), blank)
	if err != nil {
		t.Fatal(err)
	}
	second, err := rollup.Fill(whole("6.5", "product"), first.Data)
	if err != nil {
		t.Fatal(err)
	}
	third, err := rollup.Fill(whole("6.5", "product"), first.Data)
	if err != nil || !bytes.Equal(second.Data, third.Data) {
		t.Errorf("the same roll-up gives other bytes (%v)", err)
	}
	if d := cmrt.Read("x", second.Data); len(d.Smelters) != 6 || len(d.CheckerRows) > 0 || d.Company.Scope != "product" {
		t.Errorf("filled twice: scope %s, %d smelters, Checker rows %v", d.Company.Scope, len(d.Smelters), d.CheckerRows)
	}
	few := whole("6.5", "company")
	few.Smelters = few.Smelters[:2]
	cleared, err := rollup.Fill(few, first.Data)
	if err != nil {
		t.Fatal(err)
	}
	before, after := formulas(unpacked(t, blank)["xl/worksheets/sheet5.xml"]), formulas(unpacked(t, cleared.Data)["xl/worksheets/sheet5.xml"])
	if before != after {
		t.Errorf("the Smelter List has %d formulas, the blank template %d", after, before)
	}
}

func formulas(sheet string) int { return strings.Count(sheet, "<f>") + strings.Count(sheet, "<f ") }

// withoutCells is a sheet without its elements c.
func withoutCells(sheet string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sheet, "<c ")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		tag, after, _ := strings.Cut(rest, ">")
		if !strings.HasSuffix(tag, "/") {
			_, after, found = strings.Cut(after, "</c>")
			if !found {
				return b.String() + "<c " + rest
			}
		}
		sheet = after
	}
}

// onlyIntended compares a filled template with the blank one, part by part and cell by
// cell: what changed is a cell that was set, or the result of a formula.
func onlyIntended(t *testing.T, blank, filled []byte) {
	t.Helper()
	before, after := unpacked(t, blank), unpacked(t, filled)
	mayChange := regexp.MustCompile(`^xl/(worksheets/sheet\d+\.xml|workbook\.xml|_rels/workbook\.xml\.rels|calcChain\.xml)$|^\[Content_Types\]\.xml$`)
	for name, old := range before {
		now, there := after[name]
		if now == old || name == "xl/calcChain.xml" {
			continue
		}
		if !there || !mayChange.MatchString(name) {
			t.Errorf("%s changed, or is gone", name)
			continue
		}
		if strings.HasPrefix(name, "xl/worksheets/") {
			if withoutCells(old) != withoutCells(now) {
				t.Errorf("%s: something else than cells changed", name)
			}
			if gone := formulas(old) - formulas(now); gone > 100 {
				t.Errorf("%s: %d formulas are gone", name, gone)
			}
		}
	}
	for name := range after {
		if _, there := before[name]; !there {
			t.Errorf("%s is new", name)
		}
	}
}

func unpacked(t *testing.T, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(body)
	}
	return parts
}

// A workbook of the demonstration is built like a template, without its formulas: what a
// supplier said in it is gone, and what the company says is there.
func TestFillsWhatWasFilledBefore(t *testing.T) {
	y := campaign(t, 3, 12)
	_, r := derived(t, y)
	review, err := y.Review()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(review.Workbooks, func(b check.Workbook) bool { return b.Verdict == check.Accepted })
	f, err := rollup.Fill(r, bytesOf(t, y, review.Workbooks[i].Declaration.File))
	if err != nil {
		t.Fatal(err)
	}
	d := cmrt.Read("rollup.xlsx", f.Data)
	if d.Company.Name != "Acme Meters, Inc. (demonstration: suppliers and smelters are invented)" || len(d.Smelters) != len(r.Smelters) || d.Company.AuthorizerName != "B. Jones" {
		t.Errorf("it says %q, %d smelters, by %s", d.Company.Name, len(d.Smelters), d.Company.AuthorizerName)
	}
	said := string(f.Data)
	for _, part := range unpacked(t, f.Data) {
		said += part
	}
	for _, s := range y.Roster {
		if strings.Contains(said, s.Name) || s.Email != "" && strings.Contains(said, s.Email) {
			t.Errorf("the file names the supplier %s", s.Name)
		}
	}
	if !slices.ContainsFunc(f.Rollup.Findings, func(found finding.Finding) bool { return found.Rule == "rollup-template-filled" }) {
		t.Error("nothing says that somebody filled in the template before")
	}
}

func TestRefusesWhatIsNoTemplate(t *testing.T) {
	for name, data := range map[string][]byte{"nothing": nil, "a picture": []byte("\x89PNG\r\n")} {
		if _, err := rollup.Fill(whole("6.5", "company"), data); !errors.Is(err, rollup.ErrTemplate) {
			t.Errorf("%s: %v", name, err)
		}
	}
	r := whole("6.5", "company")
	for range 2501 {
		r.Smelters = append(r.Smelters, r.Smelters[0])
	}
	if _, err := rollup.Fill(r, official(t, "6.5")); err == nil || !strings.Contains(err.Error(), "has room for 2500 rows") {
		t.Errorf("more smelters than the list has rows: %v", err)
	}
	r = whole("6.5", "company")
	r.Settings.Language = "Klingon"
	if _, err := rollup.Fill(r, official(t, "6.5")); err == nil || !strings.Contains(err.Error(), `does not offer the language "Klingon"`) {
		t.Errorf("a language that it does not have: %v", err)
	}
	r.Settings.Language = "English"
	f, err := rollup.Fill(r, official(t, "6.5"))
	if err != nil || f.Language != "English" {
		t.Fatalf("English: %q (%v)", f.Language, err)
	}
	filled, err := template.Open(f.Data)
	if err != nil {
		t.Fatal(err)
	}
	if label, _ := filled.Value("Declaration", "B8"); !strings.HasPrefix(label.String(), "Company Name") {
		t.Errorf("the label of the company's name is %q", label)
	}
}
