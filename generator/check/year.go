package check

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
)

// The rules that look at all of a year's workbooks together.
var (
	fileUnmatched = finding.Rule{Name: "file-unmatched", Severity: finding.Error,
		Explanation: "The workbook matches no supplier on the roster.",
		Fix:         "Rename the file so that it begins with the supplier's id, or add the supplier to suppliers.csv.",
		Example:     "“CMRT final (2).xlsx” from a company that is not on the roster.", Internal: true}
	duplicateWorkbook = finding.Rule{Name: "duplicate-workbook", Severity: finding.Warning,
		Explanation: "The same file, or the same declaration in another file, was received twice.",
		Fix:         "Ask both suppliers if it is really theirs, or remove the second copy.",
		Example:     "Two suppliers send the file of a third, unchanged.", Internal: true}
	supersededWorkbook = finding.Rule{Name: "superseded-workbook", Severity: finding.Note,
		Explanation: "The supplier sent a newer version of the declaration: by the same company, and about the same or all of it. The one with the newest effective date counts. Declarations of other companies, divisions or products count beside it.",
		Fix:         "Nothing to do.",
		Example:     "acme.xlsx of March, after acme-2.xlsx of April came.", Internal: true}
	declarationDivided = finding.Rule{Name: "declaration-divided", Severity: finding.Error,
		Explanation: "The supplier sent declarations for different products or parts of the company. One declaration of a supplier counts, so what the other says, such as a smelter or an origin, would be lost.",
		Fix:         "Send one declaration that covers all, or tell us that the newer one does.",
		Example:     "acme.xlsx is about meters, acme-2.xlsx about cables."}
	supplierNotResponded = finding.Rule{Name: "supplier-not-responded", Severity: finding.Warning,
		Explanation: "The supplier is in scope and non-responsive: no declaration of it counts for this year.",
		Fix:         "Send a reminder, or escalate to the category buyer.",
		Example:     "Asked in September, reminded three times, no workbook.", Internal: true}
	snapshotOld = finding.Rule{Name: "snapshot-old", Severity: finding.Warning,
		Explanation: "The directory or the conformance list is older than 90 days on the cut-off date, so smelters may have been renamed, removed or audited since.",
		Fix:         "Import a newer list and pin it in year.yaml.",
		Example:     "A directory of April 2025 for a cut-off at the end of April 2026.", Internal: true}
	outreachUnusable = finding.Rule{Name: "outreach-unusable", Severity: finding.Error,
		Explanation: "A line of the outreach log cannot be used, so what it tells is not counted, and no letter goes to the supplier that it names.",
		Fix:         "Correct the line; “cmr log” writes lines that fit.",
		Example:     "outreach.csv, line 12: 03/04/2026 can be read as two dates.", Internal: true}
	decisionUnused = finding.Rule{Name: "decision-unused", Severity: finding.Warning,
		Explanation: "A recorded decision no longer applies: the entry was corrected or removed.",
		Fix:         "Remove the decision, or correct what it refers to.",
		Example:     "A waiver for D17, which the supplier has since filled in.", Internal: true}
)

var yearRules = []finding.Rule{fileUnmatched, duplicateWorkbook, supersededWorkbook, declarationDivided, supplierNotResponded, receivedFileMissing, answeredFileChanged, snapshotOld, determinationUnsupported, outreachUnusable, decisionUnused}

// unusable finds the lines of the outreach log that say nothing.
func unusable(y *project.Year) (list []finding.Finding) {
	for _, u := range y.Unusable {
		f := outreachUnusable.At(project.OutreachFile(y.Number), "", strconv.Itoa(u.Line), fmt.Sprintf("The line cannot be used: %v.", u.Err))
		f.Supplier = u.Supplier
		list = append(list, f)
	}
	return list
}

// acrossWorkbooks finds copies, and older versions of the same declaration.
func acrossWorkbooks(books []Workbook, y *project.Year) {
	names := map[string]string{}
	for _, s := range y.Roster {
		names[s.ID] = s.Name
	}
	first := map[string]string{}
	of := map[string][]int{} // readable ones by supplier, by name
	for _, i := range byName(books) {
		b := &books[i]
		b.By, b.Because = "", ""
		said := b.Facts.Said + b.Declaration.Company.EffectiveDate
		if other, twice := first[b.Declaration.SHA256]; twice {
			b.add(duplicateWorkbook, "The file is the same, byte for byte, as %s.", other)
		} else if other, twice := first[said]; twice && b.Declaration.Company.Name != "" {
			b.add(duplicateWorkbook, "The declaration says in every cell what %s says.", other)
		} else {
			first[b.Declaration.SHA256], first[said] = b.Declaration.File, b.Declaration.File
		}
		if b.Supplier != "" && b.Declaration.Readable() {
			of[b.Supplier] = append(of[b.Supplier], i)
		}
	}
	for supplier, list := range of {
		supersede(books, list, names[supplier], y.Settings.CutOff)
	}
}

