package report

import (
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWhatSaysNothingLeavesNoHeading: a section whose passages have nothing to say goes with
// its heading and the blank lines around it; what has words stays as it was written.
func TestWhatSaysNothingLeavesNoHeading(t *testing.T) {
	const none = "{{block risks}}"
	for body, want := range map[string]string{
		"## A\n\n" + none + "\n\n## B\n\nText.": "## B\n\nText.",
		"## A\n\nText.\n\n## B\n\n" + none:      "## A\n\nText.",
		"## A\n\n" + none:                       "",
		"## A\n\n" + none + "\n\nText.":         "## A\n\nText.",
		"## A\n\n### A1\n\n" + none + "\n\n### A2\n\n" + none + "\n\n## B\n\nText.":               "## B\n\nText.",
		"## A\n\n### A1\n\n" + none + "\n\n### A2\n\nMore.":                                       "## A\n\n### A2\n\nMore.",
		"## A\n\n### A1\n\nMore.\n\n### A2\n\n" + none:                                            "## A\n\n### A1\n\nMore.",
		"## A\n\n### A1\n\n#### A11\n\n" + none + "\n\n### A2\n\nText.":                           "## A\n\n### A2\n\nText.",
		"## A\n\n#### A1\n\n" + none + "\n\n### A2\n\nMore.":                                      "## A\n\n### A2\n\nMore.",
		"## A\n\n### A1\n\n#### A11\n\nText.\n\n## B\n\n" + none:                                  "## A\n\n### A1\n\n#### A11\n\nText.",
		"## A\n\n### A1\n\n" + none + "\n\n#### A11\n\nText.\n\n### A2\n\n" + none:                "## A\n\n### A1\n\n#### A11\n\nText.",
		"## A\n\n```\na\n\n\n## b\n```\n\n\n\nText.":                                              "## A\n\n```\na\n\n\n## b\n```\n\nText.",
		"## A\n\n" + none + "\n\n" + none + "\n\n- one\n- two":                                    "## A\n\n- one\n- two",
		"## A\n\n### A1\n\n" + none + "\n\n### A2\n\n#### A21\n\n" + none + "\n\n### A3\n\nText.": "## A\n\n### A3\n\nText.",
	} {
		in := input(body+"\n", nil)
		in.Title = "T"
		if got := strings.TrimSuffix(compose(t, in), "\n"); got != strings.TrimSuffix("# T\n\n"+want, "\n\n") {
			t.Errorf("%q becomes %q, want %q", body, got, want)
		}
	}
}

// TestMistakesOfOneLineAndOfTwo: which is told where a text has several.
func TestMistakesOfOneLineAndOfTwo(t *testing.T) {
	for _, tc := range []struct{ file, body, want string }{
		{"content/2025/a.md", "## A\n\n# B\n", "content/2025/a.md:3: sections begin with ##"},
		{"content/2025/a.md", "## A\n\nText.\n\n###### B\n\n###### C\n\nText.\n", `content/2025/a.md:5: the section "B" is empty`},
		{"content/2025/a.md", "", ""}, {"content/2025/a.md", "\n \n", ""}, {"content/2025/a.md", "## A\n", `content/2025/a.md:1: the section "A" is empty`},
		{"content/2025/a.md", "Suppliers that answered: 4711", "“Suppliers that answered: 4711” is none of the figures"},
		{"content/2025/a.md", "![x](y)\n\n## A\n", "content/2025/a.md:1: pictures are not published\ncontent/2025/a.md:3: the section"},
		{"content/2025/a.md", "## A ##\n\n## B\n", `content/2025/a.md:1: the section "A" is empty`},
		{"content/2025/a.md", "<b>![x](y)</b>\n", `"<b": HTML is not published`},
		{"content/policy.md", "![{{year}}](x)\n", "pictures are not published"},
		{"content/2025/policy.md.md", "## A\n\nIn {{year}}.\n", ""},
		{"content/2025/a.md", "a <br/> b\n", `"<br/": HTML`}, {"content/2025/a.md", "a </p> b\n", `"</p": HTML`}, {"content/2025/a.md", "a <!-- b\n", `"<!--": HTML`}, {"content/2025/a.md", "a <? b\n", `"<?": HTML`},
		{"content/2025/a.md", "## A\n\n<mailto:x> and <http://x.example>, 1 < 2 > 0.\n", ""},
	} {
		in := input(tc.body, nil)
		in.Narrative[0].File = tc.file
		_, err := Compose(in)
		if (err == nil) != (tc.want == "") || err != nil && !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: %v, want %s", tc.body, err, tc.want)
		}
	}
}

