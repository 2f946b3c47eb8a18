package smelter

import (
	"cmp"
	"math"
	"slices"

	"itron.com/conflict-minerals/generator/stable"
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
	stable.Sort(list, func(a, b known) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.name, b.name)) })
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
	stable.Sort(list, nearer)
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
	stable.Sort(list, nearer)
	return list
}
