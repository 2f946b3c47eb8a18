package site

import (
	"fmt"
	"strconv"
)

// yearView is a year with the paths of its files.
type yearView struct {
	Year
	site Site
}

func (v yearView) file(name string) string { return strconv.Itoa(v.Number) + "/" + name }

func (v yearView) reportFile() string   { return v.file("index.html") }
func (v yearView) smeltersFile() string { return v.file("smelters/index.html") }
func (v yearView) figuresFile() string  { return v.file("figures/index.html") }
func (v yearView) formFile() string     { return v.file("form-sd/index.html") }

// surveyed tells whether the year has figures, smelters and data.
func (v yearView) surveyed() bool { return v.AsOf != "" }

// lastmod is the day on which the year's files last changed, as the data tell it.
func (v yearView) lastmod() string { return max(v.AsOf, v.Filing.Date) }

// yearPage is the frame of a page of a year. title is the last breadcrumb.
func (b *builder) yearPage(v yearView, file, crumb string) page {
	p := page{file: file, Banner: b.bannerFor(v.Demonstration)}
	p.Crumbs = []link{{Text: "Home", Href: relative(file, frontFile)}}
	if file == v.reportFile() {
		p.Crumbs = append(p.Crumbs, link{Text: crumb})
	} else {
		p.Crumbs = append(p.Crumbs, link{Text: fmt.Sprintf("%d report", v.Number), Href: relative(file, v.reportFile())}, link{Text: crumb})
	}
	siblings := []link{{Text: "Report", Href: v.reportFile()}}
	if v.surveyed() {
		siblings = append(siblings, link{Text: "Smelters and refiners", Href: v.smeltersFile()}, link{Text: "Figures", Href: v.figuresFile()})
	}
	if v.Form != "" {
		siblings = append(siblings, link{Text: "Form SD", Href: v.formFile()})
	}
	if len(siblings) > 1 {
		p.SiblingsLabel = fmt.Sprintf("Reporting year %d", v.Number)
		for _, l := range siblings {
			l.Current = l.Href == file
			l.Href = relative(file, l.Href)
			p.Siblings = append(p.Siblings, l)
		}
	}
	if v.surveyed() {
		p.Alternates = []link{
			{Text: fmt.Sprintf("Smelters and refiners %d (CSV)", v.Number), Type: "text/csv", Href: relative(file, v.file("smelters.csv"))},
			{Text: fmt.Sprintf("Figures %d (CSV)", v.Number), Type: "text/csv", Href: relative(file, v.file("figures.csv"))},
		}
	}
	p.Foot = b.foot(file, &v)
	return p
}

// foot is the foot of a page: how current the figures are, how they are made,
// and where the data are. v is the year that the page is about, or the latest.
func (b *builder) foot(file string, v *yearView) foot {
	f := foot{Lines: []string{sentence("Published by " + b.site.Name)}}
	if v != nil && v.surveyed() {
		f.Lines = append(f.Lines, "Figures for "+strconv.Itoa(v.Number)+" as of "+day(v.AsOf)+
			". They are counted by a program from suppliers’ declarations, and no supplier is named in them.")
		f.Links = append(f.Links,
			link{Text: "How figures are made", Href: relative(file, v.figuresFile())},
			link{Text: "Data", Href: relative(file, v.reportFile()) + "#" + dataID})
	}
	f.Links = append(f.Links, link{Text: "Policy", Href: relative(file, policyFile)},
		link{Text: "Checksums (SHA-256)", Href: relative(file, sumsFile)})
	if q := questions(b.site.Questions); q.Href != "" {
		f.Links = append(f.Links, link{Text: "Questions", Href: q.Href})
	}
	return f
}

// dataID is the id of the downloads on every page of a year.
const dataID = "data"

// download is a link to a data file, with its size.
type download struct {
	Text, Href, Size, About string
}

// downloads lists the year's data files as seen from a page.
func (b *builder) downloads(v yearView, file string) []download {
	var list []download
	for _, d := range []struct{ name, text, about string }{
		{"smelters.csv", "Smelters and refiners (CSV)", ""},
		{"smelters.json", "Smelters and refiners (JSON)", ""},
		{"figures.csv", "Figures (CSV)", ""},
		{"changes.csv", "Changes since the year before (CSV)", ""},
		{"datapackage.json", "Description of the data (Data Package)", "What each column means, with sizes and checksums."},
		{"report.md", "Report as text (Markdown)", ""},
		{"form-sd.md", "Form SD as text (Markdown)", ""},
	} {
		if data, ok := b.tree[v.file(d.name)]; ok {
			list = append(list, download{Text: d.text, Href: relative(file, v.file(d.name)),
				Size: size(len(data)), About: d.about})
		}
	}
	return list
}
