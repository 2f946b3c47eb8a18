package letters

import (
	"encoding/json"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/tables"
)

const journalName = folder.TempPrefix + "sending-2025"

// idOf is the Message-ID of the request to a supplier.
func idOf(supplier string) string { return "cmr.2025.2026-01-12." + supplier + ".request@example.com" }

// left is what a run that was broken off had written of the request to a supplier.
func left(t *testing.T, event, supplier, outcome string) string {
	t.Helper()
	line, err := json.Marshal(entry{Event: event, ID: idOf(supplier), Day: "2026-01-12",
		Row: tables.Outreach{Date: "2026-01-12", Supplier: supplier, Kind: campaign.ToAsk, Channel: "email", Outcome: outcome, Note: supplier + "@example.com"}})
	if err != nil {
		t.Fatal(err)
	}
	return string(line) + "\n"
}

// TestWhatABrokenOffRunLeft: what the server answered is logged by the next run; what is in
// doubt is neither sent nor logged until a person says what became of it. Once all is
// settled nothing is left of the run.
func TestWhatABrokenOffRunLeft(t *testing.T) {
	const kept = "data/2025/letters/2026-01-12-acme-request.txt"
	const row = "2026-01-12,acme,request,email,sent,"
	for name, tc := range map[string]struct {
		journal       string
		log           string
		sent, notSent []string
		logged        bool // afterwards, that acme was asked
		doubt, due    bool // acme's letter
		asked         bool // in another way, so that no letter to acme is due
		text          bool // what was sent is kept
		said          string
	}{
		"the server took it on":              {journal: left(t, decided, "acme", "sent"), logged: true, text: true, said: "settled: " + idOf("acme") + ", logged as sent\n"},
		"the row was written, and no more":   {journal: left(t, decided, "acme", "sent"), log: row + "acme@example.com,\n", logged: true, text: true, said: "settled: " + idOf("acme") + ", logged as sent\n"},
		"nobody knows":                       {journal: left(t, intent, "acme", "sent"), doubt: true, text: true, said: "held: request to acme: a send was broken off on 2026-01-12, and nobody here knows whether " + idOf("acme") + " arrived. Look at the mail server, then say --sent " + idOf("acme") + " or --not-sent " + idOf("acme") + "\n"},
		"somebody logged it":                 {journal: left(t, intent, "acme", "sent"), log: row + "by hand,\n", logged: true, text: true, said: "settled: " + idOf("acme") + ", logged as sent\n"},
		"of another day in the log":          {journal: left(t, intent, "acme", "sent"), log: "2026-01-11,bolt,request,email,sent,,\n2026-01-12,bolt,request,email,sent,,\n", doubt: true, text: true},
		"a person says that it was sent":     {journal: left(t, intent, "acme", "sent"), sent: []string{idOf("acme")}, logged: true, text: true, said: "settled: " + idOf("acme") + ", logged as sent\n"},
		"a person says that it was not sent": {journal: left(t, intent, "acme", "sent"), notSent: []string{idOf("acme")}, due: true, said: "settled: " + idOf("acme") + ", not sent\n"},
		"it was logged":                      {journal: left(t, intent, "acme", "sent") + left(t, decided, "acme", "sent") + left(t, logged, "acme", "sent"), due: true, text: true},
		"it was not taken on":                {journal: left(t, intent, "acme", "sent") + left(t, notSent, "acme", "sent"), due: true, text: true},
		"the last line has no end":           {journal: strings.TrimSuffix(left(t, intent, "acme", "sent"), "\n"), due: true, text: true},
		"a phone call is no letter":          {journal: left(t, intent, "acme", "sent"), log: "2026-01-12,acme,request,phone,sent,,\n", asked: true, doubt: true, text: true},
		"a reminder is no request":           {journal: left(t, intent, "acme", "sent"), log: "2026-01-12,acme,reminder,email,sent,,\n", asked: true, doubt: true, text: true},
	} {
		files := map[string]string{journalName: tc.journal, kept: "as it was sent"}
		if tc.log != "" {
			files["data/2025/outreach.csv"] = outreachHead + tc.log
		}
		o := anOffice(t, files)
		m, err := o.open(t, func(m *Mailing) { m.Sent, m.NotSent = tc.sent, tc.notSent })
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		said := o.said.String()
		due := slices.ContainsFunc(m.Due, func(mail Mail) bool { return mail.Letter.State.Supplier.ID == "acme" })
		m.Close()
		log := o.text(t, "data/2025/outreach.csv")
		if got := strings.Count(log, row); got != map[bool]int{true: 1}[tc.logged] || due != tc.due {
			t.Errorf("%s: logged %d times, due %v:\n%s", name, got, due, log)
		}
		if tc.said == "" && strings.Contains(said, "settled") || !strings.Contains(said, tc.said) || (tc.doubt && !tc.asked) != (m.Held == 1) {
			t.Errorf("%s: held %d, said\n%s", name, m.Held, said)
		}
		if got := o.text(t, journalName) != ""; got != tc.doubt {
			t.Errorf("%s: the journal is left: %v", name, got)
		}
		if got := o.text(t, kept) != ""; got != tc.text {
			t.Errorf("%s: the text of the letter is kept: %v", name, got)
		}
	}
}

