package cmrt

import "bytes"

// Name spaces. The elements of a part are those of its root's name space; an
// element that only looks the same, because its name without prefix is, is not.

// The name spaces of the two editions of the standard. Programs that write no name
// space at all are read as if they had.
var (
	sheetSpaces    = []string{"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", ""}
	packageSpaces  = []string{"http://schemas.openxmlformats.org/package/2006/relationships", ""}
	relationSpaces = []string{"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"}
)

// maxSpaces bounds the declarations that hold at one place; Excel writes about 50.
const maxSpaces = 1_000

// spaces knows which prefix stands for which name space at the current place.
type spaces struct {
	ours  bool   // the current element is of the root's name space
	space string // of the current element where that was looked up

	root      string
	rooted    bool              // the root was seen
	plainOurs bool              // what has no prefix is of the root's name space
	bound     map[string]string // by prefix; "" is what has none
	undo      []binding
}

// binding is a declaration that ends with the element at depth, and what held before.
type binding struct {
	depth          int
	prefix, before string
	had            bool
}

// enter takes in a start tag: its declarations where it seems to have some, and
// its name, of which it gives what follows on the colon.
func (s *spaces) enter(depth int, name []byte, colon int, attrs []byte, declares bool) ([]byte, error) {
	if declares {
		if err := s.declare(depth, attrs); err != nil {
			return nil, err
		}
	}
	if colon < 0 && s.rooted {
		s.ours = s.plainOurs
		if !s.ours {
			s.space = s.bound[""]
		}
		return name, nil
	}
	known := true
	if colon < 0 {
		s.space = s.bound[""]
	} else {
		s.space, known = s.bound[string(name[:colon])]
		name = name[colon+1:]
	}
	if !s.rooted {
		s.rooted, s.root = true, s.space
		s.plainOurs = s.bound[""] == s.root
	}
	if s.ours = s.space == s.root; !known {
		return nil, errXMLSyntax
	}
	return name, nil
}

// declare binds what a tag declares.
func (s *spaces) declare(depth int, attrs []byte) error {
	for {
		key, value, rest, ok := attribute(attrs)
		if !ok {
			s.plainOurs = s.rooted && s.bound[""] == s.root
			return nil
		}
		attrs = rest
		prefix, prefixed := bytes.CutPrefix(key, []byte("xmlns:"))
		if !prefixed && string(key) != "xmlns" {
			continue
		}
		if !prefixed {
			prefix = nil
		}
		if len(s.undo) >= maxSpaces {
			return errXMLSpaces
		}
		if s.bound == nil {
			s.bound = map[string]string{}
		}
		before, had := s.bound[string(prefix)]
		s.undo = append(s.undo, binding{depth, string(prefix), before, had})
		s.bound[string(prefix)] = decodeText(value)
	}
}

// leave ends the declarations of elements below a depth.
func (s *spaces) leave(depth int) {
	for n := len(s.undo) - 1; n >= 0 && s.undo[n].depth > depth; n-- {
		u := s.undo[n]
		if s.undo = s.undo[:n]; u.had {
			s.bound[u.prefix] = u.before
		} else {
			delete(s.bound, u.prefix)
		}
		s.plainOurs = s.bound[""] == s.root
	}
}

// attrIn gives an attribute of one of some name spaces, which only a prefix can name.
func (t *tokens) attrIn(list []string, name string) string {
	for b := t.attrs; ; {
		key, value, rest, ok := attribute(b)
		if !ok {
			return ""
		}
		if prefix, own, prefixed := bytes.Cut(key, []byte(":")); prefixed && string(own) == name {
			for _, space := range list {
				if s, bound := t.spaces.bound[string(prefix)]; bound && s == space {
					return decodeText(value)
				}
			}
		}
		b = rest
	}
}
