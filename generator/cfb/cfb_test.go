package cfb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

const (
	none = 0xFFFFFFFF
	end  = 0xFFFFFFFE
)

// made is an entry to write: a storage holds the entries that name it.
type made struct {
	name   string
	parent int // index of a storage, -1: the root
	data   []byte
	isDir  bool
}

// write makes a container of sectors of 512 bytes: table, directory, mini table, mini
// sectors, then the long streams. Neighbours hang from each other to the right.
func write(entries []made) []byte {
	var fat, small []uint32
	var body, mini []byte
	add := func(data []byte) uint32 {
		if len(data) == 0 {
			return end
		}
		first := len(fat)
		for at := 0; at < len(data); at += 512 {
			fat = append(fat, uint32(len(fat)+1))
			body = append(body, append(bytes.Clone(data[at:min(at+512, len(data))]), make([]byte, 512-min(512, len(data)-at))...)...)
		}
		fat[len(fat)-1] = end
		return uint32(first)
	}
	dir := make([]byte, (len(entries)+4)/4*512)
	entry := func(i int, name string, kind byte) []byte {
		e := dir[i*dirEntry:][:dirEntry]
		for j, u := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(e[2*j:], u)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(utf16.Encode([]rune(name)))+2))
		e[66] = kind
		for _, at := range []int{68, 72, 76, 116} {
			binary.LittleEndian.PutUint32(e[at:], none)
		}
		return e
	}
	root := entry(0, "Root Entry", 5)
	last := map[int]int{} // parent → the entry that came last in it
	for i, m := range entries {
		kind := byte(stream)
		if m.isDir {
			kind = storage
		}
		e := entry(i+1, m.name, kind)
		if before, ok := last[m.parent]; ok {
			binary.LittleEndian.PutUint32(dir[before*dirEntry+72:], uint32(i+1))
		} else {
			binary.LittleEndian.PutUint32(dir[(m.parent+1)*dirEntry+76:], uint32(i+1))
		}
		last[m.parent] = i + 1
		binary.LittleEndian.PutUint32(e[120:], uint32(len(m.data)))
		switch {
		case len(m.data) >= cutoff:
			binary.LittleEndian.PutUint32(e[116:], add(m.data))
		case len(m.data) > 0:
			binary.LittleEndian.PutUint32(e[116:], uint32(len(small)))
			for at := 0; at < len(m.data); at += miniSector {
				small = append(small, uint32(len(small)+1))
				mini = append(mini, append(bytes.Clone(m.data[at:min(at+miniSector, len(m.data))]), make([]byte, miniSector-min(miniSector, len(m.data)-at))...)...)
			}
			small[len(small)-1] = end
		}
	}
	binary.LittleEndian.PutUint32(root[116:], add(mini))
	binary.LittleEndian.PutUint32(root[120:], uint32(len(mini)))
	var table []byte
	for _, n := range small {
		table = binary.LittleEndian.AppendUint32(table, n)
	}
	smallAt, dirAt := add(table), add(dir)
	sectors := (len(fat) + 127) / 127 // its own sectors stand in it, too
	fatAt := len(fat)
	for range sectors {
		fat = append(fat, 0xFFFFFFFD)
	}
	for len(fat) < sectors*128 {
		fat = append(fat, none)
	}
	head := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 504)...)
	binary.LittleEndian.PutUint16(head[30:], 9)
	for at, v := range map[int]uint32{44: uint32(sectors), 48: dirAt, 56: cutoff, 60: smallAt, 68: end} {
		binary.LittleEndian.PutUint32(head[at:], v)
	}
	for i := range 109 {
		n := uint32(none)
		if i < sectors {
			n = uint32(fatAt + i)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], n)
	}
	out := append(head, body...)
	for _, n := range fat {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return out
}

// sample is a tree of two storages, one in the other, with streams of every size.
func sample() []made {
	return []made{
		{"short", -1, []byte("eight by"), false},
		{"folder", -1, nil, true},
		{"long", 1, bytes.Repeat([]byte("0123456789"), 1000), false},
		{"deeper", 1, nil, true},
		{"empty", 3, nil, false},
		{"just below", 3, bytes.Repeat([]byte("b"), cutoff-1), false},
		{"just at", -1, bytes.Repeat([]byte("a"), cutoff), false},
	}
}

