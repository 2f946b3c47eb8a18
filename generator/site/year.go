package site

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// yearView is a year with the paths of its files, and what is looked up in it.
type yearView struct {
	Year
	site Site
	*yearIndex
}

func (v yearView) file(name string) string { return strconv.Itoa(v.Number) + "/" + name }

func (v yearView) reportFile() string   { return v.file("index.html") }
func (v yearView) smeltersFile() string { return v.file("smelters/index.html") }
func (v yearView) figuresFile() string  { return v.file("figures/index.html") }
func (v yearView) formFile() string     { return v.file("form-sd/index.html") }
func (v yearView) changesFile() string  { return v.file("changes/index.html") }
func (v yearView) originFile() string   { return v.file("origin/index.html") }
func (v yearView) summaryFile() string  { return v.file("summary/index.html") }
func (v yearView) worldFile() string    { return v.file("countries/index.html") }

func (v yearView) earlierFile(day string) string { return v.file("filed/" + day + "/index.html") }
func (v yearView) earlierFormFile(day string) string {
	return v.file("filed/" + day + "/form-sd/index.html")
}

// document is what the year's own page shows: the report, or the disclosure of a form to
// which no report belongs.
func (v yearView) document() string {
	if v.FormAlone {
		return "disclosure"
	}
	return "report"
}

// documentTitle is its title.
func (v yearView) documentTitle() string {
	if v.FormAlone {
		return fmt.Sprintf("Conflict Minerals Disclosure %d", v.Number)
	}
	return fmt.Sprintf("Conflict Minerals Report %d", v.Number)
}

func (v yearView) cardFile() string { return v.file("card.png") }

func (v yearView) metalFile(metal string) string { return v.file(metal + "/index.html") }
func (v yearView) countryFile(code string) string {
	return v.file("countries/" + strings.ToLower(code) + "/index.html")
}

// surveyed tells whether the year has figures, smelters and data.
func (v yearView) surveyed() bool { return v.AsOf != "" }

// lastmod is the day on which the year's files last changed, as the data tell it.
func (v yearView) lastmod() string { return max(v.AsOf, v.Published, v.Filing.Date) }

// yearPage is the frame of a page of a year. trail are the breadcrumbs below the
// report, the page itself last.
func (b *builder) yearPage(v yearView, file string, trail ...link) page {
	p := page{file: file, lastmod: v.lastmod(), card: frontCard, fiction: v.Demonstration, Banner: b.bannerFor(v.Demonstration)}
	if v.Draft {
		p.draft = v.Number
	}
	p.Crumbs = append(p.Crumbs, link{Text: "Home", Href: frontFile}, link{Text: fmt.Sprintf("%d %s", v.Number, v.document()), Href: v.reportFile()})
	p.Crumbs = append(p.Crumbs, trail...)
	for _, l := range v.siblings() {
		l.Current = l.Href == file
		p.Siblings = append(p.Siblings, l)
	}
	if len(p.Siblings) < 2 {
		p.Siblings = nil
	}
	p.SiblingsLabel = fmt.Sprintf("Reporting year %d", v.Number)
	if v.surveyed() {
		p.card = v.cardFile()
		p.Alternates = []link{
			{Text: fmt.Sprintf("Smelters and refiners %d (CSV)", v.Number), Type: "text/csv", Href: v.file("smelters.csv")},
			{Text: fmt.Sprintf("Figures %d (CSV)", v.Number), Type: "text/csv", Href: v.file("figures.csv")},
		}
	}
	for _, list := range [][]link{p.Crumbs, p.Siblings, p.Alternates} {
		for i := range list {
			if list[i].Href != "" {
				list[i].Href = relative(file, list[i].Href)
			}
		}
	}
	p.Crumbs[len(p.Crumbs)-1].Href = "" // the page itself
	p.Foot = b.foot(file, &v)
	return p
}

// siblings are the pages of a year that every one of them leads to.
func (v yearView) siblings() []link {
	list := []link{{Text: capital(v.document()), Href: v.reportFile()}}
	if v.surveyed() {
		list = slices.Insert(list, 0, link{Text: "Summary", Href: v.summaryFile()})
		list = append(list, link{Text: "Smelters and refiners", Href: v.smeltersFile()})
		for _, metal := range v.metals {
			list = append(list, link{Text: capital(metal), Href: v.metalFile(metal)})
		}
		list = append(list, link{Text: "Origin", Href: v.originFile()})
		if len(v.countries) > 0 {
			list = append(list, link{Text: "Countries", Href: v.worldFile()})
		}
		list = append(list, link{Text: "Changes", Href: v.changesFile()}, link{Text: "Figures", Href: v.figuresFile()})
	}
	if v.Form != "" {
		list = append(list, link{Text: "Form SD", Href: v.formFile()})
	}
	for _, p := range v.Programmes {
		list = append(list, link{Text: p.Name, Href: v.programmeFile(p)})
	}
	return list
}

