package site_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/site"
)

// linked holds that a page's JSON-LD can be read, and that all of its addresses on
// this site lead to files that are there.
func (c checker) linked(script *html.Node) {
	var data struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(script.FirstChild.Data), &data); err != nil || data.Context != "https://schema.org" || len(data.Graph) == 0 {
		c.t.Errorf("%s: JSON-LD: %v, %d things", c.file, err, len(data.Graph))
	}
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch v := v.(type) {
		case map[string]any:
			if sum, ok := v["sha256"]; ok {
				file := strings.TrimPrefix(v["contentUrl"].(string), "https://example.com/minerals/")
				if sum != fmt.Sprintf("%x", sha256.Sum256(c.tree[file])) {
					c.t.Errorf("%s: JSON-LD: the hash of %s is not the file's", c.file, file)
				}
			}
			for key, v := range v {
				walk(key, v)
			}
		case []any:
			for _, v := range v {
				walk(key, v)
			}
		case string:
			if own, ok := strings.CutPrefix(v, "https://example.com/minerals/"); ok && slices.Contains([]string{"url", "item", "contentUrl", "@id"}, key) {
				file, _, _ := strings.Cut(own, "#")
				if file == "" || strings.HasSuffix(file, "/") {
					file += "index.html"
				}
				if _, there := c.tree[file]; !there {
					c.t.Errorf("%s: JSON-LD: %s %s leads nowhere", c.file, key, v)
				}
			}
		}
	}
	walk("", any(map[string]any{"graph": toAny(data.Graph)}))
}

