package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
)

// Programme is what the public may see of a programme that a year runs beside the CMRT, if
// the year publishes it. Nothing of it stands on any other page of the year, or is added to
// a figure of the CMRT's.
type Programme struct {
	Name        string // EMRT or AMRT
	AsOf        string // day of the figures, YYYY-MM-DD
	Minerals    []string
	Figures     []tables.Figure
	Smelters    []tables.Smelter
	Origins     []tables.Origin // countries of mines as suppliers report them
	Changes     []tables.Change // since the year before; shown where that publishes the programme too
	Directory   Snapshot
	Conformance Snapshot
	Kept        bool   // statuses are not published
	Frozen      string // day of the publication that is kept and shown, YYYY-MM-DD; "" where it is what the inputs give
}

// titles of the templates.
var programmeTitles = map[string]string{"EMRT": "Extended Minerals Reporting Template", "AMRT": "Additional Minerals Reporting Template"}

// programmesOf takes what the public may see of the programmes that a year publishes.
func programmesOf(fsys fs.FS, y *season.Year) (list []Programme, err error) {
	beside, err := y.Beside()
	if err != nil {
		return nil, err
	}
	for _, other := range beside {
		if !y.PublishesProgramme(other.Asks()) {
			continue
		}
		q, err := other.Inquiry()
		if err != nil {
			return nil, err
		}
		shown, err := freeze.ShowProgramme(fsys, other)
		if err != nil {
			return nil, err
		}
		p := Programme{Name: other.Asks(), AsOf: q.AsOf, Figures: shown.Figures, Smelters: shown.Smelters, Origins: shown.Origins, Changes: shown.Changes, Frozen: shown.Kept,
			Kept: !other.Publish.Statuses()}
		if p.Frozen != "" && len(p.Figures) > 0 {
			p.AsOf = p.Figures[0].AsOf
		}
		for _, m := range other.Minerals() {
			p.Minerals = append(p.Minerals, string(m))
		}
		if s := other.Directory.Source; s.Name != "" {
			p.Directory = Snapshot{Name: s.Name[strings.LastIndexByte(s.Name, '/')+1:], AsOf: s.AsOf, SHA256: s.SHA256}
		}
		if s := other.Conformance.Source; s.Name != "" && !p.Kept {
			p.Conformance = Snapshot{Name: s.Name[strings.LastIndexByte(s.Name, '/')+1:], AsOf: s.AsOf, SHA256: s.SHA256}
		}
		list = append(list, p)
	}
	return list, nil
}

// folder is where a programme's files lie below the year.
func (p Programme) folder() string { return strings.ToLower(p.Name) }

func (v yearView) programmeFile(p Programme) string { return v.file(p.folder() + "/index.html") }

// figure gives a figure of the programme.
func (p Programme) figure(id string) tables.Figure {
	i := slices.IndexFunc(p.Figures, func(f tables.Figure) bool { return f.ID == id })
	if i < 0 {
		return tables.Figure{}
	}
	return p.Figures[i]
}

// programmes makes the pages and files of the programmes that a year publishes.
func (b *builder) programmes(v yearView) error {
	for _, p := range v.Programmes {
		if err := b.programmeData(v, p); err != nil {
			return err
		}
		if err := b.programme(v, p); err != nil {
			return err
		}
	}
	return nil
}

