package cmrt

import "bytes"

// Tags from < to >, and what stands in them.

// tagEnd finds the > that ends a tag; one inside an attribute's quotes does not. It is
// -1 where the tag is not well formed. It also tells whether the tag seems to declare
// name spaces, and whether it may hold two attributes of one name.
func tagEnd(b []byte) (end int, spaced, twice bool) {
	var seen uint32
	name, equals := 1, false // where a name begins, and that it was followed by =
	for i := 1; i < len(b); i++ {
		switch c := b[i]; c {
		case '>':
			return i, spaced, twice
		case '<':
			return -1, false, false
		case ' ', '\t', '\n', '\r':
			name = i + 1
		case '=':
			if !isName(b[name:i]) && !spacedName(b[:i]) {
				return -1, false, false
			}
			bit := uint32(1) << (b[i-1] & 31)
			twice = twice || seen&bit != 0
			seen |= bit
			equals = true
		case 'x':
			spaced = spaced || i+5 < len(b) && b[i+1] == 'm' && b[i+2] == 'l' && b[i+3] == 'n' && b[i+4] == 's'
		case '"', '\'':
			for i++; i < len(b) && b[i] != c; i++ { // values are short
				if b[i] == '<' {
					return -1, false, false
				}
			}
			if !equals || i+1 >= len(b) || b[i+1] != '>' && b[i+1] != '/' && !isSpace(b[i+1]) {
				return -1, false, false
			}
			equals = false
		}
	}
	return -1, false, false
}

// isName tells whether bytes can be the name of an attribute.
func isName(b []byte) bool {
	for i, c := range b {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
		if !letter && (i == 0 || (c < '0' || c > '9') && c != ':' && c != '-' && c != '.') {
			return false
		}
	}
	return len(b) > 0
}

// spacedName tells whether a name with space behind it ends a piece of a tag, as rare
// programs write it.
func spacedName(b []byte) bool {
	b = bytes.TrimRight(b, " \t\r\n")
	return isName(b[bytes.LastIndexAny(b, " \t\r\n")+1:])
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// attribute cuts the first attribute off the inside of a tag. ok is false where
// there is none, or what stands there is none.
func attribute(b []byte) (key, value, rest []byte, ok bool) {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	eq := 0
	for eq < len(b) && b[eq] != '=' {
		eq++
	}
	if eq == len(b) {
		return nil, nil, nil, false
	}
	key, b = b[:eq], b[eq+1:]
	for len(key) > 0 && isSpace(key[len(key)-1]) {
		key = key[:len(key)-1]
	}
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return nil, nil, nil, false
	}
	end := 1
	for end < len(b) && b[end] != b[0] {
		end++
	}
	if end == len(b) {
		return nil, nil, nil, false
	}
	return key, b[1:end], b[end+1:], true
}

// repeats tells whether a tag has two attributes of the same name.
func repeats(attrs []byte) bool {
	var few [24][]byte // tags with more are rare
	var many map[string]bool
	for n := 0; ; n++ {
		key, _, rest, ok := attribute(attrs)
		if !ok {
			return false
		}
		if n < len(few) {
			for _, other := range few[:n] {
				if bytes.Equal(other, key) {
					return true
				}
			}
			few[n] = key
		} else {
			if many == nil {
				many = map[string]bool{}
				for _, other := range few {
					many[string(other)] = true
				}
			}
			if many[string(key)] {
				return true
			}
			many[string(key)] = true
		}
		attrs = rest
	}
}

// attr gives an attribute of the tag by its name, "" where it is not there. One
// with a prefix belongs to another name space and is another attribute.
func (t *tokens) attr(name string) string { return decodeText(t.rawAttr(name)) }

// rawAttr is attr without decoding, for values that hold no references.
func (t *tokens) rawAttr(name string) []byte {
	for b := t.attrs; ; {
		key, value, rest, ok := attribute(b)
		if !ok {
			return nil
		}
		if string(key) == name {
			return value
		}
		b = rest
	}
}
