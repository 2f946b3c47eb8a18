package site

import (
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/tables"
)

// frontView is the body of the front page.
type frontView struct {
	Lead      []string
	Latest    *latestView // nil: no year was surveyed
	Missing   []string
	Years     []yearRow
	Documents string // what they are: reports, disclosures
	Policy    link
	Questions link
}

type latestView struct {
	Year     int
	Title    string
	Answer   answerView
	Ways     []download
	Pictures []section
	Take     []link // the data that most come for, near the top
	Data     []download
}

type keyFigure struct {
	Label, Value, Detail, Href string
	Words                      bool      // the value is no number
	Delta                      string    // how it differs from the year before
	Years                      *yearBars // nil: it is known for one year alone
}

// yearRow is a row of the list of reports.
type yearRow struct {
	Year   int
	Report link
	Kind   string // what the reader should know about the report
	Data   []link
	Filed  string
	Filing link
}

// headline are the figures that the front page shows if the year has them, in
// this order; the first shares of the year fill up what is missing.
var headline = []string{
	"suppliers.in_scope", "suppliers.response_rate",
	"smelters.total", "smelters.conformant_rate",
}

// headlines is how many figures the front page shows.
const headlines = 4

func (b *builder) front() error {
	s := b.site
	v := frontView{Questions: questions(s.Questions)}
	if s.Policy != "" {
		v.Policy = link{Text: policyTitle, Href: policyFile}
	}
	if s.Description != "" {
		v.Lead = append(v.Lead, s.Description)
	}
	about := " on tin, tungsten, tantalum and gold (conflict minerals) in its products, as Rule 13p-1 of the U.S. Securities and Exchange Commission (SEC) requires, with the data behind them"
	if len(s.Years) == 0 {
		v.Lead = append(v.Lead, "The "+b.documents()+" of "+s.Name+about+", will stand on these pages once they are published.")
	} else {
		v.Lead = append(v.Lead, "These pages hold the "+b.documents()+" of "+s.Name+about+".")
	}
	latest := b.latest()
	if latest != nil {
		v.Latest = b.latestView(*latest)
	}
	v.Missing = missingParts(s, latest)
	v.Documents = b.documents()
	for _, y := range b.views {
		v.Years = append(v.Years, rowOf(y))
	}
	p := b.sitePage(frontFile, "")
	p.Title, p.Body, p.lastmod = "Conflict minerals at "+s.ShortName, v, b.newest()
	p.Description = "Conflict minerals " + b.documents() + " of " + s.Name + ": smelters and refiners, figures with their definitions, and data to download."
	p.HeadTitle = p.Title
	p.Home = link{Text: s.ShortName + " conflict minerals", Href: frontFile, Current: true}
	return b.render("front", p)
}

func (b *builder) latestView(v yearView) *latestView {
	view := &latestView{Year: v.Number,
		Title:  latestTitle(v),
		Answer: b.answer(v, frontFile),
		Ways: []download{
			{Text: v.documentTitle(), Href: v.reportFile(), About: map[bool]string{false: "Due diligence performed and its results.", true: "The country of origin inquiry and its results."}[v.FormAlone]},
			{Text: "Smelters and refiners", Href: v.smeltersFile(), About: aboutSmelters(v)},
			{Text: "Origin", Href: v.originFile(), About: "What is known of where the ore comes from, and what is not."},
			{Text: "Figures", Href: v.figuresFile(), About: plural(len(v.Figures), "figure", "figures") + ", each with its definition."},
		},
		Data: b.downloads(v, frontFile)}
	for _, d := range view.Data {
		if d.name == "smelters.csv" || d.name == "figures.csv" {
			view.Take = append(view.Take, link{Text: d.Text, Href: d.Href})
		}
	}
	if len(view.Take) > 0 {
		view.Take = append(view.Take, link{Text: "Data of all years", Href: dataPage})
	}
	if len(v.countries) > 0 {
		view.Ways = append(view.Ways, download{Text: "Countries", Href: v.worldFile(), About: "A map of the countries in which the facilities are located."})
	}
	if _, there := b.tree[directoryFile]; there {
		view.Ways = append(view.Ways, download{Text: "Smelters and refiners of all years", Href: directoryFile, About: "Each with a page of its own, also when it is no longer named."})
	}
	if b.before(v) != nil {
		view.Ways = append(view.Ways, download{Text: "Changes", Href: v.changesFile(), About: fmt.Sprintf("What differs from %d.", v.Number-1)})
	}
	view.Pictures = append(view.Pictures, inquiryPictures(v, frontFile)...)
	if years := b.overAllYears(frontFile); years != nil {
		view.Pictures = append(view.Pictures, *years)
	}
	if v.Form != "" {
		view.Ways = append(view.Ways, download{Text: "Form SD", Href: v.formFile(), About: map[bool]string{false: "The form of which the report is an exhibit.", true: "The form with its cover, items and signature."}[v.FormAlone]})
	}
	return view
}

