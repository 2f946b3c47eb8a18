package outreach

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// Report is a report that a mail came back, as a mail server wrote it.
type Report struct {
	ID        string   // Message-ID of the mail that came back; "" where the report does not say it
	Addresses []string // to which it could not be delivered
	Date      string   // of the report, YYYY-MM-DD; "" where it has none
	Why       string   // in the server's words, one line
}

// Why a report was not followed.
type notOurs struct{ why string }

func (e notOurs) Error() string { return e.why }

// IsNotOurs tells an error that says that no mail of the log is meant.
func IsNotOurs(err error) bool { _, ok := err.(notOurs); return ok }

// letterID is a Message-ID of package letters.
var letterID = lazyregexp.New(`^cmr\.(\d{4})\.(\d{4}-\d{2}-\d{2})\.([a-z0-9-]+)\.(?:(emrt|amrt)\.)?([a-z]+)(?:-(\d+))?@`)

// Follow notes in a year's log that a mail came back. A report counts only if it is about a
// mail of the log: by its Message-ID, otherwise by the address that it went to, if that is
// the address of one supplier. Nothing is written in a dry run. known tells that the log
// says so already.
func Follow(root *folder.Folder, y *project.Year, r Report, today string, dry bool) (row tables.Outreach, known bool, err error) {
	at, err := find(y, r)
	if err != nil {
		return row, false, err
	}
	if at.Outcome == Bounced {
		return at, true, nil
	}
	day := r.Date
	if day == "" || day > today || day < at.Date { // a clock that was wrong
		day = max(today, at.Date)
	}
	note := r.Why
	if i := slices.IndexFunc(r.Addresses, func(a string) bool { return !strings.Contains(strings.ToLower(at.Note), strings.ToLower(a)) }); i >= 0 && !strings.Contains(at.Note, "@") {
		note = r.Addresses[i] + ": " + note
	}
	if dry {
		return at, false, nil
	}
	row, _, err = comeBack(root, y, at, day, note)
	return row, false, err
}

// find gives the row of the log that a report is about.
func find(y *project.Year, r Report) (tables.Outreach, error) {
	if m := letterID.FindStringSubmatch(r.ID); m != nil {
		if m[1] != strconv.Itoa(y.Number) {
			return tables.Outreach{}, notOurs{fmt.Sprintf("it is about a letter of %s: give it to “cmr receive %s”", m[1], m[1])}
		}
		for _, o := range y.Outreach {
			if o.Date == m[2] && o.Supplier == m[3] && o.Kind == m[5] && slices.Contains(project.AboutProgrammes(o), cmp.Or(m[4], "cmrt")) && (o.Channel == Email || o.Channel == "") {
				return o, nil
			}
		}
	}
	var list []tables.Outreach // the last mail to each supplier with such an address
	for _, s := range y.Roster {
		var last *tables.Outreach
		for i := range y.Outreach {
			o := &y.Outreach[i]
			if o.Supplier == s.ID && mailed(*o) && (r.Date == "" || o.Date <= r.Date) && wentTo(*o, s, r.Addresses) && (last == nil || o.Date >= last.Date) {
				last = o
			}
		}
		if last != nil {
			list = append(list, *last)
		}
	}
	switch {
	case len(list) == 1:
		return list[0], nil
	case len(list) > 1:
		var names []string
		for _, o := range list {
			names = append(names, o.Supplier)
		}
		return tables.Outreach{}, notOurs{fmt.Sprintf("its address is that of several suppliers (%s), so say which letter came back: cmr log %d ID bounced", strings.Join(names, ", "), y.Number)}
	}
	return tables.Outreach{}, notOurs{"no letter in the log went to an address that it names"}
}

// mailed tells of a row that it is a mail, which arrived or came back.
func mailed(o tables.Outreach) bool {
	return o.Kind != campaign.Reply && (o.Channel == Email || o.Channel == "") && (o.Outcome == "sent" || o.Outcome == Bounced)
}

// wentTo tells whether a mail went to one of some addresses: the log's note says where to,
// otherwise it is the one on the roster.
func wentTo(o tables.Outreach, s tables.Supplier, addresses []string) bool {
	note := strings.ToLower(o.Note)
	return slices.ContainsFunc(addresses, func(a string) bool {
		a = strings.ToLower(a)
		if strings.Contains(note, "@") {
			return strings.Contains(note, a) || slices.ContainsFunc(strings.Fields(note), func(w string) bool {
				w = strings.Trim(w, ":;,<>")
				return strings.Contains(w, "@") && strings.ToLower(project.WireAddress(w)) == a
			})
		}
		return o.Kind != campaign.ToEscalate && s.Email != "" && (strings.EqualFold(s.Email, a) || strings.EqualFold(project.WireAddress(s.Email), a))
	})
}

// lastMail is the mail that a person says came back.
func lastMail(y *project.Year, e Entry, day string) (tables.Outreach, error) {
	var last *tables.Outreach
	for i := range y.Outreach {
		o := &y.Outreach[i]
		if o.Supplier == e.Supplier && mailed(*o) && o.Date <= day && (e.Kind == "" && o.Kind != campaign.ToEscalate || o.Kind == e.Kind) && (last == nil || o.Date >= last.Date) {
			last = o
		}
	}
	if last == nil {
		return tables.Outreach{}, fmt.Errorf("%w: the log has no mail to %s up to %s that could have come back", ErrUsage, e.Supplier, day)
	}
	return *last, nil
}

// comeBack notes in the row of a mail that it came back on a day. The row stays the one of
// the mail: whoever counts what arrived sees that this did not.
func comeBack(root *folder.Folder, y *project.Year, o tables.Outreach, day, why string) (tables.Outreach, bool, error) {
	if o.Outcome == Bounced {
		return o, false, nil
	}
	o.Outcome = Bounced
	if !strings.Contains(o.Note, "@") {
		i := slices.IndexFunc(y.Roster, func(s tables.Supplier) bool { return s.ID == o.Supplier })
		if to := y.Roster[i].Email; o.Kind != campaign.ToEscalate && to != "" && !strings.Contains(why, "@") {
			o.Note = strings.TrimSpace(to + " " + o.Note)
		}
	}
	o.Note = strings.TrimSpace(o.Note+": came back on "+day) + ending(why)
	o.Note = strings.TrimPrefix(o.Note, ": ")
	return o, true, write(root, y, func(data []byte) ([]byte, error) { return y.ChangeOutreach(data, o) })
}

func ending(why string) string {
	if why = strings.Join(strings.Fields(why), " "); why == "" {
		return ""
	}
	return ": " + why
}
