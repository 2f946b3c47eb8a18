package main

import (
	"encoding/json"
	"fmt"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/text"
)

type showCmd struct {
	File     string `arg:"" help:"Workbook." type:"path"`
	Format   string `help:"${enum}" enum:"text,json" default:"text"`
	Textconv bool   `help:"As git's textconv driver: findings as text too, and always exit 0."`
}

// Run prints one workbook. It exits 1 where the workbook could not be read.
func (cmd *showCmd) Run(std stdio) error {
	data, err := folder.ReadUpTo(cmd.File, cmrt.MaxFile+1)
	if err != nil {
		if cmd.Textconv { // git gives up on a driver that fails
			fmt.Fprintln(std.Out, "The file could not be read.")
			return nil
		}
		return fmt.Errorf("read workbook: %w", err)
	}
	d := cmrt.ReadAny(relative(cmd.File), data)
	switch {
	case cmd.Textconv:
		fmt.Fprint(std.Out, d.Text())
		return nil
	case cmd.Format == "json":
		if err := printJSON(std, d); err != nil {
			return err
		}
	default:
		fmt.Fprintf(std.Out, "%s\n%s", text.Visible(d.File), d.Text())
	}
	if !d.Readable() {
		return errLook
	}
	return nil
}

// printJSON prints one indented document.
func printJSON(std stdio, v any) error {
	e := json.NewEncoder(std.Out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("print JSON: %w", err)
	}
	return nil
}
