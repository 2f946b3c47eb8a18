package lazyregexp

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/stable"
)

// What a pattern needs is written as sets of strings, in lower case, of which two marks
// are part: between edge and what stands beside it no word goes on, and gap is whatever
// there may be.
const (
	edge = "\x00"
	gap  = "\x01"

	most     = 512 // strings of a set
	mostWays = 24  // ways in which a pattern may match
)

// way is one way in which a pattern may match: one string of each set, in this order.
type way [][]string

// ways are those in which a part of a pattern may match; they may be too many, and never too few.
func ways(re *syntax.Regexp) []way {
	switch re.Op {
	case syntax.OpLiteral:
		return []way{{{literal(re)}}}
	case syntax.OpCharClass:
		return []way{{class(re.Rune)}}
	case syntax.OpEmptyMatch, syntax.OpNoWordBoundary:
		return []way{{{""}}}
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary:
		return []way{{{edge}}}
	case syntax.OpCapture:
		return ways(re.Sub[0])
	case syntax.OpConcat:
		list := []way{{{""}}}
		for _, sub := range re.Sub {
			list = inARow(list, ways(sub))
		}
		return list
	case syntax.OpAlternate:
		var list []way
		for _, sub := range re.Sub {
			list = append(list, ways(sub)...)
		}
		return fewer(list)
	case syntax.OpQuest:
		if list := ways(re.Sub[0]); len(list) == 1 && len(list[0]) == 1 {
			return []way{{union(list[0][0], []string{""})}}
		}
		return perhaps(re.Sub[0])
	case syntax.OpStar:
		return perhaps(re.Sub[0])
	case syntax.OpPlus:
		return inARow(ways(re.Sub[0]), perhaps(re.Sub[0]))
	case syntax.OpRepeat:
		if re.Min == 0 {
			return perhaps(re.Sub[0])
		}
		list := ways(re.Sub[0])
		for range min(re.Min, 3) - 1 {
			list = inARow(list, ways(re.Sub[0]))
		}
		return inARow(list, perhaps(re.Sub[0]))
	}
	return []way{{{gap}}}
}

// perhaps is what may be there any number of times; of it only the edges are known.
func perhaps(sub *syntax.Regexp) []way {
	begins, ends := true, true
	for _, w := range ways(sub) {
		begins = begins && all(w[0], beginsAtEdge)
		ends = ends && all(w[len(w)-1], endsAtEdge)
	}
	some := gap
	if begins {
		some = edge + some
	}
	if ends {
		some += edge
	}
	return []way{{{"", some}}}
}

// inARow is one part of a pattern followed by another.
func inARow(before, after []way) (list []way) {
	if len(before)*len(after) > mostWays {
		after = []way{{{gap}}}
	}
	for _, a := range before {
		for _, b := range after {
			list = append(list, joined(a, b))
		}
	}
	return list
}

// joined puts two ways together. Where a word ends between them their sets stay apart.
func joined(a, b way) way {
	last, first := a[len(a)-1], b[0]
	a, b = a[:len(a)-1:len(a)-1], b[1:]
	switch ends, begins := all(last, endsAtEdge), all(first, beginsAtEdge); {
	case ends || begins:
		return slices.Concat(a, way{each(last, "", edge), each(first, edge, "")}, b)
	case len(last)*len(first) > most:
		return slices.Concat(a, way{each(last, "", gap), each(first, gap, "")}, b)
	}
	both := make([]string, 0, len(last)*len(first))
	for _, x := range last {
		for _, y := range first {
			both = append(both, x+y)
		}
	}
	return slices.Concat(a, way{both}, b)
}

// fewer puts ways of one set into one, and gives up where there are too many.
func fewer(list []way) []way {
	var single []string
	var rest []way
	for _, w := range list {
		if len(w) == 1 {
			single = union(single, w[0])
		} else {
			rest = append(rest, w)
		}
	}
	if len(single) > 0 {
		rest = append(rest, way{single})
	}
	if len(rest) > mostWays || len(single) > most {
		return []way{{{gap}}}
	}
	return rest
}

