package edgar

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/finding"
)

// page puts markup into a document that is right otherwise; it begins on line 2.
func page(inner string) string {
	return "<html><head><title>T</title></head><body>\n" + inner + "\n</body></html>\n"
}

// said are findings as “rule line”.
func said(list []finding.Finding) (s []string) {
	for _, f := range list {
		s = append(s, strings.TrimSpace(f.Rule+" "+f.Cell))
	}
	slices.Sort(s)
	return s
}

var cases = []struct {
	name, data string
	want       []string
}{
	{"nothing wrong", page(`<p align="center">A<p>B<ul><li>x<li>y</ul><table><caption>C</caption><tr><th>a<td style="width:3em">b<tr><td>c</table><hr><b>T&eacute;n &#9746; &apos;</b>`), nil},
	{"links within the submission", page(`<a name="x">x</a> <h2 id="y">y</h2> <a href="#x">x</a> <a href="sd.htm#y">y</a> <a href="exhibit-101.htm#z">z</a> <a href="https://www.sec.gov/Archives/edgar/data/1/2.htm">s</a> <a href="https://www.sec.gov/ix?doc=/Archives/edgar/data/1/2.htm">s</a>`), nil},
	{"a picture that is attached", page(`<img src="mark.jpg" alt="Mark"><br>`), nil},
	{"a comment and a document type", "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\"><!-- c -->" + page(""), nil},

	{"accent", page("a\né"), []string{"edgar-not-ascii 3"}},
	{"caret", page("2^3"), []string{"edgar-not-ascii 2"}},
	{"control character", page("a\x01"), []string{"edgar-not-ascii 2"}},
	{"byte-order mark", "\ufeff" + page(""), []string{"edgar-element 1", "edgar-not-ascii 1"}},
	{"unknown entity", page("&apple;"), []string{"edgar-not-ascii 2"}},
	{"hexadecimal reference", page("&#x2014;"), []string{"edgar-not-ascii 2"}},
	{"references as real filings have them", page("&#147;a&#148; &#150; &#173; &shy;"), nil},
	{"reference to what nobody sees", page("a&#8203;b&#65279;c&zwj;"), []string{"edgar-not-ascii 2", "edgar-not-ascii 2", "edgar-not-ascii 2"}},
	{"reference to an emoji", page("&#128512;"), []string{"edgar-not-ascii 2"}},
	{"references without semicolon", page("a &amp b &#233 c"), []string{"edgar-not-ascii 2", "edgar-not-ascii 2"}},
	{"a picture of a signature", page("<img src=\"ceo-sig.jpg\"/><img src=\"a.jpg\" alt=\"/s/ A. Smith\"/>"), []string{"edgar-image 2", "edgar-image 2"}},
	{"a picture where a signature stands", page(`<p>By: <img src="img001.jpg"><p>Name<p>Signature:<br><b><img src="a.gif" alt="A"></b><p>accompanied by <img src="b.jpg"><p>/s/ A. Boss <img src="c.jpg">`), []string{"edgar-image 2", "edgar-image 2"}},
	{"ampersands by themselves", page("AT&T, R & D &amp; S&P<!-- a --> &; &#;"), []string{"edgar-not-ascii 2", "edgar-not-ascii 2", "edgar-not-ascii 2", "edgar-not-ascii 2", "edgar-not-ascii 2"}},
	{"what a reader that speaks needs", page(`<table role="presentation" summary="Smelters"><tr><th scope="col" id="a" abbr="M">Metal</th><td headers="a" axis="b">tin</td></tr></table><p role="note">a`), nil},
	{"scope on a paragraph", page(`<p scope="col">a`), []string{"edgar-element 2"}},
	{"a table with a summary", page("<table summary=\"Smelters\"><tr><td>a</td></tr></table>"), nil},
	{"reference to what no character has", page("&#147; &#55296; &#1114112; &#99999999999; &#0;"), []string{"edgar-not-ascii 2", "edgar-not-ascii 2", "edgar-not-ascii 2", "edgar-not-ascii 2"}},

	{"span", page("<span>a</span>"), []string{"edgar-element 2"}},
	{"table body", page("<table><tbody><tr><td>a</td></tr></tbody></table>"), []string{"edgar-element 2"}},
	{"style sheet", "<html><head><title>T</title><style>p{}</style></head><body></body></html>", []string{"edgar-element 1"}},
	{"attribute of HTML 5", page(`<td data-x="1">`), []string{"edgar-element 2", "edgar-element 2"}},
	{"attribute of another element", page(`<p bgcolor="red">a</p>`), []string{"edgar-element 2"}},
	{"http-equiv", `<html><head><meta http-equiv="refresh" content="0"></head><body></body></html>`, []string{"edgar-element 1"}},
	{"background", `<html><body background="a.gif"></body></html>`, []string{"edgar-element 1"}},
	{"not closed", page("<b>a"), []string{"edgar-element 2"}},
	{"not closed at the end", "<html><body>\n<div>", []string{"edgar-element 2"}},
	{"crossed", page("<b><i>a</b></i>"), []string{"edgar-element 2", "edgar-element 2"}},
	{"end of nothing", page("a</div>"), []string{"edgar-element 2"}},
	{"end of a break", page("a<br></br>"), []string{"edgar-element 2"}},
	{"ends within a tag", page("") + "<p align=", []string{"edgar-element 4"}},
	{"comment not closed", page("<!-- a"), []string{"edgar-element 2"}},
	{"processing instruction", `<?xml version="1.0"?>` + page(""), []string{"edgar-element 1"}},
	{"two documents", page("") + page(""), []string{"edgar-element 4", "edgar-element 4", "edgar-element 4", "edgar-element 4"}},
	{"begins late", strings.Repeat("\n", 5000) + page(""), []string{"edgar-element 5001"}},
	{"no document", "Form SD", []string{"edgar-element", "edgar-element", "edgar-element 1"}},
	{"nothing at all", "", []string{"edgar-element", "edgar-element"}},
	{"text outside the body", "<html>a<p>b</p><body></body></html>", []string{"edgar-element 1"}},
	{"list entry outside a list", page("<li>a"), []string{"edgar-element 2"}},
	{"words in the first element", "<html x=\"a\"><head><title>t</title></head><body>a</body></html>", []string{"edgar-element 1"}},
	{"late document type", page("<!DOCTYPE html>"), []string{"edgar-element 2"}},

	{"nested table", page("<table><tr><td>\n<table><tr><td>a</td></tr></table></td></tr></table>"), []string{"edgar-nested-table 3"}},

	{"link to the web", page(`<a href="https://acme.example/">a</a>`), []string{"edgar-link 2"}},
	{"link to the SEC's other pages", page(`<a href="https://www.sec.gov/edgar">a</a>`), []string{"edgar-link 2"}},
	{"link to an address that looks like the SEC's", page(`<a href="https://www.sec.gov.example/Archives/edgar/data/1">a</a>`), []string{"edgar-link 2"}},
	{"link to mail", page(`<a href="mailto:a@acme.example">a</a>`), []string{"edgar-link 2"}},
	{"link up", page(`<a href="../figures/#x">a</a>`), []string{"edgar-link 2"}},
	{"link to nothing", page("<a href=\"#annex\">a</a>\n<a href=\"sd.htm#annex\">b</a> <a href=\"\">c</a>"), []string{"edgar-link 2", "edgar-link 3"}},
	{"style from elsewhere", page(`<p style="background: URL (a.gif)">a</p>`), []string{"edgar-link 2"}},

	{"picture of another format", page(`<img src="mark.png">`), []string{"edgar-image 2"}},
	{"picture in the address", page(`<img src="data:image/gif;base64,R0lGOD">`), []string{"edgar-image 2"}},
	{"picture elsewhere", page(`<img src="https://acme.example/a.jpg">`), []string{"edgar-image 2"}},
	{"document as a picture", page(`<img src="sd.htm">`), []string{"edgar-image 2"}},
	{"picture without a file", page(`<img alt="a">`), []string{"edgar-image 2"}},

	{"namespace", `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="x"><body></body></html>`, []string{"edgar-xbrl 1", "edgar-xbrl 1"}},
	{"Inline XBRL", page("<ix:header></ix:header>"), []string{"edgar-xbrl 2"}},

	{"script", page("<script>if (a < b) alert('x')</script>"), []string{"edgar-active-content 2"}},
	{"form", page("<form action='x'><input></form>"), []string{"edgar-active-content 2", "edgar-active-content 2"}},
	{"event", page(`<P ONCLICK="x()">a</P>`), []string{"edgar-active-content 2"}},
	{"event on what is not taken", page(`<section onload=x>a</section>`), []string{"edgar-active-content 2", "edgar-element 2"}},
	{"script in a link", page("<a href=\"java\n&#115;cript:x\">a</a>"), []string{"edgar-active-content 2"}},
	{"script in a style", page(`<p style="width: expression (x)">a</p>`), []string{"edgar-active-content 2"}},
}

