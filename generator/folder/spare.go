package folder

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
)

// A folder of 30,000 files that is to be replaced as a whole, with three of them other
// than before, would cost 30,000 names made and 30,000 removed, and each file would bear
// the time of it. So the folder that was replaced is kept as a spare: it holds the same
// files under second names, but for those that changed, and is made to hold what the next
// one shall hold. What it has is believed of no file but one that the folder itself has.

// Spare lets the folder that is replaced stay under a name below f until the next time. It
// has to be on the same disk; where it is not, there is none.
func (n *Fresh) Spare(f *Folder, name string) {
	if !keepsSpares || f.solid(name) != nil || f.mkdir(path.Dir(name)) != nil {
		return
	}
	n.top, n.spare = f, name
	_, old := n.parent.root.Lstat(n.dir)
	n.twin = old != nil && !f.Has(name)
}

// under is a name of the fresh folder as seen from where the spare lies.
func (n *Fresh) under(name string) string { return n.topName(path.Join(n.aside, name)) }

func (n *Fresh) topName(name string) string {
	rel, err := filepath.Rel(n.top.dir, n.parent.Path(name))
	if err != nil {
		return "" // nothing has that name, and what is done with it fails
	}
	return filepath.ToSlash(rel)
}

// second gives a file that was just written its name in the spare of a folder that had
// none: at once, while it is not yet known by its stamp.
func (n *Fresh) second(name string) {
	if !n.twin {
		return
	}
	to := path.Join(n.spare, name)
	if n.top.mkdir(path.Dir(to)) == nil {
		_ = n.top.root.Link(filepath.FromSlash(n.under(name)), filepath.FromSlash(to)) // else it is given it the next time
	}
}

// fromSpare makes the spare hold what the fresh folder shall hold, and lets it be that;
// false where there is none that could, and then nothing is lost but time.
func (n *Fresh) fromSpare() bool {
	if n.spare == "" || n.twin || n.lies == nil || !n.top.Has(n.spare) || n.refill() != nil {
		return false
	}
	spare, fresh := filepath.FromSlash(n.spare), filepath.FromSlash(n.under("."))
	waste := fresh + "-waste"
	if n.top.root.Rename(fresh, waste) != nil {
		return false
	}
	if n.top.root.Rename(spare, fresh) != nil {
		_ = n.top.root.Rename(waste, fresh)
		return false
	}
	_ = n.top.root.RemoveAll(waste) // what stays is tidied by the next run
	return true
}

// errForeign is the error of a spare with something in it that is no file.
var errForeign = errors.New("it is no folder of files")

// refill goes through the names of the spare: what the fresh folder has not is removed,
// what is another file is replaced. It may be broken off at any time.
func (n *Fresh) refill() error {
	has := map[string]Stamp{}
	err := fs.WalkDir(n.top.FS(), n.spare, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return errForeign
		}
		has[name[len(n.spare)+1:]] = StampOf(info)
		return nil
	})
	if err != nil {
		return err
	}
	if err := n.drop(has); err != nil {
		return err
	}
	var other []string
	for name, anew := range n.names {
		is, shall := has[name], n.lies[name]
		if anew || is.Inode == 0 || is.Inode != shall.Inode || is.Device != shall.Device {
			other = append(other, name)
		}
	}
	return atOnce(other, n.intoSpare)
}

// drop removes from the spare what the fresh folder has not, and the folders that it
// leaves empty.
func (n *Fresh) drop(has map[string]Stamp) error {
	emptied := map[string]bool{}
	for name := range has {
		if _, shall := n.names[name]; shall {
			continue
		}
		if err := n.top.Remove(path.Join(n.spare, name)); err != nil {
			return err
		}
		emptied[path.Dir(name)] = true
	}
	for dir := range emptied {
		for ; dir != "." && n.top.root.Remove(filepath.FromSlash(path.Join(n.spare, dir))) == nil; dir = path.Dir(dir) {
			continue // until one holds files yet
		}
	}
	return nil
}

// intoSpare gives one file of the fresh folder its name in the spare.
func (n *Fresh) intoSpare(name string) error {
	to := path.Join(n.spare, name)
	from := n.under(name)
	if !n.names[name] {
		from = n.topName(path.Join(n.dir, name))
	}
	if err := n.top.Remove(to); err != nil {
		return err
	}
	if err := n.top.mkdir(path.Dir(to)); err != nil {
		return err
	}
	return n.top.root.Link(filepath.FromSlash(from), filepath.FromSlash(to))
}

// spareOld lets what was replaced be the next spare; false where it cannot be.
func (n *Fresh) spareOld() bool {
	if !n.committed || n.spare == "" || !n.parent.Has(n.aside) {
		return false
	}
	_ = n.top.root.RemoveAll(filepath.FromSlash(n.spare)) // one that could not be used
	return n.top.root.Rename(filepath.FromSlash(n.under(".")), filepath.FromSlash(n.spare)) == nil
}
