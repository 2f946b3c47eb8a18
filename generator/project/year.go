package project

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Settings are content/YEAR/year.yaml. Each key is explained in content/README.md.
type Settings struct {
	Demonstration *bool `yaml:"demonstration"` // default: the registrant's

	// CutOff is the day until which answers count; every figure is as of this
	// day. A year without it has no supplier data: its pages are narrative only.
	CutOff           string   `yaml:"cut_off"`
	AcceptedVersions []string `yaml:"accepted_versions"` // of the CMRT; none named: every version that can be read
	WindowMonths     int      `yaml:"window_months"`     // how old a declaration may be at the year's end; default 12

	Snapshots struct {
		Directory   string `yaml:"directory"`   // file in data/reference
		Conformance string `yaml:"conformance"` // file in data/reference
	} `yaml:"snapshots"`

	Severities map[string]finding.Severity `yaml:"severities"` // rule → severity, or off

	Filing struct {
		Date      string `yaml:"date"`      // YYYY-MM-DD
		Accession string `yaml:"accession"` // EDGAR accession number
		URL       string `yaml:"url"`       // of the filing at sec.gov
	} `yaml:"filing"`
}

// Year is one reporting year, read.
type Year struct {
	Number        int
	Demonstration bool
	Settings      Settings
	Oldest        string // declarations dated before this day are stale: YYYY-MM-DD

	Roster      []tables.Supplier
	Outreach    []tables.Outreach
	Decisions   []tables.Decision
	Products    []Product
	Directory   smelter.Directory
	Conformance smelter.Conformance

	Narrative []Text // content/YEAR/*.md by file name
}

// Text is a Markdown file that people wrote.
type Text struct {
	File string
	Body string
}

// Product is a row of content/YEAR/products.csv: what the registrant makes and
// which of the metals it holds.
type Product struct {
	Product     string `csv:"product"`
	Metals      string `csv:"metals"` // space between
	Description string `csv:"description"`
}

// Surveyed tells whether suppliers were asked in this year.
func (y Year) Surveyed() bool { return y.Settings.CutOff != "" }

// Year reads one reporting year.
func (p *Project) Year(number int) (*Year, error) {
	y := &Year{Number: number, Demonstration: p.Registrant.Demonstration}
	if !slices.Contains(p.Years, number) {
		return nil, fmt.Errorf("there is no reporting year %d: content/%d is missing", number, number)
	}
	if err := p.settings(y); err != nil {
		return nil, err
	}
	if err := p.dataOf(y); err != nil {
		return nil, err
	}
	var err error
	y.Narrative, err = p.texts(path.Join("content", strconv.Itoa(number)))
	return y, err
}

func (p *Project) settings(y *Year) error {
	file := path.Join("content", strconv.Itoa(y.Number), "year.yaml")
	s := &y.Settings
	if err := readYAML(p.FS, file, s); err != nil {
		return err
	}
	if s.Demonstration != nil {
		y.Demonstration = *s.Demonstration
	}
	if s.WindowMonths == 0 {
		s.WindowMonths = 12
	}
	if s.WindowMonths < 0 {
		return mistake(p.FS, file, "window_months", fmt.Errorf("window_months: %d is not a number of months", s.WindowMonths))
	}
	// The last day of the month, so that 31 December less two months is 31 October.
	y.Oldest = time.Date(y.Number, 13-time.Month(s.WindowMonths), 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	for _, day := range []struct{ key, date string }{{"cut_off", s.CutOff}, {"filing.date", s.Filing.Date}} {
		if day.date != "" && !isDate(day.date) {
			return mistake(p.FS, file, day.key, fmt.Errorf("%s %q is not a date of the form 2026-04-30", day.key, day.date))
		}
	}
	for i, v := range s.AcceptedVersions {
		if _, ok := cmrt.LayoutOf(v); !ok {
			return mistake(p.FS, file, fmt.Sprintf("accepted_versions[%d]", i), fmt.Errorf("accepted_versions: %q is not a CMRT version that cmr can read", v))
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(s.Severities)) {
		if severity := s.Severities[rule]; !slices.Contains([]finding.Severity{finding.Error, finding.Warning, finding.Note, "off"}, severity) {
			return mistake(p.FS, file, "severities."+rule, fmt.Errorf("severities: %s: %q is not error, warning, note or off", rule, severity))
		}
	}
	return nil
}

// CheckRules finds a rule in the year's severities that the catalogue does not have;
// a name typed wrongly must not pass for a setting.
func (p *Project) CheckRules(y *Year, catalogue []finding.Rule) error {
	for _, name := range slices.Sorted(maps.Keys(y.Settings.Severities)) {
		if !slices.ContainsFunc(catalogue, func(r finding.Rule) bool { return r.Name == name }) {
			file := path.Join("content", strconv.Itoa(y.Number), "year.yaml")
			return mistake(p.FS, file, "severities."+name, fmt.Errorf("severities: there is no rule %q; “cmr rules” lists them", name))
		}
	}
	return nil
}

// texts reads the Markdown files of a folder in the order of their names.
func (p *Project) texts(dir string) ([]Text, error) {
	names, err := fs.Glob(p.FS, dir+"/*.md")
	if err != nil {
		return nil, fmt.Errorf("list narrative: %w", err)
	}
	var list []Text
	for _, name := range names {
		body, err := fs.ReadFile(p.FS, name)
		if err != nil {
			return nil, fmt.Errorf("read narrative: %w", err)
		}
		list = append(list, Text{File: name, Body: strings.ReplaceAll(string(body), "\r\n", "\n")})
	}
	return list, nil
}

// Policy reads content/policy.md; a Text without File says that there is none.
func (p *Project) Policy() (Text, error) {
	body, err := fs.ReadFile(p.FS, "content/policy.md")
	if errors.Is(err, fs.ErrNotExist) {
		return Text{}, nil
	}
	if err != nil {
		return Text{}, fmt.Errorf("read policy: %w", err)
	}
	return Text{File: "content/policy.md", Body: strings.ReplaceAll(string(body), "\r\n", "\n")}, nil
}
