package edgar

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"itron.com/conflict-minerals/generator/ascii"
)

// permitted tells whether a byte may stand in a file: printable ASCII without the
// caret, and white space.
func permitted(c byte) bool {
	return c >= ' ' && c <= '~' && c != '^' || c == '\t' || c == '\n' || c == '\r' || c == '\f'
}

// entities are the characters outside ASCII that have a name in XHTML 1.0: Latin
// letters of western Europe, Greek ones, and common signs. They are written by
// number, which says the same and needs no list of names.
var entities = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	for _, text := range xml.HTMLEntity {
		if r, _ := utf8.DecodeRuneInString(text); r >= utf8.RuneSelf && seen(r) {
			set[r] = true
		}
	}
	return set
})

// signs are written in words of ASCII where transliteration would lose them.
var signs = map[rune]string{
	'☐': "[ ]", '☑': "[X]", '☒': "[X]", '✓': "[X]", '✔': "[X]", '✗': "[X]", '✘': "[X]",
	'‐': "-", '‑': "-", '‒': "-", '―': "-", '●': "*", '■': "*", '▪': "*",
}

// encode makes text ready for HTML in ASCII: markup characters become entities, named
// characters numbers, and all others the Latin letters that come closest.
func encode(text string) string {
	var b strings.Builder
	rest := []rune(norm.NFC.String(text))
	for len(rest) > 0 {
		if n := foreign(rest); n > 0 {
			b.WriteString(escape(latin(rest[:n], rest[n:])))
			rest = rest[n:]
			continue
		}
		if r := rest[0]; r < utf8.RuneSelf {
			b.WriteString(escape(string(r)))
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
		rest = rest[1:]
	}
	return b.String()
}

// plainASCII is text in ASCII without any markup, for values that a person types.
func plainASCII(text string) string {
	var b strings.Builder
	for _, c := range []byte(ascii.Of(norm.NFC.String(text))) {
		if permitted(c) {
			b.WriteByte(c)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// foreign counts the characters at the beginning that have no entity.
func foreign(text []rune) (n int) {
	for n < len(text) && text[n] >= utf8.RuneSelf && !entities()[text[n]] {
		n++
	}
	return n
}

// latin transliterates characters that have no entity. One of which nothing is
// known shows as a question mark, so that the loss is seen; marks that print nothing
// are left out.
func latin(text, after []rune) string {
	var b strings.Builder
	for _, r := range text {
		switch t := ascii.Of(string(r)); {
		case signs[r] != "":
			b.WriteString(signs[r])
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc):
		case t == "" || r == utf8.RuneError:
			b.WriteByte('?')
		default:
			b.WriteString(t)
		}
	}
	// A syllable ends in a space, which belongs only between words.
	s := b.String()
	if t := strings.TrimRight(s, " "); t != "" && (len(after) == 0 || !unicode.IsLetter(after[0]) && !unicode.IsDigit(after[0])) {
		return t
	}
	return s
}

// escape writes the characters of ASCII that stand for markup, or that EDGAR does
// not take, as entities. Control characters are left out.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '^':
			b.WriteString("&#94;")
		case r >= utf8.RuneSelf:
			b.WriteByte('?')
		case permitted(byte(r)) && r != '\f' && r != '\r':
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

// reference tells whether a character reference may stand in a filing, given without & and
// ;. Names are those of XHTML 1.0 (xhtmlEntities in Arelle's ValidateFilingText.py). Numbers
// that check does not look at (“won't match &#nnn;”), and its parser takes any that XML
// allows: so those from 128 to 159 are taken, filings are full of &#147;, and every browser
// shows the character of Windows-1252. Stricter than that, and on purpose: what nobody sees
// (a zero width, a mark of direction), what older readers do not have (emoji), and
// hexadecimal numbers, which the Filer Manual does not name.
func reference(name string) bool {
	if number, ok := strings.CutPrefix(name, "#"); ok {
		n, err := strconv.ParseUint(number, 10, 32)
		return err == nil && (n == '\t' || n == '\n' || n == '\r' || n >= ' ' && n <= 0xffff && n != 0x7f && utf8.ValidRune(rune(n)) && seen(rune(n)))
	}
	text, known := xml.HTMLEntity[name]
	r, _ := utf8.DecodeRuneInString(text)
	return known && seen(r) || name == "apos"
}

// seen tells whether a reader sees that a character is there: not those of no width.
func seen(r rune) bool {
	return r == '\u00ad' || r >= 0x80 && r <= 0x9f || !unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector)
}
