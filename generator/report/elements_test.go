package report

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// findingsOf are the words of what one rule finds in a draft that is to be filed.
func findingsOf(d Draft, rule string) (messages []string) {
	for _, f := range Lint(d, true) {
		if f.Rule == rule {
			messages = append(messages, f.Message)
		}
	}
	return messages
}

// element is a change to a sound draft and what one rule says of it then; "" where it finds
// nothing, and several findings one after another, parted by “ / ”.
type element struct {
	name   string
	change func(*Draft)
	want   string
}

// hold changes a sound draft, and compares what a rule says with what it should.
func hold(t *testing.T, rule string, list []element) {
	t.Helper()
	for _, tc := range list {
		d := sound(t)
		tc.change(&d)
		if got := strings.Join(findingsOf(d, rule), " / "); got != tc.want {
			t.Errorf("%s, %s:\n%q\nwant\n%q", rule, tc.name, got, tc.want)
		}
	}
}

// afresh makes the form anew after a change to what it is made of.
func afresh(t *testing.T, change func(*Draft)) func(*Draft) {
	return func(d *Draft) {
		change(d)
		form, err := FormSD(d.Input)
		if err != nil {
			t.Fatal(err)
		}
		d.Form = form
	}
}

// TestTheFormOfEachEdition: boxes and items are those of the edition of the year, and those
// of the other edition are none.
func TestTheFormOfEachEdition(t *testing.T) {
	for year, other := range map[int]int{2014: 2020, 2019: 2020, 2020: 2019, 2025: 2014} {
		d, wrong := sound(t), sound(t)
		afresh(t, func(d *Draft) { d.Year = year })(&d)
		afresh(t, func(d *Draft) { d.Year = other })(&wrong)
		wrong.Year = year
		for _, rule := range []string{"form-rule-box", "form-items"} {
			if list := findingsOf(d, rule); list != nil {
				t.Errorf("%s of the form of %d: %q", rule, year, list)
			}
		}
		if list := findingsOf(wrong, "form-items"); list == nil {
			t.Errorf("the items of %d pass in %d", other, year)
		}
		if list := findingsOf(wrong, "form-rule-box"); (list == nil) != (year < 2020) {
			t.Errorf("the boxes of %d in %d: %q", other, year, list)
		}
	}
}

// TestWhoSigns: an executive officer, under the own name, on a day between that of the
// answers and that of the filing, and each field is asked for by itself.
func TestWhoSigns(t *testing.T) {
	signed := func(change func(*project.Filing)) func(*Draft) {
		return func(d *Draft) { change(&d.Filing) }
	}
	hold(t, "form-signature", []element{
		{"no signature", signed(func(f *project.Filing) { f.Signature.Signed = " " }), `" " is signed under the name of A. Boss. / filing.signature.signed is blank.`},
		{"no name", signed(func(f *project.Filing) { f.Signature.Name = "" }), "filing.signature.name is blank."},
		{"no title", signed(func(f *project.Filing) { f.Signature.Title = "" }), "filing.signature.title is blank."},
		{"no day", signed(func(f *project.Filing) { f.Signature.Date = "" }), "filing.signature.date is blank."},
		{"another of the same first name", signed(func(f *project.Filing) { f.Signature.Signed = "/s/ A. Clerk" }), `"/s/ A. Clerk" is signed under the name of A. Boss.`},
		{"one name", signed(func(f *project.Filing) { f.Signature.Name = "Madonna" }), `"/s/ A. Boss" is signed under the name of Madonna.`},
		{"in capitals", signed(func(f *project.Filing) { f.Signature.Signed = "/S/ A. BOSS" }), ""},
		{"a year without answers to wait for", func(d *Draft) { d.CutOff, d.Filing.Signature.Date = "", "2020-01-01" }, ""},
		{"a text that retells a filing", signed(func(f *project.Filing) { f.Retells, f.Signature.Signed = true, "" }), ""},
		{"an amendment, signed on the day of the first form", signed(func(f *project.Filing) {
			f.Amendment = project.Amendment{Number: 1, Of: "2026-05-20", Note: "Annex A."}
		}), ""},
		{"an amendment, signed before the first form", signed(func(f *project.Filing) {
			f.Amendment = project.Amendment{Number: 1, Of: "2026-05-21", Note: "Annex A."}
		}), "It was signed on 2026-05-20, before the first form was filed on 2026-05-21: an amendment is signed anew."},
		{"an amendment without a day", signed(func(f *project.Filing) {
			f.Amendment, f.Signature.Date = project.Amendment{Number: 1, Of: "2026-05-21", Note: "Annex A."}, ""
		}), "filing.signature.date is blank."},
	})
	hold(t, "form-authentication", []element{
		{"a text that retells a filing", signed(func(f *project.Filing) { f.Retells, f.Signature.HeldBy = true, "" }), ""},
		{"nobody holds it", signed(func(f *project.Filing) { f.Signature.HeldBy = "" }), "filing.signature.held_by is blank: who keeps the signed authentication document?"},
	})
	for title, well := range map[string]bool{"Chief Financial Officer": true, "Executive Vice President": true, "Corporate Officer": true, "CEO": true, "CFO and Treasurer": true, "CAO": true, "COO": true, "General Counsel": true, "Corporate Secretary": true, "Treasurer": true,
		"Counsel": false, "Presidential aide": false, "Engineer": false, "Head of the CEO's office": true, "Cook": false} {
		d := sound(t)
		d.Filing.Signature.Title = title
		if list := findingsOf(d, "form-signature"); (list == nil) != well {
			t.Errorf("%s: %q", title, list)
		}
	}
}

