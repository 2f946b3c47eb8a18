package freeze

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// A programme beside the CMRT is filed with nobody: what of it was published is kept under
// the day of publication, in a folder of its own, so that it is never taken for a part of
// Form SD.

// ErrPublished is the error of a day of publication under which something else is kept.
var ErrPublished = errors.New("something else was frozen as published on that day: what was published never changes; what is published anew has a later day under publish in year.yaml")

// ProgrammeFolder is where what was published of a programme lies, below the project root.
func ProgrammeFolder(year int, programme string) string {
	return path.Join("data", strconv.Itoa(year), "published", cmrt.Folder(programme))
}

func published(year int, programme string) shelf {
	return shelf{ProgrammeFolder(year, programme), "publication", "published", "what is published anew", "the year was published anew", ErrPublished}
}

// Programme is what the public sees of a programme of a year: what was kept last, or,
// until something was, what the inputs give.
type Programme struct {
	Kept     string // day of the publication that is shown; "" where it is what the inputs give
	Figures  []tables.Figure
	Smelters []tables.Smelter
	Origins  []tables.Origin
	Changes  []tables.Change
}

func programmeToday(y *season.Year) (Programme, error) {
	q, err := y.Inquiry()
	if err != nil {
		return Programme{}, err
	}
	return Programme{Figures: q.Figures, Smelters: q.Smelters, Origins: q.Origins, Changes: q.Changes}, nil
}

// ShowProgramme gives what the public sees of a year that is looked at by a programme.
// Where what was kept is not as it was, the error says so.
func ShowProgramme(fsys fs.FS, y *season.Year) (Programme, error) {
	days, err := PublishedDays(fsys, y.Number, y.Asks())
	if err != nil {
		return Programme{}, err
	}
	if len(days) == 0 {
		return programmeToday(y)
	}
	day := days[len(days)-1]
	files, problems, err := published(y.Number, y.Asks()).read(fsys, day)
	if err != nil {
		return Programme{}, err
	}
	if len(problems) > 0 {
		return Programme{}, fmt.Errorf("%s; take it back from git, or see “cmr verify %d”", strings.Join(problems, "; "), y.Number)
	}
	p, dir := Programme{Kept: day}, ProgrammeFolder(y.Number, y.Asks())+"/"+day+"/"
	if p.Figures, err = tables.Read[tables.Figure](dir+"figures.csv", files["figures.csv"]); err != nil {
		return p, err
	}
	if p.Smelters, err = tables.Read[tables.Smelter](dir+"smelters.csv", files["smelters.csv"]); err != nil {
		return p, err
	}
	if p.Origins, err = tables.Read[tables.Origin](dir+"origins.csv", files["origins.csv"]); err != nil {
		return p, err
	}
	p.Changes, err = tables.Read[tables.Change](dir+"changes.csv", files["changes.csv"])
	return p, err
}

// ProgrammeFiles are the tables of a programme that are published, as the inputs give them
// today.
func ProgrammeFiles(y *season.Year) (map[string][]byte, error) {
	p, err := programmeToday(y)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	if files["figures.csv"], err = tables.Write(p.Figures); err != nil {
		return nil, err
	}
	if files["smelters.csv"], err = tables.Write(p.Smelters); err != nil {
		return nil, err
	}
	if files["origins.csv"], err = tables.Write(p.Origins); err != nil {
		return nil, err
	}
	files["changes.csv"], err = tables.Write(p.Changes)
	return files, err
}

// MakeProgramme gives the files to write for what is published of a programme on a day; it
// is to a publication what Make is to a filing.
func MakeProgramme(fsys fs.FS, year int, programme, date string, files map[string][]byte) (map[string][]byte, error) {
	return published(year, programme).keep(fsys, date, files)
}

// PublishedDays are the days on which a programme of a year was kept as published.
func PublishedDays(fsys fs.FS, year int, programme string) ([]string, error) {
	return project.KeptDays(fsys, ProgrammeFolder(year, programme))
}

// ProvePublished proves what was kept of a programme, and names what the inputs would give
// otherwise today. Nothing was kept where days is 0.
func ProvePublished(fsys fs.FS, y *season.Year) (days int, problems, drift []string, err error) {
	list, err := PublishedDays(fsys, y.Number, y.Asks())
	if len(list) == 0 {
		return 0, nil, nil, err
	}
	var newest map[string][]byte
	for _, day := range list {
		files, wrong, err := published(y.Number, y.Asks()).read(fsys, day)
		if err != nil {
			return 0, nil, nil, err
		}
		problems, newest = slices.Concat(problems, wrong), files
	}
	today, err := ProgrammeFiles(y)
	return len(list), problems, Drift(newest, today), err
}
