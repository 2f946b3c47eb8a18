package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/text"
)

// Flag is a warning sign that a metal may come from a covered country: a fact of a
// workbook that could be read, whatever its verdict. A waiver takes none away; only a
// decision to settle it, on named evidence, keeps it from weighing.
type Flag struct {
	Rule        string // name of one of FlagRules
	Sheet, Cell string
	Metal       cmrt.Metal // "": the text names none, so it weighs on each that the supplier uses
	Raw         string     // as typed
	Countries   string     // ISO codes of the covered countries it speaks of, space between; "": none for sure
	Source      string     // the dated list that says so; "": the supplier does

	State State // what became of it; the zero State before the year was reviewed
}

// State is what became of a red flag. Who, When, Why and Evidence are those of the
// decision, or of the follow-up as far as it is on record.
type State struct {
	Word           string // FlagOpen, FlagFollowedUp, FlagSettled or FlagOutOfScope
	Who, When, Why string
	Evidence       string // on which it was settled
}

// The states of a red flag. All but the last two weigh on the outcome.
const (
	FlagOpen       = "open"
	FlagFollowedUp = "followed up"  // its supplier was asked about it, or a person looked at it
	FlagSettled    = "settled"      // by a decision
	FlagOutOfScope = "out of scope" // by the roster nothing that is reported on comes from the supplier
)

// The kinds of red flags.
const (
	FlagDeclared = "covered-country-answered-yes"
	FlagCAHRA    = "cahra-answered-yes"
	FlagMine     = "mine-in-covered-country"
	FlagNear     = "mine-near-covered-country"
	FlagSmelter  = "smelter-sources-from-covered-country"
	FlagComment  = "comment-names-covered-country"
	FlagDenial   = "denial-beside-source"
)

// FlagRules are the kinds of red flags with what each means. They are no findings:
// nobody is asked to correct a fact.
var FlagRules = []finding.Rule{
	{Name: FlagDeclared, Explanation: "The supplier answers Yes to the question about the covered countries."},
	{Name: FlagCAHRA, Explanation: "The supplier answers Yes to the question about conflict-affected and high-risk areas."},
	{Name: FlagMine, Explanation: "A row of the Smelter List or the Mine List names a mine in a covered country."},
	{Name: FlagNear, Explanation: "A row of the Smelter List or the Mine List names a place in or near the covered countries as that of the mine, in words that name no country for sure."},
	{Name: FlagSmelter, Explanation: "A row names a smelter that a dated list, which anybody may read, says to take ore from a covered country."},
	{Name: FlagComment, Explanation: "A comment names a covered country or a place in one."},
	{Name: FlagDenial, Explanation: "The supplier answers No to the question about the covered countries, while a row for the metal names a mine in one or a smelter that sources from one."},
}

// Weighs tells whether the red flag gives reason to believe that a metal may come from a
// covered country.
func (f Flag) Weighs() bool { return f.State.Word != FlagSettled && f.State.Word != FlagOutOfScope }

// About tells whether a red flag of the workbook speaks of a metal.
func (b Workbook) About(f Flag, m cmrt.Metal) bool {
	return f.Metal == m || f.Metal == "" && b.Stand(m).In != cmrt.No
}

// flags finds the warning signs in a workbook while its rows are at hand.
func (r *Reviewer) flags(w Whole) []Flag {
	if !w.Declaration.Readable() {
		return nil
	}
	var list []Flag
	rows := r.rowFlags(w)
	for _, a := range w.Declaration.Answers {
		f := Flag{Sheet: cmrt.SheetDeclaration, Cell: cellOf(a), Metal: a.Metal, Raw: strings.TrimSpace(a.Raw)}
		switch {
		case a.Key == cmrt.CoveredCountries && a.Answer == cmrt.Yes:
			f.Rule = FlagDeclared
		case a.Key == cmrt.CAHRA && a.Answer == cmrt.Yes:
			f.Rule = FlagCAHRA
		case a.Key == cmrt.CoveredCountries && a.Answer == cmrt.No:
			i := slices.IndexFunc(rows, func(row Flag) bool { return row.Metal == a.Metal && row.Rule != FlagComment })
			if i >= 0 {
				f.Rule, f.Countries, f.Source = FlagDenial, rows[i].Countries, rows[i].Source
			}
		}
		if f.Rule != "" {
			list = append(list, f)
		}
	}
	for _, a := range slices.Concat(w.Declaration.Answers, w.Declaration.CompanyAnswers) {
		if smelter.SpeaksOfCovered(a.Comment) {
			metals := []cmrt.Metal{a.Metal}
			if a.Metal == "" {
				metals = metalsNamed(a.Comment, w.Declaration.Metals())
			}
			for _, m := range metals {
				list = append(list, Flag{Rule: FlagComment, Sheet: cmrt.SheetDeclaration, Cell: commentCell(a), Metal: m, Raw: strings.TrimSpace(a.Comment), Countries: strings.Join(smelter.CoveredIn(a.Comment), " ")})
			}
		}
	}
	return append(append(list, rows...), mineFlags(w.Declaration)...)
}

