package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// dataOf reads the year's tables and its snapshots; a table that is not there is
// empty.
func (p *Project) dataOf(y *Year) (err error) {
	if y.Roster, err = readTable[tables.Supplier](p.FS, RosterFile(y.Number)); err != nil {
		return err
	}
	if y.Surveyed() && y.Roster == nil {
		if _, err := fs.Stat(p.FS, RosterFile(y.Number)); err != nil {
			return &InputError{File: RosterFile(y.Number), Err: fmt.Errorf("the roster is missing: a year with a cut-off needs one, with at least its header (%s)", strings.Join(tables.Columns[tables.Supplier](), ","))}
		}
	}
	if err := validateRoster(RosterFile(y.Number), y.Roster); err != nil {
		return err
	}
	if err := p.outreach(y); err != nil {
		return err
	}
	if y.Received, err = readTable[tables.Received](p.FS, ReceivedFile(y.Number)); err != nil {
		return err
	}
	days := make([]*string, len(y.Received))
	for i := range y.Received {
		days[i] = &y.Received[i].Date
	}
	readDays(days...)
	if err := validateReceived(ReceivedFile(y.Number), y.Received, y.Roster); err != nil {
		return err
	}
	if y.Decisions, err = p.decisionsIn(DecisionsFile(y.Number)); err != nil {
		return err
	}
	if err := p.sharedDecisions(y); err != nil {
		return err
	}
	if y.Products, err = readTable[Product](p.FS, path.Join("content", strconv.Itoa(y.Number), "products.csv")); err != nil {
		return err
	}
	for _, product := range y.Products {
		if err := knownMetals(product.Metals); err != nil {
			return &InputError{File: path.Join("content", strconv.Itoa(y.Number), "products.csv"), Line: product.Line, Err: err}
		}
	}
	if err := p.performed(y); err != nil {
		return err
	}
	return p.snapshots(y)
}

// decisionsIn reads a table of decisions.
func (p *Project) decisionsIn(file string) ([]tables.Decision, error) {
	list, err := readTable[tables.Decision](p.FS, file)
	if err != nil {
		return nil, err
	}
	var days []*string
	for i := range list {
		days = append(days, &list[i].Date, &list[i].Until)
	}
	readDays(days...)
	return list, validateDecisions(file, list)
}

