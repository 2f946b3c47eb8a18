package report

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// outcomeWords say of a metal, and of several, what the inquiry came to, in the words of
// Item 1.01.
var outcomeWords = map[string]struct{ one, many string }{
	project.MayOriginate:      {"there is reason to believe that some may have originated in a covered country and may not be from recycled or scrap sources", "there is reason to believe that some of each may have originated in a covered country and may not be from recycled or scrap sources"},
	project.Undetermined:      {"it could not be determined whether any of it originated in a covered country, or whether all of it is from recycled or scrap sources", "it could not be determined whether any of them originated in a covered country, or whether all of them are from recycled or scrap sources"},
	"not-necessary":           {"suppliers declare that it is in nothing they supply", "suppliers declare that they are in nothing they supply"},
	project.RecycledOrScrap:   {"it is reasonably believed to come from recycled or scrap sources", "they are reasonably believed to come from recycled or scrap sources"},
	project.NoReasonToBelieve: {"there is no reason to believe that any of it may have originated in a covered country", "there is no reason to believe that any of them may have originated in a covered country"},
}

// determination says for each metal what the inquiry and due diligence came to.
func (c *composer) determination() string {
	if c.unasked() {
		return c.nobody() + ", so nothing has been determined."
	}
	lines, s := c.results(), ""
	if lines == nil {
		return "Nothing has been determined yet."
	}
	s = "After these steps the result for each metal is this:\n\n" + strings.Join(lines, "\n")
	if header, rows := c.grounds(); rows != nil {
		s += "\n\nThis is what the results rest on where a covered country is not ruled out."
		if slices.ContainsFunc(cmrt.Metals, func(m cmrt.Metal) bool { return c.figures[string(m)+".rcoi"].Value == project.MayOriginate }) {
			s += " What points to one counts in every declaration that could be read, accepted or not."
		}
		if slices.ContainsFunc(rows, func(row []string) bool { return slices.Contains(row, notCounted) }) {
			s += " A dash stands where something does not bear on the result for a metal."
		}
		s += "\n\n" +
			table("l"+strings.Repeat("r", len(header)-1), header, rows)
	}
	s += "\n\n" + c.examined() // where it is nothing, its lines go with the others that are blank
	if open := c.open(); len(open) > 0 {
		s += fmt.Sprintf("\n\nFor %s it could not be determined, for each product in scope, which facilities processed the %s, from which countries and mines %s came, or whether %s directly or indirectly financed or benefited armed groups.",
			and(open), plural(len(open), "metal", "metals"), plural(len(open), "it", "they"), plural(len(open), "it", "they"))
	}
	return s
}

// unasked tells whether there was no inquiry: nobody was asked, and nobody sent anything.
// What can be read of a workbook counts, whatever became of it.
func (c *composer) unasked() bool {
	return c.n("suppliers.asked") == 0 && c.n("suppliers.responded") == 0 && c.n("suppliers.unusable") == 0 &&
		!slices.ContainsFunc(cmrt.Metals, func(m cmrt.Metal) bool { return c.figures[string(m)+".rcoi"].Value == project.MayOriginate })
}

// nobody says why there was none.
func (c *composer) nobody() string {
	if c.n("suppliers.bounced") > 0 {
		return "No supplier could be reached"
	}
	return "No supplier has been asked"
}

// grounds are what keeps metals from being ruled out, as the figures of their outcomes count
// it: a row for each kind, a column for each metal.
func (c *composer) grounds() (header []string, rows [][]string) {
	header = []string{"What was found"}
	var names []string
	numbers := map[string]map[string]string{} // by what was found, and column
	for _, m := range cmrt.Metals {
		f := c.figures[string(m)+".rcoi"]
		if f.Value != project.MayOriginate && f.Value != project.Undetermined {
			continue
		}
		header = append(header, title(m))
		for name, value := range countedFrom(f) {
			if numbers[name] == nil {
				names, numbers[name] = append(names, name), map[string]string{}
			}
			numbers[name][title(m)] = value
		}
	}
	for _, name := range names {
		row := []string{escape(strings.ToUpper(name[:1]) + name[1:])}
		for _, metal := range header[1:] {
			row = append(row, cmp.Or(numbers[name][metal], notCounted))
		}
		rows = append(rows, row)
	}
	return header, rows
}

// notCounted stands in a cell of which a result does not depend.
const notCounted = "–"

// countedFrom are the parts that a figure was counted from: “what: number”.
func countedFrom(f tables.Figure) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for _, part := range strings.Split(f.CountedFrom, "; ") {
			if at := strings.LastIndex(part, ": "); at > 0 && number.MatchString(part[at+2:]) && !yield(part[:at], part[at+2:]) {
				return
			}
		}
	}
}

