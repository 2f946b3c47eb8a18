package report

import "itron.com/conflict-minerals/generator/lazyregexp"

// Words that the patterns of boasts share.
const (
	boastedWord = `(?:(?:drc )?conflict[ -]free|(?:ethically|responsibly) sourced|sourced (?:ethically|responsibly)|certified|audited|conformant|compliant|validated|traceable)`
	whoWord     = `(?:company|business|products?|meters?|minerals?|metals?|gold|tin|tantalum|tungsten|suppliers?|smelters?|refiners?|facilities|supply chain|sourcing|purchases)`
	fundWord    = `(?:financ\w*|fund\w*|benefit\w*|support\w*|profit\w*|contribut\w*)`
	violentWord = `(?:armed groups?|conflict\b|violence|war\b|human rights abuses?|militias?)`
	originWord  = `(?:covered countr\w*|adjoining countr\w*|democratic republic|drc\b|congo\b)`
)

// boasts are claims about the company as a whole, about all of something, or of
// knowing what nobody in this trade knows. Sentences that hedge are judged before.
var boasts = lazyregexp.New(
	// the company or its supply chain is of one kind throughout
	`\b` + whoWord + ` (?:is|are|has been|have been)(?: (?:a|an|fully|entirely|100 ?%|completely|wholly|now))* ` + boastedWord + `\b` +
		`|\b(?:is|are) an? conflict[ -]free (?:company|business|manufacturer|supplier)\b` +
		`|\b(?:achieved?|maintains?|have|has|offers?|operates?|built) an? (?:fully )?(?:conflict[ -]free|traceable|responsible) supply chain\b` +
		`|\b100 ?(?:%|per ?cent) (?:of (?:our|the|all) [^.]*)?` + boastedWord +
		// nothing of it is, or does harm
		`|\b(?:nothing|nobody|no ` + whoWord + `|no one|no armed groups?|never|not|none)\b[^.]*\b` + fundWord + `\b[^.]*\b(?:` + violentWord + `|our products?\b)` +
		`|\b(?:none of|no) (?:our |the )?suppliers?\b[^.]*\b` + originWord +
		`|\bno (?:connection|link|ties?|relation|exposure) (?:to|with)\b[^.]*\b` + violentWord +
		`|\bno (?:minerals?|metals?)\b[^.]*\b(?:come|comes|came|originat\w*)\b[^.]*\b` + originWord +
		`|\b(?:no|not use(?: any)?|contain no|not contain(?: any)?) conflict minerals(?: in our| are used|$)` +
		`|\bno risks? of\b|\beliminated (?:all |every |any )?(?:risks?|conflict minerals)\b` +
		// everybody does as asked, or only the good are bought from
		`|\b(?:source|sources|buy|buys|purchase|purchases|procure|procures|use|uses|work|works) (?:\w+ )?(?:only|exclusively|solely) (?:from|with) [^.]*\b(?:responsible|ethical|certified|audited|conformant|conflict[ -]free)\b` +
		`|\bonly (?:use|uses|buy|buys|source|sources|work|works)\b[^.]*\b(?:audited|certified|conformant|assessed|conflict[ -]free|responsible)\b` +
		// all is known
		`|\b(?:fully traceable|full (?:visibility|traceability|transparency))\b|\bknow the origins? of (?:all|every|each)\b`)

// vouched is a promise that no hedge in the sentence weakens.
var vouched = lazyregexp.New(`\b(?:we|itron|company) (?:can |hereby |fully )?(?:assure|ensure|warrant|confirm|promise|prove)s?\b[^.]*\b(?:no\b|not\b|free\b)|\b(?:inquiry|due diligence|audits?) (?:shows?|proves?|confirms?) that (?:no|all|every)\b` +
	`|\b(?:conformance|conformant|assessed|assessment|status)\b[^.]*\bmeans? that\b[^.]*\b(?:is|are) (?:drc )?conflict[ -]free\b` +
	`|^all (?:of )?(?:our |the )?suppliers (?:comply|adhere|conform)\b`)

// denied is in sentences that say what is not shown, or not wanted.
var denied = lazyregexp.New(`\bnot (?:\w+ )?(?:means?|guarantees?|conclude[ds]?|prove[ns]?|shown?|imply|establish(?:ed)?|want|tolerate|knowingly)\b|\bnot knowingly\b`)
