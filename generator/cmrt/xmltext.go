package cmrt

import (
	"bytes"
	"encoding/binary"

	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// appendContent adds the characters of a text or CDATA token to b.
func (t *tokens) appendContent(b []byte) ([]byte, error) {
	if bytes.ContainsFunc(t.text, forbidden) || t.kind == tokenText && bytes.Contains(t.text, []byte("]]>")) {
		return b, errXMLSyntax
	}
	if t.kind == tokenCDATA {
		return append(b, lineEnds(t.text)...), nil
	}
	var known bool
	if b, known = appendDecoded(b, lineEnds(t.text)); !known {
		return b, errXMLSyntax
	}
	return b, nil
}

// forbidden tells a character that XML cannot hold.
func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
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

// longestReference is how far a reference may reach; numbers may begin with zeros.
const longestReference = 32

// decodeText resolves character references; one that XML does not know stays as it is.
func decodeText(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	out, _ := appendDecoded(nil, b)
	return string(out)
}

// appendDecoded is decodeText into out. The end of a reference is looked for only
// as far as one can reach, so that a text of nothing but & costs no more than another.
// known tells that there was none that XML does not know.
func appendDecoded(out, b []byte) (_ []byte, known bool) {
	known = true
	for {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			return append(out, b...), known
		}
		out = append(out, b[:i]...)
		b = b[i:]
		semi := bytes.IndexByte(b[:min(len(b), longestReference)], ';')
		r, ok := reference(b, semi)
		if !ok {
			r, semi, known = "&", 0, false
		}
		out = append(out, r...)
		b = b[semi+1:]
	}
}

// reference decodes one reference at the beginning of b that ends at semi.
func reference(b []byte, semi int) (string, bool) {
	if semi < 2 {
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
	if !numeric || err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) || forbidden(rune(n)) {
		return "", false
	}
	return string(rune(n)), true
}

// encoding is what an XML declaration says of its characters.
var encoding = lazyregexp.New(`^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']`)

// toUTF8 takes away byte order marks and turns UTF-16, which XML also allows, into
// UTF-8. Other encodings than these two are refused, as spreadsheet programs refuse
// them, and so are bytes that are not what the encoding allows.
func toUTF8(b []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeUTF16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeUTF16(b[2:], binary.BigEndian)
	}
	if !utf8.Valid(b) {
		return nil, errXMLEncoding
	}
	if m := encoding.FindSubmatch(b[:min(len(b), 200)]); m != nil {
		switch name := strings.ToLower(string(m[1])); {
		case name == "utf-8" || name == "utf8":
		case name == "us-ascii" || name == "ascii" || strings.HasPrefix(name, "iso-8859-") || strings.HasPrefix(name, "windows-125"):
			if bytes.ContainsFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }) {
				return nil, errXMLEncoding // what it means as UTF-8 is not what it says
			}
		default:
			return nil, errXMLEncoding
		}
	}
	return b, nil
}

// decodeUTF16 takes no more room than the characters need.
func decodeUTF16(b []byte, order binary.ByteOrder) ([]byte, error) {
	if len(b)%2 != 0 {
		return nil, errXMLEncoding
	}
	out := make([]byte, 0, len(b)/2+len(b)/4)
	for i := 0; i < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			if i+4 > len(b) {
				return nil, errXMLEncoding
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(b[i+2:]))); r == utf8.RuneError {
				return nil, errXMLEncoding
			}
			i += 2
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}
