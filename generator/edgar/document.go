package edgar

import (
	"errors"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// longestLine is where lines are broken, if there is a space to break them at.
const longestLine = 200

// ErrRefused is a document in which the validator found a mistake.
var ErrRefused = errors.New("EDGAR would not take the document")

// Document makes a filing document of Markdown: a page of plain HTML with that
// title. Raw HTML in it is dropped, pictures become their descriptions, and links
// their texts, with the address printed where readers could not tell it.
func Document(title, markdown string) ([]byte, error) {
	source := []byte(markdown)
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote)).Parser().Parse(text.NewReader(source))
	w := writer{source: source}
	fmt.Fprintf(&w.out, "<html>\n<head>\n<title>%s</title>\n</head>\n<body bgcolor=\"#ffffff\" style=\"%s\">\n", encode(strings.Join(strings.Fields(title), " ")), bodyStyle)
	if err := ast.Walk(root, w.node); err != nil {
		return nil, fmt.Errorf("render Markdown: %w", err)
	}
	w.fresh()
	w.out.WriteString("</body>\n</html>\n")
	return taken([]byte(breakLines(w.out.String())))
}

// taken hands out a document only if the validator finds no mistake in it.
func taken(data []byte) ([]byte, error) {
	if found := newValidator("").document(data); len(found) > 0 {
		return nil, fmt.Errorf("%w: line %s: %s", ErrRefused, found[0].Cell, found[0].Message)
	}
	return data, nil
}

// breakLines breaks long lines at spaces, which changes nothing that is shown:
// outside pre, where lines stay as they are, a line end is a space.
func breakLines(page string) string {
	var b strings.Builder
	kept := false
	for line := range strings.Lines(page) {
		kept = kept || line == preBegin
		for !kept && len(line) > longestLine+1 {
			at := strings.LastIndexByte(line[:longestLine+1], ' ')
			if at <= 0 {
				at = strings.IndexByte(line, ' ')
			}
			if at <= 0 {
				break
			}
			b.WriteString(strings.TrimRight(line[:at], " ") + "\n")
			line = strings.TrimLeft(line[at:], " ")
		}
		b.WriteString(line)
		kept = kept && line != preEnd
	}
	return b.String()
}
