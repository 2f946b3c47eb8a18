package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/tables"
)

type compileCmd struct {
	Years []int  `arg:"" optional:"" help:"Reporting years; all if none is named."`
	Check bool   `help:"Write nothing; exit 1 where the committed tables are not what the inputs give." xor:"what"`
	Clean bool   `help:"Read every workbook again, whatever is kept of the last run." xor:"from"`
	Shard string `help:"Only read a share of the workbooks, such as 2/7, into a part for --merge." placeholder:"I/N" xor:"what,from"`
	Out   string `help:"Folder for the part." placeholder:"PARTS" type:"path"`
	List  bool   `help:"List the workbooks of the share instead of reading them."`
	Merge string `help:"Compile from the parts of all shares." placeholder:"PARTS" type:"path" xor:"from"`
}

// Validate refuses options that do not go together.
func (cmd *compileCmd) Validate() error {
	switch {
	case cmd.Shard == "" && (cmd.Out != "" || cmd.List):
		return errors.New("--out and --list go with --shard")
	case cmd.Shard != "" && (cmd.Out != "") == cmd.List:
		return errors.New("--shard needs --out PARTS, or --list")
	}
	return nil
}

// onlyReads tells that nothing is written in the project.
func (cmd *compileCmd) onlyReads() bool { return cmd.Check || cmd.Shard != "" }

func (cmd *compileCmd) cache() cacheUse {
	switch {
	case cmd.Check && cmd.Clean:
		return noCache
	case cmd.Check:
		return takeCache
	case cmd.Clean:
		return newCache
	}
	return keepCache
}

// Run compiles the years asked for.
func (cmd *compileCmd) Run(c *cli, std stdio) error {
	p, root, err := c.open()
	if err != nil {
		return err
	}
	if len(cmd.Years) == 0 {
		cmd.Years = p.Years
	}
	if cmd.Shard != "" {
		return cmd.readShare(p, std)
	}
	known := newYears(p, std).cached(root, cmd.cache())
	if cmd.Merge != "" {
		if err := known.merged(cmd.Merge, cmd.Years); err != nil {
			return err
		}
	}
	tree, err := compileYears(known, cmd.Years, nil)
	if err != nil {
		return err
	}
	if cmd.Check {
		return checkTree(root, compiledDirs(cmd.Years), tree, std)
	}
	if err := writeCompiled(root, cmd.Years, tree); err != nil {
		return err
	}
	known.keep()
	return nil
}

func compiledDirs(years []int) (dirs []string) {
	for _, y := range years {
		dirs = append(dirs, compiledDir(y))
	}
	return dirs
}

func compiledDir(year int) string { return path.Join("data", strconv.Itoa(year), "compiled") }

// compiledYear is a year after all thinking is done.
type compiledYear struct {
	*project.Year
	review    check.Result
	responses []tables.Response
	inquiry   rcoi.Inquiry
	markdown  string
	form      string // Form SD, Markdown
	draft     report.Draft
	kept      string // day of the filing that is shown instead, once asFiled was called; "": none
}

// compileYear goes once through the flow.
func compileYear(known *years, number int) (*compiledYear, error) {
	r, err := known.year(number)
	if err != nil {
		return nil, err
	}
	p, y := known.project, r.Year
	out := &compiledYear{Year: y}
	in := report.Input{Registrant: p.Registrant, Year: number, Title: y.Settings.Title, Demonstration: y.Demonstration, CutOff: y.Settings.CutOff,
		Narrative: y.Narrative, Products: y.Products, Directory: y.Directory.Source, Conformance: y.Conformance.Source, Versions: y.Settings.AcceptedVersions, Promised: y.Promised, Before: y.Before, Filing: y.Settings.Filing, FormText: y.FormText,
		Activities: rcoi.Typed(y), Typed: y.Activities, Exclusions: y.Exclusions}
	if y.Surveyed() {
		if out.review, err = known.review(number); err != nil {
			return nil, err
		}
		out.responses = campaign.Responses(y, out.review.Workbooks)
		last, err := known.inquiryBefore(number)
		if err != nil {
			return nil, err
		}
		if last == nil {
			out.inquiry = *known.countedByItself(r)
		} else {
			out.inquiry = rcoi.Count(y, out.review.Workbooks, out.responses, last)
		}
		in.Figures, in.Smelters, in.Activities = out.inquiry.Figures, out.inquiry.Smelters, out.inquiry.Activities
	}
	if out.markdown, err = report.Compose(in); err != nil {
		return nil, err
	}
	if out.form, err = report.FormSD(in); err != nil {
		return nil, err
	}
	out.draft = report.Draft{Input: in, Form: out.form, Report: out.markdown}
	return out, nil
}

