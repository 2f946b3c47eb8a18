package freeze

import (
	"fmt"
	"io/fs"
	"strings"

	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// Shown is what the public sees of a year: what was filed last, or, until something was,
// what the inputs give.
type Shown struct {
	Kept         string // day of the filing that is shown; "" where it is what the inputs give
	Report, Form string // Markdown
	Smelters     []tables.Smelter
	Figures      []tables.Figure
	Changes      []tables.Change
	Activities   []tables.Activity
}

// Today gives what the inputs make of a year, whatever was filed.
func Today(y *season.Year) (Shown, error) {
	draft, err := y.Draft()
	if err != nil {
		return Shown{}, err
	}
	q, err := y.Inquiry()
	if err != nil {
		return Shown{}, err
	}
	return Shown{Report: draft.Report, Form: draft.Form, Smelters: q.Smelters, Figures: q.Figures, Changes: q.Changes, Activities: q.Activities}, nil
}

// Show gives what the public sees of a year of a project. Where a filing is not as it was
// kept, the error says so, and what the inputs give is given all the same.
func Show(project fs.FS, y *season.Year) (Shown, error) {
	shown, err := Today(y)
	if err != nil {
		return shown, err
	}
	days, err := Filed(project, y.Number)
	if len(days) == 0 {
		return shown, err
	}
	day := days[len(days)-1]
	files, problems, err := Read(project, y.Number, day)
	if err != nil {
		return shown, err
	}
	if len(problems) > 0 {
		return shown, fmt.Errorf("%s; take it back from git, or see “cmr verify %d”", strings.Join(problems, "; "), y.Number)
	}
	return shown.asFiled(Folder(y.Number)+"/"+day+"/", day, files)
}

// asFiled puts what was filed in the place of what the inputs give. dir names the files
// in errors.
func (s Shown) asFiled(dir, day string, files map[string][]byte) (Shown, error) {
	s.Kept, s.Report, s.Form = day, string(files["report.md"]), string(files["form-sd.md"])
	if files["figures.csv"] == nil { // no supplier was asked
		return s, nil
	}
	var err error
	if s.Smelters, err = tables.Read[tables.Smelter](dir+"smelters.csv", files["smelters.csv"]); err != nil {
		return s, err
	}
	if s.Figures, err = tables.Read[tables.Figure](dir+"figures.csv", files["figures.csv"]); err != nil {
		return s, err
	}
	if s.Activities, err = tables.Read[tables.Activity](dir+"activities.csv", files["activities.csv"]); err != nil {
		return s, err
	}
	s.Changes, err = tables.Read[tables.Change](dir+"changes.csv", files["changes.csv"])
	return s, err
}

// Files are the files of a year that are filed, or published with what is filed, as the
// inputs give them today.
func Files(y *season.Year) (map[string][]byte, error) {
	files, err := edgar.Package(y)
	if err != nil {
		return nil, err
	}
	s, err := Today(y)
	if err != nil {
		return nil, err
	}
	files["form-sd.md"] = []byte(s.Form)
	if s.Report != "" {
		files["report.md"] = []byte(s.Report)
	}
	if !y.Surveyed() {
		return files, nil
	}
	if files["smelters.csv"], err = tables.Write(s.Smelters); err != nil {
		return nil, err
	}
	if files["figures.csv"], err = tables.Write(s.Figures); err != nil {
		return nil, err
	}
	if files["activities.csv"], err = tables.Write(s.Activities); err != nil {
		return nil, err
	}
	files["changes.csv"], err = tables.Write(s.Changes)
	return files, err
}

// Earlier is a filing that a later one amended, as it was filed.
type Earlier struct {
	Day          string
	Report, Form string // Markdown; Report "" where none was filed
}

// Amended gives the filings of a year that later ones amended, oldest first.
func Amended(project fs.FS, year int) (list []Earlier, err error) {
	days, err := Filed(project, year)
	if len(days) < 2 {
		return nil, err
	}
	for _, day := range days[:len(days)-1] {
		files, problems, err := Read(project, year, day)
		if err != nil {
			return nil, err
		}
		if len(problems) > 0 {
			return nil, fmt.Errorf("%s; take it back from git, or see “cmr verify %d”", strings.Join(problems, "; "), year)
		}
		list = append(list, Earlier{day, string(files["report.md"]), string(files["form-sd.md"])})
	}
	return list, nil
}
