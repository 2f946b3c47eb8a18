package report

import (
	"os"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func TestDueDates(t *testing.T) {
	for year, want := range map[int]string{2013: "2014-06-02", 2014: "2015-06-01", 2015: "2016-05-31", 2016: "2017-05-31", 2017: "2018-05-31", 2018: "2019-05-31", 2019: "2020-06-01",
		2020: "2021-06-01", 2021: "2022-05-31", 2022: "2023-05-31", 2023: "2024-05-31", 2024: "2025-06-02", 2025: "2026-06-01", 2026: "2027-06-01"} {
		if got := Due(year); got != want {
			t.Errorf("for %d the form is due on %s, want %s", year, got, want)
		}
	}
}

func formOf(t *testing.T, change func(*Input)) string {
	t.Helper()
	in := Input{Registrant: project.Registrant{Name: "Example, Inc.", State: "Delaware", CommissionFileNumber: "001-12345", EIN: "12-3456789", PublicURL: "https://www.example.com/cm/"},
		Year: 2025, CutOff: "2026-04-30", Filing: project.Filing{Mode: project.WithReport, Exhibit: "1.01", Type: "EX-1.01"},
		Products: []project.Product{{Product: "Meter", Metals: "gold tin"}},
		Figures: []tables.Figure{{ID: "suppliers.in_scope", Value: "4"}, {ID: "suppliers.asked", Value: "4"}, {ID: "suppliers.response_rate", Value: "75.0", Numerator: "3", Denominator: "4"}, {ID: "suppliers.accepted", Value: "2"},
			{ID: "tin.rcoi", Value: "may-originate"}, {ID: "gold.rcoi", Value: "recycled-or-scrap"}, {ID: "tantalum.rcoi", Value: "not-necessary"}, {ID: "tungsten.rcoi", Value: "no-reason-to-believe"},
			{ID: "filing.consequence", Value: "form-sd-with-report"}, {ID: "suppliers.responded", Value: "3"}}}
	change(&in)
	text, err := FormSD(in)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestFormSD(t *testing.T) {
	for name, tc := range map[string]struct {
		change     func(*Input)
		has, hasNo []string
	}{
		"with report": {func(*Input) {}, []string{"#### Conflict Minerals Disclosure\n", "tin and gold are necessary", "3 of 4 suppliers in scope had answered (75.0%)", "- Tin: there is reason to believe that some may have originated in a covered country and may not be from recycled or scrap sources.",
			"- Gold: it is reasonably believed to come from recycled or scrap sources.", "For tin the inquiry could not rule out", "reviewed the answers", "2 declarations had been", "filed as Exhibit 1.01", "https://www.example.com/cm/2025/", "not incorporated by reference",
			"☒ Rule 13p-1", "☐ Rule 13q-1", "## Section 2 – Resource Extraction Issuer Disclosure", "### Item 3.01 Exhibits", "By: \\[pending\\]"}, []string{"/s/", "NaN", "7 April 2017"}},
		"the edition to 2019":   {func(in *Input) { in.Year = 2019 }, []string{"## Section 2 – Exhibits", "### Item 2.01 Exhibits"}, []string{"13q-1", "Resource Extraction", "Section 3"}},
		"the edition from 2020": {func(in *Input) { in.Year = 2020 }, []string{"13q-1", "### Item 2.01 Resource Extraction Issuer Disclosure and Report", "## Section 3 – Exhibits"}, []string{"## Section 2 – Exhibits"}},
		"alone":                 {func(in *Input) { in.Filing.Mode = project.FormAlone }, []string{"### Item 1.02 Exhibit\n\nNot applicable.", "### Item 3.01 Exhibits\n\nNone."}, []string{"Exhibit 1.01", "due diligence on"}},
		"two metals open":       {func(in *Input) { in.Figures[5].Value = "undetermined" }, []string{"For tin and gold the inquiry could not rule out that some of the metal originated in a covered country"}, nil},
		"none answered": {func(in *Input) {
			in.Figures[2] = tables.Figure{ID: "suppliers.response_rate", Value: "0.0", Numerator: "0", Denominator: "4"}
			in.Figures[3].Value, in.Figures[9].Value = "0", "0"
		}, []string{"none of the 4 suppliers in scope had answered with a declaration that could be used."}, []string{"reviewed", "0 of 4", "0 declarations"}},
		"one answered": {func(in *Input) {
			in.Figures[0].Value, in.Figures[3].Value = "1", "1"
			in.Figures[2] = tables.Figure{ID: "suppliers.response_rate", Value: "100.0", Numerator: "1", Denominator: "1"}
		}, []string{"the one supplier in scope had answered, and 1 declaration had been accepted"}, []string{"1 declarations"}},
		"relief": {func(in *Input) { in.Filing.Mode = project.StaffRelief }, []string{"7 April 2017", "paragraphs (a) and (b)"}, []string{"Exhibit 1.01"}},
		"report without need": {func(in *Input) {
			in.Figures[4].Value = "no-reason-to-believe"
			in.Figures = append(in.Figures[:8], tables.Figure{ID: "filing.consequence", Value: "form-sd"})
		},
			[]string{"gave no reason to believe that any of the metals may have originated"}, []string{"could not rule out"}},
		"exhibit of the first season": {func(in *Input) { in.Filing.Exhibit, in.Year = "1.02", 2013 }, []string{"Exhibit 1.02 – Conflict Minerals Report"}, []string{"Exhibit 1.01"}},
		"nobody in scope":             {func(in *Input) { in.Figures = in.Figures[3:] }, []string{"No supplier has been asked, so there is no inquiry to tell of"}, []string{"0 of 0", "of  suppliers", "had answered", "good faith", "due diligence"}},
		"no supplier data":            {func(in *Input) { in.CutOff = "" }, []string{"#### Conflict Minerals Disclosure\n\n\\[pending\\]"}, []string{"suppliers"}},
		"no products":                 {func(in *Input) { in.Products = nil }, []string{"has not stated yet to which of its products", "\\[pending\\]"}, nil},
		"own words": {func(in *Input) {
			in.FormText = project.Text{File: "content/2025/form-sd.md", Body: "We asked {{suppliers.in_scope}} suppliers."}
		}, []string{"We asked [4](figures/#suppliers.in_scope) suppliers."}, []string{"had answered"}},
		"signed": {func(in *Input) {
			in.Filing.Signature.Signed, in.Filing.Signature.Name, in.Filing.Signature.Title, in.Filing.Signature.Date = "/s/ A. Boss", "A. Boss", "General Counsel", "2026-05-20"
		}, []string{"By: /s/ A. Boss", "Title: General Counsel", "Date: 20 May 2026"}, []string{"\\[pending\\]\\\nDate"}},
		"demonstration": {func(in *Input) { in.Demonstration = true }, []string{"> **Demonstration:**", "was not filed"}, nil},
		"nobody signs a demonstration": {func(in *Input) {
			in.Demonstration, in.Filing.Signature.Signed, in.Filing.Signature.Name = true, "/s/ A. Boss", "A. Boss"
		}, []string{"## Signature", "By: \\[pending\\]\\\nName: A. Boss"}, []string{"/s/"}},
		"a demonstration that retells a filing": {func(in *Input) {
			in.Demonstration, in.Filing.Retells, in.Filing.Signature.Signed = true, true, "/s/ A. Boss"
		}, nil, []string{"/s/", "## Signature"}},
		"posted elsewhere":   {func(in *Input) { in.Filing.Posted = "https://elsewhere.example/cm" }, []string{"can be read at https://elsewhere.example/cm. The"}, []string{"https://www.example.com/cm/"}},
		"posted nowhere yet": {func(in *Input) { in.Registrant.PublicURL = "" }, []string{"can be read at \\[pending\\]. The"}, []string{"https://www.example.com/cm/"}},
	} {
		text := formOf(t, tc.change)
		for _, want := range tc.has {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, text)
			}
		}
		for _, no := range tc.hasNo {
			if strings.Contains(text, no) {
				t.Errorf("%s has %q:\n%s", name, no, text)
			}
		}
	}
	if _, err := FormSD(Input{CutOff: "2026-04-30", FormText: project.Text{File: "f.md", Body: "{{no.such}}"}}); err == nil || !strings.Contains(err.Error(), "no.such") {
		t.Errorf("an unknown figure: %v", err)
	}
}

