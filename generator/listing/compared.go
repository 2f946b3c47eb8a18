package listing

import (
	"bytes"
	"errors"
	"fmt"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Comparable is a list that can be compared with another of its kind: one of the
// three pointers is set.
type Comparable struct {
	Directory   *smelter.Directory
	Conformance *smelter.Conformance
	Areas       *smelter.Areas
	SHA256      string
}

// Kind says which of the three it is.
func (c Comparable) Kind() string {
	switch {
	case c.Directory != nil:
		return "directory"
	case c.Areas != nil:
		return "cahra"
	}
	return "conformance"
}

// Len is the number of facilities or areas.
func (c Comparable) Len() int {
	switch {
	case c.Directory != nil:
		return c.Directory.Len()
	case c.Areas != nil:
		return c.Areas.Len()
	}
	return len(c.Conformance.Statuses())
}

// Compared reads a snapshot, the smelter list of a CMRT, or the JSON of a list of
// high-risk areas.
func Compared(file string, data []byte) (Comparable, error) {
	source := smelter.Source{Name: file, SHA256: hash(data)}
	out := Comparable{SHA256: source.SHA256}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		_, entries, err := cmrt.ReadLookup(file, data)
		if err != nil {
			return out, err
		}
		d, err := tables.DirectoryOf(source, tables.DirectoryRows(entries))
		if err != nil {
			return out, fmt.Errorf("%s: %w", file, err)
		}
		out.Directory = &d
		return out, nil
	}
	if isJSON(data) {
		l := List{}
		if err := l.json(file, data, Options{}); err != nil {
			return out, err
		}
		return out.areas(file, source, l.CAHRA)
	}
	if rows, err := tables.Read[tables.AreaRow](file, data); !errors.Is(err, tables.ErrShape) {
		if err != nil {
			return out, err
		}
		return out.areas(file, source, rows)
	}
	if rows, err := tables.Read[tables.ConformanceRow](file, data); !errors.Is(err, tables.ErrShape) {
		if err != nil {
			return out, err
		}
		c, err := tables.ConformanceOf(source, rows)
		if err != nil {
			return out, inFile(file, err)
		}
		out.Conformance = &c
		return out, nil
	}
	rows, err := tables.Read[tables.DirectoryRow](file, data)
	if errors.Is(err, tables.ErrShape) {
		return out, fmt.Errorf("%s is neither a snapshot of a directory, of a conformance list or of high-risk areas, nor a CMRT", file)
	}
	if err != nil {
		return out, err
	}
	d, err := tables.DirectoryOf(source, rows)
	if err != nil {
		return out, inFile(file, err)
	}
	out.Directory = &d
	return out, nil
}

// inFile names the file that an error is about, where the error does not.
func inFile(file string, err error) error {
	var at *tables.Error
	if errors.As(err, &at) {
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}

func (c Comparable) areas(file string, source smelter.Source, rows []tables.AreaRow) (Comparable, error) {
	list, err := tables.AreasOf(source, rows)
	if err != nil {
		return c, inFile(file, err)
	}
	c.Areas = &list
	return c, nil
}
