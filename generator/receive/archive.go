package receive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"
)

// zip opens an archive, or hands a workbook on: both begin alike.
func (o *opener) zip(at []string, data []byte, c came) {
	if !o.step() || !o.do(int64(len(data))) {
		o.tell(at, Trouble, tooMuch)
		return
	}
	r, entries, err := openZip(data)
	switch {
	case entries > 0:
		o.tell(at, Trouble, fmt.Sprintf("It is an archive of %d entries, far more than any with suppliers' answers has; none was looked at.", entries))
		return
	case err != nil && isNamed(at[len(at)-1], ".xlsx", ".xlsm") && !c.doubt:
		o.workbook(at, data, nil, c) // it says in what way it is damaged
		return
	case err != nil && c.doubt:
		o.tell(at, Trouble, c.damaged())
		return
	case err != nil:
		o.tell(at, Trouble, "It is a damaged archive (zip): ask for it once more.")
		return
	case isOffice(r):
		o.workbook(at, data, r, c)
		return
	case c.depth >= maxDepth:
		o.tell(at, Trouble, tooDeep)
		return
	}
	o.members(at, r, c)
}

// members opens the files of an archive. None is passed over for its name: what systems
// leave beside files is known by its bytes.
func (o *opener) members(at []string, r *zip.Reader, c came) {
	names := memberNames(r.File, c.labels())
	c.doubt = false // the checksum of each member is seen to
	members := 0
	for i, f := range r.File {
		if strings.HasSuffix(names[i], "/") && f.UncompressedSize64 == 0 {
			continue // a folder
		}
		if members++; members > maxItems {
			o.tell(at, Trouble, fmt.Sprintf("It holds more files than any archive of suppliers' answers does; the rest, from “%s” on, was not looked at.", names[i]))
			return
		}
		o.member(below(at, names[i]), f, c)
		if o.full || o.err != nil {
			return
		}
	}
	if members == 0 {
		o.tell(at, Trouble, "It is an empty archive (zip).")
	}
}

// encrypted is the flag of a member under a password.
const encrypted = 0x1

// member opens one file of an archive.
func (o *opener) member(at []string, f *zip.File, c came) {
	switch {
	case f.Flags&encrypted != 0:
		o.tell(at, Trouble, "It is in an archive with a password: unpack it and give the workbook.")
		return
	case f.UncompressedSize64 > MaxFile:
		o.tell(at, Trouble, "Unpacked, it is far larger than any CMRT.")
		return
	}
	body, err := f.Open()
	if err != nil {
		o.tell(at, Trouble, "It is packed in a way that is not known here: unpack it and give the workbook.")
		return
	}
	defer body.Close()
	data, ok := o.unpack(at, body, int64(f.UncompressedSize64), int64(f.CompressedSize64))
	if !ok {
		return
	}
	o.held += int64(len(data))
	o.open(at, data, c.below())
	o.held -= int64(len(data))
}

// bestRatio is how far deflate can shrink anything: 258 bytes to two bits.
const bestRatio = 1032

// unpack takes in a member, which says that it has so many bytes and is packed into so
// many.
func (o *opener) unpack(at []string, body io.Reader, size, packed int64) ([]byte, bool) {
	if size > o.left || o.held+size > maxHeld || !o.do(workMember+size*workInflate) {
		o.tell(at, Trouble, tooMuch)
		return nil, false
	}
	b := bytes.NewBuffer(make([]byte, 0, min(size, packed*bestRatio)+bytes.MinRead))
	_, err := b.ReadFrom(io.LimitReader(body, size+1))
	o.left -= int64(b.Len())
	if err != nil || int64(b.Len()) != size {
		o.tell(at, Trouble, "It is damaged: ask for it once more.")
		return nil, false
	}
	return b.Bytes(), true
}

// unicodePath is the field in which archivers keep a member's name in UTF-8, beside the
// one in the sender's own character set.
const unicodePath = 0x7075

// memberNames gives the names of an archive's members with “/” between folders. Names
// that are not UTF-8 are in the character set of the system that packed them, which the
// archive does not name: all of them together tell it.
func memberNames(files []*zip.File, labels []string) []string {
	var raw []byte
	for _, f := range files {
		if !utf8.ValidString(f.Name) && len(raw) < 8_000 {
			raw = append(append(raw, f.Name...), ' ')
		}
	}
	if len(raw) > 0 {
		labels = append([]string{guess(raw)}, labels...)
	}
	names := make([]string, len(files))
	for i, f := range files {
		name := f.Name
		if plain, ok := pathField(f); ok {
			name = plain
		} else if !utf8.ValidString(name) {
			name = unlabelled([]byte(name), labels...)
		}
		// Only now is a backslash one: in Shift-JIS, GBK and Big5 that byte ends letters.
		names[i] = strings.ReplaceAll(name, `\`, "/")
	}
	return names
}

// pathField reads the name that stands in UTF-8 beside that of a member, if it is about
// that name.
func pathField(f *zip.File) (string, bool) {
	for extra := f.Extra; len(extra) >= 4; {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			break
		}
		if id == unicodePath && n > 5 && binary.LittleEndian.Uint32(extra[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) && utf8.Valid(extra[5:n]) {
			return string(extra[5:n]), true
		}
		extra = extra[n:]
	}
	return "", false
}
