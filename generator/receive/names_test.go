package receive

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// in encodes a name; what comes out of the reader must be the name that was put in.
func in(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	raw, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// written are names as suppliers write them, and the character sets of their mails.
var writtenNames = []struct {
	label string
	set   encoding.Encoding
	name  string
}{
	{"iso-8859-1", charmap.ISO8859_1, "beispiel_Müller.xlsx"},
	{"iso-8859-2", charmap.ISO8859_2, "beispiel Łódź.xlsx"},
	{"iso-8859-15", charmap.ISO8859_15, "beispiel œuvre €.xlsx"},
	{"windows-1251", charmap.Windows1251, "beispiel отчёт.xlsx"},
	{"koi8-r", charmap.KOI8R, "beispiel отчёт.xlsx"},
	{"cp850", charmap.CodePage850, "beispiel_Müller.xlsx"},
	{"gb2312", simplifiedchinese.GBK, "beispiel 冲突矿产报告.xlsx"},
	{"GB18030", simplifiedchinese.GB18030, "beispiel 冲突矿产㐀.xlsx"},
	{"hz-gb-2312", simplifiedchinese.HZGB2312, "beispiel 冲突矿产.xlsx"},
	{"big5", traditionalchinese.Big5, "beispiel 衝突礦產功能許.xlsx"},
	{"EUC-KR", korean.EUCKR, "beispiel 분쟁광물.xlsx"},
	{"ks_c_5601-1987", korean.EUCKR, "beispiel 분쟁광물.xlsx"},
	{"ISO-2022-JP", japanese.ISO2022JP, "beispiel 紛争鉱物調査票.xlsx"},
	{"shift_jis", japanese.ShiftJIS, "beispiel 紛争鉱物調査表.xlsx"},
	{"cp932", japanese.ShiftJIS, "beispiel 紛争鉱物調査表.xlsx"},
	{"euc-jp", japanese.EUCJP, "beispiel 紛争鉱物調査票.xlsx"},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "beispiel ß.xlsx"},
	{"utf-8", encoding.Nop, "beispiel 冲突 Ł ß.xlsx"},
}

