package report

import (
	"strings"
)

// A sentence is judged clause by clause: “We ask for origins, and no supplier uses
// minerals from the DRC” asks in its first half and claims in its second.
var (
	// apart is where a statement begins that what stands before does not weaken.
	apart = patterns.New(`(?:,| –| -|)(?: and)? (?:but|yet|hence|therefore|thus|which means|meaning)(?: that)? |, so (?:we|our|it|all|no|none|every|each|nothing|the)\b|,? because |, (?:since|although|though|while|whereas) |, and (?:so |hereby )?(?:we|it|our|all|no|none|every|each|nothing|the company)\b| and (?:all of our|none of our|no part of our|our products|all our|every one of our) `)
	// leading is a clause that gives a reason or concedes something before the main one.
	leading = patterns.New(`^(?:while|although|though|even though|whereas|because|since|as|given|thanks to|based on|due to|despite|following|having)\b[^,]*, `)
	// confirmed turns a wish into a claim: “It is our policy to …, and we do.”
	confirmed = patterns.New(`^, and (?:we|it|the company) (?:do|does|did|have|has)$`)
)

// clauses are the parts of a sentence that are judged each by itself.
func clauses(sentence string) (list []string) {
	rest := sentence
	if at := leading.FindStringIndex(rest); at != nil {
		list, rest = append(list, rest[:at[1]]), rest[at[1]:]
	}
	begin := 0
	for _, at := range apart.FindAllStringIndex(rest, -1) {
		// What somebody said, or is asked, may go on after an “and” without comma.
		if strings.HasPrefix(rest[at[0]:], " and ") && strings.Contains(rest[begin:at[0]], " that ") {
			continue
		}
		list, begin = append(list, rest[begin:at[0]]), at[0]
	}
	return append(list, rest[begin:])
}

const (
	negation = `(?:no|not|none|cannot|never|neither|nor|nothing|nobody|without|lacks?|lacking)`
	// telling are words for saying or showing something.
	telling = `(?:conclu\w*|determin\w*|stat(?:e[sd]?|ements?|ing)|claim\w*|describ\w*|present\w* (?:[\w'-]+ ){1,4}as|market(?:s|ed|ing)? (?:[\w'-]+ ){1,4}as|characteri[sz]\w*|represent\w*|certif\w*|guarante\w*|assur\w*|assert\w*|affirm\w*|contend\w*|maintain that|pretend\w*|promis\w*|establish\w*|means?|meant|prove[sdn]?|shows?|shown|demonstrat\w*|impl(?:y|ies)|label\w*|call(?:ed|s)?|declare[sd]?|ensure\w*|evidence|proof|confirm\w*|verif\w*|know\w*|exclude|deny|dismiss|rule[sd]? out|read as|knowingly|accept\w*|say|assum\w*|suggest\w*|warrant\w*|find that|be found|been found|found to be|so (?:describ|label|call)\w+)`
	// others are who may say something for which the company does not stand.
	others = `(?:suppliers?|smelters?|refiners?|customers?|competitors?|respondents?|manufacturers?|vendors?|ngos?|they)(?:'s?)?`
	papers = `(?:declarations?|templates?|cmrts?|answers?|responses?)`
	said   = `(?:said|says?|wrote|writes?|stat(?:e|es|ed|ing)|claim\w*|told|tells?|declar(?:e|es|ed|ing)|reported|reports?|answer(?:ed|s|ing)?|confirmed|confirms?|represent(?:ed|s)?|indicat\w*|assert\w*|certif(?:y|ies|ied) (?:that|to|their|its)|name[sd]?|disclosed?|believe[sd]?)`
)

