package receive

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/mail"
	"strings"
	"time"

	"github.com/emersion/go-message"
	"golang.org/x/net/html/charset"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// headerLine is how a mail begins; those that other texts could begin with do not
// count.
var headerLine = lazyregexp.New(`(?i)^(return-path|received|delivered-to|from|to|date|subject|message-id|mime-version|x-[a-z0-9-]+|dkim-signature|authentication-results|arc-[a-z-]+|content-type|reply-to|sender)[ \t]*:`)

// looksLikeMail tells a saved mail by its first line and by a blank line with
// enough of a header before it.
func looksLikeMail(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	if !headerLine.Match(bytes.TrimPrefix(head, []byte("\ufeff"))) {
		return false
	}
	known := 0
	for line := range bytes.Lines(head) {
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
		if headerLine.Match(line) {
			known++
		}
	}
	return known >= 2
}

// mail opens a saved mail.
func (o *opener) mail(at []string, data []byte, depth int) {
	if depth >= maxDepth {
		o.tell(at, Trouble, "It lies too deep, archives and mails within each other: save the workbook and give that.")
		return
	}
	e, err := message.Read(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if e == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		o.tell(at, Trouble, "It is a mail that cannot be read: save the workbook in a mail program and give that.")
		return
	}
	m := Mail{From: sender(&e.Header), Date: day(e.Header.Get("Date"))}
	before := len(o.items)
	o.part(at, e, m, depth)
	if len(o.items) == before {
		o.tell(at, Trouble, "It is a mail without an attachment.")
	}
}

// maxNesting bounds multiparts within multiparts.
const maxNesting = 20

func (o *opener) part(at []string, e *message.Entity, m Mail, depth int) {
	o.nested(at, e, m, depth, 0)
}

// nested walks the parts of a mail.
func (o *opener) nested(at []string, e *message.Entity, m Mail, depth, nesting int) {
	media, params := mended(&e.Header)
	if strings.HasPrefix(media, "multipart/") {
		if nesting >= maxNesting {
			o.tell(at, Trouble, "Its parts lie too deep within each other: save the workbook in a mail program and give that.")
			return
		}
		o.parts(at, e, m, depth, nesting)
		return
	}
	name := attachmentName(&e.Header, params)
	disposition, _, _ := strings.Cut(e.Header.Get("Content-Disposition"), ";")
	if name == "" && !strings.EqualFold(strings.TrimSpace(disposition), "attachment") && (strings.HasPrefix(media, "text/") || media == "" || media == "message/delivery-status" || media == "text") {
		return // what the mail says
	}
	here := below(at, name)
	if name == "" {
		here = below(at, "("+media+")")
	}
	data, ok := o.read(here, e.Body)
	if !ok {
		return
	}
	o.open(here, data, m, media, depth+1)
}

// parts walks a multipart; a part that is damaged ends it, and what came before
// stays.
func (o *opener) parts(at []string, e *message.Entity, m Mail, depth, nesting int) {
	if _, params, err := e.Header.ContentType(); err != nil || params["boundary"] == "" {
		found := boundary.FindStringSubmatch(e.Header.Get("Content-Type"))
		if found == nil {
			o.tell(at, Trouble, "Its parts cannot be told apart: save the workbook in a mail program and give that.")
			return
		}
		e.Header.SetContentType("multipart/mixed", map[string]string{"boundary": strings.TrimSpace(found[1] + found[2])})
		e, _ = message.New(e.Header, e.Body) // a multipart has no encoding that could be unknown
	}
	r := e.MultipartReader()
	if r == nil {
		o.tell(at, Trouble, "Its parts cannot be told apart: save the workbook in a mail program and give that.")
		return
	}
	for range maxItems {
		p, err := r.NextPart()
		if p == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
			if !errors.Is(err, io.EOF) {
				o.tell(at, Trouble, "The mail is damaged or was cut off; what it holds behind is lost. Ask for it once more.")
			}
			return
		}
		if message.IsUnknownEncoding(err) {
			o.tell(below(at, attachmentName(&p.Header, nil)), Trouble, "It is encoded in a way that is not known here: save it in a mail program and give that.")
			continue
		}
		o.nested(at, p, m, depth, nesting+1)
	}
	o.tell(at, Trouble, "It has more parts than any mail of a supplier; the rest was not looked at.")
}

// loose finds a parameter in a header that breaks the rules, as some programs write
// names with spaces and without quotes.
var loose = lazyregexp.New(`(?i)(?:^|[;\s])(?:file)?name\s*=\s*(?:"([^"]*)"|([^;"]+))`)

// boundary finds the line between parts in such a header.
var boundary = lazyregexp.New(`(?i)[;\s]boundary\s*=\s*(?:"([^"]+)"|([^;"\s]+))`)

// mended gives the media type, even where the parameters beside it are broken.
func mended(h *message.Header) (string, map[string]string) {
	media, params, err := h.ContentType()
	if err != nil {
		media, _, _ = strings.Cut(h.Get("Content-Type"), ";")
	}
	return strings.ToLower(strings.TrimSpace(media)), params
}

// words decodes names that are encoded as those of headers are. The mail library is
// left without character sets: it would convert a workbook that is labelled as text.
var words = mime.WordDecoder{CharsetReader: func(set string, r io.Reader) (io.Reader, error) { return charset.NewReaderLabel(set, r) }}

// attachmentName is what the sender called a part; "" where it has no name.
func attachmentName(h *message.Header, params map[string]string) string {
	_, disposition, _ := h.ContentDisposition()
	name := disposition["filename"]
	if name == "" {
		name = params["name"]
	}
	for _, field := range []string{"Content-Disposition", "Content-Type"} {
		if found := loose.FindStringSubmatch(h.Get(field)); name == "" && found != nil {
			name = strings.TrimSpace(found[1] + found[2])
		}
	}
	if plain, err := words.DecodeHeader(name); err == nil {
		name = plain
	}
	return strings.ToValidUTF8(name, "\uFFFD")
}

// sender is the address in From, or in Sender or Reply-To where that has none.
func sender(h *message.Header) string {
	parser := mail.AddressParser{WordDecoder: &words}
	for _, field := range []string{"From", "Sender", "Reply-To"} {
		if list, err := parser.ParseList(h.Get(field)); err == nil && len(list) > 0 {
			return strings.ToLower(list[0].Address)
		}
		if found := bare.FindString(h.Get(field)); found != "" { // a name that breaks the rules around it
			return strings.ToLower(found)
		}
	}
	return ""
}

// bare is an address in the midst of text.
var bare = lazyregexp.New(`[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)

// day reads the date of a header as its sender's calendar had it.
func day(header string) string {
	t, err := mail.ParseDate(header)
	if err != nil || t.Year() < 1990 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.DateOnly)
}

// headerOf reads sender and date of a header by itself.
func headerOf(header string) Mail {
	e, _ := message.Read(strings.NewReader(strings.TrimLeft(header, "\r\n") + "\r\n\r\n"))
	if e == nil {
		return Mail{}
	}
	return Mail{From: sender(&e.Header), Date: day(e.Header.Get("Date"))}
}