func toAny(list []map[string]any) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// TestKindsOfThings holds what is said of which page, in order.
func TestKindsOfThings(t *testing.T) {
	tree := build(t, years())
	for page, want := range map[string]string{
		"index.html": "Organization WebPage", "2025/index.html": "Organization WebPage Report BreadcrumbList", "2025/smelters/index.html": "Organization WebPage Dataset BreadcrumbList",
		"2025/changes/index.html": "Organization WebPage Dataset BreadcrumbList", "2025/countries/de/index.html": "Organization WebPage BreadcrumbList", "404.html": "",
	} {
		var got []string
		for _, thing := range thingsOf(t, tree[page]) {
			got = append(got, thing["@type"].(string))
			if d, ok := thing["description"].(string); thing["@type"] == "Dataset" && (!ok || len(d) < 50 || len(d) > 5000 || thing["license"] != "https://creativecommons.org/licenses/by/4.0/" || !strings.HasPrefix(thing["name"].(string), "Demonstration")) {
				t.Errorf("%s: %v", page, thing)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s is said to be %v, want %s", page, got, want)
		}
	}
	for file, data := range build(t, sites()["unposted"]) {
		if bytes.Contains(data, []byte("ld+json")) || bytes.Contains(data, []byte("og:")) || strings.HasSuffix(file, ".png") || file == "feed.xml" {
			t.Errorf("%s: absolute addresses although the public one is not known", file)
		}
	}
}

func thingsOf(t *testing.T, page []byte) []map[string]any {
	t.Helper()
	_, rest, found := strings.Cut(string(page), `<script type="application/ld+json">`)
	if !found {
		return nil
	}
	text, _, _ := strings.Cut(rest, "</script>")
	var data struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	return data.Graph
}

// TestHostileThings holds that text cannot end the script that JSON-LD stands in, and
// comes out of it as typed.
func TestHostileThings(t *testing.T) {
	s := hostile()
	for file, data := range build(t, s) {
		if !strings.HasSuffix(file, ".html") || file == "404.html" {
			continue
		}
		if got := thingsOf(t, data)[0]["name"]; got != s.Name {
			t.Errorf("%s: the name became %q", file, got)
		}
	}
}

// TestCards holds that every page names a picture that is there, of the size it says,
// and small.
func TestCards(t *testing.T) {
	for name, s := range sites() {
		tree := build(t, s)
		for file, root := range parsePages(t, tree) {
			if s.PublicURL == "" || file == "404.html" {
				continue
			}
			said := map[string]string{}
			for n := range root.Descendants() {
				if key, ok := attr(n, "property"); ok && n.Data == "meta" {
					said[key], _ = attr(n, "content")
				}
			}
			card := tree[strings.TrimPrefix(said["og:image"], s.PublicURL)]
			size, err := png.DecodeConfig(bytes.NewReader(card))
			if err != nil || fmt.Sprint(size.Width) != said["og:image:width"] || fmt.Sprint(size.Height) != said["og:image:height"] || len(card) > 30_000 {
				t.Errorf("%s: %s: og:image %s: %d bytes, %v", name, file, said["og:image"], len(card), err)
			}
			for _, key := range []string{"og:title", "og:description", "og:url", "og:type", "og:site_name", "og:image:alt"} {
				if said[key] == "" {
					t.Errorf("%s: %s: no %s", name, file, key)
				}
			}
		}
	}
	if front, year := build(t, years())["card.png"], build(t, years())["2024/card.png"]; bytes.Equal(front, year) {
		t.Error("the pictures of two years are the same")
	}
}

func TestFeed(t *testing.T) {
	s := years()
	tree := build(t, s)
	var feed struct {
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(tree["feed.xml"], &feed); err != nil {
		t.Fatal(err)
	}
	var got []string
	ids := map[string]bool{}
	for _, e := range feed.Entries {
		got = append(got, e.Updated[:10]+" "+e.Title)
		if _, there := tree[strings.TrimPrefix(e.ID, s.PublicURL)+"index.html"]; !there || ids[e.ID] {
			t.Errorf("the entry %s leads nowhere, or is there twice", e.ID)
		}
		ids[e.ID] = true
	}
	want := []string{"2026-04-30 Demonstration, fictional data: Smelters, refiners and figures for 2025", "2025-04-30 Demonstration, fictional data: Smelters, refiners and figures for 2024", "2014-06-02 Conflict Minerals Report 2013"}
	if !slices.Equal(got, want) || feed.Updated != "2026-04-30T00:00:00Z" {
		t.Errorf("feed of %s: %q", feed.Updated, got)
	}
	if want := "Demonstration, fictional data: As of 30 April 2026, accepted declarations name 3 smelters and refiners. Since 2024, lost conformance: 0; gained conformance: 1; newly named: 2; removed from the list: 1."; feed.Entries[0].Summary != want {
		t.Errorf("summary: %s", feed.Entries[0].Summary)
	}
	s.Years = []site.Year{{Number: 2020, Report: "# Words\n"}}
	if _, there := build(t, s)["feed.xml"]; there {
		t.Error("a feed without a day")
	}
}

// TestSitemapDays holds that every page of a year has the day of its data.
func TestSitemapDays(t *testing.T) {
	var set struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:"url"`
	}
	tree := build(t, real(years()))
	if err := xml.Unmarshal(tree["sitemap.xml"], &set); err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, u := range set.URLs {
		path := strings.TrimPrefix(u.Loc, "https://example.com/minerals/")
		want := map[string]string{"2025": "2026-04-30", "2024": "2025-04-30", "2013": "2014-06-02", "": "2026-04-30", "archive": "2026-04-30", "data": "2026-04-30", "method": "2026-04-30"}[strings.Split(path, "/")[0]]
		if path == "smelters/CID900003/" {
			want = "2025-04-30" // it was last named then
		} else if strings.HasPrefix(path, "smelters/") {
			want = "2026-04-30"
		}
		if u.Lastmod != want {
			t.Errorf("%s: lastmod %q, want %q", u.Loc, u.Lastmod, want)
		}
	}
	for file := range tree {
		if strings.HasSuffix(file, "index.html") {
			pages++
		}
	}
	if pages != len(set.URLs) || pages < 20 {
		t.Errorf("%d pages, %d in the sitemap", pages, len(set.URLs))
	}
}

// TestCSVW holds that the metadata beside a table are its own: columns, address, key.
func TestCSVW(t *testing.T) {
	tree := build(t, years())
	for _, table := range []string{"smelters", "figures", "changes"} {
		var meta struct {
			Context []any  `json:"@context"`
			URL     string `json:"url"`
			Licence any    `json:"dc:license"`
			Schema  struct {
				Columns    []struct{ Name, Titles string }
				PrimaryKey []string
			} `json:"tableSchema"`
		}
		if err := json.Unmarshal(tree["2025/"+table+".csv-metadata.json"], &meta); err != nil {
			t.Fatal(err)
		}
		header, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(tree["2025/"+meta.URL], []byte("\ufeff")))).Read()
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range meta.Schema.Columns {
			names = append(names, c.Titles)
		}
		for _, key := range meta.Schema.PrimaryKey {
			if !slices.Contains(names, key) {
				t.Errorf("%s: the key %s is no column", table, key)
			}
		}
		if !slices.Equal(names, header) || meta.URL != table+".csv" || meta.Context[0] != "http://www.w3.org/ns/csvw" || meta.Licence == nil {
			t.Errorf("%s: %+v", table, meta)
		}
	}
}
