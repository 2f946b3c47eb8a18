package receive

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Bounds on what is opened. A CMRT has some 100 KB to 2 MB, a mail at most 30 MB or so.
const (
	MaxFile   = 64 << 20  // bytes of a file that came, and of one attachment or member
	maxUnpack = 128 << 20 // bytes of all that a file holds, decoded and unpacked
	maxHeld   = 160 << 20 // bytes that are in memory at a time, with what is within each other
	maxItems  = 2_000     // attachments and members that are told of
	maxSteps  = 20_000    // parts, members and mails that are looked at
	maxDepth  = 5         // mails and archives within each other
	maxLevels = 20        // multiparts within multiparts
	maxHeader = 1 << 20   // bytes of the header of a mail or a part
	maxField  = 16 << 10  // bytes of a field in it that are read

	// Work is counted, not timed, so that the same file gives the same items on any
	// machine. A unit is about a nanosecond: looking at a byte is one.
	workFile = 3_500_000_000   // of one file that came: some 70 filled-in workbooks
	workCall = 400_000_000_000 // of one call: some 8,000

	workInflate = 4           // of a byte that is unpacked
	workMember  = 60_000      // of a member, however small
	workRead    = 5           // of a byte of a workbook that is read
	workBook    = 2_000_000   // of a workbook, however small
	workRefused = 800_000_000 // of one that its reader gave up as too large
)

// What is said where a bound is reached.
const (
	tooMuch  = "The file it came in holds more than is looked at in one: this was not read. Unpack it, or save the attachments, into a folder and give that."
	tooDeep  = "It lies too deep, mails and archives within each other: save the workbook by itself and give that."
	tooLarge = "It is far larger than any CMRT: ask for the workbook alone."
)

// Call bounds what one call of receive opens, all its files together.
type Call struct {
	work       int64
	programmes []string // whose templates are taken
}

// NewCall begins a call.
func NewCall() *Call { return &Call{work: workCall, programmes: []string{cmrt.Conflict}} }

// taking lets the call take the templates of some programmes.
func (c *Call) taking(programmes []string) *Call {
	c.programmes = programmes
	return c
}

// Open gives each thing that a file holds to a function, in the order of the file, and
// forgets it before it opens the next. name is what the file is called. It ends with the
// first error of the function.
func (c *Call) Open(name string, data []byte, each func(Item) error) error {
	o := opener{each: each, programmes: c.programmes, left: maxUnpack, held: int64(len(data)), work: min(workFile, c.work)}
	given := o.work
	if given <= 0 {
		o.tell([]string{name}, Trouble, "This call has read as much as one call reads: give it again by itself.")
		return o.err
	}
	o.open([]string{clip(name)}, data, came{})
	c.work -= given - max(o.work, 0)
	return o.err
}

// Open gives all that a file holds at once.
func Open(name string, data []byte) []Item {
	var items []Item
	_ = NewCall().Open(name, data, func(i Item) error { // which has no error to give
		items = append(items, i)
		return nil
	})
	return items
}

// opener opens one file within its bounds.
type opener struct {
	each       func(Item) error
	programmes []string // whose templates are taken
	err        error    // of each: nothing is opened after it
	items      int      // that were given
	tried      int      // of them workbooks, and what could not be opened: something came of what was opened
	steps      int
	left       int64  // bytes that may still be decoded or unpacked
	held       int64  // bytes that are in memory
	work       int64  // that may still be done
	full       bool   // the bound on items was told
	within     Mail   // the mail that is being walked; zero: none
	link       string // what a text of it in base64 says of a place where files lie
}

// do counts work, and says no where too much was done.
func (o *opener) do(work int64) bool {
	if o.err != nil || work > o.work {
		return false
	}
	o.work -= work
	return true
}

// step counts a part, a member or a mail, and says no where there were too many.
func (o *opener) step() bool {
	o.steps++
	return o.steps <= maxSteps && o.do(1_000)
}

// came is how a thing came to be here, through mails and archives.
type came struct {
	mail  Mail
	media string // the type that a mail gives it
	depth int
	notes []string        // what was forgiven on the way
	doubt bool            // by what was forgiven its bytes may have suffered: only what proves whole is taken
	texts func() []string // character sets of the mail around it; nil where there is none
	bare  *[]string       // the mails of a mailbox without an attachment; nil elsewhere
}

// forgiven adds a note, once.
func (c came) forgiven(note string, doubt bool) came {
	c.doubt = c.doubt || doubt
	for _, have := range c.notes {
		if have == note {
			return c
		}
	}
	c.notes = append(c.notes[:len(c.notes):len(c.notes)], note)
	return c
}

// damaged says that what came did not prove whole.
func (c came) damaged() string {
	return "It was damaged on its way (" + strings.Join(c.notes, "; ") + "): ask for it once more."
}

// below is the same, one deeper.
func (c came) below() came {
	c.depth++
	return c
}

// labels are the character sets of the mail around.
func (c came) labels() []string {
	if c.texts == nil {
		return nil
	}
	return c.texts()
}

// tell gives something that is not a workbook.
func (o *opener) tell(at []string, kind Kind, why string) {
	o.give(Item{Path: at, Kind: kind, Why: why, Mail: o.within})
}

// give hands an item on.
func (o *opener) give(i Item) {
	switch {
	case o.err != nil || o.full:
		return
	case o.items >= maxItems:
		o.full = true
		i = Item{Path: i.Path[:1], Kind: Trouble, Why: "It holds more than any mail or archive of suppliers' answers does; what comes behind was not looked at. Take the workbooks out and give them by themselves."}
	}
	o.items++
	if i.Kind != Other {
		o.tried++
	}
	o.err = o.each(i)
}

// reported gives a report of a mail server.
func (o *opener) reported(at []string, r returned, c came) {
	if !r.failed {
		o.tell(at, Other, "It is a mail server's report, and not one of failure: it goes on trying, or has delivered.")
		return
	}
	o.give(Item{Path: at, Kind: Back, Why: r.Why, Mail: c.mail, Report: r.Report})
}

// book gives a workbook.
func (o *opener) book(at []string, kind Kind, why string, data []byte, d cmrt.Declaration, c came) {
	sum := sha256.Sum256(data)
	o.give(Item{Path: at, Kind: kind, Why: why, Notes: c.notes, Data: data, SHA256: hex.EncodeToString(sum[:]), Declaration: d, Mail: c.mail})
}

// below gives the path of something within another.
func below(at []string, name string) []string {
	return append(at[:len(at):len(at)], clip(name))
}
