package receive

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"

	"itron.com/conflict-minerals/generator/compound"
	"itron.com/conflict-minerals/generator/stable"
)

// Mails that Outlook saves (.msg) are a container of streams, one a property
// (MS-OXMSG). What is wanted of it are the sender, the headers, and of each attachment
// its name and bytes; a mail that is attached whole is a storage of the same kind.
const (
	msgHeaders   = "007D" // the header as it came over the internet; not in mails of the own house
	msgFromNet   = "5D02" // address of whom it is from, as on the internet
	msgSenderNet = "5D01" // of who sent it, in the name of that person perhaps
	msgFrom      = "0065" // the same two, of Exchange where their type says so
	msgSender    = "0C1F"
	msgName      = "3704" // short name of an attachment
	msgLongName  = "3707"
	msgDisplay   = "3001"
	msgData      = "3701"

	msgClass     = "001A" // what it is: IPM.Note, or REPORT.IPM.Note.NDR of a mail that came back
	msgSubject   = "0037"
	msgReplyTo   = "1042" // Message-ID of the mail that it is about
	msgReport    = "1001" // what the server says
	msgBody      = "1000"
	msgDisplayTo = "0E04"
	msgFirstTo   = "0074" // to whom the mail went that came back

	msgSubmitted  = 0x00390040 // when it was sent, among the fixed properties
	msgCodePage   = 0x3FFD0003 // in which its texts are, where they are not Unicode
	msgInternetCP = 0x3FDE0003 // in which it came
	msgProperties = "__properties_version1.0"
	msgAttachment = "__attach_version1.0_"
	msgText       = "__substg1.0_"
)

// isOutlook tells a mail of Outlook from an old or encrypted workbook.
func isOutlook(data []byte) bool {
	var wide []byte
	for _, c := range []byte(msgProperties) {
		wide = append(wide, c, 0)
	}
	return bytes.Contains(data, wide)
}

// outlook opens a mail that Outlook saved.
func (o *opener) outlook(at []string, data []byte, c came) {
	if !o.step() || !o.do(int64(2*len(data))) {
		o.tell(at, Trouble, tooMuch)
		return
	}
	doc, err := compound.Open(data)
	if err != nil {
		o.tell(at, Trouble, "It is a mail of Outlook that cannot be read, since it is damaged: save the workbook and give that.")
		return
	}
	o.message(at, doc, doc.Root(), c)
}

// message opens a mail in a container: the whole of it, or one attached.
func (o *opener) message(at []string, doc *compound.File, storage compound.Entry, c came) {
	if c.depth >= maxDepth {
		o.tell(at, Trouble, tooDeep)
		return
	}
	if !o.do(1_000_000) {
		o.tell(at, Trouble, tooMuch)
		return
	}
	own := storageOf(doc, storage)
	page := own.codePage()
	if r, ok := own.reportOf(page, c); ok {
		c.mail = own.mail(page, c)
		o.reported(at, r, c)
		return
	}
	c.mail = own.mail(page, c)
	around := o.within
	o.within = c.mail
	defer func() { o.within = around }()
	attachments := 0
	for _, e := range own.entries {
		if !e.Storage || !strings.HasPrefix(e.Name, msgAttachment) {
			continue
		}
		attachments++
		if !o.step() || !o.do(100_000) {
			o.tell(at, Trouble, "It has more attachments than any mail of a supplier; the rest was not looked at.")
			return
		}
		a := storageOf(doc, e)
		name := cmp.Or(a.text(msgLongName, page), a.text(msgName, page), a.text(msgDisplay, page), fmt.Sprintf("(attachment %d)", attachments))
		o.attached(below(at, name), doc, a, c)
	}
	if attachments == 0 {
		o.unattached(at, c.mail, shared([]byte(own.text(msgBody, page))))
	}
}

// attached opens an attachment of a mail of Outlook.
func (o *opener) attached(here []string, doc *compound.File, a storage, c came) {
	if inner, ok := a.of[msgText+msgData+"000D"]; ok && inner.Storage {
		if _, mail := storageOf(doc, inner).of[msgProperties]; mail {
			o.message(here, doc, inner, c.below())
			return
		}
		o.tell(here, Trouble, "It is an object of an Office program within the mail: open the mail in Outlook, save the workbook and give that.")
		return
	}
	e, ok := a.of[msgText+msgData+"0102"]
	switch {
	case !ok || e.Size == 0:
		o.tell(here, Other, "It is empty, or a link to where the file lies.")
		return
	case e.Size > MaxFile:
		o.tell(here, Trouble, tooLarge)
		return
	case e.Size > o.left || o.held+e.Size > maxHeld || !o.do(2*e.Size):
		o.tell(here, Trouble, tooMuch)
		return
	}
	data, err := doc.Stream(e, MaxFile)
	if err != nil {
		o.tell(here, Trouble, "It is damaged: ask for it once more.")
		return
	}
	o.left -= int64(len(data))
	o.held += int64(len(data))
	o.open(here, data, c.below())
	o.held -= int64(len(data))
}