// foot is the foot of a page: how current the figures are, how they are made,
// and where the data are. v is the year that the page is about, or the latest.
func (b *builder) foot(file string, v *yearView) foot {
	f := foot{Lines: []string{b.publishedBy()}}
	if v != nil && v.surveyed() {
		f.Lines = append(f.Lines, "Figures for "+strconv.Itoa(v.Number)+" as of "+b.site.day(v.AsOf)+
			". They are counted by a program from suppliers’ declarations, and no supplier is named in them.")
		f.Links = append(f.Links,
			link{Text: fmt.Sprintf("Data for %d", v.Number), Href: relative(file, v.reportFile()) + "#" + dataID}, link{Text: "Data of all years", Href: relative(file, dataPage)})
	}
	f.Links = append(f.Links, link{Text: "How the data was made", Href: relative(file, methodFile)}, link{Text: "All years", Href: relative(file, archiveFile)},
		link{Text: "Policy", Href: relative(file, policyFile)}, link{Text: "Accessibility", Href: relative(file, accessFile)},
		link{Text: "Checksums (SHA-256)", Href: relative(file, sumsFile)})
	if b.site.Check != nil {
		f.Links = append(f.Links, link{Text: "Check a CMRT before you send it", Href: relative(file, checkFile)})
	}
	if b.feeds() {
		f.Links = append(f.Links, link{Text: "News (Atom feed)", Href: relative(file, feedFile)})
	}
	if q := questions(b.site.Questions); q.Href != "" {
		f.Links = append(f.Links, link{Text: "Questions", Href: q.Href})
	}
	return f
}

// publishedBy ends every page.
func (b *builder) publishedBy() string {
	if b.forReview() {
		return sentence("Made for review by " + b.site.Name + "; not published")
	}
	return sentence("Published by " + b.site.Name)
}

// dataID is the id of the downloads on every page of a year.
const dataID = "data"

// download is a link to a data file, with its size.
type download struct {
	name                    string // of the file, below the year
	Text, Href, Size, About string
}

// downloads lists the year's data files as seen from a page.
func (b *builder) downloads(v yearView, file string) []download {
	var list []download
	for _, d := range dataFiles {
		if data, ok := b.tree[v.file(d.name)]; ok && d.Text != "" {
			d.Href, d.Size = relative(file, v.file(d.name)), size(len(data))
			if d.name == cmrtName {
				d.About = fmt.Sprintf("CMRT %s, effective %s. SHA-256: %x", v.CMRT.Version, b.site.day(v.CMRT.Day), sha256.Sum256(data))
			}
			list = append(list, d)
		}
	}
	return list
}

// cmrtName is the registrant's own declaration.
const cmrtName = "cmrt.xlsx"

// dataFiles are the files of a year that are not pages, those without text being for
// programs alone.
var dataFiles = []download{
	{name: cmrtName, Text: "Our own declaration for customers (Conflict Minerals Reporting Template)"},
	{name: workbookName, Text: "All tables (Excel)", About: "Dates and numbers are typed, identifiers stay text."},
	{name: "smelters.csv", Text: "Smelters and refiners (CSV)"},
	{name: "smelters.json", Text: "Smelters and refiners (JSON)"},
	{name: "figures.csv", Text: "Figures (CSV)"},
	{name: "changes.csv", Text: "Changes since the year before (CSV)"},
	{name: "activities.csv", Text: "Due diligence performed (CSV)"},
	{name: "datapackage.json", Text: "Description of the data (Data Package)", About: "What each column means, with sizes and checksums."},
	{name: "report.md", Text: "Report as text (Markdown)"},
	{name: "form-sd.md", Text: "Form SD as text (Markdown)"},
	{name: "smelters.csv-metadata.json"}, {name: "figures.csv-metadata.json"}, {name: "changes.csv-metadata.json"}, {name: "activities.csv-metadata.json"},
}
