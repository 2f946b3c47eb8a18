package main

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/text"
)

// fill fills in the template and writes the result.
func (cmd *rollupCmd) fill(p *opened, r rollup.Rollup, std stdio) (rollup.Rollup, error) {
	blank, err := folder.ReadUpTo(cmd.Template, cmrt.MaxFile+1)
	if err != nil {
		return r, fmt.Errorf("read the template: %w", err)
	}
	filled, err := rollup.Fill(r, blank)
	if err != nil {
		return r, err
	}
	if filepath.Clean(cmd.Out) == filepath.Clean(cmd.Template) {
		return r, fmt.Errorf("%w: --out is the template itself, which stays as it is", errUsage)
	}
	err = p.writeOut(cmd.Out, filled.Data)
	if err == nil {
		fmt.Fprintf(std.Out, "%s: CMRT %s, %d smelters, SHA-256 %x\n", text.Visible(relative(cmd.Out)), filled.Version, len(filled.Rollup.Smelters), sha256.Sum256(filled.Data))
	}
	return filled.Rollup, err
}
