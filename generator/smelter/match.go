package smelter

import (
	"fmt"
	"math"
	"slices"

	"itron.com/conflict-minerals/generator/cmrt"
)

// closeness is how well a name fits the directory; less is better.
type closeness int

const (
	exact   closeness = iota // a name that the directory holds
	equal                    // one but for legal form, accents, script or the order of words
	similar                  // one much like it
)

// bounds are the limits within which a similar name settles a row by itself.
type bounds struct {
	automatic float64 // the least score
	margin    float64 // what the facility must be ahead of the next by
}

// tuned was chosen on the look-up sheets of CMRT 6.01 and 6.22 and measured on
// 6.5 and 3.01: see measure_test.go, which fails below 99.5% precision.
var tuned = bounds{automatic: 0.86, margin: 0.05}

// A row's number stands against its name where the name is at least contradicts
// near another facility, and no nearer than far to that of the number.
const (
	contradicts = 0.95
	far         = 0.70
)

// match is what one name of a row comes to.
type match struct {
	closeness closeness
	name      string     // as typed
	fits      []Facility // none: not known; several: it decides nothing
	score     float64
	how       string // why it fits, or why it does not
	near      []Near
}

// match looks a name up for a metal. A country that the row states and that
// exists keeps merely similar names out that stand in another; a name that the
// directory holds as it is, only a choice between several. The same goes for legal
// forms: see objection.
func (r Resolver) match(metal cmrt.Metal, name, country string) match {
	m := match{name: name}
	if fits := r.Directory.Named(metal, name); len(fits) > 0 {
		m.closeness, m.fits, m.score, m.how = exact, inCountry(fits, country), 1, "name"
		if foldName(m.fits[0].Name) != foldName(name) {
			m.how = "alias of " + m.fits[0].Name
		}
		return m
	}
	m.near = r.near(metal, name)
	if len(m.near) == 0 {
		return m
	}
	limit, top := r.limits(), m.near[0]
	m.closeness, m.score = similar, top.Score
	if top.Score == 1 {
		m.closeness, m.score, limit.margin = equal, equalSure, 0
	}
	if top.Score < limit.automatic {
		return m
	}
	rivals := slices.DeleteFunc(slices.Clone(m.near), func(n Near) bool { return n.Score < top.Score-limit.margin })
	possible := slices.DeleteFunc(slices.Clone(rivals), func(n Near) bool { return objection(n, country) != "" })
	switch {
	case len(possible) == 0 && len(rivals) == 1:
		m.how = fmt.Sprintf("%q resembles %q of %s (%s), but %s", name, top.Match, top.ID, hundredths(top.Score), objection(top, country))
		return m
	case len(possible) == 0:
		for _, n := range rivals {
			m.fits = append(m.fits, n.Facility)
		}
		return m // for people to choose
	case len(possible) == 1 && possible[0].Score < limit.automatic:
		return m // what country or form leave over is not near enough
	}
	for _, n := range possible {
		m.fits = append(m.fits, n.Facility)
	}
	m.fits = inCountry(m.fits, country)
	if m.closeness == equal {
		m.how = "name but for spelling, legal form or order of words"
		return m
	}
	for _, n := range possible {
		if n.ID == m.fits[0].ID {
			m.score = n.Score
		}
	}
	m.how = fmt.Sprintf("similar name (%s)", hundredths(m.score))
	if m.score < limit.automatic {
		m.fits = nil
	}
	return m
}

// objection says what stands against a name that is not the facility's own, ""
// where nothing does: another country, or another legal form, unless the country
// is right and the form may be its English word.
func objection(n Near, country string) string {
	code := CountryCode(country)
	switch {
	case elsewhere(n.Facility, country):
		return fmt.Sprintf("that is in %s and the row says %s", CountryName(n.CountryCode), country)
	case n.forms == formsExclude, n.forms == formsDiffer && (code == "" || code != n.CountryCode):
		return "the legal form is another"
	}
	return ""
}

// equalSure is how sure a name is that is equal but for spelling and form: a
// little less than one that the directory holds.
const equalSure = 0.99

// hundredths writes a score with two places, and rounds it down: only a whole
// one reads 1.00.
func hundredths(score float64) string { return fmt.Sprintf("%.2f", math.Floor(score*100+1e-9)/100) }

func (r Resolver) limits() bounds {
	if r.bounds != (bounds{}) {
		return r.bounds
	}
	return tuned
}

// elsewhere tells whether a stated country is another than the facility's. A
// country that nobody knows says nothing.
func elsewhere(f Facility, country string) bool {
	code := CountryCode(country)
	return code != "" && f.CountryCode != "" && code != f.CountryCode
}

// inCountry keeps the facilities of a country; all of them where it decides nothing.
func inCountry(list []Facility, country string) []Facility {
	code := CountryCode(country)
	in := slices.DeleteFunc(slices.Clone(list), func(f Facility) bool { return code == "" || f.CountryCode != code })
	if len(list) < 2 || len(in) == 0 {
		return list
	}
	return in
}

func contains(list []Facility, id string) bool {
	return slices.ContainsFunc(list, func(f Facility) bool { return f.ID == id })
}