// cellText is what stands in a cell of a row.
type cellText struct{ column, text string }

// mineFlags finds the warning signs on a Mine List.
func mineFlags(d cmrt.Declaration) (list []Flag) {
	at := d.Layout().Mines
	for _, mine := range d.Mines {
		add := func(rule string, in cellText, countries []string) {
			list = append(list, Flag{Rule: rule, Sheet: cmrt.SheetMines, Cell: in.column + strconv.Itoa(mine.Row), Metal: mine.Metal, Raw: strings.TrimSpace(in.text), Countries: strings.Join(countries, " ")})
		}
		mineSigns(cellText{at.Country, mine.Country}, cellText{at.Name, mine.Name}, []cellText{{at.State, mine.State}, {at.City, mine.City}}, add)
		commentSigns([]cellText{{at.Comment, mine.Comment}, {at.NextSteps, mine.NextSteps}}, add)
	}
	return list
}

// mineSigns calls add for the cell in which a row says that a mine is in a covered country,
// or in words that are not sure, in or near one.
func mineSigns(country, name cellText, elsewhere []cellText, add func(rule string, in cellText, countries []string)) {
	codes, near := coveredMine(cmrt.SmelterRow{MineName: name.text, MineCountry: country.text})
	if len(codes) > 0 {
		add(FlagMine, country, codes)
		return
	}
	places := append([]cellText{country}, elsewhere...)
	if near {
		places = append(places, name)
	}
	for _, in := range places {
		if smelter.SpeaksOfCovered(in.text) {
			add(FlagNear, in, smelter.CoveredIn(in.text))
			return
		}
	}
}

// commentSigns calls add for each comment that names a covered country, or a place in one.
func commentSigns(comments []cellText, add func(rule string, in cellText, countries []string)) {
	for _, in := range comments {
		if smelter.SpeaksOfCovered(in.text) {
			add(FlagComment, in, smelter.CoveredIn(in.text))
		}
	}
}

// rowFlags finds the warning signs in the rows of a Smelter List.
func (r *Reviewer) rowFlags(w Whole) (list []Flag) {
	l := w.Declaration.Layout()
	for _, res := range w.Resolutions {
		row, at := res.Row, l.Columns
		source := ""
		add := func(rule string, in cellText, countries []string) {
			if in.column != "" {
				list = append(list, Flag{Rule: rule, Sheet: l.SmelterSheet, Cell: in.column + strconv.Itoa(row.Row), Metal: row.Metal, Raw: strings.TrimSpace(in.text), Countries: strings.Join(countries, " "), Source: source})
			}
		}
		mineSigns(cellText{at.MineCountry, row.MineCountry}, cellText{at.MineName, row.MineName}, nil, add)
		if res.Outcome == smelter.Resolved {
			status, _ := r.year.Conformance.Of(res.Facility.Metal, res.Facility.ID)
			if covered := coveredOf(strings.Fields(status.PublicSourcingCountries())); len(covered) > 0 {
				column, name := firstNamed(l, row)
				source = "conformance list of " + r.year.Conformance.Source.AsOf
				add(FlagSmelter, cellText{column, name}, covered)
				source = ""
			}
		}
		commentSigns([]cellText{{at.Comment, row.Comment}, {at.NextSteps, row.NextSteps}}, add)
	}
	return list
}

// coveredMine reads where a row says that a mine is: the covered countries that it names
// for sure, or near: words that name a place in or near one.
func coveredMine(row cmrt.SmelterRow) (codes []string, near bool) {
	if !smelter.NamesMine(row) {
		return nil, false
	}
	found, _ := smelter.CountriesIn(row.MineCountry)
	codes = coveredOf(found)
	return codes, len(codes) == 0 && (smelter.SpeaksOfCovered(row.MineCountry) || smelter.SpeaksOfCovered(row.MineName))
}

