package cmrt

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Limits on what a workbook may hold. A completed CMRT has about 40 parts and
// unpacks to 10 to 25 MB; the margin is for pictures pasted into it, of which
// nothing is unpacked.
const (
	maxParts  = 5_000
	maxFile   = 64 << 20 // the file itself
	maxPart   = 32 << 20 // one part that is read, as UTF-8
	maxUnpack = 64 << 20 // all parts that are read
)

// directoryEntry begins each entry of the list of parts.
var directoryEntry = []byte("PK\x01\x02")

// bestRatio is how far deflate can shrink anything: 258 bytes to two bits.
const bestRatio = 1032

// Why an archive was refused.
var (
	errTooLarge      = errors.New("is far larger than any completed CMRT")
	errDuplicatePart = errors.New("holds two parts of the same name")
	errNotWorkbook   = errors.New("not an .xlsx workbook")
)

// archive is the zip file that a workbook is. Only parts that are asked for are
// unpacked, straight from the bytes.
type archive struct {
	parts    map[string]*zip.File // folded name without leading slash
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
		return nil, err
	}
	r.RegisterDecompressor(zip.Deflate, inflate)
	a := &archive{parts: make(map[string]*zip.File, len(r.File))}
	for _, f := range r.File {
		name := foldPart(f.Name)
		if a.parts[name] != nil && !strings.HasSuffix(name, "/") {
			return nil, fmt.Errorf("the file %w (%q)", errDuplicatePart, shortened(f.Name))
		}
		a.parts[name] = f
	}
	return a, nil
}

// foldPart makes part names comparable: they are the same whatever their case,
// and some programs write a leading slash or backslashes.
func foldPart(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
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
	limit := min(maxPart, maxUnpack-a.unpacked)
	if f.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("the part %s %w", name, errTooLarge)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("the part %s cannot be unpacked: %w", name, err)
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
		return nil, fmt.Errorf("the part %s cannot be unpacked: %w", name, err)
	case n > size:
		return nil, fmt.Errorf("the part %s %w: it holds more than it says", name, errTooLarge)
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
