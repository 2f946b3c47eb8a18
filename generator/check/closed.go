package check

import (
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

// Why nobody has to act on the findings of a workbook any more.
const (
	closedSuperseded = "superseded" // a newer version of the declaration counts
	closedStale      = "stale"      // a new declaration is asked for: that it is stale stays open
	closedReplaced   = "replaced"   // it could not be read, and what came with it or after it could
)

// closeFindings closes what is found in workbooks that nobody corrects any more, once all
// have their verdicts. What is found stays on record, and is no open point of anybody.
func closeFindings(y *project.Year, books []Workbook) {
	came := map[string]string{}
	for _, r := range y.Received {
		came[r.SHA256] = max(came[r.SHA256], r.Date)
	}
	readable := map[string]string{} // supplier → day on which the newest came that is an answer
	for _, b := range books {
		if b.Supplier != "" && (b.Verdict == Accepted || b.Verdict == Returned) {
			readable[b.Supplier] = max(readable[b.Supplier], came[b.Declaration.SHA256])
		}
	}
	for i := range books {
		b := &books[i]
		why, stays := "", ""
		switch day, answered := readable[b.Supplier]; {
		case b.Verdict == Superseded:
			why, stays = closedSuperseded, supersededWorkbook.Name
		case b.Verdict == Stale:
			why, stays = closedStale, effectiveDateStale.Name
		case b.Verdict == Unreadable && answered && came[b.Declaration.SHA256] <= day:
			why = closedReplaced
		}
		for j := range b.Findings {
			if f := &b.Findings[j]; why != "" && f.Rule != stays && !f.Waived {
				f.Closed = why
			}
		}
	}
}

// followWorkbooks marks the suppliers without an answer of which a workbook says why: it is
// stale, or could not be read.
func followWorkbooks(list []finding.Finding, books []Workbook) {
	why := map[string]finding.Finding{}
	for _, b := range books {
		if b.Verdict != Stale && b.Verdict != Unreadable {
			continue
		}
		for _, f := range b.Findings {
			if known, seen := why[b.Supplier]; f.Open() && b.Supplier != "" && (!seen || f.Severity.AtLeast(known.Severity) && f.Severity != known.Severity) {
				why[b.Supplier] = f
			}
		}
	}
	for i := range list {
		if f := &list[i]; f.Rule == supplierNotResponded.Name && !f.Waived {
			if cause, told := why[f.Supplier]; told && cause.Severity.AtLeast(f.Severity) {
				f.Follows = cause.Rule
			}
		}
	}
}
