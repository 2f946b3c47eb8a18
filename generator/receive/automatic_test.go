package receive

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
)

// TestRepliesThatNobodyWrote promise and refuse nothing, so none is told as a supplier's word.
func TestRepliesThatNobodyWrote(t *testing.T) {
	for name, tc := range map[string]struct {
		header    string
		automatic bool
	}{
		"as RFC 3834 has it":     {"Subject: Re: CMRT\r\nAuto-Submitted: auto-replied (vacation)\r\n", true},
		"of Exchange":            {"Subject: Automatic reply: CMRT for 2025\r\n", true},
		"of Exchange, in German": {"Subject: Automatische Antwort: CMRT\r\n", true},
		"in Chinese":             {"Subject: =?gb2312?B?19S2r7vYuLQ6IENNUlQ=?=\r\n", true},
		"of Lotus Notes":         {"Subject: AUTO: J. Doe is out of the office (returning 02/09/2026)\r\n", true},
		"of an old program":      {"Subject: Away\r\nX-Autoreply: yes\r\n", true},
		"a receipt":              {"Subject: Read: CMRT\r\nContent-Type: multipart/report; report-type=\"disposition-notification\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt was read.\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--b--\r\n", true},
		"of a person":            {"Subject: Re: CMRT\r\nAuto-Submitted: no\r\n", false},
		"about somebody away":    {"Subject: Re: your question, I was out of office\r\n", false},
	} {
		items := Open("m.eml", []byte(envelope+tc.header+"\r\nI am away until May.\r\n"))
		if len(items) != 1 || items[0].Mail.Automatic != tc.automatic || (items[0].Kind == Other) != tc.automatic || strings.Contains(items[0].Why, "automatic reply") != tc.automatic {
			t.Errorf("%s: %s", name, told(items))
		}
	}
	data := book(t)
	items := Open("m.eml", bytes.Replace(mixed("Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: base64", coded(data)), []byte("MIME-Version"), []byte("Auto-Submitted: auto-replied\r\nMIME-Version"), 1))
	if len(items) != 1 || items[0].Kind != Workbook {
		t.Errorf("a program that replies with a workbook: %s", told(items))
	}
	items = Open("m.msg", container([]entry{
		{"Root Entry", 5, none, none, 2, nil},
		{msgProperties, 2, none, none, none, make([]byte, 32)},
		{msgText + msgSubject + "001E", 2, 1, 3, none, []byte("Automatic reply: CMRT\x00")},
		{msgText + msgFromNet + "001E", 2, none, none, none, []byte("j.doe@acme.example\x00")},
	}))
	if len(items) != 1 || !items[0].Mail.Automatic || items[0].Kind != Other {
		t.Errorf("saved by Outlook: %s", told(items))
	}
}

// TestTextsInBase64 are looked at as those in plain: for files that stand in them, and for
// links to where files lie.
func TestTextsInBase64(t *testing.T) {
	data := book(t)
	text := func(body string) []byte {
		return []byte(envelope + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + string(coded([]byte(body))))
	}
	for name, mail := range map[string][]byte{
		"alone":     text("Grüße\r\n\r\n" + string(uuencoded(data, "`\r\nend\r\n"))),
		"in a part": []byte(envelope + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: BASE64\r\n\r\n" + base64.StdEncoding.EncodeToString(uuencoded(data, "`\r\nend\r\n")) + "\r\n--b--\r\n"),
	} {
		if items := Open("m.eml", mail); len(items) != 1 || items[0].Kind != Workbook || !bytes.Equal(items[0].Data, data) || items[0].Name() != "a b.xlsx" {
			t.Errorf("%s: %s", name, told(items))
		}
	}
	if items := Open("m.eml", text("The file: https://drive.google.com/file/d/1/view\r\n")); len(items) != 1 || !strings.Contains(items[0].Why, "a link to a file share (drive.google.com)") {
		t.Errorf("a link: %s", told(items))
	}
	if items := Open("m.eml", text("See you in May.\r\n")); len(items) != 1 || items[0].Kind != Trouble || strings.Contains(items[0].Why, "link") {
		t.Errorf("neither: %s", told(items))
	}
}
