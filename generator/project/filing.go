package project

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Filing is what people decide about a year's Form SD, and what became of it. Nothing
// in it is made up by the program: a signature least of all.
type Filing struct {
	Mode      string `yaml:"mode"`      // one of the words below; default WithReport
	Date      string `yaml:"date"`      // YYYY-MM-DD
	Accession string `yaml:"accession"` // EDGAR accession number
	URL       string `yaml:"url"`       // of the filing at sec.gov
	Exhibit   string `yaml:"exhibit"`   // number of the report; default 1.01; some of 2014 were numbered 1.02
	Type      string `yaml:"type"`      // EDGAR's type of the exhibit; default EX-1.01
	Posted    string `yaml:"posted"`    // where the public finds it, in words; default: the page of the year
	Note      string `yaml:"note"`      // what readers must know of this text, e.g. that it retells a filing

	// Retells is set where the text is not the form that was filed but tells of it: it
	// carries nobody's signature.
	Retells bool `yaml:"retells"`
	// Amendment is set where this form amends one that was filed before (Form SD/A).
	Amendment Amendment `yaml:"amendment"`

	// Contact is the person on the cover of this year's form; default: the registrant's.
	Contact struct {
		Name  string `yaml:"name"`
		Phone string `yaml:"phone"`
	} `yaml:"contact"`
	// Signature is typed by the person who signs: Signed is “/s/ Name”.
	Signature struct {
		Signed string `yaml:"signed"`
		Name   string `yaml:"name"`
		Title  string `yaml:"title"`
		Date   string `yaml:"date"`    // YYYY-MM-DD
		HeldBy string `yaml:"held_by"` // who keeps the signed authentication document; on the filing sheet alone
	} `yaml:"signature"`
}

// Amendment tells of a form that amends an earlier one; the zero value: it amends none.
type Amendment struct {
	Number int    `yaml:"number"` // 1 for the first of the year
	Of     string `yaml:"of"`     // YYYY-MM-DD, the day on which the first form was filed
	Note   string `yaml:"note"`   // the explanatory note: why, and what has changed
}

// Is tells whether the form amends another.
func (a Amendment) Is() bool { return a != Amendment{} }

// check finds what no amendment can be.
func (a Amendment) check() (key string, err error) {
	switch {
	case !a.Is():
		return "", nil
	case a.Number < 1:
		return "filing.amendment.number", errors.New("filing.amendment.number is 1 for the first amendment of a year")
	case !isDate(a.Of):
		return "filing.amendment.of", fmt.Errorf("filing.amendment.of %q is not the day of the first filing, in the form 2026-05-29", a.Of)
	}
	return "", nil
}

// The ways to file (Form SD, Item 1.01).
const (
	WithReport    = "with-report"         // paragraph (c): a Conflict Minerals Report is an exhibit
	FormAlone     = "form-sd"             // paragraph (b): the inquiry ruled everything out
	StaffRelief   = "form-sd-2017-relief" // paragraphs (a) and (b) only, after the staff statement of 7 April 2017
	firstOfRelief = 2016                  // the first reporting year whose form fell due after it
)

// formText is the file of a year that belongs to Form SD, not to the report.
const formText = "form-sd.md"

var (
	modes      = []string{WithReport, FormAlone, StaffRelief}
	accession  = lazyregexp.New(`^\d{10}-\d{2}-\d{6}$`)
	secAddress = lazyregexp.New(`^https://(?:[a-z]+\.)?sec\.gov/[!-~]*$`)
	exhibit    = lazyregexp.New(`^1\.0[12]$`)
)

// filing fills in what is left out, and finds what can never be right.
func (y *Year) filing(r Registrant, fsys fs.FS, file string) error {
	f := &y.Settings.Filing
	f.Mode, f.Exhibit = cmp.Or(f.Mode, WithReport), cmp.Or(f.Exhibit, "1.01")
	f.Type = cmp.Or(f.Type, "EX-"+f.Exhibit)
	if f.Contact.Name == "" && f.Contact.Phone == "" {
		f.Contact.Name, f.Contact.Phone = r.Contact.Name, r.Contact.Phone
	}
	switch {
	case !slices.Contains(modes, f.Mode):
		return mistake(fsys, file, "filing.mode", fmt.Errorf("filing.mode: %q is none of %s", f.Mode, strings.Join(modes, ", ")))
	case f.Mode == StaffRelief && y.Number < firstOfRelief:
		return mistake(fsys, file, "filing.mode", fmt.Errorf("filing.mode: the relief of 7 April 2017 came after the form for %d was due", y.Number))
	case !exhibit.MatchString(f.Exhibit):
		return mistake(fsys, file, "filing.exhibit", fmt.Errorf("filing.exhibit: %q is not 1.01 (or 1.02, as some filed in 2014)", f.Exhibit))
	case f.Type != "EX-1.01" && f.Type != "EX-1.02":
		return mistake(fsys, file, "filing.type", fmt.Errorf("filing.type: %q is not EX-1.01 (or EX-1.02, as some were filed in 2014)", f.Type))
	case f.Accession != "" && !accession.MatchString(f.Accession):
		return mistake(fsys, file, "filing.accession", fmt.Errorf("filing.accession: %q has not the form 0001234567-26-001234", f.Accession))
	case f.URL != "" && !secAddress.MatchString(f.URL):
		return mistake(fsys, file, "filing.url", fmt.Errorf("filing.url: %q is not an https address at sec.gov", f.URL))
	case f.Accession != "" && f.Date == "":
		return mistake(fsys, file, "filing.accession", errors.New("filing.accession needs filing.date, the day of filing"))
	case f.Signature.Date != "" && !isDate(f.Signature.Date):
		return mistake(fsys, file, "filing.signature.date", fmt.Errorf("filing.signature.date %q is not a date of the form 2026-04-30", f.Signature.Date))
	}
	if key, err := f.Amendment.check(); err != nil {
		return mistake(fsys, file, key, err)
	}
	return nil
}
