package finding

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/text"
)

// WriteSummary writes what a review found in numbers: whose declarations have open errors
// or warnings, and of which rules. more says how to see each finding.
func WriteSummary(out io.Writer, found Review, more string, colour bool) error {
	w := bufio.NewWriter(out)
	p := paint(colour)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	quiet, silent, told := 0, 0, 0
	for _, g := range groups(found.Findings) {
		if g.count.Errors+g.count.Warnings == 0 {
			quiet++
			continue
		}
		if g.silent() {
			silent++
			continue
		}
		if told++; told == 1 {
			fmt.Fprintln(table, "Supplier or file\tworkbooks\terrors\twarnings\tnotes")
		}
		who, verdicts := found.whose(g)
		for i := range verdicts {
			verdicts[i], _, _ = strings.Cut(verdicts[i], " (") // the file is told with the findings
		}
		none := "none"
		if g.supplier == "" && len(verdicts) == 0 {
			none = "–" // a table or a text of ours
		}
		fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%d\n", text.Visible(who), cmp.Or(strings.Join(verdicts, ", "), none), g.count.Errors, g.count.Warnings, g.count.Notes)
	}
	rules := byRule(found.Findings)
	if len(rules) > 0 {
		if told > 0 {
			fmt.Fprintln(table)
		}
		fmt.Fprintln(table, "Rule\tseverity\tfindings\tsuppliers")
	}
	for _, r := range rules {
		fmt.Fprintf(table, "%s\t%s\t%d\t%d\n", r.rule, r.severity, r.findings, len(r.whose))
	}
	_ = table.Flush() // into w, whose error is told below
	if len(rules) > 0 {
		fmt.Fprintln(w)
	}
	if silent > 0 {
		fmt.Fprintf(w, "Suppliers that have not answered, without another finding: %d (--rule %s).\n", silent, unanswered)
	}
	if quiet > 0 {
		fmt.Fprintf(w, "Suppliers and files that have notes or closed findings alone: %d.\n", quiet)
	}
	if len(found.Findings) > 0 {
		fmt.Fprintln(w, more)
	}
	fmt.Fprintln(w, p.bold(found.last()))
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	return nil
}

// unanswered is the rule about suppliers of whom nothing counts. Early in a survey they are
// most of the roster, and the summary counts them instead of listing them.
const unanswered = "supplier-not-responded"

// silent tells whether nothing else is found of a supplier than that it has not answered.
func (g group) silent() bool {
	return !slices.ContainsFunc(g.list, func(f Finding) bool { return f.Rule != unanswered })
}

// ofRule counts the open findings of a rule and severity.
type ofRule struct {
	rule     string
	severity Severity
	findings int
	whose    map[string]bool // suppliers and files
}

// byRule counts open errors and warnings, those of most first.
func byRule(list []Finding) (out []ofRule) {
	at := map[string]int{}
	for _, f := range list {
		if !f.Open() || !f.Severity.AtLeast(Warning) {
			continue
		}
		key := string(f.Severity) + f.Rule
		i, seen := at[key]
		if !seen {
			i = len(out)
			at[key] = i
			out = append(out, ofRule{rule: f.Rule, severity: f.Severity, whose: map[string]bool{}})
		}
		out[i].findings++
		out[i].whose[cmp.Or(f.Supplier, f.File)] = true
	}
	stable.Sort(out, func(a, b ofRule) int {
		return cmp.Or(cmp.Compare(a.severity.weight(), b.severity.weight()), cmp.Compare(b.findings, a.findings), cmp.Compare(a.rule, b.rule))
	})
	return out
}
