package receive

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// entry is a storage or stream of a compound file; the root comes first.
type entry struct {
	name               string
	kind               byte // 1 storage, 2 stream, 5 root
	left, right, child int32
	data               []byte
}

const none = -1

// container writes a container (MS-CFB) whose streams are padded to full sectors, so
// that none of them is in the ministream.
func container(entries []entry) []byte {
	const sector, least = 512, 4096
	var fat []uint32
	var body bytes.Buffer
	chain := func(data []byte) uint32 {
		first := uint32(len(fat))
		n := (len(data) + sector - 1) / sector
		for i := range n {
			next := uint32(0xFFFFFFFE)
			if i < n-1 {
				next = first + uint32(i) + 1
			}
			fat = append(fat, next)
		}
		body.Write(data)
		body.Write(make([]byte, n*sector-len(data)))
		return first
	}
	var dir bytes.Buffer
	for _, e := range entries {
		b := make([]byte, 128)
		wide := utf16.Encode([]rune(e.name + "\x00"))
		for i, c := range wide {
			binary.LittleEndian.PutUint16(b[2*i:], c)
		}
		binary.LittleEndian.PutUint16(b[64:], uint16(2*len(wide)))
		b[66], b[67] = e.kind, 1
		binary.LittleEndian.PutUint32(b[68:], uint32(e.left))
		binary.LittleEndian.PutUint32(b[72:], uint32(e.right))
		binary.LittleEndian.PutUint32(b[76:], uint32(e.child))
		start := uint32(0xFFFFFFFE)
		if e.kind == 2 {
			data := e.data
			if len(data) < least {
				data = append(bytes.Clone(data), make([]byte, least-len(data))...)
			}
			start = chain(data)
			binary.LittleEndian.PutUint64(b[120:], uint64(len(data)))
		}
		binary.LittleEndian.PutUint32(b[116:], start)
		dir.Write(b)
	}
	for dir.Len()%sector != 0 {
		dir.Write(make([]byte, 128))
	}
	dirAt := chain(dir.Bytes())
	fatAt := uint32(len(fat))
	fat = append(fat, 0xFFFFFFFD)
	for len(fat)%128 != 0 {
		fat = append(fat, 0xFFFFFFFF)
	}
	head := make([]byte, sector)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	binary.LittleEndian.PutUint16(head[24:], 0x3E)
	binary.LittleEndian.PutUint16(head[26:], 3)
	binary.LittleEndian.PutUint16(head[28:], 0xFFFE)
	binary.LittleEndian.PutUint16(head[30:], 9)
	binary.LittleEndian.PutUint16(head[32:], 6)
	binary.LittleEndian.PutUint32(head[44:], uint32(len(fat)/128))
	binary.LittleEndian.PutUint32(head[48:], dirAt)
	binary.LittleEndian.PutUint32(head[56:], least)
	binary.LittleEndian.PutUint32(head[60:], 0xFFFFFFFE)
	binary.LittleEndian.PutUint32(head[68:], 0xFFFFFFFE)
	for i := range 109 {
		binary.LittleEndian.PutUint32(head[76+4*i:], 0xFFFFFFFF)
	}
	for i := range len(fat) / 128 {
		binary.LittleEndian.PutUint32(head[76+4*i:], fatAt+uint32(i))
	}
	out := append(head, body.Bytes()...)
	for _, n := range fat {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return out
}

func utf16le(s string) []byte {
	var b []byte
	for _, c := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	return b
}

// outlookFile is a mail as Outlook saves it, with one attachment that is a text.
func outlookFile() []byte { return outlookWith([]byte("attached")) }

func outlookWith(data []byte) []byte {
	sent := make([]byte, 32+16) // one fixed property: when it was sent, 2026-02-03
	binary.LittleEndian.PutUint32(sent[32:], msgSubmitted)
	binary.LittleEndian.PutUint64(sent[40:], uint64(155_261)*864_000_000_000)
	return container([]entry{
		{"Root Entry", 5, none, none, 2, nil},
		{msgProperties, 2, none, none, none, sent},
		{msgText + "5D01001F", 2, 1, 3, none, utf16le("J.Doe@Acme.example\x00")},
		{msgAttachment + "#00000000", 1, none, none, 5, nil},
		{msgText + "37010102", 2, none, none, none, data},
		{msgText + "3707001F", 2, 4, none, none, utf16le("冲突.xlsx\x00")},
	})
}

func TestMailsOfOutlook(t *testing.T) {
	data := book(t)
	padded := data
	if len(padded) < 4096 { // as the file above pads it; a zip archive may not have zeros behind
		padded = pack(t, map[string]string{"a.xlsx": string(data), "z.txt": random(8192)})
	}
	items := Open("answer.msg", outlookWith(padded))
	var found *Item
	for n := range items {
		if items[n].Kind == Workbook {
			found = &items[n]
		}
	}
	if found == nil || !bytes.Equal(found.Data, data) || found.Path[1] != "冲突.xlsx" {
		t.Fatal(told(items))
	}
	if found.Mail.From != "j.doe@acme.example" || found.Mail.Date != "2026-02-03" {
		t.Errorf("%+v", found.Mail)
	}
	if items := Open("answer.msg", outlookFile()[:len(outlookFile())-512]); len(items) != 1 || items[0].Kind != Trouble {
		t.Error("cut off:", told(items))
	}
}

// eightBit is a mail of Outlook whose texts are in a code page, with a mail attached whole
// to which the workbook is attached.
func eightBit(page uint32, name string, data []byte) []byte {
	fixed := func(head int, tag uint32, value uint64) []byte {
		b := make([]byte, head+16)
		binary.LittleEndian.PutUint32(b[head:], tag)
		binary.LittleEndian.PutUint64(b[head+8:], value)
		return b
	}
	return container([]entry{
		{"Root Entry", 5, none, none, 2, nil},
		{msgProperties, 2, none, none, none, fixed(32, msgCodePage, uint64(page))},
		{msgText + msgHeaders + "001E", 2, 1, 3, none, []byte("From: Outer <buyer@us.example>\r\nDate: Tue, 03 Feb 2026 23:30:00 -0500\r\n\x00")},
		{msgAttachment + "#00000000", 1, none, none, 4, nil},
		{msgText + msgData + "000D", 1, none, 5, 6, nil},
		{msgText + msgLongName + "001E", 2, none, none, none, []byte("Forwarded\x00")},
		{msgAttachment + "#00000000", 1, 7, 8, 9, nil},
		{msgProperties, 2, none, none, none, fixed(24, msgCodePage, uint64(page))},
		{msgText + msgFromNet + "001E", 2, none, none, none, []byte("j.doe@acme.example\x00")},
		{msgText + msgLongName + "001E", 2, 10, none, none, []byte(name + "\x00")},
		{msgText + msgData + "0102", 2, none, none, none, data},
	})
}

func TestMailsOfOutlookInCodePages(t *testing.T) {
	data := pack(t, map[string]string{"a.xlsx": string(book(t)), "z.txt": random(8192)})
	for page, w := range map[uint32]struct {
		set  encoding.Encoding
		name string
	}{
		932: {japanese.ShiftJIS, "紛争鉱物調査表.zip"}, 936: {simplifiedchinese.GBK, "冲突矿产.zip"}, 949: {korean.EUCKR, "분쟁광물.zip"},
		950: {traditionalchinese.Big5, "衝突礦產.zip"}, 1252: {charmap.Windows1252, "Müller.zip"}, 1250: {charmap.Windows1250, "Łódź.zip"},
		50220: {japanese.ISO2022JP, "紛争鉱物.zip"}, 54936: {simplifiedchinese.GB18030, "冲突㐀.zip"}, 65001: {encoding.Nop, "冲突.zip"}, 0: {japanese.ShiftJIS, "紛争鉱物調査表.zip"},
	} {
		items := Open("m.msg", eightBit(page, in(t, w.set, w.name), data))
		if len(items) != 2 || items[0].Path[1] != "Forwarded" || items[0].Path[2] != w.name {
			t.Errorf("code page %d: %s", page, told(items))
			continue
		}
		for _, i := range items {
			if i.Kind == Workbook && (i.Mail.From != "j.doe@acme.example" || !slices.Equal(i.Mail.Around, []string{"buyer@us.example"})) {
				t.Errorf("%+v", i.Mail)
			}
		}
	}
}

// attribute is one of a winmail.dat.
func attribute(level byte, number uint32, body []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte{level}, number)
	b = append(binary.LittleEndian.AppendUint32(b, uint32(len(body))), body...)
	return binary.LittleEndian.AppendUint16(b, sumOf(body))
}

