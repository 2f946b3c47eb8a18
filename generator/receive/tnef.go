package receive

import (
	"cmp"
	"encoding/binary"
	"fmt"
)

// winmail.dat is how Outlook packs attachments for other Outlooks (MS-OXTNEF): a list of
// attributes, each with level, number, length, bytes and their sum. An attachment begins
// with a picture of how it looked; its name and bytes follow, or properties that hold
// them.
const (
	tnefCodePage = 0x00069007
	tnefBegin    = 0x00069002 // an attachment begins
	tnefTitle    = 0x00018010 // its short name
	tnefData     = 0x0006800F // its bytes
	tnefProps    = 0x00069005 // its properties
)

// packed is an attachment in a winmail.dat.
type packed struct {
	title, long, display []byte
	wide                 string // the long name, where it is Unicode
	data, mail           []byte // what it is, or a mail in the same packing
	broken               bool   // a sum is wrong
}

// winmail opens a winmail.dat.
func (o *opener) winmail(at []string, data []byte, c came) {
	switch {
	case c.depth >= maxDepth:
		o.tell(at, Trouble, tooDeep)
		return
	case !o.step() || !o.do(int64(2*len(data))):
		o.tell(at, Trouble, tooMuch)
		return
	}
	list, page, whole := unpackTNEF(data)
	for i, a := range list {
		name := cmp.Or(tidy(a.wide), tidy(inPage(page, a.long)), tidy(inPage(page, a.title)), tidy(inPage(page, a.display)), fmt.Sprintf("(attachment %d)", i+1))
		here, way := below(at, name), c.below()
		if a.broken {
			way = way.forgiven("a wrong checksum in winmail.dat", true)
		}
		switch {
		case !o.step():
			o.tell(here, Trouble, tooMuch)
			return
		case a.mail != nil:
			o.winmail(here, a.mail, way)
		case len(a.data) == 0:
			o.tell(here, Other, "It is empty, or a link to where the file lies.")
		default:
			o.open(here, a.data, way)
		}
	}
	if !whole {
		o.tell(at, Trouble, "It is an attachment in Outlook's own packing (winmail.dat), and cut off; what it holds behind is lost. Ask for it once more.")
	} else if len(list) == 0 {
		o.tell(at, Other, "It is a mail in Outlook's own packing (winmail.dat) without an attachment.")
	}
}

// unpackTNEF reads the attachments. Their bytes are pieces of data.
func unpackTNEF(data []byte) (list []*packed, page uint32, whole bool) {
	const begin, head = 6, 9 // mark and key; level, number and length
	if len(data) < begin {
		return nil, 0, false
	}
	for rest := data[begin:]; len(rest) > 0; {
		if len(rest) < head {
			return list, page, false
		}
		number, n := binary.LittleEndian.Uint32(rest[1:]), int64(binary.LittleEndian.Uint32(rest[5:]))
		if int64(len(rest)) < head+n+2 {
			return list, page, false
		}
		body, sum := rest[head:head+n], binary.LittleEndian.Uint16(rest[head+n:])
		rest = rest[head+n+2:]
		if number == tnefBegin {
			if len(list) == maxItems {
				return list, page, false
			}
			list = append(list, &packed{})
		}
		if number == tnefCodePage && n >= 4 {
			page = binary.LittleEndian.Uint32(body)
		}
		if len(list) > 0 {
			list[len(list)-1].take(number, body, sum)
		}
	}
	return list, page, true
}

// take notes an attribute of an attachment.
func (a *packed) take(number uint32, body []byte, sum uint16) {
	switch number {
	case tnefTitle:
		a.title = body
	case tnefData:
		a.data = body
		a.broken = a.broken || sumOf(body) != sum
	case tnefProps:
		a.broken = a.broken || !a.properties(body)
	}
}

func sumOf(body []byte) (sum uint16) {
	for _, b := range body {
		sum += uint16(b)
	}
	return sum
}

// properties reads those of an attachment. It says no where they cannot be followed.
func (a *packed) properties(b []byte) bool {
	r := reader{b}
	for n := r.u32(); n > 0 && len(r.rest) > 0; n-- {
		kind, id := r.u16(), r.u16()
		if id >= 0x8000 { // a property with a name
			r.take(16)
			if r.u32() == 0 {
				r.take(4)
			} else {
				r.take(padded(r.u32()))
			}
		}
		value, ok := r.value(kind)
		if !ok {
			return false
		}
		switch id {
		case 0x3707:
			if a.long = value; kind == 0x1F {
				a.long, a.wide = nil, fromWide(value)
			}
		case 0x3001:
			a.display = value
		case 0x3701:
			// 16 bytes say what kind of object it is.
			if kind == 0x0D && len(value) > 20 && [4]byte(value[16:20]) == [4]byte(tnefMagic) {
				a.mail = value[16:]
			} else if kind == 0x102 && a.data == nil {
				a.data = value
			}
		}
	}
	return true
}

// reader takes numbers from bytes; behind their end everything is 0.
type reader struct{ rest []byte }

func (r *reader) take(n int64) []byte {
	if n < 0 || n > int64(len(r.rest)) {
		r.rest = nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) u16() uint16 {
	if b := r.take(2); b != nil {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (r *reader) u32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// padded is a length with what fills it to whole words.
func padded(n uint32) int64 { return (int64(n) + 3) &^ 3 }

// value takes the value of a property; of several, the last.
func (r *reader) value(kind uint16) (value []byte, ok bool) {
	const several = 0x1000
	size := map[uint16]int64{2: 4, 3: 4, 4: 4, 0x0A: 4, 0x0B: 4, 5: 8, 6: 8, 7: 8, 0x14: 8, 0x40: 8, 0x48: 16}[kind&^several]
	count := uint32(1)
	if size == 0 || kind&several != 0 {
		count = r.u32()
	}
	for ; count > 0 && len(r.rest) > 0; count-- {
		if size > 0 {
			value = r.take(size)
			continue
		}
		switch kind &^ several {
		case 0x1E, 0x1F, 0x0D, 0x102:
			n := r.u32()
			whole := r.take(padded(n))
			if int64(len(whole)) < int64(n) {
				return nil, false
			}
			value = whole[:n]
		default:
			return nil, false
		}
	}
	return value, true
}

// fromWide reads UTF-16.
func fromWide(b []byte) string {
	plain, _ := decodeAs("utf-16le", b[:len(b)&^1])
	return plain
}