func TestStreamsComeBackWithTheirFolders(t *testing.T) {
	f, err := Open(write(sample()))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range f.Entries() {
		data, err := f.Content(e, 1<<20)
		if err != nil || len(data) != e.Size {
			t.Errorf("%s: %d of %d bytes, %v", e.Name, len(data), e.Size, err)
		}
		got[e.Folder+":"+e.Name] = string(data)
	}
	want := map[string]string{}
	for i, folder := range map[int]string{0: "", 2: "folder", 4: "folder/deeper", 5: "folder/deeper", 6: ""} {
		want[folder+":"+sample()[i].name] = string(sample()[i].data)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-put in +read)\n%s", d)
	}
	if data, err := f.Stream("just at"); err != nil || len(data) != cutoff || !f.Has("deeper") || f.Has("other") {
		t.Errorf("by name: %d bytes, %v", len(data), err)
	}
}

// TestWhatExcelizeEncryptsIsRead holds the reader to a writer that is not ours.
func TestWhatExcelizeEncryptsIsRead(t *testing.T) {
	data, err := excelize.Encrypt(bytes.Repeat([]byte("PK plain "), 5000), &excelize.Options{Password: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := f.Stream("EncryptedPackage"); err != nil || len(body) < 45_000 {
		t.Errorf("EncryptedPackage: %d bytes, %v", len(body), err)
	}
	if !f.Has("EncryptionInfo") {
		t.Error("no EncryptionInfo")
	}
}

// TestChainsInACircleAreDamage turns every link of a chain to its beginning, and lets the
// stream claim more than there is, up to four gigabytes.
func TestChainsInACircleAreDamage(t *testing.T) {
	for name, sizes := range map[string][]uint32{"short": {cutoff - 1}, "long": {100_000, 0xFFFFFFFF}} {
		data := write(sample())
		at := bytes.Index(data, utf16le(name))
		start := binary.LittleEndian.Uint32(data[at+116:])
		f, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		table := f.fat
		if name != "long" {
			table = f.small
		}
		for n := start; n < lastSector; {
			n, table[n] = table[n], start
		}
		f.mini = f.mini[:min(len(f.mini), 1024)]
		for _, size := range sizes {
			binary.LittleEndian.PutUint32(f.dir[bytes.Index(f.dir, utf16le(name))+120:], size)
			if got, err := f.Stream(name); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s of %d bytes: %d were read, %v", name, size, len(got), err)
			}
		}
	}
}

// TestEntriesInACircleAreListedOnce lets every link of the directory name the first entry.
func TestEntriesInACircleAreListedOnce(t *testing.T) {
	f, err := Open(write(sample()))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(f.dir) / dirEntry {
		for _, at := range []int{68, 72, 76} {
			binary.LittleEndian.PutUint32(f.dir[n*dirEntry+at:], 1)
		}
	}
	if list := f.Entries(); len(list) != 1 || list[0].Name != "short" {
		t.Errorf("%v", list)
	}
}

func TestAnyStreamComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Repeat([]byte{rapid.Byte().Draw(t, "byte")}, rapid.IntRange(0, 3*cutoff).Draw(t, "size"))
		f, err := Open(write([]made{{"other", -1, []byte("x"), false}, {"it", -1, data, false}}))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Stream("it"); err != nil || !bytes.Equal(got, data) {
			t.Fatalf("%d of %d bytes, %v", len(got), len(data), err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	f.Add(write(sample()))
	f.Add(write(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Open(data)
		if err != nil {
			return
		}
		names := map[string]int{}
		for _, e := range c.Entries() {
			content, err := c.Content(e, 1<<30)
			if len(content) > len(data) || err == nil && len(content) != e.Size {
				t.Fatalf("%d bytes of a file of %d, %v", len(content), len(data), err)
			}
			names[fmt.Sprint(e.at)]++
		}
		for at, n := range names {
			if n > 1 {
				t.Fatalf("entry %s is listed %d times", at, n)
			}
		}
	})
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return append(b, 0, 0)
}
