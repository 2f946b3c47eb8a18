package site

import "fmt"

// summary makes the page that says of a year in short what the front page says of the
// latest, so that it keeps an address when a newer year comes.
func (b *builder) summary(v yearView) error {
	p := b.yearPage(v, v.summaryFile(), link{Text: "Summary"})
	p.Title = fmt.Sprintf("%d in short", v.Number)
	p.Description = fmt.Sprintf("The conflict minerals inquiry of %s for %d in short: smelters and refiners, answers, the outcome for each metal and open risks, beside the year before.", b.site.Name, v.Number)
	a := b.answer(v, p.file)
	body := sectionsView{Lead: []string{a.Sentence}, Key: a.Key}
	if a.Metals != nil {
		body.Sections = append(body.Sections, section{ID: "metals", Title: "Where the metals come from", Key: a.Metals, Notes: a.Meanings})
	}
	if a.Risks != nil {
		g := &grid{ID: "risks-caption", Class: "fit", Caption: "Open risks. " + a.RiskDays, Head: []column{{Text: "Risk"}, {Text: "Number", Number: true}, {Text: "Out of"}, {Text: "Compared with the year before"}}}
		told := false
		for _, r := range a.Risks {
			g.Rows = append(g.Rows, []cell{{Text: r.Label, Href: r.Href}, {Text: r.Value, Class: "num"}, {Text: r.Detail}, {Text: capital(r.Delta)}})
			told = told || r.Delta != ""
		}
		if !told {
			g.Head = g.Head[:3]
			for i := range g.Rows {
				g.Rows[i] = g.Rows[i][:3]
			}
		}
		body.Sections = append(body.Sections, section{ID: "risks", Title: "Open risks", Grid: g})
	}
	body.Sections = append(body.Sections, inquiryPictures(v, p.file)...)
	body.Sections = append(body.Sections, section{ID: dataID, Title: "Data and downloads", Data: b.downloads(v, p.file)})
	p.Body = body
	return b.render("sections", p)
}
