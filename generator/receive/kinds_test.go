package receive

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"itron.com/conflict-minerals/generator/project"
)

// uuencoded writes a file as it goes within a text.
func uuencoded(data []byte, end string) []byte {
	var b bytes.Buffer
	b.WriteString("begin 644 a b.xlsx\r\n")
	char := func(v byte) { b.WriteByte(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_"[v&63]) }
	for len(data) > 0 {
		line := data[:min(45, len(data))]
		data = data[len(line):]
		char(byte(len(line)))
		for i := 0; i < len(line); i += 3 {
			var t [3]byte
			copy(t[:], line[i:])
			char(t[0] >> 2)
			char(t[0]<<4 | t[1]>>4)
			char(t[1]<<2 | t[2]>>6)
			char(t[2])
		}
		text := bytes.TrimRight(b.Bytes(), " ") // as a program does that takes blanks for nothing
		b.Truncate(len(text))
		b.WriteString("\r\n")
	}
	b.WriteString(end)
	return b.Bytes()
}

// TestFilesWithinAText are opened as mail programs show them.
func TestFilesWithinAText(t *testing.T) {
	data := book(t)
	text := func(header string, body []byte) []byte {
		return append([]byte(envelope+header+"\r\n\r\nHere it is:\r\nbegin with the first sheet\r\n\r\n"), body...)
	}
	for name, tc := range map[string]struct {
		mail []byte
		note string
	}{
		"in the text":           {text("Content-Type: text/plain", uuencoded(data, "`\r\nend\r\nRegards\r\n")), ""},
		"in a mail of one part": {text("X-Mailer: report", uuencoded(data, "\r\nend\r\n")), ""},
		"as an encoding":        {mixed("Content-Type: application/octet-stream; name=\"a b.xlsx\"\r\nContent-Transfer-Encoding: x-uuencode", uuencoded(data, "`\r\nend\r\n")), ""},
		"without its end":       {text("Content-Type: text/plain", uuencoded(data, "\r\n")), noteUnended},
		"in base64":             {text("Content-Type: text/plain", []byte("begin-base64 644 a b.xlsx\r\n"+string(coded(data))+"\r\n====\r\n")), ""},
	} {
		items := Open("m.eml", tc.mail)
		if len(items) != 1 || items[0].Kind != Workbook || !bytes.Equal(items[0].Data, data) || items[0].Name() != "a b.xlsx" || strings.Join(items[0].Notes, "; ") != tc.note {
			t.Errorf("%s: %s", name, told(items))
		}
	}
	if items := Open("m.eml", text("Content-Type: text/plain", uuencoded(data[:len(data)/2], ""))); len(items) != 1 || items[0].Kind != Trouble {
		t.Errorf("half of it: %s", told(items))
	}
	if items := Open("m.eml", text("Content-Type: text/plain", []byte("=ybegin line=128 size=9 name=a.xlsx\r\nxyz\r\n=yend size=9\r\n"))); len(items) != 1 || !strings.Contains(items[0].Why, "yEnc") {
		t.Errorf("yEnc: %s", told(items))
	}
}

// TestMailsInOtherClothes: a digest is mails one beside the other, and Notepad saves in UTF-16.
func TestMailsInOtherClothes(t *testing.T) {
	data := book(t)
	attached := mixed("Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: base64", coded(data))
	var wide bytes.Buffer
	wide.WriteString("\xFF\xFE")
	for _, u := range utf16.Encode([]rune(string(attached))) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	for name, mail := range map[string][]byte{
		"digest": []byte(envelope + "Content-Type: multipart/digest; boundary=outer\r\n\r\n--outer\r\n\r\n" + string(attached) + "\r\n--outer--\r\n"),
		"UTF-16": wide.Bytes(),
	} {
		if items := Open("m.eml", mail); len(items) != 1 || items[0].Kind != Workbook || !bytes.Equal(items[0].Data, data) {
			t.Errorf("%s: %s", name, told(items))
		}
	}
}

// TestArchivesThatBeginFurtherBack are opened as unpackers open them.
func TestArchivesThatBeginFurtherBack(t *testing.T) {
	data := book(t)
	archive := pack(t, map[string]string{"a.xlsx": string(data)})
	for name, before := range map[string]string{"unpacks itself": "MZ\x90\x00" + strings.Repeat("\x00", 4_000), "could be in pieces": "PK00", "was to be in pieces": "PK\x07\x08"} {
		if items := Open("a.exe", append([]byte(before), archive...)); len(items) != 1 || items[0].Kind != Workbook || !bytes.Equal(items[0].Data, data) {
			t.Errorf("%s: %s", name, told(items))
		}
	}
	if items := Open("a.exe", []byte("MZ\x90\x00 no archive PK\x05\x06"+strings.Repeat("\x00", 18))); len(items) != 1 || items[0].Kind != Other {
		t.Errorf("an end without a beginning: %s", told(items))
	}
}

// TestWhatMayHoldAnAnswer and is not read: each is told by its name, with what to do.
func TestWhatMayHoldAnAnswer(t *testing.T) {
	zipped := func(names ...string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, name := range names {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = w.Write([]byte("x"))
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for says, f := range map[string][2]string{
		"(tar)":                {"a.tar", "a.xlsx" + strings.Repeat("\x00", 251) + "ustar\x0000"},
		"(xz)":                 {"a.xz", "\xFD7zXZ\x00\x00"},
		"(bzip2)":              {"a.bz2", "BZh91AY"},
		"(CAB)":                {"a.cab", "MSCF\x00\x00\x00\x00"},
		"(LHA)":                {"a.lzh", "\x20\x10-lh5-"},
		"(ALZ)":                {"a.alz", "ALZ\x01\x0a"},
		"(ISO)":                {"a.iso", strings.Repeat("\x00", 32769) + "CD001"},
		"(.xlsb)":              {"a.xlsb", zipped("[Content_Types].xml", "xl/workbook.bin")},
		"OpenDocument":         {"a.ods", zipped("mimetype", "content.xml")},
		"Numbers":              {"a.numbers", zipped("Index/Document.iwa", "preview.jpg")},
		"Excel 2003":           {"a.xml", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`},
		"a web page":           {"a.xls", "<html><body><table><tr><td>x</td></tr></table></body></html>"},
		"text with separators": {"a.xls", "Company Name\tAcme GmbH\r\n"},
	} {
		if items := Open(f[0], []byte(f[1])); len(items) != 1 || items[0].Kind != Trouble || !strings.Contains(items[0].Why, says) || !strings.Contains(items[0].Why, "give") {
			t.Errorf("%s: %s", f[0], told(items))
		}
	}
}

// TestADayThatIsNotTheMailsOwn is said: by it an answer may be late.
func TestADayThatIsNotTheMailsOwn(t *testing.T) {
	d := Inbox{AsOf: "2026-11-30", year: &project.Year{Number: 2025}}
	for _, m := range []Mail{{Undated: "Mon, 31 Feb 2026"}, {Date: "2036-03-03"}} {
		if got := d.dated(m, "data/2025/cmrt/acme.xlsx"); !strings.Contains(got, m.Undated+m.Date) || !strings.Contains(got, "2026-11-30 was logged") || !strings.Contains(got, "receive 2025 --undo data/2025/cmrt/acme.xlsx") {
			t.Errorf("%+v: %q", m, got)
		}
	}
	for _, m := range []Mail{{}, {Date: "2026-03-03"}} {
		if got := d.dated(m, "data/2025/cmrt/acme.xlsx"); got != "" {
			t.Errorf("%+v: %q", m, got)
		}
	}
}

// TestDaysOfMails are those that Python's and other mail programs' readers see.
func TestDaysOfMails(t *testing.T) {
	for typed, want := range map[string]string{
		"Tue, 03 Mar 2026 10:00:00 +0100": "2026-03-03", "Tue, 3 Mar 2026 10:00:00": "2026-03-03", "2026-03-03T10:00:00Z": "2026-03-03", "03-Mar-2026 10:00:00": "2026-03-03",
		"Tue Mar  3 10:00:00 2026": "2026-03-03", "Tue, 03 March 2026 10:00:00 +0100": "2026-03-03", "Tue, 03 Mar 2026 10.00.00 +0100": "2026-03-03", "Tue, 03 Mar 2026 24:00:00 +0100": "2026-03-03",
		"Tuesday, March 3, 2026 10:00 AM": "2026-03-03", "Di, 3. März 2026 10:00:00 +0100": "2026-03-03", "mar., 3 juin 2026 10:00:00": "2026-06-03", "3 juil. 2026 10:00": "2026-07-03", "Tue, 3-Mar-26 10:00:00 GMT": "2026-03-03",
		"Mon, 31 Feb 2026 10:00:00 +0000": "", "01/03/26": "", "soon": "", "": "", "Thu, 1 Jan 1970 00:00:00 +0000": "", "3 xyz 2026": "",
	} {
		if got := dayOf(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
		items := Open("m.eml", fmt.Appendf(nil, "From: a@b.example\r\nDate: %s\r\nSubject: x\r\n%s\r\n\r\n%s", typed, part, base64.StdEncoding.EncodeToString(book(t))))
		if len(items) != 1 || items[0].Mail.Date != want || (items[0].Mail.Undated != "") != (want == "" && typed != "") {
			t.Errorf("%q: %+v", typed, items)
		}
	}
}
