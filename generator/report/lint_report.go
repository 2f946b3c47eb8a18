package report

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

var (
	facilityRow = patterns.New(`CID\d{6}`)
	audited     = patterns.New(`(?:obtained|received|conducted|performed|completed|made|underwent) (?:an|the|its|our) independent private sector audit|independent private sector audit (?:was|has been) (?:obtained|received|conducted|performed|completed|made)|\b` + ownWork + `\b(?: [\w-]+){0,3} (?:was|were|has been|have been|is) (?:independently )?audited by`)
	noneKnown   = patterns.New(`names a facility that could be matched|\bno (?:smelters?|refiners?|facilit(?:y|ies)) (?:is|are|was|were|has|have|could)\b|none (?:is|was|were)? ?identified`)
	denial      = patterns.New(`\b(?:no|not|nor|without)\b`)
	dated       = patterns.New(`\b(?:19|20)\d\d\b`)
)

// reportRules are the elements of the Conflict Minerals Report.
var reportRules = []lintRule{
	{finding.Rule{Name: "report-title", Severity: finding.Error, Internal: true,
		Explanation: "The report says at its head whose it is, for which year, and under which rule (checklist CM-01).",
		Fix:         "Name the company, the year and Rule 13p-1 in the introduction.", Example: "A report that never mentions Rule 13p-1."}, withReport,
		func(d *draft) []problem {
			head := d.report[:min(len(d.report), 2000)]
			lacks := missing(head, spoken(d.Registrant.Name), fmt.Sprint(d.Year), "rule 13p-1")
			return found(len(lacks) == 0, "The head of the report lacks %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "report-definition", Severity: finding.Warning, Internal: true,
		Explanation: "“3TG” is shorthand: the law names columbite-tantalite (coltan), cassiterite, gold and wolframite, and their derivatives (CM-02).",
		Fix:         "Define conflict minerals as the law does.", Example: "“Tin, tungsten, tantalum and gold” alone."}, withReport,
		func(d *draft) []problem {
			lacks := missing(d.report, "coltan", "cassiterite", "gold", "wolframite", "derivatives")
			return found(len(lacks) == 0, "The definition of conflict minerals lacks %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "report-covered-countries", Severity: finding.Error, Internal: true,
		Explanation: "The covered countries are ten: a list that leaves one out is wrong (CM-03).",
		Fix:         "Name all ten, or none.", Example: "Nine countries, without the Republic of the Congo."}, withReport,
		func(d *draft) []problem {
			// Its letters will do; in the label of the rule they name no country.
			text := strings.NewReplacer("democratic republic of the congo", "drc", "drc conflict", "conflict").Replace(d.report)
			names := []string{"drc", "angola", "burundi", "central african republic", "republic of the congo", "rwanda", "south sudan", "tanzania", "uganda", "zambia"}
			lacks := missing(text, names...)
			return found(len(lacks) == 0 || len(lacks) > 5, "The list of covered countries lacks %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "report-products", Severity: finding.Error, Internal: true,
		Explanation: "The report describes the products, each with the metals it needs (Item 1.01(c)(2), CM-04).",
		Fix:         "List them in products.csv and put {{block products}} into the narrative.", Example: "“Certain of our products contain conflict minerals.”"}, withReport,
		func(d *draft) []problem {
			if len(d.Products) == 0 {
				return []problem{{message: fmt.Sprintf("No product is described with its metals: content/%d/products.csv is empty. A line to add: Meters,tin gold,Electricity meters with circuit boards.", d.Year)}}
			}
			var lacks []string
			for _, p := range d.Products {
				lacks = append(lacks, missing(d.report, spoken(p.Product))...)
			}
			return found(len(lacks) == 0, "The report does not describe %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "report-inquiry", Severity: finding.Error, Internal: true,
		Explanation: "The report tells what the country of origin inquiry was and what it found: how many were asked and answered, by when (CM-05).",
		Fix:         "Put {{block response}} into the narrative.", Example: "An inquiry without a number."}, withReport,
		func(d *draft) []problem {
			rate := figure(d.Figures, "suppliers.response_rate")
			if figure(d.Figures, "suppliers.in_scope").Value == "0" {
				return []problem{{message: fmt.Sprintf("No supplier is in scope: data/%d/suppliers.csv is empty, or says no of all. A line to add: acme,Acme Components Ltd,A. Muster,minerals@acme.example,en,yes,circuit boards,tin gold,,,", d.Year)}}
			}
			if !strings.Contains(d.report, "country of origin inquiry") || rate.Value == "" {
				return []problem{{message: "There is no result of the country of origin inquiry: how many suppliers were asked and how many answered."}}
			}
			lacks := missing(d.report, grouped(figure(d.Figures, "suppliers.in_scope").Value), spoken(Value(rate)), strings.ToLower(d.date(d.asOf())))
			for _, version := range d.Versions {
				lacks = append(lacks, missing(d.report, version)...)
			}
			return found(len(lacks) == 0, "The results of the inquiry lack %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "report-framework", Severity: finding.Error, Internal: true,
		Explanation: "Due diligence follows a nationally or internationally recognised framework, in an edition that existed (CM-06). The OECD Guidance is the only one in use: 2011, 2013 and 2016.",
		Fix:         "Name the OECD Due Diligence Guidance and its edition.", Example: "The third edition, of 2016, for 2013."}, withReport,
		func(d *draft) []problem {
			if !anyOf(d.report, "oecd due diligence guidance", "(oecd) due diligence guidance", "oecd guidance") {
				return []problem{{message: "No recognised framework of due diligence is named."}}
			}
			late := d.Year < 2016 && anyOf(d.report, "third edition", "2016")
			return found(!late && anyOf(d.report, "edition", "oecd 2011", "2011", "2013", "2016"), "The edition of the OECD Guidance is not named, or did not exist in %d.", d.Year)
		}},
	{finding.Rule{Name: "report-design", Severity: finding.Error, Internal: true,
		Explanation: "The design of due diligence is described along the five steps of the OECD Guidance (CM-07).",
		Fix:         "Describe management systems, assessment of risks, response, audits of smelters and annual report.", Example: "Nothing on audits of smelters."}, withReport,
		func(d *draft) []problem {
			var lacks []string
			for _, step := range [][]string{{"management systems"}, {"risks identified", "identify and assess", "identified risks", "identify risks"}, {"response to risk", "respond to", "mitigat"}, {"independent audit", "third-party audit", "independent third", "audits of smelters"}, {"annual report", "report annually", "annually on supply chain"}} {
				if !anyOf(d.report, step...) {
					lacks = append(lacks, "“"+step[0]+"”")
				}
			}
			return found(len(lacks) == 0, "Of the five steps the report lacks %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "report-performed", Severity: finding.Error, Internal: true,
		Explanation: "What was done is told apart from the design, with numbers and days (CM-08).",
		Fix:         "Write a section on the due diligence performed, with figures.", Example: "The design, once more."}, withReport,
		func(d *draft) []problem {
			performed := section(d.Report, "performed")
			switch {
			case performed == "":
				return []problem{{message: "There is no section on the due diligence performed."}}
			case !number.MatchString(strings.ReplaceAll(spoken(performed), fmt.Sprint(d.Year), "")) || !dated.MatchString(performed):
				return []problem{{line: lineOf(d.Report, "performed"), message: "The section on what was performed has no number or no day."}}
			case spoken(performed) == spoken(section(d.Report, "design")):
				return []problem{{line: lineOf(d.Report, "performed"), message: "The section on what was performed repeats the design."}}
			}
			return d.undated()
		}},
	{finding.Rule{Name: "report-facilities", Severity: finding.Error, Internal: true,
		Explanation: "The report names the facilities that processed the metals, or says that none is known; the list has as many as the text says (CM-09).",
		Fix:         "Put {{block facility-list}} into an annex.", Example: "69 facilities in the text, 68 in the annex."}, withReport,
		func(d *draft) []problem {
			listed := map[string]bool{}
			for _, id := range facilityRow.FindAllString(d.Report, -1) {
				listed[id] = true
			}
			if len(d.Smelters) == 0 {
				return found(noneKnown.MatchString(d.report), "There is no list of facilities, and nothing says that none is known.")
			}
			return found(len(listed) == len(d.Smelters), "The report lists %d facilities; the figures count %d.", len(listed), len(d.Smelters))
		}},
	{finding.Rule{Name: "report-status-date", Severity: finding.Warning, Internal: true,
		Explanation: "The status of a facility is that of a day, which is printed (CM-10).",
		Fix:         "Put {{block sources}} into the narrative.", Example: "“Conformant”, and no day."}, withReport,
		func(d *draft) []problem {
			asOf := d.Conformance.AsOf
			return found(asOf == "" || len(d.Smelters) == 0 || strings.Contains(d.report, strings.ToLower(d.date(asOf))), "The day of the conformance list, %s, is not printed.", d.date(asOf))
		}},
	{finding.Rule{Name: "report-origin", Severity: finding.Error, Internal: true,
		Explanation: "The report gives the countries of origin, or says that they cannot be determined; where a smelter stands is no origin (CM-11).",
		Fix:         "Put {{block origins}} into the narrative.", Example: "No word on origins."}, withReport,
		func(d *draft) []problem {
			return found(anyOf(d.report, "country of origin is named", "countries of origin", "origin that may be published", "origins that may be published", "which countries", "cannot be determined", "could not be determined", "unable to determine"),
				"Nothing is said of the countries of origin, not even that they are not known.")
		}},
	{finding.Rule{Name: "report-mine-efforts", Severity: finding.Error, Internal: true,
		Explanation: "The report tells the efforts to determine the mine or location of origin with the greatest possible specificity (Item 1.01(c)(2), CM-12).",
		Fix:         "Say what was done to find mines.", Example: "The survey is described, but not what for."}, withReport,
		func(d *draft) []problem {
			if !anyOf(d.report, "greatest possible specificity", "mine or location of origin") {
				return []problem{{message: "No effort to find the mine or location of origin is named."}}
			}
			efforts := 0
			for _, words := range [][]string{{"were asked", "asked to name", "surveyed", "asked our"}, {"compared with", "matched to", "compared to", "compared the"}, {"visited", "contacted smelters", "wrote to smelters", "asked smelters"}} {
				if anyOf(d.report, words...) {
					efforts++
				}
			}
			return found(efforts >= 2, "Fewer than two efforts to find the mine or location of origin are told.")
		}},
	{finding.Rule{Name: "report-audit", Severity: finding.Error, Internal: true,
		Explanation: "The report says whether an independent private sector audit was made, and if not, why (CM-14).",
		Fix:         "Write a sentence on the audit.", Example: "No word on an audit."}, withReport,
		func(d *draft) []problem {
			made, denied := d.audit()
			switch {
			case denied && made.text != "":
				return []problem{{line: made.line, message: fmt.Sprintf("The report says that there is no independent private sector audit, and also %q.", made.text)}}
			case made.text != "" && len(missing(d.report, "auditor", "certif")) > 0:
				return []problem{{line: made.line, message: "An audit needs the certification, the audit report, and who the auditor was."}}
			}
			return found(strings.Contains(d.report, "private sector audit"), "Nothing is said of an independent private sector audit.")
		}},
	{finding.Rule{Name: "report-next-steps", Severity: finding.Warning, Internal: true,
		Explanation: "The report tells at least one step to improve, after the period (CM-15).",
		Fix:         "Put {{block follow-up}} into the narrative.", Example: "No step is named."}, withReport,
		func(d *draft) []problem {
			steps := section(d.Report, "next steps") + section(d.Report, "continuous efforts") + section(d.Report, "mitigate")
			return found(strings.TrimSpace(steps) != "" || anyOf(d.report, "will include", "intends to", "it is planned"), "No future step is named.")
		}},
	{finding.Rule{Name: "report-promises", Severity: finding.Warning, Internal: true,
		Explanation: "What the report of the year before announced is marked as done or open (CM-15).",
		Fix:         "Put {{block promises}} into the narrative.", Example: "Last year a contract clause was announced, and nobody says what became of it."}, withReport,
		func(d *draft) []problem {
			var lacks []string
			for _, s := range d.Before {
				lacks = append(lacks, missing(d.report, spoken(strings.TrimRight(s.Step, ".,; ")))...)
			}
			return found(len(lacks) == 0, "Nothing is said of what was announced last year: %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "report-exclusion", Severity: finding.Warning, Internal: true,
		Explanation: "A business may be left out until the first calendar year that begins at least eight months after it was acquired, and the report says so (Form SD, Instruction 3 to Item 1.01; CM-17).",
		Fix:         "Cover it in this report, or correct the day in content/YEAR/exclusions.csv, and put {{block exclusions}} into the narrative.", Example: "A business that was acquired in January 2024 is left out of the report for 2025."}, withReport,
		func(d *draft) (list []problem) {
			for _, e := range d.Exclusions {
				if first := e.FirstReport(); first <= d.Year || e.Acquired > fmt.Sprintf("%d-12-31", d.Year) {
					list = append(list, problem{file: project.ExclusionsFile(d.Year), message: fmt.Sprintf("%s, acquired on %s, belongs into the reports from %d on.", e.Business, e.Acquired, first)})
				}
				list = append(list, found(strings.Contains(d.report, spoken(e.Business)), "The report does not say that %s is left out.", e.Business)...)
			}
			return list
		}},
	{finding.Rule{Name: "report-uncertainty", Severity: finding.Warning, Internal: true,
		Explanation: "Readers are told that the answers are suppliers' own, that lists may hold smelters whose metal is in no product, and that some of this cannot be determined (CM-18).",
		Fix:         "Say so beside the results.", Example: "A list of smelters without such a sentence."}, withReport,
		func(d *draft) []problem {
			var lacks []string
			for _, want := range []struct {
				name    string
				phrases []string
			}{{"that it relies on suppliers", []string{"depend on", "rely on our direct suppliers", "relies on"}}, {"that lists may hold too many", []string{"whole company", "everything a supplier makes", "all that the supplier makes"}},
				{"what cannot be determined", []string{"cannot be determined", "could not be determined", "unable to", "could not determine", "cannot determine"}}} {
				if !anyOf(d.report, want.phrases...) {
					lacks = append(lacks, want.name)
				}
			}
			return found(len(lacks) == 0, "The report does not say %s.", strings.Join(lacks, ", nor "))
		}},
}

// audits are what a draft says of an independent private sector audit.
type audits struct {
	made   sentence
	denied bool
}

// audit finds the sentence that tells of an independent private sector audit, and
// whether another says that there was none.
func (d *draft) audit() (made sentence, denied bool) {
	if d.audits == nil {
		d.audits = &audits{}
		for _, s := range d.said() {
			switch {
			case strings.Contains(s.text, "private sector audit") && denial.MatchString(s.text):
				d.audits.denied = true
			case audited.MatchString(s.text):
				d.audits.made = s
			}
		}
	}
	return d.audits.made, d.audits.denied
}

// exampleActivities are what a line about each step of the OECD Guidance may say; the words
// follow a day.
var exampleActivities = []string{"the policy was sent to all suppliers in scope", "the smelters that suppliers named were compared with the lists of assessed smelters",
	"suppliers that name smelters without an audit were asked for a plan", "smelters without an audit were asked to take part in one", "last year's report was posted on the website"}

// undated are the steps of the OECD Guidance of which no dated activity is on record.
// A year without supplier data keeps its records elsewhere.
func (d *draft) undated() (list []problem) {
	for i, name := range oecdSteps {
		done := slices.ContainsFunc(d.Activities, func(a tables.Activity) bool { return a.Step == i+1 })
		if d.CutOff != "" && !done {
			list = append(list, problem{line: lineOf(d.Report, "performed"), message: fmt.Sprintf("Of step %d (%s) no dated activity is on record; content/%d/activities.csv takes what no other table has. A line to add: %d-03-10,%d,%s", i+1, strings.ToLower(name), d.Year, d.Year+1, i+1, exampleActivities[i])})
		}
	}
	return list
}

// figure is a figure of the year, published or not.
func (d *draft) figure(id string) tables.Figure {
	return figure(slices.Concat(d.Figures, d.Internal), id)
}

// figure finds a figure; zero where there is none.
func figure(list []tables.Figure, id string) tables.Figure {
	for _, f := range list {
		if f.ID == id {
			return f
		}
	}
	return tables.Figure{}
}

// section is what stands under the first heading that holds a word, up to the next.
func section(markdown, word string) string {
	var b strings.Builder
	inside := false
	for _, line := range strings.Split(markdown, "\n") {
		heading := strings.HasPrefix(line, "#")
		if heading && inside {
			break
		}
		if inside {
			b.WriteString(line + "\n")
		}
		inside = inside || heading && strings.Contains(strings.ToLower(line), word)
	}
	return b.String()
}
