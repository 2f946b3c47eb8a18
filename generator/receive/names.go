package receive

import (
	"cmp"
	"encoding/base64"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/stable"
	"strconv"
	"strings"
)

// longestName is how much of a name is kept, in characters: names come from outside, and
// are shown, logged and compared.
const longestName = 240

// clip shortens a name in its middle: ids stand at its beginning, the kind of file at its
// end.
func clip(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	if len(name) <= longestName {
		return name
	}
	runes := []rune(name[:min(len(name), 1<<16)])
	if len(name) > 1<<16 {
		runes = append(runes, []rune(strings.ToValidUTF8(name[len(name)-256:], ""))...)
	}
	if len(runes) <= longestName {
		return string(runes)
	}
	return string(runes[:longestName-41]) + "…" + string(runes[len(runes)-40:])
}

// parameters reads what stands behind a value in a header, name=value; name=value, as
// mail programs do: without quotes, with spaces, in pieces and in any character set
// (RFC 2231). Where the rules are broken, what can be read is.
func parameters(value string, labels []string) map[string]string {
	pieces := map[string][]piece{}
	_, rest, _ := strings.Cut(value, ";")
	for rest != "" && len(pieces) < 200 {
		var key, text string
		key, text, rest = parameter(rest)
		name, p := pieceOf(key, text)
		if name != "" && len(pieces[name]) < 200 {
			pieces[name] = append(pieces[name], p)
		}
	}
	out := map[string]string{}
	for name, list := range pieces {
		out[name] = join(list, labels)
	}
	return out
}

// parameter takes the first name=value from a list.
func parameter(s string) (key, value, rest string) {
	key, after, found := strings.Cut(s, "=")
	if end := strings.IndexByte(key, ';'); end >= 0 || !found {
		if end < 0 {
			return "", "", ""
		}
		return "", "", s[end+1:]
	}
	key, after = strings.ToLower(strings.TrimSpace(key)), strings.TrimLeft(after, " \t\r\n")
	if !strings.HasPrefix(after, `"`) {
		value, rest, _ = strings.Cut(after, ";")
		return key, strings.TrimSpace(value), rest
	}
	var b strings.Builder
	for i := 1; i < len(after); i++ {
		switch c := after[i]; {
		case c == '"':
			_, rest, _ = strings.Cut(after[i+1:], ";")
			return key, b.String(), rest
		case c == '\\' && i+1 < len(after) && (after[i+1] == '"' || after[i+1] == '\\'):
			i++
			b.WriteByte(after[i])
		case c == '\r' || c == '\n': // a long name, folded
		default:
			b.WriteByte(c)
		}
	}
	value, rest, _ = strings.Cut(after[1:], ";") // the closing quote is missing
	return key, strings.TrimSpace(value), rest
}

// piece is one part of a value: filename*1*=… is the second, and encoded.
type piece struct {
	number  int // -1: the value is not in pieces
	encoded bool
	text    string
}

func pieceOf(key, text string) (string, piece) {
	name, tail, starred := strings.Cut(key, "*")
	p := piece{number: -1, text: text}
	if !starred {
		return name, p
	}
	number, encoded := strings.CutSuffix(tail, "*")
	p.encoded = encoded || tail == ""
	if n, err := strconv.Atoi(number); err == nil && n >= 0 {
		p.number = n
	}
	return name, p
}

// join puts the pieces of a value together and decodes them. One in a named character set
// goes before pieces, and pieces before the plain value that is there for old programs.
func join(list []piece, labels []string) string {
	stable.Sort(list, func(a, b piece) int { return cmp.Compare(a.number, b.number) })
	whole, parts, plain := "", []piece{}, ""
	for _, p := range list {
		switch {
		case p.number >= 0 && (len(parts) == 0 || parts[len(parts)-1].number != p.number):
			parts = append(parts, p)
		case p.number < 0 && p.encoded && whole == "":
			whole = assemble([]piece{p}, labels)
		case p.number < 0 && !p.encoded && plain == "":
			plain = decodeWords(p.text, labels)
		}
	}
	return cmp.Or(whole, assemble(parts, labels), plain)
}

// assemble decodes the bytes of all pieces at once, since one may end within a character.
// A character set that is not known gives nothing, so that a plainer value is taken.
func assemble(parts []piece, labels []string) string {
	var raw []byte
	label := ""
	for i, p := range parts {
		text := p.text
		if i == 0 && p.encoded {
			if fields := strings.SplitN(text, "'", 3); len(fields) == 3 {
				label, text = fields[0], fields[2]
			}
		}
		if p.encoded {
			raw = append(raw, unescape(text, '%')...)
		} else {
			raw = append(raw, text...)
		}
	}
	if label != "" {
		if s, ok := decodeAs(label, raw); ok {
			return s
		}
		if encodingOf(label) == nil {
			return ""
		}
	}
	return decodeWords(unlabelled(raw, append([]string{label}, labels...)...), labels)
}

// unescape undoes %41 or =41; what is no such thing stays.
func unescape(s string, mark byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == mark && i+2 < len(s) {
			if b, ok := fromHex(s[i+1], s[i+2]); ok {
				out = append(out, b)
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// encodedWord is text in a header in a named character set (RFC 2047).
var encodedWord = lazyregexp.New(`=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=`)

// decodeWords decodes encoded words. Neighbours in one character set are decoded
// together: some programs break them within a character.
func decodeWords(s string, labels []string) string {
	found := encodedWord.FindAllStringSubmatchIndex(s, -1)
	if found == nil {
		return unlabelled([]byte(s), labels...)
	}
	var out strings.Builder
	var raw []byte
	label, end := "", 0
	flush := func() {
		text, ok := decodeAs(label, raw)
		if !ok {
			text = unlabelled(raw, labels...)
		}
		out.WriteString(text)
		raw = nil
	}
	for i, at := range found {
		between, set := s[end:at[0]], s[at[2]:at[3]]
		near := i > 0 && strings.TrimSpace(between) == ""
		if i > 0 && !(near && strings.EqualFold(set, label)) {
			flush()
		}
		if !near {
			out.WriteString(unlabelled([]byte(between), labels...))
		}
		label, end = set, at[1]
		raw = append(raw, wordBytes(s[at[4]:at[5]], s[at[6]:at[7]])...)
	}
	flush()
	out.WriteString(unlabelled([]byte(s[end:]), labels...))
	return out.String()
}

// wordBytes undoes the encoding of one word.
func wordBytes(kind, text string) []byte {
	if strings.EqualFold(kind, "q") {
		return unescape(strings.ReplaceAll(text, "_", " "), '=')
	}
	text = strings.TrimRight(strings.Map(func(c rune) rune {
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			return -1
		}
		return c
	}, text), "=")
	raw, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil && len(text)%4 == 1 { // a character too many
		raw, _ = base64.RawStdEncoding.DecodeString(text[:len(text)-1])
	}
	return raw
}
