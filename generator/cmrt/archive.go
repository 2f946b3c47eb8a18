package cmrt

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Limits on what a workbook may hold. A completed CMRT has about 40 parts and
// unpacks to 10 to 25 MB; the margin is for pictures pasted into it, of which
// nothing is unpacked.
const (
	maxParts  = 5_000
	maxPart   = 32 << 20 // one part that is read, as UTF-8
	maxUnpack = 64 << 20 // all parts that are read
)

// MaxFile is how many bytes a workbook may have. Who reads one from a disk need not read
// more than one byte beyond.
const MaxFile = 64 << 20

// What begins each entry of the list of parts, the end of that list, and each part.
var directoryEntry, directoryEnd, localEntry = []byte("PK\x01\x02"), []byte("PK\x05\x06"), []byte("PK\x03\x04")

// How long the fixed parts of the latter two are.
const directoryEndLength, localHeader = 22, 30

// bestRatio is how far deflate can shrink anything: 258 bytes to two bits.
const bestRatio = 1032

// Why an archive was refused.
var (
	errTooLarge      = errors.New("is far larger than any completed CMRT")
	errDuplicatePart = errors.New("holds two parts of the same name")
	errNotWorkbook   = errors.New("not an .xlsx workbook")
	errSealed        = errors.New("is encrypted by itself, as no spreadsheet program does")
)

// archive is the zip file that a workbook is. Only parts that are asked for are
// unpacked, straight from the bytes.
type archive struct {
	data     []byte
	parts    map[string]*zip.File // folded name without leading slash
	odd      []string             // what is not as the standard has it
	unpacked int
	rooms    []*bytes.Buffer // in which parts lie that were unpacked
}

// Rooms for large parts are kept from one workbook to the next: making and clearing 10 MB
// for each costs more than matching its rows. There are two sizes, for texts and for a
// Smelter List; a small part is not worth the trouble, and no part of a completed CMRT is
// larger.
const (
	smallRoom = 512 << 10
	textRoom  = 5 << 18 // 1.25 MB
	listRoom  = 7 << 20
)

var textRooms, listRooms = roomsOf(textRoom), roomsOf(listRoom)

func roomsOf(size int) *sync.Pool {
	return &sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, size)) }}
}

// room gives an empty buffer for a part of so many bytes.
func (a *archive) room(size int) *bytes.Buffer {
	var b *bytes.Buffer
	switch {
	case size <= smallRoom || size > listRoom:
		return bytes.NewBuffer(make([]byte, 0, size))
	case size <= textRoom:
		b = textRooms.Get().(*bytes.Buffer)
	default:
		b = listRooms.Get().(*bytes.Buffer)
	}
	a.rooms = append(a.rooms, b)
	return b
}

// close lets go of what was unpacked. Nothing that was read from it may still be looked at,
// but for texts, which are copies.
func (a *archive) close() {
	for _, b := range a.rooms {
		switch b.Reset(); b.Cap() {
		case textRoom:
			textRooms.Put(b)
		case listRoom:
			listRooms.Put(b)
		}
	}
	a.rooms = nil
}

// inflaters are kept as rooms are.
var inflaters = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}

type inflater struct{ io.ReadCloser }

// inflate unpacks one part.
func inflate(r io.Reader) io.ReadCloser {
	from := inflaters.Get().(io.ReadCloser)
	if err := from.(flate.Resetter).Reset(r, nil); err != nil {
		return flate.NewReader(r)
	}
	return &inflater{from}
}

// Close gives the inflater back, once.
func (i *inflater) Close() error {
	if i.ReadCloser == nil {
		return nil
	}
	err := i.ReadCloser.Close()
	inflaters.Put(i.ReadCloser)
	i.ReadCloser = nil
	return err
}

