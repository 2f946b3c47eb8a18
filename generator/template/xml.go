package template

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads XML from memory, token by token: encoding/xml took most of the time in
// which a template of 25 MB is opened, for texts and attributes that nobody asks for. Names
// keep their prefix, and nothing is decoded before it is asked for.
type scanner struct {
	data []byte
	pos  int // after the token
	from int // where the token begins

	kind   tokenKind
	prefix string
	name   string // of an element, without its prefix
	attrs  []byte // of a start tag, as they are written
	text   []byte // between tags, as it is written
	plain  bool   // the text holds no references
	ends   bool   // the start tag was that of an empty element

	open []string // the elements that began and did not end, with their prefixes
}

type tokenKind uint8

const (
	start tokenKind = iota
	end
	chars
)

var errXML = errors.New("the XML is not well formed")

// next moves to the next token; io.EOF tells that there is none.
func (x *scanner) next() error {
	if x.ends { // an empty element ends where it began
		x.ends, x.kind, x.from = false, end, x.pos
		return nil
	}
	for x.pos < len(x.data) {
		x.from = x.pos
		rest := x.data[x.pos:]
		switch {
		case rest[0] != '<':
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			x.kind, x.text, x.plain = chars, rest[:n], false
			x.pos += n
			return nil
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			n := bytes.Index(rest, []byte("]]>"))
			if n < 0 {
				return errXML
			}
			x.kind, x.text, x.plain = chars, rest[len("<![CDATA["):n], true
			x.pos += n + len("]]>")
			return nil
		case bytes.HasPrefix(rest, []byte("<!--")):
			if err := x.skip("<!--", "-->"); err != nil {
				return err
			}
		case bytes.HasPrefix(rest, []byte("<?")):
			if err := x.skip("<?", "?>"); err != nil {
				return err
			}
		case bytes.HasPrefix(rest, []byte("<!")):
			return errXML // no spreadsheet program declares anything
		default:
			return x.tag(rest)
		}
	}
	if len(x.open) > 0 {
		return errXML
	}
	return io.EOF
}

func (x *scanner) skip(opening, closing string) error {
	n := bytes.Index(x.data[x.pos+len(opening):], []byte(closing))
	if n < 0 {
		return errXML
	}
	x.pos += len(opening) + n + len(closing)
	return nil
}

// tag reads a start or end tag at the beginning of rest.
func (x *scanner) tag(rest []byte) error {
	n, quote := 1, byte(0)
	for ; n < len(rest); n++ {
		c := rest[n]
		if quote == 0 && c == '>' {
			break
		}
		switch {
		case c == '<':
			return errXML
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
	}
	if n == len(rest) {
		return errXML
	}
	x.pos += n + 1
	inside := rest[1:n]
	x.kind = start
	if len(inside) > 0 && inside[0] == '/' {
		x.kind, inside = end, inside[1:]
	} else if len(inside) > 0 && inside[len(inside)-1] == '/' {
		x.ends, inside = true, inside[:len(inside)-1]
	}
	for n = 0; n < len(inside) && !isSpace(inside[n]); {
		n++
	}
	if n == 0 {
		return errXML
	}
	x.attrs = inside[n:]
	x.prefix, x.name = "", known(inside[:n])
	switch last := len(x.open) - 1; {
	case x.kind == start && !x.ends:
		x.open = append(x.open, x.name)
	case x.kind == end && (last < 0 || x.open[last] != x.name):
		return errXML // another element's end: what is in which would be guessed
	case x.kind == end:
		x.open = x.open[:last]
	}
	if prefix, name, cut := strings.Cut(x.name, ":"); cut && prefix != "" && name != "" {
		x.prefix, x.name = prefix, name
	}
	return nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func afterSpace(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	return b
}

// known gives the names that fill a sheet without a copy of each.
func known(name []byte) string {
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "f":
		return "f"
	case "row":
		return "row"
	case "si":
		return "si"
	case "t":
		return "t"
	}
	return string(name)
}

// attribute is one of a start tag.
type attribute struct{ name, value []byte } // as they are written

// eachAttribute calls f for each attribute of a start tag until it returns false.
func eachAttribute(attrs []byte, f func(a attribute) bool) error {
	for {
		attrs = afterSpace(attrs)
		if len(attrs) == 0 {
			return nil
		}
		name, rest, there := bytes.Cut(attrs, []byte("="))
		rest = afterSpace(rest)
		for len(name) > 0 && isSpace(name[len(name)-1]) {
			name = name[:len(name)-1]
		}
		if !there || len(name) == 0 || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return errXML
		}
		n := bytes.IndexByte(rest[1:], rest[0])
		if n < 0 {
			return errXML
		}
		if !f(attribute{name, rest[1 : 1+n]}) {
			return nil
		}
		attrs = rest[n+2:]
	}
}

// attr is the value of an attribute without prefix, "" where there is none.
func (x *scanner) attr(name string) (value string, err error) {
	found := eachAttribute(x.attrs, func(a attribute) bool {
		if string(a.name) != name {
			return true
		}
		value, err = decoded(a.value)
		return false
	})
	return value, errors.Join(found, err)
}

// content is the text between tags.
func (x *scanner) content() (string, error) {
	if x.plain {
		return lineEnds(x.text), nil
	}
	return decoded(x.text)
}

func lineEnds(b []byte) string {
	if bytes.IndexByte(b, '\r') < 0 {
		return string(b)
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(b), "\r\n", "\n"), "\r", "\n")
}

var named = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// decoded is a text with what its references stand for.
func decoded(b []byte) (string, error) {
	s := lineEnds(b)
	references, ascii := false, true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
			return "", errXML
		case c == '&':
			references = true
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if !ascii && !utf8.ValidString(s) {
		return "", errXML
	}
	if !references {
		return s, nil
	}
	var out strings.Builder
	for {
		before, rest, more := strings.Cut(s, "&")
		out.WriteString(before)
		if !more {
			return out.String(), nil
		}
		reference, after, closed := strings.Cut(rest, ";")
		if !closed {
			return "", errXML
		}
		if text, known := named[reference]; known {
			out.WriteString(text)
		} else if digits, number := strings.CutPrefix(reference, "#"); number {
			base := 10
			if hex, is := strings.CutPrefix(digits, "x"); is {
				digits, base = hex, 16
			}
			n, err := strconv.ParseUint(digits, base, 32)
			if err != nil || !utf8.ValidRune(rune(n)) || n < ' ' && n != '\t' && n != '\n' && n != '\r' {
				return "", errXML
			}
			out.WriteRune(rune(n))
		} else {
			return "", errXML
		}
		s = after
	}
}
