package check

import (
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
)

// Public takes from a year what its suppliers may know: they are told in the request which
// versions and days count. The directory is for the caller to leave or to take away, since
// not every list may be passed on. Roster, decisions, statuses, watch list and the other
// lists are left out.
func Public(y *project.Year) *project.Year {
	out := &project.Year{Number: y.Number, Oldest: y.Oldest, Directory: y.Directory}
	out.Settings.CutOff, out.Settings.AcceptedVersions, out.Settings.Severities = y.Settings.CutOff, y.Settings.AcceptedVersions, y.Settings.Severities
	return out
}

// FileFor reviews one declaration by itself by what Public left of a year, and says what
// became of each row of its Smelter List.
func FileFor(y *project.Year, d cmrt.Declaration) ([]finding.Finding, []smelter.Resolution) {
	list := finding.Unfold(d.Findings)
	var rows []smelter.Resolution
	if d.Readable() {
		resolver := smelter.Resolver{Directory: y.Directory}.ForFile()
		for _, row := range d.Smelters {
			rows = append(rows, resolver.Resolve("", row))
		}
		c := &context{year: y, declaration: d, layout: d.Layout(), resolutions: rows, exhausted: resolver.Exhausted()}
		list = c.findings(list)
	}
	list = (&decisions{year: y}).settleFolded(finding.Fold(list))
	return finding.Limit(d.File, follow(list)), rows
}
