package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

const directoryFile = "smelters/index.html"

// ownPage is what a smelter ID must look like to have a page: its number is the page's
// address for good.
var ownPage = lazyregexp.New(`^[A-Za-z][A-Za-z0-9_-]*$`)

// smelterFile is the page of a smelter over all years; blank: its number cannot be part
// of an address.
func smelterFile(id string) string {
	if !ownPage.MatchString(id) {
		return ""
	}
	return "smelters/" + id + "/index.html"
}

// smelterLink leads from a file to the page of a smelter; blank: it has none.
func smelterLink(from, id string) string {
	if file := smelterFile(id); file != "" {
		return relative(from, file)
	}
	return ""
}

// ownPageOf is smelterLink where a year on these pages names the smelter.
func (b *builder) ownPageOf(from, id string) string {
	for _, v := range b.views {
		for _, metal := range metalOrder {
			if _, named := v.rows[facilityKey{metal, id}]; named {
				return smelterLink(from, id)
			}
		}
	}
	return ""
}

// knownSmelter is a smelter or refiner over all years.
type knownSmelter struct {
	id    string
	seen  []seenIn // newest year first
	names []string // newest first
}

// seenIn is a row of a year's smelter table.
type seenIn struct {
	view *yearView
	row  tables.Smelter
}

func (k knownSmelter) latest() seenIn { return k.seen[0] }

// first is the first year in which it was named.
func (k knownSmelter) first() int { return k.seen[len(k.seen)-1].view.Number }

// metals are those for which it was named, in the order of the template.
func (k knownSmelter) metals() (list []string) {
	for _, s := range k.seen {
		if !slices.Contains(list, s.row.Metal) {
			list = append(list, s.row.Metal)
		}
	}
	slices.SortFunc(list, func(a, b string) int { return slices.Index(metalOrder, a) - slices.Index(metalOrder, b) })
	return list
}

// knownSmelters gathers the smelters of all years, by number.
func (b *builder) knownSmelters() []knownSmelter {
	byID := map[string]*knownSmelter{}
	for i := range b.views {
		v := &b.views[i]
		for _, row := range v.Smelters {
			if smelterFile(row.SmelterID) == "" {
				continue
			}
			k := byID[row.SmelterID]
			if k == nil {
				k = &knownSmelter{id: row.SmelterID}
				byID[row.SmelterID] = k
			}
			k.seen = append(k.seen, seenIn{v, row})
			if row.SmelterName != "" && !slices.Contains(k.names, row.SmelterName) {
				k.names = append(k.names, row.SmelterName)
			}
		}
	}
	var list []knownSmelter
	for _, k := range byID {
		list = append(list, *k)
	}
	slices.SortFunc(list, func(a, b knownSmelter) int { return strings.Compare(a.id, b.id) })
	return list
}

// facilitiesOverYears makes the page of every smelter that was ever named, and the list
// of them.
func (b *builder) facilitiesOverYears() error {
	list := b.knownSmelters()
	if len(list) == 0 {
		return nil
	}
	for _, k := range list {
		if err := b.smelter(k); err != nil {
			return fmt.Errorf("smelter %s: %w", k.id, err)
		}
	}
	p := b.sitePage(directoryFile, "Smelters and refiners of all years")
	p.Title, p.lastmod, p.Wide = "Smelters and refiners of all years", b.newest(), true
	p.Description = "Every smelter and refiner that suppliers of " + b.site.Name + " have named, with the years, and a page of its own."
	g := &grid{ID: "all-caption", Class: "dense", Caption: "Smelters and refiners named for any year: " + grouped(strconv.Itoa(len(list))),
		Head: []column{{Text: "Smelter or refiner"}, {Text: "Smelter ID"}, {Text: "Metal"}, {Text: "Country"}, {Text: "First named"}, {Text: "Last named"}, {Text: "Last status"}}}
	for _, k := range list {
		last := k.latest()
		g.Rows = append(g.Rows, []cell{{Text: cmp.Or(last.row.SmelterName, k.id), Href: relative(p.file, smelterFile(k.id))}, {Text: k.id, Class: "id"}, {Text: capital(strings.Join(k.metals(), ", "))},
			{Text: location(last.row).Text}, {Text: strconv.Itoa(k.first())}, {Text: strconv.Itoa(last.view.Number)}, {Text: last.view.status(last.row).Text}})
	}
	p.Body = sectionsView{Lead: []string{"Every smelter and refiner that accepted declarations have named for a year on these pages. One that is no longer named keeps its page."},
		Sections: []section{{ID: "all", Title: "All smelters and refiners", Grid: g}}}
	return b.render("sections", p)
}