// TestNumeralsHoweverTheyAreWritten: a number is held to the figures with its groups parted in
// any way, and each thing that is counted to the figures about it.
func TestNumeralsHoweverTheyAreWritten(t *testing.T) {
	in := input("", nil)
	in.Figures = []tables.Figure{{ID: "suppliers.in_scope", Value: "1234567"}, {ID: "smelters.total", Value: "52"}, {ID: "declarations.company", Value: "7"}, {ID: "letters.corrections", Value: "8"},
		{ID: "tin.covered_countries.yes", Value: "9"}, {ID: "suppliers.response_rate", Value: "75.0", Numerator: "30", Denominator: "40"}, {ID: "products.total", Value: "6"}, {ID: "smelters.conformant_rate", Value: "66.7", Numerator: "34", Denominator: "51"}}
	for text, well := range map[string]bool{
		"We asked 1,234,567 suppliers.": true, "We asked 1 234 567 suppliers.": true, "We asked 1'234'567 suppliers.": true, "We asked 1\u00a0234\u00a0567 suppliers.": true, "We asked 1\u202f234\u202f567 suppliers.": true, "We asked 1234567 suppliers.": true, "We asked 1,234,568 suppliers.": false,
		"They name 52 smelters.": true, "They name 52 refiners.": true, "They name 52 facilities.": true, "One may call 52 facilities many.": true, "They name fifty-two refiners.": true, "They name 7 refiners.": false, "They name 8 facilities.": false, "They name 53 smelters.": false,
		"We got 7 declarations.": true, "We got 8 CMRTs.": true, "We got 9 responses.": true, "We got 30 CMRTs.": true, "We got 52 declarations.": false, "We got 6 responses.": false,
		"In all 9 suppliers said yes.": true, "In all 8 suppliers said yes.": false, "In all 7 suppliers said so.": false, "In all 30 suppliers answered.": true, "Some 40 suppliers were asked.": true, "Some 34 suppliers were asked.": false, "Of 51 smelters 34 smelters conform.": true,
		"About 75% answered.": true, "About 75.0 percent answered.": true, "About 75 per cent answered.": true, "About 30% answered.": false, "About 40 % answered.": false, "About 66.7% conform.": true, "About 52% conform.": false,
		"In 1998 suppliers were few.": true, "In 2098 suppliers are many.": true, "In all 2100 suppliers answered.": false, "In all 1898 suppliers answered.": false, "We asked 200 suppliers.": false, "We asked 20198 suppliers.": false,
		"We met 5.1 suppliers on average.": true, "In 2025% of it.": false, "Suppliers asked: 9, by May.": true, "Suppliers asked: 11, by May.": false, "The number of smelters was 2016 then.": true, "Suppliers came to 11.": false, "Smelters amounted to 11.": false, "Facilities total 52.": true, "Smelters are 11": false,
		"In tier 3 suppliers are unknown.": true, "Class 3 suppliers ask.": true, "Under section 3 suppliers ask.": true, "By rule 3 suppliers ask.": true, "Step 3 suppliers.": true, "See table 3 suppliers.": true, "To question 3 suppliers said no.": true, "We asked 3 suppliers.": false,
	} {
		err := newComposer(in).contradiction(text)
		if (err == nil) != well {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestTablesAreHeldToTheFigures: each column of the tables of people's own that is published.
func TestTablesAreHeldToTheFigures(t *testing.T) {
	for want, put := range map[string]func(*Input){
		"content/steps.csv:4: “7 suppliers”":           func(in *Input) { in.Before = []project.Step{{Step: "to ask", Note: "7 suppliers came", Line: 4}} },
		"content/steps.csv:5: “7 suppliers”":           func(in *Input) { in.Before = []project.Step{{Step: "to ask 7 suppliers", Line: 5}} },
		"content/steps.csv:6: “7 suppliers”":           func(in *Input) { in.Promised = []project.Step{{Step: "to ask", Note: "7 suppliers came", Line: 6}} },
		"content/2025/activities.csv:3: “7 suppliers”": func(in *Input) { in.Typed = []project.Activity{{Activity: "7 suppliers came", Line: 3}} },
	} {
		in := input("## A\n\nText.\n", map[string]int{"suppliers.asked": 8})
		put(&in)
		if _, err := Compose(in); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestWhatATemplatePrints: the words of a page, and those that are read out to who does not see
// it, sentence by sentence with their lines; not its code.
func TestWhatATemplatePrints(t *testing.T) {
	const page = `<p title="A long title" class="two words">One <b>bold</b>
two</p><p>

  Three {{.X}} four {{if .Y}}five{{end}}{{/* not
this */}}</p>
<img alt="A picture here" src="a b"/><input placeholder="Your name here"><meta content="About it all"><img alt="meter">
<script>not <b>this</b></script><style>nor this</style><div aria-label="A label here" aria-description="More of it">six</div>
seven`
	var got []string
	for _, p := range readable("site/templates/a.html", page) {
		if p.file != "site/templates/a.html" {
			t.Errorf("%+v", p)
		}
		got = append(got, fmt.Sprintf("%d %s", p.line, p.text))
	}
	want := "1 A long title; 1 One bold two; 4 Three it four five; 6 A picture here; 6 Your name here; 6 About it all; 7 A label here; 7 More of it; 7 six; 8 seven"
	if strings.Join(got, "; ") != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	for _, name := range strings.Fields("a abbr b cite code data em i mark q small span strong sub sup time u wbr") {
		if list := readable("", "One <"+name+">two</"+name+"> three"); len(list) != 1 || list[0].text != "One two three" {
			t.Errorf("%s: %v", name, list)
		}
	}
	for _, name := range strings.Fields("p div li td h2 section br button") {
		if list := readable("", "One <"+name+">two</"+name+"> three"); len(list) != 3 {
			t.Errorf("%s: %v", name, list)
		}
	}
	for action, value := range map[string]string{"{{.X}}": "it", "{{ $x }}": "it", "{{- .X | y -}}": "it", "{{printf 1}}": "it", "{{ifs}}": "it", "{{if .X}}": "", "{{else}}": "", "{{end}}": "", "{{- range .X}}": "", "{{with .X}}": "", "{{define 1}}": "",
		"{{template 1}}": "", "{{block 1}}": "", "{{break}}": "", "{{continue}}": "", "{{$x := 1}}": "", "{{$x = 1}}": "", "{{/* }} */}}": ""} {
		if list := readable("", "a"+action+"b"); len(list) != 1 || list[0].text != "a"+value+"b" {
			t.Errorf("%s: %v", action, list)
		}
	}
}

// TestTheFormTellsWhatWasDone, and of what was not asked nothing.
func TestTheFormTellsWhatWasDone(t *testing.T) {
	disclosed := func(change func(*Input), values map[string]int, more map[string]string) string {
		in := aYear(values, more, change)
		in.Filing.Mode, in.Filing.Exhibit = project.WithReport, "1.01"
		s, err := newComposer(in).disclosure()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	needs := func(metals ...string) func(*Input) {
		return func(in *Input) {
			for _, m := range metals {
				in.Products = append(in.Products, project.Product{Product: "P", Metals: m})
			}
		}
	}
	const inquiry = "Example, Inc. conducted in good faith a reasonable country of origin inquiry for the calendar year 2025: it "
	for _, tc := range []struct {
		values map[string]int
		more   map[string]string
		change func(*Input)
		want   string
	}{
		{map[string]int{"suppliers.in_scope": 3, "suppliers.asked": 3, "suppliers.responded": 2}, nil, nil, inquiry + "asked suppliers in scope for a declaration on the Conflict Minerals Reporting Template and reviewed the answers. The"},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.asked": 3}, nil, nil, inquiry + "asked suppliers in scope for a declaration on the Conflict Minerals Reporting Template. The"},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.responded": 2}, nil, nil, inquiry + "reviewed declarations of suppliers in scope on the Conflict Minerals Reporting Template. The"},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.asked": 1, "suppliers.responded": 1}, nil, nil, inquiry + "asked suppliers in scope for a declaration on the Conflict Minerals Reporting Template and reviewed the answers. The"},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.asked": 1}, nil, nil, inquiry + "asked suppliers in scope for a declaration on the Conflict Minerals Reporting Template. The"},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.responded": 1}, nil, nil, inquiry + "reviewed declarations of suppliers in scope on the Conflict Minerals Reporting Template. The"},
		{nil, nil, needs(""), "there is nothing to file."},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.unusable": 2}, nil, nil, inquiry + "reviewed what suppliers had sent. The"},
		{map[string]int{"suppliers.in_scope": 3}, map[string]string{"tin.rcoi": "may-originate"}, nil, inquiry + "reviewed what suppliers had sent. The"},
		{map[string]int{"suppliers.in_scope": 3, "suppliers.bounced": 3}, nil, nil, "\n\nNo supplier could be reached, so there is no inquiry to tell of: \\[pending\\]."},
		{map[string]int{"suppliers.in_scope": 3}, nil, nil, "\n\nNo supplier has been asked, so there is no inquiry to tell of: \\[pending\\]."},
		{map[string]int{"suppliers.asked": 3}, nil, nil, "so there is no inquiry to tell of: \\[pending\\]."},
		{nil, nil, needs("tin", "gold tin"), "Example, Inc. manufactures, or contracts to have manufactured, products for which tin and gold are necessary to the functionality or production.\n\n"},
		{nil, nil, needs("", "gold"), "products for which gold is necessary to the functionality or production.\n\n"},
		{nil, nil, nil, "Example, Inc. has not stated yet to which of its products tin, tantalum, tungsten or gold is necessary: \\[pending\\].\n\n"},
		{nil, nil, needs("", " "), "Example, Inc. has listed its products for 2025 and states that neither tantalum, tin, gold nor tungsten is necessary to their function or production."},
		{surveyed, map[string]string{"tin.rcoi": "undetermined"}, nil, "For tin the inquiry could not rule out that some of the metal originated in a covered country and is not from recycled or scrap sources. Example, Inc. exercised due diligence on its source and chain of custody."},
		{surveyed, map[string]string{"tin.rcoi": "undetermined", "gold.rcoi": "may-originate"}, nil, "exercised due diligence on their source and chain of custody."},
		{surveyed, map[string]string{"tin.rcoi": "recycled-or-scrap"}, nil, "nonetheless exercised due diligence on the source and chain of custody of the metals. What it did and found is in the Conflict Minerals Report, which is filed as Exhibit 1.01."},
	} {
		if got := disclosed(tc.change, tc.values, tc.more); !strings.Contains("\n\n"+got, tc.want) {
			t.Errorf("%v lacks %q:\n%s", tc.values, tc.want, got)
		}
	}
	for mode, want := range map[string]string{project.WithReport: "This disclosure and the Conflict Minerals Report can be read at", project.FormAlone: "This disclosure can be read at"} {
		if form := formOf(t, func(in *Input) { in.Filing.Mode = mode }); !strings.Contains(form, want) {
			t.Errorf("%s lacks %q", mode, want)
		}
	}
	american := formOf(t, func(in *Input) {
		in.Filing.Mode, in.Registrant.English, in.Filing.Amendment.Number = project.StaffRelief, project.American, 1
	})
	for _, want := range []string{"As of April 30, 2026,", "of April 7, 2017.", "## Explanatory Note\n\n\\[pending\\]\n"} {
		if !strings.Contains(american, want) {
			t.Errorf("lacks %q:\n%s", want, american)
		}
	}
	if got := FilingName(project.Registrant{FileStem: "acme"}, "sd", 2025); got != "acme-sd-2025.htm" {
		t.Error(got)
	}
}