// openArchive reads the directory of a zip file.
func openArchive(data []byte) (*archive, error) {
	// Each entry of the directory takes more room in memory than in the file, and what
	// the file says of their number need not be true. A workbook embedded in this one
	// is counted too.
	if n := bytes.Count(data, directoryEntry); n > maxParts {
		return nil, fmt.Errorf("the file %w: it holds about %d parts", errTooLarge, n)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are only looked up, never written to
		return nil, unpacked(err)
	}
	r.RegisterDecompressor(zip.Deflate, inflate)
	a := &archive{data: data, parts: make(map[string]*zip.File, len(r.File))}
	oddNames := false
	for _, f := range r.File {
		name := foldPart(f.Name)
		if a.parts[name] != nil && !strings.HasSuffix(f.Name, "/") {
			return nil, fmt.Errorf("the file %w (%q)", errDuplicatePart, shortened(f.Name))
		}
		a.parts[name] = f
		oddNames = oddNames || strings.Contains(f.Name, `\`) || f.Name != "" && path.Clean(f.Name) != strings.TrimSuffix(f.Name, "/")
	}
	if oddNames {
		a.odd = append(a.odd, "names of its parts are not written as the standard has it")
	}
	return a, a.oneDirectory(r)
}

// oneDirectory finds what lies before and behind the parts. A second list of parts there
// is taken by other programs.
func (a *archive) oneDirectory(r *zip.Reader) error {
	first, last := int64(len(a.data)), int64(0)
	for _, f := range r.File {
		at, err := f.DataOffset()
		if err != nil {
			continue // it cannot be read, and perhaps need not be
		}
		first, last = min(first, at-localHeader-int64(len(f.Name))), max(last, at+int64(f.CompressedSize64))
	}
	if len(r.File) == 0 {
		return nil
	}
	behind := a.data[min(last, int64(len(a.data))):]
	if bytes.Count(behind, directoryEnd) > 1 || first > 0 && bytes.Contains(a.data[:min(first, int64(len(a.data)))], directoryEnd) {
		return fmt.Errorf("the list of parts %w", errTwice)
	}
	if end := bytes.LastIndex(behind, directoryEnd); end >= 0 && len(behind)-end != directoryEndLength+len(r.Comment) {
		a.odd = append(a.odd, "something stands behind its end")
	}
	return nil
}

// oneHeader finds a part that says of itself, where it stands, something else than the
// list of parts says of it.
func (a *archive) oneHeader(f *zip.File) error {
	at, err := f.DataOffset()
	if err != nil || at > int64(len(a.data)) { // a header may tell of a field that reaches beyond the file
		return cmp.Or(err, errBeyond)
	}
	// Behind a header stand the name and a field, whose lengths it tells. What begins like
	// a header in that field, and is as long as it says, is no header.
	var header []byte
	before := a.data[max(0, at-localHeader-2*0xFFFF):at]
	for from := 0; ; from++ {
		next := bytes.Index(before[from:], localEntry)
		if next < 0 || len(before)-from-next < localHeader {
			break
		}
		from += next
		h := before[from:]
		if named, extra := binary.LittleEndian.Uint16(h[26:]), binary.LittleEndian.Uint16(h[28:]); localHeader+int(named)+int(extra) == len(h) {
			if header != nil {
				return errTwice
			}
			header = h
		}
	}
	if header == nil || string(header[localHeader:][:binary.LittleEndian.Uint16(header[26:])]) != f.Name || binary.LittleEndian.Uint16(header[8:]) != f.Method {
		return errTwice
	}
	return nil
}

// foldPart makes part names comparable: they are the same whatever their case,
// and some programs write a leading slash, backslashes or dots.
func foldPart(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(name string) bool { return a.parts[foldPart(name)] != nil }

// contains tells whether the name of any part contains a text, in lower case.
func (a *archive) contains(text string) bool {
	for name := range a.parts {
		if strings.Contains(name, text) {
			return true
		}
	}
	return false
}

// archives are what else a zip file may be, by a part that tells.
var archives = [][2]string{
	{"word/document.xml", "a Word document"}, {"ppt/presentation.xml", "a PowerPoint presentation"},
	{"xl/workbook.bin", "a binary workbook (.xlsb)"}, {"mimetype", "an OpenDocument file"}, {"index/document.iwa", "a Numbers document"},
}

// looksLike says in words what another document in a zip file is; "" if it is none known.
func (a *archive) looksLike() string {
	for _, known := range archives {
		if a.has(known[0]) {
			return known[1]
		}
	}
	return ""
}

// read unpacks one part, within the limits.
func (a *archive) read(name string) ([]byte, error) {
	f := a.parts[foldPart(name)]
	if f == nil {
		return nil, fmt.Errorf("the part %s is missing", name)
	}
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("the part %s %w", name, errSealed)
	}
	if err := a.oneHeader(f); err != nil {
		return nil, fmt.Errorf("where the part %s begins %w", name, err)
	}
	limit := min(maxPart, maxUnpack-a.unpacked)
	if f.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("the part %s %w", name, errTooLarge)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("the part %s cannot be unpacked: %w", name, unpacked(err))
	}
	defer r.Close()
	// The size is what the file claims. As much as that is unpacked and no more, and
	// room is made for no more than so many compressed bytes can give.
	size := int64(f.UncompressedSize64)
	room := min(size, int64(min(f.CompressedSize64, maxPart))*bestRatio)
	b := a.room(int(room) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, size+1))
	a.unpacked += int(n)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the part %s cannot be unpacked: %w", name, unpacked(err))
	case n > size:
		return nil, fmt.Errorf("the part %s %w: it holds more than it says", name, errTooLarge)
	case f.CRC32 == 0 && crc32.ChecksumIEEE(b.Bytes()) != 0: // others than 0 were checked on the way
		return nil, fmt.Errorf("the part %s cannot be unpacked: %w", name, unpacked(zip.ErrChecksum))
	}
	return b.Bytes(), nil
}

// xml unpacks a part that is XML, as UTF-8.
func (a *archive) xml(name string) ([]byte, error) {
	data, err := a.read(name)
	if err != nil {
		return nil, err
	}
	text, err := toUTF8(data)
	if err != nil {
		return nil, fmt.Errorf("the part %s cannot be read: %w", name, err)
	}
	if a.unpacked += max(0, len(text)-len(data)); len(text) > maxPart { // Chinese grows by half
		return nil, fmt.Errorf("the part %s %w", name, errTooLarge)
	}
	return text, nil
}
