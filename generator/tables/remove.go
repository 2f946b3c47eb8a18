package tables

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
)

// Remove takes a row out of a table that people keep. line is the one on which it begins;
// all other bytes stay. It gives the table unchanged where no row begins there. name is
// the path that errors name.
func Remove(name string, data []byte, line int) ([]byte, error) {
	text := bytes.TrimPrefix(data, byteOrderMark)
	mark := len(data) - len(text)
	r := csv.NewReader(bytes.NewReader(text))
	for header := true; ; header = false {
		begin := int(r.InputOffset())
		_, err := r.Read()
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, failed(name, err, nil)
		}
		if at, _ := r.FieldPos(0); at == line && !header {
			return slices.Concat(data[:mark+begin], data[mark+int(r.InputOffset()):]), nil
		}
	}
}
