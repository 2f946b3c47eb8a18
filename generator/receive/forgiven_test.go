package receive

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const part = "Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: base64"

// TestMailsThatBreakTheRules gives mails as gateways and old programs leave them. The
// workbook in them is whole, and so are the bytes that come out; what was wrong is said.
func TestMailsThatBreakTheRules(t *testing.T) {
	data := book(t)
	for len(data)%3 != 1 { // so that its base64 is padded
		data = commented(data)
	}
	three := commented(commented(data)) // so that it is not
	body, good := coded(data), mixed(part, coded(data))
	swap := func(old, new string) []byte { return bytes.Replace(good, []byte(old), []byte(new), 1) }
	for name, tc := range map[string]struct {
		mail []byte
		want []byte
		note string
	}{
		"as it should be":               {good, data, ""},
		"a footer behind the padding":   {mixed(part, append(body, "\r\n\r\n-- \r\nThis message was scanned by the gateway.\r\n"...)), data, noteFooter},
		"a footer, and no padding":      {mixed(part, append(coded(three), "\r\n-- \r\nScanned, and clean: see https://gateway.example/abc\r\n"...)), three, noteStray},
		"a footer of letters alone":     {mixed(part, append(coded(three), "\r\n\r\nScanned and clean\r\n"...)), three, noteFooter},
		"an equals sign strayed in":     {mixed(part, slices.Concat(body[:42], []byte("="), body[42:])), data, noteFooter},
		"stray bytes":                   {mixed(part, slices.Concat(body[:40], []byte("!\r\n *"), body[40:200], []byte{0, 0xFF}, body[200:])), data, noteStray},
		"padding left off":              {mixed(part, bytes.TrimRight(body, "=")), data, noteShort},
		"padded in the middle":          {mixed(part, []byte(base64.StdEncoding.EncodeToString(data[:100])+"\r\n"+base64.StdEncoding.EncodeToString(data[100:]))), data, noteFooter},
		"no last boundary":              {good[:bytes.LastIndex(good, []byte("\r\n--"))], data, noteBoundary},
		"the line of a mailbox":         {append([]byte("From a@b.example Tue Feb  3 10:00:00 2026\r\n"), good...), data, noteMailbox},
		"another line of a mailbox":     {append([]byte(">From - nobody\n"), good...), data, noteMailbox},
		"a line without a colon":        {swap("MIME-Version", "Scanned by the gateway\r\nMIME-Version"), data, noteHeader},
		"such a line in the part":       {swap("Content-Transfer-Encoding: base64", "gateway was here\r\nContent-Transfer-Encoding: base64"), data, noteHeader},
		"no blank line before the data": {swap("base64\r\n\r\n", "base64\r\n"), data, noteHeader},
		"no boundary named":             {bytes.Replace(good, []byte("; boundary="), []byte("; border="), 1), data, noteUnnamed},
		"a field far too long":          {swap("Content-Transfer-Encoding: base64", "Content-Description: x\r\nContent-Transfer-Encoding: base64\r\nDate:"+strings.Repeat(" a", maxField)), data, noteLong},
		"line ends of old Macs":         {bytes.ReplaceAll(good, []byte("\r\n"), []byte("\r")), data, ""},
		"a mark before it all":          {append([]byte("\ufeff\r\n"), good...), data, ""},
		"a line before it all":          {append([]byte("Exported by the archive\r\n"), good...), data, noteHeader},
		"a blank behind the boundary":   {bytes.Replace(good, []byte("\"\r\n\r\npreamble"), []byte("  \"\r\n\r\npreamble"), 1), data, ""},
		"its encoding not named":        {swap("Content-Transfer-Encoding: base64", "Content-Language: en"), data, noteHidden},
		"an encoding that is none":      {swap("Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: base46"), data, noteHidden},
		"nothing of it named":           {swap(part, "Content-Language: en"), data, noteHidden},
		"capitals and quotes":           {swap("Content-Transfer-Encoding: base64", "CONTENT-TRANSFER-ENCODING : \"BASE64\""), data, ""},
	} {
		t.Run(name, func(t *testing.T) {
			items := Open("m", tc.mail)
			if len(items) != 1 || items[0].Kind != Workbook || !bytes.Equal(items[0].Data, tc.want) {
				t.Fatal(told(items))
			}
			if notes := strings.Join(items[0].Notes, "; "); notes != tc.note || (tc.note != "") != strings.Contains(items[0].Forgiven(), tc.note+")") && tc.note != "" {
				t.Errorf("notes %q, want %q; %q", notes, tc.note, items[0].Forgiven())
			}
			if items[0].Mail.From != "j.doe@acme.example" {
				t.Errorf("%+v", items[0].Mail)
			}
		})
	}
}

