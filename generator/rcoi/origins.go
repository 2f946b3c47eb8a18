package rcoi

import (
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// origins adds, for each metal, the countries of mines that suppliers in scope name in any
// declaration that could be read, and gives them one by one.
func (c *counter) origins(books []check.Workbook) (list []tables.Origin) {
	reported := map[check.Origin]*Unit{}
	for i := range books {
		b := &books[i]
		at, known := c.roster[b.Supplier]
		if !known || c.year.Roster[at].InScope != "yes" {
			continue
		}
		for _, o := range b.Origins {
			u := reported[o]
			if u == nil {
				u = &Unit{Name: o.Code + " " + smelter.CountryName(o.Code)}
				reported[o] = u
			}
			if c.open != nil {
				u.behind = append(u.behind, c.named(b, o))
			}
		}
	}
	for _, m := range c.year.Minerals() {
		var units []Unit
		for _, o := range sortedOrigins(reported, m) {
			units = append(units, *reported[o])
			list = append(list, tables.Origin{Metal: string(m), CountryCode: o.Code, Country: smelter.CountryName(o.Code)})
		}
		c.count(figureOf(m)+".origins_reported", label(m)+": countries of mines reported", units,
			"Countries that suppliers in scope name as those of mines of "+string(m)+", in any declaration for the year that could be read. Nobody has verified them, and whether ore from there is in the products is not known.", "declarations that could be read (not public: they name suppliers)")
	}
	return list
}

// mentioned are the covered countries that suppliers name for a metal in comments, or in
// words on a mine that are not the name of a country alone, as far as these weigh on the
// outcome.
func (c *counter) mentioned(books []check.Workbook) (list []tables.Origin) {
	for _, m := range cmrt.Metals {
		named := map[check.Origin]*Unit{}
		for i := range books {
			for _, f := range books[i].Flags {
				if (f.Rule == check.FlagComment || f.Rule == check.FlagNear) && f.Weighs() && books[i].About(f, m) {
					for _, code := range strings.Fields(f.Countries) {
						named[check.Origin{Metal: m, Code: code}] = nil
					}
				}
			}
		}
		for _, o := range sortedOrigins(named, m) {
			list = append(list, tables.Origin{Metal: string(m), CountryCode: o.Code, Country: smelter.CountryName(o.Code)})
		}
	}
	return list
}

func sortedOrigins(reported map[check.Origin]*Unit, m cmrt.Metal) (list []check.Origin) {
	for o := range reported {
		if o.Metal == m {
			list = append(list, o)
		}
	}
	stable.Sort(list, func(a, b check.Origin) int {
		return strings.Compare(smelter.CountryName(a.Code), smelter.CountryName(b.Code))
	})
	return list
}

// named are the cells of a workbook in which a country is named as that of a mine.
func (e evidence) named(b *check.Workbook, o check.Origin) places {
	return func() (list []Place) {
		l := b.Declaration.Layout()
		for _, row := range e.read(b.Declaration.File).Declaration.Smelters {
			if codes, _ := smelter.MineCountries(row); row.Metal == o.Metal && slices.Contains(codes, o.Code) {
				list = append(list, cellWith(b, l.SmelterSheet, l.Columns.MineCountry+strconv.Itoa(row.Row), row.MineCountry))
			}
		}
		for _, mine := range e.read(b.Declaration.File).Declaration.Mines {
			if codes, _ := smelter.CountriesIn(mine.Country); mine.Metal == o.Metal && slices.Contains(codes, o.Code) {
				list = append(list, cellWith(b, cmrt.SheetMines, l.Mines.Country+strconv.Itoa(mine.Row), mine.Country))
			}
		}
		return list
	}
}
