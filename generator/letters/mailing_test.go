package letters

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// judging is a mail server that judges by the recipient: what stands before the @ names
// the answer.
func judging(t *testing.T) Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go converse(c)
		}
	}()
	return Server{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, TLS: NoTLS}
}

// converse is one session of such a server.
func converse(c net.Conn) {
	defer c.Close()
	say := func(text string) { fmt.Fprintf(c, "%s\r\n", text) }
	say("220 test")
	kind := ""
	for lines := bufio.NewScanner(c); lines.Scan(); {
		switch word, rest, _ := strings.Cut(lines.Text(), " "); word {
		case "EHLO":
			say("250 test")
		case "RCPT":
			_, address, _ := strings.Cut(rest, "<")
			kind, _, _ = strings.Cut(address, "@")
			say(map[string]string{"gone": "550 5.1.1 no such mailbox", "relay": "530 5.7.0 log in first", "never": "451 later"}[kind] + map[bool]string{true: "250 yes"}[kind != "gone" && kind != "relay" && kind != "never"])
		case "DATA":
			say("354 go on")
			for lines.Scan() && lines.Text() != "." {
			}
			if kind == "drop" {
				return
			}
			say(map[bool]string{true: "554 5.6.0 spam", false: "250 taken"}[kind == "spam"])
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 yes")
		}
	}
}

// mailing opens the letters of a year in which these addresses have to be asked. It gives
// what was said, the log, and the suppliers whose letter is kept as it was sent.
func mailing(t *testing.T, demonstration bool, addresses ...string) (m *Mailing, said *strings.Builder, logged func() []string, kept func() []string) {
	t.Helper()
	dir := t.TempDir()
	var roster []tables.Supplier
	for i, a := range addresses {
		roster = append(roster, tables.Supplier{ID: fmt.Sprint("s", i), Name: fmt.Sprint("Supplier ", i), Email: a, InScope: "yes"})
	}
	list, err := tables.Write(roster)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"content/registrant.yaml": fmt.Sprintf("name: Example, Inc.\ndemonstration: %v\nmail: {from: cm@example.com, buyer: buyer@example.com}\n", demonstration),
		"content/2025/year.yaml":  "cut_off: 2026-04-30\naccepted_versions: [\"6.5\"]\n", "data/2025/suppliers.csv": string(list),
	} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(root.FS())
	if err != nil {
		t.Fatal(err)
	}
	said = &strings.Builder{}
	tell := func(format string, args ...any) { fmt.Fprintf(said, format+"\n", args...) }
	m = &Mailing{Root: root, Day: "2026-01-12", Today: "2026-01-12", At: time.Date(2026, 1, 12, 12, 0, 0, 0, time.UTC), Rate: 60_000_000, Tell: tell, Warn: tell,
		Drafts: func() (*folder.Folder, error) { return folder.Make(filepath.Join(dir, "build")) }}
	t.Cleanup(m.Close)
	if err := m.Open(season.Open(p, nil, &reading.Store{}), 2025); err != nil {
		t.Fatal(err)
	}
	said.Reset()
	logged = func() (rows []string) {
		data, err := os.ReadFile(filepath.Join(dir, "data/2025/outreach.csv"))
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		list, err := tables.Read[tables.Outreach]("outreach.csv", data)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range list {
			rows = append(rows, o.Supplier+" "+o.Outcome+" "+o.Note)
		}
		return rows
	}
	kept = func() (list []string) {
		files, _ := filepath.Glob(filepath.Join(dir, "data/2025/letters/*.txt"))
		for _, f := range files {
			list = append(list, strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "2026-01-12-"), "-request.txt"))
		}
		return list
	}
	return m, said, logged, kept
}

