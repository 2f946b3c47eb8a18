package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// answerView is what a reader with a minute learns of a year: one sentence, and the
// numbers that it rests on.
type answerView struct {
	Sentence string
	Key      []keyFigure
	Metals   []keyFigure
	Meanings []note // what each outcome that occurs means
	Risks    []keyFigure
	RiskDays string
	Origin   link // to what is known of origin
}

// answered are the figures at the head of a year: each with its denominator, its day, and
// how it differs from the year before.
var answered = []string{"smelters.conformant_rate", "smelters.total", "suppliers.response_rate", "suppliers.response_rate_spend"}

// answer says first what a reader came for.
func (b *builder) answer(v yearView, file string) answerView {
	last := b.before(v)
	out := answerView{Sentence: b.inShort(v, last)}
	for _, id := range answered {
		detail := ""
		if id == "smelters.total" && v.count("suppliers.accepted") > 0 {
			detail = "named in " + plural(v.count("suppliers.accepted"), "accepted declaration", "accepted declarations")
		}
		for _, k := range keyFigureOf(v, file, id, detail) {
			if id == "suppliers.response_rate_spend" {
				k.Detail = strings.Replace(k.Detail, ", as of", "% of all purchases, as of", 1)
			}
			k.Delta, k.Years = since(v, last, id), b.yearBars(v, id)
			out.Key = append(out.Key, k)
		}
	}
	for _, k := range keyFigures(v, file) { // a year that lacks some of these has others
		if len(out.Key) < headlines && !slices.ContainsFunc(out.Key, func(there keyFigure) bool { return there.Href == k.Href }) {
			out.Key = append(out.Key, k)
		}
	}
	for i, k := range out.Key { // who reads this label looks for the list
		if strings.HasSuffix(k.Href, "#smelters.total") {
			out.Key[i].Href = relative(file, v.smeltersFile())
		}
	}
	meant := map[string]bool{}
	for _, metal := range metalOrder {
		f, known := v.known(metal + ".rcoi")
		if !known {
			continue
		}
		k := keyFigure{Label: capital(metal), Words: true, Value: outcomeWords(f), Href: relative(file, v.figuresFile()) + "#" + f.ID, Detail: answersOn(v, metal, f)}
		if last != nil {
			if was, known := last.known(f.ID); known && was.Value != f.Value {
				k.Delta = fmt.Sprintf("%d: %s", last.Number, lower(outcomeWords(was)))
			} else if known {
				k.Delta = fmt.Sprintf("Same as for %d", last.Number)
			}
		}
		out.Metals = append(out.Metals, k)
		if o, known := outcomes[f.Value]; known && !meant[f.Value] {
			meant[f.Value] = true
			out.Meanings = append(out.Meanings, note{o.words + ":", o.meaning})
		}
	}
	out.Risks, out.RiskDays = openRisks(v, last, file)
	out.Origin = link{Text: "What is known of origin, and what is not", Href: relative(file, v.originFile())}
	return out
}

// outcomes are the outcomes of the inquiry of origin in plain words.
var outcomes = map[string]struct{ words, meaning string }{
	project.MayOriginate:      {"May have originated in a covered country", "there is reason to believe that some of the metal may have originated in the Democratic Republic of the Congo (DRC) or an adjoining country and may not be from recycled or scrap sources."},
	project.Undetermined:      {"Origin not determined", "an answer, a smelter or an origin is missing or unclear, so the Democratic Republic of the Congo (DRC) and its adjoining countries (the covered countries) cannot be ruled out."},
	project.NoReasonToBelieve: {"No reason to believe it may have originated in a covered country", "there is no reason to believe that any of the metal may have originated in the Democratic Republic of the Congo (DRC) or an adjoining country."},
	project.RecycledOrScrap:   {"From recycled or scrap sources", "every accepted declaration with the metal says that all of it comes from recycled or scrap sources, and it is reasonably believed to."},
	rcoi.NotNecessary:         {"Not necessary to any product", "suppliers declare that the metal is in nothing they supply."},
}

func outcomeWords(f tables.Figure) string {
	return cmp.Or(outcomes[f.Value].words, capital(f.Words()))
}