// compileYears compiles years and gives their files, by slash path below the root. The
// files of a year are written while the next is thought about. then may look at each
// year, and change it: its files stay as they are.
func compileYears(known *years, numbers []int, then func(*compiledYear) error) (map[string][]byte, error) {
	made, failed := make([]map[string][]byte, len(numbers)), make([]error, len(numbers))
	var writing sync.WaitGroup
	defer writing.Wait()
	for i, number := range numbers {
		y, err := compileYear(known, number)
		if err != nil {
			return nil, err
		}
		asCompiled := *y
		writing.Go(func() { made[i], failed[i] = asCompiled.files() })
		if then == nil {
			continue
		}
		if err := then(y); err != nil {
			return nil, err
		}
	}
	writing.Wait()
	tree := map[string][]byte{}
	for i, number := range numbers {
		for name, data := range made[i] {
			tree[path.Join(compiledDir(number), name)] = data
		}
	}
	return tree, errors.Join(failed...)
}

// files are the year's compiled tables with their data package, and its texts.
func (y *compiledYear) files() (map[string][]byte, error) {
	files := map[string][]byte{}
	if y.Surveyed() {
		var err error
		if files, err = y.tables(); err != nil {
			return nil, err
		}
	}
	files["report.md"], files["form-sd.md"] = []byte(y.markdown), []byte(y.form)
	return files, nil
}

// tables are the year's compiled tables and their data package.
func (y *compiledYear) tables() (map[string][]byte, error) {
	files, err := y.review.Compiled()
	if err != nil {
		return nil, err
	}
	if files["responses.csv"], err = tables.Write(y.responses); err != nil {
		return nil, err
	}
	if files["smelters.csv"], err = tables.Write(y.inquiry.Smelters); err != nil {
		return nil, err
	}
	if files["figures.csv"], err = tables.Write(y.inquiry.Figures); err != nil {
		return nil, err
	}
	if files["changes.csv"], err = tables.Write(y.inquiry.Changes); err != nil {
		return nil, err
	}
	if files["activities.csv"], err = tables.Write(y.inquiry.Activities); err != nil {
		return nil, err
	}
	p := tables.NewPackage(fmt.Sprintf("compiled-%d", y.Number), fmt.Sprintf("Compiled declarations for %d", y.Number),
		"Derived by cmr from the workbooks, the roster, decisions and snapshots; never edited. Internal: these tables name suppliers.", y.Demonstration)
	tables.AddTable[tables.Workbook](p, "workbooks", "One row a file as received.", files["workbooks.csv"], nil, "file")
	tables.AddTable[tables.Answer](p, "answers", "One row a question and metal.", files["answers.csv"], nil, "file", "cell")
	tables.AddTable[tables.SmelterRow](p, "smelter-rows", "One row a row of a Smelter List, as typed and as resolved.", files["smelter-rows.csv"], nil, "file", "row")
	tables.AddTable[tables.Product](p, "products", "One row a row of a Product List.", files["products.csv"], nil, "file", "row")
	tables.AddTable[tables.Finding](p, "findings", "One row a finding.", files["findings.csv"], nil)
	tables.AddTable[tables.Response](p, "responses", "One row a supplier of the roster.", files["responses.csv"], nil, "supplier")
	tables.AddTable[tables.Smelter](p, "smelters", "One row a facility and metal that accepted declarations name; public.", files["smelters.csv"], tables.SmelterFields, "metal", "smelter_id")
	tables.AddTable[tables.Change](p, "changes", "One row a facility that was not named the year before, is no longer named, or has another status; public.", files["changes.csv"], tables.ChangeFields, "metal", "smelter_id")
	tables.AddTable[tables.Activity](p, "activities", "One row something done for due diligence, with its days; public.", files["activities.csv"], tables.ActivityFields)
	tables.AddTable[tables.Figure](p, "figures", "One row a figure; public.", files["figures.csv"], tables.FigureFields, "id")
	files["datapackage.json"], err = p.JSON()
	return files, err
}

// checkTree compares the committed tables with what the inputs give.
func checkTree(root string, dirs []string, tree map[string][]byte, std stdio) error {
	stale, err := diffTree(root, dirs, tree)
	if err != nil {
		return err
	}
	for _, name := range stale {
		fmt.Fprintln(std.Out, name)
	}
	if len(stale) > 0 {
		fmt.Fprintf(std.Err, "%d compiled files are not what the inputs give; run “cmr compile” and commit the result.\n", len(stale))
		return errLook
	}
	return nil
}

// diffTree lists, sorted, the files that differ, are missing or are left over.
func diffTree(root string, dirs []string, tree map[string][]byte) ([]string, error) {
	var stale []string
	have, err := filesIn(root, dirs)
	if err != nil {
		return nil, err
	}
	for name, want := range tree {
		got, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil || string(got) != string(want) {
			stale = append(stale, name)
		}
	}
	for _, name := range have {
		if _, made := tree[name]; !made {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	return stale, nil
}
