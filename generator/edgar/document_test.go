package edgar

import (
	"errors"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/finding"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds what came out to a file, which -update writes anew.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("run go test ./generator/edgar -run %s -update, and look at the difference:\n%s", t.Name(), diff)
	}
}

// body renders Markdown and gives what stands in the body.
func body(t *testing.T, markdown string) string {
	t.Helper()
	data, err := Document("Report", markdown)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "<body")
	_, rest, _ = strings.Cut(rest, ">\n")
	return strings.TrimSuffix(strings.TrimSuffix(rest, "</body>\n</html>\n"), "\n")
}

func TestDocument(t *testing.T) {
	for _, tc := range []struct{ name, markdown, want string }{
		{"paragraph", "One\ntwo  \nthree", "<p>One two<br>\nthree</p>"},
		{"emphasis", "*a* **b** ***c***", "<p><i>a</i> <b>b</b> <i><b>c</b></i></p>"},
		{"list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"},
		{"loose list within a list", "3. a\n\n   - b", "<ol start=\"3\">\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>"},
		{"heading", "## A & B", `<h2 style="font-size:12pt">A &amp; B</h2>`},
		{"rule and quotation", "> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>"},
		{"table", "| A | B |\n| --- | ---: |\n| x\\|y | |", "<table " + tableStart + ">\n<tr>\n<th " + headCell + " align=\"left\">A</th>\n<th " + headCell + " align=\"right\">B</th>\n</tr>\n" +
			"<tr>\n<td valign=\"top\">x|y</td>\n<td align=\"right\" valign=\"top\">&#160;</td>\n</tr>\n</table>"},
		{"code keeps its lines", "```\na  <b>\n\n  c\n```\n\nUse `a   &amp; b`.", "<pre>\na  &lt;b&gt;\n\n  c\n</pre>\n<p>Use <code>a   &amp;amp; b</code>.</p>"},
		{"footnote", "a[^1]\n\n[^1]: Note.", "<p>a<sup>[1]</sup></p>\n<hr>\n<ol>\n<li>\n<p>Note.</p>\n</li>\n</ol>"},

		{"quotation marks and dashes", "“a” ‘b’ – — … ™ ®", "<p>&#8220;a&#8221; &#8216;b&#8217; &#8211; &#8212; &#8230; &#8482; &#174;</p>"},
		{"accents", "Córrego do Sítio, Métaux, Š, cafe\u0301", "<p>C&#243;rrego do S&#237;tio, M&#233;taux, &#352;, caf&#233;</p>"},
		{"letters without an entity", "Kęty, Łódź, İzmir", "<p>Kety, L&#243;dz, Izmir</p>"},
		{"CJK", "江西 (Jiangxi), 三菱株式会社 Ltd. 한국", "<p>Jiang Xi (Jiangxi), San Ling Zhu Shi Hui She Ltd. hangug</p>"},
		{"boxes", "☒ a ☐ b ☑", "<p>[X] a [ ] b [X]</p>"},
		{"caret and markup characters", `2^3 < "4" & \*`, "<p>2&#94;3 &lt; &quot;4&quot; &amp; *</p>"},
		{"entities", "&eacute; &#8364; &amp;amp; &apple; &#x4e2d;", "<p>&#233; &#8364; &amp;amp; &amp;apple; Zhong</p>"},
		{"nothing known of a character", "a \U0001F600 b\u200b\ufeff", "<p>a ? b</p>"},
		{"broken bytes", "a\xffb\x00c\x07", "<p>a?b?c</p>"},

		{"link to a figure", "As of [22](figures/#suppliers.in_scope)", "<p>As of 22</p>"},
		{"link to a page", "[the *policy*](../policy/) and [here](#annex)", "<p>the <i>policy</i> and here</p>"},
		{"link to the web", "[OECD](https://www.oecd.org/x?a=1&b=2)", "<p>OECD (https://www.oecd.org/x?a=1&amp;b=2)</p>"},
		{"link to the web, not encrypted", "[a](http://acme.example/b)", "<p>a (http://acme.example/b)</p>"},
		{"link that says its address", "<https://acme.example/> [acme.example](https://acme.example/)", "<p>https://acme.example/ acme.example</p>"},
		{"link without text", "[](https://acme.example)", "<p>https://acme.example</p>"},
		{"link with accents", "[a](https://acme.example/é^)", "<p>a (https://acme.example/%C3%A9%5E)</p>"},
		{"link that says its address with accents", "[https://acme.example/é](https://acme.example/é) [HTTP://ACME.example](http://acme.example/)", "<p>https://acme.example/&#233; HTTP://ACME.example</p>"},
		{"mail", "[write](mailto:a@acme.example) <a@acme.example>", "<p>write (a@acme.example) a@acme.example</p>"},
		{"script in a link", "[a](javascript:alert)", "<p>a</p>"},
		{"picture", "![our *mark*](logo.png)", "<p>our mark</p>"},
		{"raw HTML", "<script>alert(1)</script>\n\na <span onclick=\"x\">b</span> <!-- c -->d", "<p>a b d</p>"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, body(t, tc.markdown)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTitleIsASCIIOnOneLine(t *testing.T) {
	data, err := Document("Émail & <b>\n2025", "")
	if err != nil || !strings.Contains(string(data), "<title>&#201;mail &amp; &lt;b&gt; 2025</title>\n") {
		t.Errorf("%v\n%s", err, data)
	}
}

func TestLongLinesBreakAtSpaces(t *testing.T) {
	words := strings.Repeat("smelter é ", 200)
	long := strings.Repeat("x", 500)
	code := strings.Repeat("y ", 150) + "z"
	page := body(t, words+"\n\n"+long+"\n\n| A |\n| --- |\n| "+words+" |\n\n```\n"+code+"\n```\n\n"+words)
	for line := range strings.Lines(page) {
		if len(line) > longestLine+1 && !strings.Contains(line, long) && line != code+"\n" {
			t.Errorf("a line of %d: %.60s", len(line), line)
		}
	}
	if n := strings.Count(strings.Join(strings.Fields(page), " "), "smelter &#233;"); n != 600 {
		t.Errorf("%d words are left of 600", n)
	}
	if !strings.Contains(page, code+"\n</pre>") || !strings.Contains(page, long) {
		t.Error("code or a long word was changed")
	}
}

func TestDeepMarkdownKeepsItsText(t *testing.T) {
	for _, markdown := range []string{strings.Repeat(">", 500) + " innermost", strings.Repeat("- ", 300) + "innermost", strings.Repeat("**a *", 300) + "innermost" + strings.Repeat("* b**", 300)} {
		if page := body(t, markdown); !strings.Contains(page, "innermost") {
			t.Errorf("%.20s: the text is lost", markdown)
		}
	}
}

func TestGolden(t *testing.T) {
	source, err := os.ReadFile("testdata/report.md")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Document("Conflict Minerals Report of Acme S.à r.l. for 2025", string(source))
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/report.htm"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("run go test ./generator/edgar -run Golden -update, and look at the difference:\n%s", diff)
	}
}

// markdowns are texts full of markup, right and wrong.
func markdowns() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"# ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "| a | b |\n| - | -: |\n| ", " | ", "*", "**", "`", "```\n", "[", "](", ")", "![", "](https://a.example/)", "](figures/#x)", "<b>", "</td>", "<script>", "<!--", "-->", "<?xml?>", "&eacute;", "&#x2014;", "&", "\\", "^", "[^1]", "[^1]: ", "é", "中", "\ufeff", "---\n", "javascript:", "<https://x.example>"}),
		rapid.String(),
	)
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "") })
}

func TestWhateverIsRenderedIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title, markdown := markdowns().Draw(t, "title"), markdowns().Draw(t, "markdown")
		data, err := Document(title, markdown)
		if err != nil {
			t.Fatal(err)
		}
		if found := Validate("sd-2025.htm", data, nil); len(found) > 0 {
			t.Fatalf("%v\n%s", found, data)
		}
		for _, c := range data {
			if !permitted(c) {
				t.Fatalf("byte %#x", c)
			}
		}
		again, err := Document(title, markdown)
		if err != nil || string(again) != string(data) {
			t.Fatal("the same words gave other bytes")
		}
	})
}

func TestTextSurvivesRendering(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[A-Za-zéŠß–”&<>^"]{1,12}`), 1, 80).Draw(t, "words")
		markdown := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(strings.Join(words, " "))
		data, err := Document("", markdown)
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode && n.Parent.Data == "p" {
				text.WriteString(n.Data)
			}
		}
		if got, want := strings.Join(strings.Fields(text.String()), " "), strings.Join(words, " "); got != want {
			t.Fatalf("%q\nwant %q", got, want)
		}
	})
}

// A document of ours in which the validator finds a mistake is not handed out; the error
// says where the first one is.
func TestWhatIsRefusedIsNotHandedOut(t *testing.T) {
	data, err := taken([]byte(page("<span>a</span>\n<b>b")))
	if data != nil || !errors.Is(err, ErrRefused) || !strings.HasSuffix(err.Error(), `: line 2: EDGAR does not take the element "span".`) {
		t.Errorf("%q %v", data, err)
	}
	if data, err = taken([]byte(page("a"))); err != nil || string(data) != page("a") {
		t.Errorf("%q %v", data, err)
	}
}

// Every rule that something is found by is in the catalogue, once.
func TestTheCatalogueHoldsEveryRule(t *testing.T) {
	found := map[string]bool{}
	note := func(list []finding.Finding) {
		for _, f := range list {
			found[f.Rule] = true
		}
	}
	for _, tc := range cases {
		note(Validate("build/2025/sd.htm", []byte(tc.data), nil))
	}
	note(Validate("Form SD.html", nil, nil))
	note(Lost("report.md", "Łódź \U0001F600"))
	listed := strings.Fields("edgar-not-ascii edgar-element edgar-nested-table edgar-link edgar-image edgar-file-name edgar-active-content edgar-xbrl edgar-character-lost edgar-character-changed")
	for i, r := range Rules {
		if i >= len(listed) || r.Name != listed[i] {
			t.Errorf("rule %d of the catalogue is %s", i, r.Name)
		}
	}
	slices.Sort(listed)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(found)), listed); diff != "" {
		t.Error(diff)
	}
}
