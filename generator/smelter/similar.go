package smelter

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// vocabulary is the index of one metal's names by which similar ones are found.
// It never changes once it is made.
type vocabulary struct {
	words   []string         // sorted
	number  map[string]int   // of a word in words
	weight  []float64        // how much a word tells, 0 to 1
	entries []entry          // every name of every facility
	holders [][]int          // word → entries that hold it, ascending
	same    map[string][]int // sorted or joined words → entries
}

// entry is a name of a facility.
type entry struct {
	id    string
	name  string
	words []int
	forms map[string]bool
}

// known is a name that a directory holds for a facility.
type known struct{ id, name string }

// newVocabulary makes the index. It does not depend on the order of the list.
func newVocabulary(list []known) *vocabulary {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b known) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.name, b.name)) })
	list = slices.Compact(list)
	v := &vocabulary{number: map[string]int{}, same: map[string][]int{}}
	split := make([][]string, len(list))
	holders := map[string]map[string]bool{} // word → facilities
	facilities := map[string]bool{}
	for i, k := range list {
		split[i] = words(k.name)
		facilities[k.id] = true
		for _, w := range split[i] {
			if holders[w] == nil {
				holders[w] = map[string]bool{}
				v.words = append(v.words, w)
			}
			holders[w][k.id] = true
		}
	}
	slices.Sort(v.words)
	for i, w := range v.words {
		v.number[w] = i
		v.weight = append(v.weight, tells(len(holders[w]), len(facilities)))
	}
	v.holders = make([][]int, len(v.words))
	for i, k := range list {
		e := entry{id: k.id, name: k.name, forms: forms(k.name)}
		for _, w := range split[i] {
			n := v.number[w]
			e.words = append(e.words, n)
			if h := v.holders[n]; len(h) == 0 || h[len(h)-1] != i {
				v.holders[n] = append(h, i)
			}
		}
		v.entries = append(v.entries, e)
		if len(e.words) > 0 {
			for _, key := range []string{"=" + sorted(split[i]), "~" + joined(split[i])} {
				v.same[key] = append(v.same[key], i)
			}
		}
	}
	return v
}

// leastWeight is that of a word that tells next to nothing.
const leastWeight = 0.05

// tells weighs a word by how few facilities it names: "tungsten" tells nothing
// among tungsten smelters, "Xiamen" a good deal. No word is worth nothing.
func tells(holders, facilities int) float64 {
	return math.Max(leastWeight, math.Log(float64(1+facilities)/float64(holders))/math.Log(float64(1+facilities)))
}

// Near is a facility that a name resembles.
type Near struct {
	Facility
	Match string  // the facility's name that comes nearest
	Score float64 // 0 to 1; 1 where the names are equal but for legal form, accents, or the order of words

	forms formRelation // of the two names
}

// nearer orders what a name resembles, the nearest first.
func nearer(a, b Near) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.forms, b.forms), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Match, b.Match))
}

// leastScore is what a facility must reach to be called near at all.
const leastScore = 0.5

// near gives the facilities whose names resemble a name, the nearest first, each
// once; Facility is only named by its ID here. The measure weighs the words that
// two names share, misspelt ones included, against all words of both: so a word
// more or less counts as much as it tells.
func (v *vocabulary) near(name string) []Near {
	query := words(name)
	if v == nil || len(query) == 0 {
		return nil
	}
	best, stated := map[string]Near{}, forms(name)
	keep := func(e entry, score float64) {
		n := Near{Facility: Facility{ID: e.id}, Match: e.name, Score: score, forms: relation(stated, e.forms)}
		if old, ok := best[e.id]; score >= leastScore && (!ok || nearer(n, old) < 0) {
			best[e.id] = n
		}
	}
	for _, key := range []string{"=" + sorted(query), "~" + joined(query)} {
		for _, i := range v.same[key] {
			keep(v.entries[i], 1)
		}
	}
	likeness := make([]map[int]float64, len(query)) // word of the query → words like it
	touched := map[int]bool{}
	for q, w := range query {
		likeness[q] = v.like(w, q > 0 && q == len(query)-1)
		for n := range likeness[q] {
			for _, i := range v.holders[n] {
				touched[i] = true
			}
		}
	}
	alone := v.alone(query)
	for i := range touched {
		keep(v.entries[i], math.Min(v.score(alone, likeness, v.entries[i]), 0.99)) // 1 is kept for equal names
	}
	list := make([]Near, 0, len(best))
	for _, n := range best {
		list = append(list, n)
	}
	slices.SortFunc(list, nearer)
	return list
}

// telling is what a word must weigh to point to a facility by itself.
const telling = 0.5

// holding gives the facilities with a name that holds every word of another, the shortest
// names first.
func (v *vocabulary) holding(name string) (list []Near) {
	query := words(name)
	if v == nil || len(query) == 0 {
		return nil
	}
	heaviest, least := 0.0, []int(nil)
	for q, w := range query {
		n, ok := v.number[w]
		if !ok {
			return nil
		}
		if heaviest = math.Max(heaviest, v.weight[n]); q == 0 || len(v.holders[n]) < len(least) {
			least = v.holders[n]
		}
	}
	if heaviest < telling {
		return nil
	}
	best := map[string]Near{}
	for _, i := range least {
		e := v.entries[i]
		holds := func(w string) bool { return slices.Contains(e.words, v.number[w]) }
		if slices.ContainsFunc(query, func(w string) bool { return !holds(w) }) {
			continue
		}
		n := Near{Facility: Facility{ID: e.id}, Match: e.name, Score: leastScore * float64(len(query)) / float64(len(e.words))}
		if old, ok := best[e.id]; !ok || nearer(n, old) < 0 {
			best[e.id] = n
		}
	}
	for _, n := range best {
		list = append(list, n)
	}
	slices.SortFunc(list, nearer)
	return list
}

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
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.s, a.s) })
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
