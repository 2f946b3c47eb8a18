package season

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/tables"
)

// Season is a project's reporting years, each read, reviewed and composed at most once.
// It is for one goroutine.
type Season struct {
	Project *project.Project

	programme string             // by which the years are looked at
	others    map[string]*Season // the same project by other programmes
	conflict  *Season            // the same project by its CMRTs; nil: this one

	rules     []finding.Rule // the catalogue, by which settings and decisions are held
	readings  *reading.Store
	shelves   map[int][]book
	changed   map[int][boards]bool   // which boards of a shelf are other than what is kept
	before    map[int][]book         // of another season of this run
	followed  *Season                // that one; nil: none
	ledgers   map[int][]folder.Known // how each year's tables were left
	newTables map[int]bool           // whether that is other than what is kept
	received  map[int]*Received
	years     map[int]*Year
	reviews   map[int]check.Result
	alone     map[int]check.Result  // of years by themselves
	counted   map[int]*rcoi.Inquiry // of years by themselves, as the next year is compared with them
}

// Open begins a season of a project. rules are the catalogue of all rules; readings are
// where the declarations come from.
func Open(p *project.Project, rules []finding.Rule, readings *reading.Store) *Season {
	return open(p, rules, readings, cmrt.Conflict)
}

func open(p *project.Project, rules []finding.Rule, readings *reading.Store, programme string) *Season {
	return &Season{Project: p, programme: programme, others: map[string]*Season{}, rules: rules, readings: readings, shelves: map[int][]book{}, changed: map[int][boards]bool{}, ledgers: map[int][]folder.Known{}, newTables: map[int]bool{}, received: map[int]*Received{}, years: map[int]*Year{},
		reviews: map[int]check.Result{}, alone: map[int]check.Result{}, counted: map[int]*rcoi.Inquiry{}}
}

// Follow lets the season take over what another one made of the same bytes in this run.
func (s *Season) Follow(other *Season) {
	if other != nil {
		s.before, s.followed = other.shelves, other
	}
}

// Received is a year with the workbooks that were received for it.
type Received struct {
	*project.Year
	files   []string // slash paths below the root, sorted
	reviews *check.Reviewer
}

func (r *Received) reviewer() *check.Reviewer {
	if r.reviews == nil {
		r.reviews = check.NewReviewer(r.Year)
	}
	return r.reviews
}

// Received reads what people keep of a year; one that asked no suppliers has no workbooks.
func (s *Season) Received(number int) (*Received, error) {
	if r := s.received[number]; r != nil {
		return r, nil
	}
	y, err := s.Project.YearFor(number, s.programme)
	if err != nil {
		return nil, err
	}
	if err := s.Project.CheckRules(y, s.rules); err != nil {
		return nil, err
	}
	r := &Received{Year: y}
	if y.Surveyed() {
		if r.files, err = s.Project.WorkbooksOf(number, s.programme); err != nil {
			return nil, err
		}
	}
	s.received[number] = r
	return r, nil
}

// Before gives the year before, nil where that is no year of the project or asked no
// suppliers.
func (s *Season) Before(number int) (*Received, error) {
	if !slices.Contains(s.Project.Years, number-1) {
		return nil, nil
	}
	if s.programme != cmrt.Conflict {
		if y, err := s.Project.Year(number - 1); err != nil || !y.Runs(s.programme) {
			return nil, err
		}
	}
	last, err := s.Received(number - 1)
	if err != nil || !last.Surveyed() {
		return nil, err
	}
	return last, nil
}

// Review reviews a year against the one before.
func (s *Season) Review(number int) (check.Result, error) {
	r, err := s.Received(number)
	if err != nil || !r.Surveyed() {
		return check.Result{}, err
	}
	last, err := s.Before(number)
	if err != nil {
		return check.Result{}, err
	}
	if last == nil {
		return s.byItself(r)
	}
	if result, done := s.reviews[number]; done {
		return result, nil
	}
	before, err := s.byItself(last)
	if err != nil {
		return check.Result{}, err
	}
	books, err := s.look(r)
	if err != nil {
		return check.Result{}, err
	}
	s.reviews[number] = check.Review(r.Year, books, before.Counted())
	return s.reviews[number], nil
}

// byItself reviews a year against none before it.
func (s *Season) byItself(r *Received) (check.Result, error) {
	if result, done := s.alone[r.Number]; done {
		return result, nil
	}
	books, err := s.look(r)
	if err == nil {
		s.alone[r.Number] = check.Review(r.Year, books, nil)
	}
	return s.alone[r.Number], err
}

// countedByItself counts a year against none before it.
func (s *Season) countedByItself(r *Received) (*rcoi.Inquiry, error) {
	if s.counted[r.Number] == nil {
		review, err := s.byItself(r)
		if err != nil {
			return nil, err
		}
		responses, err := s.answeredByItself(r, review)
		if err != nil {
			return nil, err
		}
		q := rcoi.Count(r.Year, review.Workbooks, responses, nil)
		s.counted[r.Number] = &q
	}
	return s.counted[r.Number], nil
}

// answeredByItself says how suppliers answered by the review of a year by itself: where
// there is none before it, that is the review of the year.
func (s *Season) answeredByItself(r *Received, review check.Result) ([]tables.Response, error) {
	if last, err := s.Before(r.Number); err != nil || last != nil {
		return campaign.Responses(r.Year, review.Workbooks), err
	}
	y, err := s.Year(r.Number)
	if err != nil {
		return nil, err
	}
	return y.Responses()
}

// Workbooks lists the workbooks on which compiling some years depends, those of the years
// before included; scope names the years.
func Workbooks(p *project.Project, years []int) (files []string, scope string, err error) {
	var needed []int
	for _, year := range years {
		needed = append(needed, year)
		if slices.Contains(p.Years, year-1) {
			needed = append(needed, year-1)
		}
	}
	slices.Sort(needed)
	var names []string
	for _, number := range slices.Compact(needed) {
		y, err := p.Year(number)
		if err != nil {
			return nil, "", err
		}
		if !y.Surveyed() {
			continue
		}
		for _, programme := range y.Programmes() {
			list, err := p.WorkbooksOf(number, programme)
			if err != nil {
				return nil, "", err
			}
			files = append(files, list...)
		}
		names = append(names, strconv.Itoa(number))
	}
	return files, strings.Join(names, " "), nil
}

// Compiled is the folder of a year's compiled tables, a slash path below the root.
func Compiled(year int) string { return path.Join("data", strconv.Itoa(year), "compiled") }

// CompiledBy is the folder of the tables of one of the year's programmes.
func CompiledBy(year int, programme string) string {
	if programme == cmrt.Conflict {
		return Compiled(year)
	}
	return path.Join(Compiled(year), cmrt.Folder(programme))
}
