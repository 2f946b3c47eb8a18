package report

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

const registrantFile = "content/registrant.yaml"

var (
	linkTarget  = patterns.New(`\[((?:\\.|[^\]\\])*)\]\([^)]*\)`)
	einShape    = patterns.New(`^\d{2}-\d{7}$`)
	fileShape   = patterns.New(`^\d{1,3}-\d{4,6}(-\d{2})?$`)
	phoneShape  = patterns.New(`\d{3}.*\d{3}.*\d{4}|^\+`)
	officer     = patterns.New(`(?i)\b(chief|president|officer|c[efoa]o|coo|general counsel|secretary|treasurer)\b`)
	boxChecked  = patterns.New(`(☒|\[x\]) ?(- )?rule 13p-1`)
	boxOpen     = patterns.New(`(☐|\[ ?\]) ?(- )?rule 13q-1`)
	ownHeading  = patterns.New(`(?mi)^#{0,6}\s*\**conflict minerals disclosure\**\s*$`)
	number      = patterns.New(`\d`)
	alone       = []string{project.FormAlone, project.StaffRelief}
	withReport  = []string{project.WithReport}
	onlyForm    = []string{project.FormAlone}
	itemsBefore = []string{"item 1.01 conflict minerals disclosure and report", "item 1.02 exhibit", "section 2 – exhibits", "item 2.01 exhibits"}
	itemsSince  = []string{"item 1.01 conflict minerals disclosure and report", "item 1.02 exhibit", "section 2 – resource extraction issuer disclosure", "item 2.01 resource extraction issuer disclosure and report", "section 3 – exhibits", "item 3.01 exhibits"}
)

