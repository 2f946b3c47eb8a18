package folder

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// madeFile lists, in a folder of outputs, the files that the program wrote there. Nothing
// else in it is ever removed.
const madeFile = TempPrefix + "made"

func (f *Folder) made(dir string) map[string]bool {
	list := map[string]bool{}
	data, err := f.ReadFile(path.Join(dir, madeFile))
	if err != nil {
		return list // nothing is known to be ours
	}
	for line := range strings.Lines(string(data)) {
		if name := strings.TrimSpace(line); fs.ValidPath(name) && name != "." {
			list[name] = true
		}
	}
	return list
}

// WriteOutputs writes the files of a tree, by name below a folder of outputs, and removes
// what it wrote there before and the tree does not have. Files of anybody else stay.
func (f *Folder) WriteOutputs(dir string, tree map[string][]byte) error {
	old := f.made(dir)
	if err := f.AddOutputs(dir, tree); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, made := tree[name]; !made {
			if err := f.Remove(path.Join(dir, name)); err != nil {
				return err
			}
		}
	}
	return f.writeMade(dir, slices.Sorted(maps.Keys(tree)))
}

// AddOutputs writes files into a folder of outputs beside those that are there.
func (f *Folder) AddOutputs(dir string, tree map[string][]byte) error {
	all := f.made(dir)
	for name := range tree {
		all[name] = true
	}
	if err := f.writeMade(dir, slices.Sorted(maps.Keys(all))); err != nil { // first: what a killed run wrote is ours too
		return err
	}
	below := make(map[string][]byte, len(tree))
	for name, data := range tree {
		below[path.Join(dir, name)] = data
	}
	return f.Write(below)
}

func (f *Folder) writeMade(dir string, names []string) error {
	var b bytes.Buffer
	for _, name := range names {
		fmt.Fprintln(&b, name)
	}
	return f.Write(map[string][]byte{path.Join(dir, madeFile): b.Bytes()})
}

// In gives the files of a tree that lie below a folder, by name below it.
func In(dir string, tree map[string][]byte) map[string][]byte {
	files := map[string][]byte{}
	for name, data := range tree {
		if below, in := strings.CutPrefix(name, dir+"/"); in {
			files[below] = data
		}
	}
	return files
}

// Place puts a tree where nothing is yet, in one step: a folder that is not there, or
// holds nothing. One that holds just this already is left alone.
func (f *Folder) Place(dir string, tree map[string][]byte) error {
	have, err := f.Files(dir)
	if err != nil {
		return err
	}
	if len(have) > 0 {
		below := make(map[string][]byte, len(tree))
		for name, data := range tree {
			below[path.Join(dir, name)] = data
		}
		stale, err := f.Diff([]string{dir}, below)
		if err == nil && len(stale) > 0 {
			err = fmt.Errorf("%s holds something else already (%s): move it away first", f.Path(dir), stale[0])
		}
		return err
	}
	fresh, err := f.Begin(dir)
	if err != nil {
		return err
	}
	defer fresh.Abandon()
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if err := fresh.Put(name, tree[name]); err != nil {
			return err
		}
	}
	return fresh.Commit()
}