// TestFoundingForm: every fact of the form that was filed for 2013 is in ours.
func TestFoundingForm(t *testing.T) {
	filed, err := os.ReadFile("../../../shared/form-sd-2013.txt")
	if os.IsNotExist(err) {
		t.Skip("needs ../shared with the founding filing")
	}
	if err != nil {
		t.Fatal(err)
	}
	ours, err := os.ReadFile("../../data/2013/compiled/form-sd.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, fact := range []string{"Washington, D.C. 20549", "Specialized Disclosure Report", "Itron, Inc.", "Washington", "000-22418", "91-1011792", "2111 N Molter Road, Liberty Lake, Washington", "99019",
		"John W. Holleran", "(509) 924-9900", "Rule 13p-1 under the Securities Exchange Act (17 CFR 240.13p-1) for the reporting period from January 1 to December 31, 2013.",
		"Section 1 – Conflict Minerals Disclosure", "Item 1.01 Conflict Minerals Disclosure and Report", "Item 1.02 Exhibit", "Section 2 – Exhibits", "Exhibit 1.01",
		"certain products that contain tin, tungsten, tantalum", "www.itron.com under the", "is not incorporated by reference into this"} {
		for name, text := range map[string]string{"the form that was filed": string(filed), "ours": string(ours)} {
			if !strings.Contains(strings.ToLower(text), strings.ToLower(fact)) {
				t.Errorf("%s lacks %q", name, fact)
			}
		}
	}
	// Who signed it, and when, is told beside the form, which carries no signature.
	told, err := os.ReadFile("../../data/2013/compiled/report.md")
	if err != nil {
		t.Fatal(err)
	}
	for filedAs, oursAs := range map[string]string{"June 2, 2014": "June 2, 2014", "Executive Vice President and COO": "Executive Vice President and COO"} {
		if !strings.Contains(string(filed), filedAs) || !strings.Contains(string(told), oursAs) {
			t.Errorf("%q is not %q", filedAs, oursAs)
		}
	}
	if strings.Contains(string(ours), "/s/") || strings.Contains(string(ours), "## Signature") {
		t.Error("a signature stands under words that nobody signed")
	}
	if strings.Contains(string(ours), "13q-1") {
		t.Error("the form of 2013 had no box for Rule 13q-1")
	}
}

