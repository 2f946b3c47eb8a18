package season

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/smelter"
)

// Sink is where the tables of a year go: a folder that will take the place of the old one,
// or a comparison with it. It is used from many goroutines.
type Sink interface {
	// Put takes a table, by its name below the year's compiled folder.
	Put(name string, data []byte) error
	// Keep takes the table that is there already, if it has that SHA-256.
	Keep(name, sum string) bool
}

// book is a workbook with what it was made from. It is kept between runs: whatever Key
// stands for is the same, so is Book.
type book struct {
	File   string
	Stamp  folder.Stamp // of the file; zero where it has to be read to know
	Sum    string       // SHA-256 of the file
	Key    string
	Book   check.Workbook
	Tables []sealedTable // of the workbook; nil where nobody asked for them yet
}

// sealedTable names a table that was made, and its SHA-256.
type sealedTable struct{ Name, Sum string }

// books gives the workbooks of a year, each reviewed by itself, in the order of their
// files. With a sink, their tables go there.
func (s *Season) books(r *Received, into Sink) ([]check.Workbook, error) {
	if list := s.shelves[r.Number]; list != nil && into == nil {
		return only(list), nil
	}
	var known map[string]book
	if list := s.shelves[r.Number]; list != nil {
		known = map[string]book{}
		for _, b := range list {
			known[b.File] = b
		}
	} else {
		known = s.kept(r.Number)
	}
	m := s.maker(r, into)
	list, failed := make([]book, len(r.files)), make([]error, len(r.files))
	what := fmt.Sprintf("%d: workbooks", r.Number)
	if s.programme != cmrt.Conflict {
		what = fmt.Sprintf("%d: %s workbooks", r.Number, s.programme)
	}
	step, done := s.readings.Watching(what, len(r.files))
	reading.Each(len(r.files), func(i int) {
		list[i], failed[i] = m.book(r.files[i], known[r.files[i]])
		step()
	})
	done()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	s.noteChanges(r.Number, known, list)
	s.shelves[r.Number] = list
	return only(list), nil
}

func only(list []book) []check.Workbook {
	out := make([]check.Workbook, len(list))
	for i := range list {
		out[i] = list[i].Book
	}
	return out
}

// maker makes the books of a year.
type maker struct {
	*Season
	year     *Received
	reviewer *check.Reviewer
	into     Sink

	around   string            // all on which every book of the year depends
	statuses map[string]uint64 // facility → what the conformance snapshot says of it
	answers  smelter.Answers   // of the directory, of decisions that hold for everybody, of the watch list
	own      map[string]string // supplier → its row on the roster, and the decisions about it
}

func (s *Season) maker(r *Received, into Sink) *maker {
	m := &maker{Season: s, year: r, reviewer: r.reviewer(), into: into, answers: r.reviewer().Answers(), statuses: map[string]uint64{}, own: map[string]string{}}
	settings := r.Settings // but for what comes after a workbook was reviewed by itself
	settings.Publish, settings.WatchList, settings.Snapshots = "", nil, project.Settings{}.Snapshots
	settings.Severities, settings.Determination, settings.Title, settings.Demonstration = nil, nil, "", nil
	settings.Filing, settings.Campaign, settings.Suppliers, settings.OwnCMRT = project.Filing{}, project.Campaign{}, project.Purchasing{}, ""
	for _, d := range r.NameDecisions() {
		if d.Supplier != "" {
			m.own[d.Supplier] += fmt.Sprintf("%+v\n", d)
		}
	}
	m.around = fmt.Sprintf("%s\n%d %s\n%+v\n%s %t\n%s %t\n%+v\n%+v\n%+v", s.version(), r.Number, r.Oldest, settings, r.Directory.Source.AsOf, r.Directory.Len() > 0,
		r.Conformance.Source.AsOf, r.Conformance.Source.Name != "", r.Translation.Source, r.Areas.Source, r.Revisions.Source)
	for _, status := range r.Conformance.Statuses() {
		h := fnv.New64a()
		fmt.Fprintf(h, "%+v", status)
		m.statuses[status.ID] = h.Sum64()
	}
	for _, supplier := range r.Roster {
		supplier.Line = 0
		m.own[supplier.ID] += fmt.Sprintf("%+v", supplier)
	}
	return m
}

// key stands for all that a book depends on beside the bytes of its file.
func (m *maker) key(b check.Workbook) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n%x\n", m.around, b.Declaration.SHA256, m.own[m.reviewer.Owner(b.Declaration)], m.answers.To(b.Facts.Asked))
	var sum [8]byte
	for e := range b.Entries.All() {
		n := m.statuses[e.ID]
		for i := range sum {
			sum[i] = byte(n >> (8 * i))
		}
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// book gives the book of a file: the known one where nothing that it depends on changed.
func (m *maker) book(file string, known book) (book, error) {
	stamp := m.readings.Look(m.Project.FS, file)
	same := stamp != (folder.Stamp{}) && stamp == known.Stamp
	var data []byte
	sum := known.Sum
	var unreadable *cmrt.Declaration
	if !same {
		data, sum, unreadable = m.readings.Bytes(m.Project.FS, file)
	}
	if known.File == file && sum != "" && sum == known.Sum && known.Key == m.key(known.Book) && m.taken(known) {
		known.Stamp = stamp
		return known, nil
	}
	var d cmrt.Declaration
	switch {
	case unreadable != nil:
		d = *unreadable
	default:
		if same { // known bytes, of which something else is made now
			if data, sum, unreadable = m.readings.Bytes(m.Project.FS, file); unreadable != nil {
				d = *unreadable
				break
			}
		}
		d = m.readings.Declaration(file, data, sum)
	}
	w := m.reviewer.Look(d)
	b := book{File: file, Stamp: stamp, Sum: sum}
	// Its texts may be pieces of all that a workbook says; packed and unpacked they are not.
	if err := reading.Decode(string(reading.Encode(m.reviewer.Book(w))), &b.Book); err != nil {
		return b, err
	}
	b.Key = m.key(b.Book)
	if m.into == nil {
		return b, nil
	}
	files, err := w.Tables()
	if err != nil {
		return b, err
	}
	b.Tables = []sealedTable{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := m.into.Put(name, files[name]); err != nil {
			return b, err
		}
		hash := sha256.Sum256(files[name])
		b.Tables = append(b.Tables, sealedTable{name, hex.EncodeToString(hash[:])})
	}
	return b, nil
}

// taken tells whether the sink has the tables of a book without their being made again.
func (m *maker) taken(b book) bool {
	if m.into == nil {
		return true
	}
	if b.Tables == nil {
		return false
	}
	for _, t := range b.Tables {
		if !m.into.Keep(t.Name, t.Sum) {
			return false
		}
	}
	return true
}

// Open gives a workbook of the year with every row of it.
func (y *Year) Open(file string) check.Whole {
	s, reviewer := y.season, y.reviewer()
	data, sum, unreadable := s.readings.Bytes(s.Project.FS, file)
	if unreadable != nil {
		return reviewer.Look(*unreadable)
	}
	return reviewer.Look(s.readings.Declaration(file, data, sum))
}
