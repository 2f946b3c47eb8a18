package finding

// Rule is one thing that can be wrong, explained once. Each package that finds
// exports its own list of rules; the program joins them into the catalogue.
type Rule struct {
	Name        string   // stable; used in decisions, settings and JSON
	Severity    Severity // unless the year's settings say otherwise
	Explanation string   // why it matters, for a supplier's clerk
	Aside       string   // what only those who ask need to know; left out of letters
	Fix         string   // what to do, one sentence; the default for findings
	Example     string   // a case of it, as it stands in a workbook
	Internal    bool     // the supplier can do nothing about it, so letters to suppliers leave it out
	Question    bool     // only the supplier can clear it up: it is asked even where its declaration is accepted
	PerRow      bool     // it looks at each row of a list; what is found in several is told once, with the rows
	Firm        bool     // no year may give it another severity: it holds what is filed to the evidence
}

// At makes a finding of this rule at a place, with the rule's own severity and
// fix. The caller fills in what else it knows.
func (r Rule) At(file, sheet, cell, message string) Finding {
	return Finding{Rule: r.Name, Severity: r.Severity, File: file, Sheet: sheet, Cell: cell, Message: message, Fix: r.Fix, PerRow: r.PerRow, Question: r.Question}
}
