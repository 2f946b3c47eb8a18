package site

import (
	"fmt"
	"html/template"
	"strings"

	"itron.com/conflict-minerals/generator/report"
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
	switch {
	case v.FormAlone:
		source = disclosureOf(v)
	case source == "":
		source = notPublished
	}
	d, err := render(source, p.Banner, "main", "contents", dataID)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	p.Title = d.Title
	if p.Title == "" {
		p.Title = v.documentTitle()
	}
	p.HeadTitle = fmt.Sprintf("%s – %s conflict minerals", v.documentTitle(), b.site.ShortName)
	p.Description = fmt.Sprintf("Conflict minerals %s of %s for the reporting year %d.", v.document(), b.site.Name, v.Number)
	if b.site.PublicURL != "" {
		p.about = []thing{b.reportThing(v, p.Title)}
	}
	p.Body = reportView{
		Facts:    reportFacts(v, p.file),
		Contents: append(d.Contents, link{Text: "Data and downloads", Href: "#" + dataID}),
		Body:     d.Body,
		DataID:   dataID,
		Data:     b.downloads(v, p.file),
	}
	return b.render("report", p)
}

// disclosureOf is the text of Item 1.01 of a form to which no report belongs: what the form
// has under its own heading.
func disclosureOf(v yearView) string {
	_, text, _ := strings.Cut(v.Form, "\n#### Conflict Minerals Disclosure\n")
	text, _, _ = strings.Cut(text, "\n### ")
	return fmt.Sprintf("# Conflict Minerals Disclosure of %s for %d\n\n%s\n", report.Escape(v.site.Name), v.Number, strings.TrimSpace(text))
}

// earlier makes the pages of filings that were amended, as they were filed.
func (b *builder) earlier(v yearView) error {
	for _, e := range v.Earlier {
		for _, d := range []struct{ file, name, text string }{{v.earlierFile(e.Day), "report", e.Report}, {v.earlierFormFile(e.Day), "Form SD", e.Form}} {
			if d.text == "" && d.name == "report" { // its form stood alone
				d.text = disclosureOf(yearView{Year: Year{Number: v.Number, Form: e.Form}, site: v.site})
			}
			p := b.yearPage(v, d.file, link{Text: "As filed on " + b.site.day(e.Day)})
			doc, err := render(d.text, p.Banner, "main", "contents", dataID)
			if err != nil {
				return fmt.Errorf("filing of %s: %w", e.Day, err)
			}
			p.Title = fmt.Sprintf("%s, as filed on %s", doc.Title, b.site.day(e.Day))
			p.Description = fmt.Sprintf("What %s filed on %s for the reporting year %d, before it was amended.", b.site.Name, b.site.day(e.Day), v.Number)
			facts := []fact{{Term: "Registrant", Text: v.site.Name}, {Term: "Filed with the SEC", Text: b.site.day(e.Day)},
				{Term: "Amended on", Text: b.site.day(v.Filing.Date), Link: link{Text: "Read what stands now", Href: relative(d.file, v.reportFile())}},
				{Term: "Documents of that day", Link: link{Text: "Form SD", Href: relative(d.file, v.earlierFormFile(e.Day))}}}
			if d.name == "Form SD" {
				facts[3].Link = link{Text: "Its " + map[bool]string{true: "disclosure", false: "report"}[e.Report == ""], Href: relative(d.file, v.earlierFile(e.Day))}
			}
			p.Body = reportView{Facts: facts, Contents: append(doc.Contents, link{Text: "Data and downloads", Href: "#" + dataID}), Body: doc.Body, DataID: dataID, Data: b.downloads(v, p.file)}
			if err := b.render("report", p); err != nil {
				return err
			}
		}
	}
	return nil
}

// reportFacts are the lines above a report: who, for which period, as of when,
// and where it was filed.
func reportFacts(v yearView, file string) []fact {
	facts := []fact{
		{Term: "Registrant", Text: v.site.Name},
		{Term: "Period", Text: v.site.day(fmt.Sprintf("%d-01-01", v.Number)) + " to " + v.site.day(fmt.Sprintf("%d-12-31", v.Number))},
	}
	if v.surveyed() {
		facts = append(facts, fact{Term: "Figures as of", Text: v.site.day(v.AsOf)})
	}
	if v.Demonstration {
		return append(facts, fact{Term: "Filed with the SEC", Text: neverFiled})
	}
	if f := v.Filing; f != (Filing{}) {
		line := fact{Term: "Filed with the SEC", Text: v.site.day(f.Date)}
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
	for _, e := range v.Earlier {
		facts = append(facts, fact{Term: "Amends", Text: "What was filed on " + v.site.day(e.Day), Link: link{Text: "Read it as it was filed", Href: relative(file, v.earlierFile(e.Day))}})
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
		Facts:    reportFacts(v, p.file),
		Contents: append(d.Contents, link{Text: "Data and downloads", Href: "#" + dataID}),
		Body:     d.Body,
		DataID:   dataID,
		Data:     b.downloads(v, p.file),
	}
	return b.render("report", p)
}
