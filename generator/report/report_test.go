package report

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// figures are those that every surveyed year has; values by id, all others 0.
func figures(values map[string]int) []tables.Figure {
	var list []tables.Figure
	ids := strings.Fields("suppliers.in_scope suppliers.asked suppliers.bounced suppliers.reminded suppliers.responded suppliers.accepted suppliers.returned suppliers.not_responded suppliers.not_reached suppliers.silent suppliers.refused suppliers.unusable smelters.total smelters.conformant smelters.active smelters.other smelters.countries smelters.unresolved smelters.not_identified smelters.mines_named letters.reminders letters.corrections")
	for _, m := range strings.Fields("tantalum tin gold tungsten") {
		for _, id := range strings.Fields("suppliers.declaring smelters.identified smelters.conformant smelters.active smelters.other covered_countries.yes covered_countries.no covered_countries.unknown") {
			ids = append(ids, m+"."+id)
		}
	}
	for _, id := range ids {
		list = append(list, tables.Figure{ID: id, Value: fmt.Sprint(values[id]), Unit: "count"})
	}
	share := func(id string, n, of int) {
		f := tables.Figure{ID: id, Unit: "per cent", Numerator: fmt.Sprint(n), Denominator: fmt.Sprint(of)}
		if of > 0 {
			f.Value = fmt.Sprintf("%.1f", 100*float64(n)/float64(of))
		}
		list = append(list, f)
	}
	share("suppliers.response_rate", values["suppliers.responded"], values["suppliers.in_scope"])
	share("smelters.conformant_rate", values["smelters.conformant"], values["smelters.total"])
	return list
}

func input(body string, values map[string]int) Input {
	return Input{Registrant: project.Registrant{Name: "Example, Inc.", ShortName: "Example", PublicURL: "https://x.example/", PublishedStatus: smelter.PublishAll}, Year: 2025, CutOff: "2026-04-30",
		Narrative: []project.Text{{File: "content/2025/10-a.md", Body: body}}, Figures: figures(values)}
}

func compose(t *testing.T, in Input) string {
	t.Helper()
	s, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFiguresLinkAndSharesShowTheirParts(t *testing.T) {
	in := input("## A\n\n{{suppliers.asked}} asked, {{ suppliers.response_rate }} answered; {{smelters.conformant_rate}}.\n", map[string]int{"suppliers.asked": 1240, "suppliers.responded": 1000, "suppliers.in_scope": 2000})
	want := "# Conflict Minerals Report of Example, Inc. for 2025\n\n## A\n\n[1,240](figures/#suppliers.asked) asked, [50.0% (1,000 of 2,000)](figures/#suppliers.response_rate) answered; [not known](figures/#smelters.conformant_rate).\n"
	if diff := cmp.Diff(want, compose(t, in)); diff != "" {
		t.Error(diff)
	}
}

func TestWordsOfTheYear(t *testing.T) {
	got := compose(t, input("## A\n\n{{year}} {{next_year}} {{name}} {{short_name}} {{cut_off}} {{public_url}}\n", nil))
	if want := "2025 2026 Example, Inc. Example 30 April 2026 https://x.example/\n"; !strings.HasSuffix(got, want) {
		t.Error(got)
	}
}

func TestDemonstrationSaysSo(t *testing.T) {
	in := input("## A\n\nText.\n", nil)
	if strings.Contains(strings.ToLower(compose(t, in)), "fictional") {
		t.Error("real data are called fictional")
	}
	in.Demonstration = true
	if !strings.Contains(compose(t, in), "**Demonstration:** this report is made from fictional data") {
		t.Error("the demonstration does not say so")
	}
}

func TestMistakesHaveFileAndLine(t *testing.T) {
	for _, tc := range []struct {
		name, body string
		line       int
		says       string
	}{
		{"unknown figure", "## A\n\nText\n{{suppliers.made_up}}\n", 4, "suppliers.made_up"},
		{"second of two", "## A\n\n{{year}} {{nothing}}\n", 3, "nothing"},
		{"unknown block", "## A\n\n{{block tables}}\n", 3, "facility-list"},
		{"block in a sentence", "## A\n\nSee {{block sources}}\n", 3, "line of its own"},
		{"not closed", "## A\n\nText {{year\n", 3, "closed"},
		{"closed on the next line", "## A\n\nText {{year\n}}\n", 3, "closed"},
		{"empty reference", "## A\n\n{{}}\n", 3, "figure"},
		{"first-level heading", "Text\n\n# A\n", 3, "##"},
		{"first-level heading, indented", "Text\n\n  # A\n", 3, "##"},
		{"empty section", "## A\n\n## B\n\nText\n", 1, `"A"`},
		{"empty section of spaces", "## A\n  \n\n## B\n\nText\n", 1, `"A"`},
		{"empty section at the end", "## A\n\nText\n\n### B\n", 5, `"B"`},
		{"empty subsection", "## A\n\n### B\n\n## C\n\nText\n", 3, `"B"`},
		{"heading without words", "## A\n\nText\n\n##\n", 5, "empty"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := input(tc.body, nil)
			in.Narrative = append([]project.Text{{File: "content/2025/05-good.md", Body: "## Good\n\nText.\n"}}, in.Narrative...)
			_, err := Compose(in)
			var at *project.InputError
			if !errors.As(err, &at) || at.File != "content/2025/10-a.md" || at.Line != tc.line || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%v\nwant line %d and %q", err, tc.line, tc.says)
			}
		})
	}
	compose(t, input("## A\n\n### B\n\nText, #1 of 2.\n\n## C\n{{block sources}}\n#hashtag\n", nil))
}