// supersede compares the declarations of one supplier, given in the order of their names.
// Each that a newer one replaces is superseded by the newest that does.
func supersede(books []Workbook, list []int, known, cutOff string) {
	newestFirst(books, list, cutOff)
	for n, i := range list {
		b := &books[i]
		for _, j := range list[:n] {
			newer := &books[j]
			if newer.Facts.superseded {
				continue // what replaces it was looked at before it
			}
			if why := newer.replaces(*b, known); why != "" {
				b.Facts.superseded, b.By, b.Because = true, newer.Declaration.File, why
				b.add(supersededWorkbook, "%s counts instead: %s.", path.Base(newer.Declaration.File), why)
				break
			}
		}
		if b.Facts.superseded {
			continue
		}
		for _, j := range list[:n] {
			if newer := &books[j]; !newer.Facts.superseded && newer.overlaps(*b) {
				newer.add(declarationDivided, "%s is about something else that may be the same, in part or in other words. Both count.", path.Base(b.Declaration.File))
			}
		}
	}
}

// byName orders workbooks so that acme.xlsx comes before acme-2.xlsx.
func byName(books []Workbook) []int {
	order := make([]int, len(books))
	for i := range order {
		order[i] = i
	}
	stable.Sort(order, func(i, j int) int {
		a, b := books[i].Declaration.File, books[j].Declaration.File
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	return order
}

// newestFirst orders workbooks of a supplier, given in the order of their names. One that is
// dated after the cut-off comes after all that are not; of one day the second file comes
// first, unless it is a copy.
func newestFirst(books []Workbook, list []int, cutOff string) {
	place := map[string]int{} // of the first file with those bytes
	for n, i := range list {
		if _, seen := place[books[i].Declaration.SHA256]; !seen {
			place[books[i].Declaration.SHA256] = n
		}
	}
	stable.Sort(list, func(i, j int) int {
		a, b := books[i].Declaration, books[j].Declaration
		late := func(d cmrt.Declaration) int {
			if cutOff != "" && d.Company.EffectiveDate > cutOff {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(late(a), late(b)), cmp.Compare(b.Company.EffectiveDate, a.Company.EffectiveDate), cmp.Compare(place[b.SHA256], place[a.SHA256]))
	})
}

func (b *Workbook) add(r finding.Rule, format string, args ...any) {
	f := r.At(b.Declaration.File, "", "", fmt.Sprintf(format, args...))
	f.Supplier = b.Supplier
	b.Findings = append(b.Findings, f)
}

// notResponded finds the suppliers in scope without a declaration that counts.
func notResponded(y *project.Year, books []Workbook) []finding.Finding {
	file := path.Join("data", strconv.Itoa(y.Number), "suppliers.csv")
	var list []finding.Finding
	answered := map[string]bool{}
	for i := range books {
		answered[books[i].Supplier] = answered[books[i].Supplier] || books[i].Answers(y)
	}
	for daughter := range Covered(y, books) {
		answered[daughter] = true
	}
	for _, s := range y.Roster {
		if s.InScope == "yes" && !answered[s.ID] {
			what := "declaration"
			if y.Asks() != cmrt.Conflict {
				what = y.Asks()
			}
			f := supplierNotResponded.At(file, "", strconv.Itoa(s.Line), fmt.Sprintf("%s has no %s that counts for %d.", s.Name, what, y.Number))
			f.Supplier = s.ID
			list = append(list, f)
		}
	}
	return list
}

// oldSnapshots finds the lists that were out of date on the cut-off.
func oldSnapshots(y *project.Year) []finding.Finding {
	limit := time.Time{}
	if cut, err := time.Parse(time.DateOnly, y.Settings.CutOff); err == nil {
		limit = cut.AddDate(0, 0, -90)
	}
	var list []finding.Finding
	for _, s := range []smelter.Source{y.Directory.Source, y.Conformance.Source} {
		if day, err := time.Parse(time.DateOnly, s.AsOf); err == nil && day.Before(limit) {
			list = append(list, snapshotOld.At(path.Join("content", strconv.Itoa(y.Number), "year.yaml"), "", "",
				fmt.Sprintf("%s is of %s, more than 90 days before the cut-off of %s.", s.Name, s.AsOf, y.Settings.CutOff)))
		}
	}
	return list
}

// Counts tells whether the workbook is its supplier's answer for the year.
func (b Workbook) Counts() bool { return b.Verdict == Accepted || b.Verdict == Returned }

// Answers tells whether the workbook is an answer for the year: it counts, and is
// not dated after the cut-off.
func (b Workbook) Answers(y *project.Year) bool {
	date := b.Declaration.Company.EffectiveDate
	return b.Counts() && (date == "" || date <= y.Settings.CutOff)
}
