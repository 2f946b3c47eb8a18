package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// decideCmd records human judgments, so that nobody edits cells of a table by hand.
// The year stands before the verb, as people say it.
type decideCmd struct {
	Year struct {
		Year    int              `arg:"" help:"The reporting year."`
		Waive   decideWaiveCmd   `cmd:"" help:"Accept one finding of a supplier, while its cell says what it says now."`
		Resolve decideResolveCmd `cmd:"" help:"Say which smelter a name or number means."`
		Reject  decideRejectCmd  `cmd:"" help:"Say that a name or number is no smelter."`
	} `arg:""`
}

// judgment is what every decision has: who judged, why, and for how long.
type judgment struct {
	Who    string `help:"Who decides." required:""`
	Reason string `help:"Why." required:""`
	Date   string `help:"The day of the decision, YYYY-MM-DD; otherwise today." placeholder:"DATE"`
	Until  string `help:"The last day on which it holds, YYYY-MM-DD; otherwise for this year." placeholder:"DATE"`
}

// decision begins a decision, and refuses one that could never hold.
func (j judgment) decision(action, supplier string, y *received) (tables.Decision, error) {
	d := tables.Decision{Action: action, Supplier: supplier, Who: strings.TrimSpace(j.Who), Reason: strings.TrimSpace(j.Reason), Date: j.Date, Until: j.Until}
	if d.Date == "" {
		d.Date = time.Now().Format(time.DateOnly)
	}
	for _, day := range []struct{ flag, date string }{{"date", d.Date}, {"until", d.Until}} {
		if _, err := time.Parse(time.DateOnly, day.date); err != nil && day.date != "" {
			return d, fmt.Errorf("%w: --%s %q is not a date of the form 2026-04-30", errUsage, day.flag, day.date)
		}
	}
	if d.Who == "" || d.Reason == "" {
		return d, fmt.Errorf("%w: --who and --reason must say something", errUsage)
	}
	if supplier != "" && !slices.ContainsFunc(y.Roster, func(s tables.Supplier) bool { return s.ID == supplier }) {
		return d, fmt.Errorf("there is no supplier %q in data/%d/suppliers.csv", supplier, y.Number)
	}
	if y.Expired(d) {
		return d, fmt.Errorf("a decision until %s never holds for %d: figures are as of %s", d.Until, y.Number, y.Settings.CutOff)
	}
	return d, nil
}

// desk is a year's table of decisions, open for one more.
type desk struct {
	project *project.Project
	root    string
	year    *received
	review  check.Result
}

// desk opens the year that was named.
func (c *cli) desk(std stdio) (*desk, error) {
	p, root, err := c.open()
	if err != nil {
		return nil, err
	}
	known := newYears(p, std).cached(root, takeCache)
	y, err := known.year(c.Decide.Year.Year)
	if err != nil {
		return nil, err
	}
	if !y.Surveyed() {
		return nil, fmt.Errorf("%d asked no suppliers: its year.yaml has no cut_off, and there is nothing to decide", y.Number)
	}
	review, err := known.review(y.Number)
	return &desk{p, root, y, review}, err
}

// record writes a decision at the end of the table and says so.
func (k *desk) record(d tables.Decision, what string, std stdio) error {
	file := project.DecisionsFile(k.year.Number)
	data, err := k.project.AddDecision(k.year.Number, d)
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(k.root, filepath.FromSlash(file)), data); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %s\nRun “cmr compile %d” to count with it.\n", file, visible(what), k.year.Number)
	return nil
}

type decideResolveCmd struct {
	Raw      string `arg:"" help:"The name or number as the supplier typed it."`
	ID       string `arg:"" name:"id" help:"The smelter's number in the year's directory."`
	Metal    string `help:"The row's metal: ${enum}." enum:"tantalum,tin,gold,tungsten" required:""`
	Supplier string `help:"Id on the roster; otherwise whoever typed it." placeholder:"ID"`
	judgment `embed:""`
}

// Run records which smelter a name means.
func (cmd *decideResolveCmd) Run(c *cli, std stdio) error {
	k, err := c.desk(std)
	if err != nil {
		return err
	}
	d, err := cmd.decision("resolve", cmd.Supplier, k.year)
	if err != nil {
		return err
	}
	d.Metal, d.Raw, d.Decided = cmd.Metal, strings.TrimSpace(cmd.Raw), cmd.ID
	f, known := k.year.Directory.Facility(cmd.ID)
	if !known || f.Metal != cmrt.Metal(cmd.Metal) {
		reason := "there is no such number in it"
		if known {
			reason = fmt.Sprintf("%s is a %s facility", f.Name, f.Metal)
		}
		return fmt.Errorf("the year's directory has no %s smelter %q: %s", cmd.Metal, cmd.ID, reason)
	}
	return k.recordName(d, fmt.Sprintf("%q (%s) is %s, %s", d.Raw, d.Metal, f.ID, f.Name), std)
}

type decideRejectCmd struct {
	Raw      string `arg:"" help:"The name or number as the supplier typed it."`
	Metal    string `help:"The row's metal: ${enum}." enum:"tantalum,tin,gold,tungsten" required:""`
	Supplier string `help:"Id on the roster; otherwise whoever typed it." placeholder:"ID"`
	judgment `embed:""`
}

// Run records that a name is no smelter.
func (cmd *decideRejectCmd) Run(c *cli, std stdio) error {
	k, err := c.desk(std)
	if err != nil {
		return err
	}
	d, err := cmd.decision("reject", cmd.Supplier, k.year)
	if err != nil {
		return err
	}
	d.Metal, d.Raw = cmd.Metal, strings.TrimSpace(cmd.Raw)
	return k.recordName(d, fmt.Sprintf("%q (%s) is no smelter", d.Raw, d.Metal), std)
}

// recordName records a decision about a name, unless it is there already. One that
// says otherwise stays until a person removes it: the first that fits a row decides.
func (k *desk) recordName(d tables.Decision, what string, std stdio) error {
	file := project.DecisionsFile(k.year.Number)
	for _, old := range k.year.Decisions {
		if old.Action == "waive" || k.year.Expired(old) || old.Supplier != d.Supplier || old.Metal != "" && old.Metal != d.Metal || strings.TrimSpace(old.Raw) != d.Raw {
			continue
		}
		if old.Action == d.Action && old.Decided == d.Decided {
			fmt.Fprintf(std.Out, "Nothing changed: %s has it already, by %s on %s.\n", file, visible(old.Who), old.Date)
			return nil
		}
		says := "rejects it"
		if old.Decided != "" {
			says = "resolves it to " + old.Decided
		}
		return fmt.Errorf("%s:%d: the decision of %s %s: correct or remove that row first", file, old.Line, old.Date, says)
	}
	if !k.typed(d) {
		of := "any supplier"
		if d.Supplier != "" {
			of = d.Supplier
		}
		return fmt.Errorf("no smelter row of %s for %s says %q in %d: give the name or number just as it was typed", of, d.Metal, d.Raw, k.year.Number)
	}
	return k.record(d, what, std)
}

// typed tells whether a row of the year says what a decision about a name judges.
func (k *desk) typed(d tables.Decision) bool {
	n := smelter.NameDecision{Supplier: d.Supplier, Metal: cmrt.Metal(d.Metal), Raw: d.Raw, ID: d.Decided, Date: d.Date}
	for _, b := range k.review.Workbooks {
		if slices.ContainsFunc(b.Declaration.Smelters, func(row cmrt.SmelterRow) bool { return n.Applies(b.Supplier, row) }) {
			return true
		}
	}
	return false
}