func TestAFigureInAYearWithoutDataSaysWhy(t *testing.T) {
	in := input("## A\n\n{{suppliers.asked}}\n", nil)
	in.Figures, in.CutOff = nil, ""
	if _, err := Compose(in); err == nil || !strings.Contains(err.Error(), "cut_off") {
		t.Errorf("%v", err)
	}
}

const allBlocks = "## A\n\n{{block products}}\n\n{{block response}}\n\n{{block answers}}\n\n{{block sources}}\n\n{{block facilities}}\n\n{{block facility-list}}\n\n{{block locations}}\n\n{{block origins}}\n\n{{block follow-up}}\n"

func one() tables.Smelter {
	return tables.Smelter{Metal: "tin", SmelterID: "CID900001", SmelterName: "Alpha", Country: "Peru", CountryCode: "PE", Status: "conformant", Programme: "RMAP", Suppliers: 1}
}

// situations are all that the data can say, with words that must and must not be there.
var situations = []struct {
	name    string
	values  map[string]int
	change  func(*Input)
	has     []string
	without []string
}{
	{"no supplier", nil, nil, []string{"No list of known smelters was used for this year", "no supplier has been found to be in scope", "No facility is listed: no declaration has been accepted", "have not been listed yet"}, nil},
	{"none asked", map[string]int{"suppliers.in_scope": 7}, nil, []string{"suppliers are in scope", "none has been asked"}, []string{"response rate"}},
	{"one, not asked", map[string]int{"suppliers.in_scope": 1}, nil, []string{") supplier is in scope"}, []string{"suppliers are"}},
	{"none answered", map[string]int{"suppliers.in_scope": 7, "suppliers.asked": 7}, nil, []string{"None has answered with a declaration that could be used.", "none was reminded.", "No declaration has been accepted"}, []string{"response rate", "were matched", ">0<"}},
	{"one supplier", map[string]int{"suppliers.in_scope": 1, "suppliers.asked": 1, "suppliers.reminded": 1, "suppliers.responded": 1, "suppliers.accepted": 1, "suppliers.returned": 1}, nil,
		[]string{") supplier was in scope", ") supplier was asked", ") was reminded", ") declaration was accepted", ") holds errors that were not corrected", "100.0% (1 of 1)"}, []string{"suppliers were", "declarations were", ") were"}},
	{"none with errors, one lost", map[string]int{"suppliers.in_scope": 3, "suppliers.asked": 2, "suppliers.bounced": 1, "suppliers.responded": 2, "suppliers.accepted": 2}, nil,
		[]string{") could not be reached.", ") declarations were accepted after review."}, []string{"errors"}},
	{"all with errors", map[string]int{"suppliers.in_scope": 2, "suppliers.asked": 2, "suppliers.responded": 2, "suppliers.returned": 2}, func(in *Input) { in.Directory = smelter.Source{Name: "d", AsOf: "2026-03-05"} },
		[]string{"No declaration was accepted after review; ", ") hold errors", "no declaration has been accepted yet", "to ask again for correction of the"}, []string{"were matched"}},
	{"no smelter, but entries", map[string]int{"suppliers.in_scope": 2, "suppliers.asked": 2, "suppliers.responded": 2, "suppliers.accepted": 2, "smelters.unresolved": 1, "smelters.not_identified": 1, "tin.suppliers.declaring": 2}, nil,
		[]string{"entry matches", "is not listed", ") entry the supplier"}, []string{"entries match", ") entries"}},
	{"one smelter", map[string]int{"suppliers.in_scope": 2, "suppliers.responded": 2, "smelters.total": 1, "smelters.conformant": 1, "smelters.countries": 1, "tin.smelters.identified": 1, "tin.smelters.conformant": 1, "smelters.unresolved": 2},
		func(in *Input) {
			in.Smelters, in.Conformance = []tables.Smelter{one()}, smelter.Source{Name: "c", AsOf: "2026-03-06"}
		}, []string{") facility in", ") country.", "100.0% (1 of 1)", "entries match", "are not listed", "| Tin | Alpha | Peru | CID900001 | RMAP conformant |", "Responsible Minerals Assurance Process"}, []string{") facilities in", ") countries."}},
	{"origins that may be published", map[string]int{"suppliers.in_scope": 2, "smelters.total": 1, "smelters.countries": 1, "tin.smelters.identified": 1},
		func(in *Input) {
			s := one()
			s.SourcingCountries = "CD PE"
			in.Smelters, in.Conformance = []tables.Smelter{s}, smelter.Source{Name: "c", AsOf: "2026-03-06"}
		}, []string{"as of 6 March 2026 names the countries from which 1 of the facilities sources. Whether", "| Tin | Alpha | Democratic Republic of the Congo, Peru |"}, []string{"no country of origin is named"}},
	{"one smelter of the first years", map[string]int{"suppliers.in_scope": 2, "smelters.total": 1, "smelters.countries": 1, "tin.smelters.identified": 1},
		func(in *Input) {
			in.Year, in.Smelters, in.Conformance = 2015, []tables.Smelter{one()}, smelter.Source{Name: "c", AsOf: "2016-03-06"}
		}, []string{"“Compliant” is a facility that passed", "Conflict-Free Smelter Program"}, []string{"Responsible Minerals"}},
	{"one smelter, no conformance list", map[string]int{"suppliers.in_scope": 2, "smelters.total": 1, "smelters.countries": 1, "tin.smelters.identified": 1},
		func(in *Input) { in.Smelters = []tables.Smelter{one()} }, []string{") facility in", "nothing is said of their conformance", "| Tin | Alpha | Peru | CID900001 |"}, []string{"Conformant", "conformant (", "Status"}},
	{"mines", map[string]int{"smelters.mines_named": 2, "suppliers.silent": 1, "suppliers.accepted": 2, "smelters.unresolved": 3}, nil,
		[]string{") entries in accepted declarations name a mine", "Nobody has verified them", ") supplier that gave no answer", ") entries that match none known"}, []string{"to have corrected"}},
	{"full", map[string]int{"suppliers.in_scope": 24, "suppliers.asked": 24, "suppliers.responded": 18, "suppliers.accepted": 15, "smelters.total": 2, "smelters.countries": 2, "tin.smelters.identified": 2, "tin.suppliers.declaring": 15, "tin.covered_countries.no": 15},
		func(in *Input) {
			two := one()
			two.SmelterID, two.Country, two.Status = "CID900002", "Japan", ""
			in.Smelters = []tables.Smelter{one(), two}
			in.Products = []project.Product{{Product: "Meters", Metals: "tin  gold"}, {Product: "Caps"}}
			in.Directory, in.Conformance = smelter.Source{Name: "d", AsOf: "2026-03-05"}, smelter.Source{Name: "c", AsOf: "2026-03-06"}
		}, []string{"75.0% (18 of 24)", "facilities in", "| Meters | tin, gold |", "| Caps | none |", "neither conformant nor active", "| Status as of 6 March 2026 |", "5 March 2026", "6 March 2026"}, nil},
	{"statuses kept", map[string]int{"suppliers.in_scope": 24},
		func(in *Input) {
			in.Registrant.PublishedStatus = ""
			in.Smelters = []tables.Smelter{one()}
			in.Smelters[0].Status, in.Smelters[0].Programme = "", ""
			in.Directory, in.Conformance = smelter.Source{Name: "d", AsOf: "2026-03-05"}, smelter.Source{Name: "c", AsOf: "2026-03-06"}
		}, []string{"compared with the conformance list as of 6 March 2026; their status on it is not published here", "| Tin | Alpha | Peru | CID900001 |"}, []string{"onformant", "Status as of"}},
	{"no survey", nil, func(in *Input) { in.Figures, in.CutOff = nil, "" }, []string{"No survey of suppliers"}, []string{"As of"}},
}

