package main

import (
	"fmt"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
)

// readShare reads a share of the workbooks and writes it into a folder as a part, or
// lists its workbooks.
func (cmd *compileCmd) readShare(p *opened, years []int, std stdio) error {
	share, err := reading.ParseShare(cmd.Shard)
	if err != nil {
		return fmt.Errorf("%w: --shard: %w", errUsage, err)
	}
	files, scope, err := season.Workbooks(p.Project, years)
	if err != nil {
		return err
	}
	mine := share.Of(files)
	if cmd.List {
		for _, file := range mine {
			fmt.Fprintln(std.Out, file)
		}
		return nil
	}
	part, pointers := p.readings.Part(share, p.FS, mine, scope)
	if pointers > 0 {
		fmt.Fprintf(std.Err, "%d of the workbooks are Git LFS pointers, and are read as such: to fetch them first, run “git lfs pull”\n", pointers)
	}
	out, err := folder.Make(cmd.Out)
	if err != nil {
		return err
	}
	if err := out.WriteFile(share.File(), part.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(std.Err, "%d of %d workbooks read into %s\n", len(mine), len(files), out.Path(share.File()))
	return nil
}
