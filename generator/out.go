package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"itron.com/conflict-minerals/generator/folder"
)

// mayWrite tells why the file that --out names cannot be written, before anything is made
// for it. Within the project inputs are not written over by a slip: below data/ nothing is
// written that way, and below content/ workbooks alone, where a company may keep its own
// declaration.
func (p *opened) mayWrite(file string) error {
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return fmt.Errorf("%w: --out %s is a folder: name the file in it", errUsage, relative(file))
	}
	name, below := p.root.Below(file)
	if below && (strings.HasPrefix(name, "data/") || strings.HasPrefix(name, "content/") && path.Ext(name) != ".xlsx") {
		return fmt.Errorf("%w: --out %s: data/ and content/ hold what the year is made from; write to build/, or anywhere outside the project", errUsage, name)
	}
	return nil
}

// writeOut writes a document into the file that --out names.
func (p *opened) writeOut(file string, data []byte) error {
	if err := p.mayWrite(file); err != nil {
		return err
	}
	name, below := p.root.Below(file)
	if below {
		return p.root.WriteFile(name, data)
	}
	to, err := folder.Make(filepath.Dir(file))
	if err != nil {
		return err
	}
	return to.WriteFile(filepath.Base(file), data)
}
