package main

import (
	"errors"
	"fmt"
	"runtime/debug"

	"itron.com/conflict-minerals/generator/receive"
)

type receiveCmd struct {
	Year     int      `arg:"" help:"The reporting year."`
	Files    []string `arg:"" optional:"" name:"file" help:"Workbooks, saved mails and mailboxes (.eml, .msg, .emlx, .mbox), archives (.zip), or folders of them." type:"path"`
	Supplier string   `help:"Whose the workbook is: id on the roster, where it cannot be told." placeholder:"ID"`
	Only     string   `help:"Take only the workbook whose SHA-256 begins so." placeholder:"HASH"`
	AsOf     string   `help:"The day on which they came, YYYY-MM-DD, where no mail says it; otherwise today." placeholder:"DATE"`
	Undo     string   `help:"Take a filing back: its file, or the beginning of its SHA-256." placeholder:"HASH|FILE"`
	DryRun   bool     `help:"Say what would be filed or taken back, and write nothing."`
}

// Run files the workbooks that suppliers sent, each under its supplier's id, and logs
// when it came and by what it was known. What cannot be told is asked: exit 1.
func (cmd *receiveCmd) Run(c *cli, std stdio) error {
	if (cmd.Undo == "") == (len(cmd.Files) == 0) || cmd.Undo != "" && cmd.Supplier+cmd.Only+cmd.AsOf != "" {
		return fmt.Errorf("%w: name the files that came, or one filing to take back with --undo", errUsage)
	}
	day, err := asOf(cmd.AsOf)
	if err != nil {
		return err
	}
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(200 << 20) // what comes is large and looked at once: garbage is collected sooner than elsewhere
	in := receive.Inbox{Root: p.root, Rooted: c.Root, Supplier: cmd.Supplier, Only: cmd.Only, AsOf: day, DryRun: cmd.DryRun,
		Name: relative, Tell: func(format string, args ...any) { fmt.Fprintf(std.Out, format+"\n", args...) }}
	if cmd.Undo != "" {
		return in.TakeBack(p.Project, cmd.Year, cmd.Undo)
	}
	err = in.Receive(p.Project, cmd.Year, cmd.Files)
	switch {
	case errors.Is(err, receive.ErrUsage):
		return asUsage(err)
	case errors.Is(err, receive.ErrLook):
		return errLook
	}
	return err
}
