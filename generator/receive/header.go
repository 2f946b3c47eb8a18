package receive

import (
	"bytes"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"net/mail"
	"slices"
	"strings"
)

// The notes of what is forgiven in a header.
const (
	noteHeader = "a header line that is no field"
	noteLong   = "an overlong header line"
)

// header are the fields that are wanted of a mail or a part, unfolded. Their bytes are as
// they came, in whatever character set.
type header struct {
	fields map[string][]string
	notes  []string
}

// wanted are the fields that are read.
var wanted = []string{"from", "sender", "date", "content-type", "content-disposition", "content-transfer-encoding", "x-apple-content-length",
	"auto-submitted", "x-autoreply", "x-autorespond", "precedence", // of replies that nobody wrote
	// of reports of mail servers
	"subject", "message-id", "in-reply-to", "references", "return-path", "x-failed-recipients", "final-recipient", "original-recipient", "x-actual-recipient", "action", "status", "diagnostic-code"}

// wantedName gives the name of a field that is read, "" for any other.
func wantedName(name []byte) string {
	for _, w := range wanted {
		if len(w) == len(name) && strings.EqualFold(w, string(name)) {
			return w
		}
	}
	return ""
}

// get gives the first of a field.
func (h header) get(field string) string {
	if all := h.fields[field]; len(all) > 0 {
		return all[0]
	}
	return ""
}

// parseHeader takes the header off a mail or a part. A line that is no field is passed
// over, as mail programs do, unless it is plainly what the header should end before: a
// boundary, or base64. ok is false where no end was found within bounds.
func parseHeader(data []byte) (h header, body []byte, ok bool) {
	h.fields = map[string][]string{}
	key, value, n := "", []byte(nil), 0
	keep := func() {
		if key != "" && len(h.fields[key]) < 8 {
			if len(value) > maxField {
				value, h.notes = value[:maxField], append(h.notes, noteLong)
			}
			h.fields[key] = append(h.fields[key], string(bytes.TrimSpace(value)))
		}
		key, value = "", nil
	}
	for line := range bytes.Lines(data) {
		text := bytes.TrimRight(line, "\r\n")
		if len(text) == 0 {
			keep()
			return h, data[n+len(line):], true
		}
		colon := bytes.IndexByte(text, ':')
		switch name := bytes.TrimSpace(text[:max(0, min(colon, 200))]); {
		case text[0] == ' ' || text[0] == '\t':
			if key != "" && len(value) <= maxField {
				value = append(value, text[:min(len(text), maxField+1)]...)
			}
		case isFieldName(name):
			keep()
			if key = wantedName(name); key != "" {
				value = slices.Clone(text[colon+1 : min(len(text), colon+2+maxField)])
			}
		default:
			keep()
			if len(h.notes) < 8 {
				h.notes = append(h.notes, noteHeader)
			}
			if h.bodyBegins(text) {
				return h, data[n:], true
			}
		}
		if n += len(line); n > maxHeader {
			return h, nil, false
		}
	}
	keep()
	return h, nil, true
}

// isFieldName tells what may be the name of a field: no spaces, and ASCII.
func isFieldName(name []byte) bool {
	for _, b := range name {
		if b <= ' ' || b > '~' {
			return false
		}
	}
	return len(name) > 0
}

// bodyBegins tells that a line in a header belongs behind it: the blank line is missing.
func (h header) bodyBegins(line []byte) bool {
	if b := parameters(h.get("content-type"), nil)["boundary"]; b != "" && bytes.HasPrefix(line, []byte("--"+b)) {
		return true
	}
	return strings.EqualFold(h.get("content-transfer-encoding"), "base64") && len(line) >= 40 && !bytes.ContainsFunc(line, func(c rune) bool { return c != '=' && !isBase64(byte(c)) })
}

// mediaOf is the media type, without its parameters.
func (h header) media() string {
	media, _, _ := strings.Cut(h.get("content-type"), ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// attachmentName is what the sender called a part; "" where it has no name.
func (h header) attachmentName(labels []string) string {
	for _, at := range [][2]string{{"content-disposition", "filename"}, {"content-type", "name"}, {"content-disposition", "name"}, {"content-type", "filename"}} {
		if name := strings.TrimSpace(parameters(h.get(at[0]), labels)[at[1]]); name != "" {
			return clip(name)
		}
	}
	return ""
}

// sender is the address in From, or in Sender where there is no From. Where these hold
// more than one address, nobody can tell who wrote, and it is none.
func (h header) sender() string {
	for _, field := range []string{"from", "sender"} {
		if all := h.fields[field]; len(all) > 0 {
			return oneAddress(all)
		}
	}
	return ""
}

// oneAddress is the address in a field, lower case.
func oneAddress(all []string) string {
	if len(all) != 1 {
		return ""
	}
	value := all[0][:min(len(all[0]), 2_000)]
	if list, err := mail.ParseAddressList(value); err == nil {
		if len(list) != 1 {
			return ""
		}
		return strings.ToLower(list[0].Address)
	}
	// A name that breaks the rules stands around it: what is in brackets counts, where
	// nothing else could be taken for the address.
	if strings.Count(value, "<") > 1 || strings.IndexByte(value, '<') < 0 && strings.Count(value, "@") > 1 {
		return ""
	}
	found := bracketed.FindAllStringSubmatch(value, -1)
	if len(found) == 1 {
		return strings.ToLower(found[0][1])
	}
	if bare := bare.FindAllString(value, -1); len(found) == 0 && len(bare) == 1 {
		return strings.ToLower(bare[0])
	}
	return ""
}

// bare is an address in the midst of text, bracketed one in brackets.
var (
	bare      = lazyregexp.New(`[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	bracketed = lazyregexp.New(`<\s*([A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\s*>`)
)

// letter is what is kept of the mail that a header is of.
func (h header) letter(around came) Mail {
	m := Mail{Came: true, From: h.sender(), Automatic: h.automatic(), Around: slices.Clone(around.mail.Around)}
	if m.Date = dayOf(h.get("date")); m.Date == "" {
		m.Undated = clip(decodeWords(h.get("date"), nil))
	}
	if around.mail.Came {
		m.Around = append(m.Around, around.mail.From)
	}
	return m
}
