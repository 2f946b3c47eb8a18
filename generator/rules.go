package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/review"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/stable"
)

type rulesCmd struct {
	Rule   string `arg:"" optional:"" help:"Name of a rule."`
	Format string `help:"${enum}; markdown is the section “Rules” of REFERENCE.md" enum:"text,markdown" default:"text"`
}

// catalogue joins the rules of every package that finds.
func catalogue() []finding.Rule {
	list := slices.Concat(cmrt.Rules, check.Rules, report.Rules, edgar.Rules, site.Rules, rollup.Rules, review.Rules)
	stable.Sort(list, func(a, b finding.Rule) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// Run prints the catalogue, or explains one rule.
func (cmd *rulesCmd) Run(std stdio) error {
	list := catalogue()
	if cmd.Rule != "" {
		i := slices.IndexFunc(list, func(r finding.Rule) bool { return r.Name == cmd.Rule })
		if i < 0 {
			return fmt.Errorf("%w: there is no rule %q; “cmr rules” lists them", errUsage, cmd.Rule)
		}
		list = list[i : i+1]
	}
	switch r := list[0]; {
	case cmd.Format == "markdown":
		fmt.Fprint(std.Out, rulesPage(list))
	case cmd.Rule != "":
		fmt.Fprintf(std.Out, "%s (%s)\n\n%s\n\nExample: %s\n\nWhat to do: %s\n", r.Name, r.Severity, meaning(r), r.Example, r.Fix)
	default:
		for _, r := range list {
			fmt.Fprintf(std.Out, "%-32s %s\n", r.Name, r.Severity)
		}
	}
	return nil
}

// meaning is what a rule means, for those who review.
func meaning(r finding.Rule) string { return strings.TrimSpace(r.Explanation + " " + r.Aside) }

// rulesPage is the documentation of rules in Markdown, in their order. Others link to the
// anchors, rule-NAME.
func rulesPage(list []finding.Rule) string {
	var b strings.Builder
	b.WriteString("## Rules\n\nAn **error** returns the workbook to its supplier, a **warning** needs a decision by a person, a **note** is for information. `content/YEAR/year.yaml` changes the severity of a rule or switches it off; a decision in `data/YEAR/decisions.csv` accepts one finding.\n")
	for _, r := range list {
		to := ""
		if r.Internal {
			to = " Left out of letters to suppliers."
		} else if r.Question {
			to = " The supplier is asked about it, also where its declaration is accepted."
		}
		fmt.Fprintf(&b, "\n### <a id=\"rule-%[1]s\"></a>%[1]s\n\n*%[2]s.*%[3]s %[4]s\n\n- Example: %[5]s\n- What to do: %[6]s\n", r.Name, r.Severity, to, meaning(r), r.Example, r.Fix)
	}
	return b.String()
}
