package edgar

import (
	"fmt"
	"strings"
	"testing"
)

// TestElementsAsDeepAsTheyMayBe: 256 elements stand within each other, with html and
// body; of the next the file is not read on.
func TestElementsAsDeepAsTheyMayBe(t *testing.T) {
	nested := func(n int) string { return page(strings.Repeat("<div>", n) + strings.Repeat("</div>", n) + "<span>") }
	found := Validate("sd.htm", []byte(nested(254)), nil)
	if len(found) == 0 || !strings.Contains(found[0].Message, "span") {
		t.Errorf("256 elements are too many: %v", found)
	}
	found = Validate("sd.htm", []byte(nested(255)), nil)
	if len(found) != 1 || !strings.Contains(found[0].Message, "More than 256 elements") || found[0].Cell != "2" {
		t.Errorf("257 elements: %v", found)
	}
}

// TestWhateverRunsOrLoadsIsActive: each element by its own name, and no other.
func TestWhateverRunsOrLoadsIsActive(t *testing.T) {
	for _, name := range strings.Fields("script noscript applet object embed param form input button select option textarea iframe frame frameset noframes audio video svg canvas isindex") {
		var rules []string
		for _, f := range Validate("sd.htm", []byte(page("<"+name+"></"+name+">")), nil) {
			rules = append(rules, f.Rule)
		}
		if len(rules) == 0 || rules[0] != "edgar-active-content" {
			t.Errorf("%s: %v", name, rules)
		}
	}
}

// TestStylesLoadAndRunNothing, however they are written.
func TestStylesLoadAndRunNothing(t *testing.T) {
	for style, want := range map[string]string{
		"color:red": "", "@import 'a.css'": "edgar-link", "@IMPORT a": "edgar-link", "@ import a": "edgar-link", "background:url(a.gif)": "edgar-link", "background:UR L (a.gif)": "edgar-link",
		"width:expression(1)": "edgar-active-content", "behavior:x": "edgar-active-content", "-moz-binding:x": "edgar-active-content", "a:javascript:x": "edgar-active-content", "a:vb script:x": "edgar-active-content",
	} {
		found := Validate("sd.htm", []byte(page(`<p style="`+style+`">a</p>`)), nil)
		if (want == "") != (len(found) == 0) || want != "" && found[0].Rule != want {
			t.Errorf("%s: %v", style, found)
		}
	}
}

// TestFilesThatAreTooLargeAreNotRead: one byte more than the limit, and not the limit.
func TestFilesThatAreTooLargeAreNotRead(t *testing.T) {
	right := page("")
	if found := Validate("sd.htm", []byte(right+strings.Repeat("\n", largest+1-len(right))), nil); len(found) != 1 || !strings.Contains(found[0].Message, "67108865 bytes") || found[0].Cell != "" {
		t.Errorf("%v", found)
	}
}

// TestTheListOfFindingsEnds with the hundredth of a rule, which says so.
func TestTheListOfFindingsEnds(t *testing.T) {
	for _, n := range []int{99, 100, 101} {
		found := Validate("sd.htm", []byte(page(strings.Repeat("é\n", n))), nil)
		if want := min(n, 100); len(found) != want || strings.Contains(found[len(found)-1].Message, "the list ends here") != (n >= 100) {
			t.Errorf("%d lines: %d findings, the last %q", n, len(found), found[len(found)-1].Message)
		}
	}
}

// TestWhatIsSaidOfAMistake holds the words of every finding of the cases above, and
// of some that name long or strange things, to testdata/findings.txt.
func TestWhatIsSaidOfAMistake(t *testing.T) {
	var b strings.Builder
	tell := func(name, data string) {
		fmt.Fprintln(&b, name)
		for _, f := range Validate("build/2025/sd.htm", []byte(data), nil) {
			fmt.Fprintf(&b, "    %s %s: %s\n", f.Cell, f.Rule, f.Message)
		}
	}
	for _, tc := range cases {
		tell(tc.name, tc.data)
	}
	tell("a long name", page("<"+strings.Repeat("x", 41)+">"))
	tell("a name that may just be shown", page("<"+strings.Repeat("x", 40)+">"))
	tell("a name in letters of several bytes", page(`<a href="`+strings.Repeat("é", 41)+`">`))
	tell("many strange characters in a line", page("àéîõü àéîõü çñ"))
	tell("a byte that is no character", page("a\xff\xfe\xffb"))
	tell("a picture without a file", page("<img alt='x'>"))
	tell("a picture that is a page", page("<img src='sd.htm'>"))
	tell("an element within a table", page("<table><li>a</li></table>"))
	tell("html within html", page("<html>"))
	tell("a second title", "<html><head><title>a</title><title>b</title></head><body></body></html>")
	tell("a caption outside a table", page("<caption>a</caption><tr><td>b</td></tr>"))
	tell("a definition outside its list", page("<dt>a<dd>b"))
	tell("markup that is none", page("</ p><!x><?y>"))
	tell("an end tag of a void element that is not taken", page("<wbr></wbr>"))
	tell("just within the window", strings.Repeat("\n", headWindow)+page(""))
	tell("just behind the window", strings.Repeat("\n", headWindow+1)+page(""))
	tell("html within another, and late", "<html><body><b>"+strings.Repeat("\n", headWindow)+"<html></b></body></html>")
	tell("html within a paragraph, and late", "<b>"+strings.Repeat("\n", headWindow)+page("")+"</b>")
	tell("a link to another file's place", page(`<a href="other.htm#x">a</a><a href="sd.htm">b</a><a href="#">c</a>`))
	golden(t, "testdata/findings.txt", b.String())
}

