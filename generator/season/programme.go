package season

import (
	"path"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
)

// A programme is a parameter of a season: the years of a project by its EMRTs are a season
// of their own, which goes through the same flow with other workbooks, lists and letters.
// Only what is kept of a year is shared, and the folder of its compiled tables, in which
// each programme beside the CMRT has a folder of its name.

// By gives the project's years by a programme. Ask only for years that run it.
func (s *Season) By(programme string) *Season {
	if programme == s.programme {
		return s
	}
	if s.others[programme] == nil {
		other := open(s.Project, s.rules, s.readings, programme)
		other.conflict = s
		if s.followed != nil {
			other.Follow(s.followed.By(programme))
		}
		s.others[programme] = other
	}
	return s.others[programme]
}

// Beside gives the year by each programme that it runs beside the CMRT; none where the
// year is that of such a programme itself, or asked no suppliers.
func (y *Year) Beside() ([]*Year, error) {
	if y.Asks() != cmrt.Conflict || !y.Surveyed() {
		return nil, nil
	}
	var list []*Year
	for _, programme := range y.Programmes()[1:] {
		other, err := y.season.By(programme).Year(y.Number)
		if err != nil {
			return nil, err
		}
		list = append(list, other)
	}
	return list, nil
}

// look gives the workbooks of a year. Those of a programme beside the CMRT are held against
// the CMRTs of their suppliers.
func (s *Season) look(r *Received) ([]check.Workbook, error) {
	books, err := s.books(r, nil)
	if err != nil || s.conflict == nil {
		return books, err
	}
	conflict, err := s.conflict.Review(r.Number)
	return check.Beside(books, conflict.Workbooks), err
}

// below is a sink one folder further down.
type below struct {
	Sink
	dir string
}

func (b below) Put(name string, data []byte) error { return b.Sink.Put(path.Join(b.dir, name), data) }

func (b below) Keep(name, sum string) bool { return b.Sink.Keep(path.Join(b.dir, name), sum) }
