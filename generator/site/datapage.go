package site

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/tables"
)

// dataPage makes the page of all data: what there is, and what each column means, so that
// another registrant can publish the same.
func (b *builder) dataPage(all []tables.Public) error {
	p := b.sitePage(dataPage, "Data")
	p.Title, p.lastmod = "Data and schema", b.newest()
	p.Description = "All tables of " + b.site.Name + " on conflict minerals, of every year in one file, and what each column of them means."
	if b.site.PublicURL != "" {
		p.about = []thing{b.allYearsThing(p)}
	}
	body := sectionsView{Lead: []string{"Every table in one file over all years. Each row says of which reporting year it is, as of which day, and whether it is fictional, so that files of several years or companies can be combined."}}
	files := section{ID: "files", Title: "Files of all years"}
	for _, d := range []download{{name: workbookName, Text: "All tables (Excel)", About: "Dates and numbers are typed, identifiers stay text."}, {name: "smelters.csv", Text: "Smelters and refiners (CSV)"}, {name: "figures.csv", Text: "Figures (CSV)"},
		{name: "changes.csv", Text: "Changes (CSV)"}, {name: "activities.csv", Text: "Due diligence performed (CSV)"}, {name: "datapackage.json", Text: "Description of the data (Data Package)"}} {
		d.Href, d.Size = d.name, size(len(b.tree[dataFolder+d.name]))
		files.Data = append(files.Data, d)
	}
	files.Data = append(files.Data, download{Text: "Every smelter ever named (JSON)", Href: relative(p.file, knownFile), Size: size(len(b.tree[knownFile]))})
	if len(b.tree[knownFile]) == 0 {
		files.Data = files.Data[:len(files.Data)-1]
	}
	years := section{ID: "years", Title: "Files of one year", Across: "Files of one year"}
	for _, v := range b.views {
		if v.surveyed() {
			years.Links = append(years.Links, link{Text: fmt.Sprintf("Data for %d", v.Number), Href: relative(p.file, v.smeltersFile()) + "#" + dataID})
		}
	}
	news := section{ID: "news", Title: "What is new", Text: []string{"The page of all years lists what has been published."}, Links: []link{{Text: "All years, with the checksum of every file", Href: relative(p.file, archiveFile)}}}
	if b.feeds() {
		news.Text = []string{"The feed tells when a year is filed and when its data change."}
		news.Links = append(news.Links, link{Text: "News (Atom feed)", Href: relative(p.file, feedFile)})
	}
	body.Sections = append(body.Sections, files, years, news, section{ID: "schema", Title: "Schema, version " + tables.SchemaVersion, Text: []string{
		"Another company may publish its own tables by this schema: name the files, the columns and their words as here, and state the version in datapackage.json (schema_version). No permission is needed. Adding a column raises the second number of the version; removing one, or changing what it means, raises the first.",
		"The files are CSV in UTF-8 with LF line endings. They begin with a byte order mark where a text has characters beyond ASCII, since Excel would misread them without it. A blank cell means that nothing is known. A text that begins with = + - @ or ' has one ' in front in CSV, so that no spreadsheet takes it for a formula; the Excel file has it as it is."}})
	for _, t := range all {
		g := &grid{ID: "columns-" + t.Name, Class: "dense cards", Caption: "Columns of " + t.Name + ".csv", Head: []column{{Text: "Column", Key: "name"}, {Text: "Type or words", Key: "kind"}, {Text: "Meaning", Key: "meaning"}}}
		for _, f := range t.Fields {
			kind := f.Type
			if f.Constraints != nil && len(f.Constraints.Enum) > 0 {
				kind = strings.Join(f.Constraints.Enum, ", ")
			}
			g.Rows = append(g.Rows, []cell{{Text: f.Name}, {Text: kind}, {Text: f.Description}})
		}
		text := t.Description
		if len(t.Key) > 0 {
			text += " A row is identified by " + strings.Join(t.Key[:len(t.Key)-1], ", ") + " and " + t.Key[len(t.Key)-1] + "."
		}
		body.Sections = append(body.Sections, section{ID: "table-" + t.Name, Title: capital(t.Name), Text: []string{text}, Grid: g})
	}
	p.Body = body
	return b.render("sections", p)
}

// allYearsThing describes the files of all years for machines.
func (b *builder) allYearsThing(p page) thing {
	address := b.address(p.file)
	t := thing{"@type": "Dataset", "@id": address + "#dataset", "url": address, "name": p.Title, "description": p.Description, "inLanguage": "en", "creator": b.publisher(), "publisher": b.publisher(),
		"isAccessibleForFree": true, "version": tables.SchemaVersion, "keywords": []string{"conflict minerals", "3TG", "smelters", "refiners", "Form SD"}}
	if p.lastmod != "" {
		t["dateModified"] = p.lastmod
	}
	var files, parts []thing
	for _, f := range [][2]string{{workbookName, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}, {"smelters.csv", "text/csv"}, {"figures.csv", "text/csv"}, {"changes.csv", "text/csv"}, {"activities.csv", "text/csv"}} {
		files = append(files, b.fileThing(dataFolder, f[0], f[1]))
	}
	first, last := 0, 0
	for _, v := range b.views {
		if v.surveyed() {
			if last == 0 {
				last = v.Number
			}
			first = v.Number
			parts = append(parts, thing{"@id": b.address(v.smeltersFile()) + "#dataset"})
		}
	}
	t["distribution"], t["hasPart"], t["temporalCoverage"] = files, parts, fmt.Sprintf("%d-01-01/%d-12-31", first, last)
	if l := b.site.Licence; isWeb(l.URL) {
		t["license"] = l.URL
	}
	if p.fiction {
		t["name"] = fictional + p.Title
	}
	return t
}
