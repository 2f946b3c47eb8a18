package site

import (
	"fmt"
	"html/template"
)

// reportView is the body of a year's report.
type reportView struct {
	Facts    []fact
	Contents []link
	Body     template.HTML
	DataID   string
	Data     []download
}

// notPublished stands where a year has no report yet.
const notPublished = "The report for this year has not been published on these pages yet."

func (b *builder) report(v yearView) error {
	p := b.yearPage(v, v.reportFile())
	source := v.Report
	if source == "" {
		source = notPublished
	}
	d, err := render(source, p.Banner, "main", "contents", dataID)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	p.Title = d.Title
	if p.Title == "" {
		p.Title = fmt.Sprintf("Conflict Minerals Report %d", v.Number)
	}
	p.HeadTitle = fmt.Sprintf("Conflict Minerals Report %d – %s conflict minerals", v.Number, b.site.ShortName)
	p.Description = fmt.Sprintf("Conflict Minerals Report of %s for the reporting year %d.", b.site.Name, v.Number)
	if b.site.PublicURL != "" {
		p.about = []thing{b.reportThing(v, p.Title)}
	}
	p.Body = reportView{
		Facts:    reportFacts(v),
		Contents: append(d.Contents, link{Text: "Data and downloads", Href: "#" + dataID}),
		Body:     d.Body,
		DataID:   dataID,
		Data:     b.downloads(v, p.file),
	}
	return b.render("report", p)
}

// reportFacts are the lines above a report: who, for which period, as of when,
// and where it was filed.
func reportFacts(v yearView) []fact {
	facts := []fact{
		{Term: "Registrant", Text: v.site.Name},
		{Term: "Period", Text: fmt.Sprintf("1 January to 31 December %d", v.Number)},
	}
	if v.surveyed() {
		facts = append(facts, fact{Term: "Figures as of", Text: day(v.AsOf)})
	}
	if v.Demonstration {
		return append(facts, fact{Term: "Filed with the SEC", Text: neverFiled})
	}
	if f := v.Filing; f != (Filing{}) {
		line := fact{Term: "Filed with the SEC", Text: day(f.Date)}
		if f.Accession != "" {
			if line.Text != "" {
				line.Text += ", "
			}
			line.Text += "accession number " + f.Accession
		}
		if isWeb(f.URL) {
			line.Link = link{Text: "Read the filing at sec.gov", Href: f.URL}
		}
		facts = append(facts, line)
	}
	return facts
}

// form makes the page of the year's Form SD.
func (b *builder) form(v yearView) error {
	p := b.yearPage(v, v.formFile(), link{Text: "Form SD"})
	d, err := render(v.Form, p.Banner, "main", "contents", dataID)
	if err != nil {
		return fmt.Errorf("form SD: %w", err)
	}
	p.Title = fmt.Sprintf("Form SD for %d", v.Number)
	p.Description = fmt.Sprintf("Form SD of %s for the reporting year %d: cover, items and exhibits.", b.site.Name, v.Number)
	p.Body = reportView{
		Facts:    reportFacts(v),
		Contents: append(d.Contents, link{Text: "Data and downloads", Href: "#" + dataID}),
		Body:     d.Body,
		DataID:   dataID,
		Data:     b.downloads(v, p.file),
	}
	return b.render("report", p)
}
