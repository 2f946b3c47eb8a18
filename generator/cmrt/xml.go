package cmrt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
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
		switch {
		case bytes.HasPrefix(rest, []byte("<?")):
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
		case bytes.HasPrefix(rest, []byte("<!")):
			return errXMLEntities
		default:
			return t.tag(rest)
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

// content gives the characters of a text or CDATA token.
func (t *tokens) content() string {
	if t.kind == tokenCDATA {
		return string(lineEnds(t.text))
	}
	return decodeText(lineEnds(t.text))
}

// lineEnds makes one LF of CR LF and of CR, as XML wants it of every reader; a CR
// that is meant is written as a reference.
func lineEnds(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// named are the references that XML itself defines.
var named = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// decodeText resolves character references; one that XML does not know stays as it is.
func decodeText(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	var out strings.Builder
	for len(b) > 0 {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			break
		}
		out.Write(b[:i])
		b = b[i:]
		semi := bytes.IndexByte(b, ';')
		if r, ok := reference(b, semi); ok {
			out.WriteString(r)
			b = b[semi+1:]
			continue
		}
		out.WriteByte('&')
		b = b[1:]
	}
	out.Write(b)
	return out.String()
}

// reference decodes one reference at the beginning of b that ends at semi.
func reference(b []byte, semi int) (string, bool) {
	if semi < 2 || semi > 10 {
		return "", false
	}
	name := string(b[1:semi])
	if s, ok := named[name]; ok {
		return s, true
	}
	digits, numeric := strings.CutPrefix(name, "#")
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if !numeric || err != nil || !utf8.ValidRune(rune(n)) {
		return "", false
	}
	return string(rune(n)), true
}

// toUTF8 takes away byte order marks and turns UTF-16, which XML also allows,
// into UTF-8. Bytes that are no UTF-8 become the replacement character.
func toUTF8(b []byte) []byte {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeUTF16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeUTF16(b[2:], binary.BigEndian)
	}
	if utf8.Valid(b) {
		return b
	}
	return bytes.ToValidUTF8(b, []byte("\uFFFD"))
}

func decodeUTF16(b []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}
