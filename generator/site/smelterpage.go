package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

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
	stable.Sort(list, func(a, b string) int { return slices.Index(metalOrder, a) - slices.Index(metalOrder, b) })
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
	stable.Sort(list, func(a, b knownSmelter) int { return strings.Compare(a.id, b.id) })
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
	if err := b.known(list); err != nil {
		return err
	}
	return b.directory(list)
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
	facts = append(facts, fact{Term: "First named", Text: strconv.Itoa(k.first())}, fact{Term: "Last named", Text: strconv.Itoa(last.view.Number)})
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
		why := "No accepted declaration names it for %d. "
		if c, ok := now.changeOf(last.row); ok && c.Change == rcoi.Unlisted {
			why = "It is no longer on the reference list for %d, so that declarations cannot be matched to it. "
		}
		text = fmt.Sprintf(why, now.Number) + text
	}
	if !last.view.rated() {
		return text
	}
	day := ""
	if last.view.Conformance.AsOf != "" {
		day = " on " + b.site.day(last.view.Conformance.AsOf)
	}
	switch label := smelter.StatusLabel(last.row.Status, last.row.Programme, last.view.Number); {
	case label == "":
		text += fmt.Sprintf(" Its status%s: neither conformant nor active.", day)
	case last.row.Programme != "" && label != last.row.Status:
		text += fmt.Sprintf(" Its status%s: %s under %s.", day, smelter.StatusLabel(last.row.Status, "", last.view.Number), programmeName(smelter.ProgrammeLabel(last.row.Programme, last.view.Number)))
	default:
		text += fmt.Sprintf(" Its status%s: %s.", day, label)
	}
	return text
}

// changeOf is what a year's table of changes says of a facility.
func (v yearView) changeOf(s tables.Smelter) (tables.Change, bool) {
	i, changed := v.changed[facilityKey{s.Metal, s.SmelterID}]
	if !changed {
		return tables.Change{}, false
	}
	return v.Changes[i], true
}

// yearByYear is the table of a smelter's years, newest first: those too that do not name it.
func (b *builder) yearByYear(k knownSmelter, file string) *grid {
	g := &grid{ID: "years-caption", Class: "dense cards", Caption: "Every year with a list of smelters, newest first",
		Head: []column{{Text: "Year", Key: "name"}, {Text: "Metal", Key: "metal"}, {Text: "Status", Key: "status"}, {Text: b.site.spelt("Programme"), Key: "programme"}, {Text: "List of", Key: "list"}, {Text: "Last audit", Key: "audit"}, {Text: "Re-audit due", Key: "due"}, {Text: "Suppliers that named it", Key: "suppliers", Number: true}, {Text: "Change", Key: "change"}}}
	for i := range b.views {
		v := &b.views[i]
		if !v.surveyed() || v.Number < k.first() {
			continue
		}
		for _, metal := range k.metals() {
			place, named := v.rows[facilityKey{metal, k.id}]
			row := []cell{{Text: strconv.Itoa(v.Number)}, {Text: capital(metal)}, {}, {}, {}, {}, {}, {Text: "Not named"}, {}}
			if named {
				s := v.Smelters[place]
				row[2], row[3].Text, row[5], row[6] = v.status(s), v.programme(s), v.shortDate(s.LastAudit), v.dueDate(s)
				row[7].Text = grouped(strconv.Itoa(s.Suppliers))
				if v.rated() && v.Conformance.AsOf != "" {
					row[4] = v.shortDate(v.Conformance.AsOf)
				}
			}
			if c, changed := v.changeOf(tables.Smelter{Metal: metal, SmelterID: k.id}); changed {
				if row[8].Text = kindOf(c).label; c.Change == rcoi.Unlisted {
					row[7].Text = notListed
				}
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
	g.besideStatus(used)
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
		source := "the conformance list"
		if c := in.view.Conformance; c.AsOf != "" {
			source += fmt.Sprintf(" as of %s (%s)", in.view.site.day(c.AsOf), c.Name)
		}
		if in.row.SourcingCountries != "" {
			s.Notes = append(s.Notes, note{fmt.Sprintf("%d, %s:", in.view.Number, in.row.Metal), sentence(countryNames(in.row.SourcingCountries) + ", according to " + source)})
		}
		if in.row.RecycledOnly == "yes" {
			s.Notes = append(s.Notes, note{fmt.Sprintf("%d, %s:", in.view.Number, in.row.Metal), "recycled or scrap only, according to every supplier that named it, as of " + in.view.site.day(in.view.AsOf) + "."})
		}
	}
	if len(s.Notes) == 0 {
		s.Text = []string{"No source that may be published states where its material originates."}
	}
	return s
}
