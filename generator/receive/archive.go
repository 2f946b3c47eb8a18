package receive

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
)

// zip opens an archive, or hands a workbook on: both begin alike.
func (o *opener) zip(at []string, data []byte, m Mail, depth int) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	name := strings.ToLower(at[len(at)-1])
	switch {
	case r == nil && (strings.HasSuffix(name, ".xlsx") || strings.HasSuffix(name, ".xlsm")):
		o.workbook(at, data, m) // it says in what way it is damaged
		return
	case r == nil || err != nil && !errors.Is(err, zip.ErrInsecurePath):
		o.tell(at, Trouble, "It is a damaged archive (zip): ask for it once more.")
		return
	case isOffice(r):
		o.workbook(at, data, m)
		return
	case depth >= maxDepth:
		o.tell(at, Trouble, "It lies too deep, archives and mails within each other: unpack it and give the workbook.")
		return
	}
	members := 0
	for _, f := range r.File {
		base := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
		if f.FileInfo().IsDir() || strings.HasSuffix(f.Name, `\`) || strings.HasPrefix(base, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue // folders, and what systems leave beside files
		}
		if members++; members > maxItems {
			o.tell(at, Trouble, "It holds more files than any archive of suppliers' answers does; the rest was not looked at.")
			return
		}
		o.member(below(at, f.Name), f, m, depth)
	}
	if members == 0 {
		o.tell(at, Trouble, "It is an empty archive (zip).")
	}
}

// encrypted is the flag of a member under a password.
const encrypted = 0x1

// member opens one file of an archive.
func (o *opener) member(at []string, f *zip.File, m Mail, depth int) {
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
	if data, ok := o.read(at, body); ok {
		o.open(at, data, m, "", depth+1)
	}
}

// read takes in what is packed or encoded, within the limits.
func (o *opener) read(at []string, body io.Reader) ([]byte, bool) {
	most := min(MaxFile, o.left)
	data, err := io.ReadAll(io.LimitReader(body, most+1))
	o.left -= int64(len(data))
	switch {
	case int64(len(data)) > most:
		o.left = max(o.left, 0)
		o.tell(at, Trouble, "With this, more is unpacked than any mail or archive of suppliers' answers holds: give the workbooks by themselves.")
		return nil, false
	case err != nil:
		o.tell(at, Trouble, "It is damaged: ask for it once more.")
		return nil, false
	}
	return data, true
}
