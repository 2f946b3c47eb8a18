package season

import (
	"errors"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
)

// Compiled years are written beside the old tables, and take their place at the end.
type Compilation struct {
	season *Season
	years  []int
	fresh  []*folder.Fresh // of each year
}

// Compile makes the tables of years in a project's folder. Nobody sees them before Commit.
func (s *Season) Compile(root *folder.Folder, years []int) (*Compilation, error) {
	c := Compilation{season: s, years: years}
	for _, number := range years {
		fresh, err := root.Begin(Compiled(number))
		if err == nil {
			c.fresh = append(c.fresh, fresh)
			err = s.believe(number, fresh)
		}
		if err == nil {
			err = s.Tables(number, fresh)
		}
		if err != nil {
			c.Abandon()
			return nil, err
		}
	}
	return &c, nil
}

// Commit lets the tables of each year take their place, each year in one step.
func (c *Compilation) Commit() error {
	defer c.Abandon()
	for i, fresh := range c.fresh {
		if err := fresh.Commit(); err != nil {
			return err
		}
		c.season.noteTables(c.years[i], fresh)
	}
	return nil
}

// Abandon leaves everything as it was; after Commit it changes nothing.
func (c *Compilation) Abandon() {
	for _, fresh := range c.fresh {
		fresh.Abandon()
	}
}

// Stale lists the tables of years that are not what the inputs give.
func (s *Season) Stale(root *folder.Folder, years []int) ([]string, error) {
	var stale []string
	for _, number := range years {
		c := root.Compare(Compiled(number))
		if err := s.Tables(number, c); err != nil {
			return nil, err
		}
		list, err := c.Stale()
		if err != nil {
			return nil, err
		}
		stale = append(stale, list...)
	}
	return stale, nil
}

// Tables makes the tables of a year, and its texts: those of each workbook while it is in
// the hand, the others at the end.
func (s *Season) Tables(number int, into Sink) error {
	y, err := s.Year(number)
	if err != nil {
		return err
	}
	if y.Surveyed() {
		if _, err := s.books(y.Received, into); err != nil {
			return err
		}
	}
	files, err := y.aggregates()
	if err != nil {
		return err
	}
	for name, data := range files {
		err = errors.Join(err, into.Put(name, data))
	}
	if err != nil {
		return err
	}
	beside, err := y.Beside()
	for _, other := range beside {
		err = errors.Join(err, other.season.Tables(number, below{into, cmrt.Folder(other.Asks())}))
	}
	return err
}