// storage is a mail or an attachment in a container, its streams by name.
type storage struct {
	doc     *compound.File
	entries []compound.Entry
	of      map[string]compound.Entry
}

func storageOf(doc *compound.File, e compound.Entry) storage {
	s := storage{doc: doc, entries: doc.Entries(e), of: map[string]compound.Entry{}}
	for _, e := range s.entries {
		if _, twice := s.of[e.Name]; !twice {
			s.of[e.Name] = e
		}
	}
	// Attachments are numbered, and lie in the directory in any order.
	stable.Sort(s.entries, func(a, b compound.Entry) int { return cmp.Compare(a.Name, b.Name) })
	return s
}

// text reads a property: 001F is UTF-16, 001E in the code page of whoever wrote the mail.
func (s storage) text(property string, page uint32) string {
	if e, ok := s.of[msgText+property+"001F"]; ok {
		raw, err := s.doc.Stream(e, maxField)
		if err != nil {
			return ""
		}
		plain, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Bytes(raw[:len(raw)&^1])
		if err != nil {
			return ""
		}
		return tidy(string(plain))
	}
	e, ok := s.of[msgText+property+"001E"]
	if !ok {
		return ""
	}
	raw, err := s.doc.Stream(e, maxField)
	if err != nil {
		return ""
	}
	return tidy(inPage(page, raw))
}

// inPage reads text in a code page; where the page is not known, or the text is none in
// it, as it looks.
func inPage(page uint32, raw []byte) string {
	raw = bytes.TrimRight(raw, "\x00")
	if plain, ok := decodeCodePage(page, raw); ok {
		return plain
	}
	return unlabelled(raw)
}

// tidy takes away the zero that ends a text, and what cannot be text.
func tidy(s string) string {
	s, _, _ = strings.Cut(s, "\x00")
	return strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
}

// fixed finds a property of fixed size. Those of a mail begin behind 32 bytes, of one that
// is attached behind 24; each is 16 long.
func (s storage) fixed(tag uint32) (uint64, bool) {
	e, ok := s.of[msgProperties]
	if !ok {
		return 0, false
	}
	data, err := s.doc.Stream(e, 1<<16)
	if err != nil {
		return 0, false
	}
	for _, from := range []int{32, 24} {
		for at := from; at+16 <= len(data); at += 16 {
			if binary.LittleEndian.Uint32(data[at:]) == tag {
				return binary.LittleEndian.Uint64(data[at+8:]), true
			}
		}
	}
	return 0, false
}

// codePage is that of a mail's texts, 0 where it does not say.
func (s storage) codePage() uint32 {
	for _, tag := range []uint32{msgCodePage, msgInternetCP} {
		if page, ok := s.fixed(tag); ok && page&0xFFFFFFFF != 0 && page&0xFFFFFFFF != 1200 {
			return uint32(page)
		}
	}
	return 0
}

// mail prefers the header as it came, then Outlook's own properties.
func (s storage) mail(page uint32, c came) Mail {
	h, _, _ := parseHeader([]byte(strings.TrimLeft(s.headers(), "\r\n") + "\r\n\r\n"))
	m := h.letter(c)
	if len(h.fields["from"])+len(h.fields["sender"]) == 0 {
		for _, property := range []string{msgFromNet, msgSenderNet, msgFrom, msgSender} {
			if m.From == "" {
				m.From = oneAddress([]string{s.text(property, page)})
			}
		}
	}
	if m.Date == "" {
		m.Date = s.submitted()
	}
	m.Automatic = m.Automatic || awayIn(s.text(msgSubject, page))
	return m
}

// headers is the header as it came.
func (s storage) headers() string {
	for _, kind := range []string{"001F", "001E"} {
		e, ok := s.of[msgText+msgHeaders+kind]
		if !ok {
			continue
		}
		if raw, err := s.doc.Stream(e, maxHeader/2); err == nil && kind == "001E" {
			return string(raw)
		} else if plain, bad := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Bytes(raw[:len(raw)&^1]); err == nil && bad == nil {
			return string(plain)
		}
	}
	return ""
}

// submitted is the day on which the mail was sent: 100 ns since 1601.
func (s storage) submitted() string {
	ticks, _ := s.fixed(msgSubmitted)
	if days := int(ticks / 864_000_000_000); days > 142_000 && days < 400_000 { // after 1989
		return time.Date(1601, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days).Format(time.DateOnly)
	}
	return ""
}
