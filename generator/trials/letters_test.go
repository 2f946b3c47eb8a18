package trials

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"itron.com/conflict-minerals/generator/tables"
)

// python is Debian's own, for which Debian's packages are installed.
const python = "/usr/bin/python3"

// mailServer is a server on this machine that takes mails on.
type mailServer struct {
	t      *testing.T
	folder string
	env    []string // for cmr to reach it
}

// startServer starts Debian's aiosmtpd. On a machine without it the test is skipped, but
// not where all tests must run.
func startServer(t *testing.T, tls string, args ...string) *mailServer {
	t.Helper()
	if err := exec.Command(python, "-c", "import aiosmtpd").Run(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("python3-aiosmtpd is missing: “make tools” installs it")
		}
		t.Skip("python3-aiosmtpd is not installed: “make tools” installs it")
	}
	s := &mailServer{t: t, folder: t.TempDir()}
	var cert string
	if tls != "none" {
		var key string
		cert, key = selfSigned(t)
		args = append(args, "--tls", tls, "--cert", cert, "--key", key)
	}
	cmd := exec.Command(python, append([]string{"testdata/smtpd.py", s.folder}, args...)...)
	cmd.Stderr = t.Output()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); _ = cmd.Wait() })
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the mail server did not start: %v", err)
	}
	s.env = []string{"CMR_SMTP_HOST=127.0.0.1", "CMR_SMTP_PORT=" + strings.TrimSpace(port), "CMR_SMTP_TLS=" + tls, "SSL_CERT_FILE=" + cert}
	return s
}

// selfSigned is a certificate for 127.0.0.1 that nobody signed but itself.
func selfSigned(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	public, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// received counts the mails that the server took on, by Message-ID.
func (s *mailServer) received() map[string]int {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(s.folder, "*.eml"))
	if err != nil {
		s.t.Fatal(err)
	}
	n := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			s.t.Fatal(err)
		}
		n[string(messageID.FindSubmatch(data)[1])]++
	}
	return n
}

var messageID = regexp.MustCompile(`(?i)Message-ID:\s*<([^>]+)>`)

// surveyOf is a project that begins to ask suppliers with these addresses.
func surveyOf(t *testing.T, addresses ...string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "co")
	if code, out := cmr(t, nil, "init", root, "--year", "2025"); code != 0 {
		t.Fatal(out)
	}
	var roster []tables.Supplier
	for i, a := range addresses {
		roster = append(roster, tables.Supplier{ID: fmt.Sprintf("s%03d", i), Name: fmt.Sprintf("Supplier %d", i), Email: a, InScope: "yes"})
	}
	data, err := tables.Write(roster)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("data/2025/suppliers.csv", string(data))
	put("content/registrant.yaml", "name: Example, Inc.\ndemonstration: true\nmail: {from: cm@example.com, buyer: buyer@example.com}\n")
	put("content/2025/year.yaml", "cut_off: 2026-04-30\naccepted_versions: [\"6.5\"]\n")
	return root
}

