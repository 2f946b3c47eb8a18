package decision

import (
	"errors"
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// RedFlag says which red flag is settled, and on what.
type RedFlag struct {
	Rule     string // one of check.FlagRules
	Cell     string // such as "Smelter List!B5"; "" where the supplier has one of the rule
	Metal    string // where a cell has several; "" else
	Evidence string // what it is settled on: a document, with where it is kept
}

// Settle records that on the evidence a red flag gives no reason to believe that the metal
// comes from a covered country. The decision keeps what the cell says, and holds only
// while it says so. The flag stays in the year's tables, with the decision beside it. It
// gives what to tell the person who decided.
func (k *Desk) Settle(j Judgment, r RedFlag) (string, error) {
	d, err := k.decision(check.Settle, j)
	if err != nil {
		return "", err
	}
	if d.Decided = strings.TrimSpace(r.Evidence); d.Decided == "" {
		return "", fmt.Errorf("%w: --evidence must name what the decision rests on", ErrUsage)
	}
	var fit, all []check.Flag
	for _, b := range k.Review.Workbooks {
		if b.Supplier != j.Supplier {
			continue
		}
		for _, f := range b.Flags {
			all = append(all, f)
			at := Waiver{Cell: r.Cell, Metal: r.Metal}
			if f.Rule == r.Rule && at.fits(finding.Finding{Sheet: f.Sheet, Cell: f.Cell, Metal: string(f.Metal)}) && !holds(fit, f) {
				fit = append(fit, f)
			}
		}
	}
	if len(fit) != 1 {
		return "", noFlag(j.Supplier, r, fit, all)
	}
	f := fit[0]
	if s := f.State; s.Word == check.FlagSettled {
		return fmt.Sprintf("Nothing changed: %s at %s!%s is settled already, by %s on %s: %s\n", f.Rule, f.Sheet, f.Cell, text.Visible(s.Who), s.When, text.Visible(s.Why)), nil
	}
	d.Rule, d.Sheet, d.Cell, d.Metal, d.Raw = f.Rule, f.Sheet, f.Cell, string(f.Metal), f.Raw
	return k.record(d, fmt.Sprintf("%s at %s!%s is settled while it says %q", f.Rule, f.Sheet, f.Cell, f.Raw))
}

// holds tells whether a list has a red flag that one decision would settle with f: a copy
// of the workbook says the same at the same place.
func holds(list []check.Flag, f check.Flag) bool {
	for _, g := range list {
		if g.Rule == f.Rule && g.Sheet == f.Sheet && g.Cell == f.Cell && g.Metal == f.Metal && text.Line(g.Raw) == text.Line(f.Raw) {
			return true
		}
	}
	return false
}

// noFlag is the error of a decision that means no red flag, or several; it lists those
// that could be meant.
func noFlag(supplier string, r RedFlag, fit, all []check.Flag) error {
	problem := fmt.Sprintf("%d red flags fit; name one with --cell and --metal", len(fit))
	if len(fit) == 0 {
		problem, fit = "no red flag fits", all
	}
	const most = 20
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s: %s", r.Rule, supplier, problem)
	if len(fit) > 0 {
		b.WriteString(". There is:")
	}
	for _, f := range fit[:min(len(fit), most)] {
		fmt.Fprintf(&b, "\n    %s!%s: %s %q, %s", f.Sheet, f.Cell, f.Rule, f.Raw, f.State.Word)
		if f.Metal != "" {
			fmt.Fprintf(&b, " (%s)", f.Metal)
		}
	}
	if more := len(fit) - most; more > 0 {
		fmt.Fprintf(&b, "\n    and %d more", more)
	}
	return errors.New(b.String())
}
