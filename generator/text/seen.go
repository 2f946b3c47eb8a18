package text

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Seen gives the text that a person sees: without the marks that print nothing (soft
// hyphens, joiners, marks of direction, byte order marks, variation selectors, control
// characters), with plain spaces, every line break a line feed, and no space around
// it. A text that is so already comes back itself, without cost.
func Seen(s string) string {
	if plain(s) {
		return strings.Trim(s, " \n")
	}
	var b strings.Builder
	b.Grow(len(s))
	before := rune(-1)
	for i, r := range s {
		switch {
		case r == '\n' && before == '\r':
		case r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			b.WriteByte('\n')
		case blank(r):
			b.WriteByte(' ')
		case r == utf8.RuneError:
			b.WriteString(strings.ToValidUTF8(s[i:i+width(s[i:])], "\uFFFD"))
		case !invisible(r) || joins(r, before, s[i:]):
			b.WriteRune(r)
		}
		before = r
	}
	return strings.Trim(b.String(), " \n")
}

// Line is Seen on one line: any run of space and line breaks is one space.
func Line(s string) string {
	s = Seen(s)
	if !strings.Contains(s, "\n") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// plain tells whether a text holds nothing but printable ASCII and line feeds.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < ' ' && c != '\n') || c >= 0x7f {
			return false
		}
	}
	return true
}

func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// blank tells a character that shows as a space, whatever its name: those of Unicode
// (no-break, thin, ideographic), the empty Braille cell and the fillers of Hangul.
func blank(r rune) bool {
	switch r {
	case '\n':
		return false
	case '\t', '\u2800', '\u3164', '\uffa0', '\u115f', '\u1160':
		return true
	}
	return r == ' ' || r >= 0xa0 && unicode.Is(unicode.Zs, r)
}

// invisible tells a character that prints nothing and is no space. The few format
// characters that do print, such as the Arabic number sign, are not among them.
func invisible(r rune) bool {
	if r < 0xa0 {
		return r < ' ' && r != '\n' || r >= 0x7f
	}
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// joins tells whether a joiner stands where it changes how letters are drawn: between
// two of a script such as Persian or Hindi. In Latin it is a left-over of a web page.
func joins(r, before rune, rest string) bool {
	if r != '\u200c' && r != '\u200d' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[len("\u200c"):])
	drawn := func(r rune) bool { return r >= 0x600 && r < 0x1100 && unicode.In(r, unicode.L, unicode.M) }
	return drawn(before) && drawn(after)
}

// Unescape decodes _x000D_ and its like, by which Excel writes characters that XML
// cannot hold; two that are halves of a surrogate pair make one character. _x005F_
// stands for an underscore that begins no such escape.
func Unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for s != "" {
		unit, ok := escaped(s)
		if !ok {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		s = s[escapeLength:]
		if low, ok := escaped(s); ok && utf16.IsSurrogate(unit) {
			if r := utf16.DecodeRune(unit, low); r != unicode.ReplacementChar {
				unit, s = r, s[escapeLength:]
			}
		}
		b.WriteRune(unit)
	}
	return b.String()
}

// Masked tells whether a text holds such an escape of a character that needs none: a
// program that knows the escapes shows that character, another one the escape.
func Masked(s string) bool {
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			return false
		}
		unit, ok := escaped(s[i:])
		switch {
		case !ok:
			s = s[i+1:]
		case unit >= ' ' && unit != '_' && !utf16.IsSurrogate(unit) && unit < 0xFFFE && !invisible(unit):
			return true
		default:
			s = s[i+escapeLength:]
		}
	}
}

// Cut tells whether something stands behind a NUL: programs differ in whether a text ends
// there.
func Cut(s string) bool {
	i := strings.IndexByte(s, 0)
	return i >= 0 && Seen(s[i:]) != ""
}

const escapeLength = len("_x000D_")

// escaped decodes an escape at the beginning of a text.
func escaped(s string) (rune, bool) {
	if len(s) < escapeLength || s[0] != '_' || s[1] != 'x' || s[escapeLength-1] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:escapeLength-1], 16, 16)
	return rune(n), err == nil
}

// errorTexts are the values of formulas that failed, as Excel and LibreOffice write
// them in English, and #N/A, #REF! and #NAME? in the languages of the template, which
// a CSV keeps as text.
var errorTexts = map[string]bool{
	"#N/A": true, "#REF!": true, "#NAME?": true, "#VALUE!": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true,
	"#SPILL!": true, "#CALC!": true, "#FIELD!": true, "#BLOCKED!": true, "#CONNECT!": true, "#UNKNOWN!": true, "#GETTING_DATA": true, "#BUSY!": true,
	"#NV": true, "#BEZUG!": true, "#WERT!": true, "#ZAHL!": true, // German
	"#N/D": true, "#NOMBRE?": true, "#¡REF!": true, "#¡VALOR!": true, "#¿NOMBRE?": true, "#¡DIV/0!": true, // Spanish, Portuguese, Italian
	"#NOME?": true, "#VALOR!": true, "#VALORE!": true, "#RIF!": true, "#NOM?": true, "#VALEUR!": true, // French, too
	"#AD?": true, "#YOK": true, "#BAŞV!": true, "#DEĞER!": true, // Turkish
}

// IsError tells the value of a formula that failed, stored as such or kept as text.
// Such a value is no name, number or answer.
func IsError(s string) bool {
	return strings.HasPrefix(strings.TrimSpace(s), "#") && errorTexts[strings.ToUpper(Seen(s))]
}
