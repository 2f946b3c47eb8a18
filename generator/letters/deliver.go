package letters

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wneessen/go-mail"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Server is where mails are handed over.
type Server struct {
	Host           string
	Port           int
	User, Password string // "": no login
	TLS            string // starttls, tls or none
}

// The ways to protect a connection. Nothing but a server on this machine is spoken to
// without.
const (
	StartTLS    = "starttls"
	ImplicitTLS = "tls"
	NoTLS       = "none"
)

// Loopback tells whether the server is on this machine.
func (s Server) Loopback() bool {
	ip := net.ParseIP(s.Host)
	return s.Host == "localhost" || ip != nil && ip.IsLoopback()
}

// Result is what became of handing over one mail.
type Result int

const (
	Delivered Result = iota // the server has taken it on
	NotNow                  // it has not, and may later: an answer 4xx, or no connection
	Bounced                 // it never will for this address: 5xx to RCPT TO
	Refused                 // it never will for this mail: 5xx to its text
	Stop                    // it will take on nothing: login, encryption or sender failed
	InDoubt                 // the connection broke after the text, before the answer
)

// patience is how long a connection, and how long an answer of the server is waited for.
// RFC 5321 gives a server ten minutes to take a text on; who hangs up sooner does not
// know whether it did.
const (
	patience   = time.Minute
	onceInHand = 10 * time.Minute
)

// Deliver hands a mail over, once, on a connection of its own. why is the server's
// answer, or what went wrong, in one line.
func (s Server) Deliver(ctx context.Context, m Mail) (result Result, why string) {
	client, err := s.client()
	if err != nil {
		return Stop, err.Error()
	}
	dialing, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	session, err := client.DialToSMTPClientWithContext(dialing)
	if err != nil {
		return dialled(err), plain(err.Error())
	}
	defer func() { _ = client.CloseWithSMTPClient(session) }() // an accepted letter stays accepted even if QUIT fails
	if ok, _ := session.Extension("SMTPUTF8"); !ok && m.beyondASCII() {
		return Refused, "this server takes no address with letters beyond ASCII (SMTPUTF8): write to another, or send the file by a server that does"
	}
	err = client.SendWithSMTPClient(session, m.msg)
	if m.msg.IsDelivered() {
		return Delivered, ""
	}
	var sent *mail.SendError
	if !errors.As(err, &sent) {
		return InDoubt, plain(fmt.Sprint(err))
	}
	return judge(sent), answer(sent)
}

// beyondASCII tells whether an address of the mail needs a server of RFC 6531.
func (m Mail) beyondASCII() bool {
	list := m.msg.GetToString()
	return strings.ContainsFunc(m.msg.GetFromString()[0]+strings.Join(list, ""), func(r rune) bool { return r >= utf8.RuneSelf })
}

func (s Server) client() (*mail.Client, error) {
	options := []mail.Option{mail.WithPort(s.Port), mail.WithTimeout(onceInHand), mail.WithTLSConfig(&tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12})}
	switch s.TLS {
	case StartTLS:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	case ImplicitTLS:
		options = append(options, mail.WithSSL())
	default:
		if !s.Loopback() {
			return nil, fmt.Errorf("%s is not this machine: a connection without encryption would show letters and password to all on the way", s.Host)
		}
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	client, err := mail.NewClient(s.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	return client, nil
}

// dialled judges why there is no session. A network that fails may come back, and so may
// a server that says 4xx; a certificate or a password that is wrong stays wrong.
func dialled(err error) Result {
	var said *textproto.Error
	if errors.As(err, &said) {
		if said.Code/100 == 4 {
			return NotNow
		}
		return Stop
	}
	var cert *tls.CertificateVerificationError
	var network net.Error
	var operation *net.OpError
	if !errors.As(err, &cert) && (errors.As(err, &operation) || errors.As(err, &network) && network.Timeout() || strings.HasSuffix(err.Error(), "EOF")) {
		return NotNow
	}
	return Stop
}

// judge says what an answer means. Where the server answered, it has not taken the mail
// on; where the connection broke after the last dot, nobody here can know.
func judge(err *mail.SendError) Result {
	code := err.ErrorCode()
	switch {
	case code/100 == 4:
		return NotNow
	case code == 0 && err.Reason == mail.ErrSMTPDataClose:
		return InDoubt
	case code == 0 && (err.Reason == mail.ErrGetSender || err.Reason == mail.ErrGetRcpts || err.Reason == mail.ErrNoUnencoded):
		return Refused
	case code == 0: // before the dot
		return NotNow
	case err.Reason == mail.ErrSMTPRcptTo && (code == 530 || policy.MatchString(err.Error())):
		return Stop // it is we who may not send, not the address that is wrong
	case err.Reason == mail.ErrSMTPRcptTo:
		return Bounced
	case err.Reason == mail.ErrSMTPData || err.Reason == mail.ErrSMTPDataClose:
		return Refused
	}
	return Stop
}

// policy is in an answer about who may send (RFC 3463: security or policy status).
var policy = lazyregexp.New(`\b5\.7\.\d`)

// answer is what the server said, without what go-mail says around it.
func answer(err *mail.SendError) string {
	text := plain(err.Error())
	if code := err.ErrorCode(); code > 0 {
		if at := strings.Index(text, fmt.Sprint(code)); at >= 0 {
			text = text[at:]
		}
	}
	text, _, _ = strings.Cut(text, ", affected ")
	if code, quoted, ok := strings.Cut(text, " "); ok { // go-mail puts the words in quotation marks
		if words, err := strconv.Unquote(quoted); err == nil {
			return code + " " + plain(words)
		}
	}
	return text
}