// cmr runs the program as a process of its own.
func cmr(t *testing.T, env []string, args ...string) (int, string) {
	t.Helper()
	cmd := command(t, env, args...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// command is the program.
func command(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("cmr", args...)
	cmd.Env = append(os.Environ(), env...)
	return cmd
}

// outreachOf is the log of a project's letters as “supplier kind outcome”.
func outreachOf(t *testing.T, root string) (list []string, rows []tables.Outreach) {
	t.Helper()
	name := filepath.Join(root, "data/2025/outreach.csv")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err = tables.Read[tables.Outreach](name, data); err != nil {
		t.Fatal(err)
	}
	for _, o := range rows {
		list = append(list, o.Supplier+" "+o.Kind+" "+o.Outcome)
	}
	return list, rows
}

func TestSendOverEveryKindOfConnection(t *testing.T) {
	t.Parallel()
	for _, tls := range []string{"none", "starttls", "tls"} {
		t.Run(tls, func(t *testing.T) {
			login := []string{"--login", "me:open sesame"}
			if tls == "none" {
				login = nil // no password goes over an open connection
			}
			s := startServer(t, tls, login...)
			root := surveyOf(t, "a@x.example", "b@x.example")
			send := []string{"--root", root, "letters", "2025", "--as-of", "2026-01-12", "--send", "--rate", "60000", "--wait", "1ms"}
			code, out := cmr(t, append(s.env, "CMR_SMTP_USER=me", "CMR_SMTP_PASSWORD=wrong"), send...)
			if log, _ := outreachOf(t, root); code != 3 || tls != "none" && !strings.Contains(out, "535") || strings.Contains(out, "wrong") || len(log) > 0 || len(s.received()) > 0 {
				t.Fatalf("a wrong password: %d, %v\n%s", code, log, out)
			}
			me := s.env
			if tls != "none" {
				me = append(me, "CMR_SMTP_USER=me", "CMR_SMTP_PASSWORD=open sesame")
				// a certificate that nobody vouches for
				if code, out := cmr(t, append(slices.Clone(me), "SSL_CERT_FILE="+os.DevNull, "SSL_CERT_DIR="+os.DevNull), send...); code != 3 || len(s.received()) > 0 {
					t.Fatalf("an unknown certificate: %d\n%s", code, out)
				}
			}
			if code, out := cmr(t, me, send...); code != 0 || !strings.Contains(out, "Sent: 2 of 2.") {
				t.Fatalf("%d\n%s", code, out)
			}
			if code, out := cmr(t, me, send...); code != 0 || !strings.Contains(out, "Sent: 0 of 0.") {
				t.Fatalf("again: %d\n%s", code, out)
			}
			if got := s.received(); len(got) != 2 || got["cmr.2025.2026-01-12.s000.request@example.com"] != 1 {
				t.Error(got)
			}
			if log, rows := outreachOf(t, root); !slices.Equal(log, []string{"s000 request sent", "s001 request sent"}) || rows[0].Note != "a@x.example" || rows[0].Date != "2026-01-12" {
				t.Error(log, rows)
			}
		})
	}
}

// textsOf are the suppliers of which a letter is kept as it was sent. Each names the hash of
// the mail that went out.
func textsOf(t *testing.T, root string) (list []string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(root, "data", "2025", "letters", "2026-01-12-*-request.txt"))
	for _, f := range files {
		supplier := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "2026-01-12-"), "-request.txt")
		list = append(list, supplier)
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sent, err := os.ReadFile(filepath.Join(root, "build", "2025", "letters", "logged", "2026-01-12", "2026-01-12-"+supplier+"-request.eml"))
		if err == nil && !strings.Contains(string(text), fmt.Sprintf("SHA-256 of the mail: %x\n", sha256.Sum256(sent))) {
			t.Errorf("%s: another mail was sent", f)
		}
	}
	return list
}

func TestWhatTheServerAnswers(t *testing.T) {
	t.Parallel()
	s := startServer(t, "none")
	root := surveyOf(t, "fine@a.example", "later@a.example", "gone@a.example", "spam@a.example", "fine@b.example", "never@a.example", "drop@a.example", "fine@c.example")
	send := []string{"--root", root, "letters", "2025", "--as-of", "2026-01-12", "--send", "--rate", "60000", "--wait", "1ms"}
	code, out := cmr(t, s.env, send...)
	log, rows := outreachOf(t, root)
	want := []string{"s000 request sent", "s001 request sent", "s002 request bounced", "s004 request sent", "s007 request sent"}
	if code != 1 || !slices.Equal(log, want) || rows[2].Note != "gone@a.example: 550 5.1.1 no such mailbox" {
		t.Fatalf("%d, %q %q\n%s", code, log, rows[2].Note, out)
	}
	id := "cmr.2025.2026-01-12.s006.request@example.com"
	for _, say := range []string{"bounced: request to gone@a.example: 550", "refused: request to spam@a.example: 554 5.6.0", "not sent: request to never@a.example: 451", "in doubt: request to drop@a.example", "--not-sent " + id} {
		if !strings.Contains(out, say) {
			t.Errorf("%q is not said:\n%s", say, out)
		}
	}
	// What was taken on is kept as it was sent, and so is what is in doubt; nothing else is.
	if got := textsOf(t, root); !slices.Equal(got, []string{"s000", "s001", "s004", "s006", "s007"}) {
		t.Errorf("the texts of %v are kept", got)
	}
	// What is in doubt is neither sent nor logged again, nor is what bounced.
	for _, do := range []string{"--send", "--record"} {
		again := append(slices.Clone(send[:6]), do, "--rate", "60000", "--wait", "1ms")
		if do == "--record" {
			again = append(again[:6], "--out", t.TempDir())
		}
		code, out = cmr(t, s.env, again...)
		if code != 1 || !strings.Contains(out, "held: request to s006") || strings.Contains(out, "s002-request") || s.received()[id] != 1 {
			t.Fatalf("%d\n%s", code, out)
		}
	}
	if code, out := cmr(t, nil, append(slices.Clone(send[:6]), "--sent", "no such letter")...); code != 2 {
		t.Errorf("%d\n%s", code, out)
	}
	if code, out = cmr(t, nil, append(slices.Clone(send[:6]), "--sent", id)...); !strings.Contains(out, "settled: "+id) {
		t.Errorf("%d\n%s", code, out)
	}
	if log, _ = outreachOf(t, root); log[len(log)-1] != "s006 request sent" {
		t.Error(log)
	}
	if _, err := os.Stat(filepath.Join(root, ".cmr-sending-2025")); !os.IsNotExist(err) {
		t.Error("the journal is still there, with nothing open")
	}
}

