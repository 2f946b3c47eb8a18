package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// originAnswers are the answers to the question of covered countries, in the order in
// which they stand in the picture.
var originAnswers = []struct{ answer, class string }{{"yes", solid}, {"unknown", pale}, {"no", open}}

// origin makes the page of what is known, and what is not, of where the ore comes from.
func (b *builder) origin(v yearView) error {
	p := b.yearPage(v, v.originFile(), link{Text: "Origin"})
	p.Title = fmt.Sprintf("Origin of the minerals, %d", v.Number)
	p.Description = fmt.Sprintf("What suppliers of %s answered for %d on whether their metals come from the Democratic Republic of the Congo or an adjoining country, and what is not known.", b.site.Name, v.Number)
	body := sectionsView{}
	counts, said := v.answersOnOrigin()
	if said > 0 {
		body.Lead = []string{fmt.Sprintf("Asked whether their tin, tantalum, tungsten or gold comes from the Democratic Republic of the Congo (DRC) or an adjoining country, the covered countries, suppliers gave %s, one for each metal that they declare: %s “yes”, %s “unknown” and %s “no”, as of %s.",
			plural(said, "answer", "answers"), none(counts["yes"]), none(counts["unknown"]), none(counts["no"]), b.site.day(v.AsOf))}
		answers := section{ID: "answers", Title: "What suppliers answered", Picture: originPicture(v, p.file),
			Text: []string{"“Yes” is counted in every declaration that could be read, accepted or not. “Unknown” and “no” are counted in accepted declarations, of suppliers that answer yes in no declaration."}}
		body.Sections = append(body.Sections, answers)
	} else {
		body.Lead = []string{"No supplier has answered whether its metals come from the Democratic Republic of the Congo (DRC) or an adjoining country, the covered countries, as of " + b.site.day(v.AsOf) + "."}
	}
	if notes := outcomeNotes(v); notes != nil {
		body.Sections = append(body.Sections, section{ID: "outcome", Title: "Outcome for each metal", Notes: notes})
	}
	body.Sections = append(body.Sections,
		section{ID: "unknown", Title: "What is not known", Notes: notKnown(v)},
		section{ID: "countries", Title: "Covered countries, high-risk areas and facilities", Notes: []note{whereNot}, Picture: originCountries(v, p.file)},
		section{ID: dataID, Title: "Data and downloads", Data: b.downloads(v, p.file)})
	p.Body = body
	return b.render("sections", p)
}

// answersOnOrigin adds up the answers on covered countries over all metals.
func (v yearView) answersOnOrigin() (counts map[string]int, sum int) {
	counts = map[string]int{}
	for _, metal := range metalOrder {
		for _, a := range originAnswers {
			n := v.count(metal + ".covered_countries." + a.answer)
			counts[a.answer] += n
			sum += n
		}
	}
	return counts, sum
}

// originPicture shows the answers by metal.
func originPicture(v yearView, file string) *picture {
	p := &picture{ID: "origin", Title: fmt.Sprintf("Suppliers’ answers on covered countries by metal, %d", v.Number), Desc: "One bar a metal, with its answers yes, unknown and no. The table gives the same numbers."}
	p.Grid = &grid{ID: "origin-caption", Class: "fit", Caption: "Does it come from a covered country? Answers as of " + v.site.day(v.AsOf),
		Head: []column{{Text: "Metal"}, {Text: "Yes", Number: true}, {Text: "Unknown", Number: true}, {Text: "No", Number: true}, {Text: "Answers", Number: true}}}
	sums, most := map[string]int{}, 0
	for _, metal := range metalOrder {
		for _, a := range originAnswers {
			sums[metal] += v.count(metal + ".covered_countries." + a.answer)
		}
		most = max(most, sums[metal])
	}
	for _, metal := range metalOrder {
		if sums[metal] == 0 {
			continue
		}
		row := []cell{{Text: capital(metal), Href: relative(file, v.figuresFile()) + "#" + metal + ".covered_countries.yes"}}
		var parts []series
		for _, a := range originAnswers {
			n := v.count(metal + ".covered_countries." + a.answer)
			row, parts = append(row, numbers(n)...), append(parts, series{a.class, n})
		}
		row = append(row, numbers(sums[metal])...)
		p.addBar(capital(metal), grouped(strconv.Itoa(sums[metal])), most, parts...)
		p.Grid.Rows = append(p.Grid.Rows, row)
	}
	p.explain(mark{Class: solid, Text: "Yes"}, mark{Class: pale, Text: "Unknown"}, mark{Class: open, Text: "No"})
	return p
}

