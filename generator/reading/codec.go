package reading

import (
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"sync"
)

// The form of a list is that of its types, field after field, each list and each new text
// with its length in front: some ten times faster to read than JSON, and the difference
// between no list and an empty one is kept. Types that change make another reader
// (main takes its version from the source), so no list is ever read by other types.

// fields are the exported fields of types that were seen, by number: asking the type again
// for each of millions of rows takes longer than all the rest.
var fields sync.Map

func exported(t reflect.Type) []int {
	if known, ok := fields.Load(t); ok {
		return known.([]int)
	}
	var list []int
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			list = append(list, i)
		}
	}
	fields.Store(t, list)
	return list
}

// Encode writes a value made of structs (their exported fields), lists, texts and numbers.
// A text that comes again, as most do in lists of thousands of rows, is written once.
func Encode(v any) []byte {
	e := encoder{texts: map[string]uint64{"": 0}}
	e.value(reflect.ValueOf(v))
	return e.b
}

type encoder struct {
	b     []byte
	texts map[string]uint64 // those written, by their number
}

// text writes the number of a text and, the first time, the text itself.
func (e *encoder) text(s string) {
	n, known := e.texts[s]
	if !known {
		n = uint64(len(e.texts))
		e.texts[s] = n
	}
	e.b = binary.AppendUvarint(e.b, n)
	if !known {
		e.b = append(binary.AppendUvarint(e.b, uint64(len(s))), s...)
	}
}

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		e.text(v.String())
	case reflect.Slice:
		if v.IsNil() {
			e.b = append(e.b, 0)
			return
		}
		e.b = binary.AppendUvarint(append(e.b, 1), uint64(v.Len()))
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range exported(v.Type()) {
			e.value(v.Field(i))
		}
	case reflect.Bool:
		n := byte(0)
		if v.Bool() {
			n = 1
		}
		e.b = append(e.b, n)
	case reflect.Uint64:
		e.b = binary.AppendUvarint(e.b, v.Uint())
	case reflect.Float64:
		e.b = binary.AppendUvarint(e.b, math.Float64bits(v.Float()))
	default:
		e.b = binary.AppendVarint(e.b, v.Int())
	}
}

var errShort = errors.New("it ends too early")

// Decode reads what Encode wrote of a value of the same type, whole or not at all. Its
// texts share the memory of data.
func Decode[T any](data string, into *T) error {
	d := decoder{rest: data, texts: []string{""}}
	d.value(reflect.ValueOf(into).Elem())
	if d.err == nil && d.rest != "" {
		return errors.New("it goes on after its end")
	}
	return d.err
}

type decoder struct {
	rest  string
	texts []string // those read, in their order
	err   error
}

// number reads an unsigned number and 0 after a fault.
func (d *decoder) number() uint64 {
	var n uint64
	for i := 0; i < len(d.rest) && i < binary.MaxVarintLen64; i++ {
		c := d.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.rest = d.rest[i+1:]
			return n
		}
	}
	d.err, d.rest = errShort, ""
	return 0
}

// length reads a number of things that take so many bytes each at least.
func (d *decoder) length(least int) int {
	n := d.number()
	if n > uint64(len(d.rest)/least) {
		d.err, d.rest = errShort, ""
		return 0
	}
	return int(n)
}

// text reads a text, or the number of one that was read before.
func (d *decoder) text() string {
	n := d.number()
	if n < uint64(len(d.texts)) {
		return d.texts[n]
	}
	if n > uint64(len(d.texts)) {
		d.err, d.rest = errShort, ""
		return ""
	}
	size := d.length(1)
	s := d.rest[:size]
	d.rest = d.rest[size:]
	d.texts = append(d.texts, s)
	return s
}

// leastBytes is how many bytes a value of a type takes at least.
func leastBytes(t reflect.Type) int {
	if t.Kind() == reflect.Struct {
		return max(len(exported(t)), 1)
	}
	return 1
}

func (d *decoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.text())
	case reflect.Slice:
		if d.number() == 0 {
			return
		}
		n := d.length(leastBytes(v.Type().Elem()))
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			d.value(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range exported(v.Type()) {
			d.value(v.Field(i))
		}
	case reflect.Bool:
		v.SetBool(d.number() == 1)
	case reflect.Uint64:
		v.SetUint(d.number())
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(d.number()))
	default:
		n := d.number()
		v.SetInt(int64(n>>1) ^ -int64(n&1))
	}
}
