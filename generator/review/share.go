package review

import (
	"io/fs"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/git"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Two revisions differ in a few workbooks of thousands. Those that are the same are not
// taken out of git again: the file of the other revision, or of the work tree, gets one
// more name. What is read is the same bytes; nothing that was made of them is taken over
// from another run.

var workbook = lazyregexp.New(`^data/[^/]+/(?:cmrt|emrt|amrt)/`)

// lying is where a file lies.
type lying struct {
	folder *folder.Folder
	name   string
}

// share gives the workbooks of a revision their names where they are at hand, and gives the
// files that are left to be taken out of git.
func (r *Revisions) share(at *folder.Folder, commit string, blobs []git.Blob) (rest []git.Blob, err error) {
	same, err := git.Unchanged(r.Root.Dir(), commit, "data")
	if err != nil {
		return nil, err
	}
	if r.taken == nil {
		r.taken = map[string]lying{}
	}
	for _, b := range blobs {
		if b.Link || !workbook.MatchString(b.Path) {
			rest = append(rest, b)
			continue
		}
		from, known := r.taken[b.Hash]
		if !known && same[b.Path] && !r.small(b.Path) {
			from, known = lying{r.Root, b.Path}, true
		}
		if !known || !from.folder.Lend(from.name, at, b.Path) {
			rest = append(rest, b)
		}
		r.taken[b.Hash] = lying{at, b.Path}
	}
	return rest, nil
}

// small tells a file of the work tree that may be a pointer of Git LFS, which is taken out
// of git as the workbook that it points to.
func (r *Revisions) small(file string) bool {
	info, err := fs.Stat(r.Root.FS(), file)
	return err != nil || info.Size() < 4096
}