// TestAnAmendmentFitsTheFilingsThatAreKept: its number and the day of the first form are
// those of the filings before it, and it has a later day and a note of its own.
func TestAnAmendmentFitsTheFilingsThatAreKept(t *testing.T) {
	amends := func(number int, of, day string, kept ...string) func(*Draft) {
		return func(d *Draft) {
			d.Filing.Amendment, d.Filing.Date, d.FiledOn = project.Amendment{Number: number, Of: of, Note: "Annex A."}, day, kept
		}
	}
	hold(t, "form-amendment", []element{
		{"the first that is kept", amends(1, "2026-05-20", "2026-05-29"), ""},
		{"the second", amends(2, "2026-05-20", "2026-05-29", "2026-05-20", "2026-05-25"), ""},
		{"not filed yet", amends(2, "2026-05-20", "", "2026-05-20", "2026-05-25"), ""},
		{"what is filed on that day and after it is not before it", amends(1, "2026-05-20", "2026-05-29", "2026-05-20", "2026-05-29", "2026-06-01"), ""},
		{"another number", amends(1, "2026-05-20", "2026-05-29", "2026-05-20", "2026-05-25"), "filing.amendment.number is 1; by the filings of the year that are kept it is 2."},
		{"another day", amends(1, "2026-05-19", "2026-05-29", "2026-05-20"), "filing.amendment.of is 2026-05-19; the first form that is kept was filed on 2026-05-20."},
		{"its own day", amends(1, "2026-05-29", "2026-05-29"), "filing.amendment.of is 2026-05-29, and filing.date is 2026-05-29: the amendment has its own, later day."},
		{"no note", func(d *Draft) { d.Filing.Amendment = project.Amendment{Number: 1, Of: "2026-05-20"} }, "filing.amendment.note is blank."},
		{"none, and a form is kept", func(d *Draft) { d.FiledOn, d.Filing.Date = []string{"2026-05-20"}, "" }, "A form was filed on 2026-05-20: what is filed now amends it, and filing.amendment is not set."},
		{"none, and nothing is kept", func(d *Draft) { d.FiledOn = nil }, ""},
	})
}