// commented is a zip archive with one byte more in its comment.
func commented(data []byte) []byte {
	out := append(bytes.Clone(data), 'c')
	out[bytes.LastIndex(data, []byte("PK\x05\x06"))+20]++
	return out
}

// TestMailsThatLostSomething: what does not prove whole is never taken, and never lost in
// silence.
func TestMailsThatLostSomething(t *testing.T) {
	data := book(t)
	body := coded(data)
	hurt := bytes.Clone(data) // a byte of a member, which only its checksum tells
	hurt[bytes.Index(hurt, []byte("PK\x01\x02"))-40] ^= 1
	open := func(m []byte) []byte { return m[:bytes.LastIndex(m, []byte("\r\n--"))] }
	good := mixed(part, body)
	for name, mail := range map[string][]byte{
		"cut in the attachment":     good[:len(good)*2/3],
		"cut in the text before it": good[:bytes.Index(good, []byte("Hello"))],
		"cut in a header":           good[:bytes.Index(good, []byte("Transfer-Encoding"))],
		"a footer, and a byte lost": mixed(part, append(slices.Concat(body[:60], body[61:]), "\r\n-- \r\nscanned"...)),
		"a footer, and a bad sum":   mixed(part, append(coded(hurt), "\r\n-- \r\nscanned!"...)),
		"open, and a bad sum":       open(mixed(part, coded(hurt))),
	} {
		t.Run(name, func(t *testing.T) {
			items := Open("m.eml", mail)
			if len(items) != 1 || items[0].Kind != Trouble || !strings.Contains(items[0].Why, "once more") {
				t.Fatal(told(items))
			}
		})
	}
	// One that was cut off behind the workbook may have lost a second one.
	two := bytes.Replace(good, []byte("--=_"+fmt.Sprint(len(body))+"--"), []byte("--=_"+fmt.Sprint(len(body))+"\r\nContent-Type: text/plain\r\n\r\nRegards"), 1)
	if items := Open("m.eml", two); len(items) != 2 || items[0].Kind != Workbook || items[1].Why != cutOff {
		t.Error(told(items))
	}
}

func TestWhoSentIt(t *testing.T) {
	for from, want := range map[string]string{
		"From: J. Doe <J.Doe@Acme.example>":                                "j.doe@acme.example",
		"From: =?iso-2022-jp?B?GyRCO0VNTRsoQg==?= <a@b.example>":           "a@b.example",
		"From: \"jdoe@acme.example\" <x@evil.example>":                     "x@evil.example",
		"From: jdoe@acme.example <x@evil.example>":                         "x@evil.example",
		"From: jdoe@acme.example (x@evil.example)":                         "jdoe@acme.example",
		"From: Doe, J. <a@b.example>":                                      "a@b.example",
		"From: a@b.example, x@evil.example":                                "",
		"From: a@b.example\r\nFrom: x@evil.example":                        "",
		"From: <a@b.example> <x@evil.example>":                             "",
		"From: a@b.example\x00@evil.example":                               "",
		"From: x <a@b.example> y <x@evil.example":                          "",
		"From: nobody\r\nSender: a@b.example":                              "",
		"Sender: a@b.example":                                              "a@b.example",
		"Reply-To: a@b.example":                                            "",
		"From: a@b.example" + strings.Repeat(" (", 100_000):                "a@b.example",
		"From:\r\n =?utf-8?q?J=2E_Doe?=\r\n <a@b.example>\r\nX: y\r\nZ: a": "a@b.example",
	} {
		items := Open("m.eml", []byte(from+"\r\nTo: us@us.example\r\nSubject: x\r\n"+part+"\r\n\r\n"+string(coded(book(t)))))
		if len(items) != 1 || items[0].Mail.From != want || !items[0].Mail.Came {
			t.Errorf("%.80q: %+v, want %q", from, items[0].Mail, want)
		}
	}
}

