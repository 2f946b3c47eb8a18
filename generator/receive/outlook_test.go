package receive

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"
)

// entry is a storage or stream of a compound file; the root comes first.
type entry struct {
	name               string
	kind               byte // 1 storage, 2 stream, 5 root
	left, right, child int32
	data               []byte
}

const none = -1

// compound writes a container (MS-CFB) whose streams are padded to full sectors, so
// that none of them is in the ministream.
func compound(entries []entry) []byte {
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
	copy(head, oleMagic)
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
	return compound([]entry{
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

// random is text that does not pack, the same every time.
func random(n int) string {
	b, x := make([]byte, n), uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return string(b)
}
