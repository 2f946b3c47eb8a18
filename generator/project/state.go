package project

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// State is how far a reporting year has come. It is derived, never typed: from what was
// received, from publish in year.yaml, and from what was filed.
type State string

// The states of a year, in their order.
const (
	YearOpen      State = "open"      // begun; no declaration has come, so there is nothing to show
	YearDraft     State = "draft"     // rendered for review, never among the public pages
	YearPublished State = "published" // somebody said so: publish in year.yaml
	YearFiled     State = "filed"     // frozen by cmr, or filed with an accession number
)

// Public tells whether everybody may see the year.
func (s State) Public() bool { return s == YearPublished || s == YearFiled }

// InWords completes “the year is …”.
func (s State) InWords() string {
	if s == YearDraft {
		return "a draft"
	}
	return string(s)
}

// Internal tells whether nobody outside sees the year.
func (s State) Internal() bool { return s == YearOpen || s == YearDraft }

// state derives how far the year has come.
func (p *Project) state(y *Year) error {
	days, err := FilingDays(p.FS, y.Number)
	if err != nil {
		return err
	}
	y.FiledOn = days
	switch {
	case len(days) > 0 || y.Settings.Filing.Accession != "":
		y.State = YearFiled
	case y.Settings.Publish != "":
		y.State = YearPublished
	default:
		y.State = YearDraft
		if !y.Surveyed() {
			break
		}
		came := 0
		for _, programme := range y.Programmes() {
			files, err := p.WorkbooksOf(y.Number, programme)
			if err != nil {
				return err
			}
			came += len(files)
		}
		if came == 0 {
			y.State = YearOpen
		}
	}
	return nil
}

// LastRecorded is the newest day, up to the cut-off, of which the year's records tell: a
// message, a workbook that came, a decision, something done. "" where they tell of none.
func (y *Year) LastRecorded() (last string) {
	note := func(day string) {
		if isDate(day) {
			last = max(last, min(day, y.Settings.CutOff))
		}
	}
	for _, o := range y.Outreach {
		note(o.Date)
	}
	for _, r := range y.Received {
		note(r.Date)
	}
	for _, d := range y.Decisions {
		note(d.Date)
	}
	for _, a := range y.Activities {
		note(a.Date)
	}
	return last
}

// Closed tells whether the figures of the year are as of its cut-off: it was published or
// filed, or year.yaml has the day of filing. Until then they are as of the last day that
// the records tell of, since a cut-off still to come is no day of any figure.
func (y *Year) Closed() bool {
	return !y.State.Internal() || y.Settings.Filing.Date != ""
}

// FilingsFolder is where a year's filings lie, below the project root.
func FilingsFolder(year int) string { return path.Join("data", strconv.Itoa(year), "filed") }

// FilingDays are the days on which a year was filed, oldest first: the folders in which
// filings are kept; none where it was not.
func FilingDays(fsys fs.FS, year int) ([]string, error) { return KeptDays(fsys, FilingsFolder(year)) }

// KeptDays are the days of what is kept in a folder, oldest first.
func KeptDays(fsys fs.FS, dir string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list what is kept: %w", err)
	}
	var days []string
	for _, e := range entries {
		if _, err := time.Parse(time.DateOnly, e.Name()); err == nil && e.IsDir() && !EmptyFolder(fsys, path.Join(dir, e.Name())) {
			days = append(days, e.Name())
		}
	}
	slices.Sort(days)
	return days, nil
}

// EmptyFolder tells whether a folder holds nothing: a run that had no room left may leave
// one.
func EmptyFolder(fsys fs.FS, dir string) bool {
	entries, err := fs.ReadDir(fsys, dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0
}

// SettingsFile is where the settings of a year stand.
func SettingsFile(year int) string {
	return path.Join("content", strconv.Itoa(year), "year.yaml")
}

// WithPublish gives the settings of a year with publish set to a day, all else as it was
// typed; no day takes the setting out. Nothing is written.
func (p *Project) WithPublish(year int, day string) ([]byte, error) {
	file := SettingsFile(year)
	data, err := fs.ReadFile(p.FS, file)
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	tree, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\ufeff")), 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	at := 0 // line of the setting
	for _, doc := range tree.Docs {
		if top, ok := doc.Body.(*ast.MappingNode); ok {
			for _, v := range top.Values {
				if v.Key.String() == "publish" {
					at = v.Key.GetToken().Position.Line
				}
			}
		}
	}
	lines := strings.SplitAfter(string(data), "\n")
	setting := "publish: " + day + " # everybody sees the year\n"
	if at > 0 {
		lines[at-1] = setting
	} else {
		if last := lines[len(lines)-1]; last != "" {
			lines[len(lines)-1] = last + "\n"
		}
		lines = append(lines, setting)
	}
	return []byte(strings.Join(lines, "")), nil
}

// Standing is how far a year has come, and by what it is known.
type Standing struct {
	Year    int    `json:"year"`    // reporting year
	State   State  `json:"state"`   // open, draft, published or filed
	CutOff  string `json:"cut_off"` // day until which answers count; "": no supplier is asked
	Publish string `json:"publish"` // day of publication, as year.yaml has it; "": none
	Filed   string `json:"filed"`   // day of the newest filing; "": none
	Why     string `json:"why"`     // for people: what makes the state, and what would change it
}

// Standing gives how far the years have come, the newest first.
func (p *Project) Standing() ([]Standing, error) {
	list := []Standing{}
	for _, number := range slices.Backward(p.Years) {
		y, err := p.Year(number)
		if err != nil {
			return nil, err
		}
		s := Standing{Year: number, State: y.State, CutOff: y.Settings.CutOff, Publish: y.Settings.Publish}
		days, err := FilingDays(p.FS, number)
		if err != nil {
			return nil, err
		}
		switch {
		case len(days) > 0:
			s.Filed = days[len(days)-1]
			s.Why = "kept as filed on " + s.Filed
		case y.State == YearFiled:
			s.Filed = y.Settings.Filing.Date
			s.Why = "filed on " + s.Filed + " as " + y.Settings.Filing.Accession
		case y.State == YearPublished:
			s.Why = "published on " + s.Publish
		case y.State == YearOpen:
			s.Why = fmt.Sprintf("no declaration has come; answers count until %s", s.CutOff)
		case y.Surveyed():
			s.Why = fmt.Sprintf("answers count until %s; then “cmr publish %d” shows it to everybody, and so does “cmr freeze %d”", s.CutOff, number, number)
		default:
			s.Why = fmt.Sprintf("“cmr publish %d” shows it to everybody", number)
		}
		list = append(list, s)
	}
	return list, nil
}
