package smelter

import (
	"sync"

	"itron.com/conflict-minerals/generator/cmrt"
)

// search finds names that resemble one. It makes its index when first asked and
// remembers its answers: suppliers type the same few hundred names again and
// again. Many may ask at a time.
type search struct {
	mu       sync.Mutex
	names    map[cmrt.Metal][]known
	made     map[cmrt.Metal]*vocabulary
	answered map[question][]Near
}

// mostRemembered bounds the answers that are kept.
const mostRemembered = 50_000

type question struct {
	metal cmrt.Metal
	name  string
}

// add puts a facility in under its standard name and one more.
func (s *search) add(f Facility, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.names == nil {
		s.names = map[cmrt.Metal][]known{}
	}
	s.names[f.Metal] = append(s.names[f.Metal], known{f.ID, f.Name}, known{f.ID, name})
	s.made, s.answered = nil, nil
}

// near gives the facilities of a metal that a name resembles, the nearest first.
// The list is shared: callers leave it as it is.
func (s *search) near(metal cmrt.Metal, name string) []Near {
	asked := question{metal, name}
	s.mu.Lock()
	list, ok := s.answered[asked]
	v := s.made[metal]
	if !ok && v == nil {
		v = newVocabulary(s.names[metal])
		if s.made == nil {
			s.made = map[cmrt.Metal]*vocabulary{}
		}
		s.made[metal] = v
	}
	s.mu.Unlock()
	if ok {
		return list
	}
	list = v.near(name)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.answered == nil {
		s.answered = map[question][]Near{}
	}
	if len(s.answered) < mostRemembered {
		s.answered[asked] = list
	}
	return list
}

// Near gives the facilities of a metal whose names resemble a name, the nearest
// first; none where nothing does.
func (d Directory) Near(metal cmrt.Metal, name string) []Near {
	d.asked.Note(AskedLike, string(metal))
	if d.search == nil || len(name) > longestText || foldName(name) == "" {
		return nil
	}
	var list []Near
	for _, n := range d.search.near(metal, name) {
		n.Facility = d.byID[n.ID]
		list = append(list, n)
	}
	return list
}

// Holding gives the facilities of a metal whose names hold every word of a name, among them
// one that few names hold: “Umicore”. They are for a person to choose from, since a word
// alone resolves nothing.
func (d Directory) Holding(metal cmrt.Metal, name string) []Near {
	if d.search == nil || len(name) > longestText {
		return nil
	}
	d.search.near(metal, name) // makes the index
	d.search.mu.Lock()
	v := d.search.made[metal]
	d.search.mu.Unlock()
	var list []Near
	for _, n := range v.holding(name) {
		n.Facility = d.byID[n.ID]
		list = append(list, n)
	}
	return list
}

// mostSearched is how many names of one file are compared with those of the directory
// beyond the names that it holds. A template has room for 2,504 rows.
const mostSearched = 2_500

// searched are the names of one file that were compared.
type searched struct {
	names map[question]bool
	over  bool
}

// ForFile gives a resolver for the rows of one file: it compares so many of its names
// and no more. It is for one goroutine.
func (r Resolver) ForFile() Resolver {
	r.searched = &searched{names: map[question]bool{}}
	return r
}

// Exhausted tells whether a resolver for one file left names uncompared.
func (r Resolver) Exhausted() bool { return r.searched != nil && r.searched.over }

// near gives what a name of a row resembles, within what one file may ask for.
func (r Resolver) near(metal cmrt.Metal, name string) []Near {
	if s, asked := r.searched, (question{metal, name}); s != nil && len(name) <= longestText && !s.names[asked] {
		if len(s.names) >= mostSearched {
			s.over = true
			return nil
		}
		s.names[asked] = true
	}
	return r.Directory.Near(metal, name)
}
