package listing

import (
	"cmp"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// directory takes a reference list: a row a name. The standard name gets a row of
// its own where the list has none, and rows are sorted, so that the order in which
// the registry happened to export them is no change.
func (l *List) directory(c *columns, o Options) error {
	if o.Licence == smelter.MemberOnly {
		return errAllPublic
	}
	list, err := c.entries()
	if err != nil {
		return err
	}
	known := smelter.NewDirectory(smelter.Source{})
	seen := map[tables.DirectoryRow]bool{}
	add := func(r tables.DirectoryRow) {
		if !seen[r] {
			seen[r] = true
			l.Directory = append(l.Directory, r)
		}
	}
	for _, e := range list {
		f := smelter.Facility{Metal: e.metal, ID: e.id, Name: e.text(keyStandardName), Country: e.text(keyCountry), State: e.text(keyState), City: e.text(keyCity)}
		if f.CountryCode = smelter.CountryCode(f.Country); f.CountryCode == "" {
			f.CountryCode, f.Country = codedCountry(f.Country)
		}
		name := cmp.Or(e.text(keyName), f.Name)
		if f.Country == "" {
			return e.fail("%s has no country", e.id)
		}
		if f.CountryCode == "" {
			l.note("%q is not known as a country, so %s is on no map, and no list of high-risk areas is compared with it. Write the country's name as ISO 3166 does, and import the list again.", finding.Short(f.Country, 60), f.ID)
		}
		if err := known.Add(f, name); err != nil {
			return e.fail("%w", err)
		}
		r := tables.DirectoryRow{Metal: string(f.Metal), SmelterID: f.ID, StandardName: f.Name, Country: f.Country, CountryCode: f.CountryCode, State: f.State, City: f.City}
		for _, n := range []string{f.Name, name} {
			r.Name = n
			add(r)
		}
	}
	stable.Sort(l.Directory, func(a, b tables.DirectoryRow) int {
		return cmp.Or(byMetal(a.Metal, b.Metal), cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.SmelterID, b.SmelterID))
	})
	return nil
}

// isoCode is a code of ISO 3166-1, as some lists have it in the place of a name.
var isoCode = lazyregexp.New(`^[A-Z]{2,3}$`)

// codedCountry reads a country that a list gives by its code: DE and DEU are Germany, as
// everybody else calls it. Anything else stays as it is, without a code.
func codedCountry(country string) (code, name string) {
	if isoCode.MatchString(country) {
		if codes, unknown := smelter.CountriesIn(country); len(codes) == 1 && unknown == "" {
			return codes[0], smelter.CountryName(codes[0])
		}
	}
	return "", country
}

func byMetal(a, b string) int {
	order := func(m string) int { return cmrt.MineralOrder(cmrt.Metal(m)) }
	return cmp.Compare(order(a), order(b))
}

// revisions takes the history of a reference list, oldest first.
func (l *List) revisions(c *columns, o Options) error {
	if o.Licence == smelter.MemberOnly {
		return errAllPublic
	}
	list, err := c.entries()
	if err != nil {
		return err
	}
	days := datesOf(list, c.date1904, keyDate)
	seen := map[tables.RevisionRow]bool{}
	for _, e := range list {
		r := tables.RevisionRow{Metal: string(e.metal), SmelterID: e.id, StandardName: e.text(keyStandardName), Country: e.text(keyCountry),
			Basis: e.text(keyBasis), Details: e.text(keyDetails)}
		if r.Date, err = days.read(e.text(keyDate)); err != nil {
			return e.fail("the date of revision %w", err)
		}
		if r.Date > l.AsOf {
			return e.fail("%s was revised on %s, after the day of the list, %s: give the day on which the list was downloaded", e.id, r.Date, l.AsOf)
		}
		if !seen[r] {
			seen[r] = true
			l.Revisions = append(l.Revisions, r)
		}
	}
	stable.Sort(l.Revisions, func(a, b tables.RevisionRow) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), byMetal(a.Metal, b.Metal), cmp.Compare(a.SmelterID, b.SmelterID), cmp.Compare(a.Basis, b.Basis), cmp.Compare(a.Details, b.Details))
	})
	_, err = tables.RevisionsOf(smelter.Source{}, l.Revisions)
	return err
}
