// Package receive opens what suppliers send, mails, archives and workbooks, finds
// the CMRTs in it, and tells whose each is.
//
// It stands before main, beside the flow: what it files under data/YEAR/cmrt is
// where the flow begins. Its input is foreign bytes. Nothing in them names a file or
// a folder here: a workbook is filed under its supplier's id, and the names it came
// with are only shown and logged. Sizes, parts and depths are bounded (Limits), and
// what is not taken is told, with what a person can do about it.
//
// Whose a workbook is follows from evidence (match.go): its company name, the
// address and domain of its contacts and of the sender, its name if that begins with
// an id, and what suppliers declared before. Where the evidence points to two, or is
// weak, nothing is guessed: the candidates are shown and a person names the supplier.
package receive

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Kind is what an item turned out to be.
type Kind int

// The kinds of item.
const (
	Workbook Kind = iota // a CMRT; perhaps one that is filled in wrongly or cannot be read through
	Locked               // a workbook that may be a CMRT, but cannot be opened: a person has to say so
	Other                // something else: a picture, a PDF, another template
	Trouble              // something that could not be opened, and may hold a workbook
)

// Item is one thing that was found in what came: a file, an attachment, a member of
// an archive.
type Item struct {
	Path []string // where it lay, from the file that came down to its own name; foreign text
	Kind Kind
	Why  string // what it is and what to do, one sentence; "" for a CMRT that can be read

	Data        []byte           // of a workbook
	SHA256      string           // of Data
	Declaration cmrt.Declaration // of a workbook
	Mail        Mail             // the mail it came with; zero where there was none
}

// Mail is what is kept of the mail that an item was attached to; of a forwarded mail
// that is attached whole, it is that mail.
type Mail struct {
	From string // address, lower case; "" where it has none that can be read
	Date string // of the header, in the sender's own time zone: YYYY-MM-DD, "" where it has none
}

// Name is what the item was called when it came, without any folders.
func (i Item) Name() string {
	if len(i.Path) == 0 {
		return ""
	}
	return path.Base(strings.ReplaceAll(i.Path[len(i.Path)-1], `\`, "/"))
}

// Limits bound what is opened. A CMRT has some 100 KB to 2 MB.
const (
	MaxFile   = 64 << 20  // bytes of a file that came, and of one attachment or member
	maxUnpack = 256 << 20 // bytes of all that a file holds
	maxItems  = 2_000     // attachments and members
	maxDepth  = 5         // mails and archives within each other
)

// Open gives what a file holds, in the order of the file. name is what it is called.
func Open(name string, data []byte) []Item {
	o := opener{left: maxUnpack}
	o.open([]string{name}, data, Mail{}, "", 0)
	return o.items
}

// opener collects items within the limits.
type opener struct {
	items []Item
	left  int64 // bytes that may still be unpacked
	full  bool  // a limit was told
}

// tell notes something that is not a workbook.
func (o *opener) tell(at []string, kind Kind, why string) {
	if len(o.items) >= maxItems {
		if !o.full {
			o.full = true
			o.items = append(o.items, Item{Path: at[:1], Kind: Trouble, Why: "It holds more than any mail or archive of suppliers' answers does; what comes behind was not looked at. Take the workbooks out and give them by themselves."})
		}
		return
	}
	o.items = append(o.items, Item{Path: at, Kind: kind, Why: why})
}

// add notes a workbook.
func (o *opener) add(at []string, kind Kind, why string, data []byte, d cmrt.Declaration, m Mail) {
	if len(o.items) >= maxItems {
		o.tell(at, kind, why)
		return
	}
	sum := sha256.Sum256(data)
	o.items = append(o.items, Item{Path: at, Kind: kind, Why: why, Data: data, SHA256: hex.EncodeToString(sum[:]), Declaration: d, Mail: m})
}

// below gives the path of something within another.
func below(at []string, name string) []string {
	return append(append([]string{}, at...), strings.ToValidUTF8(name, "\uFFFD"))
}