// results are the outcomes, line by line: metals of which the same was found stand together.
func (c *composer) results() (lines []string) {
	var order []string
	metals := map[string][]string{}
	for _, m := range cmrt.Metals {
		value := c.figures[string(m)+".rcoi"].Value
		if _, known := outcomeWords[value]; !known {
			continue
		}
		if metals[value] == nil {
			order = append(order, value)
		}
		metals[value] = append(metals[value], string(m))
	}
	for _, value := range order {
		list := and(metals[value])
		words := plural(len(metals[value]), outcomeWords[value].one, outcomeWords[value].many)
		lines = append(lines, "- "+strings.ToUpper(list[:1])+list[1:]+": "+words+".")
	}
	return lines
}

// recycled says what rests on recycled or scrap sources, and on whose word.
func (c *composer) recycled() string {
	var metals []string
	for _, m := range cmrt.Metals {
		if c.figures[string(m)+".rcoi"].Value == project.RecycledOrScrap {
			metals = append(metals, string(m))
		}
	}
	var s []string
	if n := c.n("smelters.recycled_only"); n > 0 {
		s = append(s, fmt.Sprintf("Of the facilities, %s only recycled or scrap material, as every supplier that names %s says.", c.many("smelters.recycled_only", "takes", "take"), plural(n, "it", "them")))
	}
	if metals != nil {
		s = append(s, fmt.Sprintf("Every accepted declaration with %s says that all of it comes from recycled or scrap sources. The belief that it does rests on these declarations, of which none gave a reason to doubt it.", strings.Join(metals, " or ")))
	}
	return strings.Join(s, " ")
}

// efforts says what was done to find mines.
func (c *composer) efforts() string {
	if c.unasked() {
		return c.nobody() + ", so nothing is known yet of a mine or location of origin."
	}
	s := "To find the mine or location of origin with the greatest possible specificity, "
	if asked := c.n("suppliers.asked"); asked > 0 {
		s += plural(asked, "a supplier was", "suppliers were") + " asked to name every smelter that processes the metals and, where known, the mine and its country"
	} else {
		s += "declarations of suppliers were read, in which they name smelters and, where known, the mine and its country"
	}
	if c.n("suppliers.accepted") == 0 {
		return s + ". No declaration has been accepted yet, so nothing could be compared with lists of smelters."
	}
	var lists []string
	if c.in.Directory.Name != "" {
		lists = append(lists, "the smelter directory")
	}
	if c.in.Conformance.Name != "" {
		lists = append(lists, "the conformance list")
	}
	if lists == nil {
		return s + "."
	}
	return s + fmt.Sprintf(". What %s was compared with %s.", plural(c.n("suppliers.accepted"), "the accepted declaration says", "accepted declarations say"), and(lists))
}

// limits are what a reader must not take from the results.
func (c *composer) limits() string {
	if c.n("suppliers.responded") == 0 {
		return ""
	}
	s := []string{"Suppliers depend on suppliers of their own; their answers can be incomplete or wrong."}
	if whole, all := c.n("declarations.company"), c.n("suppliers.accepted"); whole > 0 {
		of := c.link("declarations.company") + " of the accepted declarations " + plural(whole, "speaks", "speak")
		switch {
		case all == 1:
			of = "The accepted declaration speaks"
		case whole == all:
			of = fmt.Sprintf("Each of the %s accepted declarations speaks", c.link("declarations.company"))
		}
		of += " of everything a supplier makes"
		if len(c.in.Smelters) > 0 {
			of += ", so the list of facilities may hold some whose metal is not in the products, and may lack some whose metal is"
		}
		s = append(s, of+".")
	}
	if len(c.in.Smelters) > 0 {
		if c.rated() {
			s = append(s, "An assessment speaks of a facility's systems at the time of the assessment, not of the metal in a product.")
		}
		s = append(s, "The location of a facility says nothing about where its ore was mined.")
	}
	if c.n("suppliers.accepted") > 0 {
		from := "suppliers say; none of it"
		if c.in.Directory.Name != "" || c.in.Conformance.Name != "" {
			from = "suppliers and the lists named in it say; none of it"
		}
		s = append(s, fmt.Sprintf("This report can say no more than %s has been verified at a mine.", from))
	}
	return strings.Join(s, " ")
}

// forwardLooking is the legend of what is planned.
func (c *composer) forwardLooking() string {
	return fmt.Sprintf("Statements in this report about plans, expectations and future steps are forward-looking statements within the meaning of the Private Securities Litigation Reform Act of 1995. They are based on what %s expects today and are subject to risks and uncertainties. Actual results may differ materially, for example because suppliers do not respond, smelters or lists change, or the law changes. %s undertakes no obligation to update them, except as required by law.",
		escape(c.in.Registrant.ShortName), escape(c.in.Registrant.ShortName))
}
