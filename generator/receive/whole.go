package receive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"

	"github.com/klauspost/compress/flate"
)

// maxEntries bounds the directory of an archive: reading it makes room for each entry.
const maxEntries = 100_000

// openZip reads the directory of an archive. It says no to one with more entries than are
// read, of which the second result is how many; names are judged elsewhere, so that
// nothing is wrong with one that leads out of the archive.
func openZip(data []byte) (*zip.Reader, int, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxEntries {
		return nil, n, nil
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if r != nil {
		err = nil // the name of a member may not be one that a system would write to
		r.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	}
	return r, 0, err
}

// endOfZip is where an archive ends: behind its last record and the comment in it. 0
// where there is no such record.
func endOfZip(data []byte) int {
	tail := data[max(0, len(data)-1<<20):]
	for at := len(tail); at >= 0; {
		if at = bytes.LastIndex(tail[:at], []byte("PK\x05\x06")); at < 0 || at+22 > len(tail) {
			continue
		}
		if end := at + 22 + int(binary.LittleEndian.Uint16(tail[at+20:])); end <= len(tail) {
			return len(data) - len(tail) + end
		}
	}
	return 0
}

// whole tells whether an archive, a workbook as a rule, is all there: it ends where it
// says, and the checksum of every member is right.
func (o *opener) whole(data []byte) bool {
	if !bytes.HasPrefix(data, zipMagic) || endOfZip(data) != len(data) || !o.do(int64(len(data))) {
		return false
	}
	r, _, err := openZip(data)
	if r == nil || err != nil {
		return false
	}
	for _, f := range r.File {
		size := int64(min(f.UncompressedSize64, MaxFile))
		if f.UncompressedSize64 > MaxFile || !o.do(workMember+size*workInflate) {
			return false
		}
		body, err := f.Open()
		if err != nil {
			return false
		}
		n, err := io.Copy(io.Discard, io.LimitReader(body, size+1))
		body.Close()
		if err != nil || n != size {
			return false
		}
	}
	return len(r.File) > 0
}