// programme makes the page of one.
func (b *builder) programme(v yearView, p Programme) error {
	file := v.programmeFile(p)
	page := b.yearPage(v, file, link{Text: p.Name})
	page.Title = fmt.Sprintf("%s %d", mineralWords(p.Minerals), v.Number)
	page.Description = fmt.Sprintf("What suppliers of %s declared in the %s for the reporting year %d: minerals, smelters and refiners, origins.", b.site.Name, programmeTitles[p.Name], v.Number)
	page.lastmod = max(page.lastmod, p.AsOf)
	day := b.site.day(p.AsOf)
	body := sectionsView{Lead: []string{
		fmt.Sprintf("Beside tin, tantalum, tungsten and gold %s asks its suppliers about %s, by the %s (%s).", b.site.ShortName, inWords(p.Minerals), programmeTitles[p.Name], p.Name),
		"This is no part of Form SD or the report, and no number here is added to those on other pages.",
	}}
	body.Facts = []fact{{Term: "Figures as of", Text: day}}
	for _, s := range []struct {
		term string
		Snapshot
	}{{"Reference list", p.Directory}, {"Assessment status", p.Conformance}} {
		text := "Not compared with any list"
		switch {
		case s.Name != "":
			text = "As of " + b.site.day(s.AsOf) + " (" + s.Name + ")"
		case s.term == "Assessment status" && p.Kept:
			text = "Not published"
		}
		body.Facts = append(body.Facts, fact{Term: s.term, Text: text})
	}
	if p.Frozen != "" {
		body.Facts = append(body.Facts, fact{Term: "Published", Text: b.site.day(p.Frozen) + ", and kept as it was"})
	}
	for _, id := range []string{"suppliers.response_rate", "suppliers.accepted", "smelters.total", "smelters.conformant_rate"} {
		if f := p.figure(id); f.Value != "" {
			value, parts := shown(f)
			body.Key = append(body.Key, keyFigure{Label: f.Label, Value: value, Detail: strings.TrimPrefix(parts+", as of "+b.site.day(f.AsOf), ", "), Words: !number.MatchString(f.Value), Href: "#figures"})
		}
	}
	last := b.programmeBefore(v, p)
	body.Sections = append(body.Sections, b.byMineral(v, p))
	if last != nil {
		body.Sections = append(body.Sections, programmeChanges(v, p))
	}
	if s := p.highRisk(v); s != nil {
		body.Sections = append(body.Sections, *s)
	}
	if len(p.Origins) > 0 {
		body.Sections = append(body.Sections, p.origins(v))
	}
	if len(p.Smelters) > 0 {
		body.Sections = append(body.Sections, b.programmeList(v, p))
	}
	body.Sections = append(body.Sections, b.programmeFigures(v, p, last))
	data := section{ID: dataID, Title: "Data and downloads"}
	for _, d := range []download{{Text: "Smelters and refiners (CSV)", name: "smelters.csv"}, {Text: "Changes (CSV)", name: "changes.csv"}, {Text: "Figures (CSV)", name: "figures.csv"}, {Text: "Description of the data (Data Package)", name: "datapackage.json", About: "What each column means, with sizes and checksums."}} {
		if d.name == "changes.csv" && last == nil {
			continue
		}
		d.Href, d.Size = d.name, size(len(b.tree[v.file(p.folder()+"/"+d.name)]))
		data.Data = append(data.Data, d)
	}
	body.Sections = append(body.Sections, data)
	page.Body = body
	return b.render("sections", page)
}

// byMineral is the table of minerals.
func (b *builder) byMineral(v yearView, p Programme) section {
	rated := p.Conformance.Name != ""
	g := &grid{ID: "minerals-caption", Class: "fit", Caption: fmt.Sprintf("Smelters and refiners by mineral, and suppliers that declare it, by accepted declarations for %d, as of %s", v.Number, b.site.day(p.AsOf)),
		Head: []column{{Text: "Mineral"}, {Text: "Total", Number: true}}}
	ids := []string{"smelters.identified"}
	if rated {
		g.Head = append(g.Head, column{Text: "Conformant", Number: true}, column{Text: "Active", Number: true}, column{Text: neither, Number: true})
		ids = append(ids, "smelters.conformant", "smelters.active", "smelters.other")
	}
	for _, m := range p.Minerals {
		declaring, row := p.figure(strings.ReplaceAll(m, " ", "-")+".suppliers.declaring").Value, []cell{{Text: capital(m)}}
		if n, err := strconv.Atoi(declaring); err == nil { // no column: one more would be off screen on a phone
			row[0].Small = plural(n, "supplier", "suppliers")
		}
		for _, id := range ids {
			row = append(row, p.number(m, id))
		}
		g.Rows = append(g.Rows, row)
	}
	return section{ID: "minerals", Title: "By mineral", Grid: g}
}

// number is a figure of a mineral in a table.
func (p Programme) number(mineral, id string) cell {
	f := p.figure(strings.ReplaceAll(mineral, " ", "-") + "." + id)
	if f.Value == "" {
		return cell{Text: "not known", Class: "num"}
	}
	return cell{Text: grouped(f.Value), Class: "num"}
}

// highRisk is the table of answers about high-risk areas; nil where nobody is asked.
func (p Programme) highRisk(v yearView) *section {
	if len(p.Minerals) == 0 || p.figure(strings.ReplaceAll(p.Minerals[0], " ", "-")+".cahra.yes").ID == "" {
		return nil
	}
	g := &grid{ID: "areas-caption", Class: "fit", Caption: "Does the mineral come from conflict-affected or high-risk areas? Answers of suppliers, as of " + v.site.day(p.AsOf),
		Head: []column{{Text: "Mineral"}, {Text: "Yes", Number: true}, {Text: "No", Number: true}, {Text: "Unknown", Number: true}}}
	s := section{ID: "areas", Title: "High-risk areas", Grid: g}
	for _, m := range p.Minerals {
		g.Rows = append(g.Rows, []cell{{Text: capital(m)}, p.number(m, "cahra.yes"), p.number(m, "cahra.no"), p.number(m, "cahra.unknown")})
		if f := p.figure(strings.ReplaceAll(m, " ", "-") + ".origins_of_concern"); f.Value != "" && f.Value != "0" {
			_, where, _ := strings.Cut(f.Label, ": ")
			n, _ := strconv.Atoi(f.Value)
			s.Notes = append(s.Notes, note{capital(m) + " " + where + ":", plural(n, "supplier says so or names a mine there", "suppliers say so or name a mine there") + ". Artisanal and small-scale mining takes place there too."})
		}
	}
	return &s
}

