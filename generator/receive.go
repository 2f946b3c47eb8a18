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
	Supplier string   `help:"Supplier of the workbook (id on the roster), if it cannot be determined." placeholder:"ID"`
	Only     string   `help:"Take only the workbook whose SHA-256 begins with this." placeholder:"HASH"`
	AsOf     string   `help:"Date of receipt, YYYY-MM-DD, if no mail states it; otherwise today." placeholder:"DATE"`
	Undo     string   `help:"Undo a filing: its file, or the beginning of its SHA-256." placeholder:"HASH|FILE"`
	DryRun   bool     `help:"Show what would be filed or undone, and write nothing."`
}

// Run files the workbooks that suppliers sent, each under its supplier's id, and logs
// when it came and by what it was known. What cannot be determined is left to the user: exit 1.
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
