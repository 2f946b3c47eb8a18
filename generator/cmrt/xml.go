package cmrt

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// Why a part of a workbook was refused.
var (
	errXMLTruncated = errors.New("the XML ends in the middle")
	errXMLEntities  = errors.New("the XML declares entities of its own, as no spreadsheet program does")
	errXMLDepth     = errors.New("the XML is nested deeper than any spreadsheet")
	errXMLSyntax    = errors.New("the XML is not well formed")
	errXMLEncoding  = errors.New("its characters are not encoded as it says")
	errXMLForeign   = errors.New("it is not what its place in the workbook says")
	errXMLSpaces    = errors.New("the XML uses more name spaces than any spreadsheet")
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
//
// Only elements in the name space of the root are given. Others are passed over
// with all that they hold, as spreadsheet programs do; what stands in
// alternatives (compat.go) is given as if it stood there alone.
type tokens struct {
	data  []byte
	pos   int
	depth int

	kind  tokenKind
	name  []byte // of a start tag, without its prefix
	attrs []byte // inside of a start tag, after the name
	text  []byte

	open   [maxDepth + 1]extent // names of the elements that are open
	ended  bool                 // the root element was closed
	spaces spaces
	compat alternatives

	foreign int // elements of other name spaces that were passed over

	palette func() *formats // the workbook's, nil where colours do not matter
}

// extent is a piece of the input.
type extent struct{ from, to uint32 }

// next moves to the next token of the root's own name space. It gives tokenEOF at
// the end of well-formed input.
func (t *tokens) next() error {
	for {
		t.spaces.leave(t.depth)
		if err := t.advance(); err != nil {
			return err
		}
		switch t.kind {
		case tokenStart, tokenEmpty:
			if t.spaces.ours {
				if n := len(t.compat); n > 0 && !t.compat[n-1].inside {
					return errXMLSyntax // between alternatives there is nothing
				}
				return nil
			}
			if err := t.pass(); err != nil {
				return err
			}
		case tokenEnd:
			if !t.compat.closes(t.depth) {
				return nil
			}
		default:
			return nil
		}
	}
}

// advance moves to the next token, whatever its name space.
func (t *tokens) advance() error {
	for {
		if t.pos >= len(t.data) {
			t.kind = tokenEOF
			if t.depth != 0 || !t.ended {
				return errXMLTruncated
			}
			return nil
		}
		if t.data[t.pos] != '<' {
			end := bytes.IndexByte(t.data[t.pos:], '<')
			if end < 0 {
				end = len(t.data) - t.pos
			}
			if t.depth == 0 && len(bytes.TrimSpace(t.data[t.pos:t.pos+end])) > 0 {
				return errXMLSyntax // nothing is said outside of the root
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
			if t.pos > 0 && len(rest) > 5 && strings.EqualFold(string(rest[2:5]), "xml") && (isSpace(rest[5]) || rest[5] == '?') {
				return errXMLSyntax // what begins a part stands at its beginning
			}
			if err := t.skip("<?", "?>"); err != nil {
				return err
			}
		case bytes.HasPrefix(rest, []byte("<!--")):
			from := t.pos + len("<!--")
			if err := t.skip("<!--", "-->"); err != nil {
				return err
			}
			if to := t.pos - len("-->"); to > from && bytes.Contains(t.data[from:to+1], []byte("--")) {
				return errXMLSyntax
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

// skip moves behind what begins and ends in these ways. Its beginning is no part of its
// end: <!--> opens a comment.
func (t *tokens) skip(begin, end string) error {
	i := bytes.Index(t.data[t.pos+len(begin):], []byte(end))
	if i < 0 {
		return errXMLTruncated
	}
	t.pos += len(begin) + i + len(end)
	return nil
}

// tag reads a start or end tag at the beginning of rest.
func (t *tokens) tag(rest []byte) error {
	end, spaced, twice := tagEnd(rest)
	if end < 0 {
		return errXMLTruncated
	}
	at := t.pos + 1
	t.pos += end + 1
	inside := rest[1:end]
	if len(inside) > 0 && inside[0] == '/' {
		for isSpace(inside[len(inside)-1]) {
			inside = inside[:len(inside)-1]
		}
		return t.endTag(inside[1:])
	}
	t.kind = tokenStart
	if len(inside) > 0 && inside[len(inside)-1] == '/' {
		t.kind, inside = tokenEmpty, inside[:len(inside)-1]
	}
	n, colon := 0, -1
	for n < len(inside) && !isSpace(inside[n]) {
		if inside[n] == ':' && colon < 0 {
			colon = n
		}
		n++
	}
	if n == 0 || t.ended || twice && repeats(inside[n:]) {
		return errXMLSyntax
	}
	if t.depth++; t.depth > maxDepth {
		return errXMLDepth
	}
	t.open[t.depth] = extent{uint32(at), uint32(at + n)} // a part has fewer bytes than that holds
	t.attrs = inside[n:]
	var err error
	if t.name, err = t.spaces.enter(t.depth, inside[:n], colon, t.attrs, spaced); t.kind == tokenEmpty {
		t.depth--
		t.ended = t.depth == 0
	}
	return err
}

// endTag closes the element that was opened last, which must have the same name.
func (t *tokens) endTag(name []byte) error {
	if t.depth == 0 || !bytes.Equal(name, t.data[t.open[t.depth].from:t.open[t.depth].to]) {
		return errXMLSyntax
	}
	t.kind, t.name, t.attrs = tokenEnd, name, nil
	t.depth--
	t.ended = t.depth == 0
	return nil
}

// is tells whether the token is a start or empty tag of that name.
func (t *tokens) is(name string) bool {
	return (t.kind == tokenStart || t.kind == tokenEmpty) && string(t.name) == name
}

// enterRoot moves into the root element, which must have that name and be of one of
// some name spaces.
func (t *tokens) enterRoot(spaces []string, name string) error {
	for {
		if err := t.next(); err != nil {
			return err
		}
		if t.kind == tokenText || t.kind == tokenCDATA {
			continue
		}
		if !t.is(name) || !slices.Contains(spaces, t.spaces.root) {
			return errXMLForeign
		}
		return nil
	}
}

// children calls f for each element that stands directly in the one just entered,
// and passes over what f leaves of it.
func (t *tokens) children(f func() error) error {
	if t.kind != tokenStart {
		return nil
	}
	for depth := t.depth; ; {
		if err := t.next(); err != nil {
			return err
		}
		switch t.kind {
		case tokenEOF:
			return errXMLTruncated
		case tokenEnd:
			if t.depth < depth {
				return nil
			}
		case tokenStart, tokenEmpty:
			own := t.depth
			if t.kind == tokenEmpty {
				own++ // it is closed already
			}
			if err := f(); err != nil {
				return err
			}
			for t.depth >= own {
				if err := t.next(); err != nil {
					return err
				}
			}
		}
	}
}
