package report

import (
	"testing"

	"itron.com/conflict-minerals/generator/project"
)

// claimsIn are the rules about claims that a report of one paragraph breaks.
func claimsIn(text string) (rules []string) {
	d := Draft{Input: input("", map[string]int{"smelters.total": 69, "smelters.conformant": 60}), Report: "# Report\n\n" + text + "\n"}
	d.Filing.Mode = project.WithReport
	for _, f := range Lint(d, true) {
		switch f.Rule {
		case "report-overclaim", "report-determination", "report-names-of-time":
			rules = append(rules, f.Rule)
		}
	}
	return rules
}

// What careful reports say is not held against them.
func TestCarefulSentencesPass(t *testing.T) {
	for _, text := range []string{
		"We do not directly purchase minerals from mines in the DRC or adjoining countries, and our supply chain has several tiers.",
		"We make no purchases of raw ore or unrefined conflict minerals in the Covered Countries.",
		"We require all suppliers to be compliant with our code of conduct.",
		"Our goal is that all smelters in our supply chain are conformant with RMAP.",
		"Of the smelters identified, 60 of 69 were listed as RMAP conformant.",
		"Not every smelter that was named is conformant.",
		"We seek to ensure that our products are conflict-free.",
		"Our commitment is to source so that the supply chain is conflict free.",
		"An RMAP assessment does not guarantee that the metal is conflict free.",
		"There is no guarantee that the information is complete.",
		"Our measures give reasonable, not absolute, assurance and cannot guarantee that all metal comes from audited facilities.",
		"A supplier's declaration that none of the tin in its products originates in the DRC was accepted where no warning sign spoke against it.",
		"Each supplier is responsible for its own inquiry.",
		"Contracts have terms under which all suppliers are compliant with the law.",
		"We do not support an embargo of the Covered Countries.",
		"Itron does not include suppliers in the DRC on its roster.",
		"The term “DRC conflict free” means that a product does not contain conflict minerals that directly or indirectly finance or benefit armed groups in the covered countries.",
		"Metal from recycled sources is considered DRC conflict free under the rule.",
		"We have not described our products as “DRC conflict free”, and therefore no independent private sector audit was required.",
		"Our products have not been determined to be “DRC conflict free”.",
		"The rule lets issuers describe products as “DRC conflict free” only after an audit.",
		"The RMI, formerly the Conflict-Free Sourcing Initiative (CFSI), keeps a list of smelters.",
	} {
		if rules := claimsIn(text); len(rules) > 0 {
			t.Errorf("%s: %v", text, rules)
		}
	}
}

func TestClaimsThatNoSurveyBears(t *testing.T) {
	for text, want := range map[string]string{
		"None of our tin comes from the DRC.":                                   "report-overclaim",
		"As stated above, none of our gold comes from the DRC.":                 "report-overclaim",
		"We declare that none of our gold comes from the DRC.":                  "report-overclaim",
		"Neither our tin nor our gold comes from the covered countries.":        "report-overclaim",
		"Our products contain no minerals that finance armed groups.":           "report-overclaim",
		"Our meters are free of minerals from the DRC.":                         "report-overclaim",
		"Our tin does not originate from the Democratic Republic of the Congo.": "report-overclaim",
		"Our products do not directly or indirectly finance armed groups.":      "report-overclaim",
		"Our gold is ethically sourced and conflict-free.":                      "report-overclaim",
		"Our products contain conflict-free gold.":                              "report-overclaim",
		"We use only conformant smelters.":                                      "report-overclaim",
		"Itron sources exclusively from conformant smelters.":                   "report-overclaim",
		"Our suppliers have been verified to be conflict-free.":                 "report-overclaim",
		"All of our suppliers are compliant.":                                   "report-overclaim",
		"We guarantee that our products are clean.":                             "report-overclaim",
		"We use smelters that CFSI lists.":                                      "report-names-of-time",
		"Our products are DRC conflict free. We read audit reports of smelters. An independent private sector audit was not obtained.":       "report-determination",
		"Our products are DRC conflict free. Each auditor of a smelter is independent, but a private sector audit of ours was not required.": "report-determination",
	} {
		found := false
		for _, rule := range claimsIn(text) {
			found = found || rule == want
		}
		if !found {
			t.Errorf("%s: no %s", text, want)
		}
	}
}