// outcomeNotes are the outcomes that occur, each with its metals and what it means.
func outcomeNotes(v yearView) (list []note) {
	metals, order := map[string][]string{}, []string{}
	words := map[string]string{}
	for _, metal := range metalOrder {
		f, known := v.known(metal + ".rcoi")
		if !known {
			continue
		}
		if metals[f.Value] == nil {
			order = append(order, f.Value)
		}
		metals[f.Value], words[f.Value] = append(metals[f.Value], metal), lower(outcomeWords(f))
	}
	for _, value := range order {
		list = append(list, note{Strong: capital(listed(metals[value])) + ": " + words[value] + ".", Text: capital(outcomes[value].meaning)})
	}
	for _, metal := range metalOrder {
		if signs := rcoi.SignsOf(v.Settled, cmrt.Metal(metal)); signs != "" {
			list = append(list, note{"Looked into for " + metal + ":", signs + ". On the evidence on record it does not by itself give reason to believe that " + metal + " in the products may have originated in a covered country."})
		}
	}
	return append(list, outcomeReasons(v)...)
}

// outcomeReasons tell what each outcome rests on, where the figure counts it: a metal of which
// no supplier answered yes may still have been found in high-risk areas.
func outcomeReasons(v yearView) (list []note) {
	for _, metal := range metalOrder {
		f, _ := v.known(metal + ".rcoi")
		var counted []string
		for _, part := range strings.Split(f.CountedFrom, "; ") {
			if at := strings.LastIndex(part, ": "); at > 0 && number.MatchString(part[at+2:]) {
				counted = append(counted, part)
			}
		}
		if counted != nil {
			list = append(list, note{Strong: "Why, for " + metal + ":", Text: strings.Join(counted, "; ") + "."})
		}
	}
	return list
}

// listed joins words: tin, gold and tungsten.
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// notKnown says what nobody could tell.
func notKnown(v yearView) (list []note) {
	if scope := v.count("suppliers.in_scope"); scope > 0 && v.count("suppliers.accepted") < scope {
		missing := scope - v.count("suppliers.accepted")
		list = append(list, note{"Suppliers:", fmt.Sprintf("%s of %s in scope %s no accepted declaration, so what is in their products, and where it comes from, is not known.", grouped(strconv.Itoa(missing)), plural(scope, "supplier", "suppliers"), map[bool]string{true: "has", false: "have"}[missing == 1])})
	}
	if n := v.count("smelters.unresolved") + v.count("smelters.not_identified"); n > 0 {
		list = append(list, note{"Smelters:", plural(n, "entry", "entries") + " in accepted declarations " + map[bool]string{true: "leads", false: "lead"}[n == 1] + " to no known smelter."})
	}
	sourced, total := 0, len(v.Smelters)
	for _, s := range v.Smelters {
		if s.SourcingCountries != "" {
			sourced++
		}
	}
	switch {
	case total == 0:
	case sourced == 0:
		list = append(list, note{"Sources of smelters:", "no list that may be published says from which countries a smelter or refiner sources, so none is shown here."})
	default:
		list = append(list, note{"Sources of smelters:", fmt.Sprintf("a list as of %s says of %s of %s from which countries they take their ore. Of the others that is not known.", v.site.day(v.Conformance.AsOf), grouped(strconv.Itoa(sourced)), plural(total, "smelter or refiner", "smelters and refiners"))})
	}
	mines := "no supplier names the country of a mine."
	if len(v.Origins) > 0 {
		mines = "suppliers name countries of mines, in the table below. Nobody has verified them, and whether ore from there is in the products of " + v.site.ShortName + " is not known."
	}
	if v.Kept == "" && (len(v.Origins) > 0 || len(v.Named) == 0) { // else what is named follows
		list = append(list, note{"Mines:", mines})
	}
	if len(v.Named) > 0 {
		list = append(list, note{"Comments:", "in comments, or in what they write of a mine, suppliers name " + namedFor(v.Named) + ". Nobody has verified it, and whether ore from there is in the products of " + v.site.ShortName + " is not known."})
	}
	if v.AreasOf.Name == "" {
		list = append(list, note{"High-risk areas:", "no list of conflict-affected and high-risk areas was adopted for this year, so none is marked."})
	}
	return list
}

