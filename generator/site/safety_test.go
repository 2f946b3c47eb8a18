package site_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/tables"
)

// TestContentPolicy holds that every page and the headers ask for the same strict
// policy, and that the headers add what a page cannot say.
func TestContentPolicy(t *testing.T) {
	for name, s := range sites() {
		tree := build(t, s)
		headers := string(tree["_headers"])
		for file, root := range parsePages(t, tree) {
			var policy string
			for n := range root.Descendants() {
				if kind, _ := attr(n, "http-equiv"); kind == "Content-Security-Policy" {
					policy, _ = attr(n, "content")
				}
			}
			if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
				t.Errorf("%s: %s: policy %q", name, file, policy)
			}
			if !strings.Contains(headers, "\n  Content-Security-Policy: "+policy+"; frame-ancestors 'none'\n") {
				t.Errorf("%s: %s: the headers ask for something else:\n%s", name, file, headers)
			}
		}
		for _, line := range []string{"/*\n", "\n  X-Content-Type-Options: nosniff\n", "\n  Referrer-Policy: "} {
			if !strings.Contains(headers, line) {
				t.Errorf("%s: no %q in the headers", name, line)
			}
		}
	}
}

// TestEveryFormIsEscaped holds that hostile text stays text in what programs read: it
// comes back from each form as it went in, and no cell is a formula.
func TestEveryFormIsEscaped(t *testing.T) {
	s := hostile()
	formulas := []string{`=HYPERLINK("http://x.example","a")`, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "a\nb;c,\"d\""}
	for i, text := range formulas {
		row := s.Years[0].Smelters[0]
		row.SmelterID, row.SmelterName, row.City = "", text, text
		row.Suppliers = i + 1
		s.Years[0].Smelters = append(s.Years[0].Smelters, row)
	}
	tree := build(t, s)
	data := tree["2025/smelters.csv"]
	got, err := tables.Read[tables.Smelter]("smelters.csv", unstamped(t, data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s.Years[0].Smelters, got); diff != "" {
		t.Errorf("smelters.csv (-given +read):\n%s", diff)
	}
	for _, record := range strings.FieldsFunc(string(data), func(r rune) bool { return r == ',' || r == '\n' }) {
		if cell := strings.TrimLeft(record, `"`); cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			t.Errorf("smelters.csv: a cell begins with %.20q", cell)
		}
	}
	for file, data := range tree {
		switch path.Ext(file) {
		case ".json":
			if !json.Valid(data) {
				t.Errorf("%s is no JSON", file)
			}
		case ".xml", ".svg":
			d := xml.NewDecoder(strings.NewReader(string(data)))
			for {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Errorf("%s is no XML: %v", file, err)
					break
				}
				if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
					t.Errorf("%s holds a script", file)
				}
			}
		}
	}
}

// TestMarkdownIsEscaped holds that a report cannot bring in markup, whatever stands in
// it: no raw HTML, no link that runs, no picture from elsewhere.
func TestMarkdownIsEscaped(t *testing.T) {
	s := small()
	s.Years[0].Report = "# R\n\n## <img src=x onerror=alert(1)> A\n\n<iframe src=\"//x.example\"></iframe>\n\n" +
		"[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html;base64,AAAA) [d](vbscript:x) <javascript:alert(1)>\n\n" +
		"![p](https://x.example/p.png) and [![q](//x.example/q.png)](https://y.example/)\n\n| `a` | <script>alert(1)</script> |\n| --- | --- |\n| <b onclick=x>b</b> | [e](\"onmouseover=alert(1)) |\n"
	root := parsePages(t, build(t, s))["2025/index.html"]
	links := map[string]string{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if href, ok := attr(n, "href"); ok {
			links[href] = textOf(n)
		}
		if slices.Contains([]string{"iframe", "b"}, n.Data) {
			t.Errorf("there is a %s", n.Data)
		}
		for _, a := range n.Attr {
			if value := strings.ToLower(a.Val); strings.HasPrefix(a.Key, "on") || slices.ContainsFunc([]string{"javascript:", "data:", "vbscript:"}, func(s string) bool { return strings.HasPrefix(value, s) }) {
				t.Errorf("%s: %s=%q", n.Data, a.Key, a.Val)
			}
		}
		if src, ok := attr(n, "src"); ok && strings.Contains(src, "//") {
			t.Errorf("%s from elsewhere: %s", n.Data, src)
		}
	}
	for href, want := range map[string]string{"https://x.example/p.png": "p", "https://y.example/": "q"} {
		if got, ok := links[href]; !ok || got != want {
			t.Errorf("link to %s: %q, %v", href, got, ok)
		}
	}
}

// unstamped is a public table without the columns that each row has beside the compiled ones.
func unstamped(t *testing.T, data []byte) []byte {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, record := range records {
		if err := w.Write(record[:len(record)-3]); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return out.Bytes()
}
