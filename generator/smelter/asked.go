package smelter

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/text"
)

// What is made of a workbook depends on a few rows of lists of hundreds. A directory that
// is watched notes what it was asked; as long as the answers to just that stay the same,
// so does what was made, whatever else of the lists changed.

// Asked notes questions, as numbers: two that share one are asked together, which asks
// for more than was asked, never for less. It is for one goroutine; nil notes nothing.
type Asked struct{ questions map[uint32]bool }

// Kinds of questions.
const (
	AskedNumber   = 'i' // what is the facility of a number?
	AskedName     = 'n' // which facilities of a metal go by a name?
	AskedLike     = 's' // which names of a metal resemble one? Any change to its list may matter
	AskedNearly   = 'p' // are so many of a metal nearly all?
	AskedList     = 'a' // anything else of the whole list
	AskedDecision = 'd' // which decisions about names, whoever typed them, speak of a text?
	AskedWatched  = 'w' // is a facility on the watch list?
)

// Note notes a question about texts.
func (a *Asked) Note(kind byte, texts ...string) {
	if a == nil {
		return
	}
	if a.questions == nil {
		a.questions = map[uint32]bool{}
	}
	a.questions[numbered(kind, texts)] = true
}

// numbered gives the number of a question (FNV-1a).
func numbered(kind byte, texts []string) uint32 {
	h := (uint32(2166136261) ^ uint32(kind)) * 16777619
	for _, s := range texts {
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * 16777619
		}
		h *= 16777619
	}
	return h
}

// String gives what was noted, four bytes each.
func (a *Asked) String() string {
	var b []byte
	for _, n := range slices.Sorted(maps.Keys(a.questions)) {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return string(b)
}

// Answers are what lists say now, by the numbers of the questions.
type Answers map[uint32]uint64

// Put adds a part of the answer to a question; the order of the parts counts.
func (a Answers) Put(part any, kind byte, texts ...string) {
	n := numbered(kind, texts)
	h := a[n] ^ 14695981039346656037
	for _, c := range fmt.Appendf(nil, "%+v", part) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	a[n] = h
}

// To gives the answers to what was noted, in one number.
func (a Answers) To(asked string) uint64 {
	h := uint64(14695981039346656037)
	for ; len(asked) >= 4; asked = asked[4:] {
		h = (h ^ a[binary.BigEndian.Uint32([]byte(asked[:4]))]) * 1099511628211
		h ^= h >> 29
	}
	return h
}

// Watched gives the directory with everything that it is asked noted.
func (d Directory) Watched(by *Asked) Directory {
	d.asked = by
	return d
}

// Answers gives what a directory says to each question that it has an answer for.
func (d Directory) Answers() Answers {
	a := Answers{}
	for _, id := range slices.Sorted(maps.Keys(d.byID)) {
		f := d.byID[id]
		a.Put(f, AskedNumber, id)
		a.Put(f, AskedLike, string(f.Metal))
		a.Put(f, AskedList)
	}
	for _, m := range cmrt.KnownMinerals() {
		for _, name := range slices.Sorted(maps.Keys(d.byName[m])) {
			for _, id := range d.byName[m][name] {
				a.Put(d.byID[id], AskedName, string(m), name)
			}
		}
		if d.search != nil {
			for _, k := range d.search.names[m] {
				a.Put(k, AskedLike, string(m))
			}
		}
		for n := range d.known[m] + 1 {
			if all, nearly := d.nearly(m, n); nearly {
				a.Put(all, AskedNearly, string(m), strconv.Itoa(n))
			}
		}
	}
	return a
}

// pasteable is how many facilities a metal has at least where it says something that
// nearly all are named.
const pasteable = 20

// Nearly tells whether so many facilities of a metal are nearly all that there are, and
// how many these are.
func (d Directory) Nearly(metal cmrt.Metal, named int) (all int, nearly bool) {
	d.asked.Note(AskedNearly, string(metal), strconv.Itoa(named))
	return d.nearly(metal, named)
}

func (d Directory) nearly(metal cmrt.Metal, named int) (all int, nearly bool) {
	all = d.known[metal]
	return all, all >= pasteable && named*100 > 80*all
}

// Decided adds what decisions say that hold whoever typed a text.
func (a Answers) Decided(decisions []NameDecision) {
	for _, d := range decisions {
		if d.Supplier == "" {
			a.Put(d, AskedDecision, text.Line(d.Raw))
		}
	}
}

// noteRow notes the texts of a row for which a decision may be looked up.
func (a *Asked) noteRow(row cmrt.SmelterRow) {
	if a == nil {
		return
	}
	for _, typed := range typedIn(row) {
		if typed != "" {
			a.Note(AskedDecision, text.Line(typed))
		}
	}
}

// typedIn are the texts of a row by which a decision knows it.
func typedIn(row cmrt.SmelterRow) []string { return append(Names(row), row.IDTyped, row.IDRaw) }
