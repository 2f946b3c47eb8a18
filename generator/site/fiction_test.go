package site_test

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/site"
)

// TestDemonstrationIsUnmistakable holds that whatever is read without the banner says that
// it is fictional: titles, previews of links, search engines, paper, feed and JSON-LD.
func TestDemonstrationIsUnmistakable(t *testing.T) {
	tree := build(t, years())
	if !site.Fictional(tree) || site.Fictional(build(t, real(years()))) {
		t.Error("it is not told which pages are a demonstration")
	}
	for file, data := range tree {
		if path.Ext(file) != ".html" || strings.HasPrefix(file, "2013/") {
			continue
		}
		for _, want := range []string{"<title>Demonstration: ", `<meta name="robots" content="noindex">`, `assets/demonstration.css" media="print">`, `<meta name="description" content="Fictional data, a demonstration: `,
			`<meta property="og:title" content="Demonstration, fictional data: `, `<meta property="og:description" content="Fictional data, a demonstration: `, `"name":"Demonstration, fictional data: `} {
			if !bytes.Contains(data, []byte(want)) && (file != "404.html" || !strings.Contains(want, "og:") && !strings.Contains(want, `"name"`)) {
				t.Errorf("%s lacks %s", file, want)
			}
		}
	}
	for file, want := range map[string]string{"index.html": "Demonstration, never filed", "2025/index.html": "Demonstration, never filed", "archive/index.html": "Demonstration, never filed",
		"feed.xml": "<title>Demonstration, fictional data: Example conflict minerals", "assets/demonstration.css": "Demonstration: fictional data"} {
		if !bytes.Contains(tree[file], []byte(want)) {
			t.Errorf("%s lacks %q", file, want)
		}
	}
	// The picture for links is that of the newest year.
	if data := regexp.MustCompile(`<meta property="og:image:alt".*`).ReplaceAll(tree["2013/index.html"], nil); bytes.Contains(data, []byte("emonstration")) {
		t.Error("2013 is no demonstration, and its page speaks of one")
	}
	if bytes.Contains(tree["sitemap.xml"], []byte("/2025/")) {
		t.Error("the sitemap asks robots to index the demonstration")
	}
}

// TestNoTraceOfDemonstration holds that a site of real data has none of that. What is left
// is the statement in the data that they are no demonstration, and the name of the column
// that says so.
func TestNoTraceOfDemonstration(t *testing.T) {
	denied := regexp.MustCompile(`"(demonstration|fictional)": false|,demonstration\b|"(name|titles)": "demonstration"|<th scope="row">demonstration</th>|Whether the row is fictional`)
	for file, data := range build(t, real(years())) {
		if strings.Contains(file, "demonstration") {
			t.Errorf("there is %s", file)
		}
		if path.Ext(file) == ".png" || path.Ext(file) == ".xlsx" {
			continue
		}
		if found := regexp.MustCompile(`(?i).{0,40}(demonstration|noindex|fictional data|never filed).{0,40}`).Find(denied.ReplaceAll(data, nil)); found != nil {
			t.Errorf("%s: %s", file, found)
		}
	}
}