func literal(re *syntax.Regexp) string {
	var b strings.Builder
	for _, r := range re.Rune {
		b.WriteString(character(r, re.Flags&syntax.FoldCase != 0))
	}
	return b.String()
}

// class are the characters of a class, where they are few.
func class(pairs []rune) (list []string) {
	n, words := 0, false
	for i := 0; i+1 < len(pairs); i += 2 {
		n += int(pairs[i+1]-pairs[i]) + 1
		for r := pairs[i]; r <= min(pairs[i+1], unicode.MaxASCII); r++ {
			words = words || isWord(r)
		}
	}
	switch {
	case n > 12 && words:
		return []string{gap}
	case n > 12:
		return []string{edge}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		for r := pairs[i]; r <= pairs[i+1]; r++ {
			list = append(list, character(r, false))
		}
	}
	return union(list, nil)
}

// character is a character of a pattern as it stands in a set. Outside ASCII the two cases
// of a letter are two characters to a text's words, so that a pattern that takes either
// needs neither.
func character(r rune, folds bool) string {
	if unicode.IsSpace(r) || r < ' ' || r == utf8.RuneError || r > unicode.MaxASCII && (folds || unicode.IsLetter(r)) {
		return edge
	}
	return strings.ToLower(string(r))
}

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

// Neither a gap nor a character of a word is an edge.
func endsAtEdge(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && !strings.HasSuffix(s, gap) && !isWord(r)
}

func beginsAtEdge(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && !strings.HasPrefix(s, gap) && !isWord(r)
}

func all(list []string, f func(string) bool) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !f(s) })
}

func each(list []string, before, after string) []string {
	framed := make([]string, 0, len(list))
	for _, s := range list {
		switch {
		case before == edge && beginsAtEdge(s), after == edge && endsAtEdge(s): // it says so itself
		default:
			s = before + s + after
		}
		framed = append(framed, s)
	}
	return framed
}

func union(a, b []string) []string {
	list := slices.Concat(a, b)
	slices.Sort(list)
	return slices.Compact(list)
}

// piece is a word, or a part of one, or a mark like “[”, that a text must hold.
type piece struct {
	text         string
	begins, ends bool // the word begins, or ends, with it
}

// pieces are what a text must hold one of, where it is to hold one of the strings; nil
// where that cannot be told. What a short string needs does for a longer one that has it too.
func pieces(set []string) (list []piece) {
	set = slices.Clone(set)
	stable.Sort(set, func(a, b string) int { return len(a) - len(b) })
	var held []piece
	for _, s := range set {
		held = piecesOf(s, held[:0])
		switch {
		case len(held) == 0:
			return nil
		case !slices.ContainsFunc(held, func(p piece) bool { return slices.Contains(list, p) }):
			list = append(list, slices.MaxFunc(held, func(a, b piece) int { return a.weight() - b.weight() }))
		}
	}
	return list
}

// piecesOf adds the words and marks of a string to a list.
func piecesOf(s string, list []piece) []piece {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isWord(r):
			n = strings.IndexFunc(s[i:]+edge, func(r rune) bool { return !isWord(r) })
			list = append(list, piece{s[i : i+n], i > 0 && s[i-1:i] != gap, i+n < len(s) && s[i+n:i+n+1] != gap})
		case s[i:i+n] != edge && s[i:i+n] != gap:
			list = append(list, piece{s[i : i+n], true, true})
		}
		i += n
	}
	return list
}

// weight is how much a piece tells: a long word more than a short one, a whole word more
// than a part, a mark little.
func (p piece) weight() int {
	if r, _ := utf8.DecodeRuneInString(p.text); !isWord(r) {
		return 1
	}
	weight := 3 * len(p.text)
	if p.begins {
		weight++
	}
	if p.ends {
		weight++
	}
	return weight
}