// namedFor says which countries are named for which metal: Rwanda for tin and tungsten.
func namedFor(origins []tables.Origin) string {
	var countries, list []string
	metals := map[string][]string{}
	for _, o := range origins {
		if metals[o.Country] == nil {
			countries = append(countries, o.Country)
		}
		metals[o.Country] = append(metals[o.Country], o.Metal)
	}
	for _, c := range countries {
		list = append(list, c+" for "+listed(metals[c]))
	}
	return strings.Join(list, ", ")
}

// originCountries is the map beside what is known of each country: the covered ones, those
// on the list of high-risk areas, those named as countries of mines, and those in which
// facilities are.
func originCountries(v yearView, file string) *picture {
	m, without := worldMapOf(v)
	p := &picture{ID: "world", Map: &m, Note: m.note(without, v.nowhere)}
	type land struct{ marks, mines []string }
	known, order := map[string]*land{}, []string{}
	of := func(code string) *land {
		if known[code] == nil {
			known[code], order = &land{}, append(order, code)
		}
		return known[code]
	}
	for _, code := range smelter.CoveredCountries() {
		of(code).marks = append(of(code).marks, "Covered country")
	}
	for _, a := range v.Areas {
		of(a.Code).marks = append(of(a.Code).marks, a.words())
	}
	for _, o := range v.Origins {
		of(o.CountryCode).mines = append(of(o.CountryCode).mines, o.Metal)
	}
	for _, c := range byCount(v.countries) {
		of(c.code)
	}
	sourcing := map[string]int{}
	for _, s := range v.Smelters {
		for _, code := range strings.Fields(s.SourcingCountries) {
			sourcing[code]++
		}
	}
	head := []column{{Text: "Country"}, {Text: "Marked as"}, {Text: "Smelters there", Number: true}, {Text: "Smelters that take ore from there", Number: true}, {Text: "Mines there, as suppliers report"}}
	used := []bool{true, true, true, len(sourcing) > 0, len(v.Origins) > 0}
	p.Grid = &grid{ID: "world-caption", Class: "fit", Caption: "Covered countries, high-risk areas and countries with smelters and refiners, as of " + v.site.day(v.AsOf), Head: keep(head, used)}
	for _, code := range order {
		name, there := cell{Text: named(code, smelter.CountryName(code))}, 0
		if c := v.byCountry[code]; c != nil {
			name.Href, there = relative(file, v.countryFile(code)), c.total()
		}
		mines := slices.Clone(known[code].mines)
		row := append([]cell{name, {Text: strings.Join(known[code].marks, "; ")}}, numbers(there, sourcing[code])...)
		p.Grid.Rows = append(p.Grid.Rows, keep(append(row, cell{Text: capital(strings.Join(mines, ", "))}), used))
	}
	return p
}

// words say how a country stands on the list of high-risk areas.
func (a Area) words() string {
	text := "High-risk area"
	if !a.Whole {
		text = "Has a high-risk area"
	}
	if a.Metals != "" {
		text += " for " + a.Metals
	}
	return text
}
