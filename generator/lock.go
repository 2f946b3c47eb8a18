package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/folder"
)

// writers are the commands that write in a project.
var writers = []string{"build", "compile", "dashboard", "decide", "edgar", "export", "freeze", "import", "letters", "log", "parts import", "pdf", "publish", "receive", "reference import", "rollup", "suppliers import", "suppliers set", "year new"}

// lockFor takes the lock that a command needs, if it needs one. Where there is no
// project, the command itself says so.
func (c *cli) lockFor(command string) (release func(), err error) {
	dir, err := c.findRoot()
	needed := slices.ContainsFunc(writers, func(w string) bool { return strings.HasPrefix(command+" ", w+" ") })
	if err != nil || !folder.IsDir(dir) || !needed || c.Compile.onlyReads() {
		return func() {}, nil
	}
	root, err := folder.Open(dir)
	if err != nil {
		return nil, err
	}
	host, _ := os.Hostname() // it only helps to find the process
	return root.Lock(fmt.Sprintf("“cmr %s” (process %d on %s, since %s)", strings.Fields(command)[0], os.Getpid(), host, time.Now().Format(time.TimeOnly)))
}