func coveredOf(codes []string) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !smelter.Covered(code) })
}

// firstNamed gives the first cell of a row that says who the smelter is.
func firstNamed(l cmrt.Layout, row cmrt.SmelterRow) (column, text string) {
	at := l.Columns
	for _, c := range []cellText{{at.Lookup, row.Lookup}, {at.Name, row.Name}, {at.IDTyped, row.IDTyped}, {at.ID, row.IDRaw}} {
		if c.column != "" && c.text != "" {
			return c.column, c.text
		}
	}
	return at.Metal, row.MetalRaw
}

// metalsNamed are the metals that a text names; one of no name where it names none.
func metalsNamed(text string, asked []cmrt.Metal) (list []cmrt.Metal) {
	for _, m := range asked {
		if strings.Contains(" "+strings.ToLower(text), " "+string(m)) {
			list = append(list, m)
		}
	}
	if list == nil {
		list = []cmrt.Metal{""}
	}
	return list
}

// Settle is the action of a decision that settles a red flag: on the evidence it names,
// the fact gives no reason to believe that the metal comes from a covered country.
const Settle = "settle"

// judgedBy tells whether a decision is about the place where the red flag stands, and the
// cell still holds what was judged.
func (f Flag) judgedBy(sheet, cell, metal, raw string) bool {
	return sheet == f.Sheet && cell == f.Cell && (metal == "" || metal == string(f.Metal)) && text.Line(raw) == text.Line(f.Raw)
}

// follow says of every red flag of a year what became of it.
func (s *decisions) follow(books []Workbook) {
	scope, received, asked := InScope(s.year, books), map[string]string{}, map[string][]string{}
	known := map[string]bool{}
	for _, supplier := range s.year.Roster {
		known[supplier.ID] = true
	}
	for _, in := range s.year.Received {
		received[in.SHA256] = min(cmp.Or(received[in.SHA256], in.Date), in.Date)
	}
	for _, o := range s.year.Outreach {
		if (o.Kind == "correction" || o.Kind == "questions") && o.Outcome != "bounced" {
			asked[o.Supplier] = append(asked[o.Supplier], o.Date)
		}
	}
	seen := map[[2]string]bool{}
	for _, i := range byName(books) {
		b := &books[i]
		b.Flags = slices.Clone(b.Flags)
		if key := [2]string{b.Supplier, b.Declaration.SHA256}; seen[key] && key[1] != "" {
			b.Flags = nil // the same file of the same supplier says it once
		} else {
			seen[key] = true
		}
		came := cmp.Or(received[b.Declaration.SHA256], b.Declaration.Company.EffectiveDate)
		for j := range b.Flags {
			f := &b.Flags[j]
			f.State = s.stateOf(b.Supplier, *f)
			if known[b.Supplier] && !scope[b.Supplier] && f.State.Word != FlagSettled {
				f.State = State{Word: FlagOutOfScope}
			}
			if f.State.Word == FlagOpen {
				for _, day := range asked[b.Supplier] {
					if day >= came {
						f.State = State{Word: FlagFollowedUp, When: day, Why: "the supplier was asked about its declaration"}
						break
					}
				}
			}
		}
	}
}

// stateOf is what the year's decisions say of a red flag: one to settle it, or a waiver
// of a finding at the same cell, which shows that somebody looked.
func (s *decisions) stateOf(supplier string, f Flag) State {
	state := State{Word: FlagOpen}
	for i, d := range s.year.Decisions {
		if d.Supplier != supplier || s.year.Expired(d) || !f.judgedBy(d.Sheet, d.Cell, d.Metal, d.Raw) {
			continue
		}
		switch {
		case d.Action == Settle && d.Rule == f.Rule:
			s.uses[i] = append(s.uses[i], "red flag "+f.Rule+" at "+f.Sheet+"!"+f.Cell)
			return State{Word: FlagSettled, Who: d.Who, When: d.Date, Why: d.Reason, Evidence: d.Decided}
		case d.Action == "waive":
			state = State{Word: FlagFollowedUp, Who: d.Who, When: d.Date, Why: d.Reason}
		}
	}
	return state
}
