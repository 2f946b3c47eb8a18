package season

import (
	"maps"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Findings gathers what is found of years, and of workbooks by themselves, each once.
type Findings struct {
	// Season and Root are those of the project; nil where there is none, and only files by
	// themselves are looked at.
	Season *Season
	Root   *folder.Folder
	// Draft, where it is set, looks at the year's Form SD and report too.
	Draft func(*Year) ([]finding.Finding, error)

	review finding.Review
	years  []int
	ofYear map[int][]string // files of years that were not named as a whole
}

// Years adds years as a whole.
func (f *Findings) Years(years []int) error {
	f.years = append(f.years, years...)
	slices.Sort(f.years)
	f.years = slices.Compact(f.years)
	for _, number := range f.years {
		if err := f.addYear(number, nil); err != nil {
			return err
		}
		if f.Draft == nil {
			continue
		}
		y, err := f.Season.Year(number)
		if err != nil {
			return err
		}
		list, err := f.Draft(y)
		if err != nil {
			return err
		}
		f.review.Findings = append(f.review.Findings, list...)
	}
	return nil
}

// filed is where a project keeps a year's workbooks.
var filed = lazyregexp.New(`^data/((?:19|20)\d\d)/(?:cmrt|emrt|amrt)/`)

// Filed takes a file that lies among a year's workbooks: what the year finds of it counts.
// It gives false for any other file.
func (f *Findings) Filed(file string) bool {
	if f.Root == nil {
		return false
	}
	name, _ := f.Root.Below(file)
	m := filed.FindStringSubmatch(name)
	if m == nil {
		return false
	}
	year, _ := strconv.Atoi(m[1])
	if !slices.Contains(f.years, year) {
		if f.ofYear == nil {
			f.ofYear = map[int][]string{}
		}
		f.ofYear[year] = append(f.ofYear[year], name)
	}
	return true
}

// Alone checks one workbook by itself: no roster, directory or settings.
func (f *Findings) Alone(name string, data []byte) {
	f.review.Findings = append(f.review.Findings, check.File(cmrt.ReadAny(name, data))...)
}

// Add adds what was found of a workbook otherwise.
func (f *Findings) Add(list []finding.Finding) {
	f.review.Findings = append(f.review.Findings, list...)
}

// Review gives what was found.
func (f *Findings) Review() (finding.Review, error) {
	for _, number := range slices.Sorted(maps.Keys(f.ofYear)) {
		if err := f.addYear(number, f.ofYear[number]); err != nil {
			return finding.Review{}, err
		}
	}
	if f.review.Findings == nil {
		f.review.Findings = []finding.Finding{}
	}
	for _, v := range check.Verdicts {
		f.review.Verdicts = append(f.review.Verdicts, string(v))
	}
	return f.review, nil
}

// addYear adds a year's review, or what it says of some of its files.
func (f *Findings) addYear(number int, only []string) error {
	y, err := f.Season.Year(number)
	if err != nil {
		return err
	}
	result, err := y.Review()
	if err != nil {
		return err
	}
	if f.review.Names == nil {
		f.review.Names = map[string]string{}
	}
	for _, supplier := range y.Roster {
		f.review.Names[supplier.ID] = supplier.Name
	}
	if only == nil && y.Surveyed() {
		f.review.Years = append(f.review.Years, finding.YearState{Year: number, State: y.State.InWords()})
	}
	if only == nil {
		requests, err := f.Season.Project.Requests(number)
		if err != nil {
			return err
		}
		list, err := check.Answered(number, requests, func(name string) ([]byte, error) { return f.Season.Project.Answered(number, name) })
		if err != nil {
			return err
		}
		f.review.Findings = append(f.review.Findings, list...)
	}
	f.take(number, result, only)
	beside, err := y.Beside()
	if err != nil {
		return err
	}
	for _, other := range beside {
		if result, err = other.Review(); err != nil {
			return err
		}
		f.take(number, result, only)
	}
	return nil
}

// take adds a review, or what it says of some files.
func (f *Findings) take(number int, result check.Result, only []string) {
	for _, found := range result.Findings {
		if only == nil || slices.Contains(only, found.File) {
			f.review.Findings = append(f.review.Findings, found)
		}
	}
	for _, b := range result.Workbooks {
		if file := b.Declaration.File; only == nil || slices.Contains(only, file) {
			f.review.Workbooks = append(f.review.Workbooks, finding.Reviewed{Year: number, File: file, Supplier: b.Supplier, Verdict: string(b.Verdict)})
		}
	}
}
