// Package compound reads compound files (MS-CFB), in which Microsoft wraps old workbooks,
// encrypted ones and the mails that Outlook saves: a small file system of sectors that a
// table chains together.
//
// cmrt tells documents apart and decrypts by it, and receive opens mails. The files are
// hostile: chains that turn in circles, directories that hold themselves, sizes that are
// not there. Every walk is bounded by the size of the file, each entry belongs to one
// storage, and nothing is copied but what is asked for.
package compound

import (
	"encoding/binary"
	"errors"
	"slices"
	"unicode/utf16"
)

// ErrDamaged is the error of a file, or a stream in it, that cannot be followed.
var ErrDamaged = errors.New("the container is damaged")

const (
	headerSize = 512        // bytes; the first sector begins behind it, or behind 4096
	entrySize  = 128        // bytes of an entry in the directory
	miniSize   = 64         // bytes of a mini sector
	tables     = 16 << 20   // bytes of the directory, and of all mini sectors: far more than any mail or workbook has
	cutoff     = 4096       // streams below this size live in mini sectors, in every file
	last       = 0xFFFFFFFA // this and above: end of a chain, free, or the table's own
)

// File is an opened container.
type File struct {
	data     []byte
	shift    uint     // log2 of the bytes in a sector
	fat      []uint32 // sector → the next of its chain
	small    []uint32 // the same for mini sectors
	mini     []byte   // what the mini sectors hold
	dir      []byte
	children map[uint32][]uint32 // storage → its entries, in the order of the directory
}

// Entry is a stream, or a storage, which holds entries itself.
type Entry struct {
	Name    string
	Storage bool
	Size    int64 // of a stream, as the directory claims it

	id uint32
}

// Is tells whether bytes begin as a container does.
func Is(data []byte) bool {
	return len(data) >= 8 && [8]byte(data) == [8]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
}

