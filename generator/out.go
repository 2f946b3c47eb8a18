package main

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"itron.com/conflict-minerals/generator/folder"
)

// writeOut writes a document into the file that --out names. Within the project inputs are
// not written over by a slip: below data/ nothing is written that way, and below content/
// workbooks alone, where a company may keep its own declaration.
func (p *opened) writeOut(file string, data []byte) error {
	name, below := p.root.Below(file)
	if below && (strings.HasPrefix(name, "data/") || strings.HasPrefix(name, "content/") && path.Ext(name) != ".xlsx") {
		return fmt.Errorf("%w: --out %s: data/ and content/ hold what the year is made from; write to build/, or anywhere outside the project", errUsage, name)
	}
	if below {
		return p.root.WriteFile(name, data)
	}
	to, err := folder.Make(filepath.Dir(file))
	if err != nil {
		return err
	}
	return to.WriteFile(filepath.Base(file), data)
}
