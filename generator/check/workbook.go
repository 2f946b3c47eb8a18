package check

import (
	"crypto/sha256"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
)

// Whole is a workbook with every row of it, as reviewed by itself. A year has thousands
// of rows for each workbook, so it is let go of once the Workbook was made from it.
type Whole struct {
	Declaration cmrt.Declaration
	Supplier    string               // roster id; "" where no supplier accounts for it
	Resolutions []smelter.Resolution // one for each row of Declaration.Smelters
	Findings    []finding.Finding    // before the year's settings and decisions

	asked smelter.Asked // of the lists and decisions of the year
}

// Workbook is what counts of a file as received, small enough that a year holds all of
// them at once.
type Workbook struct {
	// Declaration is its head and its answers. Rows, products and comments are left to
	// the Whole.
	Declaration cmrt.Declaration
	Supplier    string // roster id; "" where no supplier accounts for it
	Verdict     Verdict
	Entries     Entries              // what counts of each row of the Smelter List
	Open        []smelter.Resolution // the rows that led to no facility, whole
	Findings    []finding.Finding    // worst first within the file, once the year was reviewed

	Flags   []Flag   // warning signs, whatever the verdict
	Origins []Origin // the countries of mines that its rows name, each once a metal

	Facts Facts

	By      string // the file that counts instead of it, where it is superseded
	Because string // in words: why that one is a newer version of it
}

// Origin is a country in which the supplier says that a metal was mined. Nobody has
// verified it.
type Origin struct {
	Metal cmrt.Metal
	Code  string // ISO 3166-1 alpha-2
}

// Facts are what a review across workbooks and years goes by.
type Facts struct {
	Said     string // SHA-256 of all that the declaration says but for its date
	Part     string // what it speaks of, where that is not the whole company
	Rows     int    // of its Smelter List
	FirstRow int
	FirstRaw string   // the metal of the first row, as typed
	Asked    string   // what was asked of the year's lists and decisions, see Reviewer.Answers
	Decided  []string // the decisions about names that fit a row, as nameKey writes them
	Named    []Named  // products whose names tell of a metal that another template asks about

	superseded, stale bool // whatever the settings make of the findings about them
}

// Workbook gives what counts.
func (w Whole) Workbook() Workbook {
	d := w.Declaration
	b := Workbook{Declaration: d, Supplier: w.Supplier, Findings: w.Findings,
		Facts: Facts{Said: saidBy(d), Part: part(d), Rows: len(d.Smelters)}}
	if len(d.Smelters) > 0 {
		b.Facts.FirstRow, b.Facts.FirstRaw = d.Smelters[0].Row, d.Smelters[0].MetalRaw
	}
	b.Entries = make(Entries, 0, len(w.Resolutions))
	for _, res := range w.Resolutions {
		codes, unclear := smelter.MineCountries(res.Row)
		e := Entry{Row: int32(res.Row.Row), Metal: res.Row.Metal, Outcome: res.Outcome, Recycled: res.Row.Recycled,
			Mine: smelter.NamesMine(res.Row)}
		_, near := coveredMine(res.Row)
		e.Doubtful = unclear && !near // a place near one is a red flag, which says more
		for _, code := range codes {
			if o := (Origin{res.Row.Metal, code}); !slices.Contains(b.Origins, o) {
				b.Origins = append(b.Origins, o)
			}
		}
		if res.Outcome == smelter.Resolved {
			e.ID = res.Facility.ID
		} else {
			b.Open = append(b.Open, res)
		}
		b.Entries = append(b.Entries, pack(e))
	}
	s := &b.Declaration
	for _, mine := range d.Mines {
		codes, _ := smelter.CountriesIn(mine.Country)
		for _, code := range codes {
			if o := (Origin{mine.Metal, code}); !slices.Contains(b.Origins, o) {
				b.Origins = append(b.Origins, o)
			}
		}
	}
	b.Facts.Named = namedProducts(d)
	s.Smelters, s.Products, s.CheckerRows, s.Mines, s.Reasons = nil, nil, nil, nil, nil
	s.Answers, s.CompanyAnswers = slices.Clone(d.Answers), slices.Clone(d.CompanyAnswers)
	for _, list := range [][]cmrt.Answer{s.Answers, s.CompanyAnswers} {
		for i := range list {
			list[i].Comment = ""
		}
	}
	if d.Readable() {
		s.Findings = nil
	}
	return b
}