// Clauses that claim nothing.
var (
	// open ones leave it open: they ask, doubt, or say under which condition.
	open = patterns.New(`\b(?:whether|if|unless|until|may|might|could|would|possib\w+|unable|unclear|unknown|uncertain\w*|reason(?:ably)? (?:to )?believ\w*|believed to|appears?|concern that)\b`)
	// wanted say what is to be, not what is.
	wanted = patterns.New(`\b(?:aim(?:s|ed|ing)?|aspir\w+|goals?|objectives?|targets?|ambitions?|visions?|inten(?:d|ds|ded|ding|t|tion)|seek(?:s|ing)?|sought|striv\w+|want(?:s|ed)?|wish\w*|hopes?|plan(?:s|ned|ning)? to|planned|commit(?:s|ted|ting|ments?)?|work(?:s|ed|ing)? (?:(?:with|together|closely|hard|on|for|our|their|its|the|all|these|those|direct|suppliers?|customers?|industry|peers|partners?|smelters?|refiners?|others?|teams?|and) )*(?:towards?|to)|purpose|efforts? to|(?:duty|task|job|role|responsib\w+|up) (?:to|of|for)|endeavou?r\w*|designed to|efforts? towards?|in order to|` +
		`should|shall|must|ought|have to|has to|need to|needs to|require[sd]?|requiring|requirements?|oblig\w+|expect\w*|ask(?:s|ed|ing)?|request\w*|encourag\w*|prohibit\w*|forbid\w*|not (?:allow|permit)(?:ed)?|prefer(?:s|red|ence)?|urge[sd]?|demand\w*|invit\w+|promot\w+|support(?:s|ed)? (?:efforts|initiatives|the)|terms? under which|` +
		`polic(?:y|ies)(?: of [^,]*)? (?:is|are|was|not to|to|states?|says?|requires?|asks?|aims?|prohibits?|commits?|that|under)|under (?:our|its|the|this|that) policy)\b`)
	// done says that what was wanted has come about.
	done = patterns.New(`\b(?:has|have) (?:now )?(?:made|led to|resulted in|achieved|ensured|eliminated|removed|succeeded)\b|\b(?:means|meant|ensured|made sure) that\b|\bsucceed(?:s|ed)? in\b`)
	// reported ones are others' words.
	reported = patterns.New(`\b` + others + `(?: \w+){0,4}? ` + said + `\b|\b` + papers + `(?: \w+){0,4}? (?:said|says?|stat(?:e|es|ed)|reported|reports?|name[sd]?|indicat\w*)\b|\baccording to (?:the |our |a |one )?\w*suppliers?\b|\b(?:statements?|declarations?|answers?|claims?|representations?)[^,]* (?:such as|that|from|by|to the effect)\b|\btold us\b`)
	byOthers = patterns.New(`\b(?:said|stated|reported|declared|named|confirmed) by (?:\w+ ){0,2}` + others + `\b`)
	// passive is what happens to a thing, not what it says: “smelters are certified”.
	passive = patterns.New(`\b(?:is|are|was|were|be|been|being) (?:certified|named|reported|confirmed|represented|disclosed|believed|indicated|stated|declared)\b`)
	// defining ones say what words, or the rule, mean.
	defining = patterns.New(`\bthe terms?\b|conflict-free["”' ]*(?:means|refers|is defined|label|designation|status is)|\b(?:is|are|as) defined\b|\bdefin(?:es|ition)\b|\b(?:recycled|scrap)\b.*\b(?:considered|deemed|treated|regarded)\b|\bissuers?\b|\b(?:rule|act|law|section) (?:requires|lets|allows|asks|was|is|seeks)\b`)
	// denying ones say what is not said or shown.
	denying = patterns.New(`\b` + negation + `\b(?: [\w'-]+){0,5}? ` + telling + `\b|\b(?:denies|refrains?|rather than|makes? no|(?:is|are|was|were) not (?:an? |the |in itself an? )?(?:measure|sign|indicat\w+|proxy|substitute|warrant\w+|promise) (?:of|for|that))\b`)
	// retracted ones tell what was wrong in a filing, as an amendment has to.
	retracted = patterns.New(`\b(?:original|earlier|previous|prior|first) (?:version|report|filing|form)\b(?: [\w'-]+){0,5}? (?:(?:wrongly|incorrectly|mistakenly|erroneously|inadvertently) ` + said + `|` + said + `\b[^.]*, (?:which|and this|and that) (?:is|was) (?:wrong|incorrect|mistaken|inaccurate|not (?:true|correct)))\b`)
	// ourOwn is said by the company itself, although it sounds like a report.
	ourOwn = patterns.New(`\b(?:we|the company) (?:hereby |therefore |thus |can )?(?:declares?|states?|says?|certif(?:y|ies)|confirms?|represents?)\b`)
)

// asserts tells whether a clause claims something, whatever it is.
func asserts(clause string) bool {
	own := passive.ReplaceAllString(ourOwn.ReplaceAllString(clause, "we"), "is so")
	switch {
	case denying.MatchString(clause), open.MatchString(clause), defining.MatchString(clause), reported.MatchString(own), byOthers.MatchString(clause):
		return false
	}
	return !wanted.MatchString(clause) || done.MatchString(clause)
}
