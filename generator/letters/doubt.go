package letters

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
)

// Doubt is a letter of which nobody knows whether it arrived: the run that sent it was broken
// off before the server answered.
type Doubt struct {
	ID       string // Message-ID, by which --sent and --not-sent name it
	Day      string
	Supplier string
	Kind     string
}

// Doubts are the letters of a year that are in doubt. Until a person settles one, its supplier
// gets no other, whether or not one is due.
func Doubts(root *folder.Folder, y *project.Year) (list []Doubt, err error) {
	j, err := openJournal(root, journalOf(y.Number))
	if err != nil {
		return nil, err
	}
	for _, e := range j.open {
		if e.Event == intent && !slices.ContainsFunc(y.Outreach, e.isLogged) {
			list = append(list, Doubt{e.ID, e.Day, e.Row.Supplier, e.Row.Kind})
		}
	}
	return list, nil
}

// journalOf is the name of a year's journal.
func journalOf(year int) string { return fmt.Sprintf("%ssending-%d", folder.TempPrefix, year) }
