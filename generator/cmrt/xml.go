package cmrt

import (
	"bytes"
	"errors"
)

// Why a part of a workbook was refused.
var (
	errXMLTruncated = errors.New("the XML ends in the middle")
	errXMLEntities  = errors.New("the XML declares entities of its own, as no spreadsheet program does")
	errXMLDepth     = errors.New("the XML is nested deeper than any spreadsheet")
	errXMLSyntax    = errors.New("the XML is not well formed")
)

// maxDepth bounds nesting; sheets nest about ten deep.
const maxDepth = 100

type tokenKind byte

const (
	tokenEOF   tokenKind = iota
	tokenStart           // <name attrs>
	tokenEmpty           // <name attrs/>
	tokenEnd             // </name>
	tokenText            // characters, references not yet decoded
	tokenCDATA           // characters as they are
)

// tokens reads XML from memory without building a tree: names without prefix,
// attributes and text as slices of the input. Spreadsheet parts run to megabytes
// of which a few cells are wanted, so nothing is decoded until it is asked for.
type tokens struct {
	data  []byte
	pos   int
	depth int

	kind  tokenKind
	name  []byte // local name of a tag
	attrs []byte // inside of a start tag, after the name
	text  []byte
}

// next moves to the next token. It gives tokenEOF at the end of well-formed input.
func (t *tokens) next() error {
	for {
		if t.pos >= len(t.data) {
			t.kind = tokenEOF
			if t.depth != 0 {
				return errXMLTruncated
			}
			return nil
		}
		if t.data[t.pos] != '<' {
			end := bytes.IndexByte(t.data[t.pos:], '<')
			if end < 0 {
				end = len(t.data) - t.pos
			}
			t.kind, t.text = tokenText, t.data[t.pos:t.pos+end]
			t.pos += end
			return nil
		}
		rest := t.data[t.pos:]
		if len(rest) < 2 || rest[1] != '!' && rest[1] != '?' {
			return t.tag(rest)
		}
		switch {
		case rest[1] == '?':
			if err := t.skip("?>"); err != nil {
				return err
			}
		case bytes.HasPrefix(rest, []byte("<!--")):
			if err := t.skip("-->"); err != nil {
				return err
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			end := bytes.Index(rest, []byte("]]>"))
			if end < 0 {
				return errXMLTruncated
			}
			t.kind, t.text = tokenCDATA, rest[len("<![CDATA["):end]
			t.pos += end + len("]]>")
			return nil
		default:
			return errXMLEntities
		}
	}
}

func (t *tokens) skip(end string) error {
	i := bytes.Index(t.data[t.pos:], []byte(end))
	if i < 0 {
		return errXMLTruncated
	}
	t.pos += i + len(end)
	return nil
}

// tag reads a start or end tag at the beginning of rest.
func (t *tokens) tag(rest []byte) error {
	end := tagEnd(rest)
	if end < 0 {
		return errXMLTruncated
	}
	t.pos += end + 1
	inside := rest[1:end]
	t.kind = tokenStart
	switch {
	case len(inside) > 0 && inside[0] == '/':
		t.kind, inside = tokenEnd, inside[1:]
		t.depth--
		if t.depth < 0 {
			return errXMLSyntax
		}
	case len(inside) > 0 && inside[len(inside)-1] == '/':
		t.kind, inside = tokenEmpty, inside[:len(inside)-1]
	default:
		t.depth++
		if t.depth > maxDepth {
			return errXMLDepth
		}
	}
	n := 0
	for n < len(inside) && !isSpace(inside[n]) {
		n++
	}
	if n == 0 {
		return errXMLSyntax
	}
	t.name, t.attrs = local(inside[:n]), inside[n:]
	return nil
}

// tagEnd finds the > that ends a tag; one inside an attribute's quotes does not.
func tagEnd(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch c := b[i]; c {
		case '>':
			return i
		case '"', '\'':
			j := bytes.IndexByte(b[i+1:], c)
			if j < 0 {
				return -1
			}
			i += j + 1
		}
	}
	return -1
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// attr gives an attribute of the tag by local name, "" where it is not there.
func (t *tokens) attr(name string) string { return decodeText(t.rawAttr(name)) }

// rawAttr is attr without decoding, for values that hold no references.
func (t *tokens) rawAttr(name string) []byte {
	b := t.attrs
	for {
		for len(b) > 0 && isSpace(b[0]) {
			b = b[1:]
		}
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return nil
		}
		key := b[:eq]
		for len(key) > 0 && isSpace(key[len(key)-1]) {
			key = key[:len(key)-1]
		}
		b = b[eq+1:]
		for len(b) > 0 && isSpace(b[0]) {
			b = b[1:]
		}
		if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return nil
		}
		if string(local(key)) == name {
			return b[1 : 1+end]
		}
		b = b[end+2:]
	}
}

// is tells whether the token is a start or empty tag of that name.
func (t *tokens) is(name string) bool {
	return (t.kind == tokenStart || t.kind == tokenEmpty) && string(t.name) == name
}