// escaped writes bytes as RFC 2231 does.
func escaped(raw string) string {
	var b strings.Builder
	for _, c := range []byte(raw) {
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

func TestNamesInAnyCharacterSet(t *testing.T) {
	for _, w := range writtenNames {
		raw := in(t, w.set, w.name)
		half := len(raw) / 2
		if half%2 == 0 {
			half-- // within a character, where these have two bytes
		}
		word := func(s string) string {
			return "=?" + w.label + "?B?" + base64.StdEncoding.EncodeToString([]byte(s)) + "?="
		}
		for how, header := range map[string]string{
			"RFC 2231":             "Content-Disposition: attachment; filename*=" + w.label + "''" + escaped(raw),
			"RFC 2231, quoted":     "Content-Disposition: attachment; filename*=\"" + w.label + "'de'" + escaped(raw) + "\"",
			"RFC 2231 in pieces":   "Content-Disposition: attachment;\r\n filename*1*=" + escaped(raw[half:]) + ";\r\n filename*0*=" + w.label + "''" + escaped(raw[:half]),
			"beside a plain name":  "Content-Disposition: attachment; filename=\"CMRT.xlsx\"; filename*=" + w.label + "''" + escaped(raw),
			"of the type":          "Content-Type: application/octet-stream; name*=" + w.label + "''" + escaped(raw),
			"RFC 2047":             "Content-Disposition: attachment; filename=\"" + word(raw) + "\"",
			"RFC 2047, no quotes":  "Content-Disposition: attachment; filename=" + word(raw),
			"RFC 2047 in pieces":   "Content-Disposition: attachment; filename=\"" + word(raw[:half]) + "\r\n " + word(raw[half:]) + "\"",
			"RFC 2047, no padding": "Content-Disposition: attachment; filename=\"" + strings.ReplaceAll(word(raw), "=?=", "?=") + "\"",
			"RFC 2047, quoted":     "Content-Disposition: attachment; filename=\"=?" + w.label + "?Q?" + strings.ReplaceAll(escaped(raw), "%", "=") + "?=\"",
		} {
			h, _, _ := parseHeader([]byte(header + "\r\n\r\n"))
			if got := h.attachmentName(nil); got != w.name {
				t.Errorf("%s, %s: %q, want %q", w.label, how, got, w.name)
			}
		}
	}
	for header, want := range map[string]string{
		"filename*=utf-7''beispiel%20+UWg-.xlsx":                       "beispiel 全.xlsx",
		"filename*=iso-2022-kr''%1B$)Cbeispiel%20%0E%3A%50%0F.xlsx":    "beispiel 분.xlsx",
		"filename*=x-nobody-knows''beispiel.xlsx; filename=\"a.xlsx\"": "a.xlsx",
		"filename*=beispiel.xlsx":                                      "beispiel.xlsx",
		"filename*0=bei; filename*1=spiel; filename*2=.xlsx":           "beispiel.xlsx",
		"filename=\"beispiel.xlsx":                                     "beispiel.xlsx",
		"filename=\"a \\\"b\\\" c;d.xlsx\"; size=3":                    "a \"b\" c;d.xlsx",
		"filename=beispiel final (2).xlsx; size=3":                     "beispiel final (2).xlsx",
		"size; ; =; filename = beispiel.xlsx":                          "beispiel.xlsx",
		"filename=\"100%25.xlsx\"":                                     "100%25.xlsx",
		"name=" + strings.Repeat("n", 60_000) + ".xlsx":                strings.Repeat("n", maxField-len("attachment; name=")),
	} {
		h, _, _ := parseHeader([]byte("Content-Disposition: attachment; " + header + "\r\n\r\n"))
		if want = clip(want); h.attachmentName(nil) != want {
			t.Errorf("%.80s: %q, want %q", header, h.attachmentName(nil), want)
		}
	}
}

// TestNamesInNoNamedCharacterSet: raw bytes are in the character set of the mail around
// them, and that is only looked at where nothing else tells.
func TestNamesInNoNamedCharacterSet(t *testing.T) {
	data := coded(book(t))
	for _, w := range writtenNames[:14] {
		if w.label == "cp850" || w.label == "hz-gb-2312" || w.label == "ISO-2022-JP" || w.label == "iso-8859-1" {
			continue // no mail has raw names in these, or names the first
		}
		mail := strings.Replace(string(mixed("Content-Type: application/octet-stream; name=\""+in(t, w.set, w.name)+"\"\r\nContent-Transfer-Encoding: base64", data)),
			"Content-Type: text/plain", "Content-Type: text/plain; charset=\""+w.label+"\"", 1)
		if items := Open("m.eml", []byte(mail)); len(items) != 1 || items[0].Name() != w.name {
			t.Errorf("%s: %s, want %q", w.label, told(items), w.name)
		}
	}
}

// packed is an archive whose members have raw names.
func rawNames(t testing.TB, data []byte, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNamesInArchives(t *testing.T) {
	data := book(t)
	for _, tc := range []struct {
		set  encoding.Encoding
		name string
	}{
		{japanese.ShiftJIS, "紛争鉱物調査表.xlsx"}, // 表 ends in 0x5C
		{japanese.ShiftJIS, "回答/紛争鉱物調査表.xlsx"},
		{japanese.ShiftJIS, "表表表/ソニー_能力.xlsx"},
		{japanese.ShiftJIS, "beispiel 申請.xlsx"},
		{simplifiedchinese.GBK, "冲突矿产报告.xlsx"},
		{simplifiedchinese.GBK, "供应商调查表/深圳精密.xlsx"},
		{simplifiedchinese.GBK, "哱.xlsx"},          // ends in 0x5C
		{traditionalchinese.Big5, "衝突礦產功能報告.xlsx"}, // 功 ends in 0x5C
		{traditionalchinese.Big5, "許/供應商調查表.xlsx"},
		{traditionalchinese.Big5, "國巨.xlsx"},
		{korean.EUCKR, "분쟁광물 조사표.xlsx"},
		{korean.EUCKR, "현대모비스.xlsx"},
		{charmap.Windows1252, "Müller & Söhne.xlsx"},
		{charmap.CodePage850, "Müller & Söhne.xlsx"},
		{charmap.CodePage850, "façade.xlsx"},
		{charmap.CodePage437, "Geschäft/Größe.xlsx"},
		{encoding.Nop, "冲突/Ł.xlsx"},
		{encoding.Nop, "folder\\a.xlsx"},
		{encoding.Nop, ".xlsx"},
		{encoding.Nop, "__MACOSX/._a.xlsx"},
	} {
		raw := in(t, tc.set, tc.name)
		items := Open("a.zip", rawNames(t, data, raw))
		want := strings.ReplaceAll(tc.name, `\`, "/")
		if len(items) != 1 || items[0].Kind != Workbook || !bytes.Equal(items[0].Data, data) {
			t.Errorf("%s: %s", tc.name, told(items))
			continue
		}
		if got := items[0].Path[1]; got != want && tc.name != "哱.xlsx" {
			t.Errorf("%q, want %q", got, want)
		}
	}
	// A name in UTF-8 beside one that says nothing.
	raw, name := "\x81.xlsx", "冲突.xlsx"
	field := append([]byte{1}, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(raw)))...)
	field = append(field, name...)
	extra := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, unicodePath), uint16(len(field)))
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateHeader(&zip.FileHeader{Name: raw, NonUTF8: true, Extra: append(extra, field...)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if items := Open("a.zip", b.Bytes()); len(items) != 1 || items[0].Name() != name {
		t.Error(told(items))
	}
}

// TestEveryMemberIsNamed: whatever lies in an archive, something is said of it by name.
func TestEveryMemberIsNamed(t *testing.T) {
	names := []string{"a.xlsx", ".xlsx", ".hidden.xlsx", "Thumbs.db", "__MACOSX/._a.xlsx", "desktop.ini", "x/y/z.pdf", "~$a.xlsx", "\\\\server\\a.xlsx", "..\\..\\b.xlsx", " ", "a.xlsx"}
	items := Open("a.zip", rawNames(t, []byte("something else"), names...))
	if len(items) != len(names) {
		t.Fatal(told(items))
	}
	for i, item := range items {
		if item.Why == "" || item.Path[1] != strings.ReplaceAll(names[i], `\`, "/") {
			t.Errorf("%q: %q %q", names[i], item.Path, item.Why)
		}
	}
}

func TestLongNamesAreShortened(t *testing.T) {
	for _, name := range []string{strings.Repeat("冲", 60_000) + ".xlsx", "beispiel " + strings.Repeat("n", 1<<20) + ".xlsx", strings.Repeat("\xff", 1<<20)} {
		got := clip(name)
		if n := utf8.RuneCountInString(got); n > longestName || !utf8.ValidString(got) || strings.HasSuffix(name, ".xlsx") && !strings.HasSuffix(got, ".xlsx") {
			t.Errorf("%d characters: …%q", n, got[len(got)-20:])
		}
	}
}