// lower begins a text with a small letter.
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// answersOn tells what suppliers answered on the covered countries.
func answersOn(v yearView, metal string, outcome tables.Figure) string {
	var parts []string
	for _, answer := range []string{"yes", "no", "unknown"} {
		if f, known := v.known(metal + ".covered_countries." + answer); known {
			parts = append(parts, grouped(f.Value)+" "+answer)
		}
	}
	text := "as of " + v.site.day(outcome.AsOf)
	if len(parts) > 0 {
		text = "suppliers’ answers on covered countries: " + strings.Join(parts, ", ") + "; " + text
	}
	return capital(text)
}

// since tells how a figure differs from the year before; blank where that is not known.
func since(v yearView, last *yearView, id string) string {
	if last == nil {
		return ""
	}
	is, known := v.known(id)
	was, knownThen := last.known(id)
	d := difference(was, is)
	if !known || !knownThen || d == "" {
		return ""
	}
	value, parts := shown(was)
	if parts != "" && !strings.HasSuffix(id, "_spend") {
		value += " (" + parts + ")"
	}
	switch {
	case d == "None" && was.Unit == "count":
		return fmt.Sprintf("unchanged from %d", last.Number)
	case d == "None":
		return fmt.Sprintf("unchanged from %s for %d", value, last.Number)
	}
	return fmt.Sprintf("%s from %s for %d", d, value, last.Number)
}

// inShort is the year in one sentence.
func (b *builder) inShort(v yearView, last *yearView) string {
	total, conformant := len(v.Smelters), 0
	for _, s := range v.Smelters {
		if s.Status == smelter.Conformant {
			conformant++
		}
	}
	named := plural(total, "smelter or refiner", "smelters and refiners")
	switch {
	case total == 0 && v.count("suppliers.accepted") > 0 && (v.Directory.Name == "" || v.count("smelters.unresolved") > 0):
		return fmt.Sprintf("For %d, nothing that accepted declarations of suppliers of %s name was matched to a known smelter or refiner.", v.Number, b.site.ShortName)
	case total == 0:
		return fmt.Sprintf("For %d, no accepted declaration of a supplier of %s names a smelter or refiner of tin, tantalum, tungsten or gold.", v.Number, b.site.ShortName)
	case !v.rated():
		return fmt.Sprintf("For %d, suppliers of %s named %s of tin, tantalum, tungsten or gold. %s", v.Number, b.site.ShortName, named, v.unrated())
	}
	text := fmt.Sprintf("%s of %s (%s) that accepted declarations of suppliers of %s name for %d %s %s", capital(none(conformant)), named, share(conformant, total), b.site.ShortName, v.Number,
		map[bool]string{true: "was", false: "were"}[conformant == 1], statusIn(v.Number))
	if total == 1 {
		text = fmt.Sprintf("The one smelter or refiner that accepted declarations of suppliers of %s name for %d was %s%s", b.site.ShortName, v.Number, map[bool]string{true: "", false: "not "}[conformant == 1], statusIn(v.Number))
	}
	if v.Conformance.AsOf != "" {
		text += " on " + b.site.day(v.Conformance.AsOf)
	}
	if last == nil || !last.rated() || len(last.Smelters) == 0 {
		return sentence(text)
	}
	before := 0
	for _, s := range last.Smelters {
		if s.Status == smelter.Conformant {
			before++
		}
	}
	way := "as against"
	switch now, then := conformant*len(last.Smelters), before*total; {
	case now > then:
		way = "up from"
	case now < then:
		way = "down from"
	}
	text += fmt.Sprintf(", %s %s of %s (%s) for %d", way, grouped(strconv.Itoa(before)), grouped(strconv.Itoa(len(last.Smelters))), share(before, len(last.Smelters)), last.Number)
	if m := moves(v, *last); before-m.lost+m.gained+m.added-m.gone-m.unlisted == conformant { // else the two lists do not tell why
		text += ": " + m.words(v.Number)
	}
	return sentence(text)
}

// statusIn is the word for conformant in a year.
func statusIn(year int) string { return smelter.StatusLabel(smelter.Conformant, "", year) }

