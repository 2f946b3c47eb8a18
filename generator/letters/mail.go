package letters

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"mime"
	netmail "net/mail"
	"slices"
	"strings"

	"github.com/wneessen/go-mail"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// Mail is a letter as it is sent. Internal.
type Mail struct {
	ID       string // Message-ID, without <>
	File     string // name of its .eml file: the same for as long as the letter is due
	Letter   campaign.Letter
	To       string // address
	Subject  string
	Language string // that it is written in
	Fallback bool   // which is not the supplier's, for want of a template
	Text     string // its words, as readers without HTML show them
	Data     []byte // RFC 5322, lines ending in CRLF

	msg *mail.Msg
}

// Recipient is the address that a letter goes to: the supplier's, or for an escalation
// the buyer's. It is "" where none is known.
func (in *Input) Recipient(l campaign.Letter) string {
	if l.Kind == campaign.ToEscalate {
		return in.Registrant.Mail.BuyerOf(l.State.Supplier.Buyer)
	}
	return l.State.Address()
}

// writtenTo is whom a letter is written to: the supplier, or the parent that answers for it.
func writtenTo(l campaign.Letter) tables.Supplier {
	if l.State.Supplier.Email == "" && l.State.Via.Email != "" {
		return l.State.Via
	}
	return l.State.Supplier
}

// Held says why a letter that is due cannot be written; "" where it can.
func (in *Input) Held(l campaign.Letter) string {
	to := in.Recipient(l)
	switch {
	case to == "":
		return "escalations go to the buyer on the roster, by mail.buyers, or to mail.buyer of content/registrant.yaml; both are blank"
	case l.Kind == campaign.ToCorrect && in.points(l, "en") == "":
		return "its workbook does not count, but there is no finding that a letter could tell it: look at “cmr check”"
	case l.Kind == campaign.ToEscalate && slices.ContainsFunc(l.State.Letters, func(o tables.Outreach) bool {
		return o.Kind == l.Kind && o.Outcome == "bounced" && strings.Contains(o.Note, to)
	}):
		return "the letter to the buyer came back: correct mail.buyer or mail.buyers in content/registrant.yaml, or the roster"
	}
	return ""
}

// Mail writes a letter. Same inputs, same bytes.
func (in *Input) Mail(l campaign.Letter) (Mail, error) {
	s := l.State.Supplier
	wants := writtenTo(l).Language
	if l.Kind == campaign.ToEscalate {
		wants = "" // the buyer's, who is one of ours
	}
	template, lang, err := in.Templates.choose(in.named(l.Kind), wants)
	if err != nil {
		return Mail{}, err
	}
	m := Mail{ID: in.id(lettersOf(in.Year.Asks()), l.Kind, l.Number, s.ID, in.Day), Letter: l, To: in.Recipient(l), Language: lang, Fallback: misses(wants, lang)}
	m.File = fmt.Sprintf("%s-%s-%s", l.Due, s.ID, in.named(l.Kind))
	if l.Number > 0 {
		m.File += fmt.Sprintf("-%d", l.Number)
	}
	if l.Due == "" { // a workbook that the log does not know
		m.File = in.Day + m.File
	}
	m.File += ".eml"
	for _, a := range []string{m.To, in.Registrant.Mail.From, in.Registrant.Mail.ReplyTo} {
		if !project.IsAddress(a) { // the readers of both files have seen to it
			return Mail{}, fmt.Errorf("letter to %s: %q is not one e-mail address", s.ID, a)
		}
	}
	subject, body := split(template.Body)
	wrong := func(err error) error { return &project.InputError{File: template.File, Err: err} }
	if m.Subject, err = in.fill(subject, l, lang, header); err != nil {
		return Mail{}, wrong(err)
	}
	if body, err = in.fill(body, l, lang, literal); err != nil {
		return Mail{}, wrong(err)
	}
	body = in.withAlso(body, l, lang)
	if in.Year.Demonstration {
		body = demonstration + body
	}
	page, err := toHTML(body, lang, m.Subject)
	if err != nil {
		return Mail{}, err
	}
	m.Text = toText(body)
	boundary := m.compose(in, page)
	if list := in.attachments(l); list != nil {
		if err := m.attach(list, boundary); err != nil {
			return Mail{}, err
		}
	}
	var b bytes.Buffer
	if _, err := m.msg.WriteTo(&b); err != nil {
		return Mail{}, fmt.Errorf("write mail: %w", err)
	}
	m.Data = b.Bytes()
	return m, nil
}

