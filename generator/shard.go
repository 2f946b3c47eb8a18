package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
)

// Reading workbooks is most of the work of a compile, and each can be read by itself.
// So several machines read a share each and write what they read as a part; one then
// compiles from all parts, and needs no workbook but its hash.

// share is the i-th of n shares of the workbooks, counted from 1.
type share struct{ i, n int }

func (s share) String() string { return fmt.Sprintf("%d/%d", s.i, s.n) }

// file is what its part is called.
func (s share) file() string { return fmt.Sprintf("part-%d-of-%d", s.i, s.n) }

// mostShares is more than anybody has machines for, and keeps a slip of the key from
// making as many files.
const mostShares = 1000

func shareOf(text string) (share, error) {
	before, after, _ := strings.Cut(text, "/")
	i, err := strconv.Atoi(before)
	n, err2 := strconv.Atoi(after)
	if err := errors.Join(err, err2); err != nil || n < 1 || n > mostShares || i < 1 || i > n {
		return share{}, fmt.Errorf("%q is not a share such as 2/7 (the second of seven, of at most %d)", text, mostShares)
	}
	return share{i, n}, nil
}

// of takes the share of a list: every n-th, so that shares differ by one at most.
func (s share) of(list []string) (mine []string) {
	for i := s.i - 1; i < len(list); i += s.n {
		mine = append(mine, list[i])
	}
	return mine
}

// workbooksFor lists the workbooks on which compiling some years depends, those of the
// years before included; scope names the years.
func workbooksFor(p *project.Project, years []int) (files []string, scope string, err error) {
	var needed []int
	for _, year := range years {
		needed = append(needed, year)
		if slices.Contains(p.Years, year-1) {
			needed = append(needed, year-1)
		}
	}
	slices.Sort(needed)
	var names []string
	for _, number := range slices.Compact(needed) {
		y, err := p.Year(number)
		if err != nil {
			return nil, "", err
		}
		if !y.Surveyed() {
			continue
		}
		list, err := p.Workbooks(number)
		if err != nil {
			return nil, "", err
		}
		files, names = append(files, list...), append(names, strconv.Itoa(number))
	}
	return files, strings.Join(names, " "), nil
}

// readShare reads a share of the workbooks and writes it into a folder as a part, or
// lists its workbooks.
func (cmd *compileCmd) readShare(p *project.Project, std stdio) error {
	s, err := shareOf(cmd.Shard)
	if err != nil {
		return fmt.Errorf("%w: --shard: %w", errUsage, err)
	}
	files, scope, err := workbooksFor(p, cmd.Years)
	if err != nil {
		return err
	}
	mine := s.of(files)
	if cmd.List {
		for _, file := range mine {
			fmt.Fprintln(std.Out, file)
		}
		return nil
	}
	list, _ := readFiles(p.FS, mine, nil, 0, std, "share "+s.String())
	pointers := 0
	for _, r := range list {
		if slices.ContainsFunc(r.Declaration.Findings, func(f finding.Finding) bool { return f.Rule == "file-lfs-pointer" }) {
			pointers++
		}
	}
	if pointers > 0 {
		fmt.Fprintf(std.Err, "%d of the workbooks are Git LFS pointers, and are read as such: to fetch them first, run “git lfs pull”\n", pointers)
	}
	part := reading.List{Reader: readerVersion(), Part: s.String(), Scope: scope, Readings: list}
	if err := writeFile(filepath.Join(cmd.Out, s.file()), part.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(std.Err, "%d of %d workbooks read into %s\n", len(mine), len(files), filepath.Join(cmd.Out, s.file()))
	return nil
}

// merged takes all readings from the parts in a folder. It refuses parts that are not
// all of one set, made by this very reader from the workbooks that are there now.
func (s *years) merged(folder string, years []int) error {
	files, scope, err := workbooksFor(s.project, years)
	if err != nil {
		return err
	}
	parts, err := partsIn(folder)
	if err != nil {
		return err
	}
	if err := oneSet(parts, scope); err != nil {
		return err
	}
	known, from := map[string]reading.Reading{}, map[string]string{}
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
		if !slices.Contains(hashesOf(s.project.FS, file), r.Declaration.SHA256) {
			return fmt.Errorf("%s is another file now than the one read for %s; %s", file, from[file], again)
		}
		delete(from, file)
	}
	for file, part := range from {
		return fmt.Errorf("%s was read for %s and is not there now; %s", file, part, again)
	}
	s.readings = readings{use: fromParts, known: known}
	return nil
}

const again = "run all shards again, from the same commit"

// part is a part and the file it is in.
type part struct {
	name string
	share
	reading.List
}

// partsIn reads all parts of a folder.
func partsIn(folder string) (parts []part, err error) {
	err = filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		list, err := reading.Parse(data)
		switch {
		case errors.Is(err, reading.ErrDamaged) && !reading.IsList(data):
			return fmt.Errorf("%s is no part: name a folder that holds nothing else", name)
		case err != nil:
			return fmt.Errorf("%s cannot be used, %w; %s", name, err, again)
		}
		s, err := shareOf(list.Part)
		if err != nil {
			return fmt.Errorf("%s is no part: name a folder that holds nothing else", name)
		}
		parts = append(parts, part{name, s, list})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("merge parts: %w", err)
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("merge parts: %s holds none", folder)
	}
	return parts, nil
}

// oneSet makes sure that parts are each share of one whole, once.
func oneSet(parts []part, scope string) error {
	first, seen := parts[0], map[int]string{}
	for _, p := range parts {
		switch {
		case p.Reader != readerVersion():
			return fmt.Errorf("%s was made by another version of cmr, which may read workbooks otherwise; %s", p.name, again)
		case p.n != first.n:
			return fmt.Errorf("%s is one of %d parts, %s one of %d: they do not belong together", first.name, first.n, p.name, p.n)
		case seen[p.i] != "":
			return fmt.Errorf("%s and %s are both part %s: remove the one that does not belong here", seen[p.i], p.name, p.share)
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

// pointer is the note that Git LFS leaves in the place of a file: the hash is the file's.
var pointer = regexp.MustCompile(`^version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize \d+\n$`)

// hashesOf is the SHA-256 of a workbook, "" where it cannot be opened. Where there is
// only the note by which Git LFS knows it, a share may have read the file or the note.
func hashesOf(fsys fs.FS, file string) []string {
	info, err := fs.Stat(fsys, file)
	if err != nil || !info.Mode().IsRegular() {
		return []string{""}
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return []string{""}
	}
	sum := sha256.Sum256(data)
	list := []string{hex.EncodeToString(sum[:])}
	if m := pointer.FindSubmatch(data); m != nil {
		list = append(list, string(m[1]))
	}
	return list
}