// TestADoubtOutlivesWhatIsSettledBesideIt: of two letters one is settled, and the other is
// still in doubt for the next run, and the one after it.
func TestADoubtOutlivesWhatIsSettledBesideIt(t *testing.T) {
	o := anOffice(t, map[string]string{journalName: left(t, intent, "acme", "sent") + left(t, decided, "bolt", "bounced") + "{\"Event\": \"intent\", \"ID\": \"cut off"})
	for _, sent := range [][]string{nil, nil, {idOf("acme")}} {
		m, err := o.open(t, func(m *Mailing) { m.Sent = sent })
		if err != nil {
			t.Fatal(err)
		}
		if wants := len(sent) == 0; wants != (m.Held == 1) {
			t.Errorf("--sent %v: held %d", sent, m.Held)
		}
		m.Close()
	}
	log := o.text(t, "data/2025/outreach.csv")
	if strings.Count(log, ",bolt,request,email,bounced,") != 1 || strings.Count(log, ",acme,request,email,sent,") != 1 || o.text(t, journalName) != "" {
		t.Errorf("logged\n%sand left %q", log, o.text(t, journalName))
	}
}

// TestNothingIsSettledThatIsNotInDoubt: a Message-ID that was mistyped is told, before
// anything is done, and so is one of a letter that the server answered.
func TestNothingIsSettledThatIsNotInDoubt(t *testing.T) {
	for name, with := range map[string]func(*Mailing){
		"mistyped, sent":     func(m *Mailing) { m.Sent = []string{idOf("acme"), "other"} },
		"mistyped, not sent": func(m *Mailing) { m.NotSent = []string{"other"} },
		"answered":           func(m *Mailing) { m.NotSent = []string{idOf("bolt")} },
	} {
		o := anOffice(t, map[string]string{journalName: left(t, intent, "acme", "sent") + left(t, decided, "bolt", "sent")})
		if _, err := o.open(t, with); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), "is in doubt") || o.text(t, "data/2025/outreach.csv") != "" || o.drafts(t) != nil {
			t.Errorf("%s: %v\n%s", name, err, o.text(t, "data/2025/outreach.csv"))
		}
	}
}

// TestADamagedJournalIsNotGuessedAt: what to do is said, and the file stays as it is.
func TestADamagedJournalIsNotGuessedAt(t *testing.T) {
	damaged := left(t, intent, "acme", "sent") + "damaged\n" + left(t, intent, "bolt", "sent")
	o := anOffice(t, map[string]string{journalName: damaged})
	m, err := o.open(t, nil)
	if err == nil || !strings.Contains(err.Error(), filepath.Join(o.dir, journalName)+" is damaged (") || !strings.Contains(err.Error(), "log it in outreach.csv, then remove the file") {
		t.Error(err)
	}
	m.Close()
	if o.text(t, journalName) != damaged {
		t.Errorf("the journal is now %q", o.text(t, journalName))
	}
	o = anOffice(t, map[string]string{journalName + "/x": "a folder"})
	if _, err := o.open(t, nil); err == nil || !strings.Contains(err.Error(), "read the journal of letters") {
		t.Error(err)
	}
}

// TestALetterIsOnTheDiskBeforeItIsHandedOver: where the journal, the text or the log cannot
// be written, sending ends, and no letter goes out of which nobody would know.
func TestALetterIsOnTheDiskBeforeItIsHandedOver(t *testing.T) {
	for name, tc := range map[string]struct {
		blocked string // a folder stands where this file has to be written
		sent    int
	}{
		"the journal":   {journalName, 0},
		"its text":      {"data/2025/letters/2026-01-12-acme-request.txt", 0},
		"the log":       {"data/2025/outreach.csv", 1},
		"its last copy": {"build/logged/2026-01-12/" + draftToAcme, 1},
	} {
		o := anOffice(t, nil)
		m, err := o.open(t, func(m *Mailing) { m.Only = []string{"acme"} })
		if err != nil {
			t.Fatal(err)
		}
		o.put(t, path.Join(tc.blocked, "x"), "in the way")
		server, said := speak(t, nil)
		if err := m.Send(server); err == nil || !strings.Contains(err.Error(), path.Base(tc.blocked)) {
			t.Errorf("%s cannot be written, and it is not said: %v\n%s", name, err, o.said)
		}
		if got := strings.Count(said(), "DATA"); got != tc.sent {
			t.Errorf("%s cannot be written: %d letters were handed over, want %d", name, got, tc.sent)
		}
		if err := m.Record(); err == nil && name != "the journal" {
			t.Errorf("%s cannot be written, and letters are logged by hand", name)
		}
		m.Close()
		if err := os.RemoveAll(filepath.Join(o.dir, tc.blocked)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestALogThatCannotBeReadIsNotReplaced: the letters are not logged, and it stays as it is.
func TestALogThatCannotBeReadIsNotReplaced(t *testing.T) {
	o := anOffice(t, nil)
	m, err := o.open(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	o.put(t, "data/2025/outreach.csv", "other,columns\n1,2\n")
	if err := m.Record(); err == nil || o.text(t, "data/2025/outreach.csv") != "other,columns\n1,2\n" {
		t.Errorf("%v; the log is now\n%s", err, o.text(t, "data/2025/outreach.csv"))
	}
}
