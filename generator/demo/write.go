package demo

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/stable"
)

// press turns books into bytes. The sheets that are the same in many workbooks are
// made once and their packed parts copied, which is what makes a project of
// thousands of suppliers a matter of seconds.
type press struct {
	mu    sync.Mutex
	bases map[string]*zip.Reader
	blank *blank // the rows below the entries, of a long Smelter List
}

// print gives the bytes of a book.
func (p *press) print(b *book, e *edition) ([]byte, error) {
	switch {
	case b.raw != nil:
		return b.raw, nil
	case b.sameAs != nil:
		return p.print(b.sameAs, e)
	}
	b = b.laid(e)
	sheets := b.sheets
	if b.without != "" { // its parts are numbered otherwise: nothing can be shared
		sheets = maps.Clone(b.sheets)
		maps.Copy(sheets, e.constant(b.kind, b.version))
	}
	own, err := file(sheets, b)
	if err != nil {
		return nil, err
	}
	base, err := unpack(own)
	if err == nil && b.without == "" {
		base, err = p.base(e, b)
	}
	if err != nil {
		return nil, err
	}
	var below *blank
	if b.rows > 0 && !b.uncalculated {
		if below, err = p.below(b); err != nil {
			return nil, err
		}
	}
	data, err := join(base, own, flate.DefaultCompression, below)
	if b.cut {
		data = data[:len(data)/2]
	}
	return data, err
}

// base is a workbook with only the constant sheets.
func (p *press) base(e *edition, b *book) (*zip.Reader, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := fmt.Sprint(e.year, b.kind, b.version, b.rows > 0)
	if base := p.bases[key]; base != nil {
		return base, nil
	}
	data, err := file(e.constant(b.kind, b.version), &book{rows: b.rows})
	if err != nil {
		return nil, err
	}
	base, err := unpack(data)
	if err != nil {
		return nil, err
	}
	if data, err = join(base, data, flate.BestCompression, nil); err != nil { // once more, packed tightly
		return nil, err
	}
	base, err = unpack(data)
	p.bases[key] = base
	return base, err
}

func unpack(data []byte) (*zip.Reader, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("read back a workbook: %w", err)
	}
	return r, nil
}

// formulaError finds an error value in a formula's result, which the library can
// only store as text.
var formulaError = lazyregexp.New(` t="str"(><f>[^<]*</f><v>#)`)

// join takes the answered sheets from own and everything else from base. below are the
// rows that a long Smelter List has below those of own.
func join(base *zip.Reader, own []byte, level int, below *blank) ([]byte, error) {
	filled, err := unpack(own)
	if err != nil {
		return nil, err
	}
	mine, long := map[string]bool{}, ""
	for i, name := range sheetOrder {
		if name == cmrt.SheetSmelters && below != nil {
			long = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		}
		mine[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = slices.Contains(answered, name)
	}
	var parts []*zip.File
	for _, f := range base.File {
		if !mine[f.Name] {
			parts = append(parts, f)
		}
	}
	for _, f := range filled.File {
		if mine[f.Name] {
			parts = append(parts, f)
		}
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, level) })
	// [Content_Types].xml first, as office programs write it; the library hands
	// streamed sheets over in no order.
	stable.Sort(parts, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	for _, f := range parts {
		if f.Name == long {
			err = below.part(w, f, level)
		} else {
			err = part(w, f, mine[f.Name])
		}
		if err != nil {
			return nil, fmt.Errorf("write part %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("close workbook: %w", err)
	}
	return out.Bytes(), nil
}

// part copies one part; only a filled sheet can hold what must be mended.
func part(w *zip.Writer, f *zip.File, filled bool) error {
	if !filled {
		return w.Copy(f)
	}
	data, err := mended(f)
	if err != nil {
		return err
	}
	to, err := w.Create(f.Name)
	if err != nil {
		return err
	}
	_, err = to.Write(data)
	return err
}

// mended unpacks a filled sheet, with errors as errors.
func mended(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	return formulaError.ReplaceAll(data, []byte(` t="e"$1`)), err
}
