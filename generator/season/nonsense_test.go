package season

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

const things = `suppliers?|declarations?|facilit(?:y|ies)|entr(?:y|ies)|workbooks?|letters?|requests?|reminders?|countr(?:y|ies)|escalations?|risks?|years?`

// never are what no text may hold, whatever the data.
var never = []*regexp.Regexp{
	regexp.MustCompile(`\b0 of 0\b|%!|NaN|\{\{|\[not known\]|\[\]\(|<nil>`),
	regexp.MustCompile(`(?:^|[^\d,.])1 (?:suppliers|declarations|facilities|entries|workbooks|letters|requests|reminders|countries|escalations|risks|years)\b`),
	regexp.MustCompile(`(?:^|[^\d,.])1 (?:of the [a-z ]+ )?(?:speak|hold|match|take|source|are|were|have|name|refuse)\b`),
	regexp.MustCompile(`\b(?:[02-9]|\d\d{1,2}) (?:supplier|declaration|facility|entry|workbook|letter|request|reminder|country|escalation|risk|year)\b`),
	regexp.MustCompile(`\b(?:[02-9]|\d\d{1,2}) (?:of the [a-z ]+ )?(?:speaks|holds|matches|takes|sources|is|was|has|names|refuses)\b`),
	regexp.MustCompile(`(?m) {2,}[^ |]| [.,;]|\.\.|,\.|\bas of[ .,;]*[.,;:]|\bof  |\(\)`),
	regexp.MustCompile(`(?m)^(##+) .*\n\s*(?:\z|#)`),                                // a heading with nothing under it
	regexp.MustCompile(`(?m)^\|[ :|-]+\|\n(?:[^|]|\z)`),                             // a table without rows
	regexp.MustCompile(`(?:` + things + `) (?:is|was|has) (?:\d+|none)\b.*\bare\b`), // two numbers in one clause
}

