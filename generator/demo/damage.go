package demo

import (
	"bytes"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
)

// secondFiles are what a supplier with a good declaration sent besides it.
var secondFiles = []func(*author, *supplier, *book){
	func(a *author, s *supplier, _ *book) {
		b := a.honest(s).second()
		b.put(cmrt.SheetDeclaration, b.layout.Fields.ContactPhone, "+1 555 0100")
		b.declaration(b.layout.Fields.EffectiveDate, serial(a.day(time.January, 9)), "")
		b.seed("superseded-workbook", spot{what: "the supplier's other file is newer"})
		a.receive(b)
	},
	func(a *author, s *supplier, first *book) {
		b := a.honest(s).second()
		b.sameAs = first
		b.seed("duplicate-workbook", spot{what: "the same bytes as the supplier's other file"})
		a.receive(b)
	},
}

// brokenFiles are what a supplier with mistakes sent besides its declaration;
// nothing can be read from them, so they hide nothing.
var brokenFiles = []func(*author, *supplier) *book{
	func(a *author, s *supplier) *book {
		b := a.honest(s).second()
		b.kind = "EMRT"
		at := b.layout.Fields.Title
		b.seed("template-not-cmrt", b.declaration(at, kindTitles["EMRT"]+" (EMRT)", "the template for other minerals"))
		return b
	},
	func(a *author, s *supplier) *book {
		b := a.honest(s).second()
		b.without = cmrt.SheetSmelters
		b.seed("sheet-missing", spot{sheet: cmrt.SheetSmelters, what: "the sheet was removed"})
		return b
	},
	func(a *author, s *supplier) *book {
		b := a.honest(s).second()
		b.shift = true
		b.seed("sheet-shifted", spot{sheet: cmrt.SheetDeclaration, cell: "J4", want: revisions[b.version], what: "a row was inserted above row 2"})
		return b
	},
	func(a *author, s *supplier) *book {
		b := a.honest(s).second()
		b.raw = []byte("version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("0", 64) + "\nsize 30000\n")
		b.seed("file-lfs-pointer", spot{what: "a Git LFS pointer instead of the workbook"})
		return b
	},
}

// spoiltFiles are what a supplier sent of whom nothing else came.
var spoiltFiles = []func(*author, *supplier) *book{
	func(a *author, s *supplier) *book {
		b := a.honest(s)
		b.cut = true
		b.seed("file-unreadable", spot{what: "only the first half of the file arrived"})
		return b
	},
	func(a *author, s *supplier) *book {
		b := a.honest(s)
		b.raw = append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, bytes.Repeat([]byte{0}, 4088)...)
		b.seed("file-legacy-format", spot{what: "an .xls file under another name"})
		return b
	},
}

// second names the book as the second file of its supplier.
func (b *book) second() *book {
	b.file = strings.TrimSuffix(b.file, ".xlsx") + "-2.xlsx"
	return b
}
