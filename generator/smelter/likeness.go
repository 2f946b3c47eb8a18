package smelter

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"itron.com/conflict-minerals/generator/stable"
)

// like gives the words of the vocabulary that a word can be, and how like it
// they are. A word that the metal's names use is itself and no misspelling:
// "Ganzhou" is not "Guangzhou". The last word may be cut off.
func (v *vocabulary) like(word string, last bool) map[int]float64 {
	like := map[int]float64{}
	if n, ok := v.number[word]; ok {
		like[n] = 1
	} else if !strings.ContainsAny(word, "0123456789") { // "Unit 1" is not "Unit 2"
		for n, w := range v.words {
			if s := alike(word, w); s > 0 {
				like[n] = s
			}
		}
	}
	if last {
		n, _ := slices.BinarySearch(v.words, word)
		for ; n < len(v.words) && strings.HasPrefix(v.words[n], word); n++ {
			like[n] = math.Max(like[n], cutOff[min(len(word), len(cutOff))-1])
		}
	}
	return like
}

// cutOff is how like a word its first letter, two or three are, at the end of a name.
var cutOff = []float64{0.7, 0.8, 0.9}

// alike compares two words: 1 less the share of letters that must be changed, 0
// where that is too much for a misspelling. Two neighbours that changed places
// are one change.
func alike(a, b string) float64 {
	long := max(len(a), len(b))
	allowed := 0
	switch {
	case long >= 10:
		allowed = 2
	case long >= 4:
		allowed = 1
	}
	if allowed == 0 || long-min(len(a), len(b)) > allowed || strings.ContainsAny(b, "0123456789") {
		return 0
	}
	changes := levenshtein.ComputeDistance(a, b)
	if changes == 2 && swapped(a, b) {
		changes = 1
	}
	if changes > allowed {
		return 0
	}
	return 1 - float64(changes)/float64(long)
}

// swapped tells whether two words differ in two neighbouring letters that changed
// places, and in nothing else.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// alone gives what each word of a name weighs where an entry has none like it. A
// word that no name has tells most.
func (v *vocabulary) alone(query []string) []float64 {
	list := make([]float64, len(query))
	for q, w := range query {
		switch n, ok := v.number[w]; {
		case ok:
			list[q] = v.weight[n]
		case q > 0 && almostForm(w, q == len(query)-1):
			list[q] = leastWeight
		default:
			list[q] = 1
		}
	}
	return list
}

// score measures a name, given by what its words weigh alone, against an entry:
// each word is paired with at most one, the most alike first.
func (v *vocabulary) score(query []float64, likeness []map[int]float64, e entry) float64 {
	type pair struct {
		q, c int
		s    float64
	}
	var pairs []pair
	for q := range query {
		for c, n := range e.words {
			if s := likeness[q][n]; s > 0 {
				pairs = append(pairs, pair{q, c, s})
			}
		}
	}
	stable.Sort(pairs, func(a, b pair) int { return cmp.Compare(b.s, a.s) })
	ofQuery, ofEntry := make([]bool, len(query)), make([]bool, len(e.words))
	shared, total := 0.0, 0.0
	for _, p := range pairs {
		if ofQuery[p.q] || ofEntry[p.c] {
			continue
		}
		ofQuery[p.q], ofEntry[p.c] = true, true
		w := v.weight[e.words[p.c]]
		shared += 2 * w * p.s
		total += 2 * w
	}
	for c, n := range e.words {
		if !ofEntry[c] {
			total += v.weight[n]
		}
	}
	for q, w := range query {
		if !ofQuery[q] {
			total += w
		}
	}
	return shared / total
}