// demonstration stands above the letters of a demonstration.
const demonstration = "*This letter is part of a demonstration: companies and people in it are fictional.*\n\n"

// compose makes the message. What go-mail makes up where it is not told (day, id,
// boundary, its own name) is told.
func (m *Mail) compose(in *Input, page string) (boundary string) {
	sum := sha256.Sum256([]byte(m.ID))
	boundary = fmt.Sprintf("cmr-%x", sum[:16])
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithBoundary(boundary))
	from := in.Registrant.Mail
	msg.FromMailAddress(&netmail.Address{Name: header(from.Name), Address: project.WireAddress(from.From)})
	to := netmail.Address{Address: project.WireAddress(m.To)}
	if m.Letter.Kind != campaign.ToEscalate {
		to.Name = header(writtenTo(m.Letter).Contact)
	}
	msg.ToMailAddress(&to)
	if from.ReplyTo != from.From {
		msg.ReplyToMailAddress(&netmail.Address{Address: project.WireAddress(from.ReplyTo)})
	}
	if encoded := mime.QEncoding.Encode("utf-8", m.Subject); encoded == m.Subject {
		msg.Subject(m.Subject)
	} else { // go-mail would fold before the first word, which readers show as a space
		msg.SetGenHeaderPreformatted(mail.HeaderSubject, strings.ReplaceAll(encoded, " ", "\r\n "))
	}
	msg.SetDateWithValue(in.At)
	msg.SetMessageIDWithValue(m.ID)
	asked := m.Letter.State.Asked
	first := slices.IndexFunc(m.Letter.State.Letters, func(o tables.Outreach) bool {
		return o.Date == asked && o.Kind == campaign.ToAsk && o.Channel == "email" && o.Outcome != "bounced"
	})
	if m.Letter.Kind != campaign.ToAsk && first >= 0 {
		programme := lettersOf(strings.ToUpper(project.AboutProgrammes(m.Letter.State.Letters[first])[0])) // by which it was written
		request := "<" + in.id(programme, campaign.ToAsk, 0, m.Letter.State.Supplier.ID, asked) + ">"
		msg.SetGenHeader(mail.HeaderInReplyTo, request)
		msg.SetGenHeader(mail.HeaderReferences, request)
	}
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(mail.TypeTextHTML, page)
	m.msg = msg
	return boundary
}

// draft is a letter as a file for people who send it themselves. Outlook takes one with the
// header X-Unsent for a mail that is to be sent, and any other for one that came.
func (in *Input) draft(m Mail) []byte {
	if in.Registrant.Mail.Drafts != "outlook" {
		return m.Data
	}
	return append([]byte("X-Unsent: 1\r\n"), m.Data...)
}

// id is a letter's Message-ID. It is told by the outreach log alone, so that a later
// letter can name the request that it follows.
func (in *Input) id(programme, kind string, number int, supplier, day string) string {
	from := project.WireAddress(in.Registrant.Mail.From)
	if number > 0 {
		kind = fmt.Sprintf("%s-%d", kind, number)
	}
	return fmt.Sprintf("cmr.%d.%s.%s.%s%s@%s", in.Year.Number, day, supplier, strings.ReplaceAll(programme, "-", "."), kind, from[strings.LastIndexByte(from, '@')+1:])
}

// header makes a text fit for a header: one line, nothing unseen, and nothing that a
// reader would decode (RFC 2047) into what was never written.
func header(s string) string { return strings.ReplaceAll(plain(s), "=?", "= ?") }
