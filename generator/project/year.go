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
		Translation string `yaml:"translation"` // file in data/reference
		Revisions   string `yaml:"revisions"`   // file in data/reference
		CAHRA       string `yaml:"cahra"`       // file in data/reference
	} `yaml:"snapshots"`

	// Publish is the day on which the year was published, as it is reported; "": it was not,
	// and nobody outside sees it.
	Publish string `yaml:"publish"`

	Title string `yaml:"title"` // of the report; default: Conflict Minerals Report of … for …

	Severities map[string]finding.Severity `yaml:"severities"` // rule → severity, or off

	// Determination is what the registrant concludes for a metal from its inquiry:
	// one of the words below. A metal that is not named is undetermined.
	Determination map[cmrt.Metal]string `yaml:"determination"`

	WatchList []Watch `yaml:"watch_list"` // facilities that reviewers want to see named

	// OwnCMRT is the company's own declaration, a workbook in content/YEAR that customers
	// may take from the public page; "": none is offered.
	OwnCMRT string `yaml:"own_cmrt"`

	Filing   Filing   `yaml:"filing"`
	Campaign Campaign `yaml:"campaign"`

	Suppliers Purchasing `yaml:"suppliers"`

	Diligence Diligence `yaml:"due_diligence"`

	Programmes        []string  `yaml:"programmes"`         // templates that suppliers are asked for: cmrt, emrt, amrt; none named: the CMRT alone
	PublishProgrammes []string  `yaml:"publish_programmes"` // of those beside the CMRT: which are published with the year
	EMRT              Programme `yaml:"emrt"`
	AMRT              Programme `yaml:"amrt"`
}

// The determinations of Form SD, Item 1.01, for one metal.
const (
	NoReasonToBelieve = "no-reason-to-believe" // that it originates in the covered countries
	RecycledOrScrap   = "recycled-or-scrap"
	MayOriginate      = "may-originate" // in the covered countries
	Undetermined      = "undetermined"
)

var determinations = []string{NoReasonToBelieve, RecycledOrScrap, MayOriginate, Undetermined}

// Watch is an entry of the year's watch list: a facility and why it is on it.
type Watch struct {
	ID     string `yaml:"id"` // CID and six digits
	Reason string `yaml:"reason"`
}

// Year is one reporting year, read.
type Year struct {
	Number        int
	programme     string // by which it is looked at; "": the CMRT
	Demonstration bool
	Publish       smelter.Publication // what of assessments of smelters may be published: the registrant's
	Settings      Settings
	State         State  // how far the year has come
	Oldest        string // declarations dated before this day are stale: YYYY-MM-DD

	Roster      []tables.Supplier
	Outreach    []tables.Outreach
	Unusable    []Unusable // lines of the outreach log that say nothing
	Received    []tables.Received
	Decisions   []tables.Decision
	Products    []Product
	Activities  []Activity
	Exclusions  []Exclusion
	Risks       []Risk
	FiledOn     []string // days of the filings that are kept, oldest first
	FiledBefore string   // day on which the form of the year before was filed; blank: not, or not known
	Promised    []Step   // in this year's report, for the next
	Before      []Step   // in the report of the year before
	Directory   smelter.Directory
	Conformance smelter.Conformance
	Translation smelter.Translation
	Revisions   smelter.Revisions
	Areas       smelter.Areas // conflict-affected and high-risk

	Narrative []Text // content/YEAR/*.md by file name
	FormText  Text   // content/YEAR/form-sd.md: Item 1.01 in people's own words; no File where there is none
}

// Product is a row of content/YEAR/products.csv: what the registrant makes and
// which of the metals it holds.
type Product struct {
	Product     string `csv:"product"`
	Metals      string `csv:"metals"` // space between
	Description string `csv:"description"`
	Line        int    `csv:"-"` // of the table
}

// Surveyed tells whether suppliers were asked in this year.
func (y Year) Surveyed() bool { return y.Settings.CutOff != "" }

