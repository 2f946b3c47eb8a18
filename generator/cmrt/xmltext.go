package cmrt

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// appendContent adds the characters of a text or CDATA token to b.
func (t *tokens) appendContent(b []byte) []byte {
	if t.kind == tokenCDATA {
		return append(b, lineEnds(t.text)...)
	}
	return appendDecoded(b, lineEnds(t.text))
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

// longestReference is how far a reference may reach; "&#x10FFFF;" is the longest.
const longestReference = 12

// decodeText resolves character references; one that XML does not know stays as it is.
func decodeText(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	return string(appendDecoded(nil, b))
}

// appendDecoded is decodeText into out. The end of a reference is looked for only
// as far as one can reach, so that a text of nothing but & costs no more than another.
func appendDecoded(out, b []byte) []byte {
	for {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			return append(out, b...)
		}
		out = append(out, b[:i]...)
		b = b[i:]
		semi := bytes.IndexByte(b[:min(len(b), longestReference)], ';')
		r, ok := reference(b, semi)
		if !ok {
			r, semi = "&", 0
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
	if !numeric || err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
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
