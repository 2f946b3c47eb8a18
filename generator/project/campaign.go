package project

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Campaign is when suppliers are written to. Each key is explained in content/README.md.
type Campaign struct {
	Start           string `yaml:"start"`            // YYYY-MM-DD: requests are due from this day; default: 1 January after the reporting year
	Due             string `yaml:"due"`              // YYYY-MM-DD: day that letters ask for; default: the cut-off
	ReminderWeeks   []int  `yaml:"reminder_weeks"`   // after the request; default 3, 5, 7
	EscalationWeeks int    `yaml:"escalation_weeks"` // after the request; default 9
	Template        string `yaml:"template"`         // path of the empty template below the project, to attach to requests and reminders; "": they link to it
	QuestionWeeks   int    `yaml:"question_weeks"`   // after questions about an accepted declaration, until they are asked again; default 3
}

// longestTemplate is how large an attachment may be: mail servers take no much larger ones.
const longestTemplate = 8 << 20

// heldTemplate says what is wrong with the file that letters are to bring along.
func heldTemplate(fsys fs.FS, file string) error {
	if file == "" {
		return nil
	}
	below := strings.HasPrefix(file, "content/") || strings.HasPrefix(file, "data/")
	info, err := fs.Stat(fsys, file)
	switch {
	case !below || !fs.ValidPath(file):
		return fmt.Errorf("%q is no path below content/ or data/, such as content/templates/RMI_CMRT_6.5.xlsx", file)
	case err != nil:
		return fmt.Errorf("%s is not there: put the empty template of RMI there, if its terms let you pass it on, or leave the key out", file)
	case !strings.HasSuffix(file, ".xlsx") || info.IsDir():
		return fmt.Errorf("%s is no workbook (.xlsx)", file)
	case info.Size() > longestTemplate:
		return fmt.Errorf("%s is far larger than an empty template", file)
	}
	return nil
}

// campaign fills in what is left out, and finds what can never be right.
func (y *Year) campaign(fsys fs.FS, file string) error {
	c := &y.Settings.Campaign
	fail := func(key string, format string, args ...any) error {
		return mistake(fsys, file, "campaign."+key, fmt.Errorf("campaign.%s: %w", key, fmt.Errorf(format, args...)))
	}
	for _, day := range []struct{ key, date string }{{"start", c.Start}, {"due", c.Due}} {
		if day.date != "" && !isDate(day.date) {
			return fail(day.key, "%q is not a date of the form 2026-04-30", day.date)
		}
	}
	if c.Start == "" {
		c.Start = fmt.Sprintf("%d-01-01", y.Number+1)
	}
	if c.Due == "" {
		c.Due = y.Settings.CutOff
	}
	if c.ReminderWeeks == nil {
		c.ReminderWeeks = []int{3, 5, 7}
	}
	if c.EscalationWeeks == 0 {
		c.EscalationWeeks = 9
	}
	if err := heldTemplate(fsys, c.Template); err != nil {
		return fail("template", "%w", err)
	}
	if c.QuestionWeeks < 0 {
		return fail("question_weeks", "%d is not a number of weeks", c.QuestionWeeks)
	}
	if c.QuestionWeeks == 0 {
		c.QuestionWeeks = 3
	}
	before := 0
	for _, weeks := range append(c.ReminderWeeks[:len(c.ReminderWeeks):len(c.ReminderWeeks)], c.EscalationWeeks) {
		if weeks <= before {
			return mistake(fsys, file, "campaign", errors.New("campaign: weeks must grow from reminder to reminder, and the escalation comes after them"))
		}
		before = weeks
	}
	if y.Surveyed() && (c.Due > y.Settings.CutOff || c.Start > c.Due) {
		return mistake(fsys, file, "campaign", fmt.Errorf("campaign: start (%s), due (%s) and cut_off (%s) must follow one another", c.Start, c.Due, y.Settings.CutOff))
	}
	return nil
}