// Open reads the tables of a container. data must not change while it is in use.
func Open(data []byte) (*File, error) {
	if len(data) < headerSize || !Is(data) {
		return nil, ErrDamaged
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	f := &File{data: data, shift: uint(binary.LittleEndian.Uint16(data[30:]))}
	if f.shift != 9 && f.shift != 12 {
		return nil, ErrDamaged
	}
	if err := f.readTable(u32(68)); err != nil {
		return nil, err
	}
	var err error
	if f.dir, err = f.chain(u32(48), tables); err != nil || len(f.dir) < entrySize {
		return nil, ErrDamaged
	}
	if table, err := f.chain(u32(60), tables); err == nil {
		f.small = words(table)
	}
	// The root's stream holds the mini sectors. Where its chain breaks, the streams in
	// it are the ones that are lost.
	f.mini, _ = f.chain(binary.LittleEndian.Uint32(f.dir[116:]), tables)
	f.grow()
	return f, nil
}

// readTable gathers the sectors of the table: the first 109 are listed in the header,
// others in a chain of their own.
func (f *File) readTable(next uint32) error {
	most := len(f.data)>>f.shift + 1
	lists := [][]byte{f.data[76:headerSize]}
	for n := 0; next < last; n++ {
		s := f.sector(next)
		if s == nil || n > most {
			return ErrDamaged
		}
		lists = append(lists, s[:len(s)-4])
		next = binary.LittleEndian.Uint32(s[len(s)-4:])
	}
	for _, list := range lists {
		for ; len(list) >= 4 && len(f.fat) <= most; list = list[4:] {
			if n := binary.LittleEndian.Uint32(list); n < last {
				f.fat = append(f.fat, words(f.sector(n))...)
			}
		}
	}
	return nil
}

func words(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list
}

// sector gives a sector by number, nil where the file has none.
func (f *File) sector(n uint32) []byte {
	at := (int(n) + 1) << f.shift
	if n >= last || at+1<<f.shift > len(f.data) {
		return nil
	}
	return f.data[at : at+1<<f.shift]
}

// chain gathers the sectors that follow on one, as far as size. Where they lie in a row,
// as programs write them, it is that piece of the file; otherwise a copy. The last sector
// of the file may be cut short.
func (f *File) chain(n uint32, size int) ([]byte, error) {
	var out []byte
	from, to := 0, 0 // of the sectors in a row, in the file
	for most := len(f.data)>>f.shift + 1; n < last && len(out)+to-from < size; most-- {
		at := (int(n) + 1) << f.shift
		if int(n) >= len(f.fat) || at >= len(f.data) || most < 0 {
			return nil, ErrDamaged
		}
		if at != to || from == to {
			if from != to && out == nil {
				out = make([]byte, 0, min(size, len(f.data)))
			}
			out, from = append(out, f.data[from:to]...), at
		}
		to = min(len(f.data), at+1<<f.shift)
		n = f.fat[n]
	}
	if out == nil {
		return f.data[from:to:to], nil
	}
	return append(out, f.data[from:to]...), nil
}

// grow walks the directory, a binary tree in each storage, and notes which entries a
// storage holds. An entry that is reached again is left where it was found first.
func (f *File) grow() {
	f.children = map[uint32][]uint32{}
	type place struct{ id, storage uint32 }
	seen := make([]bool, len(f.dir)/entrySize)
	seen[0] = true
	link := func(id uint32, at int) uint32 { return binary.LittleEndian.Uint32(f.dir[int(id)*entrySize+at:]) }
	open := []place{{link(0, 76), 0}}
	for len(open) > 0 {
		p := open[len(open)-1]
		open = open[:len(open)-1]
		if int64(p.id) >= int64(len(seen)) || seen[p.id] {
			continue
		}
		seen[p.id] = true
		f.children[p.storage] = append(f.children[p.storage], p.id)
		open = append(open, place{link(p.id, 68), p.storage}, place{link(p.id, 72), p.storage})
		if f.dir[int(p.id)*entrySize+66] == 1 {
			open = append(open, place{link(p.id, 76), p.id})
		}
	}
	for _, list := range f.children {
		slices.Sort(list)
	}
}

// Root is the storage that holds all others.
func (f *File) Root() Entry { return Entry{Storage: true} }

// Entries gives what a storage holds, in the order of the directory.
func (f *File) Entries(storage Entry) []Entry {
	list := make([]Entry, 0, len(f.children[storage.id]))
	for _, id := range f.children[storage.id] {
		list = append(list, f.entry(id))
	}
	return list
}

func (f *File) entry(id uint32) Entry {
	e := f.dir[int(id)*entrySize:][:entrySize]
	size := int64(binary.LittleEndian.Uint32(e[120:]))
	if f.shift == 12 { // the upper half is junk in files of 512-byte sectors
		size |= int64(binary.LittleEndian.Uint32(e[124:])&0x7FFFFFFF) << 32
	}
	return Entry{Name: name(e), Storage: e[66] == 1, Size: size, id: id}
}

// Find gives the first entry of a name, wherever it lies: even one that has come loose
// from the tree of storages still tells what the file is.
func (f *File) Find(wanted string) (Entry, bool) {
	for id := range len(f.dir) / entrySize {
		if name(f.dir[id*entrySize:][:entrySize]) == wanted {
			return f.entry(uint32(id)), true
		}
	}
	return Entry{}, false
}

// Has tells whether the directory names a stream or a storage so.
func (f *File) Has(name string) bool {
	_, ok := f.Find(name)
	return ok
}

// Stream gives the content of a stream, no more than its first most bytes.
func (f *File) Stream(e Entry, most int64) ([]byte, error) {
	if e.Storage || int(e.id) >= len(f.dir)/entrySize || e.Size > int64(len(f.data)) {
		return nil, ErrDamaged
	}
	size := int(min(e.Size, most))
	start := binary.LittleEndian.Uint32(f.dir[int(e.id)*entrySize+116:])
	var out []byte
	if e.Size >= cutoff {
		var err error
		if out, err = f.chain(start, size); err != nil {
			return nil, err
		}
	} else {
		for ; start < last && len(out) < size; start = f.small[start] {
			if int64(start) >= int64(len(f.small)) || (int(start)+1)*miniSize > len(f.mini) {
				return nil, ErrDamaged
			}
			out = append(out, f.mini[int(start)*miniSize:][:miniSize]...)
		}
	}
	if len(out) < size {
		return nil, ErrDamaged
	}
	return out[:size], nil
}

// name decodes the name of an entry, without its closing zero.
func name(e []byte) string {
	n := min(int(binary.LittleEndian.Uint16(e[64:])), 64)/2 - 1
	if n <= 0 {
		return ""
	}
	units := make([]uint16, n)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(e[2*i:])
	}
	return string(utf16.Decode(units))
}
