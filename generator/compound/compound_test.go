package compound

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

const free = 0xFFFFFFFF // no entry

// line is an entry of a directory that a test writes; the root comes first.
type line struct {
	name               string
	kind               byte // 1 storage, 2 stream, 5 root
	left, right, child uint32
	start, size        uint32
}

// written puts a container together: sector 0 is the table, 1 and 2 the directory, 3 the
// table of mini sectors, behind it what body holds. next chains the sectors from 4 on.
func written(dir []line, body []byte, next ...uint32) []byte {
	const sector = 512
	head := make([]byte, sector)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	put16, put32 := binary.LittleEndian.PutUint16, binary.LittleEndian.PutUint32
	put16(head[30:], 9)
	put16(head[32:], 6)
	put32(head[44:], 1)
	put32(head[48:], 1)
	put32(head[56:], 4096)
	put32(head[60:], 3)
	put32(head[68:], 0xFFFFFFFE)
	for i := range 109 {
		put32(head[76+4*i:], free)
	}
	put32(head[76:], 0)
	fat, small := bytes.Repeat([]byte{0xFF}, sector), bytes.Repeat([]byte{0xFF}, sector)
	put32(fat, 0xFFFFFFFD)
	put32(fat[4:], 2)
	put32(fat[8:], 0xFFFFFFFE)
	put32(fat[12:], 0xFFFFFFFE)
	for i, n := range next {
		put32(fat[4*(4+i):], n)
	}
	put32(small, 1) // a stream of two mini sectors
	put32(small[4:], 0xFFFFFFFE)
	entries := make([]byte, 2*sector)
	for i, e := range dir {
		b := entries[128*i:]
		wide := utf16.Encode([]rune(e.name + "\x00"))
		for j, c := range wide {
			put16(b[2*j:], c)
		}
		put16(b[64:], uint16(2*len(wide)))
		b[66] = e.kind
		put32(b[68:], e.left)
		put32(b[72:], e.right)
		put32(b[76:], e.child)
		put32(b[116:], e.start)
		put32(b[120:], e.size)
	}
	return bytes.Join([][]byte{head, fat, entries, small, body}, nil)
}

func TestContainers(t *testing.T) {
	body := make([]byte, 12*512) // 4: the mini sectors; 5 to 12 the long stream; 13 more
	copy(body, "short and ")
	copy(body[64:], "sweet")
	long := body[512 : 9*512]
	for i := range long {
		long[i] = byte(i / 512)
	}
	dir := []line{
		{"Root Entry", 5, free, free, 2, 4, 512},
		{"long", 2, free, free, free, 5, 4096},
		{"folder", 1, 1, 3, 4, 0, 0},
		{"claims", 2, free, free, free, 5, 1 << 30},
		{"short", 2, free, free, free, 0, 69},
	}
	const end = 0xFFFFFFFE
	straight := []uint32{end, 6, 7, 8, 9, 10, 11, 12, end}
	f, err := Open(written(dir, body, straight...))
	if err != nil {
		t.Fatal(err)
	}
	list := f.Entries(f.Root())
	if len(list) != 3 || list[0].Name != "long" || list[1].Name != "folder" || !list[1].Storage {
		t.Fatalf("%+v", list)
	}
	if got, err := f.Stream(list[0], 1<<20); err != nil || !bytes.Equal(got, long) {
		t.Error("the long stream:", err)
	}
	if got, err := f.Stream(list[0], 600); err != nil || !bytes.Equal(got, long[:600]) {
		t.Error("no more than asked for:", len(got), err)
	}
	if got, err := f.Stream(list[2], 1<<20); err == nil {
		t.Error("a size that is not there:", len(got))
	}
	inner := f.Entries(list[1])
	if len(inner) != 1 || inner[0].Name != "short" {
		t.Fatalf("%+v", inner)
	}
	if got, err := f.Stream(inner[0], 1<<20); err != nil || string(got[:10])+string(got[64:]) != "short and sweet" {
		t.Errorf("the short stream: %q %v", got, err)
	}

	// Its sectors in another order on the disk: 5, 7, 6, 8.
	f, err = Open(written(dir, body, end, 7, 8, 6, 9, 10, 11, 12, end))
	if err != nil {
		t.Fatal(err)
	}
	want := bytes.Join([][]byte{long[:512], long[1024:1536], long[512:1024], long[1536:]}, nil)
	if got, err := f.Stream(f.Entries(f.Root())[0], 1<<20); err != nil || !bytes.Equal(got, want) {
		t.Error("the chain was not followed:", err)
	}
	// In a circle: 5, 6, 5.
	f, err = Open(written(dir, body, end, 6, 5))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.Stream(f.Entries(f.Root())[0], 1<<20); err == nil && len(got) != 4096 {
		t.Error("a circle gave", len(got))
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
	e, ok := f.Find("EncryptedPackage")
	if body, err := f.Stream(e, e.Size); !ok || err != nil || len(body) < 45_000 {
		t.Errorf("EncryptedPackage: %v, %d bytes, %v", ok, len(body), err)
	}
	if !f.Has("EncryptionInfo") || f.Has("Workbook") {
		t.Error("what it holds is not what was written")
	}
}

// TestNamesOutsideTheTree: a damaged container still tells what it was.
func TestNamesOutsideTheTree(t *testing.T) {
	f, err := Open(written([]line{{"R", 5, free, free, free, 0xFFFFFFFE, 0}, {"loose", 2, free, free, free, 0xFFFFFFFE, 0}}, make([]byte, 512)))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Entries(f.Root())) != 0 || !f.Has("loose") || f.Has("lost") {
		t.Error("a name that stands in the directory is not found")
	}
}

