package check

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
)

// namingRules look at how a row of the Smelter List names its smelter and country.
var namingRules = perRow([]rule{
	{finding.Rule{Name: "smelter-name-alias", Severity: finding.Note,
		Explanation: "The name is an alias or a different spelling of a known smelter. It is counted as that smelter.",
		Fix:         "No action needed; the smelter's number is the safest identification.",
		Example:     "A former company name in C12.", Internal: true},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				text := chosen(res.Row)
				if res.Outcome != smelter.Resolved || res.Decided || text == "" || strings.EqualFold(text, res.Facility.Name) {
					return
				}
				how := res.How
				if number(res.Row) != "" {
					if !slices.ContainsFunc(c.year.Directory.Named(res.Facility.Metal, text), func(f smelter.Facility) bool { return f.ID == res.Facility.ID }) {
						return // the number decided, and nobody knows the name
					}
					how = "number and another name of it"
				}
				at(nameColumn(c, res.Row), "%q was taken for %s (%s): %s.", text, res.Facility.Name, res.Facility.ID, how)
			})
		}},
	{finding.Rule{Name: "smelter-country-invalid", Severity: finding.Warning,
		Explanation: "Without its country a smelter that has no number may be mistaken for another of the same name.",
		Fix:         "Choose the country in which the smelter is located.",
		Example:     "“Europe” in E12."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				row := res.Row
				switch known := smelter.CountryCode(row.Country) != ""; {
				case known, res.Outcome == smelter.NotIdentified, res.Outcome == smelter.Rejected,
					row.Country == "" && (notListed(row) || chosen(row) == ""): // another rule says it, or the template's formula fills it in from the number
				case row.Country == "":
					at(c.layout.Columns.Country, "The row has no country.")
				case c.known(row.Metal, row.Country) != "" || strings.EqualFold(row.Country, called(row)):
					at(c.layout.Columns.Country, "%q is the name of a smelter, not a country.", row.Country)
				default:
					at(c.layout.Columns.Country, "%q is not a country.", row.Country)
				}
			})
		}},
	{finding.Rule{Name: "smelter-recycled-unclear", Severity: finding.Warning, Question: true,
		Explanation: "The column that asks whether all feedstock of the smelter is recycled or scrap holds something else than yes, no or unknown, so it counts as no answer.",
		Fix:         "Choose Yes, No or Unknown.",
		Example:     "“Partially” in P12."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if raw := res.Row.RecycledRaw; raw != "" && res.Row.Recycled == "" && !placeholder(raw) {
					at(c.layout.Columns.Recycled, "%q does not say whether all feedstock is recycled or scrap.", raw)
				}
			})
		}},
	{finding.Rule{Name: "smelter-several-in-one-row", Severity: finding.Error,
		Explanation: "A row is for one smelter and one metal. Several in one row cannot be told apart.",
		Fix:         "Give each smelter and each metal a row of its own.",
		Example:     "“Tin, Tungsten” in B12, or two smelters in C12."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if metals := metalsIn(res.Row.MetalRaw); len(metals) > 1 {
					at(c.layout.Columns.Metal, "The row is for %s at once.", strings.Join(metals, " and "))
				} else if id := number(res.Row); severalNumbers(id) {
					at(idColumn(c, res.Row), "%q holds several numbers.", id)
				} else if several := c.several(res); several != "" {
					at(nameColumn(c, res.Row), "%q names several smelters.", several)
				}
			})
		}},
	{finding.Rule{Name: "smelter-placeholder", Severity: finding.Warning, Question: true,
		Explanation: "The cell for the smelter's name holds a placeholder.",
		Fix:         "Name the smelter, or choose “Smelter not yet identified” until it is known.",
		Example:     "“TBD” or “see attachment” in C12."},
		func(c *context, found report) {
			eachRow(c, found, func(res smelter.Resolution, at func(string, string, ...any)) {
				if res.Outcome == smelter.Resolved || res.Outcome == smelter.NotIdentified {
					return
				}
				for _, typed := range []struct{ column, text string }{{c.layout.Columns.Lookup, res.Row.Lookup}, {c.layout.Columns.Name, res.Row.Name}} {
					if placeholder(typed.text) {
						at(typed.column, "%q names no smelter.", typed.text)
						return
					}
				}
			})
		}},
}...)

// chosen is the text by which the supplier named the smelter.
func chosen(row cmrt.SmelterRow) string {
	if row.Lookup == "" || notListed(row) {
		return row.Name
	}
	return row.Lookup
}

// nameColumn is the column of the text by which a row names its smelter.
func nameColumn(c *context, row cmrt.SmelterRow) string {
	if (row.Lookup == "" || notListed(row)) && row.Name != "" {
		return c.layout.Columns.Name
	}
	return c.layout.Columns.Lookup
}

// metalWord is one of the four as a word of its own, with its symbol or without.
var metalWord = lazyregexp.New(`(?i)\b(tantalum|tin|gold|tungsten)\b`)

// metalsIn gives the different metals that a text names.
func metalsIn(text string) (list []string) {
	seen := map[string]bool{}
	for _, m := range metalWord.FindAllString(text, -1) {
		if m = strings.ToLower(m); !seen[m] {
			seen[m] = true
			list = append(list, m)
		}
	}
	return list
}

// anyNumber is a smelter number anywhere in a text.
var anyNumber = lazyregexp.New(`(?i)\bCID\s?\d{6}\b`)

// severalNumbers tells whether a text holds more than one number.
func severalNumbers(text string) bool {
	found := anyNumber.FindAllString(text, -1)
	for _, n := range found {
		if !strings.EqualFold(n, found[0]) {
			return true
		}
	}
	return false
}

// between are what people write between two names. Most of it also stands inside
// names (“Co., Ltd.”), so a text is taken apart by one at a time, and only where
// the directory knows the parts.
var between = []*lazyregexp.Regexp{
	lazyregexp.New(`[\n;；|]`), lazyregexp.New(`\s/\s`), lazyregexp.New(`/`), lazyregexp.New(`[,，、]\s*`),
	lazyregexp.New(`\s[+&–-]\s`), lazyregexp.New(`(?i)\s(?:and|und|et|or|y|e)\s`),
}

// several gives a row's text that names more than one facility that the directory
// knows, "" where none does. A text that is the name of one facility as a whole
// was resolved before.
func (c *context) several(res smelter.Resolution) string {
	if res.Outcome == smelter.Resolved || number(res.Row) != "" {
		return ""
	}
	text, seen := c.severals[res.Row.Row]
	if !seen {
		if c.severals == nil {
			c.severals = map[int]string{}
		}
		text = c.lookForSeveral(res)
		c.severals[res.Row.Row] = text
	}
	return text
}

func (c *context) lookForSeveral(res smelter.Resolution) string {
	const longest = 500 // bytes; two names stand there, or none
	for _, text := range smelter.Names(res.Row) {
		text = text[:min(len(text), longest)]
		for _, separator := range between {
			ids := map[string]bool{}
			for _, part := range separator.Split(text, -1) {
				if id := c.known(res.Row.Metal, part); id != "" {
					ids[id] = true
				}
			}
			if len(ids) > 1 {
				return text
			}
		}
	}
	return ""
}

// known gives the number of the one facility that goes by a name, of any metal
// where the row has none; "" where there is no such or several.
func (c *context) known(metal cmrt.Metal, name string) (id string) {
	for _, m := range c.declaration.Metals() {
		if metal != "" && metal != m {
			continue
		}
		if fits := c.year.Directory.Named(m, name); len(fits) == 1 {
			id = fits[0].ID
		}
	}
	return id
}
