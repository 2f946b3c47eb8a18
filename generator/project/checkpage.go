package project

import (
	"fmt"
	"io/fs"
	"slices"

	"itron.com/conflict-minerals/generator/tables"
)

// CheckPage says whether the public site has a page on which suppliers check a workbook
// before they send it, and what it knows of smelters.
type CheckPage string

// The check pages. The zero CheckPage is NoCheckPage.
const (
	NoCheckPage      CheckPage = "none"
	WithoutDirectory CheckPage = "without-directory" // smelters as the workbook's own look-up names them
	WithDirectory    CheckPage = "with-directory"    // the year's directory is part of the page: whoever opens it has it
)

// Offered tells whether there is such a page.
func (c CheckPage) Offered() bool { return c == WithoutDirectory || c == WithDirectory }

func (c CheckPage) validate() error {
	if c != "" && !slices.Contains([]CheckPage{NoCheckPage, WithoutDirectory, WithDirectory}, c) {
		return fmt.Errorf("%q is not none, without-directory or with-directory", string(c))
	}
	return nil
}

// CheckAddress is where the check page is posted; "" where there is none or it is not known.
func (r Registrant) CheckAddress() string {
	if r.PublicURL == "" || !r.CheckPage.Offered() {
		return ""
	}
	return r.PublicURL + "check/"
}

// CheckYear is the year by which the check page judges: the newest that asks suppliers,
// whether it is published or not, since they answer long before it is; nil for none.
func (p *Project) CheckYear() (*Year, error) {
	for _, number := range slices.Backward(p.Years) {
		y, err := p.Year(number)
		if err != nil {
			return nil, err
		}
		if y.Surveyed() {
			return y, nil
		}
	}
	return nil, nil
}

// CheckRows are the rows of the year's directory where the check page may hold them.
func (p *Project) CheckRows(y *Year) ([]tables.DirectoryRow, error) {
	file := y.Directory.Source.Name
	if p.Registrant.CheckPage != WithDirectory || file == "" {
		return nil, nil
	}
	data, err := fs.ReadFile(p.FS, file)
	if err != nil {
		return nil, fmt.Errorf("read the directory for the check page: %w", err)
	}
	rows, err := tables.Read[tables.DirectoryRow](file, data)
	return rows, inputError(err)
}

// validateCheckPage refuses a word that is no check page.
func (r *Registrant) validateCheckPage(fsys fs.FS) error {
	if err := r.CheckPage.validate(); err != nil {
		return mistake(fsys, registrantFile, "check_page", fmt.Errorf("check_page: %w", err))
	}
	return nil
}
