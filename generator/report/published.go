package report

import (
	"fmt"
	"strings"
)

// published is a text that is filed or published with a year.
type published struct {
	file string // "": the report
	text string
	line int // on which it stands; 0: it has lines of its own

	demonstration bool // it may say that it is fictional
}

// published are all texts of a year that the public or the SEC reads: the report with its
// title and its tables, Form SD, the policy, what the company says of itself and of its
// products, and the words of its own page templates. The report counts however the year is filed, since the pages show it.
func (d *draft) published() []published {
	year, company := d.Demonstration, d.Registrant.Demonstration
	list := []published{{"", d.Report, 0, year}, {compiledFile(d.Year, "form-sd.md"), d.Form, 0, year}, {d.Policy.File, d.Policy.Body, 0, company},
		{registrantFile, d.Registrant.Description, 1, company}, {registrantFile, d.Registrant.Questions, 1, company}}
	if d.Report == "" { // otherwise its first line
		list = append(list, published{yearFile(d.Year), d.Title, 1, year})
	}
	for _, p := range d.Products {
		list = append(list, published{fmt.Sprintf("content/%d/products.csv", d.Year), p.Product + ". " + p.Description, max(p.Line, 1), year})
	}
	for _, t := range d.Templates {
		for _, p := range readable(t.File, t.Body) {
			p.demonstration = company
			list = append(list, p)
		}
	}
	return list
}

// sentence is one of a text, as spoken, and the line on which its paragraph begins.
type sentence struct {
	file string // "": the report
	text string
	line int
}

// said are the sentences of all that is published, with the company's names as “the
// company”: a full stop in a name ends no sentence.
func (d *draft) said() []sentence {
	if d.sentences != nil {
		return d.sentences
	}
	names := strings.NewReplacer()
	if d.Registrant.Name != "" {
		names = strings.NewReplacer(escape(d.Registrant.Name), "the company", d.Registrant.Name, "the company")
	}
	for _, p := range d.published() {
		for _, s := range sentences(names.Replace(p.text)) {
			if p.line > 0 {
				s.line = p.line
			}
			s.file = p.file
			d.sentences = append(d.sentences, s)
		}
	}
	return d.sentences
}

// sentences are those of a text, whatever lines they are written on; the cells of
// tables and what is quoted count too, the mark of a demonstration does not.
func sentences(markdown string) (list []sentence) {
	line := 1
	for _, paragraph := range strings.Split(markdown, "\n\n") {
		text := strings.ReplaceAll("\n"+paragraph, "\n>", "\n")
		if strings.HasPrefix(paragraph, "|") {
			text = strings.NewReplacer("\\|", "", "|", ". ").Replace(paragraph)
		}
		if !strings.HasPrefix(paragraph, demonstrationMark) {
			text = quotation.ReplaceAllStringFunc(text, func(said string) string { return strings.ReplaceAll(said, ". ", ", ") })
			for _, text := range sentenceEnd.Split(spoken(listItem.ReplaceAllString(text, ". ")), -1) {
				if text = strings.TrimSpace(text); text != "" {
					list = append(list, sentence{"", text, line})
				}
			}
		}
		line += strings.Count(paragraph, "\n") + 2
	}
	return list
}

// demonstrationMark begins the paragraph that says that data are fictional.
const demonstrationMark = "> **Demonstration"
