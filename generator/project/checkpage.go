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

// CheckYear is the year by which the check page judges: the newest whose survey is under
// way, whether it is published or not, since suppliers answer long before it is. A year
// that was only begun changes nothing in public: until then it is the year before, or, if
// no survey is under way yet, the newest that will ask suppliers; nil for none.
func (p *Project) CheckYear() (*Year, error) {
	var begun *Year
	for _, number := range slices.Backward(p.Years) {
		y, err := p.Year(number)
		if err != nil {
			return nil, err
		}
		if y.Surveyed() && y.underWay() {
			return y, nil
		}
		if y.Surveyed() && begun == nil {
			begun = y
		}
	}
	return begun, nil
}

// underWay tells whether a year's survey is ready or running: its lists are pinned, which
// is done before suppliers are asked, or one was asked, or has answered.
func (y *Year) underWay() bool {
	pins := y.Settings.Snapshots
	return pins.Directory+pins.Conformance != "" || len(y.Outreach) > 0 || len(y.Received) > 0 || y.State != YearOpen
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
