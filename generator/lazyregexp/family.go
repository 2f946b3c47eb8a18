package lazyregexp

import (
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// Family is a set of patterns that are tried on the same texts, nearly all of them in
// vain. Which words a pattern needs is taken from the pattern itself; a text is split into
// words once for all of them, and a pattern is tried only where the words that it needs
// are there. It may be used by several goroutines at once.
//
// What a pattern finds is the same with a family and without. That is worth the trouble
// where there are dozens of long patterns: those by which the lint of a report knows an
// over-claim took nine tenths of its time for sentences without a single word of theirs.
type Family struct {
	first *Regexp // of its patterns
	once  sync.Once
	needs map[*Regexp][][]int // ways in which each may match, and which needs must be met in each

	size                          int // of a wordSet
	longest                       int // piece of a word that is needed
	whole, prefix, suffix, inside map[string][]int

	mutex sync.RWMutex
	known map[string]wordSet // of words; bounded
	last  [64]atomic.Pointer[readText]
}

// wordSet is a set of needs that are met.
type wordSet []uint64

// readText is a text that was split into words, and what they meet.
type readText struct {
	text string
	met  wordSet
}

// mostWords is how many words are remembered.
const mostWords = 1 << 14

// New returns a pattern of the family. All are to be declared before one is used.
func (f *Family) New(pattern string) *Regexp {
	r := New(pattern)
	r.family = f
	r.next, f.first = f.first, r
	return r
}

// learn finds out what each pattern needs.
func (f *Family) learn() {
	f.whole, f.prefix, f.suffix, f.inside = map[string][]int{}, map[string][]int{}, map[string][]int{}, map[string][]int{}
	f.known = map[string]wordSet{}
	needs := map[string]int{} // the same is often needed by several
	f.needs = map[*Regexp][][]int{}
	for r := f.first; r != nil; r = r.next {
		re, err := syntax.Parse(r.pattern, syntax.Perl)
		if err != nil {
			continue // whoever compiles it is told
		}
		for _, w := range ways(re) {
			var need []int
			w[0] = each(w[0], gap, "")
			w[len(w)-1] = each(w[len(w)-1], "", gap)
			for _, set := range w {
				list := pieces(set)
				if list == nil {
					continue
				}
				key := strings.Join(union(set, nil), "\x02")
				n, seen := needs[key]
				if !seen {
					n = len(needs)
					needs[key] = n
					f.keep(list, n)
				}
				need = append(need, n)
			}
			f.needs[r] = append(f.needs[r], need)
		}
	}
	f.size = (len(needs) + 63) / 64
}

func (f *Family) keep(list []piece, n int) {
	for _, p := range list {
		where := f.inside
		switch {
		case p.begins && p.ends:
			where = f.whole
		case p.begins:
			where = f.prefix
		case p.ends:
			where = f.suffix
		}
		where[p.text] = append(where[p.text], n)
		f.longest = max(f.longest, len(p.text))
	}
}

// may tells whether a text has the words that the pattern needs.
func (r *Regexp) may(text string) bool {
	if r.family == nil {
		return true
	}
	r.family.once.Do(r.family.learn)
	needs := r.family.needs[r]
	if needs == nil {
		return true
	}
	met := r.family.read(text)
	return met == nil || slices.ContainsFunc(needs, func(need []int) bool {
		return !slices.ContainsFunc(need, func(n int) bool { return met[n/64]&(1<<(n%64)) == 0 })
	})
}

// read is what the words of a text meet; nil: whatever is needed.
func (f *Family) read(text string) wordSet {
	place := &f.last[len(text)%len(f.last)]
	if last := place.Load(); last != nil && last.text == text {
		return last.met
	}
	met := make(wordSet, f.size)
	for i := 0; i < len(text); {
		c, n := text[i], 1
		switch {
		case isWord(rune(c)):
			for i+n < len(text) && isWord(rune(text[i+n])) {
				n++
			}
		case c >= utf8.RuneSelf:
			_, n = utf8.DecodeRuneInString(text[i:])
		}
		if c > ' ' {
			word := text[i : i+n]
			if word == "\u212a" || word == "\u017f" { // to a pattern without case a k and an s
				met = nil
				break
			}
			for j, bits := range f.word(word) {
				met[j] |= bits
			}
		}
		i += n
	}
	place.Store(&readText{strings.Clone(text), met})
	return met
}

// word is what one word meets.
func (f *Family) word(word string) wordSet {
	f.mutex.RLock()
	met, ok := f.known[word]
	f.mutex.RUnlock()
	if ok {
		return met
	}
	met = make(wordSet, f.size)
	meet := func(list []int) {
		for _, n := range list {
			met[n/64] |= 1 << (n % 64)
		}
	}
	lower := strings.ToLower(word)
	meet(f.whole[lower])
	for n := 1; n <= min(len(lower), f.longest); n++ { // a word may be as long as a file
		meet(f.prefix[lower[:n]])
		meet(f.suffix[lower[len(lower)-n:]])
		for i := 0; i+n <= len(lower); i++ {
			meet(f.inside[lower[i:i+n]])
		}
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if len(f.known) >= mostWords {
		clear(f.known)
	}
	f.known[strings.Clone(word)] = met
	return met
}
