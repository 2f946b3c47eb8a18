// Package precheck says of one workbook what its supplier may know before it sends it: what
// it says, what is wrong with it, and what became of each smelter. The page “check” of the
// public site shows it.
//
// The page runs it in the supplier's browser, as a module of its own (folder module): the
// workbook never leaves the computer. So nothing may be in here, or in what it imports,
// that is for the company's eyes only: no roster, no decision, no status, no watch list.
// It takes Settings, which the site writes into the page, and the bytes of a file, and
// gives a Result. Findings are those of “cmr check FILE --for YEAR”, one by one; a test
// compares them on every workbook there is.
package precheck

import (
	"fmt"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Settings are what of a year its suppliers are told.
type Settings struct {
	Year       int               `json:"year"`
	Oldest     string            `json:"oldest"`     // declarations dated before this day do not count, YYYY-MM-DD
	CutOff     string            `json:"cut_off"`    // nor those dated after this one
	Versions   []string          `json:"versions"`   // of the CMRT that are accepted; none: all that can be read
	Severities map[string]string `json:"severities"` // rule → severity, or off, where the year has its own
	Directory  *Directory        `json:"directory"`  // nil: it may not be passed on, or there is none
}

// Directory is a directory of smelters, as its snapshot has it.
type Directory struct {
	AsOf string      `json:"as_of"` // YYYY-MM-DD
	Rows [][8]string `json:"rows"`  // in the order of tables.DirectoryRow
}

// Of takes the settings from a year. rows are those of its directory where that may be
// passed on.
func Of(y *project.Year, rows []tables.DirectoryRow) Settings {
	public := check.Public(y)
	s := Settings{Year: public.Number, Oldest: public.Oldest, CutOff: public.Settings.CutOff, Versions: public.Settings.AcceptedVersions, Severities: map[string]string{}}
	for rule, severity := range public.Settings.Severities {
		s.Severities[rule] = string(severity)
	}
	if len(rows) > 0 {
		s.Directory = &Directory{AsOf: y.Directory.Source.AsOf}
		for _, r := range rows {
			s.Directory.Rows = append(s.Directory.Rows, [8]string{r.Metal, r.Name, r.SmelterID, r.StandardName, r.Country, r.CountryCode, r.State, r.City})
		}
	}
	return s
}

// year makes of the settings what a review goes by.
func (s Settings) year() (*project.Year, error) {
	y := &project.Year{Number: s.Year, Oldest: s.Oldest}
	y.Settings.CutOff, y.Settings.AcceptedVersions = s.CutOff, s.Versions
	y.Settings.Severities = severities(s.Severities)
	if s.Directory == nil {
		return y, nil
	}
	rows := make([]tables.DirectoryRow, len(s.Directory.Rows))
	for i, r := range s.Directory.Rows {
		rows[i] = tables.DirectoryRow{Metal: r[0], Name: r[1], SmelterID: r[2], StandardName: r[3], Country: r[4], CountryCode: r[5], State: r[6], City: r[7]}
	}
	var err error
	if y.Directory, err = tables.DirectoryOf(smelter.Source{AsOf: s.Directory.AsOf}, rows); err != nil {
		return nil, fmt.Errorf("the directory of the check page: %w", err)
	}
	return y, nil
}