// TestWhatTheFormHasToSay, item by item, and where it has to say it.
func TestWhatTheFormHasToSay(t *testing.T) {
	relief := func(pairs ...string) func(*Draft) {
		return func(d *Draft) { d.Filing.Mode = project.StaffRelief; reformed(pairs...)(d) }
	}
	open := []string{"could not be determined", "is open", "recycled or scrap", "other", "no reason to believe", "little reason to think"}
	hold(t, "form-results", []element{
		{"the inquiry before the item", func(d *Draft) { relief("inquiry", "question")(d); d.Form = "Our inquiry.\n\n" + d.Form }, "Item 1.01 lacks “inquiry”."},
		{"the inquiry after the item", func(d *Draft) { relief("inquiry", "question")(d); d.Form += "\n\nOur inquiry.\n" }, "Item 1.01 lacks “inquiry”."},
		{"two are missing", relief(append([]string{"inquiry", "question"}, open...)...), "Item 1.01 lacks “inquiry”, the determination."},
		{"a report is filed", reformed("inquiry", "question"), ""},
	})
	for _, said := range []string{"We have no reason to believe it.", "All is recycled or scrap.", "It could not be determined.", "The metals did not originate there."} {
		d := sound(t)
		relief(open...)(&d)
		d.Form = strings.Replace(d.Form, "#### Conflict Minerals Disclosure\n", "#### Conflict Minerals Disclosure\n\n"+said+"\n", 1)
		if list := findingsOf(d, "form-results"); list != nil {
			t.Errorf("%s: %q", said, list)
		}
	}
	hold(t, "form-exhibit", []element{
		{"said and listed", reformed("filed as Exhibit 1.01.", "filed."), ""},
		{"said, not listed", reformed("Exhibit 1.01 –", "The", "filed as Exhibit 1.01.", "filed."), "The form does not say and list that the report is Exhibit 1.01."},
		{"1.02 of the first season", afresh(t, func(d *Draft) { d.Year, d.Filing.Exhibit, d.Filing.Type = 2013, "1.02", "EX-1.02" }), ""},
		{"1.02 of the second", afresh(t, func(d *Draft) { d.Year, d.Filing.Exhibit, d.Filing.Type = 2014, "1.02", "EX-1.02" }), "The report is Exhibit 1.01 and of the type EX-1.01."},
	})
	hold(t, "form-link", []element{
		{"in brackets", reformed("https://www.acme-meters.com/cm/2025/", "(https://www.acme-meters.com/cm/2025/);"), ""},
		{"as Markdown writes it", reformed("https://www.acme-meters.com/cm/2025/", "<https://www.acme-meters.com/cm/2025/>"), ""},
		{"a front page in brackets", reformed("https://www.acme-meters.com/cm/2025/", "(www.acme-meters.com, https://www.acme-meters.com/)"), "There is no https address of a page with the disclosure."},
	})
	hold(t, "form-file-number", []element{
		{"the CIK, with zeros before both", func(d *Draft) { d.Registrant.CIK, d.Registrant.CommissionFileNumber = "0001-12345", "001-12345" }, `"001-12345" is no Commission File Number (such as 001-12345).`},
		{"one of a subsidiary", func(d *Draft) { d.Registrant.CommissionFileNumber = "1-4321-07" }, ""},
	})
	hold(t, "form-scope", []element{{"the last product needs one", func(d *Draft) {
		d.Products = []project.Product{{Product: "Caps"}, {Product: "Meters", Metals: "tin"}}
	}, ""}})
	head := func(letters int) func(*Draft) {
		return func(d *Draft) {
			d.Report = strings.ReplaceAll(d.Report, "2025", "that year")
			d.Report = strings.Repeat("x", letters-len("2025 ")) + " 2025 " + d.Report
		}
	}
	hold(t, "form-period", []element{{"the year ends the head of the report", head(600), ""}, {"the year is below it", head(601), "The head of the report does not name 2025."}})
}

