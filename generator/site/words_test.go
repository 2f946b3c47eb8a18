package site_test

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/site"
)

const banner = "Demonstration: this page is made from fictional data. It says nothing about the suppliers, the smelters or the due diligence of Example Meters, Inc."

// TestBanner holds that fiction is marked wherever it is, once, and nothing else is.
func TestBanner(t *testing.T) {
	for file, root := range parsePages(t, build(t, small())) {
		want := 1
		if strings.HasPrefix(file, "2013/") {
			want = 0
		}
		if got := strings.Count(textOf(root), banner); got != want {
			t.Errorf("%s: %d banners, want %d", file, got, want)
		}
	}
	s := small()
	s.Years = s.Years[2:]
	for file, data := range build(t, s) {
		if strings.Contains(string(data), "Demonstration") && path.Ext(file) != ".css" {
			t.Errorf("%s: a banner where nothing is fictional", file)
		}
	}
}

// TestHostileText holds that text stays text: TestPages finds no script in these
// pages; here it must be found as what people read.
func TestHostileText(t *testing.T) {
	s := hostile()
	tree := build(t, s)
	bad := s.ShortName
	for file, root := range parsePages(t, tree) {
		if text := textOf(root); !strings.Contains(text, strings.Join(strings.Fields(bad), " ")) {
			t.Errorf("%s: the hostile name is not shown as typed", file)
		}
		ours := regexp.MustCompile(`<script src="[./]+/assets/(table|search|phrases|known|countries|listcheck)\.js" defer></script>|<script type="application/ld\+json">`)
		if bytes.Contains(ours.ReplaceAll(tree[file], nil), []byte("<script")) {
			t.Errorf("%s: holds a script element", file)
		}
	}
	for _, file := range []string{"2025/smelters/index.html", "2025/figures/index.html"} {
		if n := strings.Count(textOf(parsePages(t, tree)[file]), bad); n < 10 {
			t.Errorf("%s: hostile text shown %d times only", file, n)
		}
	}
}

func TestTextOfPages(t *testing.T) {
	pages := parsePages(t, build(t, small()))
	for file, wants := range map[string][]string{
		"index.html":               {"1,240 Suppliers in scope", "75.0%", "18 of 24, as of 30 April 2026", "Narrative only", "2 June 2014"},
		"2025/index.html":          {"30 April 2026", "Inquiry & results", "Declarations by verdict"},
		"2013/index.html":          {"2 June 2014, accession number 0000000000-14-000001"},
		"2025/figures/index.html":  {"75.0%18 of 24 suppliers in scope30 April 2026", "as of 30 April 2026", "not determined", "What Response rate means."},
		"2025/smelters/index.html": {"not being conformant", "not the origin of its mineral", "As of 31 March 2026", "Neither"},
		"2024/smelters/index.html": {"No supplier’s accepted declaration names a smelter or refiner"},
		"2024/index.html":          {"has not been published on these pages yet"},
	} {
		text := strings.ReplaceAll(textOf(pages[file]), "Suppliers in scope 1,240", "1,240 Suppliers in scope")
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: does not say %q", file, want)
			}
		}
	}
	for _, id := range []string{"CID900001", "CID900002", "CID900002-gold", "CID900002-tin"} {
		if !hasID(pages["2025/smelters/index.html"], id) {
			t.Errorf("smelters: no anchor %s", id)
		}
	}
}

func TestEmptyProject(t *testing.T) {
	pages := parsePages(t, build(t, site.Site{Name: "Nobody Yet, Inc."}))
	text := textOf(pages["index.html"])
	for _, want := range []string{"No conflict minerals report has been published", "No policy has been published"} {
		if !strings.Contains(text, want) {
			t.Errorf("front page of an empty project does not say %q", want)
		}
	}
}
