package cmrt

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

// headers changes what a zip file says of its Declaration: where the part stands, and in
// the list of parts.
func headers(change func(local, listed []byte)) []byte {
	data := tiny(nil)
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic(err)
	}
	at := int(binary.LittleEndian.Uint32(data[bytes.LastIndex(data, directoryEnd)+16:]))
	for range r.File {
		h := data[at:]
		name, more := int(binary.LittleEndian.Uint16(h[28:])), int(binary.LittleEndian.Uint16(h[30:]))+int(binary.LittleEndian.Uint16(h[32:]))
		if string(h[46:46+name]) == declarationPart {
			change(data[binary.LittleEndian.Uint32(h[42:]):], h)
		}
		at += 46 + name + more
	}
	return data
}

// again is the workbook with some parts once more under other names, with another answer.
func again(names ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	parts := map[string]string{}
	tiny(func(p map[string]string) { maps.Copy(parts, p) })
	put := func(name, text string) {
		p, err := w.Create(name)
		if err != nil {
			panic(err)
		}
		_, _ = p.Write([]byte(text))
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		put(name, parts[name])
	}
	for _, name := range names {
		put(name, strings.ReplaceAll(parts[declarationPart], "Yes", "No"))
	}
	w.Close()
	return b.Bytes()
}

// TestTricksOfTheArchive: where one program reads another part than another, nothing is
// read; what is only odd is read and told.
func TestTricksOfTheArchive(t *testing.T) {
	plain := tiny(nil)
	other := tiny(swap(declarationPart, "Yes", "No"))
	for name, c := range map[string]struct {
		data     []byte
		rule     string
		readable bool
	}{
		"as it is":                       {plain, "", true},
		"the same part twice":            {again(declarationPart), fileAmbiguous.Name, false},
		"in other letters":               {again(strings.ToUpper(declarationPart)), fileAmbiguous.Name, false},
		"with backslashes":               {again(strings.ReplaceAll(declarationPart, "/", `\`)), fileAmbiguous.Name, false},
		"with a slash before":            {again("/" + declarationPart), fileAmbiguous.Name, false},
		"with dots":                      {again("./" + declarationPart), fileAmbiguous.Name, false},
		"with a way back":                {again("xl/x/../worksheets/sheet1.xml"), fileAmbiguous.Name, false},
		"with two slashes":               {again("xl//worksheets/sheet1.xml"), fileAmbiguous.Name, false},
		"two workbooks, one behind":      {append(bytes.Clone(other), plain...), fileAmbiguous.Name, false},
		"a second list in the comment":   {commented(plain, other), fileAmbiguous.Name, false},
		"bytes behind the end":           {append(bytes.Clone(plain), "more"...), fileIrregular.Name, true},
		"a comment":                      {commented(plain, []byte("made by hand")), "", true},
		"another name where it stands":   {headers(func(local, _ []byte) { local[30] = 'y' }), fileAmbiguous.Name, false},
		"another method where it stands": {headers(func(local, _ []byte) { local[8] = 0 }), fileAmbiguous.Name, false},
		"encrypted":                      {headers(func(local, listed []byte) { local[6] |= 1; listed[8] |= 1 }), fileUnreadable.Name, false},
		"no checksum":                    {headers(func(_, listed []byte) { listed[8] &^= 8; copy(listed[16:20], make([]byte, 4)) }), fileUnreadable.Name, false},
		"another checksum":               {headers(func(_, listed []byte) { listed[8] &^= 8; listed[16] ^= 1 }), fileUnreadable.Name, false},
		"no kinds of parts":              {tiny(func(p map[string]string) { delete(p, contentTypes) }), fileIrregular.Name, true},
		"a kind with macros":             {tiny(func(p map[string]string) { p[contentTypes] += "<!-- macroEnabled -->" }), fileMacros.Name, true},
	} {
		d := Read("x.xlsx", c.data)
		answer, _ := saidOfTin(d)
		if d.Readable() != c.readable || c.readable && answer != Yes || !c.readable && answer != "" {
			t.Errorf("%s: %q, readable %v: %v", name, answer, d.Readable(), d.Findings)
		}
		if told := append(foundAt(d, "", ""), foundAt(d, SheetDeclaration, "")...); c.rule == "" && len(told) > 0 || c.rule != "" && !slices.Contains(told, c.rule) {
			t.Errorf("%s: %v, want %q", name, told, c.rule)
		}
	}
}

// commented gives a zip file a comment.
func commented(data, comment []byte) []byte {
	data = bytes.Clone(data)
	binary.LittleEndian.PutUint16(data[len(data)-2:], uint16(len(comment)))
	return append(data, comment...)
}

// A part has one header. What looks like another in the field behind its name is one only
// where it is as long as it says.
func TestAHeaderWithinAHeader(t *testing.T) {
	header := func(named, extra int) []byte {
		h := make([]byte, localHeader)
		copy(h, localEntry)
		binary.LittleEndian.PutUint16(h[8:], uint16(zip.Deflate))
		binary.LittleEndian.PutUint16(h[26:], uint16(named))
		binary.LittleEndian.PutUint16(h[28:], uint16(extra))
		return h
	}
	for name, tc := range map[string]struct {
		field []byte
		twice bool
	}{
		"no field":                               {nil, false},
		"a field":                                {[]byte("\xfe\xca\x04\x00abcd"), false},
		"a header that fits":                     {append(header(5, 0), "a.xml"...), true},
		"one whose field is longer":              {append(header(5, 1), "a.xml"...), false},
		"one that fits behind one that does not": {append(append(header(9, 9), header(5, 0)...), "a.xml"...), true},
		"one that is cut off":                    {header(0, 0)[:localHeader-1], false},
		"one without a name":                     {header(0, 0), true},
		"four bytes of one at the end":           {append([]byte("abc"), localEntry...), false},
	} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		p, err := w.CreateHeader(&zip.FileHeader{Name: "a.xml", Method: zip.Deflate, Extra: tc.field})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(p, "<a/>")
		w.Close()
		a, err := openArchive(b.Bytes())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := a.oneHeader(a.parts["a.xml"]); errors.Is(err, errTwice) != tc.twice || !tc.twice && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
