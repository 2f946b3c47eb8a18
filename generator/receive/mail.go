package receive

import (
	"bytes"
	"cmp"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"strconv"
	"strings"
)

// Mails are read by hand, for two reasons. What real mail programs forgive ends a
// library's reading at the first breach of the rules, and takes the attachment with it.
// And a library reads a part through all parts around it, so that a mail of parts within
// parts costs far more than its size; here a part is a piece of the bytes that came.

const (
	noteBoundary = "the last boundary is missing"
	noteMailbox  = "the line of a mailbox before the header"
	noteUnnamed  = "a boundary that is not named"
	noteWide     = "saved in UTF-16"
)

// cutOff is said of a mail that ends before its parts do.
const cutOff = "The mail is damaged or was cut off; what it holds behind is lost. Ask for it once more."

// headerNames are the fields by which a saved mail is known; those that other texts could
// begin with do not count.
var headerNames = map[string]bool{"return-path": true, "received": true, "delivered-to": true, "from": true, "to": true, "cc": true, "date": true, "subject": true,
	"message-id": true, "mime-version": true, "dkim-signature": true, "authentication-results": true, "content-type": true, "content-transfer-encoding": true,
	"content-disposition": true, "reply-to": true, "sender": true, "envelope-to": true, "references": true, "in-reply-to": true, "thread-topic": true, "status": true}

// looksLikeMail tells a saved mail by its first line, or the one behind that of a mailbox,
// and by enough of a header before the first blank line.
func looksLikeMail(data []byte) bool {
	head, _ := unposted(lineEnds(data[:min(len(data), 16<<10)]))
	known, odd := 0, 0
	for line := range bytes.Lines(head) {
		name, _, found := bytes.Cut(line, []byte(":"))
		if len(bytes.TrimSpace(line)) == 0 || known == 0 && odd > 1 {
			break
		}
		if found && isHeaderName(name) {
			known++
		} else if known == 0 {
			odd++ // before the first field; within the header anything may stand
		}
	}
	return known >= 2+odd
}

// isHeaderName tells a field by which mails are known.
func isHeaderName(name []byte) bool {
	field := strings.ToLower(string(bytes.TrimRight(name[:min(len(name), 64)], " \t")))
	return headerNames[field] || strings.HasPrefix(field, "x-") || strings.HasPrefix(field, "arc-") || strings.HasPrefix(field, "list-")
}

// lineEnds gives text of an old Macintosh, where CR ends a line, the ends that it has here.
func lineEnds(data []byte) []byte {
	head := data[:min(len(data), 16<<10)]
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data
}

// unposted takes away what stands before the header of a mail: a byte order mark, blank
// lines, and the line by which a mailbox begins a mail.
func unposted(data []byte) (rest []byte, posted bool) {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), "\r\n")
	for _, mark := range []string{"From ", ">From "} {
		if bytes.HasPrefix(data, []byte(mark)) {
			_, data, posted = bytes.Cut(data, []byte("\n"))
		}
	}
	return data, posted
}

// mail opens a saved mail.
func (o *opener) mail(at []string, data []byte, c came) {
	switch {
	case c.depth >= maxDepth:
		o.tell(at, Trouble, tooDeep)
		return
	case !o.step() || !o.do(int64(len(data)+20*min(len(data), maxHeader))):
		o.tell(at, Trouble, tooMuch)
		return
	}
	data, posted := unposted(lineEnds(data))
	if posted {
		c = c.forgiven(noteMailbox, false)
	}
	h, body, ok := parseHeader(data)
	if !ok || len(h.fields) == 0 {
		o.tell(at, Trouble, "It is a mail that cannot be read: save the workbook in a mail program and give that.")
		return
	}
	inner := c
	inner.mail, inner.texts, inner.bare = h.letter(c), o.textsOf(data), nil
	if r, ok := o.report(h, body); ok {
		o.reported(at, r, inner)
		return
	}
	before, around := o.items, o.within
	o.within, o.link = inner.mail, ""
	defer func() { o.within = around }()
	o.part(at, h, body, inner, 0)
	switch {
	case o.items > before:
	case c.bare != nil:
		*c.bare = append(*c.bare, unattachedIn(at, inner.mail))
	default:
		o.unattached(at, inner.mail, cmp.Or(shared(body), o.link))
	}
}

// setLabel finds the character sets that a mail names, for its texts and in its header.
var setLabel = lazyregexp.New(`(?i)charset\*?=["']?([a-z0-9_:.-]{2,30})|=\?([a-z0-9_:.-]{2,30})\?[bq]\?`)

// textsOf gives the character sets of a mail, when they are asked for: only names that say
// nothing of their own need them.
func (o *opener) textsOf(data []byte) func() []string {
	var list []string
	asked := false
	return func() []string {
		if asked || !o.do(16<<14) {
			return list
		}
		asked = true
		for _, found := range setLabel.FindAllSubmatch(data[:min(len(data), 16<<10)], 40) {
			label := strings.ToLower(string(found[1]) + string(found[2]))
			switch label {
			case "utf-8", "us-ascii", "utf8", "iso-8859-1", "windows-1252": // what programs write that do not look
			default:
				list = append(list, label)
			}
		}
		return list
	}
}

