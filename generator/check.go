package main

import (
	"fmt"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/edgar"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/season"
)

type checkCmd struct {
	What     []string         `arg:"" optional:"" name:"file|year" help:"Workbooks, or reporting years of the project; all years if nothing is named."`
	Format   string           `help:"${enum}" enum:"text,json,sarif,github" default:"text"`
	Supplier string           `help:"Only findings of this supplier." placeholder:"ID"`
	Rule     string           `help:"Only findings of this rule."`
	Severity finding.Severity `help:"Only findings of this severity or worse: ${enum}." enum:"error,warning,note," default:"" placeholder:"SEVERITY"`
	Open     bool             `help:"Only findings on which somebody has to act."`
	Details  bool             `help:"Every finding of a year, not only how many; so do the four before."`
	Letter   bool             `help:"Print a letter to the supplier of one workbook: what to correct, in plain words."`
	Final    bool             `help:"Also check Form SD and the report for what a filing needs."`
	For      int              `help:"Check workbooks by themselves as the check page does: by the accepted versions, days and own severities of this year, and its directory where the page has it." placeholder:"YEAR"`
	FailOn   finding.Severity `help:"Exit 1 at findings of this severity or worse: ${enum}." enum:"error,warning,never" default:"error"`
}

var yearArg = lazyregexp.New(`^(19|20)\d\d$`)

// Run prints findings.
func (cmd *checkCmd) Run(c *cli, std stdio) error {
	if cmd.Rule != "" && !slices.ContainsFunc(catalogue(), func(r finding.Rule) bool { return r.Name == cmd.Rule }) {
		return fmt.Errorf("%w: there is no rule %q; “cmr rules” lists them", errUsage, cmd.Rule)
	}
	found, err := cmd.look(c, std)
	if err != nil {
		return err
	}
	if _, known := found.Names[cmd.Supplier]; cmd.Supplier != "" && !known {
		return fmt.Errorf("%w: no supplier %q is on the roster", errUsage, cmd.Supplier)
	}
	wanted := finding.Selection{Supplier: cmd.Supplier, Rule: cmd.Rule, Severity: cmd.Severity, Open: cmd.Open}
	list := wanted.Of(found.Findings)
	finding.Sort(list)
	found.Findings = list
	switch {
	case cmd.Letter:
		err = cmd.letter(c, std, list)
	case cmd.Format == "json":
		err = printJSON(std, struct {
			Findings []finding.Finding `json:"findings"`
			Summary  finding.Summary   `json:"summary"`
		}{list, finding.Summarize(list)})
	case cmd.Format == "sarif":
		err = printJSON(std, finding.SARIF(list, catalogue(), version()))
	case cmd.Format == "github":
		err = finding.WriteGitHub(std.Out, list)
	case cmd.Details || wanted != finding.Selection{} || len(found.Years) == 0:
		err = finding.WriteText(std.Out, found, wantsColour(std.Out))
	default:
		err = finding.WriteSummary(std.Out, found, "Each finding, with what to do: cmr check YEAR --details, or --supplier ID, --rule RULE, --severity error, --open.", wantsColour(std.Out))
	}
	if err == nil && cmd.FailOn != "never" && finding.AnyAtLeast(list, cmd.FailOn) {
		err = errLook
	}
	return err
}

// look checks what was named, each year and each file once.
func (cmd *checkCmd) look(c *cli, std stdio) (finding.Review, error) {
	var years []int
	var files []string
	for _, w := range cmd.What {
		if yearArg.MatchString(w) {
			n, _ := strconv.Atoi(w)
			years = append(years, n)
		} else {
			files = append(files, w)
		}
	}
	p, err := c.open(std, takeKept)
	switch {
	case err != nil && (len(files) == 0 || len(years) > 0):
		return finding.Review{}, err
	case err != nil:
		p = &opened{} // files by themselves need no project
	case len(cmd.What) == 0:
		years = p.Years
	}
	found := season.Findings{Season: p.season, Root: p.root}
	if cmd.Final {
		found.Draft = func(y *season.Year) ([]finding.Finding, error) { return edgar.Lint(y, true, "") }
	}
	if err := found.Years(years); err != nil {
		return finding.Review{}, err
	}
	asked, err := cmd.asked(p, years)
	if err != nil {
		return finding.Review{}, err
	}
	for _, file := range files {
		if cmd.For == 0 && found.Filed(file) {
			continue
		}
		data, err := folder.ReadUpTo(file, cmrt.MaxFile+1)
		if err != nil {
			return finding.Review{}, fmt.Errorf("read workbook: %w", err)
		}
		if err := cmd.alone(&found, std, asked, relative(file), data); err != nil {
			return finding.Review{}, err
		}
	}
	return found.Review()
}
