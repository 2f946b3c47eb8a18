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
	s.answered[asked] = list
	return list
}

// Near gives the facilities of a metal whose names resemble a name, the nearest
// first; none where nothing does.
func (d Directory) Near(metal cmrt.Metal, name string) []Near {
	if d.search == nil || foldName(name) == "" {
		return nil
	}
	var list []Near
	for _, n := range d.search.near(metal, name) {
		n.Facility = d.byID[n.ID]
		list = append(list, n)
	}
	return list
}
