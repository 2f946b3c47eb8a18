package edgar

import (
	"bufio"
	"bytes"
	"fmt"
	stdhtml "html"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// How the page looks. Tables do not inherit the size of letters everywhere.
const (
	bodyStyle  = "font-family:serif;font-size:10pt"
	tableStart = `border="1" cellpadding="3" cellspacing="0" width="100%" style="font-size:9pt"`
	headCell   = `bgcolor="#e6e6e6" valign="bottom"`
)

var headingStyles = map[int]string{
	1: `align="center" style="font-size:14pt"`, 2: `style="font-size:12pt"`, 3: `style="font-size:11pt"`,
	4: `style="font-size:10pt"`, 5: `style="font-size:10pt"`, 6: `style="font-size:10pt"`,
}

// preBegin and preEnd are lines of their own.
const (
	preBegin = "<pre>\n"
	preEnd   = "</pre>\n"
)

// deepestWritten bounds elements within elements: below it text is kept and its
// markup left out, far from where the validator objects.
const deepestWritten = 60

// containers are the nodes that become one element without attributes.
var containers = map[ast.NodeKind]string{
	ast.KindParagraph: "p", ast.KindBlockquote: "blockquote", ast.KindListItem: "li",
	extast.KindTableHeader: "tr", extast.KindTableRow: "tr", extast.KindFootnote: "li", ast.KindCodeSpan: "code",
}

// apart are the elements that begin on a line of their own and end one; those of
// lines also have their content on lines of its own.
var (
	apart = words("h1 h2 h3 h4 h5 h6 p blockquote ul ol li table tr th td")
	lines = words("blockquote ul ol table tr")
)

// writer turns the nodes of one document into HTML.
type writer struct {
	source []byte
	out    bytes.Buffer
	depth  int
}

// node writes the beginning or the end of a node. Of a kind that is not known only
// the text is written.
func (w *writer) node(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if tag, ok := containers[n.Kind()]; ok {
		w.element(tag, "", entering)
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		w.element(fmt.Sprintf("h%d", n.Level), headingStyles[n.Level], entering)
	case *ast.List:
		w.list(n, entering)
	case *ast.Emphasis:
		w.element(map[int]string{1: "i", 2: "b"}[n.Level], "", entering)
	case *extast.Table:
		w.element("table", tableStart, entering)
	case *extast.TableCell:
		w.cell(n, entering)
	case *extast.FootnoteList:
		if entering {
			w.line("<hr>")
		}
		w.element("ol", "", entering)
	case *ast.Link:
		if !entering {
			w.address(n)
		}
	default:
		return w.leaf(n, entering), nil
	}
	return ast.WalkContinue, nil
}

// leaf writes a node whose content is written with it.
func (w *writer) leaf(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	switch n := n.(type) {
	case *ast.Text:
		w.text(w.value(n))
		switch {
		case n.HardLineBreak():
			w.out.WriteString("<br>\n")
		case n.SoftLineBreak():
			w.out.WriteByte(' ')
		}
	case *ast.String:
		w.text(string(n.Value))
	case *ast.AutoLink:
		w.text(string(n.Label(w.source)))
	case *ast.Image:
		w.text(w.plain(n))
		return ast.WalkSkipChildren
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.code(n)
		return ast.WalkSkipChildren
	case *ast.ThematicBreak:
		w.line("<hr>")
	case *extast.FootnoteLink:
		fmt.Fprintf(&w.out, "<sup>[%d]</sup>", n.Index)
	case *ast.HTMLBlock, *ast.RawHTML, *extast.FootnoteBacklink:
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// element writes the beginning or the end of an element.
func (w *writer) element(tag, attributes string, begin bool) {
	if !begin {
		w.depth--
	}
	if w.depth < deepestWritten {
		w.tag(tag, attributes, begin)
	}
	if begin {
		w.depth++
	}
}

func (w *writer) tag(tag, attributes string, begin bool) {
	block, onLines := slices.Contains(apart, tag), slices.Contains(lines, tag)
	if begin && block || !begin && onLines {
		w.fresh()
	}
	switch {
	case !begin:
		fmt.Fprintf(&w.out, "</%s>", tag)
	case attributes == "":
		fmt.Fprintf(&w.out, "<%s>", tag)
	default:
		fmt.Fprintf(&w.out, "<%s %s>", tag, attributes)
	}
	if begin && onLines || !begin && block {
		w.out.WriteByte('\n')
	}
}

// fresh begins a line, where one is not just begun.
func (w *writer) fresh() {
	if b := w.out.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
		w.out.WriteByte('\n')
	}
}

// line writes markup on a line of its own.
func (w *writer) line(markup string) {
	w.fresh()
	w.out.WriteString(markup + "\n")
}

func (w *writer) text(s string) { w.out.WriteString(encode(strings.ReplaceAll(s, "\n", " "))) }

func (w *writer) list(n *ast.List, begin bool) {
	switch {
	case !n.IsOrdered():
		w.element("ul", "", begin)
	case n.Start == 1:
		w.element("ol", "", begin)
	default:
		w.element("ol", fmt.Sprintf(`start="%d"`, n.Start), begin)
	}
}

func (w *writer) cell(n *extast.TableCell, begin bool) {
	tag := "td"
	var attributes []string
	if n.Parent().Kind() == extast.KindTableHeader {
		tag, attributes = "th", []string{headCell}
	}
	switch {
	case n.Alignment == extast.AlignRight || n.Alignment == extast.AlignCenter:
		attributes = append(attributes, fmt.Sprintf(`align="%s"`, n.Alignment))
	case tag == "th":
		attributes = append(attributes, `align="left"`)
	}
	if begin && tag == "td" {
		attributes = append(attributes, `valign="top"`)
	}
	w.element(tag, strings.Join(attributes, " "), begin)
	if begin && n.FirstChild() == nil {
		w.out.WriteString("&#160;") // an empty cell would have no border
	}
}

// code writes a block of code, whose lines stay as they are.
func (w *writer) code(n ast.Node) {
	w.line(strings.TrimSuffix(preBegin, "\n"))
	for _, segment := range n.Lines().Sliced(0, n.Lines().Len()) {
		w.out.WriteString(encode(string(segment.Value(w.source))))
	}
	w.fresh()
	w.out.WriteString(preEnd)
}

// value is what a text says, its escapes and references resolved.
func (w *writer) value(n *ast.Text) string {
	raw := n.Value(w.source)
	if n.IsRaw() || n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan {
		return string(raw)
	}
	var b bytes.Buffer
	buffered := bufio.NewWriter(&b)
	html.DefaultWriter.Write(buffered, raw)
	_ = buffered.Flush() // into memory
	return stdhtml.UnescapeString(b.String())
}

// plain is the text of a node without its markup.
func (w *writer) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.WriteString(w.value(n))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// address prints where a link leads, after its text: of web and mail addresses that
// the text does not give already. Figures and other pages of the site have no place
// in a filing.
func (w *writer) address(n *ast.Link) {
	to := string(util.URLEscape(n.Destination, true))
	shown := to
	switch lower := strings.ToLower(to); {
	case strings.HasPrefix(lower, "mailto:"):
		shown = to[len("mailto:"):]
	case !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://"):
		return
	}
	said := strings.TrimSpace(w.plain(n))
	switch {
	case said == "":
		w.text(shown)
	case bareAddress(said) != bareAddress(shown) && bareAddress(said) != bareAddress(string(n.Destination)):
		w.text(" (" + shown + ")")
	}
}

// bareAddress is an address as people say it: without scheme and last slash.
func bareAddress(address string) string {
	address = strings.ToLower(strings.TrimSuffix(address, "/"))
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		address = strings.TrimPrefix(address, scheme)
	}
	return address
}
