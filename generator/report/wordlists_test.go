package report

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/tables"
)

// TestEachWordOfAClaim: an over-claim is known by whichever of the words of a kind it has, and a
// careful sentence with the same words passes. Words are parted by “|”.
func TestEachWordOfAClaim(t *testing.T) {
	const (
		harms    = "conflict minerals|conflict metals|conflict gold|conflict tin|blood minerals|blood gold|tainted gold|dirty metals|risky suppliers|high-risk smelters|illegal gold|illicit minerals|suspect sources|questionable suppliers|non-conformant smelters|armed groups|militias|rebels|warlords|violence|wars|conflicts|bloodshed|child labour|child labor|forced labour|slavery|human rights abuses|adverse human rights impacts|atrocities|harm|exploitation"
		places   = "the covered countries|adjoining countries|the Democratic Republic of the Congo|the DRC|Congo|Rwanda|Central Africa|the Great Lakes region|conflict regions|conflict zones|conflict areas|conflict-affected areas|high-risk areas|war zones"
		groups   = "armed groups|militias|rebels|warlords"
		feeding  = "finance|fund|benefit|support|profit|contribute to|pay|enrich|fuel|sustain"
		merits   = "conflict-free|certified|audited|validated|verified|conformant|compliant|traceable|clean|in full compliance|in conformance|responsibly run|ethically run|proven|free of conflict"
		insights = "full visibility|complete traceability|total transparency|perfect knowledge|end-to-end oversight"
		promises = "guarantee|certify|assure investors|ensure|warrant|promise|confirm"
		checkers = "a third party|an outside party|an auditor|accountants|an independent firm|an independent expert|an external consultant|an external audit firm"
		metal    = "tin|tantalum|tungsten|gold|3TG|metals|minerals|materials"
		stems    = "sourced from|bought in|purchased in|procured from|mined in|extracted in|derived from|obtained from"
		exactly  = "only|exclusively|solely|entirely"
		buys     = "buy|source|purchase|procure|obtain gold"
	)
	for _, tc := range []struct {
		sentence, words string
		refused         bool
	}{
		{"Our supply chain contains no %s.", harms, true},
		{"We cannot exclude that our supply chain contains %s.", harms, false},
		{"We ask suppliers for a supply chain without %s.", harms, false},
		{"None of our tin comes from %s.", places, true},
		{"Suppliers said that none of their tin comes from %s.", places, false},
		{"It is unknown whether any of our tin comes from %s.", places, false},
		{"No %s benefit from our products.", groups, true},
		{"At no point do %s profit from our purchases.", groups, true},
		{"We ask suppliers whether %s benefit from their purchases.", groups, false},
		{"Our products do not %s armed groups.", feeding, true},
		{"We expect that our products do not %s armed groups.", feeding, false},
		{"None of our %s comes from the DRC.", metal, true},
		{"We do not know how much of our %s comes from the DRC.", metal, false},
		{"None of our gold was %s the DRC.", stems, true},
		{"Whether our gold was %s the DRC could not be determined.", stems, false},
		{"Our gold does not %s the DRC.", "originate in|come from|stem from|hail from", true},
		{"All of our suppliers are %s.", merits, true},
		{"We want all of our suppliers to be %s.", merits, false},
		{"Not all of our suppliers are %s.", "certified|audited|validated|verified|conformant|compliant|traceable", false},
		{"Of the smelters named, 60 are %s.", "certified|audited|validated|verified|conformant|compliant|traceable", false},
		{"We buy %s from conformant smelters.", exactly, true},
		{"We %s only from conformant smelters.", buys, true},
		{"We ask suppliers to buy %s from conformant smelters.", exactly, false},
		{"We have %s of our supply chain.", insights, true},
		{"We do not have %s of our supply chain.", insights, false},
		{"We %s that none of our products finances armed groups.", promises, true},
		{"We cannot %s that none of our products finances armed groups.", promises, false},
		{"Our due diligence was audited by %s.", checkers, true},
		{"Our due diligence was not audited by %s.", checkers, false},
		{"The gold in our meters %s no risk.", "poses|carries|has|bears|presents", true},
		{"We cannot say that the gold in our meters %s no risk.", "poses|carries|has|bears|presents", false},
		{"Our controls %s the risk that armed groups benefit.", "eliminate|removed|rule out|eradicate|abolish", true},
		{"Our products are %s conflict minerals.", "free of|free from|without|no longer made with any", true},
		{"Our gold is beyond all %s.", "concern|doubt|dispute|suspicion|reproach|criticism|question", true},
		{"All our gold is %s.", "recycled|scrap|from secondary sources", true},
		{"Our %s are conformant.", "products|meters|devices|components|parts|modules|suppliers|smelters|refiners|facilities|mines|sources|vendors", true},
		{"Some of our %s are conformant.", "suppliers|smelters|refiners|facilities|mines|sources|vendors", false},
		{"We can %s that our tin is from the DRC.", "exclude|rule out|deny|dismiss", true},
		{"We cannot %s that our tin is from the DRC.", "exclude|rule out|deny|dismiss", false},

		// headings and cells of two words claim nothing by themselves, but for telling ones
		{"%s.", "Fully traceable|Full visibility|Products certified", false},
		{"%s.", "Conflict-free gold|Fully traceable gold|Products are certified|Zero risk of", true},

		// what is to be is not what is
		{"We %s that all of our suppliers are compliant.", "aim|seek|want|wish|intend|expect|require|demand|ask|request|prefer", false},
		{"It is our %s that all of our suppliers are compliant.", "aim|goal|objective|target|ambition|vision|intention|purpose|policy", false},
		{"All of our suppliers %s be compliant.", "should|shall|must|ought to|have to|need to|are required to|are obliged to|are expected to|are encouraged to", false},
		{"All of our suppliers %s compliant.", "may be|might be|could be|would be|are possibly", false},
		{"We have %s that all of our suppliers are compliant.", "ensured|achieved it|made sure", true},
		{"It is our goal that all suppliers are compliant, and %s.", "we do|we did|we have|it has|the company does", true},
		// what others say is theirs
		{"Suppliers %s that none of their tin comes from the DRC.", "said|say|wrote|write|state|stated|claim|claimed|declare|declared|report|reported|answered|represented|indicated|asserted|believe", false},
		{"Some %s say that none of their tin comes from the DRC.", "suppliers|smelters|refiners|customers|competitors|respondents|manufacturers|vendors|NGOs", false},
		{"The %s state that none of the tin comes from the DRC.", "declarations|templates|CMRTs|answers|responses", false},
		{"Our suppliers have %s that none of their tin comes from the DRC.", "certified|guaranteed|warranted|confirmed", true},
		{"We hereby %s that none of our tin comes from the DRC.", "declare|state|say|certify|confirm|represent", true},
		// a doubt in one half of a sentence is none of the other half
		{"We asked all suppliers, %s none of our tin comes from the DRC.", "but|yet|hence|therefore|thus|which means that|so|because|since|although|though|while|whereas|and so|and hereby", true},
		{"%s some suppliers may be unknown, none of our tin comes from the DRC.", "While|Although|Though|Even though|Whereas|Because|Since|As|Given that|Despite that", true},
		// what was wrong in a filing may be told
		{"Our %s report wrongly stated that all smelters are conformant.", "original|earlier|previous|prior|first", false},
		{"Our first %s incorrectly said that all smelters are conformant.", "version|report|filing|form", false},
		{"Our first report %s stated that all smelters are conformant.", "wrongly|incorrectly|mistakenly|erroneously|inadvertently", false},
	} {
		for _, word := range strings.Split(tc.words, "|") {
			sentence := strings.Replace(tc.sentence, "%s", word, 1)
			if rules := claimsIn(sentence); (len(rules) > 0) != tc.refused {
				t.Errorf("%s: %v", sentence, rules)
			}
		}
	}
}

