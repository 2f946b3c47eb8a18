// Package freeze keeps what was filed: the tables, the report and Form SD of a year
// as they were on the day of filing, with the SHA-256 of each. What was published of a
// programme beside the CMRT is kept likewise, in a place of its own.
//
// It takes the finished documents and public tables. What is frozen never changes: an amendment is another
// folder, named by its own day of filing, and the first stays beside it. The program
// shows what was filed from then on, regardless of what the inputs give today.
package freeze

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/project"
)

// sums is the list of hashes in a frozen folder, as sha256sum writes and checks it.
const sums = "SHA256SUMS"

// Folder is where a year's filings lie, below the project root.
func Folder(year int) string { return project.FilingsFolder(year) }

// ErrDiffers is the error of a day of filing under which something else is frozen.
var ErrDiffers = errors.New("something else was frozen as filed on that day: what is filed never changes; an amendment has its own filing.date")

// shelf is where what never changes is kept, a folder a day.
type shelf struct {
	dir         string
	act, verb   string // what was done with it: a filing, filed
	again, anew string // what of a later day is beside it, and how it came
	differs     error  // of a day under which something else is kept
}

func filings(year int) shelf {
	return shelf{Folder(year), "filing", "filed", "an amendment", "the amendment was filed", ErrDiffers}
}

// Make gives the files to write for a filing of a day (YYYY-MM-DD): those given, by
// name, and the list of their hashes, which for an amendment begins with those of the
// earlier lists, so that none can go without being missed. The same files on the same day are no change;
// others are ErrDiffers.
func Make(fsys fs.FS, year int, date string, files map[string][]byte) (map[string][]byte, error) {
	return filings(year).keep(fsys, date, files)
}

func (k shelf) keep(fsys fs.FS, date string, files map[string][]byte) (map[string][]byte, error) {
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return nil, fmt.Errorf("%q is not a date of the form 2026-05-29", date)
	}
	days, err := project.KeptDays(fsys, k.dir)
	if err != nil {
		return nil, err
	}
	if len(days) > 0 && date < days[len(days)-1] {
		return nil, fmt.Errorf("%s is before the %s of %s: what is %s later has a later day", date, k.act, days[len(days)-1], k.verb)
	}
	dir := path.Join(k.dir, date)
	var list bytes.Buffer
	out := map[string][]byte{}
	for _, day := range days {
		if day == date {
			continue
		}
		earlier, err := fs.ReadFile(fsys, path.Join(k.dir, day, sums))
		if err != nil {
			return nil, fmt.Errorf("read the %s of %s: %w", k.act, day, err)
		}
		fmt.Fprintf(&list, "%s  ../%s/%s\n", hash(earlier), day, sums)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&list, "%s  %s\n", hash(files[name]), name)
		out[path.Join(dir, name)] = files[name]
	}
	old, err := fs.ReadFile(fsys, path.Join(dir, sums))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if !project.EmptyFolder(fsys, dir) {
			return nil, fmt.Errorf("%s: %w (it has no %s)", dir, k.differs, sums)
		}
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", path.Join(dir, sums), err)
	case !bytes.Equal(old, list.Bytes()):
		return nil, fmt.Errorf("%s: %w", dir, k.differs)
	}
	out[path.Join(dir, sums)] = list.Bytes()
	return out, nil
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Filed are the days on which a year was filed, oldest first; none where it was not.
func Filed(fsys fs.FS, year int) ([]string, error) { return project.FilingDays(fsys, year) }

// Years are those of which something was filed, oldest first. A folder that cannot be read
// is an error, since a filing in it would pass for none.
func Years(fsys fs.FS) (years []int, err error) {
	dirs, err := fs.ReadDir(fsys, "data")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("look for filings: %w", err)
	}
	for _, dir := range dirs {
		year, err := strconv.Atoi(dir.Name())
		if err != nil || !dir.IsDir() {
			continue
		}
		filed := path.Join("data", dir.Name(), "filed")
		days, err := fs.ReadDir(fsys, filed)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("look for filings: %w", err)
		}
		if slices.ContainsFunc(days, func(day fs.DirEntry) bool { return !project.EmptyFolder(fsys, path.Join(filed, day.Name())) }) {
			years = append(years, year)
		}
	}
	slices.Sort(years)
	return slices.Compact(years), nil
}

// Read gives the files of a filing by name, proved against their hashes. Every
// problem is named: a file that was changed, one that is gone, one that was added.
func Read(fsys fs.FS, year int, date string) (files map[string][]byte, problems []string, err error) {
	return filings(year).read(fsys, date)
}

func (k shelf) read(fsys fs.FS, date string) (files map[string][]byte, problems []string, err error) {
	dir := path.Join(k.dir, date)
	list, err := fs.ReadFile(fsys, path.Join(dir, sums))
	if err != nil {
		return nil, []string{path.Join(dir, sums) + " is missing: nothing proves what was " + k.verb}, nil
	}
	files, listed := map[string][]byte{}, map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(list))
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		if day, earlier := strings.CutPrefix(name, "../"); ok && earlier && strings.HasSuffix(day, "/"+sums) && fs.ValidPath(day) {
			switch data, err := fs.ReadFile(fsys, path.Join(k.dir, day)); {
			case err != nil:
				problems = append(problems, path.Join(k.dir, day)+" is missing: what was "+k.verb+" earlier stays beside "+k.again)
			case hash(data) != sum:
				problems = append(problems, path.Join(k.dir, day)+" was changed after "+k.anew)
			}
			continue
		}
		if !ok || len(sum) != sha256.Size*2 || !fs.ValidPath(name) || name == sums {
			return nil, []string{path.Join(dir, sums) + " has a line that sha256sum did not write: " + strconv.Quote(lines.Text())}, nil
		}
		listed[name] = sum
	}
	if err := lines.Err(); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", path.Join(dir, sums), err)
	}
	if len(listed) == 0 {
		return nil, []string{path.Join(dir, sums) + " lists no file: nothing proves what was " + k.verb}, nil
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		data, err := fs.ReadFile(fsys, path.Join(dir, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			problems = append(problems, path.Join(dir, name)+" is missing")
		case err != nil:
			return nil, nil, fmt.Errorf("read what is kept: %w", err)
		case hash(data) != listed[name]:
			problems = append(problems, path.Join(dir, name)+" was changed after it was "+k.verb)
		default:
			files[name] = data
		}
	}
	err = fs.WalkDir(fsys, dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name := strings.TrimPrefix(file, dir+"/")
		if listed[name] == "" && name != sums {
			problems = append(problems, file+" was added after "+k.act)
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read what is kept: %w", err)
	}
	return files, problems, nil
}

// Drift names the files that would be filed otherwise today, sorted.
func Drift(filed, today map[string][]byte) (names []string) {
	for name, data := range filed {
		if !bytes.Equal(data, today[name]) {
			names = append(names, name)
		}
	}
	for name := range today {
		if _, was := filed[name]; !was {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
