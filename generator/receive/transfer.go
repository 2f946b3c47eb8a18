package receive

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"slices"
	"strings"
)

// The notes of what is forgiven in an encoding.
const (
	noteFooter = "text behind the end of the base64"
	noteStray  = "stray bytes in the base64"
	noteShort  = "base64 without its padding"
	noteHidden = "base64 that is not called so"
	noteQuoted = "broken quoted-printable"
)

// decoded undoes the encoding in which a mail carries a part. What breaks the rules is
// read as mail programs read it, and noted. known is false for an encoding that is not.
func (o *opener) decoded(encoding string, body []byte, c came) (data []byte, now came, known bool) {
	encoding, _, _ = strings.Cut(strings.ToLower(encoding), ";")
	switch encoding = strings.Trim(strings.TrimSpace(encoding), `"'`); encoding {
	case "base64", "base-64", "b64":
		data, now = o.fromBase64(body, c)
		return data, now, true
	case "uuencode", "x-uuencode", "uue", "x-uue":
		if list := fromUU(body, 1); len(list) == 1 {
			if !list[0].ended {
				c = c.forgiven(noteUnended, true)
			}
			return list[0].data, c, true
		}
		return nil, c, false
	case "quoted-printable", "quotedprintable":
		data, broken := fromQuoted(body)
		if broken {
			c = c.forgiven(noteQuoted, true)
		}
		return data, c, true
	}
	if packedText(body) { // the line that says so was lost
		data, now = o.fromBase64(body, c.forgiven(noteHidden, true))
		return data, now, true
	}
	return body, c, slices.Contains([]string{"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none"}, encoding)
}

// packedText tells the base64 of an archive, a workbook as a rule.
func packedText(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body[:min(len(body), 1_000)], " \t\r\n"), []byte("UEsDB"))
}

func isBase64(b byte) bool {
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/'
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// fromBase64 decodes base64. Where it breaks the rules there are several ways to read it,
// and an archive tells which is right: to stop at a blank line or at the padding, behind
// which gateways write their footers; or to go on, since some programs pad in the middle
// and an equals sign may have strayed in.
func (o *opener) fromBase64(body []byte, c came) ([]byte, came) {
	block, footed := beforeBlank(body)
	first, note := lenient(block, true)
	if footed {
		note = noteFooter
	}
	if note == "" {
		return first, c
	}
	c = c.forgiven(note, true)
	if !bytes.HasPrefix(first, zipMagic) || o.whole(first) {
		return first, c
	}
	for _, another := range []func() []byte{
		func() []byte { data, _ := lenient(body, true); return data },
		func() []byte { data, _ := lenient(body, false); return data },
		func() []byte { data, _ := lenient(bytes.ReplaceAll(body, []byte("="), nil), false); return data },
	} {
		if !o.do(int64(2 * len(body))) {
			break
		}
		data := another()
		if end := endOfZip(data); end > 0 && o.whole(data[:end]) {
			return data[:end], c
		}
	}
	return first, c
}

// beforeBlank is what stands before the first blank line within text, and whether
// anything stands behind that.
func beforeBlank(body []byte) (block []byte, more bool) {
	from := len(body) - len(bytes.TrimLeft(body, " \t\r\n"))
	for at := from; at < len(body); {
		end := bytes.IndexByte(body[at:], '\n')
		if end < 0 {
			break
		}
		at += end + 1
		line, _, _ := bytes.Cut(body[at:], []byte("\n"))
		if len(bytes.TrimSpace(line)) == 0 {
			return body[:at], len(bytes.TrimSpace(body[at:])) > 0
		}
	}
	return body, false
}

// lenient decodes base64 and passes over what does not belong in it. With stop, the first
// padding is the end. note tells what was wrong, "" where nothing was.
func lenient(body []byte, stop bool) (out []byte, note string) {
	const most = 4 << 12 // characters decoded at a time
	clean := make([]byte, 0, most)
	out = make([]byte, 0, base64.RawStdEncoding.DecodedLen(len(body)))
	flush := func() {
		if len(clean)%4 == 1 { // a character that says nothing by itself
			clean = clean[:len(clean)-1]
		}
		out, _ = base64.RawStdEncoding.AppendDecode(out, clean) // all of the alphabet
		clean = clean[:0]
	}
	for i, b := range body {
		switch {
		case isBase64(b):
			if clean = append(clean, b); len(clean) == most {
				flush()
			}
		case isBlank(b):
		case b != '=' || len(clean)%4 < 2: // or padding where none can be
			note = noteStray
		default:
			missing := 4 - len(clean)%4
			flush()
			rest := bytes.TrimLeft(body[i:], "= \t\r\n")
			if pads := bytes.Count(body[i:len(body)-len(rest)], []byte("=")); pads != missing {
				note = cmp.Or(note, noteShort)
			}
			if len(rest) > 0 {
				note = noteFooter
			}
			if stop {
				return out, note
			}
		}
	}
	if len(clean)%4 != 0 {
		note = cmp.Or(note, noteShort)
	}
	flush()
	return out, note
}

// fromQuoted decodes quoted-printable; broken tells that something in it is none.
func fromQuoted(body []byte) (data []byte, broken bool) {
	out := make([]byte, 0, len(body))
	for line := range bytes.Lines(body) {
		text := bytes.TrimRight(line, " \t\r\n")
		soft := bytes.HasSuffix(text, []byte("="))
		if soft {
			text = text[:len(text)-1]
		}
		for i := 0; i < len(text); i++ {
			if text[i] != '=' {
				out = append(out, text[i])
				continue
			}
			if i+2 >= len(text) {
				out, broken = append(out, '='), true
				continue
			}
			b, ok := fromHex(text[i+1], text[i+2])
			if !ok {
				out, broken = append(out, '='), true
				continue
			}
			out = append(out, b)
			i += 2
		}
		if !soft {
			out = append(out, line[len(bytes.TrimRight(line, "\r\n")):]...)
		}
	}
	return out, broken
}

// fromHex reads two hexadecimal digits, of either case.
func fromHex(high, low byte) (byte, bool) {
	digit := func(c byte) int {
		switch {
		case c >= '0' && c <= '9':
			return int(c - '0')
		case c >= 'A' && c <= 'F':
			return int(c-'A') + 10
		case c >= 'a' && c <= 'f':
			return int(c-'a') + 10
		}
		return -1
	}
	h, l := digit(high), digit(low)
	return byte(h<<4 | l&15), h >= 0 && l >= 0
}
