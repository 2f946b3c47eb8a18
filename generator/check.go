package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

type checkCmd struct {
	What   []string         `arg:"" optional:"" name:"file|year" help:"Workbooks, or reporting years of the project; all years if nothing is named."`
	Format string           `help:"${enum}" enum:"text,json,sarif,github" default:"text"`
	Letter bool             `help:"Print a letter to the supplier of one workbook: what to correct, in plain words."`
	Final  bool             `help:"Look at Form SD and the report too, and hold them to what a filing needs."`
	FailOn finding.Severity `help:"Exit 1 at findings of this severity or worse: ${enum}." enum:"error,warning,never" default:"error"`
}

// checked is what a check found, and what is known of those it is about.
type checked struct {
	findings  []finding.Finding
	workbooks []judged          // those that were reviewed as part of a year
	names     map[string]string // suppliers' names by id
}

// judged is a workbook with its verdict for a year.
type judged struct {
	year           int
	file, supplier string
	verdict        check.Verdict
}

var yearArg = regexp.MustCompile(`^(19|20)\d\d$`)

// Run prints findings.
func (cmd *checkCmd) Run(c *cli, std stdio) error {
	found, err := cmd.look(c, std)
	if err != nil {
		return err
	}
	list := found.findings
	finding.Sort(list)
	switch {
	case cmd.Letter:
		err = cmd.letter(c, std, list)
	case cmd.Format == "json":
		err = printJSON(std, struct {
			Findings []finding.Finding `json:"findings"`
			Summary  finding.Summary   `json:"summary"`
		}{list, finding.Summarize(list)})
	case cmd.Format == "sarif":
		err = printJSON(std, sarifOf(list, catalogue(), version()))
	case cmd.Format == "github":
		err = writeGitHub(std.Out, list)
	default:
		err = writeText(std.Out, found, wantsColour(std.Out))
	}
	if err == nil && cmd.FailOn != "never" && finding.AnyAtLeast(list, cmd.FailOn) {
		err = errLook
	}
	return err
}

// look checks what was named, each year and each file once.
func (cmd *checkCmd) look(c *cli, std stdio) (checked, error) {
	found := checked{findings: []finding.Finding{}, names: map[string]string{}}
	wanted, files := []int{}, []string{}
	for _, w := range cmd.What {
		if yearArg.MatchString(w) {
			n, _ := strconv.Atoi(w)
			wanted = append(wanted, n)
		} else {
			files = append(files, w)
		}
	}
	p, root, err := c.open()
	if err != nil && (len(files) == 0 || len(wanted) > 0) {
		return checked{}, err
	}
	if len(cmd.What) == 0 {
		wanted = p.Years
	}
	slices.Sort(wanted)
	wanted = slices.Compact(wanted)
	known := newYears(p, std).cached(root, takeCache)
	for _, n := range wanted {
		if err := found.addYear(known, n, nil); err != nil {
			return checked{}, err
		}
		if !cmd.Final {
			continue
		}
		y, err := compileYear(known, n)
		if err != nil {
			return checked{}, err
		}
		found.findings = append(found.findings, y.lint(true)...)
	}
	ofYear := map[int][]string{} // files of years that were not named as a whole
	for _, file := range files {
		if year, rel := filedIn(p, root, file); year == 0 {
			if err := found.addFile(file, std); err != nil {
				return checked{}, err
			}
		} else if !slices.Contains(wanted, year) {
			ofYear[year] = append(ofYear[year], rel)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(ofYear)) {
		if err := found.addYear(known, n, ofYear[n]); err != nil {
			return checked{}, err
		}
	}
	return found, nil
}

// filed is where a project keeps a year's workbooks.
var filed = regexp.MustCompile(`^data/((?:19|20)\d\d)/cmrt/`)

// filedIn gives the year in whose data/YEAR/cmrt a file lies, and its slash path
// below the root; 0 where it lies elsewhere.
func filedIn(p *project.Project, root, file string) (int, string) {
	if p == nil {
		return 0, ""
	}
	absolute, err := filepath.Abs(file)
	if err != nil {
		return 0, ""
	}
	rel, err := filepath.Rel(root, absolute)
	if m := filed.FindStringSubmatch(filepath.ToSlash(rel)); err == nil && m != nil {
		year, _ := strconv.Atoi(m[1])
		return year, filepath.ToSlash(rel)
	}
	return 0, ""
}

// addFile checks one workbook by itself.
func (s *checked) addFile(file string, std stdio) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read workbook: %w", err)
	}
	fmt.Fprintf(std.Err, "%s is checked by itself: the roster, the directory and the year's settings are left out.\n", file)
	s.findings = append(s.findings, check.File(cmrt.Read(relative(file), data))...)
	return nil
}

// addYear adds a year's review, or what it says of some of its files.
func (s *checked) addYear(known *years, number int, only []string) error {
	result, err := known.review(number)
	if err != nil {
		return err
	}
	y, err := known.year(number)
	if err != nil {
		return err
	}
	for _, supplier := range y.Roster {
		s.names[supplier.ID] = supplier.Name
	}
	for _, f := range result.Findings {
		if only == nil || slices.Contains(only, f.File) {
			s.findings = append(s.findings, f)
		}
	}
	for _, b := range result.Workbooks {
		if file := b.Declaration.File; only == nil || slices.Contains(only, file) {
			s.workbooks = append(s.workbooks, judged{number, file, b.Supplier, b.Verdict})
		}
	}
	return nil
}
