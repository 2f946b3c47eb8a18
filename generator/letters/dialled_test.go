package letters

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"os"
	"testing"
)

// What stays wrong stops a mailing, what may come back is tried later.
func TestWhyThereIsNoSession(t *testing.T) {
	certificate := &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}
	for name, tc := range map[string]struct {
		err  error
		want Result
	}{
		"a server that is busy":                    {fmt.Errorf("dial: %w", &textproto.Error{Code: 421, Msg: "later"}), NotNow},
		"a password that is wrong":                 {fmt.Errorf("auth: %w", &textproto.Error{Code: 535, Msg: "no"}), Stop},
		"nobody there":                             {&net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}, NotNow},
		"no such name":                             {&net.DNSError{Err: "no such host", Name: "mail.example"}, Stop},
		"no name in time":                          {fmt.Errorf("dial: %w", &net.DNSError{Err: "timeout", IsTimeout: true}), NotNow},
		"no answer in time":                        {fmt.Errorf("dial: %w", os.ErrDeadlineExceeded), NotNow},
		"a connection that breaks":                 {fmt.Errorf("greeting: %w", io.EOF), NotNow},
		"one that breaks within a line":            {fmt.Errorf("greeting: %w", io.ErrUnexpectedEOF), NotNow},
		"a certificate that is wrong":              {certificate, Stop},
		"one that the network's error carries":     {&net.OpError{Op: "remote error", Err: certificate}, Stop},
		"one that ends in EOF":                     {errors.Join(certificate, io.EOF), Stop},
		"a server that has no way to be logged in": {errors.New("no authentication is offered"), Stop},
	} {
		if got := dialled(tc.err); got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}
