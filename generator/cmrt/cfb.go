package cmrt

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// A compound file is what Microsoft wraps old and encrypted documents in: a small
// file system of sectors, chained by an allocation table ([MS-CFB]). Only what
// telling documents apart and decrypting them needs is read, and every chain is
// bounded by the size of the file.

var errCompound = errors.New("the container is damaged")

const (
	lastSector = 0xFFFFFFFA // this and above: end of chain, free, or the table's own
	dirEntry   = 128        // bytes of an entry in the directory
)

// compound is an opened container.
type compound struct {
	data   []byte
	shift  uint     // log2 of the bytes in a sector
	fat    []uint32 // sector → next sector of its chain
	small  []uint32 // the same for mini sectors of 64 bytes
	mini   []byte   // the bytes of the mini sectors
	cutoff uint32   // streams below this size live in mini sectors
	dir    []byte
}

// openCompound reads the tables of a container.
func openCompound(data []byte) (*compound, error) {
	if len(data) < 512 {
		return nil, errCompound
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	c := &compound{data: data, shift: uint(binary.LittleEndian.Uint16(data[30:])), cutoff: u32(56)}
	if c.shift != 9 && c.shift != 12 {
		return nil, errCompound
	}
	// The first 109 sectors of the table are listed in the header, others in a chain.
	list := data[76:512]
	for next, n := u32(68), 0; next < lastSector; n++ {
		s := c.sector(next)
		if s == nil || n > len(data)>>c.shift {
			return nil, errCompound
		}
		list = append(list[:len(list):len(list)], s[:len(s)-4]...)
		next = binary.LittleEndian.Uint32(s[len(s)-4:])
	}
	for ; len(list) >= 4 && len(c.fat) <= len(data)>>c.shift; list = list[4:] {
		if n := binary.LittleEndian.Uint32(list); n < lastSector {
			c.fat = append(c.fat, words(c.sector(n))...)
		}
	}
	var err error
	if c.dir, err = c.chain(u32(48)); err != nil || len(c.dir) < dirEntry {
		return nil, errCompound
	}
	if table, err := c.chain(u32(60)); err == nil {
		c.small = words(table)
	}
	c.mini, _ = c.chain(binary.LittleEndian.Uint32(c.dir[116:])) // the root's stream
	return c, nil
}

func words(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list
}

// sector gives a sector by number, nil where the file has none. The header counts as one.
func (c *compound) sector(n uint32) []byte {
	at := (int(n) + 1) << c.shift
	if n >= lastSector || at+1<<c.shift > len(c.data) {
		return nil
	}
	return c.data[at : at+1<<c.shift]
}

// chain gathers the sectors that follow on one. The last may be cut short.
func (c *compound) chain(n uint32) ([]byte, error) {
	var out []byte
	for n < lastSector {
		at := (int(n) + 1) << c.shift
		if int(n) >= len(c.fat) || at >= len(c.data) || len(out) > len(c.data) {
			return nil, errCompound
		}
		out = append(out, c.data[at:min(len(c.data), at+1<<c.shift)]...)
		n = c.fat[n]
	}
	return out, nil
}

// stream gives the content of a stream by name, and false where there is none or
// its chain is broken.
func (c *compound) stream(name string) ([]byte, bool) {
	for at := 0; at+dirEntry <= len(c.dir); at += dirEntry {
		e := c.dir[at : at+dirEntry]
		if e[66] != 2 || entryName(e) != name {
			continue
		}
		start, size := binary.LittleEndian.Uint32(e[116:]), binary.LittleEndian.Uint32(e[120:])
		var out []byte
		if size >= c.cutoff {
			var err error
			if out, err = c.chain(start); err != nil {
				return nil, false
			}
		}
		for ; size < c.cutoff && start < lastSector && len(out) < int(size); start = c.small[start] {
			if int(start) >= len(c.small) || (int(start)+1)*64 > len(c.mini) {
				return nil, false
			}
			out = append(out, c.mini[start*64:(start+1)*64]...)
		}
		return out[:min(len(out), int(size))], len(out) >= int(size)
	}
	return nil, false
}

// has tells whether the directory names a stream.
func (c *compound) has(name string) bool {
	for at := 0; at+dirEntry <= len(c.dir); at += dirEntry {
		if entryName(c.dir[at:at+dirEntry]) == name {
			return true
		}
	}
	return false
}

// entryName decodes the name of a directory entry, without its closing zero.
func entryName(e []byte) string {
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
