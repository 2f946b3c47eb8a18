package season

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

var update = flag.Bool("update", false, "write the golden files anew")

// toFigures are links of figures to their explanation.
var toFigures = regexp.MustCompile(`\[([^\]]*)\]\(figures/[^)]*\)`)

// small is a small year: who files, what people keep, and what suppliers declare.
type small struct {
	registrant project.Registrant
	year       *project.Year
	sent       []cmrt.Declaration
	last       *small
}

// ordinary is a year as most are: alpha and beta are accepted, gamma is returned, delta
// was reminded and never answered; epsilon is out of scope.
func ordinary(t *testing.T) *small {
	t.Helper()
	s := &small{registrant: project.Registrant{Name: "Example, Inc.", ShortName: "Example", FileStem: "example", State: "Delaware", CommissionFileNumber: "001-98765", EIN: "12-3456789", CIK: "12345", PublicURL: "https://www.example.com/cm/", PublishedStatus: smelter.PublishAll}}
	y := &project.Year{Number: 2025, Oldest: "2024-12-31", Publish: smelter.PublishAll}
	y.Settings.CutOff, y.Settings.AcceptedVersions = "2026-04-30", []string{"6.4", "6.5"}
	y.Settings.Filing = project.Filing{Mode: project.WithReport, Exhibit: "1.01", Type: "EX-1.01"}
	y.Settings.Severities = map[string]finding.Severity{}
	for _, r := range check.Rules { // a declaration is short here: only these few rules judge it
		switch r.Name {
		case "contact-phone-missing", "effective-date-stale", "superseded-workbook":
		default:
			y.Settings.Severities[r.Name] = finding.Note
		}
	}
	for _, id := range []string{"alpha", "beta", "gamma", "delta", "epsilon"} {
		y.Roster = append(y.Roster, tables.Supplier{ID: id, Name: id, InScope: map[bool]string{true: "no", false: "yes"}[id == "epsilon"]})
	}
	for _, id := range []string{"alpha", "beta", "gamma", "delta"} {
		y.Outreach = append(y.Outreach, tables.Outreach{Date: "2026-01-12", Supplier: id, Kind: "request", Outcome: "sent"})
	}
	y.Outreach = append(y.Outreach, tables.Outreach{Date: "2026-02-09", Supplier: "delta", Kind: "reminder", Outcome: "sent"},
		tables.Outreach{Date: "2026-03-16", Supplier: "delta", Kind: "escalation", Outcome: "sent"}, tables.Outreach{Date: "2026-03-02", Supplier: "gamma", Kind: "correction", Outcome: "sent"})
	y.Products = []project.Product{{Product: "Meters", Metals: "tin gold", Description: "They measure."}, {Product: "Radios", Metals: "tin tantalum tungsten", Description: "They send."}}
	y.Directory = smelter.NewDirectory(smelter.Source{Name: "directory", AsOf: "2026-03-14"})
	var statuses []smelter.Status
	for i, f := range facilities {
		if err := y.Directory.Add(f, f.Name); err != nil {
			t.Fatal(err)
		}
		if word := []string{smelter.Conformant, smelter.Active, smelter.Conformant, "", smelter.Conformant}[i]; word != "" {
			statuses = append(statuses, smelter.Status{Metal: f.Metal, ID: f.ID, Word: word, Programme: "RMAP"})
		}
	}
	y.Conformance, _ = smelter.NewConformance(smelter.Source{Name: "conformance", AsOf: "2026-03-14"}, statuses)
	s.year = y
	s.sent = []cmrt.Declaration{declares("alpha", cmrt.Tin, cmrt.Gold), declares("beta", cmrt.Tin, cmrt.Tantalum, cmrt.Tungsten), without(declares("gamma", cmrt.Gold), "phone")}
	s.received()
	names, err := filepath.Glob("../demo/narrative/*-*.md")
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		y.Narrative = append(y.Narrative, project.Text{File: "content/2025/" + filepath.Base(name), Body: string(body)})
	}
	return s
}

var facilities = []smelter.Facility{
	{Metal: cmrt.Tin, ID: "CID900001", Name: "Tin One", Country: "Peru", CountryCode: "PE"},
	{Metal: cmrt.Tin, ID: "CID900002", Name: "Tin Two", Country: "Japan", CountryCode: "JP"},
	{Metal: cmrt.Gold, ID: "CID900003", Name: "Gold One", Country: "Japan", CountryCode: "JP"},
	{Metal: cmrt.Tantalum, ID: "CID900004", Name: "Tantalum One", Country: "Austria", CountryCode: "AT"},
	{Metal: cmrt.Tungsten, ID: "CID900005", Name: "Tungsten One", Country: "Germany", CountryCode: "DE"},
}

