package receive

import (
	"bytes"
	"fmt"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"strconv"
	"strings"
)

// A mailbox (.mbox) is mails one behind the other, each begun by a line “From ADDRESS
// DAY”. Apple Mail keeps a mail (.emlx) between a line with its length and a list of
// properties.

// postLine is the line that begins a mail in a mailbox: somebody, a time of day, a year.
var postLine = lazyregexp.New(`^From \S.{0,200}?\d{1,2}:\d\d.{0,40}\d{4}`)

// mailsOf cuts a mailbox into its mails, each with the line that begins it; one mail that
// merely begins as a mailbox does comes back whole.
func mailsOf(data []byte, most int) (list [][]byte, all bool) {
	begin := 0
	for at := 0; at < len(data); {
		next := bytes.Index(data[at:], []byte("\nFrom "))
		if next < 0 {
			break
		}
		next += at + 1
		at = next + 5
		if blankBefore(data, next) && beginsMail(data[next:]) {
			if len(list) == most {
				return list, false
			}
			list, begin = append(list, data[begin:next]), next
		}
	}
	return append(list, data[begin:]), true
}

// blankBefore tells that a blank line stands before a place, as it does in a mailbox.
func blankBefore(data []byte, at int) bool {
	before := data[max(0, at-4):at]
	return bytes.HasSuffix(before, []byte("\n\n")) || bytes.HasSuffix(before, []byte("\n\r\n"))
}

// beginsMail tells that text is the line of a mailbox and a header behind it. Some
// programs write that line without a day, or with nothing at all; then the header must be
// one of a mail beyond doubt.
func beginsMail(text []byte) bool {
	line, rest, _ := bytes.Cut(text[:min(len(text), 2_000)], []byte("\n"))
	name, _, found := bytes.Cut(rest, []byte(":"))
	if !found || !bytes.HasPrefix(line, []byte("From ")) {
		return false
	}
	if postLine.Match(line) {
		return len(name) < 80 && isFieldName(bytes.TrimSpace(name))
	}
	return len(bytes.Fields(line)) <= 2 && isHeaderName(name)
}

// isMailbox tells a mailbox by its first line, or by its name where it has none of a day.
func isMailbox(name string, data []byte) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4_000)], []byte("\ufeff")), "\r\n")
	return beginsMail(text) || isNamed(name, ".mbox", ".mbx") && bytes.HasPrefix(text, []byte("From "))
}

// mostMails bounds the mails of a mailbox that are looked at.
const mostMails = 8_000

// mailbox opens the mails of a mailbox.
func (o *opener) mailbox(at []string, data []byte, c came) {
	switch {
	case c.depth >= maxDepth:
		o.tell(at, Trouble, tooDeep)
		return
	case !o.step() || !o.do(int64(8*len(data))):
		o.tell(at, Trouble, tooMuch)
		return
	}
	list, all := mailsOf(lineEnds(data), mostMails)
	if len(list) == 1 && !isNamed(at[len(at)-1], ".mbox", ".mbx") {
		o.mail(at, data, c)
		return
	}
	var bare []string
	for i, m := range list {
		m, _ = unposted(m)
		inner := c.below()
		inner.bare = &bare
		if o.mail(below(at, fmt.Sprintf("(mail %d)", i+1)), m, inner); o.full || o.err != nil {
			return
		}
	}
	switch {
	case len(bare) == len(list):
		o.tell(at, Trouble, "It is a mailbox of mails without an attachment.")
	case len(bare) > 0:
		more := ""
		if len(bare) > 5 {
			more = ", …"
		}
		have := "have"
		if len(bare) == 1 {
			have = "has"
		}
		o.tell(at, Other, fmt.Sprintf("Of its %d mails, %d %s no attachment: %s%s.", len(list), len(bare), have, strings.Join(bare[:min(len(bare), 5)], ", "), more))
	}
	if !all {
		o.tell(at, Trouble, fmt.Sprintf("It holds more than %d mails; those behind were not looked at: save the mails with workbooks into a folder and give that.", mostMails))
	}
}

// lengthLine begins a mail that Apple Mail keeps.
var lengthLine = lazyregexp.New(`^(\d{1,10})[ \t]*\r?\n`)

// appleMail takes the mail out of the file in which Apple Mail keeps it. short tells that
// there is less of it than the file says.
func appleMail(data []byte) (mail []byte, short, ok bool) {
	first := lengthLine.FindSubmatch(data[:min(len(data), 64)])
	if first == nil || !looksLikeMail(data[len(first[0]):]) {
		return nil, false, false
	}
	rest := data[len(first[0]):]
	n, err := strconv.Atoi(string(first[1]))
	if err != nil || n > len(rest) {
		return rest, true, true
	}
	return rest[:n], false, true
}