// smelter makes the page of one smelter, over all years.
func (b *builder) smelter(k knownSmelter) error {
	last := k.latest()
	name := cmp.Or(last.row.SmelterName, k.id)
	p := b.sitePage(smelterFile(k.id), name)
	p.Crumbs = slices.Insert(p.Crumbs, 1, link{Text: "Smelters and refiners", Href: relative(p.file, directoryFile)})
	p.fiction, p.draft = false, 0
	for _, s := range k.seen {
		p.fiction, p.lastmod = p.fiction || s.view.Demonstration, max(p.lastmod, s.view.lastmod())
		if s.view.Draft {
			p.draft = s.view.Number
		}
	}
	p.Banner = b.bannerFor(p.fiction)
	p.Title = name + " (" + k.id + ")"
	if name == k.id {
		p.Title = name
	}
	p.Description = fmt.Sprintf("%s, %s, as suppliers of %s named it: status, audits and changes for every year.", p.Title, strings.Join(k.metals(), " and "), b.site.Name)
	facts := []fact{{Term: "Smelter ID", Text: k.id}, {Term: "Metal", Text: capital(strings.Join(k.metals(), ", "))}}
	if at := location(last.row); at.Text != "" {
		f := fact{Term: "Location", Text: strings.TrimPrefix(at.Small+", "+at.Text, ", ")}
		if last.view.byCountry[last.row.CountryCode] != nil {
			f.Link = link{Text: fmt.Sprintf("Smelters and refiners in %s, %d", at.Text, last.view.Number), Href: relative(p.file, last.view.countryFile(last.row.CountryCode))}
		}
		facts = append(facts, f)
	}
	if len(k.names) > 1 {
		facts = append(facts, fact{Term: "Earlier names", Text: strings.Join(k.names[1:], "; ")})
	}
	facts = append(facts, fact{Term: "First named", Text: fmt.Sprintf("For %d", k.first())}, fact{Term: "Last named", Text: fmt.Sprintf("For %d", last.view.Number)})
	body := sectionsView{Lead: []string{b.standing(k)}, Facts: facts,
		Sections: []section{{ID: "years", Title: "Year by year", Notes: []note{whereNot}, Grid: b.yearByYear(k, p.file)}, origins(k)}}
	data, err := b.smelterJSON(k)
	if err != nil {
		return err
	}
	if err := b.put("smelters/"+k.id+"/smelter.json", data); err != nil {
		return err
	}
	cite := fmt.Sprintf("%s, conflict minerals: %s", b.site.Name, p.Title)
	if b.announced() {
		cite += ", " + b.address(p.file)
	}
	if b.newestOf(k) != "" {
		cite += ", as of " + b.site.day(b.newestOf(k))
	}
	body.Sections = append(body.Sections, section{ID: "cite", Title: "Cite", Text: []string{sentence(cite)}},
		section{ID: dataID, Title: "Data and downloads", Data: []download{{Text: "This smelter (JSON)", Href: "smelter.json", Size: size(len(data))}}})
	p.Body = body
	return b.render("sections", p)
}

// newestOf is the day of the newest year in which a smelter was named.
func (b *builder) newestOf(k knownSmelter) string { return k.latest().view.AsOf }