func TestBlocksHaveWordsForEverySituation(t *testing.T) {
	for _, tc := range situations {
		t.Run(tc.name, func(t *testing.T) {
			in := input(allBlocks, tc.values)
			if tc.change != nil {
				tc.change(&in)
			}
			got := compose(t, in)
			for _, s := range tc.has {
				if !strings.Contains(got, s) {
					t.Errorf("lacks %q", s)
				}
			}
			for _, s := range append(tc.without, "NaN", "0 of 0", "[not known]", "{{", "%!", "[](", "As of  ") {
				if strings.Contains(got, s) {
					t.Errorf("says %q", s)
				}
			}
			if regexp.MustCompile(`(?m)^\|[ :|-]+\|\n(?:[^|]|\z)`).MatchString(got) {
				t.Error("a table has no rows")
			}
			if t.Failed() {
				t.Log(got)
			}
		})
	}
}

// cells gives the text of every table cell as a reader of the page sees it, and
// whether there is raw HTML anywhere.
func cells(source string) (rows [][]string, html bool) {
	src := []byte(source)
	tree := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(src))
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindRawHTML, ast.KindHTMLBlock, ast.KindCodeSpan, ast.KindImage:
			html = true
		case east.KindTableRow:
			if entering {
				rows = append(rows, nil)
			}
		case east.KindTableCell:
			if entering && len(rows) > 0 {
				rows[len(rows)-1] = append(rows[len(rows)-1], plain(n, src))
			}
		}
		return ast.WalkContinue, nil
	})
	return rows, html
}