// TestWhatTheReportHasToSay where it may say so in several ways, or has to say several things.
func TestWhatTheReportHasToSay(t *testing.T) {
	head := func(letters int) func(*Draft) {
		return func(d *Draft) {
			rest := strings.ReplaceAll(d.Report, "Rule 13p-1", "the rule")
			d.Report = "Example, Inc. 2025 " + strings.Repeat("x", letters-len("Example, Inc. 2025  Rule 13p-1")) + " Rule 13p-1 " + rest
		}
	}
	hold(t, "report-title", []element{{"the rule ends the head", head(2000), ""}, {"the rule is below it", head(2001), "The head of the report lacks “rule 13p-1”."}})
	hold(t, "report-covered-countries", []element{
		{"six are not named: no list", replaced("Angola, Burundi, the Central African Republic, Rwanda, South Sudan, Tanzania,", ""), ""},
		{"the Democratic Republic by its letters", replaced("Democratic Republic of the Congo", "DRC"), ""},
	})
	hold(t, "report-inquiry", []element{{"nobody is in scope", func(d *Draft) {
		d.Figures = append([]tables.Figure{{ID: "suppliers.in_scope", Value: "0"}}, d.Figures...)
	}, "No supplier is in scope: data/2025/suppliers.csv is empty, or says no of all. A line to add: acme,Acme Components Ltd,A. Muster,minerals@acme.example,en,yes,circuit boards,tin gold,,,"}})
	hold(t, "report-products", []element{{"two", func(d *Draft) {
		d.Products = []project.Product{{Product: "Gas meters"}, {Product: "Relays"}, {Product: "Valves"}}
	}, "The report does not describe “gas meters”, “valves”."}})
	hold(t, "report-definition", []element{{"two", replaced("cassiterite", "tin ore", "wolframite", "tungsten ore"), "The definition of conflict minerals lacks “cassiterite”, “wolframite”."}})
	hold(t, "report-promises", []element{{"two", func(d *Draft) {
		d.Before = []project.Step{{Step: "to visit mines;"}, {Step: "to visit a smelter. "}, {Step: "to hire."}}
	}, "Nothing is said of what was announced last year: “to visit mines”, “to hire”."}})
	edition := "in an edition of its time"
	named := func(year int, name, which string) func(*Draft) {
		return func(d *Draft) {
			d.Report = strings.NewReplacer("OECD Due Diligence Guidance", name, "third edition (2016)", which, "2013", "", "2011", "").Replace(d.Report)
			d.Year = year
		}
	}
	const none, late = "No recognised framework of due diligence is named.", "The edition of the OECD Guidance is not named, or did not exist in 2015."
	hold(t, "report-framework", []element{
		{"in brackets", named(2025, "Organisation (OECD) Due Diligence Guidance", edition), ""}, {"in short", named(2025, "OECD Guidance", "of 2013"), ""}, {"another", named(2025, "Guidance", edition), none},
		{"the second edition", named(2015, "OECD Guidance", "OECD 2013"), ""}, {"the first", named(2015, "OECD Guidance", "OECD 2011"), ""}, {"the third in its year", named(2016, "OECD Guidance", "the third"), "The edition of the OECD Guidance is not named, or did not exist in 2016."},
		{"the third edition in its year", named(2016, "OECD Guidance", "third edition"), ""}, {"the third edition before it", named(2015, "OECD Guidance", "third edition"), late}, {"of 2016 before it", named(2015, "OECD Guidance", "edition of 2016"), late},
	})
	hold(t, "report-facilities", []element{
		{"named twice, listed once", added("CID900001 moved."), ""},
		{"one more than is counted", added("CID900009 was named."), "The report lists 5 facilities; the figures count 4."},
	})
	hold(t, "report-status-date", []element{
		{"no list", func(d *Draft) { d.Conformance.AsOf = "" }, ""},
		{"no facility", func(d *Draft) { d.Smelters, d.Conformance.AsOf = nil, "2026-03-15" }, ""},
		{"another day", func(d *Draft) { d.Conformance.AsOf = "2026-03-15" }, "The day of the conformance list, 15 March 2026, is not printed."},
	})
	hold(t, "report-uncertainty", []element{{"two", replaced("depend on", "are", "everything a supplier makes", "meters", "whole company", "company"), "The report does not say that it relies on suppliers, nor that lists may hold too many."}})
	const unproved = "An audit needs the certification, the audit report, and who the auditor was."
	audit := func(text string) func(*Draft) {
		return replaced("No independent private sector audit was required.", text)
	}
	hold(t, "report-audit", []element{
		{"none was obtained", audit("No independent private sector audit was obtained."), ""},
		{"nobody certified it", audit("We obtained an independent private sector audit; the auditor is Z."), unproved}, {"nobody made it", audit("We obtained an independent private sector audit, with certification."), unproved},
	})
	hold(t, "report-performed", []element{
		{"neither a number nor other words", func(d *Draft) {
			for _, name := range []string{"Design of due diligence", "Due diligence performed"} {
				before, after, _ := strings.Cut(d.Report, "## "+name+"\n")
				_, after, _ = strings.Cut(after, "\n## ")
				d.Report = before + "## " + name + "\n\nWe ask.\n\n## " + after
			}
		}, "The section on what was performed has no number or no day."},
		{"no step is on record", func(d *Draft) { d.Activities = nil },
			"Of step 1 (management systems) no dated activity is on record; content/2025/activities.csv takes what no other table has. A line to add: 2026-03-10,1,the policy was sent to all suppliers in scope" +
				" / Of step 2 (risks identified and assessed) no dated activity is on record; content/2025/activities.csv takes what no other table has. A line to add: 2026-03-10,2,the smelters that suppliers named were compared with the lists of assessed smelters" +
				" / Of step 3 (response to risks) no dated activity is on record; content/2025/activities.csv takes what no other table has. A line to add: 2026-03-10,3,suppliers that name smelters without an audit were asked for a plan" +
				" / Of step 4 (independent audits of smelters) no dated activity is on record; content/2025/activities.csv takes what no other table has. A line to add: 2026-03-10,4,smelters without an audit were asked to take part in one" +
				" / Of step 5 (annual report) no dated activity is on record; content/2025/activities.csv takes what no other table has. A line to add: 2026-03-10,5,last year's report was posted on the website"},
	})
}
