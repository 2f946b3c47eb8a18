package site_test

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestPages holds what is true of every page: links lead somewhere, ids are
// unique, headings are in order, tables can be read aloud, no style or script.
func TestPages(t *testing.T) {
	for name, s := range sites() {
		t.Run(name, func(t *testing.T) {
			tree := build(t, s)
			base := "/"
			if u, err := url.Parse(s.PublicURL); err == nil && u.Path != "" {
				base = u.Path
			}
			pages := parsePages(t, tree)
			for file, root := range pages {
				p := checker{t: t, file: file, tree: tree, pages: pages, base: base}
				p.ids()
				p.headings(root)
				for n := range root.Descendants() {
					if n.Type == html.ElementNode {
						p.element(n)
					}
				}
			}
		})
	}
}

func parsePages(t *testing.T, tree map[string][]byte) map[string]*html.Node {
	t.Helper()
	pages := map[string]*html.Node{}
	for file, data := range tree {
		if path.Ext(file) != ".html" {
			continue
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		pages[file] = root
	}
	return pages
}

type checker struct {
	t     *testing.T
	file  string
	tree  map[string][]byte
	pages map[string]*html.Node
	base  string // path of the public address
}

func (c checker) ids() {
	seen := map[string]bool{}
	for n := range c.pages[c.file].Descendants() {
		if id, ok := attr(n, "id"); ok {
			if seen[id] || id == "" {
				c.t.Errorf("%s: the id %q is there twice", c.file, id)
			}
			seen[id] = true
		}
	}
}

func (c checker) headings(root *html.Node) {
	level, first := 0, 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		this := int(n.Data[1] - '0')
		if this == 1 {
			first++
		}
		if this > level+1 {
			c.t.Errorf("%s: %s %q comes after level %d", c.file, n.Data, textOf(n), level)
		}
		level = this
	}
	if first != 1 {
		c.t.Errorf("%s: %d h1", c.file, first)
	}
}

func (c checker) element(n *html.Node) {
	switch n.Data {
	case "style", "iframe":
		c.t.Errorf("%s: there is a %s", c.file, n.Data)
	case "script": // of our own, from a file: the policy takes no other; or data
		if kind, _ := attr(n, "type"); kind == "application/ld+json" {
			c.linked(n)
		} else if src, _ := attr(n, "src"); !slices.Contains([]string{"assets/table.js", "assets/search.js", "assets/known.js", "assets/phrases.js", "assets/countries.js", "assets/listcheck.js"}, path.Join(path.Dir(c.file), src)) || textOf(n) != "" {
			c.t.Errorf("%s: there is a script %q %q", c.file, src, textOf(n))
		}
	case "form":
		if action, ok := attr(n, "action"); ok {
			c.t.Errorf("%s: a form goes to %q", c.file, action)
		}
	case "svg":
		c.picture(n)
	case "tbody", "ul", "ol", "dl", "section":
		if textOf(n) == "" {
			c.t.Errorf("%s: an empty %s", c.file, n.Data)
		}
	case "table":
		if n.FirstChild == nil || !slices.ContainsFunc(slices.Collect(n.ChildNodes()), func(k *html.Node) bool { return k.Data == "caption" && textOf(k) != "" }) {
			c.t.Errorf("%s: a table without caption", c.file)
		}
	case "th":
		if scope, _ := attr(n, "scope"); scope != "col" && scope != "row" && scope != "rowgroup" {
			c.t.Errorf("%s: the heading %q has no scope", c.file, textOf(n))
		}
	case "a", "link":
		if href, ok := attr(n, "href"); ok {
			c.link(href)
		}
		if n.Data == "a" && textOf(n) == "" {
			c.t.Errorf("%s: a link without text", c.file)
		}
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			c.t.Errorf("%s: the attribute %s on %s", c.file, a.Key, n.Data)
		}
	}
	by, _ := attr(n, "aria-labelledby")
	for _, id := range strings.Fields(by) {
		if !hasID(c.pages[c.file], id) {
			c.t.Errorf("%s: aria-labelledby=%q names nothing", c.file, id)
		}
	}
}

func (c checker) link(href string) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme == "javascript" {
		c.t.Errorf("%s: link %q: %v", c.file, href, err)
		return
	}
	if u.Scheme != "" {
		return
	}
	target := path.Join(path.Dir(c.file), u.Path)
	if u.Path == "" {
		target = c.file
	} else if rest, ok := strings.CutPrefix(u.Path, c.base); ok && strings.HasPrefix(u.Path, "/") {
		target = rest
		if c.file != "404.html" {
			c.t.Errorf("%s: link %q is not relative", c.file, href)
		}
	}
	if _, ok := c.tree[target]; !ok {
		c.t.Errorf("%s: link %q leads nowhere", c.file, href)
	}
	if page, ok := c.pages[target]; ok && u.Fragment != "" && !hasID(page, u.Fragment) {
		c.t.Errorf("%s: link %q: there is no such id", c.file, href)
	}
}

func hasID(root *html.Node, id string) bool {
	for n := range root.Descendants() {
		if v, ok := attr(n, "id"); ok && v == id {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestTablesOfAChapterAreToldApart holds what who hears a report learns of the second table
// under a heading before entering it.
func TestTablesOfAChapterAreToldApart(t *testing.T) {
	s := small()
	s.Years[0].Report = "# R\n\n## Inquiry\n\n| Stage | n |\n| --- | --- |\n| asked | 1 |\n\nWords.\n\n| What the *supplier* says | n |\n| --- | --- |\n| yes | 1 |\n\nMore.\n\n| | n |\n| --- | --- |\n| a | 1 |\n"
	var captions []string
	for n := range parsePages(t, build(t, s))["2025/index.html"].Descendants() {
		if n.Type == html.ElementNode && n.Data == "caption" {
			captions = append(captions, textOf(n))
		}
	}
	if want := []string{"Inquiry", "Inquiry, table 2: What the supplier says", "Inquiry, table 3"}; !slices.Equal(captions, want) {
		t.Errorf("captions %q, want %q", captions, want)
	}
}