func saidBy(d cmrt.Declaration) string {
	sum := sha256.Sum256([]byte(strings.Join(substance(d), "\x00")))
	return string(sum[:])
}

// Reviewer reviews the workbooks of one year. Many may use one Reviewer at a time.
type Reviewer struct {
	year     *project.Year
	roster   roster
	resolver smelter.Resolver
	names    []smelter.NameDecision
}

// NewReviewer prepares the review of a year.
func NewReviewer(y *project.Year) *Reviewer {
	names := y.NameDecisions()
	return &Reviewer{y, newRoster(y.Roster), smelter.Resolver{Directory: y.Directory, Decisions: names, Translation: y.Translation}, names}
}

// Owner gives the id of the supplier that accounts for a declaration, by its file and
// company; "" for none.
func (r *Reviewer) Owner(d cmrt.Declaration) string {
	if s := r.roster.match(d); s != nil {
		return s.ID
	}
	return ""
}

// Look reviews a single declaration by itself.
func (r *Reviewer) Look(d cmrt.Declaration) Whole {
	w := Whole{Declaration: d, Findings: finding.Unfold(d.Findings)} // a decision is about a cell
	supplier := r.roster.match(d)
	if supplier != nil {
		w.Supplier = supplier.ID
	} else {
		w.Findings = append(w.Findings, fileUnmatched.At(d.File, "", "", "No supplier on the roster accounts for this file."))
	}
	if d.Readable() {
		year, ofFile := *r.year, r.resolver.ForFile()
		year.Directory = year.Directory.Watched(&w.asked)
		ofFile.Directory = year.Directory
		for _, row := range d.Smelters {
			w.Resolutions = append(w.Resolutions, ofFile.Resolve(w.Supplier, row))
		}
		c := &context{year: &year, declaration: d, layout: d.Layout(), supplier: supplier, resolutions: w.Resolutions, asked: &w.asked, exhausted: ofFile.Exhausted()}
		w.Findings = c.findings(w.Findings)
	}
	for i := range w.Findings {
		f := &w.Findings[i]
		f.Supplier, f.Raw = w.Supplier, rawAt(d, f.Sheet, f.Cell)
		if f.Sheet == d.Layout().SmelterSheet {
			f.Smelter = w.smelterIn(f.Cell)
		}
	}
	return w
}

// Book reviews a single declaration by itself, and keeps what counts.
func (r *Reviewer) Book(w Whole) Workbook {
	b := w.Workbook()
	b.Findings = finding.Limit(b.Declaration.File, finding.Fold(b.Findings))
	b.Flags = r.flags(w)
	for _, n := range r.names {
		if slices.ContainsFunc(w.Declaration.Smelters, func(row cmrt.SmelterRow) bool { return n.Applies(w.Supplier, row) }) {
			b.Facts.Decided = append(b.Facts.Decided, nameKey(n))
		}
	}
	b.Facts.Asked = w.asked.String()
	return b
}

// Answers gives what the year's lists and decisions say to what a workbook may ask of them.
// A workbook to whose questions the answers are the same is the same, as far as those go.
func (r *Reviewer) Answers() smelter.Answers {
	a := r.year.Directory.Answers()
	a.Decided(r.names)
	for _, w := range r.year.Settings.WatchList {
		a.Put(w, smelter.AskedWatched, w.ID)
	}
	return a
}

// nameKey tells a decision about a name from every other.
func nameKey(n smelter.NameDecision) string {
	return strings.Join([]string{n.Supplier, string(n.Metal), n.Raw, n.ID, n.Date}, "\x00")
}

// smelterIn is the number of the facility to which the row of a cell was matched; "" for
// none.
func (w Whole) smelterIn(cell string) string {
	row, ok := rowOf(w.Declaration, cell)
	if !ok {
		return ""
	}
	i, found := slices.BinarySearchFunc(w.Resolutions, row.Row, func(r smelter.Resolution, n int) int { return r.Row.Row - n })
	if !found || w.Resolutions[i].Outcome != smelter.Resolved {
		return ""
	}
	return w.Resolutions[i].Facility.ID
}