// Year reads one reporting year.
func (p *Project) Year(number int) (*Year, error) {
	y := &Year{Number: number, Demonstration: p.Registrant.Demonstration, Publish: p.Registrant.PublishedStatus}
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
	dir := path.Join("content", strconv.Itoa(number))
	if y.Narrative, err = p.texts(dir); err != nil {
		return nil, err
	}
	if y.FormText, err = p.text(path.Join(dir, formText)); errors.Is(err, fs.ErrNotExist) {
		y.FormText, err = Text{}, nil
	}
	if err != nil {
		return nil, err
	}
	return y, p.state(y)
}

func (p *Project) settings(y *Year) error {
	file := SettingsFile(y.Number)
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
	for _, day := range []struct{ key, date string }{{"cut_off", s.CutOff}, {"filing.date", s.Filing.Date}, {"publish", s.Publish}} {
		if day.date != "" && !isDate(day.date) {
			return mistake(p.FS, file, day.key, fmt.Errorf("%s %q is not a date of the form 2026-04-30", day.key, day.date))
		}
	}
	if s.Publish != "" && s.Publish < s.CutOff {
		return mistake(p.FS, file, "publish", fmt.Errorf("publish: %s is before the cut-off (%s), as of which the figures are", s.Publish, s.CutOff))
	}
	for i, v := range s.AcceptedVersions {
		if !cmrt.Reads(v) {
			return mistake(p.FS, file, fmt.Sprintf("accepted_versions[%d]", i), fmt.Errorf("accepted_versions: %q is not a CMRT version that cmr can read", v))
		}
	}
	for _, metal := range slices.Sorted(maps.Keys(s.Determination)) {
		switch {
		case !slices.Contains(cmrt.Metals, metal):
			return mistake(p.FS, file, "determination."+string(metal), fmt.Errorf("determination: %q is not tantalum, tin, gold or tungsten", metal))
		case !slices.Contains(determinations, s.Determination[metal]):
			return mistake(p.FS, file, "determination."+string(metal), fmt.Errorf("determination: %s: %q is none of %s", metal, s.Determination[metal], strings.Join(determinations, ", ")))
		}
	}
	if err := s.Suppliers.validate(p.FS, file); err != nil {
		return err
	}
	if err := y.filing(p.Registrant, p.FS, file); err != nil {
		return err
	}
	if err := y.campaign(p.FS, file); err != nil {
		return err
	}
	if err := y.diligence(p.FS, file); err != nil {
		return err
	}
	if err := y.programmes(p.FS, file); err != nil {
		return err
	}
	watched := map[string]bool{}
	for i, w := range s.WatchList {
		key := fmt.Sprintf("watch_list[%d]", i)
		switch {
		case !smelter.WellFormed(w.ID):
			return mistake(p.FS, file, key, fmt.Errorf("watch_list: %q is not a smelter ID (CID and six digits)", w.ID))
		case strings.TrimSpace(w.Reason) == "":
			return mistake(p.FS, file, key, fmt.Errorf("watch_list: %s has no reason", w.ID))
		case watched[w.ID]:
			return mistake(p.FS, file, key, fmt.Errorf("watch_list: %s is there twice", w.ID))
		}
		watched[w.ID] = true
	}
	for _, rule := range slices.Sorted(maps.Keys(s.Severities)) {
		if severity := s.Severities[rule]; !slices.Contains([]finding.Severity{finding.Error, finding.Warning, finding.Note, "off"}, severity) {
			return mistake(p.FS, file, "severities."+rule, fmt.Errorf("severities: %s: %q is not error, warning, note or off", rule, severity))
		}
	}
	return nil
}

// CheckRules finds a rule in the year's severities that the catalogue does not have, since
// a name typed wrongly must not pass for a setting, and one that stays as it is.
func (p *Project) CheckRules(y *Year, catalogue []finding.Rule) error {
	for _, name := range slices.Sorted(maps.Keys(y.Settings.Severities)) {
		file, key := SettingsFile(y.Number), "severities."+name
		switch i := slices.IndexFunc(catalogue, func(r finding.Rule) bool { return r.Name == name }); {
		case i < 0:
			return mistake(p.FS, file, key, fmt.Errorf("severities: there is no rule %q; “cmr rules” lists them", name))
		case catalogue[i].Firm:
			return mistake(p.FS, file, key, fmt.Errorf("severities: %s stays an error: it holds what is filed to the suppliers' answers. %s", name, catalogue[i].Fix))
		}
	}
	return nil
}