// TestTheHeaderDoesNotMoveTheCutoff: which streams live in mini sectors is the same in
// every file, whatever a hostile header says.
func TestTheHeaderDoesNotMoveTheCutoff(t *testing.T) {
	body := append([]byte("short"), make([]byte, 1019)...)
	data := written([]line{{"R", 5, free, free, 1, 4, 512}, {"a", 2, free, free, free, 0, 69}}, body, 0xFFFFFFFE)
	for _, claimed := range []uint32{0, 4096, 0xFFFFFFFF} {
		binary.LittleEndian.PutUint32(data[56:], claimed)
		f, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Stream(f.Entries(f.Root())[0], 5); err != nil || string(got) != "short" {
			t.Errorf("%d: %q, %v", claimed, got, err)
		}
	}
}

func TestContainersThatHoldThemselves(t *testing.T) {
	const end = 0xFFFFFFFE
	for name, tc := range map[string]struct {
		dir  []line
		next []uint32
	}{
		"a storage within itself":      {[]line{{"R", 5, free, free, 1, end, 0}, {"a", 1, 1, 1, 1, 0, 0}}, nil},
		"two that hold each other":     {[]line{{"R", 5, free, free, 1, end, 0}, {"a", 1, free, free, 2, 0, 0}, {"b", 1, free, free, 1, 0, 0}}, nil},
		"one that holds the root":      {[]line{{"R", 5, free, free, 1, end, 0}, {"a", 1, 0, 0, 0, 0, 0}}, nil},
		"mini sectors in a circle":     {[]line{{"R", 5, free, free, 1, 4, 4096}, {"a", 2, free, free, free, 0, 4000}}, []uint32{4}},
		"entries far behind the table": {[]line{{"R", 5, free, free, 0x7FFFFFF0, end, 0}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(written(tc.dir, make([]byte, 512), tc.next...))
			if err == nil {
				walk(t, f)
			}
		})
	}
}

// walk reads all that a container holds and counts: no entry twice.
func walk(t *testing.T, f *File) {
	t.Helper()
	seen, open := 0, []Entry{f.Root()}
	for len(open) > 0 {
		e := open[len(open)-1]
		open = open[:len(open)-1]
		for _, inner := range f.Entries(e) {
			if seen++; seen > len(f.dir)/entrySize {
				t.Fatal("an entry was given twice")
			}
			if inner.Storage {
				open = append(open, inner)
			} else if data, err := f.Stream(inner, 1<<10); err == nil && len(data) > 1<<10 {
				t.Fatal("more than asked for")
			}
		}
	}
}

// FuzzOpen gives the reader any bytes: no panic, no entry twice, and no more memory than
// a few times the size of the file.
func FuzzOpen(f *testing.F) {
	f.Add(written([]line{{"R", 5, free, free, 1, 4, 512}, {"a", 2, free, free, free, 0, 69}}, make([]byte, 1024), 0xFFFFFFFE))
	if files, err := filepath.Glob("../../../shared/cmrt/samples/*.xls"); err == nil {
		for _, name := range files {
			if data, err := os.ReadFile(name); err == nil && len(data) < 100_000 {
				f.Add(data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if c, err := Open(data); err == nil {
			walk(t, c)
		}
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > uint64(1<<20+40*len(data)) {
			t.Fatalf("%d bytes took %d", len(data), took)
		}
	})
}