// none is a number at the head of a sentence.
func none(n int) string {
	if n == 0 {
		return "none"
	}
	return grouped(strconv.Itoa(n))
}

// movement is why the number of conformant facilities is another one.
type movement struct{ lost, gained, added, gone, unlisted int }

// moves compares the facilities of two years.
func moves(v, last yearView) (m movement) {
	for _, s := range v.Smelters {
		i, there := last.rows[facilityKey{s.Metal, s.SmelterID}]
		now, then := s.Status == smelter.Conformant, there && last.Smelters[i].Status == smelter.Conformant
		switch {
		case !there && now:
			m.added++
		case there && now && !then:
			m.gained++
		case there && !now && then:
			m.lost++
		}
	}
	for _, s := range last.Smelters {
		if _, there := v.rows[facilityKey{s.Metal, s.SmelterID}]; there || s.Status != smelter.Conformant {
			continue
		}
		if c, _ := v.changeOf(s); c.Change == "unlisted" {
			m.unlisted++
		} else {
			m.gone++
		}
	}
	return m
}

func (m movement) words(year int) string {
	word := statusIn(year)
	noun := map[string]string{"conformant": "conformance"}[word]
	if noun == "" {
		noun = "the status " + word
	}
	be := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return none(n) + " " + many
	}
	parts := []string{none(m.lost) + " lost " + noun, none(m.gained) + " gained it", be(m.added, "newly named is "+word, "newly named are "+word)}
	if m.gone > 0 || m.unlisted == 0 {
		parts = append(parts, be(m.gone, "that was "+word+" is no longer named", "that were "+word+" are no longer named"))
	}
	if m.unlisted > 0 { // the page of changes tells the two apart
		parts = append(parts, be(m.unlisted, "that was "+word+" is no longer on the reference list", "that were "+word+" are no longer on the reference list"))
	}
	return strings.Join(parts[:len(parts)-1], ", ") + ", and " + parts[len(parts)-1]
}

// openRisks are what is not settled: facilities, audits, answers and names.
func openRisks(v yearView, last *yearView, file string) (list []keyFigure, days string) {
	days = "As of " + v.site.day(v.AsOf) + "."
	add := func(id, label, whole, of string) {
		f, known := v.known(id)
		if !known {
			return
		}
		k := keyFigure{Label: label, Value: grouped(f.Value), Href: relative(file, v.figuresFile()) + "#" + id}
		if n := v.count(whole); whole != "" && n > 0 {
			k.Detail = "of " + grouped(strconv.Itoa(n)) + " " + of
		}
		k.Delta = since(v, last, id)
		list = append(list, k)
	}
	if v.rated() {
		if v.Conformance.AsOf != "" && v.Conformance.AsOf != v.AsOf {
			days = "Statuses and audits as of " + v.site.day(v.Conformance.AsOf) + ", the rest as of " + v.site.day(v.AsOf) + "."
		}
		add("smelters.active", "Active: committed to an assessment, not yet "+statusIn(v.Number), "smelters.total", "smelters and refiners")
		add("smelters.other", "Neither "+statusIn(v.Number)+" nor active", "smelters.total", "smelters and refiners")
		add("smelters.reaudit_overdue", "Re-audit overdue", "smelters.total", "smelters and refiners")
	}
	add("smelters.covered_countries", "Known to source from covered countries", "smelters.total", "smelters and refiners")
	add("suppliers.not_responded", "Suppliers without a usable answer", "suppliers.in_scope", "in scope")
	add("suppliers.returned", "Answers returned for correction", "suppliers.responded", "answers")
	add("smelters.unresolved", "Entries that match no known facility", "", "")
	return list, days
}

// Measures of the small picture of a figure over the years, in units of the drawing.
const (
	yearsHeight = 44
	yearsStep   = 34
	yearsMost   = 6 // years
)

// yearBars is the small picture of a figure over the years. Its numbers stand in words
// beside it and in the table of all years, so that it is kept from those who listen.
type yearBars struct {
	Width, Height int
	Bars          []yearBar
}
