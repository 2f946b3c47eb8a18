package cmrt

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// Markup compatibility (ECMA-376 part 3): a part may say the same twice, once for
// programs that know an extension and once for others. Which of the two a person sees
// is certain where the extension is of nobody that Excel knows. Where it is one of
// Microsoft's or of the standard, that depends on the program and its version, and
// what stands there is in doubt.

const compatSpace = "http://schemas.openxmlformats.org/markup-compatibility/2006"

// errCompat refuses the rarer ways to hide content in elements that are passed over.
var errCompat = errors.New("hides content in elements of another program, which some programs show and others do not")

// alternatives are the mc:AlternateContent elements that are open, outermost first.
type alternatives []alternative

type alternative struct {
	depth  int  // of the mc:AlternateContent itself
	inside bool // one of its choices is open
	chosen bool // the fallback was taken, after which there is nothing
	doubt  bool // one may be taken or not
}

// doubt tells whether the current place may or may not be seen.
func (a alternatives) doubt() bool {
	return slices.ContainsFunc(a, func(a alternative) bool { return a.doubt })
}

// closes tells whether an end tag, after which the depth is as given, belongs to
// alternatives and not to the caller.
func (a *alternatives) closes(depth int) bool {
	n := len(*a) - 1
	if n < 0 {
		return false
	}
	switch depth {
	case (*a)[n].depth:
		(*a)[n].inside = false
		return true
	case (*a)[n].depth - 1:
		*a = (*a)[:n]
		return true
	}
	return false
}

// pass deals with an element of a foreign name space: it is passed over with what
// it holds, or entered where it is the alternative that is seen.
func (t *tokens) pass() error {
	n := len(t.compat) - 1
	among := n >= 0 && !t.compat[n].inside
	switch {
	case t.spaces.space == compatSpace && string(t.name) == "AlternateContent":
		if t.kind == tokenStart && !among {
			t.foreign++
			t.compat = append(t.compat, alternative{depth: t.depth})
			return nil
		}
	case t.spaces.space == compatSpace && among:
		if taken, err := t.choose(&t.compat[n]); taken || err != nil {
			return err
		}
		return t.passElement(false)
	}
	return t.passElement(true)
}

// choose decides on one alternative, and enters it where it is or may be seen.
func (t *tokens) choose(a *alternative) (taken bool, err error) {
	if a.chosen {
		return false, nil
	}
	switch string(t.name) {
	case "Choice":
		requires := strings.Fields(t.attr("Requires"))
		if len(requires) == 0 {
			return false, errXMLSyntax
		}
		for _, prefix := range requires {
			space, bound := t.spaces.bound[prefix]
			if !bound {
				return false, errXMLSyntax
			}
			known := slices.ContainsFunc([]string{"http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"},
				func(of string) bool { return strings.HasPrefix(space, of) })
			if !known {
				return false, nil // no Excel has it
			}
		}
		a.doubt = true
	case "Fallback":
		a.chosen = true
	default:
		return false, errXMLSyntax
	}
	a.inside = t.kind == tokenStart
	return true, nil
}

// passElement passes over an element with all that it holds. Elements of ours in
// it are not seen, unless the part asks for just that.
func (t *tokens) passElement(foreign bool) error {
	if foreign {
		t.foreign++
	}
	if t.kind != tokenStart {
		return nil
	}
	held := false
	for depth := t.depth; t.depth >= depth; {
		t.spaces.leave(t.depth)
		if err := t.advance(); err != nil {
			return err
		}
		held = held || t.kind == tokenStart && t.spaces.ours
	}
	if held && foreign && bytes.Contains(t.data, []byte("ProcessContent")) {
		return errCompat
	}
	return nil
}
