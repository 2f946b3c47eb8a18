package check

import (
	"net/url"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// programmeRules look at the questions about the supplier's own programme.
var programmeRules = []rule{
	{finding.Rule{Name: "company-answer-missing", Severity: finding.Error, PerRow: true,
		Explanation: "The questions about the company's own programme must be answered as soon as one metal is in its products.",
		Fix:         "Choose an answer from the cell's list.",
		Example:     "Question D (D81) is blank."},
		func(c *context, found report) {
			for _, a := range c.declaration.CompanyAnswers {
				if a.Raw == "" && c.anyInScope() {
					found(cmrt.SheetDeclaration, cellOf(a), "", "Question %s is not answered.", a.Question)
				}
			}
		}},
	{finding.Rule{Name: "policy-url-missing", Severity: finding.Error,
		Explanation: "The supplier declares that its policy is public, but gives no address.",
		Fix:         "Enter the policy's web address in the comment.",
		Example:     "B is Yes, G77 is blank."},
		func(c *context, found report) {
			if a, _ := c.declaration.Answer(cmrt.PolicyPublic, ""); a.Answer == cmrt.Yes && a.Comment == "" && c.anyInScope() {
				found(cmrt.SheetDeclaration, commentCell(a), "", "The policy is said to be public, but no address is given.")
			}
		}},
	{finding.Rule{Name: "policy-url-invalid", Severity: finding.Warning,
		Explanation: "The entry for the public policy is not a web address, so the policy cannot be read.",
		Fix:         "Enter the full address, beginning with https://.",
		Example:     "“on our homepage” in G77."},
		func(c *context, found report) {
			if a, _ := c.declaration.Answer(cmrt.PolicyPublic, ""); a.Answer == cmrt.Yes && a.Comment != "" && !webAddress(a.Comment) {
				found(cmrt.SheetDeclaration, commentCell(a), "", "%q is not a web address.", a.Comment)
			}
		}},
	{finding.Rule{Name: "policy-contradicted", Severity: finding.Warning,
		Explanation: "A policy that does not exist cannot be public.",
		Fix:         "Correct one of the two answers.",
		Example:     "A is No, B is Yes."},
		func(c *context, found report) {
			if b, _ := c.declaration.Answer(cmrt.PolicyPublic, ""); b.Answer == cmrt.Yes && c.is(cmrt.Policy, "", cmrt.No) {
				found(cmrt.SheetDeclaration, cellOf(b), "", "Question A says that there is no policy, question B that it is public.")
			}
		}},
	{finding.Rule{Name: "survey-format-undescribed", Severity: finding.Note,
		Explanation: "The supplier surveys its own suppliers in another format than the standard one, and does not say which.",
		Fix:         "Describe the format in the comment.",
		Example:     "E is “Yes, using other format (describe)”, G83 is blank."},
		func(c *context, found report) {
			if a, _ := c.declaration.Answer(cmrt.SupplierSurvey, ""); strings.Contains(strings.ToLower(a.Raw), "describe") && a.Comment == "" {
				found(cmrt.SheetDeclaration, commentCell(a), "", "The other format of the survey is not described.")
			}
		}},
	{finding.Rule{Name: "corrective-action-without-review", Severity: finding.Note,
		Explanation: "Without a review of declarations there can be no corrective action: the two answers contradict each other.",
		Fix:         "Correct one of the two answers.",
		Example:     "F is No, G is Yes."},
		func(c *context, found report) {
			if a, _ := c.declaration.Answer(cmrt.CorrectiveAction, ""); a.Answer == cmrt.Yes && c.is(cmrt.Review, "", cmrt.No) {
				found(cmrt.SheetDeclaration, cellOf(a), "", "Corrections are said to be managed, but answers are not reviewed.")
			}
		}},
	{finding.Rule{Name: "programme-weak", Severity: finding.Warning,
		Explanation: "The supplier has no policy, does not require audited smelters, or has no due diligence measures, which weakens its other answers (OECD Guidance, step 3).",
		Fix:         "Agree a date with us by which the missing measures will be in place.",
		Example:     "D (due-diligence measures) is No."},
		func(c *context, found report) {
			for _, key := range []cmrt.Key{cmrt.Policy, cmrt.ValidatedSmeltersRequired, cmrt.DueDiligence} {
				if a, _ := c.declaration.Answer(key, ""); a.Answer == cmrt.No && c.anyInScope() {
					found(cmrt.SheetDeclaration, cellOf(a), "", "Question %s is answered No.", a.Question)
				}
			}
		}},
}

// hostName is the host of an address that can be on the web.
var hostName = lazyregexp.New(`^[\pL\pN]([\pL\pN.-]*[\pL\pN])?\.[\pL]{2,}$`)

// webAddress tells whether a text holds an http or https address.
func webAddress(text string) bool {
	for _, word := range strings.Fields(text) {
		u, err := url.Parse(strings.Trim(word, "<>()[]\"'“”,;"))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && hostName.MatchString(u.Hostname()) {
			return true
		}
	}
	return false
}
