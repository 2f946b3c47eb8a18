package site

import (
	"bytes"
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// document is a Markdown text made ready for a page.
type document struct {
	Title    string // its heading of level one; blank: it has none
	Body     template.HTML
	Contents []link // its headings of level two
}

// markdown is the one converter. It is never given the option that lets raw HTML
// or dangerous links through.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.NewFootnote(extension.WithFootnoteBacklinkTitle("Back to the text"))),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(tableRenderer{}, 100))),
	)
})

// render turns Markdown into a document. taken are the ids that the page itself
// uses; banner is a sentence that the page shows anyway, so that the text need
// not repeat it.
func render(source, banner string, taken ...string) (document, error) {
	var d document
	src := []byte(source)
	context := parser.NewContext()
	for _, id := range taken {
		context.IDs().Put([]byte(id))
	}
	root := markdown().Parser().Parse(text.NewReader(src), parser.WithContext(context))
	d.Title = takeTitle(root, src)
	dropBanner(root, src, banner)
	d.Contents = levelHeadings(root, src)
	captionTables(root, src, d.Title, context.IDs())
	pointToPages(root)
	fetchNothing(root)
	var out bytes.Buffer
	if err := markdown().Renderer().Render(&out, src, root); err != nil {
		return d, fmt.Errorf("render Markdown: %w", err)
	}
	d.Body = template.HTML(out.String())
	return d, nil
}

// takeTitle removes the heading that becomes the page's title: the first of level one. On
// a form the name of the authority stands above it.
func takeTitle(root ast.Node, src []byte) string {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			title := plain(h, src)
			root.RemoveChild(root, h)
			return title
		}
	}
	return ""
}

// dropBanner removes the notice with which the report opens, where the page shows
// a banner that says the same.
func dropBanner(root ast.Node, src []byte, banner string) {
	first := root.FirstChild()
	if banner == "" || first == nil {
		return
	}
	if _, quote := first.(*ast.Blockquote); quote && strings.HasPrefix(plain(first, src), demonstrationWord) {
		root.RemoveChild(root, first)
	}
}

// demonstrationWord begins the notice that data are fictional, on pages and in reports.
const demonstrationWord = "Demonstration:"

// levelHeadings lets headings begin at level two and skip none, whatever the
// writer did, and lists those of level two.
func levelHeadings(root ast.Node, src []byte) []link {
	var all []*ast.Heading
	shift := 0
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			all = append(all, h)
			if h.Level == 1 {
				shift = 1
			}
		}
		return ast.WalkContinue, nil
	})
	var list []link
	level := 1
	for _, h := range all {
		level = min(max(h.Level+shift, 2), level+1, 6)
		h.Level = level
		if id, ok := h.AttributeString("id"); ok && level == 2 {
			list = append(list, link{Text: plain(h, src), Href: "#" + string(id.([]byte))})
		}
	}
	return list
}

// pointToPages makes relative links to folders name the folder's page, so that
// they work in a folder opened without a server.
func pointToPages(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch l := n.(type) {
		case *ast.Link:
			l.Destination = []byte(pageOf(string(l.Destination)))
		case *ast.AutoLink: // its text is its address: paper need not repeat it
			l.SetAttributeString("class", []byte("bare"))
		}
		return ast.WalkContinue, nil
	})
}

// fetchNothing makes a picture that stands elsewhere a link to it: loading it would tell
// its host who reads. Within a link its text stays.
func fetchNothing(root ast.Node) {
	var away []*ast.Image
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if i, ok := n.(*ast.Image); ok && entering {
			if to, err := url.Parse(string(i.Destination)); err != nil || to.Scheme != "" || to.Host != "" {
				away = append(away, i)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, i := range away {
		parent, instead := i.Parent(), ast.Node(ast.NewTextBlock())
		if _, within := parent.(*ast.Link); !within {
			l := ast.NewLink()
			l.Destination, instead = i.Destination, l
		}
		for kid := i.FirstChild(); kid != nil; kid = i.FirstChild() {
			instead.AppendChild(instead, kid)
		}
		parent.ReplaceChild(parent, i, instead)
	}
}

// pageOf names the page of a relative link to a folder; other links stay.
func pageOf(href string) string {
	folder, rest := href, ""
	if i := strings.IndexAny(href, "?#"); i >= 0 {
		folder, rest = href[:i], href[i:]
	}
	if !strings.HasSuffix(folder, "/") || strings.HasPrefix(folder, "/") || strings.Contains(folder, ":") {
		return href
	}
	return folder + "index.html" + rest
}

// plain is the text of a node without its markup.
func plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(util.ResolveNumericReferences(util.ResolveEntityNames(n.Value(src)))))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}
