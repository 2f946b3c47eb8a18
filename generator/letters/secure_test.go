package letters

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// certificate is that of a mail server at 127.0.0.1, which signs itself; made once, since a
// process reads the certificates that it trusts once.
var certificate = sync.OnceValues(func() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mail"}, NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<33, 0),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
})

// guarded is a mail server that wants a login over TLS, and tells what it was told.
func guarded(t *testing.T, implicit bool, config *tls.Config) (port int, said func() string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	done, connection := make(chan bool), make(chan net.Conn, 1)
	end := func() string { // whoever went without a word is not waited for
		listener.Close()
		select {
		case c := <-connection:
			_ = c.SetReadDeadline(time.Unix(1, 0))
		default:
		}
		<-done
		return log.String()
	}
	go func() {
		defer close(done)
		c, err := listener.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		connection <- c
		safe := implicit
		if safe {
			c = tls.Server(c, config)
		}
		say := func(text string) { fmt.Fprintf(c, "%s\r\n", text) }
		say("220 test")
		for lines := bufio.NewScanner(c); lines.Scan(); {
			log.WriteString(lines.Text() + "\n")
			switch word, _, _ := strings.Cut(lines.Text(), " "); {
			case word == "EHLO" && safe:
				say("250-test\r\n250 AUTH PLAIN")
			case word == "EHLO":
				say("250-test\r\n250 STARTTLS")
			case word == "STARTTLS":
				say("220 go on")
				c, safe = tls.Server(c, config), true
				lines = bufio.NewScanner(c)
			case word == "AUTH":
				if strings.HasSuffix(lines.Text(), base64.StdEncoding.EncodeToString([]byte("\x00ann\x00secret"))) {
					say("235 welcome")
				} else {
					say("535 5.7.8 wrong password")
				}
			case word == "DATA":
				say("354 go on")
				for lines.Scan() && lines.Text() != "." {
				}
				say("250 taken")
			case word == "QUIT":
				say("221 bye")
				return
			default:
				say("250 yes")
			}
		}
	}()
	t.Cleanup(func() { end() })
	return listener.Addr().(*net.TCPAddr).Port, end
}

// TestALoginTravelsSealed, to the server that the certificate names: over TLS from the first
// byte or after STARTTLS, never older than 1.2; where something is amiss, neither login nor
// letter goes out.
func TestALoginTravelsSealed(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("certificates to trust cannot be named here")
	}
	cert, err := certificate()
	if err != nil {
		t.Fatal(err)
	}
	trusted := filepath.Join(t.TempDir(), "trusted.pem")
	if err := os.WriteFile(trusted, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Certificate[0]}), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", trusted)
	for name, tc := range map[string]struct {
		way, host, password string
		oldest, newest      uint16
		want                Result
		login, letter       bool
	}{
		"TLS":                       {ImplicitTLS, "127.0.0.1", "secret", 0, 0, Delivered, true, true},
		"TLS 1.2":                   {ImplicitTLS, "127.0.0.1", "secret", 0, tls.VersionTLS12, Delivered, true, true},
		"STARTTLS":                  {StartTLS, "127.0.0.1", "secret", 0, 0, Delivered, true, true},
		"a wrong password":          {StartTLS, "127.0.0.1", "other", 0, 0, Stop, true, false},
		"a certificate of another":  {ImplicitTLS, "localhost", "secret", 0, 0, Stop, false, false},
		"STARTTLS to another":       {StartTLS, "localhost", "secret", 0, 0, Stop, false, false},
		"TLS 1.1":                   {ImplicitTLS, "127.0.0.1", "secret", tls.VersionTLS10, tls.VersionTLS11, NotNow, false, false},
		"no TLS where it is wanted": {NoTLS, "127.0.0.1", "secret", 0, 0, Stop, false, false},
	} {
		port, said := guarded(t, tc.way == ImplicitTLS, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tc.oldest, MaxVersion: tc.newest})
		got, why := Server{Host: tc.host, Port: port, TLS: tc.way, User: "ann", Password: tc.password}.Deliver(context.Background(), aMail(t, "a@x.example"))
		log := said()
		if got != tc.want || (why == "") != (got == Delivered) || strings.Contains(log, "AUTH PLAIN") != tc.login || strings.Contains(log, "MAIL FROM") != tc.letter {
			t.Errorf("%s: %d, %q; the server was told\n%s", name, got, why, log)
		}
	}
	if _, err := (Server{Host: "mail.example", TLS: "smtp", Port: 25}).client(); err == nil {
		t.Error("a way of which nobody knows that it protects is taken for one that does")
	}
}
