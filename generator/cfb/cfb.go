// Package cfb reads compound files, in which Microsoft wraps old workbooks, encrypted ones
// and the mails that Outlook saves: a small file system of sectors, chained by an
// allocation table ([MS-CFB]). Package cmrt uses it to tell
// documents apart and to decrypt, receive to open mails.
//
// It is given hostile files, whose chains run in circles and whose streams claim to be of
// any size. No chain is followed further than its reader wants, nor further than the file
// is long, and no entry of the directory is visited twice: nothing that is read takes more
// memory than the file itself.
package cfb

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"unicode/utf16"
)

// ErrDamaged says that a container, or a stream in it, cannot be read.
var ErrDamaged = errors.New("the container is damaged")

const (
	lastSector = 0xFFFFFFFA // this and above: end of chain, free, or the table's own
	dirEntry   = 128        // bytes of an entry in the directory
	miniSector = 64
	cutoff     = 4096 // streams below this size live in mini sectors, in every file
)

// Kinds of entry in the directory.
const (
	storage = 1
	stream  = 2
)

// File is an opened container.
type File struct {
	data  []byte
	shift uint     // log2 of the bytes in a sector
	fat   []uint32 // sector → next sector of its chain
	small []uint32 // the same for mini sectors
	mini  []byte   // the bytes of the mini sectors
	dir   []byte
}

// Open reads the tables of a container.
func Open(data []byte) (*File, error) {
	if len(data) < 512 {
		return nil, ErrDamaged
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	f := &File{data: data, shift: uint(binary.LittleEndian.Uint16(data[30:]))}
	if f.shift != 9 && f.shift != 12 {
		return nil, ErrDamaged
	}
	// The first 109 sectors of the table are listed in the header, others in a chain.
	list := slices.Clone(data[76:512])
	for next := u32(68); next < lastSector; {
		s := f.sector(next)
		if s == nil || len(list)/4 > len(data)>>f.shift { // more tables than sectors
			return nil, ErrDamaged
		}
		list = append(list, s[:len(s)-4]...)
		next = binary.LittleEndian.Uint32(s[len(s)-4:])
	}
	for ; len(list) >= 4 && len(f.fat) <= len(data)>>f.shift; list = list[4:] {
		if n := binary.LittleEndian.Uint32(list); n < lastSector {
			f.fat = append(f.fat, words(f.sector(n))...)
		}
	}
	var err error
	if f.dir, err = f.chain(u32(48), len(data)); err != nil || len(f.dir) < dirEntry {
		return nil, ErrDamaged
	}
	if table, err := f.chain(u32(60), len(data)); err == nil {
		f.small = words(table)
	}
	f.mini, _ = f.chain(binary.LittleEndian.Uint32(f.dir[116:]), len(data)) // the root's stream
	return f, nil
}

func words(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list
}

// sector gives a sector by number, nil where the file has none. The header counts as one.
func (f *File) sector(n uint32) []byte {
	at := (int(n) + 1) << f.shift
	if n >= lastSector || at+1<<f.shift > len(f.data) {
		return nil
	}
	return f.data[at : at+1<<f.shift]
}

// chain gathers the sectors that follow on one, until there are as many bytes as wanted.
// The last sector of a file may be cut short.
func (f *File) chain(n uint32, want int) ([]byte, error) {
	var out []byte
	for n < lastSector && len(out) < want {
		at := (int(n) + 1) << f.shift
		if int(n) >= len(f.fat) || at >= len(f.data) || len(out) > len(f.data) {
			return nil, ErrDamaged
		}
		out = append(out, f.data[at:min(len(f.data), at+1<<f.shift)]...)
		n = f.fat[n]
	}
	return out, nil
}

// miniChain does the same with mini sectors.
func (f *File) miniChain(n uint32, want int) ([]byte, error) {
	var out []byte
	for n < lastSector && len(out) < want {
		if int(n) >= len(f.small) || (int(n)+1)*miniSector > len(f.mini) || len(out) > len(f.mini) {
			return nil, ErrDamaged
		}
		out = append(out, f.mini[int(n)*miniSector:(int(n)+1)*miniSector]...)
		n = f.small[n]
	}
	return out, nil
}

// Entry is a stream in a container.
type Entry struct {
	Folder string // the name of the storage that it lies in, deeper ones joined by "/"; "" is the root
	Name   string
	Size   int // as the directory says; what is there may be less

	at uint32
}

// Entries lists the streams that hang in the tree of the directory, in its order.
func (f *File) Entries() []Entry {
	var list []Entry
	visited := make([]bool, len(f.dir)/dirEntry)
	type place struct {
		at     uint32
		folder string
	}
	waiting := []place{{f.link(0, 76), ""}}
	for len(waiting) > 0 {
		p := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if int(p.at) >= len(visited) || visited[p.at] {
			continue
		}
		visited[p.at] = true
		e := f.entry(p.at)
		name := nameOf(e)
		waiting = append(waiting, place{f.link(p.at, 72), p.folder}, place{f.link(p.at, 68), p.folder})
		switch e[66] {
		case stream:
			list = append(list, Entry{p.folder, name, int(binary.LittleEndian.Uint32(e[120:])), p.at})
		case storage:
			folder := name
			if p.folder != "" {
				folder = p.folder + "/" + name
			}
			if len(folder) < 1024 { // a real tree has three or four floors
				waiting = append(waiting, place{f.link(p.at, 76), folder})
			}
		}
	}
	return list
}

func (f *File) entry(n uint32) []byte { return f.dir[int(n)*dirEntry:][:dirEntry] }

// link reads which entry another names as its neighbour or child.
func (f *File) link(n uint32, at int) uint32 {
	return binary.LittleEndian.Uint32(f.entry(n)[at:])
}

// Content gives the first bytes of a stream, most of them or all. It is an error where
// the chain of its sectors is broken before, or shorter than the stream is said to be.
func (f *File) Content(s Entry, most int) ([]byte, error) {
	return f.content(f.entry(s.at), most)
}

func (f *File) content(e []byte, most int) ([]byte, error) {
	start, size := binary.LittleEndian.Uint32(e[116:]), int(binary.LittleEndian.Uint32(e[120:]))
	follow := f.chain
	switch {
	case size == 0:
		return nil, nil
	case size < cutoff:
		follow = f.miniChain
	}
	want := min(size, most)
	out, err := follow(start, want)
	if err != nil || len(out) < want {
		return nil, ErrDamaged
	}
	return out[:want], nil
}

// Stream gives the content of a stream by its name, wherever it lies. One that says it is
// longer than the file is damaged.
func (f *File) Stream(name string) ([]byte, error) {
	for n := range len(f.dir) / dirEntry {
		if e := f.entry(uint32(n)); e[66] == stream && nameOf(e) == name {
			return f.content(e, math.MaxInt)
		}
	}
	return nil, ErrDamaged
}

// Has tells whether the directory names a stream or storage.
func (f *File) Has(name string) bool {
	for n := range len(f.dir) / dirEntry {
		if nameOf(f.entry(uint32(n))) == name {
			return true
		}
	}
	return false
}

// nameOf decodes the name of a directory entry, without its closing zero.
func nameOf(e []byte) string {
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
