package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/git"
)

// Reading workbooks is most of the work of a compile, and each can be read by itself.
// So several machines read a share each and write what they read as a part; one then
// compiles from all parts, and needs no workbook but its hash.

// Share is the i-th of n shares of the workbooks, counted from 1.
type Share struct{ i, n int }

// String writes a share as ParseShare reads it: "2/7".
func (s Share) String() string { return fmt.Sprintf("%d/%d", s.i, s.n) }

// File is what the share's part is called.
func (s Share) File() string { return fmt.Sprintf("part-%d-of-%d", s.i, s.n) }

// mostShares is more than anybody has machines for, and keeps a slip of the key from
// making as many files.
const mostShares = 1000

// ParseShare reads "2/7", the second share of seven.
func ParseShare(text string) (Share, error) {
	before, after, _ := strings.Cut(text, "/")
	i, err := strconv.Atoi(before)
	n, err2 := strconv.Atoi(after)
	if err := errors.Join(err, err2); err != nil || n < 1 || n > mostShares || i < 1 || i > n {
		return Share{}, fmt.Errorf("%q is not a share such as 2/7 (the second of seven, of at most %d)", text, mostShares)
	}
	return Share{i, n}, nil
}

// Of takes the share of a list: every n-th, so that shares differ by one at most.
func (s Share) Of(list []string) (mine []string) {
	for i := s.i - 1; i < len(list); i += s.n {
		mine = append(mine, list[i])
	}
	return mine
}

// Merge takes all readings from the parts in a folder, and looks at no workbook but for
// its hash. It refuses parts that are not all of one set, made by this very reader, for
// the years that scope names, from the files that are in fsys now.
func (s *Store) Merge(dir string, fsys fs.FS, files []string, scope string) error {
	parts, err := partsIn(dir, mostParts)
	if err != nil {
		return err
	}
	if err := oneSet(parts, s.Reader(), scope); err != nil {
		return err
	}
	known, from := map[string]Reading{}, map[string]string{}
	for _, p := range parts {
		for _, r := range p.Readings {
			if other := from[r.Declaration.File]; other != "" {
				return fmt.Errorf("%s was read for %s and for %s: %s", r.Declaration.File, other, p.name, again)
			}
			known[r.Declaration.File], from[r.Declaration.File] = r, p.name
		}
	}
	for _, file := range files {
		r, there := known[file]
		if !there {
			return fmt.Errorf("no part holds %s: it came after they were made; %s", file, again)
		}
		if !slices.Contains(hashesOf(fsys, file), r.Declaration.SHA256) {
			return fmt.Errorf("%s is another file now than the one read for %s; %s", file, from[file], again)
		}
		delete(from, file)
	}
	for file, part := range from {
		return fmt.Errorf("%s was read for %s and is not there now; %s", file, part, again)
	}
	s.known = known
	return nil
}

const again = "run all shards again, from the same commit"

// part is a part and the file it is in.
type part struct {
	name string
	Share
	List
}

// mostParts bounds the bytes of all parts together: it is several times what ten thousand
// suppliers with long lists take. A folder that holds more was named by mistake.
const mostParts = 2 << 30

// partsIn reads all parts of a folder.
func partsIn(dir string, most int64) (parts []part, err error) {
	left := most
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		const noPart = "%s is no part: name a folder that holds nothing else"
		if !d.Type().IsRegular() || len(parts) == mostShares {
			return fmt.Errorf(noPart, name)
		}
		data, err := folder.ReadUpTo(name, left+1)
		if err != nil {
			return err
		}
		if left -= int64(len(data)); left < 0 {
			return fmt.Errorf("with %s there are more than %d MB: name a folder that holds parts alone", name, most>>20)
		}
		list, err := Parse(data)
		switch {
		case errors.Is(err, ErrDamaged) && !IsList(data):
			return fmt.Errorf(noPart, name)
		case err != nil:
			return fmt.Errorf("%s cannot be used, %w; %s", name, err, again)
		}
		s, err := ParseShare(list.Part)
		if err != nil {
			return fmt.Errorf(noPart, name)
		}
		parts = append(parts, part{name, s, list})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("merge parts: %w", err)
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("merge parts: %s holds none", dir)
	}
	return parts, nil
}

// oneSet makes sure that parts are each share of one whole, once.
func oneSet(parts []part, reader, scope string) error {
	first, seen := parts[0], map[int]string{}
	for _, p := range parts {
		switch {
		case p.Reader != reader:
			return fmt.Errorf("%s was made by another version of cmr, which may read workbooks otherwise; %s", p.name, again)
		case p.n != first.n:
			return fmt.Errorf("%s is one of %d parts, %s one of %d: they do not belong together", first.name, first.n, p.name, p.n)
		case seen[p.i] != "":
			return fmt.Errorf("%s and %s are both part %s: remove the one that does not belong here", seen[p.i], p.name, p.Share)
		case p.Scope != scope:
			return fmt.Errorf("%s is of the years %s, and %s is asked for; %s", p.name, p.Scope, scope, again)
		}
		seen[p.i] = p.name
	}
	for i := range first.n {
		if seen[i+1] == "" {
			return fmt.Errorf("part %d/%d is missing beside %s", i+1, first.n, first.name)
		}
	}
	return nil
}

// hashesOf is the SHA-256 of a workbook, "" where it cannot be opened. Where there is
// only the note by which Git LFS knows it, a share may have read the file or the note.
func hashesOf(fsys fs.FS, file string) []string {
	info, err := fs.Stat(fsys, file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > cmrt.MaxFile {
		return []string{""}
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return []string{""}
	}
	sum := sha256.Sum256(data)
	list := []string{hex.EncodeToString(sum[:])}
	if pointed := git.Pointed(data); pointed != "" {
		list = append(list, pointed)
	}
	return list
}

// Part reads a share's files into a part; pointers counts those that are only pointers
// of Git LFS.
func (s *Store) Part(share Share, fsys fs.FS, files []string, scope string) (part List, pointers int) {
	list := s.read(fsys, files, "share "+share.String())
	for _, r := range list {
		if slices.ContainsFunc(r.Declaration.Findings, func(f finding.Finding) bool { return f.Rule == "file-lfs-pointer" }) {
			pointers++
		}
	}
	return List{Reader: s.Reader(), Part: share.String(), Scope: scope, Readings: list}, pointers
}
