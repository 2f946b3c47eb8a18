package check

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// Blank is the rule that stands for all others where nothing was filled in.
const Blank = "declaration-blank"

// declarationBlank is told instead of a finding for each cell that is not filled in.
var declarationBlank = finding.Rule{Name: Blank, Severity: finding.Error,
	Explanation: "The template was returned blank: no cell is filled in. Often the blank form was attached instead of the completed one.",
	Fix:         "Send the completed workbook.",
	Example:     "The template as it is downloaded."}

// blank tells whether nothing at all was filled in.
func (c *context) blank() bool {
	d := c.declaration
	answered := func(a cmrt.Answer) bool { return a.Raw != "" || a.Comment != "" }
	return d.Company == (cmrt.Company{}) && !slices.ContainsFunc(d.Answers, answered) && !slices.ContainsFunc(d.CompanyAnswers, answered) &&
		len(d.Smelters) == 0 && len(d.Products) == 0 && len(d.Mines) == 0 && len(d.Untold()) == 0 && !c.unread(cmrt.SheetProducts) && !slices.ContainsFunc(d.Findings, cellFault)
}

// cellFault tells that something stands in a cell of which nothing could be made.
func cellFault(f finding.Finding) bool { return f.Rule == "cell-error" }

// onlyBlank leaves of the findings of a blank template those that are about the file
// and its version, and says once that nothing was filled in. The rows of the template's
// own Checker that flag it stand with the cells they are about.
func (c *context) onlyBlank(list []finding.Finding) []finding.Finding {
	out := slices.DeleteFunc(list, func(f finding.Finding) bool {
		return f.Sheet != "" && !strings.HasPrefix(f.Rule, "template-version-") && !strings.HasPrefix(f.Rule, "file-")
	})
	f := declarationBlank.At(c.declaration.File, cmrt.SheetDeclaration, firstCell(c.layout.Fields.Name), "Nothing was filled in.")
	targets := c.targets()
	for _, row := range c.declaration.CheckerRows {
		t := targets[row]
		f.Cells = append(f.Cells, finding.At{Sheet: t.Sheet, Cell: t.Cell, Metal: string(t.Metal), Message: "The cell is blank.", CheckerRow: row})
	}
	if len(f.Cells) > 0 {
		f.CheckerRow = f.Cells[0].CheckerRow
	}
	return append(out, f)
}
