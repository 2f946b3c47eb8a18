package tables

import (
	"errors"
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// atEntry says on which line of a table stands the entry of a list that is wrong; one that was
// not read from a table has none.
func atEntry(source smelter.Source, err error, line func(i int) int) error {
	var at *smelter.EntryError
	if !errors.As(err, &at) || line(at.Entry) == 0 {
		return err
	}
	return &Error{File: source.Name, Line: line(at.Entry), Err: at.Err}
}

// DirectoryOf makes a directory of the rows of a snapshot. An error names the
// line of the first row that does not fit.
func DirectoryOf(source smelter.Source, rows []DirectoryRow) (smelter.Directory, error) {
	d := smelter.NewDirectory(source)
	for i, r := range rows {
		f := smelter.Facility{Metal: cmrt.Metal(r.Metal), ID: r.SmelterID, Name: r.StandardName,
			Country: r.Country, CountryCode: r.CountryCode, State: r.State, City: r.City}
		if err := d.Add(f, r.Name); err != nil {
			return d, fmt.Errorf("line %d: %w", i+2, err)
		}
	}
	return d, nil
}

// ConformanceOf makes a conformance snapshot of its rows.
func ConformanceOf(source smelter.Source, rows []ConformanceRow) (smelter.Conformance, error) {
	list := make([]smelter.Status, len(rows))
	for i, r := range rows {
		list[i] = smelter.Status{Metal: cmrt.Metal(r.Metal), ID: r.SmelterID, Word: r.Status, Programme: r.Programme,
			LastAudit: r.LastAudit, CycleYears: r.CycleYears, ReauditDue: r.ReauditDue, ReauditInProgress: r.ReauditInProgress,
			SourcingCountries: r.SourcingCountries, Licence: r.Licence, Source: r.Source}
	}
	c, err := smelter.NewConformance(source, list)
	return c, atEntry(source, err, func(i int) int { return rows[i].Line })
}

// TranslationOf makes a translation of its rows. Several old numbers may have
// become one; one may not have become several.
func TranslationOf(source smelter.Source, rows []TranslationRow) (smelter.Translation, error) {
	now := map[string]string{}
	for i, r := range rows {
		if _, err := smelter.NewTranslation(source, map[string]string{r.OldNumber: r.SmelterID}); err != nil {
			return smelter.Translation{}, fmt.Errorf("line %d: %w", i+2, err)
		}
		if id, twice := now[r.OldNumber]; twice && id != r.SmelterID {
			return smelter.Translation{}, fmt.Errorf("line %d: %s became %s, and also %s", i+2, r.OldNumber, id, r.SmelterID)
		}
		now[r.OldNumber] = r.SmelterID
	}
	return smelter.NewTranslation(source, now)
}

// RevisionsOf makes the history of a reference list of its rows.
func RevisionsOf(source smelter.Source, rows []RevisionRow) (smelter.Revisions, error) {
	list := make([]smelter.Revision, len(rows))
	for i, r := range rows {
		list[i] = smelter.Revision{Metal: cmrt.Metal(r.Metal), ID: r.SmelterID, Name: r.StandardName, Country: r.Country,
			Basis: r.Basis, Details: r.Details, Date: r.Date}
	}
	v, err := smelter.NewRevisions(source, list)
	return v, atEntry(source, err, func(i int) int { return rows[i].Line })
}

// DirectoryRows makes snapshot rows of a template's Smelter Look-up: each name
// once, in the order of the look-up.
func DirectoryRows(entries []cmrt.LookupEntry) []DirectoryRow {
	var rows []DirectoryRow
	seen := map[DirectoryRow]bool{}
	for _, e := range entries {
		r := DirectoryRow{Metal: string(e.Metal), Name: e.Alias, SmelterID: e.ID, StandardName: e.Name, Country: e.Country,
			CountryCode: smelter.CountryCode(e.Country), State: e.State, City: e.City}
		if e.Metal != "" && !seen[r] {
			seen[r] = true
			rows = append(rows, r)
		}
	}
	return rows
}

// AreasOf makes a list of conflict-affected and high-risk areas of its rows. A
// country may have several, for different metals or reasons.
func AreasOf(source smelter.Source, rows []AreaRow) (smelter.Areas, error) {
	list := make([]smelter.Area, len(rows))
	for i, r := range rows {
		list[i] = smelter.Area{CountryCode: r.CountryCode, RegionCode: r.RegionCode, Region: r.Region, Basis: r.Basis, ConflictAffected: r.ConflictAffected, HighRisk: r.HighRisk}
		for _, metal := range strings.Fields(r.Minerals) {
			list[i].Metals = append(list[i].Metals, cmrt.Metal(metal))
		}
		if _, err := smelter.NewAreas(source, list[i:i+1]); err != nil {
			return smelter.Areas{}, fmt.Errorf("line %d: %w", i+2, err)
		}
	}
	return smelter.NewAreas(source, list)
}
