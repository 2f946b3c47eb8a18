package site

import (
	"crypto/sha256"
	"fmt"
	"strconv"
)

// archive makes the page of all years, with the checksums of what was published.
func (b *builder) archive() error {
	p := b.sitePage(archiveFile, "All years")
	p.Title, p.lastmod = "All years", b.newest()
	p.Description = "All conflict minerals " + b.documents() + " of " + b.site.Name + " on these pages, with their data and checksums."
	body := sectionsView{Lead: []string{"Every year that was published on these pages, newest first, with its data and the checksum of every file."}}
	if len(b.views) == 0 {
		body.Lead = []string{notYet}
		p.Body = body
		return b.render("sections", p)
	}
	body.Sections = []section{{ID: "kept", Title: "What stays", Text: []string{
		"A year keeps its address for good. A year of which it says “Kept as filed” shows what was filed, byte for byte, whatever is learned later; that goes into the next filing or into an amendment.",
		"A year that was published and not filed yet may still change."}}}
	if r := b.responsePicture(p.file); r != nil {
		body.Sections = append(body.Sections, section{ID: "rates", Title: "Response over the years", Picture: r})
	}
	for _, v := range b.views {
		body.Sections = append(body.Sections, b.archivedYear(v, p.file))
	}
	p.Body = body
	return b.render("sections", p)
}

// notYet stands where no report at all was published.
const notYet = "No conflict minerals report has been published on these pages yet."

func (b *builder) archivedYear(v yearView, file string) section {
	year := strconv.Itoa(v.Number)
	s := section{ID: "year-" + year, Title: year, Across: fmt.Sprintf("Pages of %d", v.Number)}
	row := rowOf(v)
	state := "Not filed yet, or no filing recorded."
	switch {
	case v.Demonstration:
		state = sentence(neverFiled)
	case v.Kept != "":
		state = "Kept as filed on " + b.site.day(v.Kept) + "."
	case v.Filing.Date != "":
		state = "Filed on " + b.site.day(v.Filing.Date) + "."
	}
	if v.Published != "" {
		state = "Published on " + b.site.day(v.Published) + ". " + state
	}
	if v.Filing.Accession != "" && !v.Demonstration {
		state += " Accession number " + v.Filing.Accession + "."
	}
	if row.Kind != "" && !v.Demonstration {
		state = sentence(row.Kind) + " " + state
	}
	s.Text = []string{state}
	for _, e := range v.Earlier {
		s.Links = append(s.Links, link{Text: "As filed on " + b.site.day(e.Day) + ", before it was amended", Href: relative(file, v.earlierFile(e.Day))})
	}
	for _, l := range append(v.siblings(), row.Filing) {
		if l.Text != "" {
			if !isWeb(l.Href) {
				l.Href = relative(file, l.Href)
			}
			s.Links = append(s.Links, link{Text: l.Text, Href: l.Href})
		}
	}
	g := &grid{ID: "files-" + year, Class: "dense", Caption: "Files of " + year, Head: []column{{Text: "File"}, {Text: "Size", Number: true}, {Text: "SHA-256"}}}
	for _, d := range dataFiles {
		if data, there := b.tree[v.file(d.name)]; there {
			g.Rows = append(g.Rows, []cell{{Text: d.name, Href: relative(file, v.file(d.name))}, {Text: size(len(data)), Class: "num"}, {Text: fmt.Sprintf("%x", sha256.Sum256(data)), Class: "sum"}})
		}
	}
	if len(g.Rows) > 0 {
		s.Grid = g
	}
	return s
}