// declares is a declaration of a supplier that uses some metals, knows a smelter of each,
// and rules the covered countries out.
func declares(supplier string, metals ...cmrt.Metal) cmrt.Declaration {
	d := cmrt.Declaration{File: "data/2025/cmrt/" + supplier + ".xlsx", SHA256: supplier, Template: cmrt.Template{Type: "CMRT", Version: "6.5"},
		Company: cmrt.Company{Name: supplier, Scope: "company", ContactName: "A", ContactEmail: "a@x.example", ContactPhone: "1", AuthorizerName: "B", EffectiveDate: "2026-02-02"}}
	for i, m := range cmrt.Metals {
		in := map[bool]string{true: cmrt.Yes, false: cmrt.No}[slices.Contains(metals, m)]
		cell := func(row int) string { return fmt.Sprintf("Declaration!D%d", row+i) }
		d.Answers = append(d.Answers, cmrt.Answer{Key: cmrt.Added, Metal: m, Answer: in, Raw: in, Cell: cell(26)}, cmrt.Answer{Key: cmrt.Necessary, Metal: m, Answer: in, Raw: in, Cell: cell(32)})
		if in == cmrt.Yes {
			d.Answers = append(d.Answers, cmrt.Answer{Key: cmrt.CoveredCountries, Metal: m, Answer: cmrt.No, Raw: "No", Cell: cell(38)},
				cmrt.Answer{Key: cmrt.CAHRA, Metal: m, Answer: cmrt.No, Raw: "No", Cell: cell(44)}, cmrt.Answer{Key: cmrt.Recycled, Metal: m, Answer: cmrt.No, Raw: "No", Cell: cell(50)},
				cmrt.Answer{Key: cmrt.ResponseShare, Metal: m, Answer: "100%", Raw: "100%", Cell: cell(56)}, cmrt.Answer{Key: cmrt.SmeltersIdentified, Metal: m, Answer: cmrt.Yes, Raw: "Yes", Cell: cell(62)},
				cmrt.Answer{Key: cmrt.SmeltersReported, Metal: m, Answer: cmrt.Yes, Raw: "Yes", Cell: cell(68)})
			for _, f := range facilities {
				if f.Metal == m {
					d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 5 + len(d.Smelters), Metal: m, MetalRaw: string(m), ID: f.ID, IDRaw: f.ID, Lookup: f.Name})
					break
				}
			}
		}
	}
	for i, key := range []cmrt.Key{cmrt.Policy, cmrt.PolicyPublic, cmrt.ValidatedSmeltersRequired, cmrt.DueDiligence, cmrt.SupplierSurvey, cmrt.Review, cmrt.CorrectiveAction, cmrt.AnnualDisclosure} {
		answer := []string{cmrt.Yes, cmrt.No}[i%2]
		d.CompanyAnswers = append(d.CompanyAnswers, cmrt.Answer{Key: key, Question: string(rune('A' + i)), Answer: answer, Raw: answer, Cell: fmt.Sprintf("Declaration!D%d", 75+2*i)})
	}
	return d
}

// without takes something away that a declaration needs.
func without(d cmrt.Declaration, what string) cmrt.Declaration {
	switch what {
	case "phone": // an error, so that it is returned
		d.Company.ContactPhone = ""
	case "readability":
		d.Answers, d.Smelters, d.CompanyAnswers = nil, nil, nil
		d.Findings = []finding.Finding{{Rule: "file-unreadable", Severity: finding.Error, File: d.File}}
	case "date": // too old
		d.Company.EffectiveDate = "2020-01-01"
	case "smelters":
		d.Smelters = nil
	}
	return d
}

// says changes what a declaration answers to a question for every metal that it uses.
func says(d cmrt.Declaration, key cmrt.Key, answer string) cmrt.Declaration {
	d.Answers = slices.Clone(d.Answers)
	for i := range d.Answers {
		if d.Answers[i].Key == key {
			d.Answers[i].Answer, d.Answers[i].Raw = answer, answer
		}
	}
	return d
}

// row changes the first row of the Smelter List.
func row(d cmrt.Declaration, change func(*cmrt.SmelterRow)) cmrt.Declaration {
	d.Smelters = slices.Clone(d.Smelters)
	change(&d.Smelters[0])
	return d
}

