package report

import (
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
)

// What nobody means to publish is found wherever it would be published; words that look
// like it are left alone.
func TestPlaceholders(t *testing.T) {
	whole := sound(t)
	for text, marked := range map[string]bool{
		"[Company] makes meters.": true, "Filed by [company name].": true, "See [Link].": true, "[insert date]": true, "On [date] we asked.": true, "Signed [pending].": true, "[●] suppliers": true, "[__] suppliers": true, "[to come]": true,
		"TODO: numbers": true, "Owner: TBD.": true, "TBC": true, "XX suppliers answered.": true, "XXX%": true, "To be written. Who oversees it.": true, "The date is to be confirmed.": true, "Lorem ipsum dolor": true, "??? suppliers": true, "{{name}}": true,
		"trained (fictional)": true, "In this demonstration we buy no ore.": true, "This policy was written for the demonstration.": true, "fictional data": true, "www.example.com": true, "cm@metering.example": true, "(509) 555-0100": true, "Jane Doe": true,
		"- [x] Rule 13p-1": false, "[ ] Rule 13q-1": false, "[Company policy](../policy/)": false, "[Company policy](../policy/) of TBD": true, "[TBD](../policy/)": true, "[the page](https://www.example.com/)": true, "a note[^1]": false, "Title XX": true, "Annex X": false, "Todos Santos": false, "for example: gold": false, "an example is gold": false,
		"We will demonstrate it.": false, "(509) 555-2345": false, "\\_\\_\\_\\_ 2025": false, "The supplier wrote that it [sic] is free": false, "exemplary.com": false, "a company [2] named": false,
	} {
		for where, put := range map[string]func(*Draft){
			"report": func(d *Draft) { d.Report += "\n\n" + text + "\n" }, "form": func(d *Draft) { d.Form += "\n" + text + "\n" },
			"policy": func(d *Draft) { d.Policy = project.Text{File: "content/policy.md", Body: text} }, "registrant": func(d *Draft) { d.Registrant.Description = text },
			"questions": func(d *Draft) { d.Registrant.Questions = text }, "product": func(d *Draft) { d.Products[0].Description = text },
		} {
			d := &draft{Draft: whole, final: true}
			d.Products = slices.Clone(whole.Products)
			put(&d.Draft)
			if got := unfinished.check(d); (len(got) > 0) != marked {
				t.Errorf("%s: %q: %v", where, text, got)
			}
		}
	}
}

// A demonstration may say that it is one; what is not written yet is told there too.
func TestADemonstrationIsNoPlaceholder(t *testing.T) {
	d := &draft{Draft: sound(t), final: true}
	d.Demonstration = true
	d.Report += "\n\nMade for the demonstration (fictional), see www.example.com.\n"
	if got := unfinished.check(d); len(got) > 0 {
		t.Errorf("%v", got)
	}
	d.Policy = project.Text{File: "content/policy.md", Body: "Written for the demonstration."}
	if got := unfinished.check(d); len(got) != 1 {
		t.Errorf("the policy of a company that is none: %v", got)
	}
	d.Registrant.Demonstration = true
	d.Report += "\n\nTBD\n"
	if got := unfinished.check(d); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

// TestWordsAreToldWhereTheyAreWritten: nobody edits the compiled report.
func TestWordsAreToldWhereTheyAreWritten(t *testing.T) {
	for name, c := range map[string]struct {
		narrative []project.Text
		at        string
	}{
		"in one file":       {[]project.Text{{File: "content/2025/10-a.md", Body: "# A\n\nNo armed group benefits from our products.\n"}}, "content/2025/10-a.md 3"},
		"in two":            {[]project.Text{{File: "a.md", Body: "No armed group benefits from our products."}, {File: "b.md", Body: "No armed group benefits from our products."}}, "report.md"},
		"made by a passage": {[]project.Text{{File: "a.md", Body: "{{block risks}}"}}, "report.md"},
	} {
		d := sound(t)
		d.Report += "\n\nNo armed group benefits from our products.\n"
		d.Narrative = c.narrative
		found := false
		for _, f := range Lint(d, true) {
			found = found || f.Rule == "report-overclaim" && strings.Contains(f.File+" "+f.Cell, c.at)
		}
		if !found {
			t.Errorf("%s: %v", name, Lint(d, true))
		}
	}
}

// TestWhatTheFormStillLacks is told by the rules about it, field by field; elsewhere, and in
// other words of the form, the mark that something is pending is no text to publish.
func TestWhatTheFormStillLacks(t *testing.T) {
	const told = `"[pending]" is no text to publish.`
	for line, want := range map[string]string{"By: [pending]": "", "Name: \\[pending\\]": "", "Title: [pending]": "", "Date: [pending]": "", "**[pending]**": "", "Our inquiry: [pending].": told, "Signed By: [pending]": told, "By: [pending], TBD": `"TBD" is no text to publish.`, "By: TBD": `"TBD" is no text to publish.`} {
		form, report := sound(t), sound(t)
		form.Form += "\n" + line + "\n"
		report.Report += "\n\n" + line + "\n"
		if got := strings.Join(findingsOf(form, "report-unfinished"), " "); got != want {
			t.Errorf("the form with %s: %q, want %q", line, got, want)
		}
		if findingsOf(report, "report-unfinished") == nil {
			t.Errorf("the report with %s passes", line)
		}
	}
	d := sound(t)
	d.Registrant.Description = "We make meters.\nTBD"
	for _, f := range Lint(d, true) {
		if f.File != "content/registrant.yaml" || f.Cell != "1" {
			t.Errorf("%+v", f)
		}
	}
}
