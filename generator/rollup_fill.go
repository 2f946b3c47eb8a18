package main

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/text"
)

// usable refuses files that cannot be meant, before a year is counted for them.
func (cmd *rollupCmd) usable(p *opened) error {
	switch {
	case cmd.Out == "":
		return nil
	case filepath.Clean(cmd.Out) == filepath.Clean(cmd.Template):
		return fmt.Errorf("%w: --out is the template itself, which stays as it is", errUsage)
	}
	if err := p.mayWrite(cmd.Out); err != nil {
		return err
	}
	if !strings.EqualFold(filepath.Ext(cmd.Out), ".xlsx") {
		return fmt.Errorf("%w: --out %s: a filled template is an Excel workbook, whose name ends in .xlsx", errUsage, relative(cmd.Out))
	}
	return nil
}

// form reads the template, which says what is asked; without one, the newest of the
// programme does.
func (cmd *rollupCmd) form() (blank []byte, form cmrt.Layout, err error) {
	if cmd.Template == "" {
		return nil, cmrt.Newest(strings.ToUpper(cmd.Programme)), nil
	}
	if blank, err = folder.ReadUpTo(cmd.Template, cmrt.MaxFile+1); err != nil {
		return nil, form, fmt.Errorf("read the template: %w", err)
	}
	form, err = rollup.Form(blank)
	return blank, form, err
}

// fill fills in the template and writes the result.
func (cmd *rollupCmd) fill(p *opened, r rollup.Rollup, blank []byte, std stdio) (rollup.Rollup, error) {
	filled, err := rollup.Fill(r, blank)
	if err != nil {
		return r, err
	}
	err = p.writeOut(cmd.Out, filled.Data)
	if err == nil {
		fmt.Fprintf(std.Out, "%s: %s %s, %d smelters, SHA-256 %x\n", text.Visible(relative(cmd.Out)), filled.Kind, filled.Version, len(filled.Rollup.Smelters), sha256.Sum256(filled.Data))
	}
	return filled.Rollup, err
}