// received logs what was sent.
func (s *small) received() {
	s.year.Received = nil
	for i, d := range s.sent {
		s.year.Received = append(s.year.Received, tables.Received{Date: fmt.Sprintf("2026-02-%02d", 10+i), Supplier: strings.TrimSuffix(filepath.Base(d.File), ".xlsx"), File: d.File, SHA256: d.SHA256})
	}
}

// all lets every supplier in scope send a declaration.
func (s *small) all(each func(cmrt.Declaration) cmrt.Declaration, metals ...cmrt.Metal) {
	s.sent = nil
	for _, id := range []string{"alpha", "beta", "delta", "gamma"} {
		s.sent = append(s.sent, each(declares(id, metals...)))
	}
	s.received()
	s.year.Outreach = slices.DeleteFunc(s.year.Outreach, func(o tables.Outreach) bool { return o.Kind != "request" })
	for i := range s.year.Products {
		s.year.Products[i].Metals = ""
		for _, m := range metals {
			s.year.Products[i].Metals += " " + string(m)
		}
	}
}

func same(d cmrt.Declaration) cmrt.Declaration { return d }

func (s *small) inquiry(last *rcoi.Inquiry, counted map[string]check.Workbook) (*rcoi.Inquiry, map[string]check.Workbook) {
	if !s.year.Surveyed() {
		return &rcoi.Inquiry{}, nil
	}
	result := check.Year(s.year, s.sent, counted)
	q := rcoi.Count(s.year, result.Workbooks, campaign.Responses(s.year, result.Workbooks), last)
	return &q, result.Counted()
}

// draft composes the year.
func (s *small) draft(t testing.TB) report.Draft {
	t.Helper()
	var last *rcoi.Inquiry
	var counted map[string]check.Workbook
	if s.last != nil {
		last, counted = s.last.inquiry(nil, nil)
	}
	q, _ := s.inquiry(last, counted)
	versions := s.year.Settings.AcceptedVersions
	for _, f := range q.Figures { // as Year.versions has them
		if f.ID == "suppliers.accepted" && f.Value != "0" {
			versions = []string{"6.5"}
		}
	}
	d, err := Draft(s.registrant, s.year, q, versions)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSituations holds what report and form say in each situation to a golden file: what
// they say in an ordinary year whole, and of any other what is said otherwise.
func TestSituations(t *testing.T) {
	base := ordinary(t).draft(t)
	golden(t, "ordinary", base.Report+"\n\n"+base.Form)
	for name, change := range situations {
		s := ordinary(t)
		change(s)
		d := s.draft(t)
		report := "No report."
		if d.Report != "" {
			report = difference(base.Report, d.Report)
		}
		golden(t, name, report+"\n\n=== Form SD\n\n"+difference(base.Form, d.Form))
		for what, text := range map[string]string{"report": d.Report, "form": d.Form} {
			for _, fault := range nonsense(text, d) {
				t.Errorf("%s, %s: %s", name, what, fault)
			}
		}
	}
	files, err := filepath.Glob("testdata/situations/*.md")
	if err != nil || len(files) != len(situations)+1 || len(files) < 41 {
		t.Errorf("%d golden files for %d situations: %v", len(files), len(situations)+1, err)
	}
}

// difference gives the paragraphs of a text that another does not have, each below its
// heading, and the beginnings of those that went.
func difference(base, text string) string {
	base, text = toFigures.ReplaceAllString(base, "$1"), toFigures.ReplaceAllString(text, "$1")
	had, has := strings.Split(base, "\n\n"), strings.Split(text, "\n\n")
	var b strings.Builder
	heading, told := "", false
	for _, p := range has {
		if strings.HasPrefix(p, "#") {
			heading, told = p, false
			continue
		}
		if !slices.Contains(had, p) {
			if !told {
				b.WriteString(heading + "\n\n")
			}
			told = true
			b.WriteString(p + "\n\n")
		}
	}
	for _, p := range had {
		if !slices.Contains(has, p) {
			line, _, _ := strings.Cut(p, "\n")
			b.WriteString("gone: " + line[:min(len(line), 70)] + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/situations/" + strings.ReplaceAll(name, " ", "-") + ".md"
	got = toFigures.ReplaceAllString(got, "$1") + "\n" // as a person reads it
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
		return
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: run the test with -update, and read the difference:\n%s", name, diff)
	}
}