// TestWhatTheDataBear: an inquiry that ruled out the covered countries bears that nothing comes
// from there, figures bear that all facilities are conformant, and neither bears anything else.
func TestWhatTheDataBear(t *testing.T) {
	const ruledOut, conformant = "ruled out", "conformant"
	for sentence, bearer := range map[string]string{
		"None of our tin comes from the DRC.": ruledOut, "Our supply chain contains no armed groups.": ruledOut, "Armed groups are absent from our supply chain.": ruledOut, "No armed groups benefit from our products.": ruledOut,
		"No trader controlled by armed groups sells to us.": ruledOut, "Our tin comes only from Peru.": ruledOut, "All our gold is recycled.": ruledOut, "We can rule out that our tin is from the DRC.": ruledOut,
		"All smelters are conformant.": conformant, "Our smelters are conformant.": conformant, "Our gold is 100% conformant.": conformant,
		"All smelters are audited.": "", "Our products are conflict-free.": "", "Our products harm nobody.": "", "We have full visibility of our supply chain.": "", "Our gold is of legitimate origin.": "", "Our supply chain has no risk.": "", "We guarantee it.": "",
		"There is not one smelter that has not passed an audit.": "", "All of our supply chain respects human rights.": "", "Our gold is above any doubt.": "", "Our due diligence was audited by a third party.": "",
	} {
		for _, data := range []string{ruledOut, conformant, ""} {
			values := map[string]int{"smelters.total": 4, "smelters.conformant": 3}
			if data == conformant {
				values["smelters.conformant"] = 4
			}
			d := Draft{Input: input("", values), Report: "# Report\n\n" + sentence}
			if data == ruledOut {
				d.Figures = append(d.Figures, tables.Figure{ID: "filing.consequence", Value: "form-sd"})
			}
			if list := findingsOf(d, "report-overclaim"); (list == nil) != (data != "" && data == bearer) {
				t.Errorf("%s where the data say %q: %q", sentence, data, list)
			}
		}
	}
}

// TestAStopInANameEndsNoSentence: the company's name is one word of a sentence, however it is
// written, also where its letters are marks of Markdown.
func TestAStopInANameEndsNoSentence(t *testing.T) {
	for _, name := range []string{"Example, Inc.", "A*B Co. Ltd.", "S.A. of Metals"} {
		for _, written := range []string{name, escape(name)} {
			for text, refused := range map[string]bool{"It is the goal of " + written + " that all of our suppliers are compliant.": false, "We and " + written + " guarantee it.": true} {
				d := Draft{Input: input("", nil), Report: "# Report\n\n" + text}
				d.Registrant.Name = name
				if list := findingsOf(d, "report-overclaim"); (list != nil) != refused {
					t.Errorf("%s: %q", text, list)
				}
			}
		}
	}
}
