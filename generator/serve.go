package main

import (
	"fmt"
	"net"
	"net/http"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/preview"
	"itron.com/conflict-minerals/generator/reading"
)

type serveCmd struct {
	Addr string `help:"Address to listen on." default:"127.0.0.1:8080"`
}

// Run serves the site from memory, rebuilds it when a file of the project changes and
// tells open pages to reload.
func (cmd *serveCmd) Run(c *cli, std stdio) error {
	dir, err := c.findRoot()
	if err != nil {
		return err
	}
	readings := func(root *folder.Folder) *reading.Store { return std.readings(root, keepMade) }
	p, err := preview.New(dir, catalogue(), readings, checkModule(), func(line string) { fmt.Fprintln(std.Err, line) })
	if err != nil {
		return err
	}
	watcher, err := p.Watch()
	if err != nil {
		return err
	}
	defer watcher.Close()
	listener, err := net.Listen("tcp", cmd.Addr)
	if err != nil {
		return fmt.Errorf("serve the site: %w", err)
	}
	if !preview.Loopback(cmd.Addr) {
		p.Addr = cmd.Addr
		fmt.Fprintf(std.Err, "Whoever reaches %s can read the preview, drafts included.\n", cmd.Addr)
	}
	opened, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	standing, err := opened.Standing()
	if err != nil {
		return err
	}
	for _, line := range unpublished(standing) {
		fmt.Fprintln(std.Err, line)
	}
	fmt.Fprintf(std.Err, "Preview at http://%s/ (stop with Ctrl-C)\n", listener.Addr())
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	return fmt.Errorf("serve the site: %w", server.Serve(listener))
}