// formRules are the elements of Form SD.
var formRules = []lintRule{
	{finding.Rule{Name: "form-registrant", Severity: finding.Error, Internal: true,
		Explanation: "The cover of Form SD names the registrant exactly as its charter does (checklist SD-01).",
		Fix:         "Enter name in content/registrant.yaml, and use it on the cover.", Example: "name is blank."}, nil,
		func(d *draft) []problem {
			return in(registrantFile, found(d.Registrant.Name != "" && strings.Contains(d.form, spoken(d.Registrant.Name)), "The registrant's name is not on the cover."))
		}},
	{finding.Rule{Name: "form-demonstration", Severity: finding.Error, Internal: true,
		Explanation: "Fictional data are never filed.",
		Fix:         "Set demonstration to false in year.yaml once the year's data are real.", Example: "demonstration: true in the year that is to be filed."}, nil,
		func(d *draft) []problem {
			if !d.final {
				return nil // a demonstration shows what a draft lacks beside this
			}
			return in(yearFile(d.Year), found(!d.Demonstration, "This year is a demonstration."))
		}},
	{finding.Rule{Name: "form-cover", Severity: finding.Error, Internal: true,
		Explanation: "The cover wants jurisdiction, employer identification number, address and zip code (SD-02).",
		Fix:         "Complete content/registrant.yaml.", Example: "employer_identification_number: 911011792, without the hyphen."}, nil,
		func(d *draft) []problem {
			r := d.Registrant
			var list []problem
			for _, f := range []struct{ key, value string }{{"state_of_incorporation", r.State}, {"address.street", r.Address.Street}, {"address.city", r.Address.City}, {"address.zip", r.Address.Zip}} {
				list = append(list, found(strings.TrimSpace(f.value) != "", "%s is blank.", f.key)...)
			}
			return in(registrantFile, append(list, found(einShape.MatchString(r.EIN), "%s", orBlank(r.EIN, "employer_identification_number is blank.", "employer_identification_number %q has not the form 12-3456789."))...))
		}},
	{finding.Rule{Name: "form-file-number", Severity: finding.Error, Internal: true,
		Explanation: "The cover wants the Commission File Number, which is not the CIK (SD-03).",
		Fix:         "Enter commission_file_number in content/registrant.yaml.", Example: "commission_file_number: 0000780571, which is a CIK."}, nil,
		func(d *draft) []problem {
			n := d.Registrant.CommissionFileNumber
			return in(registrantFile, found(fileShape.MatchString(n) && strings.TrimLeft(n, "0") != strings.TrimLeft(d.Registrant.CIK, "0"), "%s", orBlank(n, "commission_file_number is blank.", "%q is no Commission File Number (such as 001-12345).")))
		}},
	{finding.Rule{Name: "form-contact", Severity: finding.Error, Internal: true,
		Explanation: "The cover names a person to contact and a telephone number with area code (SD-04).",
		Fix:         "Enter contact.name and contact.phone in content/registrant.yaml, or filing.contact in year.yaml.", Example: "A telephone number without a name."}, nil,
		func(d *draft) []problem {
			c := d.Filing.Contact
			return in(registrantFile, append(found(c.Name != "", "Nobody is named to contact."), found(phoneShape.MatchString(c.Phone), "%s", orBlank(c.Phone, "No telephone number is given.", "The telephone number %q has no area code."))...))
		}},
	{finding.Rule{Name: "form-rule-box", Severity: finding.Error, Internal: true,
		Explanation: "The box of Rule 13p-1 is checked; from reporting year 2020 on that of Rule 13q-1 stands there, not checked (SD-05).",
		Fix:         "Use the cover as it is made.", Example: "Both boxes are checked."}, nil,
		func(d *draft) []problem {
			list := found(boxChecked.MatchString(d.form), "The box of Rule 13p-1 is not checked.")
			if d.Year >= firstWithTwoRules {
				list = append(list, found(boxOpen.MatchString(d.form), "The box of Rule 13q-1 is not there, or checked.")...)
			}
			return list
		}},
	{finding.Rule{Name: "form-period", Severity: finding.Error, Internal: true,
		Explanation: "Form and report speak of the same calendar year (SD-06).",
		Fix:         "Name the reporting year on the cover and in the title of the report.", Example: "The cover says 2024, the report 2025."}, nil,
		func(d *draft) []problem {
			list := found(strings.Contains(d.form, fmt.Sprintf("january 1 to december 31, %d", d.Year)), "The cover does not name the period January 1 to December 31, %d.", d.Year)
			if d.Filing.Mode == project.WithReport {
				head := d.report[:min(len(d.report), 600)]
				list = append(list, in(compiledFile(d.Year, "report.md"), found(strings.Contains(head, fmt.Sprint(d.Year)), "The head of the report does not name %d.", d.Year))...)
			}
			return list
		}},
	{finding.Rule{Name: "form-items", Severity: finding.Error, Internal: true,
		Explanation: "Each item that applies is named by number and caption, in the edition of the year (General Instruction D, SD-07).",
		Fix:         "Use the items as they are made.", Example: "“Section 2 – Exhibits” in a form for 2025."}, nil,
		func(d *draft) []problem {
			items := itemsSince
			if d.Year < firstWithTwoRules {
				items = itemsBefore
			}
			lacks := missing(d.form, items...)
			return found(len(lacks) == 0, "The form lacks %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "form-heading", Severity: finding.Error, Internal: true,
		Explanation: "The disclosure stands under a separate heading “Conflict Minerals Disclosure” (Item 1.01(b) and (c), SD-08).",
		Fix:         "Give the disclosure that heading.", Example: "The heading of Item 1.01 alone."}, nil,
		func(d *draft) []problem {
			return found(ownHeading.MatchString(d.Form), "There is no heading “Conflict Minerals Disclosure” of its own.")
		}},
	{finding.Rule{Name: "form-scope", Severity: finding.Error, Internal: true,
		Explanation: "The duty follows from metals that are necessary to a product; without one there is nothing to file (SD-09).",
		Fix:         "List products and their metals in content/YEAR/products.csv.", Example: "products.csv is empty."}, nil,
		func(d *draft) []problem {
			for _, p := range d.Products {
				if strings.TrimSpace(p.Metals) != "" {
					return nil
				}
			}
			return []problem{{message: fmt.Sprintf("No product is stated to need tin, tantalum, tungsten or gold in content/%d/products.csv. A line to add: Meters,tin gold,Electricity meters with circuit boards.", d.Year)}}
		}},
	{finding.Rule{Name: "form-results", Severity: finding.Error, Internal: true,
		Explanation: "Where no report is filed, the form gives the determination, a short description of the inquiry, and its results (Item 1.01(b), SD-10).",
		Fix:         "Say in content/YEAR/form-sd.md what was asked, who answered, and what follows.", Example: "“We surveyed our suppliers”, and no number."}, alone,
		func(d *draft) []problem {
			_, text, _ := strings.Cut(d.form, "item 1.01 ")
			text, _, _ = strings.Cut(text, "item 1.02")
			lacks := missing(text, "inquiry")
			if !anyOf(text, "no reason to believe", "recycled or scrap", "could not be determined", "did not originate") {
				lacks = append(lacks, "the determination")
			}
			if !number.MatchString(text) {
				lacks = append(lacks, "results in numbers")
			}
			return found(len(lacks) == 0, "Item 1.01 lacks %s.", strings.Join(lacks, ", "))
		}},
	{finding.Rule{Name: "form-alone-unsupported", Severity: finding.Error, Internal: true,
		Explanation: "Form SD is filed alone where the inquiry ruled out the covered countries or found recycled or scrap sources for every metal (Item 1.01(b)). The staff statement of 2017 is another way, and says so (SD-11).",
		Fix:         "Choose filing.mode with-report, or form-sd-2017-relief with counsel.", Example: "filing.mode: form-sd, while tin may originate in a covered country."}, onlyForm,
		func(d *draft) []problem {
			if value := d.figure("filing.consequence").Value; value != "" && value != "form-sd-with-report" {
				return nil
			}
			return in(yearFile(d.Year), []problem{{message: "filing.mode is form-sd, but the inquiry does not rule out the covered countries for every metal."}})
		}},
	{finding.Rule{Name: "form-exhibit", Severity: finding.Error, Internal: true,
		Explanation: "The form says that the report is filed as Exhibit 1.01 and lists it (SD-12, SD-15). Some of the first season, filed in 2014, had 1.02.",
		Fix:         "Leave filing.exhibit at 1.01.", Example: "filing.exhibit: \"1.02\" for 2025."}, withReport,
		func(d *draft) []problem {
			list := found(strings.Count(d.form, "exhibit "+d.Filing.Exhibit) >= 2, "The form does not say and list that the report is Exhibit %s.", d.Filing.Exhibit)
			if d.Year > 2013 && (d.Filing.Exhibit != "1.01" || d.Filing.Type != "EX-1.01") {
				list = append(list, in(yearFile(d.Year), []problem{{message: "The report is Exhibit 1.01 and of the type EX-1.01."}})...)
			}
			return list
		}},
	{finding.Rule{Name: "form-link", Severity: finding.Error, Internal: true,
		Explanation: "The form gives the address at which the public finds the disclosure: a page, not a front page (SD-13).",
		Fix:         "Set public_url in content/registrant.yaml to the address of these pages.", Example: "“www.itron.com under the Investors link”."}, nil,
		func(d *draft) []problem {
			for _, word := range strings.Fields(d.form) {
				u, err := url.Parse(strings.Trim(word, "<(.,;)>"))
				if err == nil && u.Scheme == "https" && strings.Trim(u.Path, "/") != "" {
					return nil
				}
			}
			return []problem{{message: "There is no https address of a page with the disclosure."}}
		}},
	{finding.Rule{Name: "form-disclaimer", Severity: finding.Warning, Internal: true,
		Explanation: "The form says that the website is not incorporated by reference (SD-14).",
		Fix:         "Say so beside the address.", Example: "An address without that sentence."}, nil,
		func(d *draft) []problem {
			return found(strings.Contains(d.form, "not incorporated by reference"), "Nothing says that the website is not incorporated by reference.")
		}},
	{finding.Rule{Name: "form-signature", Severity: finding.Error, Internal: true,
		Explanation: "An executive officer signs for the registrant: name, title and date, typed by that person (SD-16). The program never signs.",
		Fix:         "Enter filing.signature in year.yaml: signed, name, title, date.", Example: "signed is blank."}, nil,
		func(d *draft) []problem {
			s := d.Filing.Signature
			var list []problem
			if d.Filing.Retells {
				s.Signed = s.Name // on the form that was filed, not on this text
			}
			for _, f := range []struct{ key, value string }{{"signed", s.Signed}, {"name", s.Name}, {"title", s.Title}, {"date", s.Date}} {
				list = append(list, found(strings.TrimSpace(f.value) != "", "filing.signature.%s is blank.", f.key)...)
			}
			if s.Title != "" {
				list = append(list, found(officer.MatchString(s.Title), "%q is not the title of an executive officer.", s.Title)...)
			}
			if name := strings.Fields(s.Name); s.Signed != "" && len(name) > 0 {
				list = append(list, found(strings.Contains(strings.ToLower(s.Signed), strings.ToLower(name[len(name)-1])), "%q is signed under the name of %s.", s.Signed, s.Name)...)
			}
			if s.Date != "" { // a day that is not set is before all others
				first := d.Filing.Amendment.Of
				list = append(list, found(s.Date >= d.CutOff, "It was signed on %s, before the day until which answers count, %s: nobody signed these words.", s.Date, d.CutOff)...)
				list = append(list, found(s.Date >= first, "It was signed on %s, before the first form was filed on %s: an amendment is signed anew.", s.Date, first)...)
			}
			if d.Filing.Date != "" {
				list = append(list, found(s.Date <= d.Filing.Date, "It was signed on %s, after the filing of %s.", s.Date, d.Filing.Date)...)
			}
			return in(yearFile(d.Year), list)
		}},
	{finding.Rule{Name: "form-authentication", Severity: finding.Warning, Internal: true,
		Explanation: "Who signs signs an authentication document too, before or at the time of filing, and the registrant keeps it for five years (Rule 302(b) of Regulation S-T). The filing sheet names who holds it.",
		Fix:         "Enter filing.signature.held_by in year.yaml.", Example: "held_by is blank."}, nil,
		func(d *draft) []problem {
			held := d.Filing.Signature.HeldBy != "" || d.Filing.Retells || d.Filing.Signature.Signed == ""
			return in(yearFile(d.Year), found(held, "filing.signature.held_by is blank: who keeps the signed authentication document?"))
		}},
	{finding.Rule{Name: "form-amendment", Severity: finding.Error, Internal: true,
		Explanation: "What is filed after a first form amends it, on Form SD/A. It names the day of the first form, counts amendments, and says in an explanatory note why it is filed and what it changes.",
		Fix:         "Set filing.amendment in year.yaml: number, of, note.", Example: "A form was frozen as filed on 29 May 2026, and filing.amendment.of is 2026-05-28."}, nil,
		func(d *draft) []problem { return in(yearFile(d.Year), d.amends()) }},
	{finding.Rule{Name: "form-deadline", Severity: finding.Warning, Internal: true,
		Explanation: "The form is due on 31 May of the next year, or the next business day (SD-17).",
		Fix:         "File in time, or tell counsel.", Example: "Filed on 2 June 2025 for 2024 is in time; on 3 June it is late."}, nil,
		func(d *draft) []problem {
			due, filed := Due(d.Year), d.Filing.Date
			if d.Filing.Amendment.Is() { // the deadline was kept, or missed, by the first form
				filed = d.Filing.Amendment.Of
			}
			return in(yearFile(d.Year), found(filed <= due, "It was filed on %s; it was due on %s.", filed, due))
		}},
}

// amends holds what year.yaml says of an amendment to the filings that are kept.
func (d *draft) amends() (list []problem) {
	a := d.Filing.Amendment
	earlier := slices.DeleteFunc(slices.Clone(d.FiledOn), func(day string) bool { return d.Filing.Date != "" && day >= d.Filing.Date })
	if !a.Is() {
		if len(earlier) > 0 {
			list = []problem{{message: fmt.Sprintf("A form was filed on %s: what is filed now amends it, and filing.amendment is not set.", earlier[0])}}
		}
		return list
	}
	if len(earlier) > 0 {
		list = append(list, found(a.Of == earlier[0], "filing.amendment.of is %s; the first form that is kept was filed on %s.", a.Of, earlier[0])...)
		list = append(list, found(a.Number == len(earlier), "filing.amendment.number is %d; by the filings of the year that are kept it is %d.", a.Number, len(earlier))...)
	}
	list = append(list, found(d.Filing.Date == "" || a.Of < d.Filing.Date, "filing.amendment.of is %s, and filing.date is %s: the amendment has its own, later day.", a.Of, d.Filing.Date)...)
	return append(list, found(strings.TrimSpace(a.Note) != "", "filing.amendment.note is blank.")...)
}

func yearFile(year int) string { return fmt.Sprintf("content/%d/year.yaml", year) }

// orBlank says that something was not entered, or what is wrong with what was.
func orBlank(entered, blank, wrong string) string {
	if strings.TrimSpace(entered) == "" {
		return blank
	}
	return fmt.Sprintf(wrong, entered)
}