var escaped = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]<>#|~!&])")

func plain(n ast.Node, src []byte) string {
	var b bytes.Buffer
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch leaf := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(leaf.Segment.Value(src))
			}
		case *ast.AutoLink:
			if entering {
				b.Write(leaf.Label(src))
			}
		}
		return ast.WalkContinue, nil
	})
	return escaped.ReplaceAllString(b.String(), "$1")
}

func TestHostileNamesStayInTheirCells(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, name string) {
		s := one()
		s.SmelterName, s.Country = name, name
		in := input("## A\n\n{{block facility-list}}\n", nil)
		in.Smelters, in.Conformance = []tables.Smelter{s}, smelter.Source{Name: "c"}
		source, err := Compose(in)
		if err != nil {
			t.Fatalf("%v", err)
		}
		rows, html := cells(source)
		want := strings.Join(strings.Fields(name), " ")
		if html || len(rows) != 1 || len(rows[0]) != 5 || rows[0][1] != want || rows[0][2] != want || rows[0][3] != "CID900001" {
			t.Fatalf("%q gives %q (HTML: %v) in\n%s", name, rows, html, source)
		}
	}
	for _, name := range []string{"A | B", "A || B |", "<script>alert(1)</script>", "`code` | `", "A\nB", "A\r\n\r\n# B", "![x](y)", "[x](javascript:alert(1))", "**bold** _it_ ~~no~~", `back\slash \| pipe`, "&lt;b&gt;", "{{suppliers.asked}}", "{{block products}}", "---", "<!-- x", "A\u2028B"} {
		check(t, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.StringOfN(rapid.SampledFrom([]rune("ab|\\`*_<>[]()!&#~{}-\n;")), 1, 15, -1).Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(t, "name"))
	})
}

func TestDates(t *testing.T) {
	for iso, want := range map[string]string{"2026-04-30": "30 April 2026", "2026-04-03": "3 April 2026", "": "", "soon": "soon"} {
		if got := Date(iso); got != want {
			t.Errorf("%q is %q", iso, got)
		}
	}
}

func TestValuesAreGrouped(t *testing.T) {
	for v, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "123456": "123,456", "12345": "12,345", "1234567": "1,234,567", "not determined": "not determined"} {
		if got := Value(tables.Figure{Value: v}); got != want {
			t.Errorf("%q is %q", v, got)
		}
	}
}

// FuzzCompose: whatever people write, there is a report or an InputError that
// names the file and a line of it.
func FuzzCompose(f *testing.F) {
	for _, s := range []string{"", allBlocks, "## A\n\n{{suppliers.asked}}\n", "# A", "##", "## A\n## B", "{{block }}", "{{{{year}}}}", "{{ block facilities }}\r\n", "}}{{", "{{year\x00}}", "#\u00a0A"} {
		f.Add(s, "tin", "A | B")
	}
	f.Add("{{block facility-list}}", "", "")
	f.Fuzz(func(t *testing.T, body, metal, name string) {
		in := input(body, map[string]int{"smelters.total": 1})
		in.Smelters = []tables.Smelter{{Metal: metal, SmelterName: name, Country: name, Status: name}}
		in.Products = []project.Product{{Product: name, Metals: metal}}
		out, err := Compose(in)
		var at *project.InputError
		switch {
		case err == nil && !strings.HasPrefix(out, "# Conflict Minerals Report of Example, Inc. for 2025\n"):
			t.Errorf("%q", out)
		case err != nil && (!errors.As(err, &at) || at.File != "content/2025/10-a.md" || at.Line < 1 || at.Line > strings.Count(body, "\n")+1):
			t.Errorf("%v", err)
		}
	})
}

