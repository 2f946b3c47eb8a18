package letters

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/wneessen/go-mail"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/tables"
)

// speak is a mail server that answers as it is told: what a command begins with → its
// answer, "greeting" and "dot" (after the text) among them. An answer of "" hangs up.
func speak(t *testing.T, answers map[string]string) (server Server, said func() string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	done, connection := make(chan bool), make(chan net.Conn, 1)
	end := func() { // whoever went without a word is not waited for
		listener.Close()
		select {
		case c := <-connection:
			_ = c.SetReadDeadline(time.Unix(1, 0))
		default:
		}
		<-done
	}
	go func() {
		defer close(done)
		c, err := listener.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		connection <- c
		answer := func(to, usual string) bool {
			text, told := answers[to]
			if !told {
				text = usual
			}
			if text != "" {
				fmt.Fprintf(c, "%s\r\n", strings.ReplaceAll(text, "\n", "\r\n"))
			}
			return text != ""
		}
		lines := bufio.NewScanner(c)
		for ok := answer("greeting", "220 test"); ok && lines.Scan(); {
			word, _, _ := strings.Cut(lines.Text(), " ")
			log.WriteString(lines.Text() + "\n")
			switch word {
			case "EHLO":
				ok = answer(word, "250-test\n250 8BITMIME")
			case "DATA":
				if ok = answer(word, "354 go on"); !ok || strings.HasPrefix(answers[word], "5") || strings.HasPrefix(answers[word], "4") {
					continue
				}
				for lines.Scan() && lines.Text() != "." {
					log.WriteString(lines.Text() + "\n")
				}
				ok = answer("dot", "250 taken")
			case "QUIT":
				ok = answer(word, "221 bye") && false
			default:
				ok = answer(word, "250 yes")
			}
		}
	}()
	t.Cleanup(end)
	at := listener.Addr().(*net.TCPAddr)
	return Server{Host: "127.0.0.1", Port: at.Port, TLS: NoTLS}, func() string { end(); return log.String() }
}

func aMail(t *testing.T, address string) Mail {
	t.Helper()
	in := example(t)
	m, err := in.Mail(letterOf(campaign.ToAsk, tables.Supplier{ID: "a", Name: "A", Email: address}))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestWhatAnAnswerOfTheServerMeans: who is refused for want of a login has no wrong
// address; what was answered is not in doubt; what broke off after the text is.
func TestWhatAnAnswerOfTheServerMeans(t *testing.T) {
	for _, tc := range []struct {
		name     string
		at, says string
		want     Result
		why      string
	}{
		{"taken", "dot", "250 taken", Delivered, ""},
		{"busy at the door", "greeting", "421 come back", NotNow, "come back"},
		{"closed at the door", "greeting", "554 not here", Stop, "not here"},
		{"no greeting", "greeting", "", NotNow, ""},
		{"sender refused", "MAIL", "550 not you", Stop, "550 not you"},
		{"sender asked to wait", "MAIL", "451 wait", NotNow, "451 wait"},
		{"no such mailbox", "RCPT", "550 no such mailbox", Bounced, "550 no such mailbox"},
		{"no such mailbox, enhanced", "RCPT", "550 5.1.1 no such mailbox", Bounced, "550 5.1.1 no such mailbox"},
		{"log in first", "RCPT", "530 log in first", Stop, "530 log in first"},
		{"log in first, enhanced", "RCPT", "530 5.7.0 log in first", Stop, "530 5.7.0 log in first"},
		{"relaying denied", "RCPT", "550 5.7.1 relaying denied", Stop, "550 5.7.1 relaying denied"},
		{"mailbox full", "RCPT", "452 full", NotNow, "452 full"},
		{"cut off at the address", "RCPT", "", NotNow, ""},
		{"no text wanted", "DATA", "554 no", Refused, "554 no"},
		{"text refused", "dot", "554 spam", Refused, "554 spam"},
		{"text put off", "dot", "450 later", NotNow, "450 later"},
		{"cut off after the text", "dot", "", InDoubt, ""},
		{"farewell refused", "QUIT", "500 what", Delivered, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server, said := speak(t, map[string]string{tc.at: tc.says})
			got, why := server.Deliver(context.Background(), aMail(t, "a@x.example"))
			if got != tc.want || !strings.Contains(why, tc.why) || got == Delivered && why != "" || got != Delivered && why == "" {
				t.Errorf("%d, %q, want %d and %q", got, why, tc.want, tc.why)
			}
			if strings.HasPrefix(tc.why, "4") || strings.HasPrefix(tc.why, "5") {
				if why != tc.why {
					t.Errorf("the answer is told as %q, the server said %q", why, tc.why)
				}
			}
			if log := said(); got == Delivered && (!strings.Contains(log, "MAIL FROM:<cm@example.com>") || !strings.Contains(log, "RCPT TO:<a@x.example>") || !strings.Contains(log, "Subject: 2025 conflict minerals survey")) {
				t.Errorf("the server was told\n%s", log)
			}
		})
	}
}

