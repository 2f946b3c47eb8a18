package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/export"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// flat writes the company's own Smelter List as a table.
func (cmd *exportCmd) flat(p *opened, std stdio) error {
	r, err := (&rollupCmd{Year: cmd.Year}).derive(p, cmrt.Newest(strings.ToUpper(cmd.Programme)))
	if err != nil {
		return err
	}
	if cmd.Out == "" {
		cmd.Out = p.root.Path(fmt.Sprintf("build/%d/smelter-list-%d%s.csv", cmd.Year, cmd.Year, strings.TrimSuffix("-"+cmd.Programme, "-cmrt")))
	}
	rows := r.Flat()
	write := tables.Write[tables.SmelterListRow]
	if strings.EqualFold(filepath.Ext(cmd.Out), ".xlsx") {
		write = export.SmelterList
	}
	data, err := write(rows)
	if err != nil {
		return err
	}
	if err := p.writeOut(cmd.Out, data); err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %d rows\n", text.Visible(relative(cmd.Out)), len(rows))
	return nil
}