func TestPromises(t *testing.T) {
	text := project.Text{File: "f.md", Body: "## Next\n\n{{block promises}}\n\n{{block follow-up}}\n"}
	in := Input{Registrant: project.Registrant{Name: "E"}, Year: 2025, CutOff: "2026-04-30", Narrative: []project.Text{text}, Figures: figures(map[string]int{"suppliers.in_scope": 2, "suppliers.asked": 2})}
	plain, err := Compose(in)
	if err != nil || strings.Contains(plain, "announced") { // there may be no such report
		t.Errorf("%v\n%s", err, plain)
	}
	in.Before = []project.Step{{Promised: "2024", Step: "to do a.", Done: "2025", Note: "In May."}, {Promised: "2024", Step: "to do b", Done: "2026"}, {Promised: "2024", Step: "to do <c>"}}
	in.Promised = []project.Step{{Promised: "2025", Step: "to do d;"}}
	got, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"- to do a: **done**. In May.", "- to do b: **open**.", "- to do \\<c\\>: **open**.", "- to do d,\n- to ask the suppliers in scope again."} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
}

// TestTypedNumbers: a number in the narrative that contradicts the data stops the run
// with file and line.
func TestTypedNumbers(t *testing.T) {
	in := Input{Registrant: project.Registrant{Name: "E"}, Year: 2025, CutOff: "2026-04-30",
		Figures: []tables.Figure{{ID: "suppliers.in_scope", Value: "22"}, {ID: "smelters.total", Value: "1069"}, {ID: "suppliers.response_rate", Value: "75.0", Numerator: "3", Denominator: "4"}}}
	for line, well := range map[string]bool{
		"We asked 22 suppliers.": true, "We asked 23 suppliers.": false, "We asked {{suppliers.in_scope}} suppliers.": true, "There are 1,069 smelters.": true, "There are 22 smelters.": false,
		"About 75% answered.": true, "About 80% answered.": false, "80 per cent answered": false, "Our 23 factories in 2025": true, "Rule 13p-1 suppliers": true,
	} {
		in.Narrative = []project.Text{{File: "content/2025/a.md", Body: "## A\n\n" + line + "\n"}}
		_, err := Compose(in)
		if well != (err == nil) || !well && !strings.HasPrefix(err.Error(), "content/2025/a.md:3: ") {
			t.Errorf("%q: %v", line, err)
		}
	}
	in.CutOff = ""
	in.Narrative[0].Body = "## A\n\nWe asked 23 suppliers.\n"
	if _, err := Compose(in); err != nil {
		t.Errorf("without supplier data nothing contradicts: %v", err)
	}
}

// TestWhatCannotBePublished stops the run with file and line: it would be shown
// otherwise on the page than in the filing.
func TestWhatCannotBePublished(t *testing.T) {
	for _, tc := range []struct{ file, body, want string }{
		{"content/2025/a.md", "## A\n\nText.\n", ""},
		{"content/2025/a.md", "Heading\n=======\n", "content/2025/a.md:2: write headings with ##"},
		{"content/2025/a.md", "  ==\n", "content/2025/a.md:1: write headings with ##"},
		{"content/2025/a.md", "a == b\n", ""},
		{"content/2025/a.md", "Text\n![x](y.png)\n", "content/2025/a.md:2: pictures are not published"},
		{"content/2025/a.md", "Text <b>bold</b>\n", `content/2025/a.md:1: "<b": HTML is not published; write &lt; for a less-than sign, or Markdown`},
		{"content/2025/a.md", "a < b, <https://x.example> and <a@x.example>\n", ""},
		{"content/2025/a.md", "```\n<b>\n![x](y)\n====\n```\n", ""},
		{"content/2025/a.md", "~~~\n<b>\n~~~\n<i>\n", `content/2025/a.md:4: "<i": HTML is not published; write &lt; for a less-than sign, or Markdown`},
		{"content/policy.md", "We asked {{suppliers.asked}}.\n", "content/policy.md:1: the policy belongs to no year, so it names no figures"},
		{"content/policy.md", "We ask {suppliers}.\n", ""},
		{"content/2025/a.md", "We asked {{suppliers.asked}}.\n", ""},
	} {
		got := ""
		if err := Publishable(project.Text{File: tc.file, Body: tc.body}); err != nil {
			got = err.Error()
		}
		if got != tc.want {
			t.Errorf("%q: %q, want %q", tc.body, got, tc.want)
		}
	}
}
