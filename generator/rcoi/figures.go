package rcoi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Units of figures.
const (
	UnitCount = "count"
	UnitShare = "per cent" // one decimal; numerator and denominator beside it
)

// counter collects figures in the order in which they are published.
type counter struct {
	asOf     string
	statusOf string // day of the conformance snapshot; "" where none is pinned, and then no status is counted
	figures  []tables.Figure
}

// status adds a count of facilities by their status, as of the snapshot's day;
// without a snapshot it has no value, since nothing is known.
func (c *counter) status(id, label string, n int, definition, from string) {
	c.count(id, label, n, definition, from)
	f := &c.figures[len(c.figures)-1]
	f.AsOf = c.statusOf
	if c.statusOf == "" {
		f.Value, f.AsOf = "", c.asOf
	}
}

func (c *counter) count(id, label string, n int, definition, from string) {
	c.figures = append(c.figures, tables.Figure{ID: id, Value: strconv.Itoa(n), Unit: UnitCount, AsOf: c.asOf, Label: label, Definition: definition, CountedFrom: from})
}

// share adds a percentage; of nothing there is none, so its value stays blank.
func (c *counter) share(id, label string, n, of int, definition, from string) {
	f := tables.Figure{ID: id, Unit: UnitShare, Numerator: strconv.Itoa(n), Denominator: strconv.Itoa(of), AsOf: c.asOf, Label: label, Definition: definition, CountedFrom: from}
	if of > 0 {
		tenths := (2000*n + of) / (2 * of) // rounded half up, in whole numbers: no floating point
		f.Value = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	c.figures = append(c.figures, f)
}

const (
	fromRoster  = "the year's roster, outreach log and workbooks (not public: they name suppliers)"
	fromTable   = "smelters.csv"
	fromAnswers = "accepted declarations (not public: they name suppliers)"
)

// suppliers counts who was asked and who answered.
func (c *counter) suppliers(roster []tables.Supplier, responses []tables.Response) {
	var inScope, asked, reminded, responded, accepted, returned int
	for _, r := range responses {
		if r.InScope != "yes" {
			continue
		}
		inScope++
		asked += one(r.Asked != "")
		reminded += one(r.Reminders > 0)
		responded += one(r.Responded == "yes")
		accepted += one(r.Responded == "yes" && r.Verdict == string(check.Accepted))
		returned += one(r.Responded == "yes" && r.Verdict == string(check.Returned))
	}
	c.count("suppliers.in_scope", "Suppliers in scope", inScope, "Suppliers whose products may contain tin, tantalum, tungsten or gold.", fromRoster)
	c.count("suppliers.asked", "Suppliers asked", asked, "Suppliers in scope to which a request for a declaration was sent and did not bounce.", fromRoster)
	c.count("suppliers.reminded", "Suppliers reminded", reminded, "Suppliers in scope that were reminded at least once.", fromRoster)
	c.count("suppliers.responded", "Suppliers that answered", responded, "Suppliers in scope with a declaration that could be read and is not dated outside the year's window or after the cut-off.", fromRoster)
	c.share("suppliers.response_rate", "Response rate", responded, inScope, "Suppliers that answered, as a share of suppliers in scope.", fromRoster)
	c.spend(roster, responses)
	c.count("suppliers.not_responded", "Suppliers without an answer", inScope-responded, "Suppliers in scope that did not answer, or whose declaration could not be read or is too old.", fromRoster)
	c.count("suppliers.accepted", "Declarations accepted", accepted, "Suppliers in scope whose declaration passed review.", fromRoster)
	c.count("suppliers.returned", "Declarations returned for correction", returned, "Suppliers in scope that answered with a declaration that holds errors; its smelters are not counted.", fromRoster)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// facilities counts the public table.
func (c *counter) facilities(list []tables.Smelter) {
	conformant, active := statuses(list)
	c.count("smelters.total", "Smelters and refiners", len(list), "Facilities on the reference list that accepted declarations name, each counted once per metal.", fromTable+", all rows")
	c.status("smelters.conformant", "Conformant", conformant, "Facilities with the status conformant on the conformance snapshot.", fromTable+", rows with status conformant")
	c.status("smelters.active", "Active", active, "Facilities with the status active on the conformance snapshot: committed to an assessment, not yet passed.", fromTable+", rows with status active")
	c.status("smelters.other", "Neither conformant nor active", len(list)-conformant-active, "Facilities that are neither conformant nor active on the conformance snapshot, or of which it says nothing.", fromTable+", rows with any other or no status")
	rated := len(list)
	if c.statusOf == "" {
		rated = 0 // of facilities whose status is not known there is no share
	}
	c.share("smelters.conformant_rate", "Share conformant", conformant, rated, "Conformant facilities, as a share of all facilities named.", fromTable)
	if c.statusOf != "" {
		c.figures[len(c.figures)-1].AsOf = c.statusOf
	}
	c.share("smelters.conformant_or_active_rate", "Share conformant or active", conformant+active, rated, "Facilities that are conformant or active, as a share of all facilities named.", fromTable)
	if c.statusOf != "" {
		c.figures[len(c.figures)-1].AsOf = c.statusOf
	}
	var overdue, recycled int
	for _, s := range list {
		overdue += one(s.ReauditDue != "" && s.ReauditDue < c.asOf)
		recycled += one(s.RecycledOnly == "yes")
	}
	c.status("smelters.reaudit_overdue", "Next audit overdue", overdue, "Facilities whose next audit was due before the cut-off, by the conformance snapshot.", fromTable+", rows with reaudit_due before the cut-off")
	c.count("smelters.recycled_only", "Recycled or scrap only", recycled, "Facilities of which every supplier that names them says that their feed is all recycled or scrap.", fromTable+", rows with recycled_only yes")
	c.count("smelters.countries", "Countries with facilities", countries(list), "Countries in which the facilities stand. This is not where their ore was mined.", fromTable+", different values of country_code")
}

func statuses(list []tables.Smelter) (conformant, active int) {
	for _, s := range list {
		conformant += one(s.Status == smelter.Conformant)
		active += one(s.Status == smelter.Active)
	}
	return conformant, active
}

// rows counts the rows of accepted declarations that led to no facility.
func (c *counter) rows(accepted []check.Workbook) {
	var unresolved, notIdentified, mines int
	for _, b := range accepted {
		for _, res := range b.Resolutions {
			switch res.Outcome {
			case smelter.Resolved, smelter.Rejected:
			case smelter.NotIdentified:
				notIdentified++
			default:
				unresolved++
			}
			mines += one(namesMine(res.Row))
		}
	}
	c.count("smelters.unresolved", "Entries that match no known facility", unresolved, "Rows of accepted declarations whose name or number fits no facility on the reference list. Their names are not published.", fromAnswers)
	c.count("smelters.not_identified", "Entries “not yet identified”", notIdentified, "Rows of accepted declarations in which the supplier says that it does not know the smelter yet.", fromAnswers)
	c.count("smelters.mines_named", "Entries that name a mine", mines, "Rows of accepted declarations that name a mine or the country of one. They are suppliers' statements that nobody has verified, and are not published.", fromAnswers)
}

// namesMine tells whether a row names a mine or its country; recycled and scrap are
// written into the same cells.
func namesMine(row cmrt.SmelterRow) bool {
	for _, text := range []string{row.MineName, row.MineCountry} {
		word := strings.ToLower(strings.TrimSpace(text))
		if word != "" && !strings.Contains(word, "recycle") && !strings.Contains(word, "scrap") && !slices.Contains([]string{"n/a", "na", "none", "unknown", "-", "tbd"}, word) {
			return true
		}
	}
	return false
}

// metal counts one metal.
func (c *counter) metal(m cmrt.Metal, all []tables.Smelter, accepted []check.Workbook) {
	var list []tables.Smelter
	for _, s := range all {
		if s.Metal == string(m) {
			list = append(list, s)
		}
	}
	name := strings.ToUpper(string(m[:1])) + string(m[1:])
	conformant, active := statuses(list)
	rows := fromTable + ", rows with metal " + string(m)
	var declaring int
	answers := map[string]int{}
	for _, b := range accepted {
		if b.Declaration.InScope(m) {
			declaring++
			a, _ := b.Declaration.Answer(cmrt.CoveredCountries, m)
			answers[a.Answer]++
		}
	}
	id := string(m) + "."
	c.count(id+"suppliers.declaring", name+": suppliers that declare it", declaring, "Accepted declarations that say that "+string(m)+" is in the products.", fromAnswers)
	c.count(id+"smelters.identified", name+": facilities", len(list), "Facilities for "+string(m)+" that accepted declarations name.", rows)
	c.status(id+"smelters.conformant", name+": conformant", conformant, "Facilities for "+string(m)+" with the status conformant.", rows+" and status conformant")
	c.status(id+"smelters.active", name+": active", active, "Facilities for "+string(m)+" with the status active.", rows+" and status active")
	c.status(id+"smelters.other", name+": neither conformant nor active", len(list)-conformant-active, "Facilities for "+string(m)+" with any other status, or of which the conformance snapshot says nothing.", rows+" and any other or no status")
	for _, answer := range []string{cmrt.Yes, cmrt.No, cmrt.Unknown} {
		c.count(id+"covered_countries."+answer, name+": covered countries, answer “"+answer+"”", answers[answer],
			"Accepted declarations with "+string(m)+" that answer “"+answer+"” to the question whether it comes from the Democratic Republic of the Congo or an adjoining country.", fromAnswers)
	}
}
