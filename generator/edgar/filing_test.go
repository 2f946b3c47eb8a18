package edgar_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/season"
)

// changed is this repository's demonstration with other files in it.
type changed map[string]string

const settings = "content/2013/year.yaml"

func (c changed) Open(name string) (fs.File, error) {
	if text, ok := c[name]; ok {
		return fstest.MapFS{name: {Data: []byte(text)}}.Open(name)
	}
	return os.DirFS("../..").Open(name)
}

// yearOf is 2013, which asked no supplier.
func yearOf(t *testing.T, files changed) (*season.Year, project.Registrant) {
	t.Helper()
	p, err := project.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	y, err := season.Open(p, slices.Concat(edgar.Rules, report.Rules), &reading.Store{}).Year(2013)
	if err != nil {
		t.Fatal(err)
	}
	return y, p.Registrant
}

// TestWhatAYearSubmits: the form, and with a report an exhibit, in the order of the sheet;
// each by its own name, with the title and text that is its own.
func TestWhatAYearSubmits(t *testing.T) {
	form, amended := edgar.Attachment{Type: "SD", File: "itron-sd-2013.htm", Description: "Form SD"}, edgar.Attachment{Type: "SD/A", File: "itron-sd-2013.htm", Description: "Form SD/A"}
	exhibit := edgar.Attachment{Type: "EX-1.01", File: "itron-ex101-2013.htm", Description: "Conflict Minerals Report"}
	for name, tc := range map[string]struct {
		filing string
		want   []edgar.Attachment
	}{
		"a form with a report": {"filing: {mode: with-report, exhibit: \"1.01\"}\n", []edgar.Attachment{form, exhibit}},
		"a form alone":         {"filing: {mode: form-sd}\n", []edgar.Attachment{form}},
		"an amendment":         {"filing: {mode: with-report, date: 2014-06-15, amendment: {number: 1, of: 2014-06-02, note: a smelter was named twice}, signature: {held_by: the general counsel}}\n", []edgar.Attachment{amended, exhibit}},
	} {
		y, r := yearOf(t, changed{settings: tc.filing})
		if diff := cmp.Diff(tc.want, edgar.Documents(y, r)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		sheet := edgar.Sheet{Registrant: r.Name, CIK: r.CIK, FileNumber: r.CommissionFileNumber, Year: 2013, Amendment: tc.want[0] == amended, Documents: tc.want}
		if sheet.Amendment {
			sheet.HeldBy = "the general counsel"
		}
		if diff := cmp.Diff(sheet, edgar.SheetOf(y, r)); diff != "" || r.CIK == "" || r.CommissionFileNumber == "" {
			t.Errorf("%s: the sheet:\n%s", name, diff)
		}
		files, err := edgar.Package(y)
		if err != nil || len(files) != len(tc.want) {
			t.Fatalf("%s: %v, %d files", name, err, len(files))
		}
		if text := string(files[form.File]); !strings.Contains(text, "<title>Form SD 2013</title>") || !strings.Contains(text, "Item 1.01") || strings.Contains(text, "Exhibit 1.01</p>") {
			t.Errorf("%s: the form:\n%.600s", name, text)
		}
		if text := string(files[exhibit.File]); len(tc.want) == 2 && (!strings.Contains(text, "<title>Conflict Minerals Report 2013</title>") || !strings.Contains(text, "<p>Exhibit 1.01</p>") || strings.Contains(text, "Form SD 2013")) {
			t.Errorf("%s: the report:\n%.600s", name, text)
		}
	}
	y, r := yearOf(t, changed{})
	if list := edgar.Documents(y, r); len(list) != 2 {
		t.Errorf("by default %v", list)
	}
}

// TestWhatADraftLacksIsAnErrorOnceItIsFinal, unless the year says otherwise; of a form and of
// a report what EDGAR cannot hold is told with the file that it stands in.
func TestWhatADraftLacksIsAnErrorOnceItIsFinal(t *testing.T) {
	introduction, err := os.ReadFile("../../content/2013/10-about.md")
	if err != nil {
		t.Fatal(err)
	}
	const lost = "edgar-character-lost"
	for name, tc := range map[string]struct {
		final    bool
		filing   string
		severity map[string]finding.Severity // by file, of characters that cannot be held
	}{
		"a draft":               {false, "title: x\n", map[string]finding.Severity{"data/2013/compiled/report.md": finding.Warning}},
		"a final text":          {true, "title: x\n", map[string]finding.Severity{"data/2013/compiled/report.md": finding.Error}},
		"switched off":          {true, "severities: {" + lost + ": off}\n", nil},
		"only noted":            {true, "severities: {" + lost + ": note}\n", map[string]finding.Severity{"data/2013/compiled/report.md": finding.Note}},
		"a form without report": {true, "filing: {mode: form-sd}\n", nil},
	} {
		y, _ := yearOf(t, changed{"content/2013/10-about.md": string(introduction) + "\nA fire \U0001F525 was out.\n", settings: tc.filing})
		list, err := edgar.Lint(y, tc.final, "")
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]finding.Severity{}
		for _, f := range list {
			if f.Rule == lost {
				got[f.File] = f.Severity
			}
			if f.Severity == finding.Error && !tc.final {
				t.Errorf("%s: %s is an error before it is final", name, f.Rule)
			}
		}
		if diff := cmp.Diff(tc.severity, got); diff != "" && len(tc.severity)+len(got) > 0 {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestADraftThatCannotBeComposedIsNotFiled: neither a package nor a verdict is given.
func TestADraftThatCannotBeComposedIsNotFiled(t *testing.T) {
	y, _ := yearOf(t, changed{"content/2013/10-about.md": "{{no such figure}}\n"})
	if files, err := edgar.Package(y); err == nil || files != nil {
		t.Errorf("%v, %d files", err, len(files))
	}
	if list, err := edgar.Lint(y, true, ""); err == nil || list != nil {
		t.Errorf("%v, %v", err, list)
	}
}
