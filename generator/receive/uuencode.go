package receive

import (
	"bytes"
	"cmp"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Before MIME, files went within the text of a mail, and systems that send reports still
// put them there: uuencode, which mail programs show as attachments, and yEnc, which few
// read.

// noteUnended is what is forgiven in a uuencoded file.
const noteUnended = "uuencode without its end"

var (
	// uuBegin is the line before a uuencoded file: its mode, and its name.
	uuBegin = lazyregexp.New(`^begin(?:-base64)? [0-7]{3,4} (\S.*)$`)
	// yBegin is the line before a file in yEnc.
	yBegin = lazyregexp.New(`^=ybegin .*\bname=(\S.*)$`)
)

// begun finds the first line that begins a file: where it stands, what is behind it, and
// the name in it; at -1 where there is none.
func begun(text []byte, word string, line *lazyregexp.Regexp) (at int, rest []byte, name string) {
	for from := 0; ; {
		at = bytes.Index(text[from:], []byte(word))
		if at < 0 {
			return -1, nil, ""
		}
		at += from
		from = at + len(word)
		if at > 0 && text[at-1] != '\n' {
			continue
		}
		first, behind, _ := bytes.Cut(text[at:], []byte("\n"))
		if m := line.FindSubmatch(bytes.TrimSpace(first[:min(len(first), 1_000)])); m != nil {
			return at, behind, string(m[1])
		}
	}
}

// uuFile is a file that stands in a text.
type uuFile struct {
	name  string
	data  []byte
	ended bool
}

// fromUU takes the uuencoded files out of a text, no more than most.
func fromUU(text []byte, most int) (list []uuFile) {
	for len(list) < most {
		at, rest, name := begun(text, "begin", uuBegin)
		if at < 0 {
			break
		}
		f := uuFile{name: name}
		if bytes.HasPrefix(text[at:], []byte("begin-base64")) {
			rest = f.base64(rest)
		} else {
			rest = f.lines(rest)
		}
		if text = rest; len(f.data) > 0 {
			list = append(list, f)
		}
	}
	return list
}

// lines decodes up to the line that ends a file, or the first that is none of it.
func (f *uuFile) lines(text []byte) (rest []byte) {
	for len(text) > 0 {
		line, behind, _ := bytes.Cut(text, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if trimmed := bytes.TrimSpace(line); bytes.Equal(trimmed, []byte("end")) {
			f.ended = true
			return behind
		}
		data, ok := uuLine(line)
		if !ok {
			return text
		}
		f.data, text = append(f.data, data...), behind
	}
	return text
}

// uuLine decodes a line: how many bytes it holds, and four characters for three of them.
// Blanks at its end, which some programs cut off, are zeros.
func uuLine(line []byte) (data []byte, ok bool) {
	if len(line) == 0 || len(bytes.TrimSpace(line)) == 0 {
		return nil, true // a line of none before the end
	}
	n := int(line[0]-' ') & 63
	chars := line[1:]
	if most := (n + 2) / 3 * 4; len(chars) > most+2 || line[0] < ' ' || line[0] > '`' { // a checksum may stand behind
		return nil, false
	}
	at := func(i int) byte {
		if i >= len(chars) {
			return 0
		}
		return (chars[i] - ' ') & 63
	}
	for _, b := range chars {
		if b < ' ' || b > '`' {
			return nil, false
		}
	}
	for i := 0; len(data) < n; i += 4 {
		data = append(data, at(i)<<2|at(i+1)>>4, at(i+1)<<4|at(i+2)>>2, at(i+2)<<6|at(i+3))
	}
	return data[:n], true
}

// base64 decodes what stands between its lines in the other alphabet.
func (f *uuFile) base64(text []byte) (rest []byte) {
	block, rest, ended := bytes.Cut(text, []byte("===="))
	f.data, _ = lenient(block, true)
	f.ended = ended
	return rest
}

// inText opens the files that stand in what a mail says.
func (o *opener) inText(at []string, h header, body []byte, c came) {
	packed := strings.Contains(strings.ToLower(h.get("content-transfer-encoding")), "64")
	if !packed && !bytes.Contains(body, []byte("begin")) || int64(len(body)) > o.left || !o.do(int64(4*len(body))) {
		return
	}
	said, c, known := o.decoded(h.get("content-transfer-encoding"), body, c)
	if !known {
		return
	}
	if packed {
		o.link = cmp.Or(o.link, shared(said))
		o.held += int64(cap(said))
		defer func() { o.held -= int64(cap(said)) }()
	}
	if y, _, name := begun(said, "=ybegin", yBegin); y >= 0 {
		o.tell(below(at, name), Trouble, "It stands in the text of the mail in yEnc, which is not read here: save it in a mail program and give that.")
	}
	for _, f := range fromUU(said, maxItems) {
		o.uuencoded(below(at, unlabelled([]byte(strings.TrimSpace(f.name)), c.labels()...)), f, c)
	}
}

// uuencoded opens such a file.
func (o *opener) uuencoded(here []string, f uuFile, c came) {
	if int64(len(f.data)) > o.left {
		o.tell(here, Trouble, tooMuch)
		return
	}
	if !f.ended {
		c = c.forgiven(noteUnended, true)
	}
	o.left -= int64(len(f.data))
	o.held += int64(cap(f.data))
	defer func() { o.held -= int64(cap(f.data)) }()
	c.media = ""
	o.open(here, f.data, c.below())
}
