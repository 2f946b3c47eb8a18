package receive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"

	"itron.com/conflict-minerals/generator/cfb"
)

// Mails that Outlook saves (.msg) are a container of streams, one a property
// (MS-OXMSG). Package cfb reads the container; what is wanted of it are the sender,
// the headers, and of each attachment its name and bytes.
const (
	msgHeaders   = "007D" // the header as it came over the internet; not in mails of the own house
	msgSender    = "0C1F" // address; of Exchange where its type says so
	msgSenderNet = "5D01" // address as on the internet
	msgName      = "3704" // short name of an attachment
	msgLongName  = "3707"
	msgData      = "3701"
	msgInner     = msgText + msgData + "000D" // a mail that is attached whole: a storage of its own

	msgSubmitted  = 0x00390040 // when it was sent, among the fixed properties
	msgProperties = "__properties_version1.0"
	msgAttachment = "__attach_version1.0_"
	msgText       = "__substg1.0_"
)

// isOutlook tells a mail of Outlook from an old or encrypted workbook.
func isOutlook(data []byte) bool {
	wide := []byte{}
	for _, c := range []byte(msgProperties) {
		wide = append(wide, c, 0)
	}
	return bytes.Contains(data, wide)
}

var errDamaged = errors.New("it is damaged")

// attached is an attachment as far as it was read; inner is a mail in it.
type attached struct {
	name, long string
	data       []byte
	inner      bool
}

// outlook opens a mail that Outlook saved. A mail that is attached to it whole is
// told: saved by itself it can be opened.
func (o *opener) outlook(at []string, data []byte, depth int) {
	if depth >= maxDepth {
		o.tell(at, Trouble, "It lies too deep, archives and mails within each other: save the workbook and give that.")
		return
	}
	m, list, err := readOutlook(data, &o.left)
	if err != nil {
		o.tell(at, Trouble, fmt.Sprintf("It is a mail of Outlook that cannot be read (%v): save the workbook and give that.", err))
		return
	}
	for i, a := range list {
		name := a.long
		if name == "" {
			name = a.name
		}
		if name == "" {
			name = fmt.Sprintf("(attachment %d)", i+1)
		}
		here := below(at, name)
		switch {
		case a.inner:
			o.tell(here, Trouble, "It is a mail within a mail of Outlook: open it, save it by itself and give that.")
		case len(a.data) == 0:
			o.tell(here, Other, "It is empty, or a link to where the file lies.")
		default:
			o.open(here, a.data, m, "", depth+1)
		}
	}
	if len(list) == 0 {
		o.tell(at, Trouble, "It is a mail without an attachment.")
	}
}

// readOutlook takes from the container what is wanted.
func readOutlook(data []byte, left *int64) (m Mail, list []attached, err error) {
	doc, err := cfb.Open(data)
	if err != nil {
		return Mail{}, nil, errDamaged
	}
	found, order := map[string]*attached{}, []string{}
	var own properties
	entries := doc.Entries()
	if len(entries) > 50*maxItems {
		return Mail{}, nil, fmt.Errorf("it holds too much")
	}
	for _, e := range entries {
		folder, below, deeper := strings.Cut(e.Folder, "/")
		if strings.HasPrefix(folder, msgAttachment) && found[folder] == nil {
			found[folder] = &attached{}
			order = append(order, folder)
		}
		switch {
		case folder == "":
			own.take(doc, e)
		case found[folder] == nil:
			// of a recipient, or of the names of properties
		case deeper:
			found[folder].inner = found[folder].inner || strings.HasPrefix(below, msgInner)
		default:
			if err := found[folder].take(doc, e, left); err != nil {
				return Mail{}, nil, err
			}
		}
	}
	slices.Sort(order) // they are numbered
	for _, name := range order {
		list = append(list, *found[name])
	}
	return own.mail(), list, nil
}

// take reads a property of an attachment.
func (a *attached) take(doc *cfb.File, entry cfb.Entry, left *int64) error {
	property, ok := strings.CutPrefix(entry.Name, msgText)
	if !ok || len(property) != 8 {
		return nil
	}
	switch tag, kind := property[:4], property[4:]; {
	case tag == msgData && kind == "0102":
		if int64(entry.Size) > min(MaxFile, *left) {
			return fmt.Errorf("an attachment is far larger than any CMRT")
		}
		var err error
		if a.data, err = doc.Content(entry, MaxFile); err != nil {
			return errDamaged
		}
		*left -= int64(len(a.data))
	case tag == msgLongName:
		a.long = propertyText(kind, content(doc, entry, 4096))
	case tag == msgName:
		a.name = propertyText(kind, content(doc, entry, 4096))
	}
	return nil
}

// properties are what is wanted of a mail itself.
type properties struct {
	headers, from, net, sent string
}

func (w *properties) take(doc *cfb.File, entry cfb.Entry) {
	if entry.Name == msgProperties {
		w.sent = submitted(content(doc, entry, 1<<20))
		return
	}
	property, ok := strings.CutPrefix(entry.Name, msgText)
	if !ok || len(property) != 8 {
		return
	}
	switch kind := property[4:]; property[:4] {
	case msgHeaders:
		w.headers = propertyText(kind, content(doc, entry, 1<<20))
	case msgSender:
		w.from = propertyText(kind, content(doc, entry, 4096))
	case msgSenderNet:
		w.net = propertyText(kind, content(doc, entry, 4096))
	}
}

// mail prefers the header as it came, then Outlook's own properties.
func (w *properties) mail() Mail {
	m := headerOf(w.headers)
	for _, address := range []string{w.net, w.from} {
		if m.From == "" {
			m.From = strings.ToLower(bare.FindString(address))
		}
	}
	if m.Date == "" {
		m.Date = w.sent
	}
	return m
}

// content reads a property, no further than a limit; nil where it is damaged, since a
// mail may be filed without it.
func content(doc *cfb.File, entry cfb.Entry, most int) []byte {
	data, err := doc.Content(entry, most)
	if err != nil {
		return nil
	}
	return data
}

// propertyText decodes a property: 001F is UTF-16, 001E the sender's code page, of which only
// ASCII is sure.
func propertyText(kind string, data []byte) string {
	s := string(data)
	if kind == "001F" {
		plain, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Bytes(data)
		if err != nil {
			return ""
		}
		s = string(plain)
	}
	return strings.ToValidUTF8(strings.TrimRight(s, "\x00"), "\uFFFD")
}

// submitted finds the time at which the mail was sent: 100 ns since 1601. Properties
// of a mail begin behind 32 bytes, each 16 long.
func submitted(data []byte) string {
	for at := 32; at+16 <= len(data); at += 16 {
		if binary.LittleEndian.Uint32(data[at:]) == msgSubmitted {
			ticks := binary.LittleEndian.Uint64(data[at+8:])
			if days := int(ticks / 864_000_000_000); days > 142_000 && days < 400_000 { // after 1989
				return time.Date(1601, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days).Format(time.DateOnly)
			}
		}
	}
	return ""
}