// TestAServerThatRefusesAll: no supplier is taken for unreachable where it is we who may
// not send.
func TestAServerThatRefusesAll(t *testing.T) {
	t.Parallel()
	s := startServer(t, "none")
	for kind, logged := range map[string]int{"relay": 0, "gone": 3, "spam": 0, "never": 0} {
		var addresses []string
		for i := range 8 {
			addresses = append(addresses, fmt.Sprintf("%s@%d.example", kind, i))
		}
		root := surveyOf(t, addresses...)
		code, out := cmr(t, s.env, "--root", root, "letters", "2025", "--as-of", "2026-01-12", "--send", "--rate", "60000", "--wait", "1ms")
		if log, _ := outreachOf(t, root); code != 3 || len(log) != logged {
			t.Errorf("%s: %d, %q\n%s", kind, code, log, out)
		}
	}
	root := surveyOf(t, "fine@a.example")
	if code, out := cmr(t, append(s.env, "CMR_SMTP_PORT=1"), "--root", root, "letters", "2025", "--as-of", "2026-01-12", "--send", "--wait", "1ms"); code != 1 || !strings.Contains(out, "not sent: request") {
		t.Errorf("no server: %d\n%s", code, out)
	}
}

// TestLettersBeyondASCII: a server that cannot take an address has not refused it.
func TestLettersBeyondASCII(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want []string
	}{
		{nil, []string{"s000 request sent", "s001 request sent"}},
		{[]string{"--ascii"}, []string{"s001 request sent"}},
	} {
		s := startServer(t, "none", c.args...)
		root := surveyOf(t, "josé@empresa.example", "zoe@müller.example")
		code, out := cmr(t, s.env, "--root", root, "letters", "2025", "--as-of", "2026-01-12", "--send", "--rate", "60000", "--wait", "1ms")
		log, _ := outreachOf(t, root)
		if !slices.Equal(log, c.want) || len(s.received()) != len(c.want) || (code == 0) != (len(c.want) == 2) || code == 1 && !strings.Contains(out, "SMTPUTF8") {
			t.Errorf("%v: %d, %q\n%s", c.args, code, log, out)
		}
	}
}

// TestOnlySome: a first letter to one supplier, and one supplier that the server does not
// like, do not keep the others waiting; drafts for others stay.
func TestOnlySome(t *testing.T) {
	t.Parallel()
	s := startServer(t, "none")
	root := surveyOf(t, "relay@a.example", "fine@b.example", "fine@c.example")
	letters := func(args ...string) (int, string) {
		return cmr(t, s.env, append([]string{"--root", root, "letters", "2025", "--as-of", "2026-01-12", "--rate", "60000", "--wait", "1ms"}, args...)...)
	}
	if code, out := letters(); code != 0 {
		t.Fatal(code, out)
	}
	if code, out := letters("--only", "s002", "--send"); code != 0 || len(s.received()) != 1 {
		t.Fatalf("%d %v\n%s", code, s.received(), out)
	}
	if drafts, _ := filepath.Glob(filepath.Join(root, "build/2025/letters/*.eml")); len(drafts) != 2 {
		t.Errorf("drafts: %v", drafts)
	}
	if code, out := letters("--send"); code != 3 || !strings.Contains(out, "--skip s000") {
		t.Fatalf("%d\n%s", code, out)
	}
	if code, out := letters("--skip", "s000", "--send"); code != 0 {
		t.Fatalf("%d\n%s", code, out)
	}
	if log, _ := outreachOf(t, root); !slices.Equal(log, []string{"s002 request sent", "s001 request sent"}) {
		t.Error(log)
	}
	if kept, _ := filepath.Glob(filepath.Join(root, "build/2025/letters/logged/2026-01-12/*.eml")); len(kept) != 2 {
		t.Errorf("kept: %v", kept)
	}
	for _, flag := range []string{"--only", "--skip"} {
		if code, out := letters(flag, "s00"); code != 2 || !strings.Contains(out, "no supplier") {
			t.Errorf("%s: %d\n%s", flag, code, out)
		}
	}
}

