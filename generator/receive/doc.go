// Package receive opens what suppliers send, mails, archives and workbooks, finds
// the CMRTs in it, and tells whose each is.
//
// It is where the flow begins: what it files under data/YEAR/cmrt is
// where the flow begins. Its input is foreign bytes. Nothing in them names a file or
// a folder here: a workbook is filed under its supplier's id, and the names it came
// with are only shown and logged. What is opened is bounded in size, number, depth and
// work (bounds.go), a file by itself and a call as a whole, and what is not taken is
// told, with what a person can do about it.
//
// A mail is read as mail programs read it: what breaks the rules is forgiven and noted,
// and where the attachment could have suffered by it, it is taken only if its own
// checksums prove it whole (whole.go).
//
// Whose a workbook is follows from evidence (match.go). These are the rules:
//
//   - What is in the workbook counts: company name, identification number, addresses of
//     its contacts; so does its file name where that begins with an id, and the sender.
//     What is compared with is the year's roster first, then last year's, and what
//     suppliers declared this year and the last.
//   - All that is known must point to one supplier. If two are meant, or the company
//     named is not the one that the sender is known for, it is asked.
//   - A number alone will not do, since groups share theirs, nor the domain of a free
//     mail service. The sender alone will do only where the workbook names nobody else.
//   - Anybody can write a supplier's name into a workbook. One that came by mail is
//     filed only if its sender is known for that supplier, by the address or by the
//     domain of a company; if it came within other mails, so must be who sent those, or
//     of the company that asks. From counts alone, and only if it is one address.
//   - What came by no mail was brought by the person who runs the command.
//
// In any other case nothing is guessed: the candidates are shown with what speaks for
// them, and a person names the supplier.
package receive

import (
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/outreach"
)

// Kind is what an item turned out to be.
type Kind int

// The kinds of item.
const (
	Workbook Kind = iota // a CMRT; perhaps one that is filled in wrongly or cannot be read through
	Locked               // a workbook that may be a CMRT, but cannot be opened: a person has to say so
	Other                // something else: a picture, a PDF, another template
	Trouble              // something that could not be opened, and may hold a workbook
	Back                 // a report that a mail could not be delivered
)

// Item is one thing that was found in what came: a file, an attachment, a member of
// an archive.
type Item struct {
	Path []string // where it lay, from the file that came down to its own name; foreign text
	Kind Kind
	Why  string // what it is and what to do, one sentence; "" for a CMRT that can be read

	// Notes say what was forgiven on the way to a workbook: a footer in its encoding, a
	// missing boundary. Its own checksums proved it whole where it could have suffered.
	Notes []string

	Data        []byte           // of a workbook
	SHA256      string           // of Data
	Declaration cmrt.Declaration // of a workbook
	Mail        Mail             // the mail it came with; zero where there was none
	Report      outreach.Report  // of a mail that came back
}

// Forgiven says what was wrong on the way to a workbook and why it counts all the same, a
// sentence with a space before it; "" where nothing was.
func (i Item) Forgiven() string {
	if len(i.Notes) == 0 {
		return ""
	}
	proof := "but the checksums inside the workbook show that it is complete."
	if i.Kind == Locked {
		proof = "and whether the file is complete cannot be told."
	}
	return " The mail was not well formed (" + strings.Join(i.Notes, "; ") + "), " + proof
}

// Mail is what is kept of the mail that an item was attached to; of a forwarded mail
// that is attached whole, it is that mail.
type Mail struct {
	Came    bool     // by mail at all, whoever sent it
	From    string   // address, lower case; "" where it has none, or more than one
	Date    string   // of the header, in the sender's own time zone: YYYY-MM-DD, "" where it has none
	Undated string   // what stands there as a date and cannot be read
	Around  []string // From of the mails that it was attached to, the outermost first

	Automatic bool // a program replied, as where somebody is away
}

// Name is what the item was called when it came, without any folders.
func (i Item) Name() string {
	if len(i.Path) == 0 {
		return ""
	}
	name := i.Path[len(i.Path)-1]
	if strings.HasPrefix(name, "(") && strings.HasSuffix(name, ")") {
		return name // it had none, and this is its type
	}
	return path.Base(strings.ReplaceAll(name, `\`, "/"))
}