func TestValidate(t *testing.T) {
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found := Validate("build/2025/sd.htm", []byte(tc.data), nil)
			if diff := cmp.Diff(tc.want, said(found)); diff != "" {
				t.Errorf("%s\n%v", diff, found)
			}
			for _, f := range found {
				if f.File != "build/2025/sd.htm" || f.Message == "" || f.Fix == "" || f.Severity != finding.Error {
					t.Errorf("incomplete: %+v", f)
				}
			}
		})
	}
}

func TestFileNames(t *testing.T) {
	for name, right := range map[string]bool{
		"itron-sd-2025.htm": true, "a.htm": true, "mark_1.jpg": true, "mark.gif": true, strings.Repeat("a", 28) + ".htm": true,
		strings.Repeat("a", 29) + ".htm": false, "SD.htm": false, "2025.htm": false, "sd 2025.htm": false, "sd.html": false,
		"sd.2025.htm": false, "sd.png": false, "mark.JPG": false, "": false, "é.htm": false, "sd.htm\n": false,
	} {
		found := Validate("build/"+name, []byte(page("")), nil)
		if got := len(found) == 0; got != right {
			t.Errorf("%q: %v", name, found)
		}
		for _, f := range found {
			if f.Rule != "edgar-file-name" {
				t.Errorf("%q: %v", name, f)
			}
		}
	}
	if found := Validate("mark.gif", []byte("GIF89a\xff"), nil); found != nil {
		t.Errorf("a picture was read as a document: %v", found)
	}
}

