package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// world makes the page of all countries: the map, and the table of what it shows.
func (b *builder) world(v yearView) error {
	if len(v.countries) == 0 {
		return nil
	}
	p := b.yearPage(v, v.worldFile(), link{Text: "Countries"})
	p.Title = fmt.Sprintf("Countries of smelters and refiners, %d", v.Number)
	p.Description = fmt.Sprintf("Countries of the smelters and refiners that suppliers of %s named for the reporting year %d, with a map.", b.site.Name, v.Number)
	p.Body = sectionsView{
		Lead: []string{fmt.Sprintf("The facilities that accepted declarations of suppliers of %s name are located in %s, as of %s.", b.site.ShortName, plural(len(v.countries), "country", "countries"), b.site.day(v.AsOf))},
		Sections: []section{
			{ID: "map", Title: "Map", Notes: []note{whereNot}, Picture: worldPicture(v, p.file)},
			{ID: dataID, Title: "Data and downloads", Data: b.downloads(v, p.file)},
		},
	}
	return b.render("sections", p)
}

// byCount orders countries by their facilities, most first.
func byCount(list []country) []country {
	return slices.SortedFunc(slices.Values(list), func(a, b country) int {
		return cmp.Or(b.total()-a.total(), strings.Compare(a.name, b.name), strings.Compare(a.code, b.code))
	})
}

// country makes the page of one country.
func (b *builder) country(v yearView, c country) error {
	p := b.yearPage(v, v.countryFile(c.code), link{Text: "Countries", Href: v.worldFile()}, link{Text: c.name})
	p.Title = fmt.Sprintf("%s %d", c.name, v.Number)
	p.Description = fmt.Sprintf("Smelters and refiners in %s that suppliers of %s named for the reporting year %d.", c.name, b.site.Name, v.Number)
	byMetal := map[string]*facilities{}
	for _, row := range c.rows {
		if byMetal[row.Metal] == nil {
			byMetal[row.Metal] = &facilities{}
		}
		byMetal[row.Metal].add(row)
	}
	g := &grid{ID: "metal-caption", Class: "fit", Caption: "Smelters and refiners in " + c.name + " by metal" + v.ratedAsOf(), Head: statusHead(v, "Metal")}
	metals := distinct(c.rows, metalOrder, metalOf)
	for _, metal := range metals {
		name := cell{Text: capital(metal)}
		if slices.Contains(v.metals, metal) {
			name.Href = relative(p.file, v.metalFile(metal))
		}
		g.Rows = append(g.Rows, append([]cell{name}, statusCells(v, *byMetal[metal])...))
	}
	if len(metals) > 1 {
		g.Total = append([]cell{{Text: "All"}}, statusCells(v, c.facilities)...)
	}
	metalSection := section{ID: "metals", Title: "By metal", Grid: g}
	if !v.rated() {
		metalSection.Text = []string{v.unrated()}
	}
	caption := fmt.Sprintf("Smelters and refiners in %s named by suppliers for %d, as of %s: %s", c.name, v.Number, b.site.day(v.AsOf), plural(c.total(), "entry", "entries"))
	list, same := facilityGrid(v, p.file, caption, c.rows, "country")
	body := sectionsView{
		Lead: []string{fmt.Sprintf("%s in %s that accepted declarations of suppliers of %s name, as of %s. A facility that handles two metals has an entry for each.",
			plural(c.total(), "entry", "entries"), c.name, b.site.ShortName, b.site.day(v.AsOf))},
		Sections: []section{metalSection, {ID: "list", Title: "All smelters and refiners", Text: same, Notes: []note{whereNot}, Grid: list}},
	}
	years := b.overYears(p.file, "in "+c.name, func(y yearView) (facilities, string) {
		if of := y.byCountry[c.code]; of != nil {
			return of.facilities, y.countryFile(c.code)
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
