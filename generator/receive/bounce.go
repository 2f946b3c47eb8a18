package receive

import (
	"cmp"
	"mime"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/outreach"
)

// Mail servers report what they could not deliver in a form of their own (RFC 3464:
// multipart/report with a part message/delivery-status). Many write plain text instead, or
// break the form; their sender, subject and header lines tell them. What they send back
// with it, our own letter, is not opened.

// returned is what a report of a mail server says.
type returned struct {
	outreach.Report
	failed bool // it could not be delivered, and will not be tried again
}

var (
	// daemon is how mail servers call themselves.
	daemon = lazyregexp.New(`(?i)mailer-?daemon|mail-?daemon|postmaster@|mail delivery (?:sub)?system|mdaemon@|microsoftexchange[0-9a-f]{20,}@|^\s*<>\s*$`)
	// failing is in the subject of a report of failure, in the languages of common servers.
	failing = lazyregexp.New(`(?i)undeliver|not (?:be )?deliver|non[- ]?deliver|deliver\w* (?:status notification \(failure\)|has failed|failed|failure|problem|error)|fail\w* (?:notice|delivery|to deliver)|returned mail|returning message|mail (?:system error|could not)|message (?:not delivered|could not be delivered|bounced)|bounce|unzustellbar|nicht zu(?:ge)?stell|zustell\w* (?:fehl|nicht)|fehler bei der (?:e-?mail-?)?zustellung|non remis|échec|non recapitat|mancat[ao] (?:recapito|consegna)|no se (?:ha )?(?:pudo|puede) entregar|no entregado|não (?:foi )?entreg|niedostarcz|не (?:может быть )?доставлен|退信|无法投递|無法傳遞|未能送达|未送達|配信(?:不能|できません)|送信(?:失敗|エラー)|배달(?:되지| 실패)`)
	// delaying is in that of a warning: the server goes on trying.
	delaying = lazyregexp.New(`(?i)delay|warning: (?:could not|message)|still being retried|verzögert|retard|推迟|延迟|遅延`)
	// code finds what a server answered.
	code = lazyregexp.New(`(?m)^.*?\b((?:[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3})?|[45]\.\d{1,3}\.\d{1,3}\b).*)$`)
	// ourID finds a Message-ID of a letter, ownID the line of a header that gives it.
	ourID = lazyregexp.New(`cmr\.\d{4}\.(\d{4}-\d{2}-\d{2})\.[a-z0-9-]+\.[a-z]+(?:-\d+)?@[A-Za-z0-9.-]+`)
	ownID = lazyregexp.New(`(?im)^[ \t>]*message-id:\s*<(cmr\.\d{4}\.\d{4}-\d{2}-\d{2}\.[a-z0-9-]+\.[a-z]+(?:-\d+)?@[A-Za-z0-9.-]+)>`)
)

// report tells a report of a mail server from other mails.
func (o *opener) report(h header, body []byte) (r returned, ok bool) {
	from, subject := strings.Join(append(h.fields["from"], h.fields["sender"]...), " "), wordsOf(h.get("subject"))
	named := parameters(h.get("content-type"), nil)["report-type"]
	mechanical := daemon.MatchString(from) || daemon.MatchString(h.get("return-path")) || len(h.fields["x-failed-recipients"]) > 0
	if !mechanical && h.media() != "multipart/report" && named == "" || !o.do(int64(6*len(body))) {
		return r, false
	}
	var text, original []byte
	var status [][]byte
	for _, p := range o.leaves(h, body, 0) {
		switch media := p.header.media(); {
		case strings.HasSuffix(media, "delivery-status"):
			status = append(status, p.body)
		case media == "message/disposition-notification":
			return r, false // somebody read a letter, or did not
		case strings.HasPrefix(media, "message/"), strings.HasSuffix(media, "rfc822-headers"):
			original = append(append(original, p.body...), '\n')
		case media == "" || strings.HasPrefix(media, "text/plain") || text == nil && strings.HasPrefix(media, "text/"):
			text = append(append(text, p.body...), '\n')
		}
	}
	r.Date, r.ID = dayOf(h.get("date")), idOf(h, original, text)
	switch {
	case len(status) > 0:
		r.failed = r.statusOf(status)
	case mechanical && delaying.MatchString(subject):
	case len(h.fields["x-failed-recipients"]) > 0, mechanical && failing.MatchString(subject):
		r.failed = true
		for _, list := range h.fields["x-failed-recipients"] {
			r.add(bare.FindAllString(list, 20)...)
		}
		if before, found := cutOriginal(text); len(r.Addresses) == 0 {
			text = before
			if found || len(before) < 8<<10 {
				r.add(bare.FindAllString(string(before[:min(len(before), 8<<10)]), 20)...)
			}
		}
	default:
		return r, false
	}
	if m := code.FindSubmatch(text[:min(len(text), 8<<10)]); r.Why == "" && m != nil {
		r.Why = string(m[1])
	}
	r.Why = clip(strings.Join(strings.Fields(cmp.Or(r.Why, subject, "delivery failed")), " "))
	return r, true
}

// part is a part of a mail that is no multipart, decoded.
type leaf struct {
	header header
	body   []byte
}