// TestKilledWhileRecording: what is logged has its file, at whatever moment the process
// ends, since nobody writes a letter again that the log knows.
func TestKilledWhileRecording(t *testing.T) {
	t.Parallel()
	count := 24
	if os.Getenv("CMR_LONG") != "" {
		count = 60
	}
	var addresses []string
	for i := range count {
		addresses = append(addresses, fmt.Sprintf("fine@%d.example", i))
	}
	root := surveyOf(t, addresses...)
	kept := filepath.Join(root, "build/2025/letters/logged/2026-01-12")
	kills := 0
	for done := false; !done; {
		cmd := command(t, nil, "--root", root, "letters", "2025", "--as-of", "2026-01-12", "--record")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		before, _ := outreachOf(t, root)
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		for grown := false; !grown; { // let it log one letter at least
			select {
			case err := <-ended:
				if err != nil {
					t.Fatal(err)
				}
				done, grown = true, true
			default:
				log, _ := outreachOf(t, root)
				grown = len(log) > len(before)
			}
		}
		if !done {
			time.Sleep(time.Duration(mathrand.IntN(5_000)) * time.Microsecond)
			_ = cmd.Process.Kill()
			if <-ended != nil {
				kills++
			}
		}
		log, _ := outreachOf(t, root)
		for _, row := range log {
			id, _, _ := strings.Cut(row, " ")
			if _, err := os.Stat(filepath.Join(kept, "2026-01-01-"+id+"-request.eml")); err != nil {
				t.Fatalf("killed %d times: %s is logged, and has no file", kills, id)
			}
		}
	}
	log, _ := outreachOf(t, root)
	slices.Sort(log)
	if len(log) != len(addresses) || len(slices.Compact(log)) != len(addresses) {
		t.Errorf("%d rows for %d letters", len(log), len(addresses))
	}
	t.Logf("killed %d times", kills)
}

func TestWhatIsRefusedBeforeSending(t *testing.T) {
	t.Parallel()
	root := surveyOf(t, "fine@a.example")
	real := surveyOf(t, "fine@a.example")
	if err := os.WriteFile(filepath.Join(real, "content/registrant.yaml"), []byte("name: Example, Inc.\nmail: {from: cm@example.com}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		root, env, want string
	}{
		{root, "CMR_SMTP_HOST=", "set CMR_SMTP_HOST"},
		{root, "CMR_SMTP_HOST=mail.example.com", "demonstration"},
		{root, "CMR_SMTP_HOST=127.0.0.1 CMR_SMTP_PORT=x", "no port"},
		{root, "CMR_SMTP_HOST=127.0.0.1 CMR_SMTP_TLS=maybe", "starttls, tls or none"},
		{real, "CMR_SMTP_HOST=mail.example.com CMR_SMTP_TLS=none", "this machine alone"},
		{real, "CMR_SMTP_HOST=127.0.0.1", "leave --as-of out"},
	} {
		if code, out := cmr(t, strings.Fields(c.env), "--root", c.root, "letters", "2025", "--as-of", "2026-01-12", "--send"); code != 2 || !strings.Contains(out, c.want) {
			t.Errorf("%s: %d, want %q\n%s", c.env, code, c.want, out)
		}
		if log, _ := outreachOf(t, c.root); len(log) > 0 {
			t.Error(log)
		}
	}
}

// TestKilledWhileSending kills the process at any moment, again and again, and lets a
// person look at the server where a letter is in doubt. No letter goes twice, none is lost.
func TestKilledWhileSending(t *testing.T) {
	t.Parallel()
	s := startServer(t, "none", "--slow", "0.02")
	const count = 30
	var addresses []string
	for i := range count {
		addresses = append(addresses, fmt.Sprintf("fine@%d.example", i))
	}
	root := surveyOf(t, addresses...)
	journal := filepath.Join(root, ".cmr-sending-2025")
	send := []string{"--root", root, "letters", "2025", "--as-of", "2026-01-12", "--send", "--rate", "60000"}
	kills, doubts, arrived := 0, 0, 0
	for run := 0; ; run++ {
		args := slices.Clone(send)
		time.Sleep(50 * time.Millisecond) // the server ends what it was about
		for _, e := range openEntries(t, journal) {
			if e.Event != "intent" {
				continue
			}
			doubts++
			answer := "--not-sent"
			if s.received()[e.ID] > 0 {
				answer, arrived = "--sent", arrived+1
			}
			args = append(args, answer, e.ID)
		}
		cmd := command(t, s.env, args...)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if run < 200 { // begin to count when the first letter is out: starting takes its time
			lines := bufio.NewScanner(out)
			for lines.Scan() && !strings.HasPrefix(lines.Text(), "sent:") {
			}
			time.Sleep(time.Duration(mathrand.IntN(60_000)) * time.Microsecond)
			_ = cmd.Process.Kill()
		}
		_, _ = io.Copy(io.Discard, out)
		if err := cmd.Wait(); err == nil {
			break
		}
		kills++
	}
	got := s.received()
	log, _ := outreachOf(t, root)
	slices.Sort(log)
	if len(got) != count || len(log) != count || len(slices.Compact(log)) != count {
		t.Errorf("%d letters arrived and %d are logged, of %d", len(got), len(log), count)
	}
	for id, n := range got {
		if n != 1 {
			t.Errorf("%s arrived %d times", id, n)
		}
	}
	if kills < 3 {
		t.Errorf("killed %d times: the test has shown little", kills)
	}
	t.Logf("killed %d times, %d letters in doubt, of which %d had arrived", kills, doubts, arrived)
}

// journalLine is a line of the journal of letters, as a person reads it.
type journalLine struct {
	Event, ID, Day string
	Row            tables.Outreach
}

// openEntries reads a journal as a person would.
func openEntries(t *testing.T, file string) []journalLine {
	t.Helper()
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]journalLine{}
	for line := range strings.Lines(string(data)) {
		var e journalLine
		if json.Unmarshal([]byte(line), &e) == nil {
			last[e.ID] = e
		}
	}
	var open []journalLine
	for _, e := range last {
		if e.Event != "logged" && e.Event != "not-sent" {
			open = append(open, e)
		}
	}
	return open
}

