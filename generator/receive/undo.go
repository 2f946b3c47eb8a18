package receive

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// Undoing is what takes a filing back. The file is to be deleted before the log is
// written: a run that breaks off between the two leaves a row that names no file, which
// the same command finishes.
type Undoing struct {
	Row     tables.Received // that leaves the log
	File    string          // to be deleted, below the project; "" where it is gone already
	LogFile string          // of the log
	Log     []byte          // without the row
}

// Told says what was taken back, or would be, in one sentence or two.
func (u Undoing) Told(dry bool) string {
	verb, gone := "taken back", "The file is deleted"
	if dry {
		verb, gone = "would be taken back", "The file goes"
	}
	file := u.File
	if file == "" {
		file, gone = path.Base(u.Row.File), "The file was gone already"
	}
	return fmt.Sprintf("%s: %s (%.12s) of %s, which came on %s as “%s”. %s, and its row leaves %s.", verb, file, u.Row.SHA256, u.Row.Supplier, u.Row.Date, u.Row.Name, gone, u.LogFile)
}

// TakeBack undoes a filing: the workbook leaves the folder, its row the log. named is the
// file, or the beginning of its SHA-256.
func (d *Inbox) TakeBack(p *project.Project, year int, named string) error {
	y, err := p.Year(year)
	if err != nil {
		return err
	}
	u, err := Undo(p.FS, y, named)
	if err != nil {
		return err
	}
	if !d.DryRun {
		if u.File != "" {
			if err := d.Root.Remove(u.File); err != nil {
				return err
			}
		}
		if err := d.Root.WriteFile(u.LogFile, u.Log); err != nil {
			return err
		}
	}
	d.Tell("%s", text.Visible(u.Told(d.DryRun)))
	return nil
}

// shortest is how much of a hash names a filing.
const shortest = 6

// Undo finds the filing that is named, by its file or by the beginning of its SHA-256,
// and says what takes it back. fsys is the project. Nothing is written.
func Undo(fsys fs.FS, year *project.Year, named string) (Undoing, error) {
	log := project.ReceivedFile(year.Number)
	row, err := filing(year.Received, log, named)
	if err != nil {
		return Undoing{}, err
	}
	data, err := fs.ReadFile(fsys, log)
	if err != nil {
		return Undoing{}, fmt.Errorf("read the log: %w", err)
	}
	u := Undoing{Row: row, LogFile: log}
	if u.Log, err = tables.Remove(log, data, row.Line); err != nil {
		return Undoing{}, err
	}
	u.File, err = filed(fsys, year.Number, row)
	return u, err
}

// filing finds a row of the log.
func filing(rows []tables.Received, log, named string) (tables.Received, error) {
	hash, base := strings.ToLower(named), path.Base(strings.ReplaceAll(named, `\`, "/"))
	byHash := len(hash) >= shortest && strings.Trim(hash, "0123456789abcdef") == ""
	var found []tables.Received
	for _, r := range rows {
		folder := "/" + cmrt.Folder(cmrt.FiledAs(r.File)) + "/" // two programmes may have files of one name
		_, inFolder := cmrt.BelowFolder("/" + filepath.ToSlash(named))
		elsewhere := inFolder && !strings.Contains("/"+filepath.ToSlash(named), folder)
		if byHash && strings.HasPrefix(r.SHA256, hash) || path.Base(r.File) == base && !elsewhere {
			found = append(found, r)
		}
	}
	switch {
	case len(found) == 0:
		return tables.Received{}, fmt.Errorf("%s logs no filing %q: name the file, or at least %d characters of its SHA-256", log, named, shortest)
	case len(found) > 1:
		var list []string
		for _, r := range found {
			list = append(list, fmt.Sprintf("\n    line %d: %s %.12s", r.Line, r.File, r.SHA256))
		}
		return tables.Received{}, fmt.Errorf("%s logs %d filings %q; name one by more of its SHA-256:%s", log, len(found), named, strings.Join(list, ""))
	}
	return found[0], nil
}

// filed finds the file of a row by its bytes, since it may have been renamed. It is an
// error if what lies under its name is not what came.
func filed(fsys fs.FS, year int, row tables.Received) (string, error) {
	dir := path.Join("data", strconv.Itoa(year), cmrt.Folder(cmrt.FiledAs(row.File)))
	at := path.Join(dir, path.Base(row.File))
	if row.SHA256 == "" {
		return "", fmt.Errorf("line %d of %s has no SHA-256, so that it cannot be told whether %s is what came: delete both by hand", row.Line, project.ReceivedFile(year), at)
	}
	other, err := holds(fsys, at, row.SHA256)
	if err != nil {
		return "", err
	}
	if other == same {
		return at, nil
	}
	renamed := ""
	err = fs.WalkDir(fsys, dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || renamed != "" {
			return err
		}
		is, err := holds(fsys, file, row.SHA256)
		if is == same {
			renamed = file
		}
		return err
	})
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("look for what came: %w", err)
	case renamed == "" && other == different:
		return "", fmt.Errorf("%s does not hold what came on %s: it was changed or replaced since. Put back what came, or delete the file yourself, and repeat the command", at, row.Date)
	}
	return renamed, nil
}

// What a file holds, beside what came.
type holding int

const (
	nothing holding = iota
	same
	different
)

func holds(fsys fs.FS, file, sum string) (holding, error) {
	data, err := fs.ReadFile(fsys, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nothing, nil
	case err != nil:
		return nothing, fmt.Errorf("read what was filed: %w", err)
	case Sum(data) == sum:
		return same, nil
	}
	return different, nil
}