// TestTheLogSaysWhatBecameOfEachLetter: one that was taken on and one that no such mailbox
// got are logged; one that was refused, or may have arrived, is not, and is due again or
// waits for a person. The text is kept of what went out, or may have.
func TestTheLogSaysWhatBecameOfEachLetter(t *testing.T) {
	m, said, logged, kept := mailing(t, true, "fine@a.example", "gone@a.example", "spam@a.example", "fine@b.example", "drop@a.example", "never@a.example")
	if err := m.Send(judging(t)); err != nil {
		t.Fatal(err)
	}
	if want := []string{"s0 sent fine@a.example", "s1 bounced gone@a.example: 550 5.1.1 no such mailbox", "s3 sent fine@b.example"}; !slices.Equal(logged(), want) {
		t.Errorf("logged %q", logged())
	}
	if want := []string{"s0", "s3", "s4"}; !slices.Equal(kept(), want) {
		t.Errorf("kept are the texts to %q", kept())
	}
	for _, want := range []string{"sent: request to fine@a.example\n", "bounced: request to gone@a.example: 550", "refused: request to spam@a.example: 554", "in doubt: request to drop@a.example", "--not-sent cmr.2025.2026-01-12.s4.request@example.com", "not sent: request to never@a.example: 451", "Sent: 2 of 6."} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
	if m.Held != 4 {
		t.Errorf("%d letters are held, want 4", m.Held)
	}
}

// TestAServerThatRefusesAllIsLeftAlone after three letters, however many went out before.
func TestAServerThatRefusesAllIsLeftAlone(t *testing.T) {
	m, said, logged, _ := mailing(t, true, "spam@a.example", "spam@b.example", "fine@c.example", "spam@d.example", "spam@e.example", "spam@f.example", "fine@g.example", "fine@h.example")
	err := m.Send(judging(t))
	if err == nil || !strings.Contains(err.Error(), "3 letters failed one behind the other") || !strings.Contains(err.Error(), "sent before: 1, left: 2") || len(logged()) != 1 {
		t.Errorf("%v, %q\n%s", err, logged(), said)
	}
	m, said, logged, _ = mailing(t, true, "fine@a.example", "relay@b.example", "fine@c.example")
	err = m.Send(judging(t))
	if err == nil || !strings.Contains(err.Error(), "sent before: 1, left: 2") || !strings.Contains(err.Error(), "--skip s1") || len(logged()) != 1 {
		t.Errorf("%v, %q\n%s", err, logged(), said)
	}
	m, _, _, _ = mailing(t, true, "spam@a.example", "spam@b.example", "spam@c.example")
	if err := m.Send(judging(t)); err != nil || m.Held != 3 {
		t.Errorf("with none left that could be kept back: %v", err)
	}
}

// TestADemonstrationWritesToNobody but a server on this machine, and no real letter is
// logged of another day than it is sent on.
func TestADemonstrationWritesToNobody(t *testing.T) {
	invented, _, _, _ := mailing(t, true, "fine@a.example")
	if err := invented.Send(Server{Host: "mail.example.com", Port: 1, TLS: StartTLS}); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), "2025 is a demonstration") {
		t.Error(err)
	}
	m, _, logged, _ := mailing(t, false, "fine@a.example")
	m.Today = "2026-01-13"
	if err := m.Send(judging(t)); !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), "leave --as-of out") || len(logged()) > 0 {
		t.Error(err, logged())
	}
	m.Today = m.Day
	if err := m.Send(judging(t)); err != nil || len(logged()) != 1 {
		t.Error(err, logged())
	}
}

// TestALetterIsNamed by its kind, its number and the templates that it is about.
func TestALetterIsNamed(t *testing.T) {
	for want, l := range map[string]campaign.Letter{
		"request": {Kind: campaign.ToAsk}, "reminder 1": {Kind: campaign.ToRemind, Number: 1}, "reminder 2 (EMRT)": {Kind: campaign.ToRemind, Number: 2, Programme: "EMRT"},
		"request (CMRT and EMRT)": {Kind: campaign.ToAsk, Programme: "CMRT", Also: []string{"EMRT"}}, "thanks": {Kind: campaign.ToThank, Programme: "CMRT"},
	} {
		if got := title(l); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