// origins is the table of countries of mines.
func (p Programme) origins(v yearView) section {
	by := map[string][]string{}
	for _, o := range p.Origins {
		by[o.Metal] = append(by[o.Metal], o.Country)
	}
	g := &grid{ID: "origin-caption", Class: "fit", Caption: "Countries of mines, as suppliers report them for " + strconv.Itoa(v.Number), Head: []column{{Text: "Mineral"}, {Text: "Countries"}}}
	for _, m := range p.Minerals {
		if len(by[m]) > 0 {
			g.Rows = append(g.Rows, []cell{{Text: capital(m)}, {Text: strings.Join(by[m], ", ")}})
		}
	}
	return section{ID: "origin", Title: "Origins reported", Text: []string{"Nobody has verified them, and whether ore from there is in the products is not known."}, Grid: g}
}

// programmeList is the table of smelters and refiners.
func (b *builder) programmeList(v yearView, p Programme) section {
	g := &grid{ID: "list-caption", Class: "dense cards", Caption: fmt.Sprintf("Smelters and refiners named by suppliers in the %s for %d, as of %s: %s", p.Name, v.Number, b.site.day(p.AsOf), plural(len(p.Smelters), "entry", "entries")),
		Head: []column{{Text: "Smelter or refiner", Key: "name"}, {Text: "Smelter ID", Key: "id"}, {Text: "Status", Key: "status"}, {Text: "Mineral", Key: "metal"}, {Text: "Country", Key: "country"}, {Text: "Place", Key: "place"}, {Text: "Suppliers", Key: "suppliers", Number: true}}}
	rated := p.Conformance.Name != ""
	for _, s := range p.Smelters {
		at, status := location(s), ""
		if rated {
			status = cmp.Or(capital(s.Status), neither)
		}
		g.Rows = append(g.Rows, []cell{{Text: cmp.Or(s.SmelterName, s.SmelterID)}, {Text: s.SmelterID}, {Text: status}, {Text: capital(s.Metal)}, {Text: at.Text}, {Text: at.Small}, {Text: grouped(strconv.Itoa(s.Suppliers))}})
	}
	list := section{ID: "list", Title: "All smelters and refiners", Notes: []note{whereNot}, Grid: g}
	for _, same := range g.narrow() {
		list.Notes = append(list.Notes, note{Text: same.Sentence})
	}
	return list
}

// programmeData makes the files that are not pages.
func (b *builder) programmeData(v yearView, p Programme) error {
	smelters, err := tables.Write(p.Smelters)
	if err != nil {
		return fmt.Errorf("smelters.csv: %w", err)
	}
	figures, err := tables.Write(p.Figures)
	if err != nil {
		return fmt.Errorf("figures.csv: %w", err)
	}
	description := fmt.Sprintf("Smelters and refiners that suppliers of %s named in the %s (%s) for the reporting year %d, and the figures of this inquiry, as of %s. Nothing of it is part of Form SD.", b.site.Name, programmeTitles[p.Name], p.Name, v.Number, b.site.day(p.AsOf))
	if v.Draft {
		description = "Draft, not published. " + description
	}
	if v.Demonstration {
		description = sentence("It says nothing about the suppliers, the smelters or the due diligence of "+b.site.Name) + " " + description
	}
	pack := tables.NewPackage(fmt.Sprintf("%s-%s-%d", slug(b.site.ShortName), p.folder(), v.Number), fmt.Sprintf("%s: %s %d", b.site.Name, p.Name, v.Number), description, v.Demonstration)
	pack.Version, pack.Keywords = p.AsOf, append([]string{p.Name}, p.Minerals...)
	pack.Contributors = []tables.Contributor{{Title: b.site.Name, Roles: []string{"publisher"}}}
	if l := b.site.Licence; l.Name != "" {
		pack.Licences = []tables.Licence{{Name: l.Name, Path: l.URL}}
	}
	tables.AddTable[tables.Smelter](pack, "smelters", "One row for each facility and mineral that an accepted declaration names. The location is that of the facility, not the origin of the mineral.", smelters, tables.SmelterFields, "metal", "smelter_id")
	files := map[string][]byte{"smelters.csv": smelters, "figures.csv": figures}
	if b.programmeBefore(v, p) != nil {
		if files["changes.csv"], err = tables.Write(p.Changes); err != nil {
			return fmt.Errorf("changes.csv: %w", err)
		}
		tables.AddTable[tables.Change](pack, "changes", "One row for each facility and mineral that differs from the year before.", files["changes.csv"], tables.ChangeFields, "metal", "smelter_id")
	}
	tables.AddTable[tables.Figure](pack, "figures", "One row for each figure of the inquiry.", figures, tables.FigureFields, "id")
	packed, err := pack.JSON()
	if err != nil {
		return fmt.Errorf("datapackage.json: %w", err)
	}
	files["datapackage.json"] = packed
	for name, data := range files {
		if err := b.put(v.file(p.folder()+"/"+name), data); err != nil {
			return err
		}
	}
	return nil
}
