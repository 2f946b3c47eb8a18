// Command cmr compiles suppliers' conflict-minerals declarations into tables, a
// report and a public page.
//
// This package only wires: it parses flags, opens files, calls the packages in
// the order of the flow (workbook → declaration → resolved smelters → findings →
// figures → report → page) and prints. It alone reads the clock. REFERENCE.md
// tells what each command does.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
)

// Exit codes, as REFERENCE.md promises them.
const (
	exitDone   = 0
	exitLook   = 1 // done, and there is something to look at
	exitUsage  = 2
	exitFailed = 3 // could not be done
)

// errLook ends a command that did its work and found something to look at.
var errLook = errors.New("there is something to look at")

// cli is the command line.
type cli struct {
	Root string `help:"Project root; found from the working folder otherwise." placeholder:"DIR" type:"path"`

	Compile   compileCmd   `cmd:"" help:"Compile workbooks into data/YEAR/compiled."`
	Build     buildCmd     `cmd:"" help:"Compile, then render the public site."`
	Publish   publishCmd   `cmd:"" help:"Show a year to everybody from now on."`
	Serve     serveCmd     `cmd:"" help:"Preview the site locally, rebuilt when a file changes."`
	Show      showCmd      `cmd:"" help:"Show what one workbook says."`
	Check     checkCmd     `cmd:"" help:"Review declarations: print findings."`
	Suppliers suppliersCmd `cmd:"" help:"The roster of suppliers."`
	Parts     partsCmd     `cmd:"" help:"Products and parts, and who supplies them."`
	Year      yearCmd      `cmd:"" help:"Reporting years."`
	Receive   receiveCmd   `cmd:"" help:"File what suppliers sent: workbooks, saved mails, archives."`
	Decisions decisionsCmd `cmd:"" help:"List the decisions of a year with what each changes, and those that match nothing."`
	Decide    decideCmd    `cmd:"" help:"Record a decision: a finding accepted, a name resolved or rejected."`
	Explain   explainCmd   `cmd:"" help:"Explain a figure down to file, sheet and cell."`
	Due       dueCmd       `cmd:"" help:"List what is due: deadlines, lists, smelters."`
	Letters   lettersCmd   `cmd:"" help:"Write the letters to suppliers that are due, log or send them."`
	Log       logCmd       `cmd:"" help:"Log a call, a refusal, a promise, an answer or a mail that came back."`
	Export    exportCmd    `cmd:"" help:"Write a year as one workbook for Excel: suppliers, findings, smelters, figures, decisions."`
	Import    importCmd    `cmd:"" help:"Take roster and decisions back from such a workbook."`
	Dashboard dashboardCmd `cmd:"" help:"Write the internal pages: survey, suppliers, smelters to follow up."`
	Rollup    rollupCmd    `cmd:"" help:"Answer the company's own CMRT from its suppliers', in RMI's template."`
	Pdf       pdfCmd       `cmd:"" help:"Print report, Form SD and smelter list as tagged PDFs."`
	Edgar     edgarCmd     `cmd:"" help:"Write the EDGAR package of a year, or validate a file for EDGAR."`
	Freeze    freezeCmd    `cmd:"" help:"Freeze a filing byte for byte, and publish it from then on."`
	Verify    verifyCmd    `cmd:"" help:"Verify frozen filings, and show drift."`
	Review    reviewCmd    `cmd:"" help:"Show what changed between two revisions, and its effect on the public pages."`
	Rules     rulesCmd     `cmd:"" help:"List the rules, or explain one."`
	Reference referenceCmd `cmd:"" help:"Smelter directories and conformance snapshots."`
	Init      initCmd      `cmd:"" help:"Start an empty project for a company."`
	Demo      demoCmd      `cmd:"" help:"Write a demonstration project of any size."`
	Version   versionCmd   `cmd:"" help:"Print the version."`
}

// stdio is where a command reads and writes.
type stdio struct {
	Out, Err io.Writer
}

func main() {
	os.Exit(run(os.Args[1:], stdio{os.Stdout, os.Stderr}))
}

// run carries out one command line and gives the exit code.
func run(args []string, std stdio) int {
	var c cli
	code := -1
	parser, err := kong.New(&c, kong.Name("cmr"),
		kong.Description("Compile suppliers' conflict-minerals declarations into tables, a report and a public page."),
		kong.Writers(std.Out, std.Err), kong.Exit(func(n int) { code = n }), kong.UsageOnError(), kong.Bind(std))
	if err != nil {
		fmt.Fprintln(std.Err, "cmr:", err)
		return exitFailed
	}
	ctx, err := parser.Parse(args)
	if code >= 0 { // --help was answered
		return code
	}
	if err != nil {
		fmt.Fprintln(std.Err, "cmr:", err)
		fmt.Fprintln(std.Err, "Run “cmr --help”, or “cmr COMMAND --help”.")
		return exitUsage
	}
	release, err := c.lockFor(ctx.Command())
	if err == nil {
		err = ctx.Run(&c)
		release()
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errLook):
		return exitLook
	case errors.Is(err, errUsage):
		fmt.Fprintln(std.Err, "cmr:", err)
		return exitUsage
	default:
		fmt.Fprintln(std.Err, "cmr:", err)
		return exitFailed
	}
}
