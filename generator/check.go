package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

type checkCmd struct {
	What   []string         `arg:"" optional:"" name:"file|year" help:"Workbooks, or reporting years of the project; all years if nothing is named."`
	Format string           `help:"${enum}" enum:"text,json" default:"text"`
	Letter bool             `help:"Print a letter to the supplier of one workbook: what to correct, in plain words."`
	FailOn finding.Severity `help:"Exit 1 at findings of this severity or worse: ${enum}." enum:"error,warning,never" default:"error"`
}

var yearArg = regexp.MustCompile(`^(19|20)\d\d$`)

// Run prints findings.
func (cmd *checkCmd) Run(c *cli, std stdio) error {
	list, err := cmd.findings(c, std)
	if err != nil {
		return err
	}
	finding.Sort(list)
	if cmd.Letter {
		err = cmd.letter(c, std, list)
	} else if cmd.Format == "json" {
		err = printJSON(std, struct {
			Findings []finding.Finding `json:"findings"`
			Summary  finding.Summary   `json:"summary"`
		}{list, finding.Summarize(list)})
	} else {
		printFindings(std, list)
	}
	if err == nil && cmd.FailOn != "never" && finding.AnyAtLeast(list, cmd.FailOn) {
		err = errLook
	}
	return err
}

func (cmd *checkCmd) findings(c *cli, std stdio) ([]finding.Finding, error) {
	list := []finding.Finding{}
	years, files := []int{}, []string{}
	for _, w := range cmd.What {
		if yearArg.MatchString(w) {
			n, _ := strconv.Atoi(w)
			years = append(years, n)
		} else {
			files = append(files, w)
		}
	}
	for _, file := range files {
		found, err := fileFindings(c, file, std)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	if len(files) > 0 && len(years) == 0 {
		return list, nil
	}
	p, _, err := c.open()
	if err != nil {
		return nil, err
	}
	if len(years) == 0 {
		years = p.Years
	}
	slices.Sort(years)
	years = slices.Compact(years)
	known := newYears(p, std)
	for _, n := range years {
		found, err := yearFindings(known, n)
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	return list, nil
}

// filed is where a project keeps a year's workbooks.
var filed = regexp.MustCompile(`^data/((?:19|20)\d\d)/cmrt/`)

// fileFindings checks one workbook: as part of its year where it lies in a
// project's data/YEAR/cmrt, by itself elsewhere.
func fileFindings(c *cli, file string, std stdio) ([]finding.Finding, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	if p, root, err := c.open(); err == nil {
		absolute, err := filepath.Abs(file)
		if err != nil {
			return nil, fmt.Errorf("find the workbook: %w", err)
		}
		rel, err := filepath.Rel(root, absolute)
		if m := filed.FindStringSubmatch(filepath.ToSlash(rel)); err == nil && m != nil {
			year, _ := strconv.Atoi(m[1])
			list, err := yearFindings(newYears(p, std), year)
			return slices.DeleteFunc(list, func(f finding.Finding) bool { return f.File != filepath.ToSlash(rel) }), err
		}
	}
	fmt.Fprintf(std.Err, "%s is checked by itself: the roster, the directory and the year's settings are left out.\n", file)
	return check.File(cmrt.Read(relative(file), data)), nil
}

func yearFindings(known *years, number int) ([]finding.Finding, error) {
	result, err := known.review(number)
	return result.Findings, err
}

func printFindings(std stdio, list []finding.Finding) {
	for _, f := range list {
		mark := string(f.Severity)
		if f.Waived {
			mark = "waived"
		}
		fmt.Fprintf(std.Out, "%s: %s: %s [%s]\n", f.Place(), mark, f.Message, f.Rule)
		if f.Waived {
			fmt.Fprintf(std.Out, "    accepted: %s\n", f.Reason)
		} else if f.Severity != finding.Note {
			fmt.Fprintf(std.Out, "    %s\n", f.Fix)
		}
	}
	s := finding.Summarize(list)
	fmt.Fprintf(std.Out, "%d errors, %d warnings, %d notes, %d waived\n", s.Errors, s.Warnings, s.Notes, s.Waived)
}
