package site_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var digits = regexp.MustCompile(`[0-9][0-9.,]*%?`)

// picture holds that a drawing is named and described, and that every number in it
// stands in the table beside it.
func (c checker) picture(svg *html.Node) {
	if hidden, _ := attr(svg, "aria-hidden"); hidden == "true" { // it repeats what stands in words beside it
		if class, _ := attr(svg.Parent.Parent, "class"); class != "key" || !digits.MatchString(textOf(svg.Parent)) {
			c.t.Errorf("%s: a picture that is hidden, and no figure beside it", c.file)
		}
		return
	}
	if role, _ := attr(svg, "role"); role != "img" {
		c.t.Errorf("%s: an svg without role img", c.file)
	}
	for _, part := range []string{"title", "desc"} {
		found := slices.ContainsFunc(slices.Collect(svg.ChildNodes()), func(n *html.Node) bool { return n.Data == part && textOf(n) != "" })
		if !found {
			c.t.Errorf("%s: a picture without %s", c.file, part)
		}
	}
	table := ""
	for n := range svg.Parent.Parent.Descendants() {
		if n.Type == html.ElementNode && n.Data == "table" {
			table = spaced(n)
		}
	}
	if table == "" {
		c.t.Errorf("%s: a picture without a table beside it", c.file)
	}
	stands := digits.FindAllString(table, -1)
	shapes := 0
	for n := range svg.Descendants() {
		switch n.Data {
		case "text", "circle":
			for _, number := range digits.FindAllString(spaced(n), -1) {
				if !slices.Contains(stands, number) {
					c.t.Errorf("%s: the picture shows %s and the table does not", c.file, number)
				}
			}
		}
		if class, _ := attr(n, "class"); n.Data == "rect" || n.Data == "circle" || class == "diamond" {
			shapes++
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"fill", "stroke", "href"}, a.Key) && !(n.Data == "use" && a.Val == "#land") {
				c.t.Errorf("%s: %s has %s: colours are the style sheet's", c.file, n.Data, a.Key)
			}
		}
	}
	if shapes == 0 && !strings.Contains(table, "Gibraltar") {
		c.t.Errorf("%s: an empty picture", c.file)
	}
}

// TestNoNonsense holds what no page may say, whatever the data are.
func TestNoNonsense(t *testing.T) {
	nonsense := regexp.MustCompile(`NaN|\b0 entries|Inf\b|0 of 0\b|of 0 |%!|<nil>|\b1 (facilities|entries|countries|smelters)|: 0 (entries|facilities)|  ,|\(\)|\.\.( |$)|as of ( |,|\.|$)`)
	for name, s := range sites() {
		for file, root := range parsePages(t, build(t, s)) {
			if found := nonsense.FindString(spaced(root)); found != "" && name != "hostile" {
				t.Errorf("%s: %s says %q: %s", name, file, found, around(spaced(root), found))
			}
		}
	}
}

func around(text, at string) string {
	i := strings.Index(text, at)
	return text[max(0, i-60):min(len(text), i+60)]
}

// TestPagesOfYears holds which pages there are, in every situation of the data.
func TestPagesOfYears(t *testing.T) {
	for name, want := range map[string]struct{ there, not []string }{
		"years":            {[]string{"2025/changes/", "2025/tin/", "2025/gold/", "2025/countries/", "2025/countries/de/", "2025/countries/jp/", "2024/tungsten/", "2024/changes/", "archive/", "method/", "accessibility/"}, []string{"2025/tungsten/", "2025/tantalum/", "2024/countries/jp/", "2013/changes/", "2013/countries/"}},
		"one metal":        {[]string{"2025/gold/", "2025/countries/gi/"}, []string{"2025/tin/", "2025/countries/de/"}},
		"nothing in scope": {[]string{"2025/changes/", "2025/smelters/"}, []string{"2025/tin/", "2025/gold/", "2025/countries/"}},
		"no list":          {[]string{"2025/tin/"}, []string{"2025/gold/", "2025/countries/"}},
		"empty":            {[]string{"archive/", "method/", "accessibility/"}, nil},
	} {
		tree := build(t, sites()[name])
		for _, page := range want.there {
			if _, ok := tree[page+"index.html"]; !ok {
				t.Errorf("%s: there is no page %s", name, page)
			}
		}
		for _, page := range want.not {
			if _, ok := tree[page+"index.html"]; ok {
				t.Errorf("%s: there is a page %s although there is no data", name, page)
			}
		}
	}
}

// TestWordsOfNewPages holds what the pages say in each situation.
func TestWordsOfNewPages(t *testing.T) {
	for _, c := range []struct {
		site, page string
		wants      []string
	}{
		{"years", "2025/changes/", []string{"Newly named 2", "CID900001 Gained conformance Tin Active Conformant", "Fictional Refinery CID900002 Newly named Gold Not named Neither", "Fictional Tungsten CID900003 Removed from the list Tungsten Neither Not on the list",
			"Response rate 85.0% 17 of 20 75.0% 18 of 24 −10.0 points", "Suppliers in scope 20 1,240 +1,220", "Origin of gold"}},
		{"years", "2024/changes/", []string{"No suppliers’ declarations for 2023 are published"}},
		{"small", "2025/changes/", []string{"were not matched to a reference list", "No figure is known for both years."}},
		{"no list", "2025/changes/", []string{"cannot be compared"}},
		{"no list", "2025/tin/", []string{"no accepted declaration names a smelter or refiner of it"}},
		{"years", "2025/tin/", []string{"2 smelters and refiners of tin", "Germany 1 1 0 0", "All 2 1 1 0", "2024 1 0 1 0"}},
		{"one metal", "2025/gold/", []string{"No conformance list was used"}},
		{"one metal", "2025/countries/", []string{"Not on the map", "Gibraltar"}},
		{"years", "2025/countries/jp/", []string{"2 entries in Japan", "Tin 1 0 1 0", "2024 0 0 0 0"}},
		{"years", "2024/countries/", []string{"Of 1 entry the list gives no country that is known"}},
		{"years", "archive/", []string{"Response rate by reporting year", "Filed on 2 June 2014. Accession number 0000000000-14-000001"}},
		{"years", "method/", []string{"CC-BY-4.0", "conformance-2025-04-15.csv", "[Fictional] Example Meters, Inc. Conflict minerals 2025"}},
		{"small", "method/", []string{"No licence for the data has been stated"}},
		{"small", "2025/figures/", []string{"100 × 18 ÷ 24"}},
		{"nothing in scope", "", []string{"Suppliers in scope 0 as of 30 April 2026", "No accepted declaration names one."}},
		{"years", "", []string{"Over the years", "Response rate 75.0% 18 of 24, 30 April 2026 85.0% 17 of 20, 30 April 2025"}},
	} {
		text := spaced(parsePages(t, build(t, sites()[c.site]))[c.page+"index.html"])
		for _, want := range c.wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %s does not say %q:\n%s", c.site, c.page, want, text)
			}
		}
	}
}

// spaced is the text of a page with a blank between the parts of it.
func spaced(n *html.Node) string {
	var words []string
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			words = append(words, strings.Fields(d.Data)...)
		}
	}
	return strings.Join(words, " ")
}