// property is one of an attachment in it, of a kind of any length.
func property(kind, id uint16, value []byte) []byte {
	b := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, kind), id)
	b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, 1), uint32(len(value)))
	return append(append(b, value...), make([]byte, -len(value)&3)...)
}

func winmailFile(parts ...[]byte) []byte {
	return append([]byte("\x78\x9f\x3e\x22\x01\x00"), bytes.Join(parts, nil)...)
}

func TestWinmail(t *testing.T) {
	data := book(t)
	list := func(properties ...[]byte) []byte {
		return append(binary.LittleEndian.AppendUint32(nil, uint32(len(properties))), bytes.Join(properties, nil)...)
	}
	begin, page := attribute(2, tnefBegin, make([]byte, 14)), attribute(1, tnefCodePage, binary.LittleEndian.AppendUint32(nil, 932))
	named := property(3, 0x8001, nil)[:4] // a number under a name of its own
	named = append(append(named, make([]byte, 16)...), 1, 0, 0, 0, 6, 0, 0, 0, 'a', 0, 'b', 0, 0, 0, 0, 0, 7, 0, 0, 0)
	inner := winmailFile(begin, attribute(2, tnefTitle, []byte("inner.xlsx\x00")), attribute(2, tnefData, data))
	wrong := attribute(2, tnefData, data)
	wrong[len(wrong)-1]++
	hurt := bytes.Clone(data)
	hurt[bytes.Index(hurt, []byte("PK\x01\x02"))-40] ^= 1
	for name, tc := range map[string]struct {
		file []byte
		kind Kind
		want string
	}{
		"a short name":          {winmailFile(begin, attribute(2, tnefTitle, []byte("CMRT~1.XLS\x00")), attribute(2, tnefData, data)), Workbook, "CMRT~1.XLS"},
		"in its code page":      {winmailFile(page, begin, attribute(2, tnefTitle, []byte(in(t, japanese.ShiftJIS, "調査表.xlsx")+"\x00")), attribute(2, tnefData, data)), Workbook, "調査表.xlsx"},
		"a long name":           {winmailFile(begin, attribute(2, tnefData, data), attribute(2, tnefProps, list(named, property(0x1F, 0x3707, utf16le("冲突.xlsx\x00"))))), Workbook, "冲突.xlsx"},
		"a long name, eight":    {winmailFile(page, begin, attribute(2, tnefData, data), attribute(2, tnefProps, list(property(0x1E, 0x3707, []byte(in(t, japanese.ShiftJIS, "表.xlsx")+"\x00"))))), Workbook, "表.xlsx"},
		"a mail within":         {winmailFile(begin, attribute(2, tnefProps, list(property(0x0D, 0x3701, append(make([]byte, 16), inner...))))), Workbook, "inner.xlsx"},
		"a sum that is wrong":   {winmailFile(begin, attribute(2, tnefTitle, []byte("a.xlsx\x00")), wrong), Workbook, "a.xlsx"},
		"and a book that is so": {winmailFile(begin, attribute(2, tnefTitle, []byte("a.xlsx\x00")), wrong[:9], hurt, wrong[len(wrong)-2:]), Trouble, "a.xlsx"},
		"cut off":               {winmailFile(begin, attribute(2, tnefData, data)[:200]), Other, "(attachment 1)"},
	} {
		t.Run(name, func(t *testing.T) {
			items := Open("m.eml", mixed("Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64", coded(tc.file)))
			if len(items) == 0 || items[0].Kind != tc.kind || items[0].Name() != tc.want || tc.kind == Workbook && !bytes.Equal(items[0].Data, data) {
				t.Fatal(told(items))
			}
			if last := items[len(items)-1]; name == "cut off" && (last.Kind != Trouble || !strings.Contains(last.Why, "winmail.dat")) {
				t.Error(told(items))
			}
		})
	}
}

// random is text that does not pack, the same every time.
func random(n int) string {
	b, x := make([]byte, n), uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return string(b)
}
