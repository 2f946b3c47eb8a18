package site

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// captionMark begins the paragraph above a table that is its caption.
const captionMark = "Table:"

// captionTables gives every table a caption: the paragraph "Table: …" directly
// above it, or else, unseen since it was just said, the heading it stands under.
func captionTables(root ast.Node, src []byte, title string, ids parser.IDs) {
	heading, under := title, 0
	var captions []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			heading, under = plain(n, src), 0
		case *extast.Table:
			under++
			caption, seen := "", false
			if p, ok := n.PreviousSibling().(*ast.Paragraph); ok {
				caption, seen = strings.CutPrefix(plain(p, src), captionMark)
				if seen {
					captions = append(captions, p)
				}
			}
			if !seen {
				caption = heading
				if under > 1 {
					caption = fmt.Sprintf("%s, table %d", heading, under)
					if head := n.FirstChild(); head != nil && head.FirstChild() != nil { // what its rows are tells it from the others
						caption = strings.TrimSuffix(caption+": "+plain(head.FirstChild(), src), ": ")
					}
				}
			}
			n.SetAttributeString("caption", strings.TrimSpace(caption))
			n.SetAttributeString("captionSeen", seen)
			n.SetAttributeString("captionID", string(ids.Generate([]byte("table"), extast.KindTable)))
		}
		return ast.WalkContinue, nil
	})
	for _, p := range captions {
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

// tableRenderer writes the tables of Markdown as accessible ones: in a region of
// their own that can be scrolled by keyboard, with a caption, and with scoped
// headings. Alignment is a class, since the pages allow no style attribute.
type tableRenderer struct{}

func (tableRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(extast.KindTable, renderTable)
	r.Register(extast.KindTableHeader, renderTableHeader)
	r.Register(extast.KindTableRow, renderTableRow)
	r.Register(extast.KindTableCell, renderTableCell)
}

func renderTable(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</table>\n</section>\n")
		return ast.WalkContinue, err
	}
	caption, _ := n.AttributeString("caption")
	seen, _ := n.AttributeString("captionSeen")
	id, _ := n.AttributeString("captionID")
	class := ""
	if seen != true {
		class = ` class="hidden"`
	}
	_, err := fmt.Fprintf(w, "<section class=\"scroll\" aria-labelledby=\"%s\" tabindex=\"0\">\n<table>\n<caption id=\"%s\"><span%s>%s</span></caption>\n",
		id, id, class, util.EscapeHTML([]byte(fmt.Sprint(caption))))
	return ast.WalkContinue, err
}

func renderTableHeader(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	out := "<thead><tr>"
	if !entering {
		out = "</tr></thead>\n"
		if n.NextSibling() != nil {
			out += "<tbody>\n"
		}
	}
	_, err := w.WriteString(out)
	return ast.WalkContinue, err
}

func renderTableRow(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	out := "<tr>"
	if !entering {
		out = "</tr>\n"
		if n.NextSibling() == nil {
			out += "</tbody>\n"
		}
	}
	_, err := w.WriteString(out)
	return ast.WalkContinue, err
}

func renderTableCell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag, scope := "td", ""
	if n.HasChildren() { // an empty heading would name nothing
		if n.Parent().Kind() == extast.KindTableHeader {
			tag, scope = "th", ` scope="col"`
		} else if n.PreviousSibling() == nil {
			tag, scope = "th", ` scope="row"`
		}
	}
	if !entering {
		_, err := fmt.Fprintf(w, "</%s>", tag)
		return ast.WalkContinue, err
	}
	class := ""
	switch n.(*extast.TableCell).Alignment {
	case extast.AlignRight:
		class = ` class="num"`
	case extast.AlignCenter:
		class = ` class="mid"`
	}
	_, err := fmt.Fprintf(w, "<%s%s%s>", tag, scope, class)
	return ast.WalkContinue, err
}