func TestMailboxes(t *testing.T) {
	data := book(t)
	mail := bytes.ReplaceAll(mixed(part, coded(data)), []byte("\r\n"), []byte("\n"))
	none := []byte("From: x@y.example\nTo: z\nSubject: s\n\nFrom the desk of nobody, at 10:00 in 2026\n\nBye\n")
	const line = "From MAILER-DAEMON Tue Feb  3 10:00:00 2026\n"
	box := bytes.Join([][]byte{[]byte(line), mail, []byte("\n\n" + line), none, []byte("\n\nFrom - Tue Feb 03 10:00:00 2026\n"), mail}, nil)
	for _, name := range []string{"inbox.mbox", "Inbox"} {
		items := Open(name, box)
		if len(items) != 3 || items[0].Kind != Workbook || items[1].Kind != Workbook || items[1].Path[1] != "(mail 3)" || items[1].Path[2] != "a.xlsx" || len(items[0].Notes) > 0 ||
			!bytes.Equal(items[1].Data, data) || items[2].Kind != Other || !strings.Contains(items[2].Why, "3 mails, 1 ") {
			t.Error(name, told(items))
		}
	}
	for _, line := range []string{"From \n", "From jdoe@acme.example\n"} { // without a day
		box := bytes.Join([][]byte{[]byte(line), mail, []byte("\n\n" + line), mail}, nil)
		if items := Open("Inbox", box); len(items) != 2 || items[1].Kind != Workbook || items[1].Path[1] != "(mail 2)" {
			t.Error(told(items))
		}
	}
	if items := Open("x.mbox", append([]byte(line), none...)); len(items) != 1 || items[0].Kind != Trouble {
		t.Error(told(items))
	}
	apple := fmt.Appendf(nil, "%d      \n%s<?xml version=\"1.0\"?>\n<plist/>", len(mail), mail)
	if items := Open("1.emlx", apple); len(items) != 1 || !bytes.Equal(items[0].Data, data) || len(items[0].Notes) > 0 {
		t.Error(told(items))
	}
	if items := Open("1.emlx", apple[:len(apple)/2]); len(items) != 1 || items[0].Kind != Trouble {
		t.Error(told(items))
	}
	partial := fmt.Appendf(nil, "9999\n%s", bytes.Replace(mixed("X-Apple-Content-Length: 1234\r\n"+part, nil), []byte("\r\n"), []byte("\n"), -1))
	if items := Open("1.partial.emlx", partial); len(items) != 1 || items[0].Kind != Trouble || !strings.Contains(items[0].Why, "Apple Mail") {
		t.Error(told(items))
	}
}

func TestTransferEncodingsAreReadAsTheyWereWritten(t *testing.T) {
	raw := []byte(random(5000))
	if got, note := lenient(coded(raw), true); note != "" || !bytes.Equal(got, raw) {
		t.Error("base64:", note)
	}
	if got, broken := fromQuoted(quoted(raw)); broken || !bytes.Equal(got, raw) {
		t.Error("quoted-printable")
	}
	if got, broken := fromQuoted([]byte("a=ZZ=4")); !broken || string(got) != "a=ZZ=4" {
		t.Errorf("%q", got)
	}
}
