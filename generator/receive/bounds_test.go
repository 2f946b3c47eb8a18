package receive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

// within opens a file and holds the reader to its bounds: work, steps, what it unpacks,
// what it gives, and the memory it takes, which grows with the work that it counts.
func within(t *testing.T, name string, data []byte) []Item {
	t.Helper()
	var items []Item
	o := opener{left: maxUnpack, held: int64(len(data)), work: workFile, each: func(i Item) error { items = append(items, i); return nil }}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	o.open([]string{clip(name)}, data, came{})
	runtime.ReadMemStats(&after)
	done := workFile - o.work
	if took := after.TotalAlloc - before.TotalAlloc; took > uint64(4<<20+int64(64*len(data))+2*done) {
		t.Fatalf("%d bytes took %d of memory for %d units of work", len(data), took, done)
	}
	if o.work < 0 || o.left < 0 || o.steps > maxSteps+maxItems || o.held != int64(len(data)) {
		t.Fatalf("work left %d, bytes left %d, steps %d, held %d of %d", o.work, o.left, o.steps, o.held, len(data))
	}
	if len(items) == 0 || len(items) > maxItems+1 {
		t.Fatalf("%d items", len(items))
	}
	for _, i := range items {
		if len(i.Path) == 0 || len(i.Path) > 2*maxDepth+2 || (i.Kind == Workbook || i.Kind == Locked) != (i.SHA256 != "") || i.Kind != Workbook && i.Why == "" {
			t.Fatal(told(items))
		}
		for _, p := range i.Path {
			if utf8.RuneCountInString(p) > longestName || !utf8.ValidString(p) {
				t.Fatalf("a name of %d bytes", len(p))
			}
		}
		if len(i.Mail.From) > 2_000 || len(i.Mail.Date) > len("2026-02-03") || i.Mail.From != "" && !i.Mail.Came {
			t.Fatalf("%+v", i.Mail)
		}
	}
	return items
}