// readTable reads a table; one that is not there is empty.
func readTable[Row any](fsys fs.FS, file string) ([]Row, error) {
	data, err := fs.ReadFile(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	if err := asText(file, data); err != nil {
		return nil, err
	}
	rows, err := tables.Read[Row](file, data)
	return rows, inputError(err)
}

// inputError makes an error of a table one of this package.
func inputError(err error) error {
	var at *tables.Error
	if errors.As(err, &at) {
		return &InputError{File: at.File, Line: at.Line, Err: at.Err}
	}
	return err
}

// knownMetals checks a list of metals with space between.
func knownMetals(list string) error {
	for _, m := range strings.Fields(list) {
		if !slices.Contains(cmrt.Metals, cmrt.Metal(m)) {
			return fmt.Errorf("%q is not tantalum, tin, gold or tungsten", m)
		}
	}
	return nil
}

// DecisionsFile is the table of a year's decisions.
func DecisionsFile(year int) string {
	return path.Join("data", strconv.Itoa(year), "decisions.csv")
}

// AddReceived gives the year's log of what was received with one more row at its end.
// Nothing is written.
func (p *Project) AddReceived(year int, r tables.Received) ([]byte, error) {
	file := ReceivedFile(year)
	data, err := fs.ReadFile(p.FS, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read table: %w", err)
	}
	data, err = tables.Append(file, data, r)
	return data, inputError(err)
}

// AddDecisions gives a table of decisions, a year's or that of all years, with more at its
// end, and refuses a decision that the project would not read. Nothing is written.
func (p *Project) AddDecisions(file string, more ...tables.Decision) ([]byte, error) {
	data, err := fs.ReadFile(p.FS, file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read table: %w", err)
	}
	for _, d := range more {
		if data, err = tables.Append(file, data, d); err != nil {
			return nil, inputError(err)
		}
	}
	if err := asText(file, data); err != nil {
		return nil, err
	}
	list, err := tables.Read[tables.Decision](file, data)
	if err != nil {
		return nil, inputError(err)
	}
	return data, validateDecisions(file, list)
}

// SharedDecisions is the table of the decisions that hold in all years.
const SharedDecisions = "data/decisions.csv"

// sharedDecisions adds to a year the decisions that hold in all years. A year that was filed
// before one was made keeps without it.
func (p *Project) sharedDecisions(y *Year) error {
	list, err := readTable[tables.Decision](p.FS, SharedDecisions)
	if err != nil {
		return err
	}
	for i := range list {
		readDays(&list[i].Date, &list[i].Until)
	}
	if err := validateDecisions(SharedDecisions, list); err != nil {
		return err
	}
	days, err := FilingDays(p.FS, y.Number)
	if err != nil {
		return err
	}
	if y.Settings.Filing.Accession != "" {
		days = append(days, y.Settings.Filing.Date)
	}
	for _, d := range list {
		if d.Shared = true; len(days) == 0 || d.Date <= slices.Max(days) {
			y.Decisions = append(y.Decisions, d)
		}
	}
	return nil
}

// OwnDecisions are those of the year's own table, without those that hold in all years.
func (y *Year) OwnDecisions() []tables.Decision {
	return slices.DeleteFunc(slices.Clone(y.Decisions), func(d tables.Decision) bool { return d.Shared })
}

func validateDecisions(file string, list []tables.Decision) error {
	for _, d := range list {
		var err error
		switch {
		case !slices.Contains([]string{"waive", "resolve", "reject", "settle"}, d.Action):
			err = fmt.Errorf("action %q is not waive, resolve, reject or settle", d.Action)
		case d.Who == "" || d.Reason == "" || !isDate(d.Date):
			err = errors.New("a decision needs who, reason and date (YYYY-MM-DD)")
		case d.Until != "" && !isDate(d.Until):
			err = fmt.Errorf("until %q is not a date of the form 2026-04-30", d.Until)
		case d.Action == "waive" && d.Rule == "":
			err = errors.New("a waiver names the rule")
		case d.Action == "settle" && (d.Rule == "" || d.Sheet == "" || d.Cell == "" || d.Raw == ""):
			err = errors.New("a decision that settles a red flag has its rule, sheet, cell and raw as red-flags.csv has them")
		case d.Action == "settle" && strings.TrimSpace(d.Decided) == "":
			err = errors.New("a red flag is settled on evidence: decided must name it")
		case d.Action == "reject" && d.Decided != "":
			err = errors.New("a rejected name has no smelter: leave decided blank, or resolve it")
		case d.Metal != "" && !cmrt.IsMineral(cmrt.Metal(d.Metal)):
			err = knownMetals(d.Metal)
		case d.Action == "waive" && d.Cell == "*" && d.Raw != "" && !smelter.WellFormed(d.Raw):
			err = fmt.Errorf("raw %q is not a smelter ID: a waiver of every cell (*) is about a supplier, or about the smelter that raw names", d.Raw)
		case d.Action == "waive" && d.Cell == "*" && d.Raw == "" && d.Supplier == "":
			err = errors.New("a waiver of every cell (*) names the supplier, or in raw the smelter; a rule is switched off for all under severities in year.yaml")
		case d.Action == "waive" && d.Supplier == "" && d.Sheet != "":
			err = errors.New("a waiver names the supplier")
		case d.Action == "resolve" && !smelter.WellFormed(d.Decided):
			err = fmt.Errorf("decided %q is not a smelter ID (CID and six digits)", d.Decided)
		case d.Action != "waive" && d.Raw == "":
			err = errors.New("raw must hold the name or number as the supplier typed it")
		}
		if err != nil {
			return &InputError{File: file, Line: d.Line, Err: err}
		}
	}
	return nil
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// Expired tells whether a decision ended before the year's cut-off.
func (y Year) Expired(d tables.Decision) bool { return d.Until != "" && y.Settings.CutOff > d.Until }

// NameDecisions are the decisions about names and numbers of smelters.
func (y Year) NameDecisions() []smelter.NameDecision {
	var list []smelter.NameDecision
	for _, d := range y.Decisions {
		if (d.Action == "resolve" || d.Action == "reject") && !y.Expired(d) {
			list = append(list, smelter.NameDecision{Supplier: d.Supplier, Metal: cmrt.Metal(d.Metal), Raw: d.Raw, ID: d.Decided, Date: d.Date})
		}
	}
	return list
}
