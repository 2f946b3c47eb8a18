package decision

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// Many says which findings are accepted by one reason.
type Many struct {
	Rule    string // of the catalogue
	Metal   string // "": any
	Smelter string // number of a smelter: one decision about its findings, of all suppliers or of one
	All     bool   // one decision about all findings of the rule and supplier, those to come included
	Each    bool   // a decision for each finding that is open, with the value that its cell holds
	Yes     bool   // record it; otherwise only say what it would accept
}

// mostShown is how many findings a preview lists.
const mostShown = 20

// WaiveMany accepts findings of a rule by one reason, or says which it would accept. It
// gives what to tell the person who decided.
func (k *Desk) WaiveMany(j Judgment, m Many) (string, error) {
	d, err := k.decision("waive", j)
	if err != nil {
		return "", err
	}
	switch {
	case m.Smelter != "" && !smelter.WellFormed(m.Smelter):
		return "", fmt.Errorf("%w: %q is not a smelter ID (CID and six digits)", ErrUsage, m.Smelter)
	case m.All && j.Supplier == "":
		return "", fmt.Errorf("%w: --all is about one supplier: name it with --supplier; a rule is switched off for all under severities in year.yaml", ErrUsage)
	}
	d.Rule, d.Metal = m.Rule, m.Metal
	fit := k.open(j.Supplier, m)
	if len(fit) == 0 {
		return "", fmt.Errorf("no open finding of %s fits", m.Rule)
	}
	var list []tables.Decision
	what := ""
	switch {
	case m.Each:
		for _, f := range fit {
			list = append(list, k.judging(d, f))
		}
		what = fmt.Sprintf("%s of %s are accepted, each while its cell says what it says", text.Number(len(fit), "finding"), m.Rule)
	default:
		d.Cell, d.Raw = check.EveryCell, m.Smelter
		list = []tables.Decision{d}
		what = fmt.Sprintf("findings of %s are accepted, those to come included: now %d", m.Rule, len(fit))
		if m.Smelter != "" {
			what = m.Smelter + ": " + what
		}
	}
	if !m.Yes {
		return preview(fit, what), nil
	}
	return k.recordAll(list, what)
}

// judging fills in what a decision about one finding judges.
func (k *Desk) judging(d tables.Decision, f finding.Finding) tables.Decision {
	d.Supplier, d.Rule, d.Sheet, d.Cell, d.Metal, d.Raw = f.Supplier, f.Rule, f.Sheet, f.Cell, f.Metal, strings.TrimSpace(f.Raw)
	if d.File = ""; d.Raw == "" {
		for _, b := range k.Review.Workbooks {
			if b.Declaration.File == f.File {
				d.File = b.Declaration.SHA256
			}
		}
	}
	return d
}

// open are the findings that would be accepted.
func (k *Desk) open(supplier string, m Many) (fit []finding.Finding) {
	for _, f := range finding.Unfold(k.Review.Findings) {
		if f.Rule == m.Rule && !f.Waived && f.Closed == "" && (supplier == "" || f.Supplier == supplier) &&
			(m.Metal == "" || f.Metal == m.Metal) && (m.Smelter == "" || f.Smelter == m.Smelter) {
			fit = append(fit, f)
		}
	}
	return fit
}

// preview says what would be accepted.
func preview(fit []finding.Finding, what string) string {
	var b strings.Builder
	suppliers := map[string]bool{}
	for i, f := range fit {
		suppliers[f.Supplier] = true
		if i < mostShown {
			fmt.Fprintf(&b, "%s: %s: %s\n", text.Visible(f.Place()), f.Severity, text.Visible(f.Message))
		}
	}
	if more := len(fit) - mostShown; more > 0 {
		fmt.Fprintf(&b, "and %d more\n", more)
	}
	fmt.Fprintf(&b, "\nOf %s. Nothing was recorded. With --yes: %s.\n", text.Number(len(suppliers), "supplier"), what)
	return b.String()
}