// TestWhatABrokenSendLeft: an answer that was not logged yet is logged, once; a line that
// was not finished was never acted upon; what is damaged is shown to a person.
func TestWhatABrokenSendLeft(t *testing.T) {
	t.Parallel()
	root := surveyOf(t, "a@a.example", "b@b.example", "c@c.example")
	journal := filepath.Join(root, ".cmr-sending-2025")
	line := func(event, supplier string) string {
		e := journalLine{Event: event, ID: supplier + "@id", Day: "2026-01-12", Row: tables.Outreach{Date: "2026-01-12", Supplier: supplier, Kind: "request", Channel: "email", Outcome: "sent"}}
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		return string(data) + "\n"
	}
	torn := strings.TrimSuffix(line("intent", "s002"), "}\n")
	text := line("intent", "s000") + line("decided", "s000") + line("intent", "s001") + torn
	for range 2 {
		if err := os.WriteFile(journal, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		code, out := cmr(t, nil, "--root", root, "letters", "2025", "--as-of", "2026-01-12")
		log, _ := outreachOf(t, root)
		if code != 1 || !slices.Equal(log, []string{"s000 request sent"}) || !strings.Contains(out, "held: request to s001") || !strings.Contains(out, "s002-request.eml") {
			t.Fatalf("%d, %v\n%s", code, log, out)
		}
	}
	if code, out := cmr(t, nil, "--root", root, "letters", "2025", "--as-of", "2026-01-12", "--not-sent", "s001@id"); code != 0 || !strings.Contains(out, "s001-request.eml") {
		t.Fatalf("%d\n%s", code, out)
	}
	if _, err := os.Stat(journal); !os.IsNotExist(err) {
		t.Error("the journal is still there, with nothing open")
	}
	if err := os.WriteFile(journal, []byte("{\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out := cmr(t, nil, "--root", root, "letters", "2025", "--as-of", "2026-01-12"); code != 3 || !strings.Contains(out, "damaged") {
		t.Errorf("%d\n%s", code, out)
	}
	if err := os.Remove(journal); err != nil {
		t.Fatal(err)
	}
	unlock, err := openFolder(t, root).Lock("“cmr build”")
	if err != nil {
		t.Fatal(err)
	}
	if code, out := cmr(t, nil, "--root", root, "letters", "2025", "--as-of", "2026-01-12"); code != 3 || !strings.Contains(out, "“cmr build”") {
		t.Errorf("%d\n%s", code, out)
	}
	unlock()
}
