package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
)

// metal makes the page of a metal.
func (b *builder) metal(v yearView, metal string) error {
	p := b.yearPage(v, v.metalFile(metal), link{Text: capital(metal)})
	f := v.byMetal[metal]
	p.Title = fmt.Sprintf("%s %d", capital(metal), v.Number)
	p.Description = fmt.Sprintf("Smelters and refiners of %s that suppliers of %s named for the reporting year %d, by %s.", metal, b.site.Name, v.Number, map[bool]string{false: "status and country", true: "country"}[v.StatusesKept])
	body := sectionsView{Facts: snapshotFacts(v)}
	for _, id := range []string{".smelters.identified", ".smelters.conformant", ".suppliers.declaring", ".rcoi"} {
		detail := ""
		if id == ".smelters.conformant" && f.total() > 0 {
			detail = "of " + plural(f.total(), "facility", "facilities")
		}
		body.Key = append(body.Key, keyFigureOf(v, p.file, metal+id, detail)...)
	}
	if f.total() == 0 {
		body.Lead = []string{fmt.Sprintf("Suppliers say that %s is in their products, and no accepted declaration names a smelter or refiner of it that is on the reference list, as of %s.", metal, b.site.day(v.AsOf))}
	} else {
		body.Lead = []string{fmt.Sprintf("%s of %s that accepted declarations of suppliers of %s name, as of %s.", plural(f.total(), "smelter or refiner", "smelters and refiners"), metal, b.site.ShortName, b.site.day(v.AsOf))}
		body.Sections = append(body.Sections, statusSection(v, metal, f))
		if s := metalByCountry(v, p.file, metal, f); s != nil {
			body.Sections = append(body.Sections, *s)
		}
		caption := fmt.Sprintf("Smelters and refiners of %s named by suppliers for %d, as of %s: %s", metal, v.Number, b.site.day(v.AsOf), plural(f.total(), "entry", "entries"))
		list, same := facilityGrid(v, p.file, caption, f.rows, "metal")
		body.Sections = append(body.Sections, section{ID: "list", Title: "All smelters and refiners", Text: same, Notes: readingNotes(v, b.site.ShortName)[:3], Grid: list})
	}
	years := b.overYears(p.file, "for "+metal, func(y yearView) (facilities, string) {
		if slices.Contains(y.metals, metal) {
			return y.byMetal[metal], y.metalFile(metal)
		}
		return facilities{}, ""
	})
	if years != nil {
		body.Sections = append(body.Sections, *years)
	}
	body.Sections = append(body.Sections, section{ID: dataID, Title: "Data and downloads", Data: b.downloads(v, p.file)})
	p.Body = body
	return b.render("sections", p)
}

// statusSection shows a metal's facilities by status.
func statusSection(v yearView, metal string, f facilities) section {
	s := section{ID: "status", Title: "By status"}
	if !v.rated() {
		s.Text = []string{v.unrated()}
		return s
	}
	s.Picture = statusPicture(v, []string{metal})
	return s
}

// metalByCountry counts a metal's facilities by country, most first.
func metalByCountry(v yearView, file, metal string, f facilities) *section {
	byCode, unplaced := map[string]*facilities{}, 0
	for _, row := range f.rows {
		if v.byCountry[row.CountryCode] == nil {
			unplaced++
			continue
		}
		if byCode[row.CountryCode] == nil {
			byCode[row.CountryCode] = &facilities{}
		}
		byCode[row.CountryCode].add(row)
	}
	if len(byCode) == 0 {
		return nil
	}
	codes := make([]string, 0, len(byCode))
	for code := range byCode {
		codes = append(codes, code)
	}
	stable.Sort(codes, func(a, c string) int {
		return cmp.Or(byCode[c].total()-byCode[a].total(), strings.Compare(v.byCountry[a].name, v.byCountry[c].name), strings.Compare(a, c))
	})
	g := &grid{ID: "country-caption", Class: "fit", Caption: fmt.Sprintf("Smelters and refiners of %s by country%s", metal, v.ratedAsOf()), Head: statusHead(v, "Country")}
	for _, code := range codes {
		g.Rows = append(g.Rows, append([]cell{{Text: v.byCountry[code].name, Href: relative(file, v.countryFile(code))}}, statusCells(v, *byCode[code])...))
	}
	if len(codes) > 1 && unplaced == 0 {
		g.Total = append([]cell{{Text: "All"}}, statusCells(v, f)...)
	}
	s := &section{ID: "countries", Title: "By country", Grid: g}
	if unplaced > 0 {
		s.Text = []string{sentence("Not in the table, since the list gives no country that is known: " + plural(unplaced, "entry", "entries"))}
	}
	return s
}