// leaves are the parts of a report, those of a mail that comes back left whole.
func (o *opener) leaves(h header, body []byte, level int) (list []leaf) {
	boundary := strings.TrimRight(parameters(h.get("content-type"), nil)["boundary"], " \t")
	if !strings.HasPrefix(h.media(), "multipart/") || level > 3 {
		if data, _, known := o.decoded(h.get("content-transfer-encoding"), body, came{}); known {
			body = data
		}
		return []leaf{{h, body}}
	}
	sections, _ := sections(body, cmp.Or(boundary, firstBoundary(body)), 20)
	for _, s := range sections {
		if head, inner, ok := parseHeader(s); ok {
			list = append(list, o.leaves(head, inner, level+1)...)
		}
	}
	return list
}

// reportOf reads a report that Outlook saved: it keeps what the server said as properties.
func (s storage) reportOf(page uint32, c came) (r returned, ok bool) {
	class := strings.ToUpper(s.text(msgClass, page))
	if !strings.HasPrefix(class, "REPORT.") || !strings.HasSuffix(class, ".NDR") {
		return r, false
	}
	h, _, _ := parseHeader([]byte(strings.TrimLeft(s.headers(), "\r\n") + "\r\n\r\n"))
	h.fields["in-reply-to"] = append(h.fields["in-reply-to"], s.text(msgReplyTo, page))
	body := s.text(msgReport, page) + "\n" + s.text(msgBody, page)
	r.failed, r.Date, r.ID = true, s.mail(page, c).Date, idOf(h, nil, []byte(body))
	for _, property := range []string{msgDisplayTo, msgFirstTo} {
		r.add(bare.FindAllString(s.text(property, page), 20)...)
	}
	if len(r.Addresses) == 0 {
		before, _ := cutOriginal([]byte(body))
		r.add(bare.FindAllString(string(before), 20)...)
	}
	r.Why = cmp.Or(s.text(msgSubject, page), "delivery failed")
	if m := code.FindStringSubmatch(body); m != nil {
		r.Why = m[1]
	}
	r.Why = clip(strings.Join(strings.Fields(r.Why), " "))
	return r, true
}

// statusOf reads the fields about each recipient (RFC 3464), and tells whether delivery
// failed for any.
func (r *returned) statusOf(parts [][]byte) (failed bool) {
	for _, part := range parts {
		for _, block := range blankLines.Split(string(part[:min(len(part), 64<<10)]), 50) {
			f, _, _ := parseHeader([]byte(block + "\n\n"))
			action, status := strings.ToLower(f.get("action")), f.get("status")
			if len(f.fields["final-recipient"])+len(f.fields["original-recipient"]) == 0 || action != "failed" && (action != "" || !strings.HasPrefix(status, "5")) {
				continue
			}
			failed = true
			for _, field := range []string{"original-recipient", "final-recipient", "x-actual-recipient"} {
				r.add(bare.FindAllString(f.get(field), 1)...)
			}
			kind, said, coded := strings.Cut(f.get("diagnostic-code"), ";")
			if !coded {
				said = kind
			}
			if r.Why == "" {
				r.Why = cmp.Or(strings.TrimSpace(said), status)
			}
		}
	}
	return failed
}

var blankLines = lazyregexp.New(`\r?\n[ \t]*\r?\n`)

func (r *returned) add(addresses ...string) {
	for _, a := range addresses {
		if a = strings.ToLower(strings.Trim(a, ".'")); !slices.Contains(r.Addresses, a) {
			r.Addresses = append(r.Addresses, a)
		}
	}
}

// idOf is the Message-ID of the letter that came back. A letter names the request that it
// follows too, so that the line of its header counts first, and then the latest.
func idOf(h header, original, text []byte) string {
	for _, where := range [][]byte{original, text} {
		if m := ownID.FindSubmatch(where[:min(len(where), 256<<10)]); m != nil {
			return string(m[1])
		}
	}
	last := ""
	for _, where := range []string{h.get("in-reply-to"), strings.Join(h.fields["references"], " "), string(original[:min(len(original), 256<<10)]), string(text[:min(len(text), 256<<10)])} {
		for _, m := range ourID.FindAllStringSubmatch(where, 50) {
			if last == "" || m[1] > ourID.FindStringSubmatch(last)[1] {
				last = m[0]
			}
		}
		if last != "" {
			return last
		}
	}
	return ""
}

// originals are the lines behind which servers that write plain text put the mail that
// comes back.
var originals = lazyregexp.New(`(?im)^[ \t]*[-=_*]{2,}[ \t]*(?:below this line is a copy|this is a copy|original message|returned message|the header of the original|ursprüngliche nachricht|beginn der|message d.origine).*$|^(?:received|return-path|message-id|from): `)

func cutOriginal(text []byte) (before []byte, found bool) {
	if at := originals.FindStringIndex(string(text)); at != nil {
		return text[:at[0]], true
	}
	return text, false
}

// wordsOf decodes the words of a header.
func wordsOf(field string) string {
	if plain, err := new(mime.WordDecoder).DecodeHeader(field); err == nil {
		return plain
	}
	return field
}
