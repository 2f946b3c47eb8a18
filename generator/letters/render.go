package letters

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/width"
)

// markdown leaves out raw HTML and makes links of nothing that is not written as one,
// so that what a supplier typed stays text.
var markdown = sync.OnceValue(func() goldmark.Markdown { return goldmark.New() })

// toHTML is a letter's Markdown as the page that mail readers show.
func toHTML(body, lang, title string) (string, error) {
	var b bytes.Buffer
	if err := markdown().Convert([]byte(body), &b); err != nil {
		return "", fmt.Errorf("render letter: %w", err)
	}
	return fmt.Sprintf("<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body style=\"font-family: sans-serif; line-height: 1.5; max-width: 42em\">\n%s</body>\n</html>\n",
		html.EscapeString(lang), html.EscapeString(title), b.String()), nil
}

// toText is a letter's Markdown for readers that show text alone: no marks, addresses
// of links behind their words, lines of at most 76 columns where words allow.
func toText(body string) string {
	src := []byte(body)
	w := &writer{src: src}
	w.blocks(markdown().Parser().Parse(text.NewReader(src)), "")
	return strings.TrimLeft(w.b.String(), "\n")
}

// writer writes blocks of a letter as text.
type writer struct {
	src []byte
	b   strings.Builder
}

// blocks writes what stands below a node, each line behind indent.
func (w *writer) blocks(parent ast.Node, indent string) {
	number := 0
	if l, ok := parent.(*ast.List); ok {
		number = l.Start
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.ListItem:
			mark := "- "
			if l := parent.(*ast.List); l.IsOrdered() {
				mark = strconv.Itoa(number) + ". "
				number++
			}
			item := &writer{src: w.src}
			below := indent + strings.Repeat(" ", len(mark))
			item.blocks(n, below)
			lead := "\n"
			if parent.(*ast.List).IsTight && n.PreviousSibling() != nil {
				lead = ""
			}
			w.b.WriteString(lead + indent + mark + strings.TrimPrefix(strings.TrimLeft(item.b.String(), "\n"), below))
		case *ast.List:
			w.blocks(n, indent)
		case *ast.Blockquote:
			w.blocks(n, indent+"> ")
		case *ast.ThematicBreak:
			w.b.WriteString("\n" + indent + "--\n")
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			w.b.WriteByte('\n')
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				w.b.WriteString(indent + "    " + strings.TrimRight(string(line.Value(w.src)), "\r\n") + "\n")
			}
		case *ast.HTMLBlock: // left out, as in the page
		default:
			w.b.WriteByte('\n')
			for _, line := range strings.Split(w.inline(n), "\n") {
				w.b.WriteString(wrap(indent, line))
			}
		}
	}
}

// inline is the text of a paragraph; hard line breaks stay.
func (w *writer) inline(parent ast.Node) string {
	var b strings.Builder
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescape(string(n.Segment.Value(w.src))))
			switch {
			case n.HardLineBreak():
				b.WriteByte('\n')
			case n.SoftLineBreak():
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.URL(w.src))
		case *ast.Link:
			words, to := w.inline(n), strings.TrimPrefix(string(n.Destination), "mailto:")
			b.WriteString(words)
			if words != to {
				b.WriteString(" <" + to + ">")
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					b.Write(t.Segment.Value(w.src))
				}
			}
		case *ast.RawHTML: // left out, as in the page
		default:
			b.WriteString(w.inline(n))
		}
	}
	return b.String()
}

// unescape takes the backslashes away that literal put before marks, and resolves
// entities, as the page does.
func unescape(s string) string {
	const marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	var b, run strings.Builder
	flush := func() { b.WriteString(html.UnescapeString(run.String())); run.Reset() }
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(marks, s[i+1]) >= 0 {
			flush()
			i++
			b.WriteByte(s[i])
			continue
		}
		run.WriteByte(s[i])
	}
	flush()
	return b.String()
}

// wrap breaks a line at its spaces; what is written without spaces, as Chinese is, at
// any character.
func wrap(indent, line string) string {
	const columns = 76
	var b strings.Builder
	at, column := "", 0
	put := func(word string) {
		if n := columnsOf(word); column+n > columns && column > len(indent) {
			b.WriteString(indent + strings.TrimRight(at, " ") + "\n")
			at, column = "", len(indent)
			word = strings.TrimLeft(word, " ")
		}
		at += word
		column += columnsOf(word)
	}
	column = len(indent)
	for i, word := range strings.Fields(line) {
		if i > 0 {
			word = " " + word
		}
		start := 0
		for j, r := range word { // a wide character may begin a line
			if wide(r) && !closing(r) {
				put(word[start:j])
				start = j
			}
		}
		put(word[start:])
	}
	b.WriteString(indent + at + "\n")
	return b.String()
}

func columnsOf(s string) (n int) {
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return n
}

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// closing are marks that never begin a line.
func closing(r rune) bool {
	return strings.ContainsRune("，。、；：？！）》」』】”’", r)
}