// latestTitle heads the figures of a year.
func latestTitle(v yearView) string {
	if v.Draft {
		return fmt.Sprintf("Reporting year %d, a draft", v.Number)
	}
	return fmt.Sprintf("Reporting year %d", v.Number)
}

// documents are what the years hold: reports, and disclosures of forms that stand alone.
func (b *builder) documents() string {
	alone := 0
	for _, v := range b.views {
		if v.FormAlone {
			alone++
		}
	}
	switch alone {
	case 0:
		return "reports"
	case len(b.views):
		return "disclosures"
	}
	return "reports and disclosures"
}

func aboutSmelters(v yearView) string {
	if len(v.Smelters) == 0 {
		return "No accepted declaration names one."
	}
	return plural(len(v.Smelters), "entry", "entries") + " with location and assessment status."
}

// keyFigures picks the figures that the front page shows.
func keyFigures(v yearView, file string) []keyFigure {
	var picked []tables.Figure
	pick := func(fits func(tables.Figure) bool) {
		for _, f := range v.Figures {
			if f.Value != "" && len(picked) < headlines && !slices.Contains(picked, f) && fits(f) {
				picked = append(picked, f)
			}
		}
	}
	for _, id := range headline {
		pick(func(f tables.Figure) bool { return f.ID == id })
	}
	pick(func(f tables.Figure) bool { return f.Denominator != "" })
	pick(func(f tables.Figure) bool { return number.MatchString(f.Value) && f.Value != "0" })
	var list []keyFigure
	for _, f := range picked {
		list = append(list, keyFigureOf(v, file, f.ID, "")...)
	}
	return list
}

// rowOf is a year's row in the list of reports.
func rowOf(v yearView) yearRow {
	r := yearRow{Year: v.Number, Report: link{Text: fmt.Sprintf("%s %d", capital(v.document()), v.Number), Href: v.reportFile()}}
	switch {
	case v.Draft:
		r.Kind = "Draft, not published"
	case v.Report == "" && !v.FormAlone:
		r.Kind = "Not published yet"
	case v.Demonstration:
		r.Kind = "Demonstration, fictional data"
	case !v.surveyed():
		r.Kind = "Narrative only"
	}
	if v.surveyed() {
		r.Data = []link{{Text: fmt.Sprintf("Summary %d", v.Number), Href: v.summaryFile()}, {Text: fmt.Sprintf("Smelters and refiners %d", v.Number), Href: v.smeltersFile()}, {Text: fmt.Sprintf("Figures %d", v.Number), Href: v.figuresFile()}}
	}
	r.Filed = "No filing recorded"
	switch {
	case v.Demonstration:
		r.Filed = neverFiled
		return r
	case v.Filing.Date != "":
		r.Filed = v.site.day(v.Filing.Date)
	}
	if isWeb(v.Filing.URL) {
		r.Filing = link{Text: fmt.Sprintf("Filing for %d at sec.gov", v.Number), Href: v.Filing.URL}
	}
	return r
}

// missingParts says, in neutral words, what a reader may look for in vain.
func missingParts(s Site, latest *yearView) []string {
	var list []string
	switch {
	case len(s.Years) == 0:
		list = append(list, notYet)
	case latest == nil:
		list = append(list, "No figures and no list of smelters and refiners have been published on these pages yet. What stands below is narrative.")
	}
	if s.Policy == "" {
		list = append(list, "No policy has been published on these pages yet.")
	}
	return list
}
