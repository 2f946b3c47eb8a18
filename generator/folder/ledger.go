package folder

import (
	"io/fs"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
)

// Known is a file of a folder as it was left there: by its SHA-256, and by the stamp by
// which it is known again without being read.
type Known struct {
	Name, Sum string
	Stamp     Stamp // zero where it has to be read
}

// Believe lets files that still have their stamps be known by it. Whoever calls it vouches
// for the list: it must be what Ledger gave, on this machine.
func (n *Fresh) Believe(list []Known) error {
	var err error
	if n.lies, err = n.parent.stamps(n.dir); err != nil {
		return err
	}
	n.known = make(map[string]Known, len(list))
	for _, k := range list {
		n.known[k.Name] = k
	}
	return nil
}

// stays tells whether a file lies in the old folder with that SHA-256, as far as can be
// known without reading it.
func (n *Fresh) stays(name, sum string) bool {
	k, known := n.known[name]
	return known && k.Sum == sum && k.Stamp != (Stamp{}) && k.Stamp == n.lies[name]
}

// Ledger is what Believe takes in the next run, after Commit. began and now are when this
// run began, and what it is now, in nanoseconds since 1970.
func (n *Fresh) Ledger(began, now int64) ([]Known, error) {
	var written map[string]Stamp
	if n.committed {
		var err error
		if written, err = n.parent.stamps(n.dir); err != nil {
			return nil, err
		}
	}
	list := make([]Known, 0, len(n.names))
	for name, anew := range n.names {
		k := Known{Name: name, Sum: n.sums[name]}
		switch {
		case anew: // nobody could have touched it before it took its place
			k.Stamp = written[name].Settled(now)
		case n.committed && written[name] != n.lies[name]: // it was given another name
		default: // as it was before it was looked at
			k.Stamp = n.lies[name].Settled(began)
		}
		list = append(list, k)
	}
	stable.Sort(list, func(a, b Known) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// stamps are those of the files below a folder, by name below it; zero for what is no
// file, or a file of which nothing can be known by its stamp.
func (f *Folder) stamps(dir string) (map[string]Stamp, error) {
	list := map[string]Stamp{}
	if _, err := f.root.Lstat(dir); err != nil {
		return list, nil // nothing is there
	}
	err := fs.WalkDir(f.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), TempPrefix) {
			return err
		}
		below := name[len(dir)+1:]
		list[below] = Stamp{}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			list[below] = StampOf(info)
		}
		return nil
	})
	return list, err
}
