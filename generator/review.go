package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/git"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/review"
	"itron.com/conflict-minerals/generator/text"
)

type reviewCmd struct {
	Base   string           `arg:"" help:"Revision to compare with, e.g. origin/main."`
	Head   string           `arg:"" optional:"" help:"Revision to review; the work tree if none is named."`
	Format string           `help:"${enum}" enum:"markdown,json" default:"markdown"`
	FailOn finding.Severity `help:"Exit 1 at new findings of this severity or worse: ${enum}." enum:"error,warning,never" default:"error"`
}

// Run reviews what changed between two revisions. It touches neither work tree nor index.
func (cmd *reviewCmd) Run(c *cli, std stdio) error {
	dir, err := c.findRoot()
	if err != nil {
		return err
	}
	root, err := folder.Open(dir)
	if err != nil {
		return err
	}
	sides := review.Revisions{Root: root, Rules: catalogue(), Began: time.Now(), Readings: func() *reading.Store { return std.readings(root, readAll) }}
	defer sides.Close()
	whenStopped(func() { sides.Close() })
	base, err := sides.At(cmd.Base)
	if err != nil {
		return err
	}
	var head review.Side
	if cmd.Head == "" {
		head, err = sides.WorkTree()
	} else {
		head, err = sides.At(cmd.Head)
	}
	if err != nil {
		return err
	}
	sayParted(std, dir, cmd.Base, cmp.Or(cmd.Head, "HEAD"))
	r := review.Compare(base, head)
	if cmd.Format == "json" {
		err = printJSON(std, r)
	} else {
		_, err = fmt.Fprint(std.Out, r.Markdown())
	}
	worst := func(p review.Point) bool { return p.Severity.AtLeast(cmd.FailOn) }
	if err == nil && cmd.FailOn != "never" && (slices.ContainsFunc(r.Fix, worst) || slices.ContainsFunc(r.Judge, worst)) {
		err = errLook
	}
	return err
}

// sayParted says where the base has gone on since the reviewed revision left it: what was
// done there would be read as undone here.
func sayParted(std stdio, dir, base, head string) {
	from, err := git.Commit(dir, base)
	if err != nil {
		return // said already
	}
	to, err := git.Commit(dir, head)
	if err != nil {
		return
	}
	n, at, err := git.Parted(dir, from, to)
	if err != nil || n == 0 {
		return
	}
	how := "fetch the commits between them (git fetch --unshallow) and merge it first"
	if at != "" {
		how = "merge it first, or compare with where they part: cmr review " + at[:12]
		if head != "HEAD" {
			how += " " + text.ShellWord(head)
		}
	}
	fmt.Fprintf(std.Err, "%s has %s not in %s, and what it changed there is shown as undone. To leave that out, %s\n", text.Visible(base), text.Number(n, "commit"), text.Visible(head), how)
}