// TestBombs gives files that would cost without end. All of them come to one soon, and a
// person is told.
func TestBombs(t *testing.T) {
	header := "From: a@b.example\r\nTo: c\r\nMIME-Version: 1.0\r\n"
	excel := "Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: "
	zeros := strings.Repeat("\x00", 1<<20)
	nested := pack(t, map[string]string{"a": zeros})
	for range maxDepth {
		wide := map[string]string{}
		for i := range 15 {
			wide[fmt.Sprintf("%d.zip", i)] = string(nested)
		}
		nested = pack(t, wide)
	}
	multiparts, flat := strings.Builder{}, strings.Builder{}
	for i := range 20_000 {
		fmt.Fprintf(&multiparts, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	for i := range 30_000 {
		fmt.Fprintf(&flat, "name*%d=\"a\";\r\n ", i)
	}
	tnef := winmailFile(attribute(2, tnefBegin, nil))
	for range 50 {
		property := append([]byte{1, 0, 0, 0}, property(0x0D, 0x3701, append(make([]byte, 16), tnef...))...)
		tnef = winmailFile(attribute(2, tnefBegin, nil), attribute(2, tnefProps, property))
	}
	for name, tc := range map[string]struct {
		data string
		why  string
	}{
		"a million members":        {string(endless(1_000_000)), "1000000 entries"},
		"members that are one":     {string(overlapping(t, 30<<20, 500)), tooMuch},
		"archives within archives": {string(nested), ""},
		"multiparts without end":   {header + multiparts.String(), ""},
		"parts without end":        {header + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\n", 1<<20), "more parts"},
		"nothing but boundaries":   {header + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b", 1<<21), "cannot be told apart"},
		"a line without end":       {header + "X-A: " + strings.Repeat("a", 4<<20), "cannot be read"},
		"fields without end":       {header + strings.Repeat("From: a@b.example\r\n", 1<<18), "cannot be read"},
		"folds without end":        {header + "Content-Type: application/octet-stream; " + flat.String() + "\r\n\r\nx", ""},
		"comments without end":     {"From: " + strings.Repeat("(", 1<<19) + "\r\nTo: c\r\n" + excel + "7bit\r\n\r\nx", ""},
		"a name of a megabyte":     {header + "Content-Type: application/octet-stream; name=\"" + strings.Repeat("n", 1<<19) + "\"\r\n\r\nx", ""},
		"base64 of nothing":        {header + excel + "base64\r\n\r\n" + strings.Repeat("A=", 4<<20), ""},
		"base64 padded for ever":   {header + excel + "base64\r\n\r\nUEsDBBQA" + strings.Repeat("A=A=", 1<<20), "damaged"},
		"quoted for ever":          {header + excel + "quoted-printable\r\n\r\n" + strings.Repeat("=4", 1<<21), "damaged"},
		"a mailbox without end":    {strings.Repeat("From a@b Fri Jul  8 12:08:34 2011\nFrom: a@b\nTo: c\n\nhi\n\n", 50_000), ""},
		"packings within packings": {string(tnef), "too deep"},
		"attachments of nothing":   {string(winmailFile(bytes.Repeat(attribute(2, tnefBegin, nil), 100_000))), "It holds more"},
	} {
		t.Run(name, func(t *testing.T) {
			items := within(t, "a", []byte(tc.data))
			if all := told(items); tc.why != "" && !strings.Contains(items[len(items)-1].Why, tc.why) {
				t.Error(all)
			}
		})
	}
}

// endless is an archive whose directory lists one member over and over.
func endless(n int) []byte {
	entry := append([]byte("PK\x01\x02"), make([]byte, 42)...)
	entry[28] = 1
	body := append([]byte("PK\x03\x04"), make([]byte, 27)...)
	at := len(body)
	body = append(body, bytes.Repeat(append(entry, 'a'), n)...)
	end := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	binary.LittleEndian.PutUint16(end[8:], uint16(n))
	binary.LittleEndian.PutUint16(end[10:], uint16(n))
	binary.LittleEndian.PutUint32(end[12:], uint32(len(body)-at))
	binary.LittleEndian.PutUint32(end[16:], uint32(at))
	return append(body, end...)
}

// overlapping is an archive whose members are all the same packed bytes.
func overlapping(t testing.TB, size, n int) []byte {
	t.Helper()
	one := pack(t, map[string]string{"a": strings.Repeat("\x00", size)})
	at := bytes.LastIndex(one, []byte("PK\x01\x02"))
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	out := append(bytes.Clone(one[:at]), bytes.Repeat(one[at:end], n)...)
	tail := bytes.Clone(one[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32((end-at)*n))
	return append(out, tail...)
}

// TestACallEnds: when a call has done what one call does, the rest is told, not read.
func TestACallEnds(t *testing.T) {
	data := mixed(part, coded(book(t)))
	c := NewCall()
	c.work = 5_000_000
	read, refused := 0, 0
	for range 20 {
		err := c.Open("m.eml", data, func(i Item) error {
			if i.Kind == Workbook {
				read++
			} else if refused++; i.Kind != Trouble {
				t.Errorf("%+v", i)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read == 0 || refused == 0 || read+refused != 20 {
		t.Error(read, "read,", refused, "refused")
	}
	stop := fmt.Errorf("enough")
	two := pack(t, map[string]string{"a.xlsx": string(book(t)), "b.xlsx": string(book(t))})
	n := 0
	if err := NewCall().Open("a.zip", two, func(Item) error { n++; return stop }); err != stop || n != 1 {
		t.Error(err, n)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(f, map[string]string{"a.eml": string(mixed("Content-Type: message/rfc822", []byte("From: a@b\r\nTo: c\r\n\r\nx")))}))
	f.Add(book(f))
	f.Fuzz(func(t *testing.T, data []byte) { within(t, "a", data) })
}

// FuzzMail gives the reader of mails any bytes.
func FuzzMail(f *testing.F) {
	data := coded(book(f))
	f.Add([]byte(envelope + "\r\n"))
	f.Add(mixed(part, data))
	f.Add(mixed(part, append(data, "==\r\n-- \r\nfooter"...)))
	f.Add(mixed("Content-Type: message/rfc822", mixed("Content-Type: application/octet-stream; name*0*=gb2312''%E5; name*1*=%86.xlsx", []byte("x"))))
	f.Add(mixed("Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64", coded(winmailFile(attribute(2, tnefBegin, nil), attribute(2, tnefData, []byte("x"))))))
	f.Add(mixed("Content-Type: application/zip; name=\"=?iso-2022-jp?B?GyRCO0VNTRsoQg==?=\"\r\nContent-Transfer-Encoding: quoted-printable", quoted(pack(f, map[string]string{"a.xlsx": "x"}))))
	f.Fuzz(func(t *testing.T, data []byte) { within(t, "a.eml", data) })
}

// FuzzOutlook gives the reader of Outlook's mails and packings any bytes.
func FuzzOutlook(f *testing.F) {
	f.Add(outlookFile())
	f.Add(eightBit(932, "a.zip", []byte("x")))
	f.Add(winmailFile(attribute(1, tnefCodePage, []byte{1, 2, 3, 4}), attribute(2, tnefBegin, nil), attribute(2, tnefProps, append([]byte{1, 0, 0, 0}, property(0x1F, 0x3707, utf16le("a.xlsx"))...))))
	if files, err := filepath.Glob("../../../shared/cmrt/samples/*.xls"); err == nil {
		for _, name := range files {
			if data, err := os.ReadFile(name); err == nil && len(data) < 100_000 {
				f.Add(data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { within(t, "a.msg", data) })
}

// FuzzZip gives the reader of archives any bytes.
func FuzzZip(f *testing.F) {
	f.Add(pack(f, map[string]string{"a.xlsx": "x", "b/": ""}))
	f.Add(pack(f, map[string]string{"a.zip": string(pack(f, map[string]string{"a.xlsx": string(book(f))}))}))
	f.Add(rawNames(f, []byte("x"), "\x95\x5c.xlsx", "\x8f\\a"))
	f.Add(endless(3))
	f.Add(overlapping(f, 1000, 3))
	f.Fuzz(func(t *testing.T, data []byte) {
		within(t, "a.zip", data)
		if end := endOfZip(data); end < 0 || end > len(data) {
			t.Fatal(end)
		}
		o := opener{work: workFile}
		if whole := o.whole(data); whole {
			if _, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil && err != zip.ErrInsecurePath {
				t.Fatal("whole, and no archive:", err)
			}
		}
	})
}

// FuzzMbox gives the readers of mailboxes any bytes.
func FuzzMbox(f *testing.F) {
	f.Add([]byte("From a@b Fri Jul  8 12:08:34 2011\nFrom: a@b\nTo: c\n\nhi\n\nFrom a@b Fri Jul  8 12:08:34 2011\nFrom: a@b\nTo: c\n\nhi\n"))
	f.Add(append([]byte("120\n"), mixed(part, []byte("QUJD"))...))
	f.Fuzz(func(t *testing.T, data []byte) {
		within(t, "a.mbox", data)
		list, _ := mailsOf(data, mostMails)
		if !bytes.Equal(bytes.Join(list, nil), data) {
			t.Fatal("a mailbox and its mails differ")
		}
	})
}

// FuzzNames decodes any header and any raw name.
func FuzzNames(f *testing.F) {
	f.Add("attachment; filename*0*=iso-2022-jp''%1B$B; filename*1=\"a\\\"\"", "\x95\x5c")
	f.Add("attachment; filename=\"=?utf-7?B?+UWg-?= =?gb18030?q?=81=30?=\"", "\xff")
	f.Fuzz(func(t *testing.T, header, raw string) {
		h := headerWith(header)
		if name := h.attachmentName([]string{"big5"}); !utf8.ValidString(name) || utf8.RuneCountInString(name) > longestName {
			t.Fatalf("%q", name)
		}
		if name := unlabelled([]byte(raw)); !utf8.ValidString(name) {
			t.Fatalf("%q", name)
		}
		h.sender()
	})
}

// headerWith is a header with one value in the fields that are decoded.
func headerWith(value string) header {
	return header{fields: map[string][]string{"content-disposition": {value}, "from": {value}}}
}
