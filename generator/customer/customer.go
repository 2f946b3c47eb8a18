// Package customer keeps what customers ask the company for, and what they were answered.
//
// It is an input beside the flow, as outreach is for suppliers: data/YEAR/requests.csv, and
// each file that was sent byte for byte in data/YEAR/answered. It is internal, since it
// names customers, and takes the day from its caller.
package customer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// Entry is what a person says of a request: that it came, or that it was answered.
type Entry struct {
	Customer string
	What     string // what is asked for; of an answer, which request, where there are several
	Due      string // YYYY-MM-DD; may be blank
	Note     string

	Answered bool
	Name     string // of the file that was sent; "" where none was
	Data     []byte // its bytes
}

// ErrUsage is the error of an entry that says too little.
var ErrUsage = errors.New("not enough is said")

// MostSent bounds the file that was sent. It is kept in the project for good, and in its
// history.
const MostSent = 64 << 20

// mostSaid bounds the bytes of a name or a note.
const mostSaid = 1000

// Log records an entry on a day (YYYY-MM-DD), and gives the row as it stands then.
func Log(root *folder.Folder, p *project.Project, year int, e Entry, day string) (tables.Request, error) {
	if len(e.Data) > MostSent {
		return tables.Request{}, fmt.Errorf("%s has more than %d MB, which the project would keep for good: log the answer without it", e.Name, MostSent>>20)
	}
	for _, said := range []*string{&e.Customer, &e.What, &e.Note} {
		if *said = text.Line(*said); len(*said) > mostSaid {
			return tables.Request{}, fmt.Errorf("%w: %q… has more than %d characters", ErrUsage, finding.Short(*said, 40), mostSaid)
		}
	}
	rows, err := p.Requests(year)
	if err != nil {
		return tables.Request{}, err
	}
	sum := ""
	if e.Name != "" {
		hash := sha256.Sum256(e.Data)
		sum = hex.EncodeToString(hash[:])
	}
	// A run that was broken off after it had written is repeated: nothing is logged twice.
	before := slices.IndexFunc(rows, func(r tables.Request) bool { return e.says(r, sum, day) })
	i, err := open(rows, e)
	switch {
	case before >= 0 && (!e.Answered || err != nil):
		i = before
	case !e.Answered:
		rows = append(rows, tables.Request{Customer: e.Customer, What: e.What, Asked: day, Due: e.Due})
		i = len(rows) - 1
	case err != nil:
		return tables.Request{}, err
	default:
		if e.Name != "" {
			if rows[i].File, err = keep(root, p, year, e); err != nil {
				return tables.Request{}, err
			}
		}
		rows[i].SHA256, rows[i].Answered = sum, day
	}
	if e.Note != "" {
		rows[i].Note = e.Note
	}
	data, err := project.RequestsTable(year, rows)
	if err != nil {
		return tables.Request{}, err
	}
	return rows[i], root.WriteFile(project.RequestsFile(year), data)
}

// says tells whether a row says already what an entry of the day would.
func (e Entry) says(r tables.Request, sum, day string) bool {
	same := text.Words(r.Customer) == text.Words(e.Customer)
	if e.Answered {
		return same && r.Answered == day && r.SHA256 == sum && (e.What == "" || text.Words(r.What) == text.Words(e.What))
	}
	return same && r.Answered == "" && r.Asked == day && r.Due == e.Due && text.Words(r.What) == text.Words(e.What)
}

// open finds the request of a customer that is not answered yet.
func open(rows []tables.Request, e Entry) (int, error) {
	found := []int{}
	for i, r := range rows {
		if r.Answered == "" && text.Words(r.Customer) == text.Words(e.Customer) && (e.What == "" || text.Words(r.What) == text.Words(e.What)) {
			found = append(found, i)
		}
	}
	switch len(found) {
	case 0:
		return 0, fmt.Errorf("%w: no open request of %q is logged; log it first", ErrUsage, e.Customer)
	case 1:
		return found[0], nil
	}
	return 0, fmt.Errorf("%w: %q has several open requests; say which with --asks", ErrUsage, e.Customer)
}

// keep puts a file that was sent beside the others, under a name that no other bytes have.
func keep(root *folder.Folder, p *project.Project, year int, e Entry) (string, error) {
	sum := sha256.Sum256(e.Data)
	name := hex.EncodeToString(sum[:4]) + "-" + fileName(e.Name)
	switch there, err := p.Answered(year, name); {
	case err == nil && bytes.Equal(there, e.Data):
		return name, nil
	case err == nil:
		return "", fmt.Errorf("%s is there already, with other bytes", path.Join(project.AnsweredDir(year), name))
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	return name, root.WriteFile(path.Join(project.AnsweredDir(year), name), e.Data)
}

// fileName is a name that any system can check out: no control characters or others that
// nobody sees, none that Windows refuses, and not longer than names may be.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(path.Base(name), "-"))
	const most = 150
	ext := path.Ext(name)
	if len(ext) > 10 {
		ext = ""
	}
	stem := strings.TrimSuffix(name, ext)
	for len(stem)+len(ext) > most {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	return strings.TrimRight(stem+ext, ". ")
}

// Waiting are the requests that are not answered, those that are due first in front.
func Waiting(rows []tables.Request) []tables.Request {
	list := slices.DeleteFunc(slices.Clone(rows), func(r tables.Request) bool { return r.Answered != "" })
	stable.Sort(list, func(a, b tables.Request) int {
		switch {
		case a.Due == b.Due:
			return 0
		case b.Due == "" || a.Due != "" && a.Due < b.Due:
			return -1
		}
		return 1
	})
	return list
}

// Line tells a request in one line.
func Line(r tables.Request) string {
	const longest = 200 // people edit the table by hand too
	line := finding.Short(r.Customer, longest)
	if r.What != "" {
		line += ": " + finding.Short(r.What, longest)
	}
	line += ", asked on " + r.Asked
	if r.Due != "" {
		line += ", due on " + r.Due
	}
	if r.Answered != "" {
		line += ", answered on " + r.Answered
	}
	if r.File != "" {
		line += " with " + r.File
	}
	return line
}
