package check

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

func TestADeterminationMustNotSayMoreThanTheAnswers(t *testing.T) {
	for _, tc := range []struct {
		name, claim string
		change      func(*project.Year, *cmrt.Declaration)
		want        string // in the message; "": nothing is found
	}{
		{"supported", project.NoReasonToBelieve, func(*project.Year, *cmrt.Declaration) {}, ""},
		{"undetermined", project.Undetermined, func(y *project.Year, d *cmrt.Declaration) {
			set(d, cmrt.CoveredCountries, cmrt.Tin, "unknown")
		}, ""},
		{"nobody answered", project.NoReasonToBelieve, func(y *project.Year, d *cmrt.Declaration) { d.Company.EffectiveDate = "2020-01-01" }, "1 suppliers in scope"},
		{"a second supplier is silent", project.NoReasonToBelieve, func(y *project.Year, d *cmrt.Declaration) {
			y.Roster = append(y.Roster, tables.Supplier{ID: "beta", Name: "Beta", InScope: "yes"})
		}, "1 suppliers in scope"},
		{"out of scope", project.NoReasonToBelieve, func(y *project.Year, d *cmrt.Declaration) {
			y.Roster = append(y.Roster, tables.Supplier{ID: "beta", Name: "Beta", InScope: "no"})
		}, ""},
		{"unknown origin", project.NoReasonToBelieve, func(y *project.Year, d *cmrt.Declaration) { set(d, cmrt.CoveredCountries, cmrt.Tin, "unknown") }, "1 accepted declarations answer otherwise"},
		{"the metal is not used, whatever stands below", project.NoReasonToBelieve, func(y *project.Year, d *cmrt.Declaration) {
			d.Smelters = nil
			set(d, cmrt.Added, cmrt.Tin, "no")
			set(d, cmrt.CoveredCountries, cmrt.Tin, "unknown")
		}, ""},
		{"not used, yet a smelter is named", project.NoReasonToBelieve, func(y *project.Year, d *cmrt.Declaration) {
			set(d, cmrt.Added, cmrt.Tin, "no")
			y.Settings.Severities = map[string]finding.Severity{"smelters-unexpected": "note"}
		}, "1 accepted declarations leave open"},
		{"an unknown smelter", project.NoReasonToBelieve, func(y *project.Year, d *cmrt.Declaration) { typed("Nowhere")(d) }, "1 entries lead to no known smelter"},
		{"not recycled", project.RecycledOrScrap, func(*project.Year, *cmrt.Declaration) {}, "answer otherwise"},
		{"recycled", project.RecycledOrScrap, func(y *project.Year, d *cmrt.Declaration) { set(d, cmrt.Recycled, cmrt.Tin, "yes") }, ""},
		{"a list of origins", project.RecycledOrScrap, func(y *project.Year, d *cmrt.Declaration) {
			set(d, cmrt.Recycled, cmrt.Tin, "yes")
			set(d, cmrt.CoveredCountries, cmrt.Tin, "no")
			y.Settings.Severities = map[string]finding.Severity{"origin-contradicted": "off"}
			a := &around{year: y}
			status(t, smelter.Status{SourcingCountries: "CD", Licence: smelter.Public})(a)
		}, "2 red flags are open"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			y, d := year(t), clean()
			y.Settings.Determination = map[cmrt.Metal]string{cmrt.Tin: tc.claim}
			tc.change(y, &d)
			got := ""
			for _, f := range Year(y, []cmrt.Declaration{d}, nil).Findings {
				if f.Rule == "determination-unsupported" {
					got = f.Message
				}
			}
			if (got == "") != (tc.want == "") || !strings.Contains(got, tc.want) {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
