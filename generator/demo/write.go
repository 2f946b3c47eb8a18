package demo

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// press turns books into bytes. The parts that are the same in many workbooks are made
// and packed once, which is what makes a project of thousands of suppliers a matter of
// seconds.
type press struct {
	mu    sync.Mutex
	bases map[string][]part
}

// print gives the bytes of a book.
func (p *press) print(b *book, e *edition) ([]byte, error) {
	switch {
	case b.raw != nil:
		return b.raw, nil
	case b.sameAs != nil:
		return p.print(b.sameAs, e)
	}
	parts, err := p.base(e, b)
	if err != nil {
		return nil, err
	}
	data, err := workbook(slices.Concat(parts, b.pages(b.sheets)))
	if b.cut {
		data = data[:len(data)/2]
	}
	return data, err
}

// base is what the workbooks of a kind, a version and an edition share.
func (p *press) base(e *edition, b *book) ([]part, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := fmt.Sprint(e.year, b.kind, b.version, b.without)
	if base := p.bases[key]; base != nil {
		return base, nil
	}
	base := slices.Concat(frame(b.names()), b.pages(e.constant(b.kind, b.version)))
	for i := range base {
		var err error
		if base[i], err = packed(base[i]); err != nil {
			return nil, err
		}
	}
	p.bases[key] = base
	return base, nil
}

// names are the sheets of a book, in order.
func (b *book) names() []string {
	return slices.DeleteFunc(slices.Clone(sheetOrder), func(name string) bool { return name == b.without })
}

// pages are the given sheets as parts; a sheet that the book is without is left out.
func (b *book) pages(sheets map[string]cells) (parts []part) {
	names := b.names()
	for _, name := range slices.Sorted(maps.Keys(sheets)) {
		if i := slices.Index(names, name); i >= 0 {
			parts = append(parts, part{name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), data: sheetXML(name, sheets[name], b)})
		}
	}
	return parts
}