// TestWhatFailsBeforeTheServerIsAsked: an address or a text that cannot be sent never
// can, and a connection that broke before the last dot has taken nothing on.
func TestWhatFailsBeforeTheServerIsAsked(t *testing.T) {
	for reason, want := range map[mail.SendErrReason]Result{mail.ErrGetSender: Refused, mail.ErrGetRcpts: Refused, mail.ErrNoUnencoded: Refused, mail.ErrSMTPDataClose: InDoubt,
		mail.ErrSMTPData: NotNow, mail.ErrSMTPRcptTo: NotNow, mail.ErrSMTPMailFrom: NotNow, mail.ErrWriteContent: NotNow, mail.ErrConnCheck: NotNow} {
		if got := judge(&mail.SendError{Reason: reason}); got != want {
			t.Errorf("%s: %d, want %d", reason, got, want)
		}
	}
}

// TestNothingGoesToWhomItMustNot: no letter or password travels in clear to another
// machine, and an address beyond ASCII goes to servers alone that know such.
func TestNothingGoesToWhomItMustNot(t *testing.T) {
	for host, here := range map[string]bool{"localhost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "mail.example": false, "10.0.0.1": false, "localhost.example": false, "": false} {
		if (Server{Host: host}).Loopback() != here {
			t.Errorf("%q: on this machine should be %v", host, here)
		}
	}
	if got, why := (Server{Host: "mail.example", Port: 25, TLS: NoTLS}).Deliver(context.Background(), aMail(t, "a@x.example")); got != Stop || !strings.Contains(why, "without encryption") {
		t.Errorf("%d, %s", got, why)
	}
	server, said := speak(t, nil)
	server.TLS = StartTLS
	if got, _ := server.Deliver(context.Background(), aMail(t, "a@x.example")); got != Stop || strings.Contains(said(), "MAIL FROM") {
		t.Errorf("a server without STARTTLS was spoken to: %d, %s", got, said())
	}
	server, said = speak(t, nil)
	server.User, server.Password = "u", "p"
	if got, _ := server.Deliver(context.Background(), aMail(t, "a@x.example")); got != Stop || strings.Contains(said(), "MAIL FROM") {
		t.Errorf("a server without logins was spoken to: %d, %s", got, said())
	}
	server, said = speak(t, nil)
	if got, why := server.Deliver(context.Background(), aMail(t, "josé@x.example")); got != Refused || !strings.Contains(why, "SMTPUTF8") || strings.Contains(said(), "MAIL FROM") {
		t.Errorf("%d, %s", got, why)
	}
	server, _ = speak(t, map[string]string{"EHLO": "250-test\n250-8BITMIME\n250 SMTPUTF8"})
	if got, why := server.Deliver(context.Background(), aMail(t, "josé@x.example")); got != Delivered {
		t.Errorf("%d, %s", got, why)
	}
}

// TestNobodyThere: a server that is not there may come back.
func TestNobodyThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := Server{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, TLS: NoTLS}
	listener.Close()
	if got, why := server.Deliver(context.Background(), aMail(t, "a@x.example")); got != NotNow || why == "" {
		t.Errorf("%d, %s", got, why)
	}
	cut, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	server, _ = speak(t, nil)
	if got, why := server.Deliver(cut, aMail(t, "a@x.example")); got != NotNow || why == "" {
		t.Errorf("out of time: %d, %s", got, why)
	}
}

// TestALetterThatCannotBeWrittenSaysWhy.
func TestALetterThatCannotBeWrittenSaysWhy(t *testing.T) {
	bounced := tables.Outreach{Date: "2026-03-16", Supplier: "a", Kind: campaign.ToEscalate, Outcome: "bounced", Note: "buyer@example.com: 550 gone"}
	change := func(f func(o *tables.Outreach)) tables.Outreach { o := bounced; f(&o); return o }
	for _, tc := range []struct {
		name, buyer string
		log         tables.Outreach
		want        string
	}{
		{"nothing came back", "buyer@example.com", tables.Outreach{}, ""},
		{"it came back", "buyer@example.com", bounced, "came back"},
		{"the buyer is another by now", "new@example.com", bounced, ""},
		{"it arrived", "buyer@example.com", change(func(o *tables.Outreach) { o.Outcome = "sent" }), ""},
		{"another letter came back", "buyer@example.com", change(func(o *tables.Outreach) { o.Kind = campaign.ToAsk }), ""},
		{"nobody is named", "", tables.Outreach{}, "mail.buyer"},
	} {
		in := example(t)
		in.Registrant.Mail.Buyer = tc.buyer
		l := letterOf(campaign.ToEscalate, tables.Supplier{ID: "a", Name: "A", Email: "a@x.example"})
		l.State.Letters = append(l.State.Letters, tc.log)
		if got := in.Held(l); (got == "") != (tc.want == "") || !strings.Contains(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