// standing says in a sentence or two where a smelter stands today.
func (b *builder) standing(k knownSmelter) string {
	last := k.latest()
	now := b.latest()
	text := fmt.Sprintf("%s of %s named it for %d, as of %s.", capital(plural(last.row.Suppliers, "supplier", "suppliers")), b.site.ShortName, last.view.Number, b.site.day(last.view.AsOf))
	if last.row.Suppliers == 0 {
		text = fmt.Sprintf("Suppliers of %s named it for %d, as of %s.", b.site.ShortName, last.view.Number, b.site.day(last.view.AsOf))
	}
	if now != nil && now.Number > last.view.Number {
		text = fmt.Sprintf("No accepted declaration names it for %d. ", now.Number) + text
		if c, ok := now.changeOf(last.row); ok && c.Change == "unlisted" {
			text += " It is no longer on the reference list."
		}
	}
	if last.view.rated() {
		status := lower(last.view.status(last.row).Text)
		if last.view.status(last.row).Text == noStatus {
			text += " No status of it was known then."
		} else if last.view.Conformance.AsOf != "" {
			text += fmt.Sprintf(" Its status on %s: %s.", b.site.day(last.view.Conformance.AsOf), keepCapitals(last.view.status(last.row).Text, status))
		}
	}
	return text
}

// keepCapitals leaves a word such as RMAP as it is.
func keepCapitals(typed, lowered string) string {
	if len(typed) > 1 && typed[1] >= 'A' && typed[1] <= 'Z' {
		return typed
	}
	return lowered
}

// changeOf is what a year's table of changes says of a facility.
func (v yearView) changeOf(s tables.Smelter) (tables.Change, bool) {
	for _, c := range v.Changes {
		if c.Metal == s.Metal && c.SmelterID == s.SmelterID {
			return c, true
		}
	}
	return tables.Change{}, false
}

// yearByYear is the table of a smelter's years, newest first: those too that do not name it.
func (b *builder) yearByYear(k knownSmelter, file string) *grid {
	g := &grid{ID: "years-caption", Class: "dense", Caption: "Every year with a list of smelters, newest first",
		Head: []column{{Text: "Year"}, {Text: "Metal"}, {Text: "Status"}, {Text: "List of"}, {Text: "Last audit"}, {Text: "Re-audit due"}, {Text: "Suppliers that named it", Number: true}, {Text: "Change"}}}
	for i := range b.views {
		v := &b.views[i]
		if !v.surveyed() || v.Number < k.first() {
			continue
		}
		for _, metal := range k.metals() {
			place, named := v.rows[facilityKey{metal, k.id}]
			row := []cell{{Text: strconv.Itoa(v.Number)}, {Text: capital(metal)}, {}, {}, {}, {}, {Text: "Not named", Class: "num"}, {}}
			if named {
				s := v.Smelters[place]
				row[2], row[4], row[5] = v.status(s), cell{Text: v.site.day(s.LastAudit), Class: "date"}, v.dueDate(s)
				row[6].Text = grouped(strconv.Itoa(s.Suppliers))
				if v.rated() && v.Conformance.AsOf != "" {
					row[3] = cell{Text: v.site.day(v.Conformance.AsOf), Class: "date"}
				}
			}
			if c, changed := v.changeOf(tables.Smelter{Metal: metal, SmelterID: k.id}); changed {
				row[7].Text = kindOf(c).label
			}
			g.Rows = append(g.Rows, row)
		}
	}
	used := make([]bool, len(g.Head))
	for _, row := range g.Rows {
		for i := range row {
			used[i] = used[i] || row[i].Text != ""
		}
	}
	g.Head = keep(g.Head, used)
	for i := range g.Rows {
		g.Rows[i] = keep(g.Rows[i], used)
	}
	return g
}

// origins tells what is published of where a smelter's material comes from, and who says so.
func origins(k knownSmelter) section {
	s := section{ID: "origin", Title: "Origin of its material"}
	for _, in := range k.seen {
		source := "the list of statuses"
		if in.view.Conformance.AsOf != "" {
			source += " as of " + in.view.site.day(in.view.Conformance.AsOf)
		}
		if in.row.SourcingCountries != "" {
			s.Notes = append(s.Notes, note{fmt.Sprintf("%d, %s:", in.view.Number, in.row.Metal), sentence(countryNames(in.row.SourcingCountries) + ", by " + source)})
		}
		if in.row.RecycledOnly == "yes" {
			s.Notes = append(s.Notes, note{fmt.Sprintf("%d, %s:", in.view.Number, in.row.Metal), "recycled or scrap only, by every supplier that named it."})
		}
	}
	if len(s.Notes) == 0 {
		s.Text = []string{"Nothing that may be published tells where its material comes from."}
	}
	return s
}
