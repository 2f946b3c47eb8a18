package decision

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// Waiver says which finding of a supplier is accepted.
type Waiver struct {
	Rule  string // of the catalogue
	Cell  string // such as "Smelter List!B5"; "" where the supplier has one finding of the rule
	Metal string // where a cell has findings of several; "" else
}

// Waive accepts one finding of the supplier that the judgment names. The decision keeps
// what the cell says, and holds only while it says so. It gives what to tell the person
// who decided.
func (k *Desk) Waive(j Judgment, w Waiver) (string, error) {
	d, err := k.decision("waive", j)
	if err != nil {
		return "", err
	}
	var fit []finding.Finding
	for _, f := range finding.Unfold(k.Review.Findings) {
		if f.Supplier == j.Supplier && f.Rule == w.Rule && w.fits(f) && !k.superseded(f) {
			fit = append(fit, f)
		}
	}
	if len(fit) != 1 {
		return "", k.notOne(j.Supplier, w, fit)
	}
	f := fit[0]
	if f.Waived {
		return fmt.Sprintf("Nothing changed: %s at %s is accepted already, by %s on %s: %s\n", f.Rule, text.Visible(f.Place()), text.Visible(f.DecidedBy), f.DecidedOn, text.Visible(f.Reason)), nil
	}
	d = k.judging(d, f)
	while := fmt.Sprintf("while it says %q", d.Raw)
	switch {
	case d.File != "":
		while = "for this file alone, since there is no value by which the decision is known"
	case d.Raw == "":
		while = "while nothing can be read there"
	}
	return k.record(d, fmt.Sprintf("%s at %s is accepted %s", f.Rule, f.Place(), while))
}

// fits tells whether a finding stands where the waiver says. Case and Excel's
// quotes around a sheet's name make no difference.
func (w Waiver) fits(f finding.Finding) bool {
	if w.Metal != "" && w.Metal != f.Metal {
		return false
	}
	if w.Cell == "" {
		return true
	}
	sheet, cell := "", w.Cell
	if i := strings.LastIndex(w.Cell, "!"); i >= 0 {
		sheet, cell = strings.Trim(w.Cell[:i], "'"), w.Cell[i+1:]
	}
	return strings.EqualFold(sheet, f.Sheet) && strings.EqualFold(strings.ReplaceAll(cell, "$", ""), f.Cell)
}

// superseded tells whether a finding is of a workbook that a newer one replaced:
// nothing depends on it any more.
func (k *Desk) superseded(f finding.Finding) bool {
	return slices.ContainsFunc(k.Review.Workbooks, func(b check.Workbook) bool {
		return b.Declaration.File == f.File && b.Verdict == check.Superseded
	})
}

// notOne is the error of a waiver that means no finding, or several; it lists those
// that could be meant.
func (k *Desk) notOne(supplier string, w Waiver, fit []finding.Finding) error {
	problem, candidates := fmt.Sprintf("%d findings fit; name one with --cell and --metal", len(fit)), fit
	if len(fit) == 0 {
		problem = "no finding fits"
		for _, rule := range []string{w.Rule, ""} { // of the rule elsewhere; failing that, all of the supplier
			for _, f := range finding.Unfold(k.Review.Findings) {
				if f.Supplier == supplier && (rule == "" || f.Rule == rule) {
					candidates = append(candidates, f)
				}
			}
			if len(candidates) > 0 {
				break
			}
		}
	}
	const most = 20
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s: %s", w.Rule, supplier, problem)
	if len(candidates) > 0 {
		b.WriteString(". There is:")
	}
	for _, f := range candidates[:min(len(candidates), most)] {
		fmt.Fprintf(&b, "\n    %s: %s", text.Visible(f.Place()), f.Rule)
		if f.Metal != "" {
			fmt.Fprintf(&b, " (%s)", f.Metal)
		}
	}
	if more := len(candidates) - most; more > 0 {
		fmt.Fprintf(&b, "\n    and %d more; run cmr check %d", more, k.Year.Number)
	}
	return errors.New(b.String())
}