// TestTheElementsThatAreTaken, each with its own attributes: HTML 3.2 and a little of 4.0.
func TestTheElementsThatAreTaken(t *testing.T) {
	for tag, right := range map[string]bool{
		`<p align="left">`: true, `<p class="a" dir="ltr" id="b" lang="en" title="c">`: true, `<p bgcolor="red">`: false, `<p width="1">`: false,
		`<hr align="left" noshade size="1" width="2">`: true, `<br clear="all">`: true, `<pre width="80">`: true, `<ul compact type="disc">`: true, `<ol compact start="2" type="a">`: true, `<ul start="2">`: false,
		`<table align="left" bgcolor="red" border="1" cellpadding="1" cellspacing="1" width="1">`: true, `<table height="1">`: false,
		`<a href="#x" name="x" rel="a" rev="b">`: true, `<img align="left" alt="a" border="0" height="1" hspace="1" name="n" src="a.jpg" vspace="1" width="1">`: true, `<font color="red" face="serif" size="1">`: true, `<b color="red">`: false,
		`<h1 align="center">`: true, `<h6 align="center">`: true, `<div align="center">`: true, `<center>`: true, `<blockquote>`: true, `<address>`: true, `<dl compact>`: true, `<dir compact>`: true, `<menu compact>`: true,
		`<big>`: true, `<cite>`: true, `<code>`: true, `<dfn>`: true, `<em>`: true, `<i>`: true, `<kbd>`: true, `<samp>`: true, `<small>`: true, `<strike>`: true, `<strong>`: true, `<sub>`: true, `<sup>`: true, `<tt>`: true, `<u>`: true, `<var>`: true,
		`<s>`: false, `<span>`: false, `<article>`: false,
	} {
		name, _, _ := strings.Cut(strings.Trim(tag, "<>"), " ")
		inner := tag
		if name != "hr" && name != "br" && name != "img" {
			inner += "x</" + name + ">"
		}
		if found := Validate("sd.htm", []byte(page(inner)), nil); (len(found) == 0) != right {
			t.Errorf("%s: %v", tag, found)
		}
	}
}

// TestHeadingsHaveTheirSizes, each level its own, since EDGAR shows no style sheet.
func TestHeadingsHaveTheirSizes(t *testing.T) {
	page := body(t, "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n")
	for _, want := range []string{`<h1 align="center" style="font-size:14pt">A</h1>`, `<h2 style="font-size:12pt">B</h2>`, `<h3 style="font-size:11pt">C</h3>`,
		`<h4 style="font-size:10pt">D</h4>`, `<h5 style="font-size:10pt">E</h5>`, `<h6 style="font-size:10pt">F</h6>`} {
		if !strings.Contains(page+"\n", want+"\n") {
			t.Errorf("%s is missing:\n%s", want, page)
		}
	}
}

// TestALineBreaksAtTheFirstSpaceItCan: the last before the limit, or where a word is longer,
// the first behind it; and no word is cut.
func TestALineBreaksAtTheFirstSpaceItCan(t *testing.T) {
	fits, long := strings.Repeat("f", longestLine), strings.Repeat("l", longestLine+20)
	for before, want := range map[string]string{
		"a b":                             "a b\n",
		fits:                              fits + "\n",
		fits + " b":                       fits + "\nb\n",
		fits[:longestLine-2] + " b c":     fits[:longestLine-2] + " b\nc\n",
		long:                              long + "\n",
		long + " b":                       long + "\nb\n",
		long + " " + long + " c":          long + "\n" + long + "\nc\n",
		"a  " + fits:                      "a\n" + fits + "\n",
		" " + long:                        " " + long + "\n",
		"<pre>\n" + long + " b\n</pre>":   "<pre>\n" + long + " b\n</pre>\n",
		"<pre>\n</pre>\n" + long + " b":   "<pre>\n</pre>\n" + long + "\nb\n",
		fits + "\n" + fits + " b\n" + "c": fits + "\n" + fits + "\nb\nc\n",
	} {
		if got := breakLines(before + "\n"); got != want {
			t.Errorf("%.30q… of %d: %q", before, len(before), got)
		}
	}
}

// TestAScriptIsToldBeforeWhatItLoads: of a style that does both, the graver is said.
func TestAScriptIsToldBeforeWhatItLoads(t *testing.T) {
	found := Validate("sd.htm", []byte(page(`<p style="behavior:url(a.htc)">a</p>`)), nil)
	if len(found) != 1 || found[0].Rule != "edgar-active-content" || found[0].Message != "The style holds a script." {
		t.Errorf("%+v", found)
	}
}
