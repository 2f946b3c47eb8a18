package season

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/reading"
)

// boards is on how many boards the books of a year stand, each a file of its own in the
// cache: they are unpacked several at a time, and one book that changed lets one board of
// them be packed anew, not all that is kept of the year.
const boards = 16

// board are the books of a year whose files' names give one number.
type board struct {
	Reader string
	Books  []book
}

// boardOf is the number of a book's board. It depends on its file alone, so that a book
// that comes or goes moves no other.
func boardOf(file string) int {
	h := fnv.New32a()
	h.Write([]byte(file))
	return int(h.Sum32() % boards)
}

func (s *Season) boardName(year, number int) string {
	if s.programme != cmrt.Conflict {
		return fmt.Sprintf("books-%d-%s-%d", year, cmrt.Folder(s.programme), number)
	}
	return fmt.Sprintf("books-%d-%d", year, number)
}

// version names what made a book: nothing is taken from another.
func (s *Season) version() string {
	if s.readings.Reader == nil {
		return ""
	}
	return s.readings.Reader()
}

// kept gives the books that were kept of a year, by file.
func (s *Season) kept(year int) map[string]book {
	known := map[string]book{}
	for _, b := range s.before[year] {
		b.Stamp, b.Tables = folder.Stamp{}, nil // of another folder
		known[b.File] = b
	}
	var lists [boards]board
	reading.Each(boards, func(i int) {
		data, ok := s.readings.Get(s.boardName(year, i))
		if !ok {
			return
		}
		if err := reading.Decode(string(data), &lists[i]); err != nil || lists[i].Reader != s.version() {
			lists[i].Books = nil
		}
	})
	for _, list := range lists {
		for _, b := range list.Books {
			known[b.File] = b
		}
	}
	return known
}

// noteChanges notes the boards on which the books of a year are not what is kept.
func (s *Season) noteChanges(year int, known map[string]book, list []book) {
	changed := s.changed[year]
	have := make(map[string]bool, len(list))
	for i := range list {
		b := &list[i]
		have[b.File] = true
		was := known[b.File]
		if was.Key != b.Key || was.Stamp != b.Stamp || len(was.Tables) != len(b.Tables) {
			changed[boardOf(b.File)] = true
		}
	}
	for file := range known {
		if !have[file] {
			changed[boardOf(file)] = true
		}
	}
	s.changed[year] = changed
}

// Save keeps what was made of workbooks, once what it was made for is written: on a disk
// that is full, tables go first.
func (s *Season) Save() {
	s.readings.Tidy()
	s.saveTables()
	for _, year := range slices.Sorted(maps.Keys(s.shelves)) {
		var lists [boards][]book
		for _, b := range s.shelves[year] {
			n := boardOf(b.File)
			lists[n] = append(lists[n], b)
		}
		reading.Each(boards, func(i int) {
			if s.changed[year][i] { // else what is kept is just that
				s.readings.Put(s.boardName(year, i), reading.Encode(board{s.version(), lists[i]}))
			}
		})
	}
	for _, other := range s.others {
		other.Save()
	}
}