func TestNothingToFile(t *testing.T) {
	in := input("## A\n\nText.\n", map[string]int{"suppliers.in_scope": 2, "suppliers.asked": 2})
	in.Products = []project.Product{{Product: "Glass"}, {Product: "Wood"}}
	got, err := FormSD(in)
	if err != nil || !strings.Contains(got, "there is nothing to file") {
		t.Errorf("%v\n%s", err, got)
	}
	in.Products[1].Metals = "tin"
	if got, _ := FormSD(in); strings.Contains(got, "nothing to file") {
		t.Error("tin is necessary")
	}
}

// An amendment has a number, an explanatory note and a signature of its own, and is not
// late because the first form was filed before it.
func TestAmendment(t *testing.T) {
	amend := func(d *Draft) {
		d.Filing.Amendment = project.Amendment{Number: 2, Of: "2026-05-29", Note: "To correct Annex A."}
		d.Filing.Date, d.Filing.Signature.Date = "2026-09-01", "2026-08-31"
	}
	for name, test := range map[string]struct {
		change func(*Draft)
		want   string
	}{
		"in order":               {func(*Draft) {}, ""},
		"no note":                {func(d *Draft) { d.Filing.Amendment.Note = " " }, "form-amendment"},
		"the first signature":    {func(d *Draft) { d.Filing.Signature.Date = "2026-05-20" }, "form-signature"},
		"the first one was late": {func(d *Draft) { d.Filing.Amendment.Of = "2026-06-02" }, "form-deadline"},
	} {
		d := sound(t)
		amend(&d)
		test.change(&d)
		var rules []string
		for _, f := range Lint(d, true) {
			rules = append(rules, f.Rule)
		}
		if got := strings.Join(rules, " "); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	form := formOf(t, func(in *Input) {
		in.Filing.Amendment = project.Amendment{Number: 2, Of: "2026-05-29", Note: "To correct Annex A."}
	})
	for _, want := range []string{"# FORM SD/A\n", "(Amendment No. 2)", "## Explanatory Note\n\nTo correct Annex A."} {
		if !strings.Contains(form, want) {
			t.Errorf("no %q", want)
		}
	}
	retold := formOf(t, func(in *Input) { in.Filing.Retells = true })
	if strings.Contains(retold, "/s/") || strings.Contains(retold, "By:") || strings.Contains(strings.ToLower(retold), "sign") {
		t.Error("a text that nobody signed carries a signature")
	}
	fictional := formOf(t, func(in *Input) {
		in.Demonstration, in.Filing.Signature.Signed = true, "/s/ A. Boss"
	})
	if strings.Contains(fictional, "/s/") {
		t.Error("fictional words carry a signature")
	}
}

// The captions are those of the edition in which the year is filed, in the order of the
// form; what is said about the form stands above it.
func TestCaptionsOfTheEdition(t *testing.T) {
	for year, want := range map[int][]string{
		2019: {"> It retells.", "UNITED STATES", "SECURITIES AND EXCHANGE COMMISSION", "Washington, D.C. 20549", "# FORM SD", "Specialized Disclosure Report", "(Exact name of registrant as specified in its charter)", "(State or other jurisdiction of incorporation or organization)", "(Commission File Number)", "(IRS Employer Identification No.)",
			"(Address of principal executive offices)", "(Zip Code)", "(Name and telephone number, including area code, of the person to contact in connection with this report.)", "this form is being filed, and provide the period to which the information in this form applies:", "Rule 13p-1 under the Securities Exchange Act (17 CFR 240.13p-1) for the reporting period from January 1 to December 31, 2019."},
		2020: {"> It retells.", "UNITED STATES", "# FORM SD", "SPECIALIZED DISCLOSURE REPORT", "(Exact name of the registrant as specified in its charter)", "(State or other jurisdiction of incorporation or organization)", "(Commission File Number)", "(I.R.S. Employer Identification No.)",
			"(Address of principal executive offices)", "(Zip code)", "this Form is being submitted, and provide the period to which the information in this Form applies:", "Rule 13p-1", "Rule 13q-1 under the Securities Exchange Act (17 CFR 240.13q-1) for the fiscal year ended"},
	} {
		form := formOf(t, func(in *Input) { in.Year, in.Filing.Note = year, "It retells." })
		for rest, i := form, 0; i < len(want); i++ {
			_, after, found := strings.Cut(rest, want[i])
			if !found {
				t.Errorf("%d: %q is missing, or not in its place", year, want[i])
				break
			}
			rest = after
		}
	}
}
