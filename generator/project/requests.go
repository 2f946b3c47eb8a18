package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/tables"
)

// RequestsFile is the table of what customers ask for in a year.
func RequestsFile(year int) string { return path.Join("data", strconv.Itoa(year), "requests.csv") }

// AnsweredDir is where files that were sent to customers are kept, byte for byte.
func AnsweredDir(year int) string { return path.Join("data", strconv.Itoa(year), "answered") }

// Requests reads data/YEAR/requests.csv; none where there is none.
func (p *Project) Requests(year int) ([]tables.Request, error) {
	file := RequestsFile(year)
	rows, err := readTable[tables.Request](p.FS, file)
	if err != nil {
		return nil, err
	}
	days := make([]*string, 0, 3*len(rows))
	for i := range rows {
		days = append(days, &rows[i].Asked, &rows[i].Due, &rows[i].Answered)
	}
	readDays(days...)
	return rows, validateRequests(file, rows)
}

// RequestsTable writes the table, if it is one that can be read.
func RequestsTable(year int, rows []tables.Request) ([]byte, error) {
	if err := validateRequests(RequestsFile(year), rows); err != nil {
		return nil, err
	}
	return tables.Write(rows)
}

func validateRequests(file string, rows []tables.Request) error {
	for _, r := range rows {
		var err error
		switch {
		case strings.TrimSpace(r.Customer) == "":
			err = errors.New("a request needs a customer")
		case r.Asked != "" && !isDate(r.Asked), r.Due != "" && !isDate(r.Due), r.Answered != "" && !isDate(r.Answered):
			err = fmt.Errorf("%s: asked, due and answered are dates of the form 2026-04-30", r.Customer)
		case r.File != "" && (r.Answered == "" || r.SHA256 == ""):
			err = fmt.Errorf("%s: a file that was sent needs the day and its SHA-256", r.Customer)
		case r.File != "" && path.Base(r.File) != r.File:
			err = fmt.Errorf("%s: %q is not the name of a file in the folder answered", r.Customer, r.File)
		}
		if err != nil {
			return &InputError{File: file, Line: r.Line, Err: err}
		}
	}
	return nil
}

// Answered reads a file that was sent to a customer.
func (p *Project) Answered(year int, name string) ([]byte, error) {
	return fs.ReadFile(p.FS, path.Join(AnsweredDir(year), name))
}
