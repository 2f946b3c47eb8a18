package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// OutreachFile is the log of a year's messages to suppliers.
func OutreachFile(year int) string {
	return path.Join("data", strconv.Itoa(year), "outreach.csv")
}

// The words of the outreach log. Figures are counted by them, so that a typing
// mistake would change a figure in silence.
var (
	outreachKinds    = []string{"request", "reminder", "correction", "questions", "escalation", "thanks", "reply"}
	outreachOutcomes = []string{"sent", "bounced", "refused", "promised", "answered"}
)

// Unusable is a line of the outreach log that cannot be used: what it tells is not known,
// and the rest of the year is.
type Unusable struct {
	Line     int
	Supplier string // that it names; "" where that is none on the roster
	Err      error
}

// outreach reads the year's log of messages. People keep it in spreadsheet programs, which
// write days as their country does.
func (p *Project) outreach(y *Year) error {
	file := OutreachFile(y.Number)
	data, err := fs.ReadFile(p.FS, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read table: %w", err)
	}
	if err := asText(file, data); err != nil {
		return err
	}
	y.Outreach, y.Unusable, err = readOutreach(file, data, y.Roster)
	return inputError(err)
}

// readOutreach reads a log of messages, with days as YYYY-MM-DD.
func readOutreach(file string, data []byte, roster []tables.Supplier) (list []tables.Outreach, unusable []Unusable, err error) {
	rows, bad, err := tables.ReadLines[tables.Outreach](file, data)
	if err != nil {
		return nil, nil, err
	}
	known := map[string]bool{}
	for _, s := range roster {
		known[s.ID] = true
	}
	for _, b := range bad {
		u := Unusable{Line: b.Line, Err: b.Err}
		if i := slices.IndexFunc(b.Fields, func(s string) bool { return known[strings.TrimSpace(s)] }); i >= 0 {
			u.Supplier = strings.TrimSpace(b.Fields[i])
		}
		unusable = append(unusable, u)
	}
	var days []string
	for _, o := range rows {
		days = append(days, o.Date, o.Until)
	}
	order := listing.OrderOf(days)
	for _, o := range rows {
		o.Supplier, o.Kind, o.Outcome = strings.TrimSpace(o.Supplier), strings.TrimSpace(o.Kind), strings.TrimSpace(o.Outcome)
		if err := usableOutreach(&o, order, known); err != nil {
			u := Unusable{Line: o.Line, Err: err}
			if known[o.Supplier] {
				u.Supplier = o.Supplier
			}
			unusable = append(unusable, u)
			continue
		}
		list = append(list, o)
	}
	stable.Sort(unusable, func(a, b Unusable) int { return a.Line - b.Line })
	return list, unusable, nil
}

// readDays writes the days of a table as YYYY-MM-DD, whatever country its spreadsheet
// program writes them as. One that cannot be read stays as it is, to be refused.
func readDays(days ...*string) {
	var typed []string
	for _, day := range days {
		typed = append(typed, *day)
	}
	order := listing.OrderOf(typed)
	for _, day := range days {
		if isDate(*day) {
			continue
		}
		if read, err := order.Day(strings.TrimSpace(*day)); err == nil {
			*day = read
		}
	}
}

// usableOutreach says why a row cannot be used, and writes its days as YYYY-MM-DD.
func usableOutreach(o *tables.Outreach, order *listing.Order, known map[string]bool) (err error) {
	for _, day := range []*string{&o.Date, &o.Until} {
		if isDate(*day) {
			continue
		}
		if *day, err = order.Day(strings.TrimSpace(*day)); err != nil {
			return fmt.Errorf("date %w", err)
		}
	}
	switch {
	case o.Date == "" || o.Supplier == "":
		return errors.New("a date (YYYY-MM-DD) and a supplier are needed")
	case !known[o.Supplier]:
		return fmt.Errorf("supplier %q is not on the roster", o.Supplier)
	case !slices.Contains(outreachKinds, o.Kind):
		return fmt.Errorf("kind %q is none of %s", o.Kind, strings.Join(outreachKinds, ", "))
	case !slices.Contains(outreachOutcomes, o.Outcome):
		return fmt.Errorf("outcome %q is none of %s", o.Outcome, strings.Join(outreachOutcomes, ", "))
	case knownProgrammes(o.Programmes) != nil:
		return knownProgrammes(o.Programmes)
	case o.Until == "" && o.Outcome == "promised":
		return errors.New("until is blank: by which day was the answer promised?")
	}
	return nil
}

// AddOutreach gives a year's log of messages, as it stands in data, with one more row at
// its end, and refuses a row that the project would not read. Nothing is written.
func (y *Year) AddOutreach(data []byte, o tables.Outreach) ([]byte, error) {
	if err := y.acceptable(o); err != nil {
		return nil, err
	}
	data, err := tables.AppendPast(OutreachFile(y.Number), data, o)
	return data, inputError(err)
}

// ChangeOutreach gives a year's log of messages, as it stands in data, with a row in the
// place of the one on its line. Nothing is written.
func (y *Year) ChangeOutreach(data []byte, o tables.Outreach) ([]byte, error) {
	if err := y.acceptable(o); err != nil {
		return nil, err
	}
	data, err := tables.Replace(OutreachFile(y.Number), data, o.Line, o)
	return data, inputError(err)
}

func (y *Year) acceptable(o tables.Outreach) error {
	known := map[string]bool{}
	for _, s := range y.Roster {
		known[s.ID] = true
	}
	if err := usableOutreach(&o, listing.OrderOf(nil), known); err != nil {
		return &InputError{File: OutreachFile(y.Number), Line: o.Line, Err: err}
	}
	return nil
}