// part walks a part of a mail.
func (o *opener) part(at []string, h header, body []byte, c came, level int) {
	for _, note := range h.notes {
		c = c.forgiven(note, false)
	}
	media := h.media()
	switch {
	case !o.step():
		o.tell(at, Trouble, "It has more parts than any mail of a supplier; the rest was not looked at.")
		return
	case strings.HasPrefix(media, "multipart/") && level >= maxLevels:
		o.tell(at, Trouble, "Its parts lie too deep within each other: save the workbook in a mail program and give that.")
		return
	case strings.HasPrefix(media, "multipart/"):
		o.parts(at, h, body, c, level)
		return
	}
	name := h.attachmentName(c.labels())
	disposition, _, _ := strings.Cut(h.get("content-disposition"), ";")
	if name == "" && !packedText(body) && !strings.EqualFold(strings.TrimSpace(disposition), "attachment") && (strings.HasPrefix(media, "text/") || media == "" || media == "message/delivery-status" || media == "message/disposition-notification" || media == "text") {
		o.inText(at, h, body, c) // what the mail says, and what may stand in it
		return
	}
	here := below(at, name)
	if name == "" {
		here = below(at, "("+cmp.Or(media, "attachment")+")")
	}
	if n, err := strconv.Atoi(strings.TrimSpace(h.get("x-apple-content-length"))); err == nil && n > 0 && len(bytes.TrimSpace(body)) == 0 {
		o.tell(here, Trouble, "Apple Mail keeps it beside the mail, not in it (.partial.emlx): open the mail, save the workbook and give that.")
		return
	}
	o.attachment(here, h, body, c)
}

// attachment decodes a part and opens what it is.
func (o *opener) attachment(here []string, h header, body []byte, c came) {
	if int64(len(body)) > o.left || !o.do(int64(2*len(body))) {
		o.tell(here, Trouble, tooMuch)
		return
	}
	data, c, known := o.decoded(h.get("content-transfer-encoding"), body, c)
	if !known {
		o.tell(here, Trouble, "It is encoded in a way that is not known here: save it in a mail program and give that.")
		return
	}
	c.media = h.media()
	if len(data) > 0 && len(body) > 0 && &data[0] != &body[0] { // not a piece of what is there anyway
		o.left -= int64(len(data))
		o.held += int64(cap(data))
		defer func() { o.held -= int64(cap(data)) }()
	}
	o.open(here, data, c.below())
}

// parts walks a multipart. Where the last boundary is missing, the last part may be cut
// off: what proves whole is taken, otherwise it is told.
func (o *opener) parts(at []string, h header, body []byte, c came, level int) {
	if !o.do(int64(6 * len(body))) { // it may be nothing but boundaries
		o.tell(at, Trouble, tooMuch)
		return
	}
	boundary := strings.TrimRight(parameters(h.get("content-type"), nil)["boundary"], " \t")
	if boundary == "" {
		boundary = firstBoundary(body)
		c = c.forgiven(noteUnnamed, false)
	}
	list, closed := sections(body, boundary, maxSteps)
	if boundary == "" || len(list) == 0 {
		o.tell(at, Trouble, "Its parts cannot be told apart: save the workbook in a mail program and give that.")
		return
	}
	for i, section := range list {
		inner, open := c, i == len(list)-1 && !closed
		if open {
			inner = c.forgiven(noteBoundary, true)
		}
		before := o.tried
		head, text, ok := parseHeader(section)
		if h.media() == "multipart/digest" && head.get("content-type") == "" { // whose parts are mails
			head.fields["content-type"] = []string{"message/rfc822"}
		}
		if ok && o.do(int64(20*(len(section)-len(text)))) {
			o.part(at, head, text, inner, level+1)
		}
		if !ok || open && o.tried == before {
			o.tell(at, Trouble, cutOff)
		}
		if o.full || o.err != nil || o.steps > maxSteps {
			return
		}
	}
}

// firstBoundary takes the first line that looks like a boundary and comes again for one,
// where the header does not name it.
func firstBoundary(body []byte) string {
	n, tried := 0, 0
	for line := range bytes.Lines(body) {
		line = bytes.TrimRight(line, " \t\r\n")
		if bytes.HasPrefix(line, []byte("--")) && len(line) > 4 && len(line) < 200 {
			if again := append([]byte("\n"), line...); bytes.Contains(body, again) {
				return string(line[2:])
			}
			tried++
		}
		if n++; n > 50 || tried > 3 {
			break
		}
	}
	return ""
}

// sections cuts a multipart at its boundary lines, no more than most pieces. closed tells
// that the last of them was the one that ends it.
func sections(body []byte, boundary string, most int) (list [][]byte, closed bool) {
	mark, begin := []byte("--"+boundary), -1
	for at := 0; at <= len(body) && boundary != ""; {
		found := bytes.Index(body[at:], mark)
		if found < 0 {
			break
		}
		found += at
		at = found + len(mark)
		if found > 0 && body[found-1] != '\n' {
			continue
		}
		line, _, _ := bytes.Cut(body[at:], []byte("\n"))
		last := bytes.HasPrefix(line, []byte("--"))
		if len(bytes.TrimSpace(bytes.TrimPrefix(line, []byte("--")))) > 0 {
			continue // another boundary, which this one begins
		}
		if begin >= 0 && len(list) < most {
			list = append(list, body[begin:max(begin, lineEnd(body, found))])
		}
		at = min(at+len(line)+1, len(body))
		if begin, closed = at, last; last {
			begin = -1
		}
		if at == len(body) {
			break
		}
	}
	if begin >= 0 && len(list) < most {
		list = append(list, body[begin:])
	}
	return list, closed
}

// lineEnd is where the text before a boundary ends: the line break belongs to the
// boundary.
func lineEnd(body []byte, at int) int {
	if at > 0 && body[at-1] == '\n' {
		at--
	}
	if at > 0 && body[at-1] == '\r' {
		at--
	}
	return at
}