// claims are words that speak of something; nonsense knows for each whether it is there.
var claims = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\breminders?\b|were reminded|was reminded (?:at|\.)`),
	regexp.MustCompile(`(?i)escalat`),
	regexp.MustCompile(`(?i)\bletters?\b`),
	regexp.MustCompile(`(?i)\bentr(?:y|ies)\b`),
	regexp.MustCompile(`Against \d{4}`),
	regexp.MustCompile(`(?i)accepted declarations? (?:name|speak)s? (?:the|\d|of)`),
	regexp.MustCompile(`(?i)w(?:as|ere) (?:also )?compared with`),
	regexp.MustCompile(`(?i)suppliers were asked|supplier was asked|was asked for|it asked`),
	regexp.MustCompile(`(?i)conformance list`),
	regexp.MustCompile(`(?i)smelter directory`),
	regexp.MustCompile(`(?i)\bconformant\b|\bActive\b`),
	regexp.MustCompile(`(?i)reviewed (?:by|against|the answers)|were reviewed|was reviewed`),
	regexp.MustCompile(`Exhibit 1\.01`),
	regexp.MustCompile(`(?i)may have been used to process`),
	regexp.MustCompile(`(?i)risks? in the supply chain w(?:ere|as) found`),
	regexp.MustCompile(`(?i)this was looked into`),
}

// plain is a text as a person reads it.
func plain(text string) string { return toFigures.ReplaceAllString(text, "$1") }

// nonsense finds in a text what cannot be right, and what speaks of things that the year
// does not have.
func nonsense(text string, d report.Draft) (faults []string) {
	if strings.Contains(text, "[not known](") {
		faults = append(faults, "a figure that is not known stands in it")
	}
	if strings.Contains(text, owner) {
		faults = append(faults, "the owner of a risk is named")
	}
	text = plain(text)
	for i, pattern := range never {
		if i == 6 && strings.Contains(text, "SPECIALIZED DISCLOSURE REPORT") {
			continue // its items stand one below the other
		}
		if at := pattern.FindString(text); at != "" {
			faults = append(faults, fmt.Sprintf("%q", at))
		}
	}
	n := func(id string) int {
		for _, f := range d.Figures {
			if f.ID == id {
				v, _ := strconv.Atoi(f.Value)
				return v
			}
		}
		return 0
	}
	for _, m := range cmrt.Metals { // a Yes beside an outcome that does not count it
		if report := strings.Contains(text, "## Determination"); report && n(string(m)+".covered_countries.yes") > 0 && !strings.Contains(text, "reason to believe that some") && !strings.Contains(text, "covered country for "+string(m)+", this was looked into") {
			faults = append(faults, "nothing is said of the Yes for "+string(m))
		}
	}
	text = withoutDesign(text)
	for i, there := range []bool{
		n("suppliers.reminded") > 0 || n("letters.reminders") > 0,
		n("letters.escalations") > 0,
		n("letters.corrections") > 0,
		n("suppliers.accepted") > 0 || n("decisions.resolved")+n("decisions.rejected") > 0 || strings.Contains(text, "What was found"), // of entries in returned declarations too
		n("changes.smelters_before")+n("changes.smelters_added") > 0,
		n("suppliers.accepted") > 0,
		n("suppliers.accepted") > 0,
		n("suppliers.asked") > 0,
		d.Conformance.Name != "",
		d.Directory.Name != "",
		d.Conformance.Name != "" && d.Registrant.PublishedStatus.Statuses(),
		n("letters.read") > 0 || n("suppliers.responded") > 0,
		d.Filing.Mode == project.WithReport,
		len(d.Smelters) > 0,
		len(d.Risks) > 0,
		len(d.Settled) > 0,
	} {
		if at := claims[i].FindString(text); at != "" && !there {
			faults = append(faults, fmt.Sprintf("%q is said of what is not there", at))
		}
	}
	return faults
}

// withoutDesign leaves out what is planned every year, whatever came of it.
func withoutDesign(text string) string {
	before, rest, ok := strings.Cut(text, "## Design of due diligence")
	if !ok {
		return text
	}
	_, after, _ := strings.Cut(rest, "\n## ")
	return before + after
}

// TestNoNonsenseInAnyYear composes random years.
func TestNoNonsenseInAnyYear(t *testing.T) {
	base := ordinary(t)
	rapid.Check(t, func(r *rapid.T) {
		year := *base.year
		s := &small{registrant: base.registrant, year: &year}
		flip := func(name string) bool { return rapid.Bool().Draw(r, name) }
		year.Roster = base.year.Roster[:rapid.IntRange(0, 5).Draw(r, "suppliers")]
		year.Outreach = nil
		for _, supplier := range year.Roster {
			for _, kind := range []string{"request", "reminder", "correction", "escalation"} {
				if outcome := rapid.SampledFrom([]string{"", "sent", "sent", "bounced", "refused"}).Draw(r, kind); outcome != "" {
					year.Outreach = append(year.Outreach, tables.Outreach{Date: "2026-02-0" + strconv.Itoa(1+len(year.Outreach)%9), Supplier: supplier.ID, Kind: kind, Outcome: outcome})
				}
			}
			if flip("answers") {
				metals := slices.DeleteFunc(slices.Clone(cmrt.Metals), func(m cmrt.Metal) bool { return !flip("metal") })
				d := declares(supplier.ID, metals...)
				d.Company.Scope = rapid.SampledFrom([]string{"company", "product", "user-defined"}).Draw(r, "scope")
				d = without(d, rapid.SampledFrom([]string{"", "", "phone", "readability", "date", "smelters"}).Draw(r, "without"))
				if len(d.Answers) > 0 {
					d = says(d, rapid.SampledFrom([]cmrt.Key{cmrt.CoveredCountries, cmrt.CAHRA, cmrt.Recycled, cmrt.SmeltersIdentified}).Draw(r, "key"), rapid.SampledFrom([]string{cmrt.Yes, cmrt.No, cmrt.Unknown, ""}).Draw(r, "answer"))
				}
				if len(d.Smelters) > 0 {
					d = row(d, func(e *cmrt.SmelterRow) {
						e.Recycled = rapid.SampledFrom([]string{"", cmrt.Yes, cmrt.No}).Draw(r, "recycled")
						e.MineCountry = rapid.SampledFrom([]string{"", "", "Peru", "DR Congo", "Kivu"}).Draw(r, "mine")
						if flip("unknown smelter") {
							e.ID, e.IDRaw, e.Lookup, e.Name = "", "", "", "Nobody knows it"
						}
					})
				}
				s.sent = append(s.sent, d)
			}
		}
		s.received()
		if flip("no directory") {
			year.Directory = smelter.Directory{}
		}
		if flip("no conformance") {
			year.Conformance = smelter.Conformance{}
		}
		if flip("withheld") {
			s.registrant.PublishedStatus, year.Publish = smelter.PublishNone, smelter.PublishNone
		}
		if flip("american") {
			s.registrant.English = project.American
		}
		year.Products = base.year.Products[:rapid.IntRange(0, 2).Draw(r, "products")]
		year.Settings.AcceptedVersions = []string{"6.31", "6.4", "6.5"}[:rapid.IntRange(0, 3).Draw(r, "versions")]
		year.Settings.Filing.Mode = rapid.SampledFrom([]string{project.WithReport, project.FormAlone, project.StaffRelief}).Draw(r, "mode")
		if flip("risk") {
			year.Risks = []project.Risk{{Risk: "a smelter was removed", Since: "2026-01-05", Measure: "the supplier looks for another", State: project.RiskMitigating, Deadline: "2026-06-30"}}
		}
		if flip("year before") {
			s.before(func(d cmrt.Declaration) cmrt.Declaration {
				return without(d, rapid.SampledFrom([]string{"", "phone", "smelters"}).Draw(r, "then"))
			})
		}
		d := s.draft(t)
		for what, text := range map[string]string{"report": d.Report, "form": d.Form} {
			for _, fault := range nonsense(text, d) {
				r.Errorf("%s: %s\n%s", what, fault, plain(text))
			}
		}
	})
}

// TestNonsenseIsFound tries the search itself on sentences that are wrong.
func TestNonsenseIsFound(t *testing.T) {
	d := ordinary(t)
	d.sent, d.year.Outreach = nil, nil
	draft := d.draft(t)
	for _, text := range []string{"The rate was 0 of 0.", "1 suppliers answered.", "1 of the accepted declarations speak.", "4 supplier was asked.", "4 of the facilities takes it.", "As of , none.", "## A\n\n## B\n\nText.", "Reminders went out.", "Two entries match.",
		"Against 2024, 2 facilities are new.", "Letters asked them.", "The conformance list  says.", "Suppliers were asked.", "[not known](figures/#x)", "They were reviewed by rules."} {
		if len(nonsense(text, draft)) == 0 {
			t.Errorf("%q passes", text)
		}
	}
}
