package season

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/reading"
)

// What is kept of a year's tables: which bytes lie under which name, and by which stamps
// they are known again. Without it each of them would be read, to see that it is what it was.

// ledger is that list.
type ledger struct {
	Tables []folder.Known
}

func ledgerName(year int) string { return fmt.Sprintf("tables-%d", year) }

// believe lets a year's tables be known by what was kept of them, and lets those that are
// replaced stay as a spare.
func (s *Season) believe(year int, fresh *folder.Fresh) error {
	if s.readings.Keep && len(s.readings.Key) > 0 {
		fresh.Spare(s.readings.Folder, fmt.Sprintf("%s/spare/%d", reading.CacheFolder, year))
	}
	var kept ledger
	if data, ok := s.readings.Get(ledgerName(year)); !ok || reading.Decode(string(data), &kept) != nil {
		kept.Tables = nil
	}
	s.ledgers[year] = kept.Tables
	return fresh.Believe(kept.Tables)
}

// noteTables notes how a year's tables were left. Where that cannot be told, they are
// read the next time.
func (s *Season) noteTables(year int, fresh *folder.Fresh) {
	now := s.readings.Began
	if s.readings.Now != nil {
		now = s.readings.Now()
	}
	list, err := fresh.Ledger(s.readings.Began, now)
	if err != nil {
		list = nil
	}
	s.newTables[year] = !slices.Equal(list, s.ledgers[year])
	s.ledgers[year] = list
}

// saveTables keeps how the tables were left.
func (s *Season) saveTables() {
	for year, is := range s.newTables {
		if is {
			s.readings.Put(ledgerName(year), reading.Encode(ledger{s.ledgers[year]}))
		}
	}
}