func TestEveryRuleIsExplainedAndBroken(t *testing.T) {
	broken := map[string]bool{"edgar-file-name": true, "edgar-character-lost": true, "edgar-character-changed": true} // see above, and lost_test.go
	for _, tc := range cases {
		for _, s := range tc.want {
			name, _, _ := strings.Cut(s, " ")
			broken[name] = true
		}
	}
	for _, r := range Rules {
		if r.Explanation == "" || r.Fix == "" || r.Example == "" || r.Severity == "" || !r.Internal {
			t.Errorf("%s lacks explanation, fix, example or severity, or goes to suppliers", r.Name)
		}
		if !broken[r.Name] {
			t.Errorf("no case breaks %s", r.Name)
		}
		delete(broken, r.Name)
	}
	if len(broken) > 0 {
		t.Errorf("not in the catalogue: %v", broken)
	}
}

func TestElementsFitEachOther(t *testing.T) {
	for name := range elements {
		if slices.Contains(active, name) {
			t.Errorf("%s is both taken and active", name)
		}
	}
	for _, name := range words("span style thead tbody tfoot col section article header footer nav main figure details script iframe del ins q abbr") {
		if _, ok := elements[name]; ok {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestHostileFilesAreBounded(t *testing.T) {
	for name, data := range map[string]string{
		"accents on many lines": strings.Repeat("é\n", 100_000), "references": strings.Repeat("&apple;", 100_000),
		"deep": page(strings.Repeat("<div>", 100_000)), "open brackets": strings.Repeat("<", 100_000), "many attributes": page("<p " + strings.Repeat("x=1 ", 100_000) + ">"),
		"long name": page("<" + strings.Repeat("é", 100_000) + "a>"), "long tag": page("<x" + strings.Repeat("y", 1_000_000) + ">"), "links": page(strings.Repeat(`<a href="#a">`, 200)),
		"ends": strings.Repeat("</p>", 100_000), "quotation": page(`<a href="` + strings.Repeat("<p>", 100_000)),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		found := Validate("sd.htm", []byte(data), nil)
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > uint64(16<<20+400*len(data)) {
			t.Fatalf("%d bytes took %d", len(data), after.TotalAlloc-before.TotalAlloc)
		}
		if len(found) == 0 || len(found) > 3*mostFindings {
			t.Errorf("%s: %d findings", name, len(found))
		}
		for _, f := range found {
			if len(f.Message) > 600 {
				t.Errorf("%s: a message of %d bytes", name, len(f.Message))
			}
		}
	}
}

// FuzzValidate: whatever a file holds, the validator ends, keeps its bounds, names
// only its own rules and lines that the file has, and says the same twice.
// A link or a picture whose file is not submitted under that very name is noticed where
// the files are known.
func TestWhatLinksAndPicturesLeadTo(t *testing.T) {
	data := []byte(page(`<a href="ex101.htm">a</a> <a href="ex101.htm#x">b</a> <a href="sd.htm#y" name="y">c</a> <img src="plant.jpg"> <img src="map.gif">`))
	for name, tc := range map[string]struct {
		beside []string
		want   []string
	}{
		"not known":         {nil, nil},
		"all there":         {[]string{"ex101.htm", "map.gif", "plant.jpg", "sd.htm"}, nil},
		"none":              {[]string{"sd.htm"}, []string{"edgar-image 2", "edgar-image 2", "edgar-link 2", "edgar-link 2"}},
		"alone":             {[]string{}, []string{"edgar-image 2", "edgar-image 2", "edgar-link 2", "edgar-link 2"}},
		"in other letters":  {[]string{"EX101.htm", "map.gif", "plant.jpg"}, []string{"edgar-link 2", "edgar-link 2"}},
		"a picture is gone": {[]string{"ex101.htm", "map.gif"}, []string{"edgar-image 2"}},
	} {
		if diff := cmp.Diff(tc.want, said(Validate("build/2025/sd.htm", data, tc.beside))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func FuzzValidate(f *testing.F) {
	for _, tc := range cases {
		f.Add(tc.data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		found := Validate("sd.htm", []byte(data), nil)
		if len(found) > len(Rules)*mostFindings {
			t.Fatalf("%d findings", len(found))
		}
		for _, one := range found {
			if !slices.ContainsFunc(Rules, func(r finding.Rule) bool { return r.Name == one.Rule }) {
				t.Fatalf("no rule %q", one.Rule)
			}
			line := 0
			if _, err := fmt.Sscan(one.Cell, &line); one.Cell != "" && (err != nil || line < 1 || line > 1+strings.Count(data, "\n")) {
				t.Fatalf("line %q", one.Cell)
			}
		}
		if diff := cmp.Diff(found, Validate("sd.htm", []byte(data), nil)); diff != "" {
			t.Fatal(diff)
		}
	})
}
