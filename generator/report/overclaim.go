package report

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Words that the kinds of claim share. They are those of texts as oneWord gives them.
const (
	metals   = `(?:conflict minerals?|minerals?|tin|tantalum|tungsten|gold|3tg|metals?|materials?|ores?)`
	goods    = `(?:products?|meters?|hardware|devices?|equipment|components?|parts?|modules?|goods)`
	chain    = `(?:suppliers?|smelters?|refiners?|facility|facilities|mines?|sources?|supply (?:chain|base)s?|vendors?|sourcing|purchases?|company|business)`
	area     = `(?:covered[- ]countr\w*|adjoining[- ]countr\w*|democratic republic|drc|congo|rwanda|central africa\w*|great lakes|conflict (?:regions?|zones?|areas?|sources?|mines?|countries)|conflict-affected|high-risk areas?|war zones?)`
	harm     = `(?:armed groups?|armed conflicts?|militias?|rebels?|warlords?|conflict|violence|war|human rights abuses?|human rights violations?)`
	fund     = `(?:financ\w*|fund(?:s|ed|ing)?|benefit\w*|support\w*|profit\w*|contribut\w*|pay(?:s|ing|ments?)?|money|enrich\w*|fuel\w*|sustain\w*)`
	comes    = `(?:originat\w*|comes?|coming|came|sourc\w*|buys?|bought|purchas\w*|procur\w*|contain\w*|use[sd]?|using|mined|extracted|derived|obtain\w*|stems?|hail\w*)`
	absent   = `(?:no|not|none|never|neither|nothing|nobody|without|zero|free of|free from)`
	goodKind = `(?:conflict-free|non-conflict|certified|audited|validated|verified|conformant|compliant|assessed|traceable|clean|ethical|responsible|responsibly (?:sourced|mined|produced)|ethically (?:sourced|mined|produced))`
	goodDeed = `(?:conflict-free|certified|audited|validated|verified|conformant|compliant|traceable|clean|in (?:full |strict )?(?:compliance|conformance)|responsibly|ethically|proven|free (?:of|from)|(?:pass(?:es|ed)?|undergone|completed) (?:an?|the|its|their) (?:[\w-]+ ){0,2}(?:audits?|assessments?))`
	ownWork  = `(?:reports?|disclosures?|diligence|programmes?|programs?|process(?:es)?|inquir(?:y|ies)|management systems?|sourcing systems?|framework)`
	checked  = `(?:audited|verified|validated|certified|assured|attested|accredited)`
	checker  = `(?:third[- ]part(?:y|ies)|outside part(?:y|ies)|auditors?|accountants?|independent (?:\w+ ){0,2}?(?:firm|party|parties|experts?|body|consultants?|assurance|verification)|external (?:\w+ )?(?:firm|party|parties|experts?|body|consultants?))`
	every    = `(?:all|every|each|100 ?%|(?:a |one )?hundred per ?cent|100 per ?cent|entire|whole)`
)

// claim is a kind of sentence that no survey of suppliers can bear.
type claim struct {
	says    *lazyregexp.Regexp
	except  *lazyregexp.Regexp // in clauses that say something else after all; nil: none
	bounded bool               // said of some, it is no claim
	origin  bool               // an inquiry that ruled out the covered countries bears it
	counted bool               // where every smelter is conformant it may be said
	audit   bool               // an independent private sector audit bears it
}

// claims are the kinds, each for clauses that assert something.
var claims = []claim{
	// The word itself: nothing that an inquiry finds makes a thing conflict-free.
	{says: patterns.New(`\bconflict-free\b|\bfree (?:of|from) conflict\b`),
		except: patterns.New(`\b` + negation + `\b(?: [\w'-]+){0,3} (?:conflict-free|free of conflict)|\b(?:identified|listed|recogni[sz]ed|designated|described)[^,]* as\b`)},
	// No conflict minerals anywhere: the term means the metals, whatever their origin.
	{says: patterns.New(`\b(?:no|zero|without|free of|free from|no longer (?:\w+ )?any|not (?:contain|use|include)(?: any)?|never (?:contain|use)|eliminat\w+|remov\w+|banned|exclud\w+|purg\w+)(?: all| any| every)? conflict minerals?(?:$|[,.;:”"]| (?:in|from|are|is|were|that|at|have|and|to|or|throughout|anywhere))|\bconflict minerals? (?:are|is) (?:\w+ )?thing of the past|\b(?:banned|eliminat\w+|remov\w+) conflict minerals`),
		except: patterns.New(`\bconflict minerals? (?:report|disclosure|policy|rule|information|data)|\b(?:is|are|was|were) necessary (?:to|for)\b|\b(?:bought|purchased|sourced|obtained) (?:by (?:\w+ )+?)?directly from\b`)},
	// Nothing comes from there.
	{says: patterns.New(`\b` + absent + `\b[^.]*\b` + comes + `\b[^.]*\b` + area + `\b|\b` + absent + `\b[^.]*\b` + metals + `[^.]* from [^.]*\b` + area + `\b|\b` + comes + `\b[^.]*\b(?:outside|other than|elsewhere)\b[^.]*\b` + area + `\b|\b(?:excludes?|avoids?|bans?|shuns?)\b[^.]*\b` + metals + `[^.]* (?:from|of) [^.]*\b` + area + `\b`),
		except: patterns.New(`\b(?:knowingly|not (?:ban|exclude|avoid|shun)|directly (?:purchase|buy|source|from)\w*|direct (?:relation\w*|contract\w*|purchas\w*|sourc\w*|buying)|(?:raw|unrefined|unprocessed|crude) \w+|ores?|embargo|named|avoid (?:the|countries))\b`), origin: true},
	{says: patterns.New(`\b` + absent + `\b[^.]*\b(?:mines?|traders?|sites?|sources?)\b[^.]*\b(?:controlled|held|taxed|run) by [^.]*\b` + harm + `\b`), origin: true},
	// Nobody is harmed by it.
	{says: patterns.New(`\b(?:` + absent + `|at no point)\b[^.]*\b` + fund + `\b[^.]*\b(?:` + harm + `|our ` + goods + `)\b|\bat no point\b[^.]*\b` + harm + `\b[^.]*\b` + fund + `\b|\b` + harm + ` (?:do|does|did|have|has) (?:not|never) ` + fund + `|\b` + fund + ` (?:no|neither) ` + harm + `\b|\b` + harm + `(?: [\w'-]+){0,3}? (?:earns?|gains?|gets?|got|receives?|received|takes?|makes?|derives?|profits?|benefits?|sees?) (?:nothing|no [\w'-]+|not (?:a|one)|none)\b|\b(?:deprives?|starves?|robs?|strips?|weakens?|defunds?) (?:[\w'-]+ ){0,2}?` + harm + `\b|\bno (?:connections?|links?|ties?|relations?|exposure) (?:to|with)\b[^.]*\b` + harm + `\b`),
		except: patterns.New(`\b(?:knowingly|(?:not|never|cannot|neither) tolerate|embargo)\b`), origin: true},
	// All of them are good.
	{says: patterns.New(`\b` + every + `\b(?: [\w'%-]+){0,6}? (?:` + goods + `|` + chain + `|` + metals + `)\b,?(?: [\w'-]+){0,7}? (?:(?:is|are|was|were|has|have|been|sources?|comes?|operates?|acts?)(?: [\w'-]+){0,4}? ` + goodDeed + `|(?:compl(?:y|ies)|adheres?|conforms?) (?:to|with)|meets? (?:our|the|all|its))\b`),
		except: patterns.New(`\bnot\b`), counted: true},
	{says: patterns.New(`\b(?:100 ?%|100 per ?cent|hundred per ?cent) (?:[\w'-]+ )?` + goodKind + `\b`), except: lazyregexp.New(`\bnot\b`), counted: true},
	// They are good, and nobody says how many.
	{says: patterns.New(`\b(?:` + goods + `|` + chain + `|` + metals + `) (?:is|are|was|were|has been|have been)(?: (?:a|an|now|all|fully|entirely|completely|wholly|always|100 ?%|ethically|responsibly|independently))* (?:` + goodDeed + `|ethical|legitimate|legal|lawful|untainted|peaceful|harmless|assessed|(?:sourced|mined|produced) (?:ethically|responsibly))\b`),
		except: patterns.New(`\bnot\b`), bounded: true, counted: true},
	{says: patterns.New(`\b(?:achieved?|maintains?|has|have|offers?|operates?|built) an? (?:\w+ )?(?:traceable|responsible|clean|ethical) (?:supply chain|supply base)\b`)},
	// Only the good are bought from.
	{says: patterns.New(`\b(?:sourc\w+|buys?|bought|purchas\w+|procur\w+|uses?|using|obtain\w*|works?|comes?|made|manufactured|products contain|deals?)\b[^.]*\b(?:only|exclusively|solely|entirely|nothing but)\b(?: [\w'-]+){0,6}? ` + goodKind + `\b|\b(?:only|exclusively|solely|nothing but)\b[^.]*\b(?:sourc\w+|buys?|bought|purchas\w+|procur\w+|uses?|using|obtain\w*|works?|supply|supplies|enters?|comes?)\b[^.]*\b` + goodKind + `\b|\b(?:only|exclusively|solely)\b(?: [\w'-]+){0,6}? ` + goodKind + ` (?:smelters?|refiners?|sources?|suppliers?|mines?)\b[^.]*\b(?:suppl(?:y|ies)|enters?|used|deliver\w*)\b|\b(?:using|use|uses|from|with|of) (?:[\w'-]+ ){0,2}?` + goodKind + ` (?:` + metals + `|` + chain + `) (?:only|alone|exclusively)\b`)},
	// All is known.
	{says: patterns.New(`\b(?:full|complete|total|perfect|end-to-end) (?:visibility|traceability|transparency|knowledge|oversight)\b|\bfully (?:traceable|transparent|mapped|visible|traced)\b|\btrac(?:e|es|ed|ing) (?:all|every|each|any|the|our)\b[^.]*\b(?:mines?|origins?|source|back)\b|\bknows?(?: \w+){0,2} (?:where|(?:the |every )?(?:origins?|mines?|sources?))\b|\b(?:origins?|mines?|sources?)\b[^.]*\b(?:all|every|each|our)\b[^.]*\b(?:is|are|was|were|has been|have been) (?:known|identified|determined|verified|established|traced)\b|\b(?:origins?|mines?)\b[^.]* (?:is|are) known (?:for|of|to)\b[^.]*\b(?:all|every|each|our)\b`),
		except: patterns.New(`\b(?:` + negation + `|part of|parts of|some)\b`)},
	// It is promised, or proved.
	{says: patterns.New(`\bguarantee[sd]?\b|\brest assured\b|\b(?:be|is|are) (?:sure|certain|assured|beyond doubt) that\b|\b(?:we|company|rmi|rmap|lbma|rjc|audits?|assessments?|diligence|programmes?|programs?|conformance|process|processes|controls|measures|inquiry|survey|results?|responses?|answers?|systems?) (?:\w+ )?(?:certif(?:y|ies|ied)|assures?|ensures?|warrants?|promises?|confirms?|proves?|proved|shows?|showed|demonstrates?|demonstrated|establish(?:es|ed)?|verif(?:y|ies|ied)|determined|concluded|found|vouch(?:es)?(?: for)?)(?: [\w',-]+){0,4}? (?:no|not|none|nothing|free|all|every|each|only|our supply chain|our (?:` + goods + `|` + metals + `) (?:is|are)|its products|products)\b`),
		except: patterns.New(`\b(?:answers? (?:is|are) complete|no guarantee|complete template|complete declaration|reviewed|received|(?:certain|some|many|several|most|a number) of (?:these|those|the|its|our|their))\b|\bproducts (?:may )?contain ` + metals + `\b`)},
	{says: patterns.New(`\b(?:certified|verified|proved|confirmed) (?:that )?(?:our|the company's|its) (?:` + goods + `|` + metals + `|supply chain)\b`)},
	// Somebody has checked what the company did, or it is all that the guidance asks for.
	{says: patterns.New(`\b` + ownWork + `\b,?(?: (?:is|are|was|were|has|have|been|being|as|also|independently|externally|annually|regularly|successfully|fully|and|reviewed))* ` + checked + ` (?:by|through) (?:[\w'-]+ ){0,4}?` + checker + `\b|\b` + checker + ` (?:has |have )?(?:\w+ )?` + checked + ` (?:our|the company's|its|this) (?:[\w'-]+ ){0,3}?` + ownWork + `\b|\b(?:independently|externally) ` + checked + ` ` + ownWork + `\b`),
		except: patterns.New(`\b` + negation + `\b`), audit: true},
	{says: patterns.New(`\b` + ownWork + `\b(?:,? [\w'%-]+){0,8}? (?:(?:fully|completely|entirely|wholly|strictly|perfectly) (?:conforms?|compl(?:y|ies)|meets?|satisf(?:y|ies)|conformant|compliant|in (?:compliance|conformance|conformity))|(?:conforms?|compl(?:y|ies)) (?:fully|completely|entirely|in every respect)|in (?:full|complete|perfect|total) (?:compliance|conformance|conformity)|(?:meets?|satisf(?:y|ies)) (?:all|every)(?: of)?)\b`),
		except: patterns.New(`\b` + negation + `\b`)},
	// It comes from where it is said to, all of it.
	{says: patterns.New(`\b` + metals + `\b(?:,? [\w'-]+){0,8}? (?:of|from|in) (?:[\w'-]+ ){1,5}?(?:origins? )?(?:only|exclusively|alone|solely)$|\b` + metals + `\b(?:,? [\w'-]+){0,6}? (?:originates?|originated|comes?|came|stems?|hails?|mined|extracted|be|is|are|was|were) (?:only|exclusively|solely|entirely) (?:from|of|in)\b|\b` + every + `(?: [\w'-]+){0,3}? ` + metals + `\b(?: [\w'-]+){0,6}? (?:originates?|originated|comes?|came|stems?|hails?|mined|extracted) (?:from|in)\b`),
		except: patterns.New(`\b(?:` + negation + `|suppliers?|vendors?|distributors?|smelters?|refiners?|facilities|named?|listed|lists?|known)\b`), origin: true},
	// It can be excluded.
	{says: patterns.New(`\b(?:can|could|able to|are in a position to) (?:[\w'-]+ ){0,2}?(?:exclude|rule out|deny|dismiss) (?:that|the|any|all)\b(?: [\w'-]+){0,7}? (?:` + metals + `|` + area + `|` + harm + `|origins?|risks?|links?)\b`),
		except: patterns.New(`\b` + negation + `\b`), origin: true},
	// Somebody has found it good.
	{says: patterns.New(`\b` + checker + `\b(?:,? [\w'-]+){0,4}? (?:certif(?:y|ies|ied)|confirm(?:s|ed)?|verif(?:y|ies|ied)|found|finds?|conclud(?:es?|ed)|attest(?:s|ed)?|established?|declared?)\b(?: [\w'-]+){0,8}? (?:` + goodKind + `|` + goodDeed + `|effective|complete|sound|in order)\b`), except: patterns.New(`\b` + negation + `\b`)},
	{says: patterns.New(`\b(?:` + goods + `|` + metals + `|` + chain + `|supply)\b(?: [\w'-]+){0,3}? (?:is|are|was|were|has been|have been) (?:\w+ )?(?:cleared|approved|endorsed) by (?:[\w'-]+ ){0,3}?` + checker + `\b`), except: patterns.New(`\b` + negation + `\b`), bounded: true},
	// It is recycled, all of it, or above all doubt.
	{says: patterns.New(`\b` + metals + `\b(?:,? [\w'%-]+){0,4}? (?:is|are|was|were|comes?|came|stems?|consists?|made|derived|obtained)(?: [\w'-]+){0,3}? (?:only|exclusively|solely|entirely|wholly|completely|always|100 ?%|purely)(?: [\w'-]+){0,3}? (?:recycled|scrap|secondary)\b|\b` + every + `(?: [\w'-]+){0,4}? ` + metals + `\b(?: [\w'-]+){0,5}? (?:is|are|was|were|comes?|came|stems?)(?: (?:from|of|made))* (?:recycled|scrap|secondary)\b`),
		except: patterns.New(`\b` + negation + `\b`), origin: true},
	{says: patterns.New(`\b(?:` + goods + `|` + metals + `|` + chain + `)\b[^.]* (?:beyond|above) (?:any |all )?(?:[\w-]+ )?(?:concerns?|doubts?|disputes?|suspicions?|reproach|criticism|question)\b`), except: patterns.New(`\bnot\b`)},
	// No risk is left.
	{says: patterns.New(`\b(?:poses?|carr(?:y|ies)|has|have|there (?:is|are)|bears?|presents?|with) (?:no|zero) (?:[\w-]+ ){0,3}risks?\b|\b(?:no|zero|without(?: any)?) risks? (?:of|that)\b|\b(?:eliminat\w+|remov\w+|rul(?:e|es|ed|ing) out|eradicat\w+|abolish\w*)(?: [\w-]+){0,4}? (?:risks?|contributions?|possibility|armed groups?|financing)\b`),
		except: patterns.New(`\b(?:not|cannot|low|lower|reduce)\b`)},
}

var (
	// some is in front of a thing of which only a part is meant.
	some        = patterns.New(`\b(?:\d[\d,.]*|some|most|many|several|few|other|those|these|such|majority|half|certain|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|additional|more|fewer|which|one)(?: [\w'-]+){0,3} $`)
	guided      = patterns.New(`due diligence guidance for responsible supply chains of minerals from conflict-affected and high-risk areas`)
	labels      = patterns.New(`drc conflict undeterminable|not been found to be ["“']?drc conflict free`)
	labelOfRule = patterns.New(`drc["“”\s-]+conflict[\s-]+free["”]?`)
	program     = patterns.New(`conflict[- ]free (?:sourcing initiative|smelters? (?:program\w*|list|initiative)|gold standard|sourcing program\w*)`)
	free        = patterns.New(`(?:drc["“”\s-]+)?conflict(?:[\s-]+minerals?)?[\s-]+free\b`)
	// telltale are words that claim something even in a cell or heading of two words.
	telltale = patterns.New(`conflict|free|guarant|zero|ethical|responsib|clean|100`)
	notAll   = patterns.New(`\bnot (?:all|every|each|only|yet)\b`)

	sentenceEnd = patterns.New(`[.!?](?:\s|$)|;`)
	listItem    = patterns.New(`\n *(?:[-*]|\d+\.) `)
	quotation   = patterns.New(`“[^”]*”|"[^"]*"`)
)

// oneWord is a sentence with one word for each thing that has several: names of programmes
// and of the guidance are no claims, whatever words they hold.
func oneWord(sentence string) string {
	sentence = guided.ReplaceAllString(sentence, "guidance")
	sentence = program.ReplaceAllString(sentence, "programme")
	return notAll.ReplaceAllString(free.ReplaceAllString(sentence, "conflict-free"), "some")
}

// overclaims finds sentences that claim more than an inquiry can show. That all
// smelters, or all of a metal, are conformant may be said where the figures say it.
func (d *draft) overclaims() (list []problem) {
	whole := d.conformant("smelters.", "total")
	var metals []string
	for _, metal := range cmrt.Metals {
		if d.conformant(string(metal)+".smelters.", "identified") {
			metals = append(metals, string(metal))
		}
	}
	ruledOut := d.figure("filing.consequence").Value == "form-sd"
	made, denied := d.audit()
	audited := made.text != "" && !denied && len(missing(d.report, "auditor", "certif")) == 0
	for _, s := range d.said() {
		text := s.text
		if audited { // then the label of the rule may be used
			text = labelOfRule.ReplaceAllString(text, "so described")
		}
		at := ""
		if strings.Count(text, " ") > 1 || telltale.MatchString(text) {
			at = verdicts.of(judgement{text, strings.Join(metals, " "), whole, ruledOut, audited}, overclaim)
		}
		if at != "" {
			list = append(list, problem{file: s.file, line: s.line, message: fmt.Sprintf("%q claims more than an inquiry can show.", at)})
		}
	}
	return list
}

// overclaim is what a sentence claims too much; "" where it does not.
func overclaim(j judgement) string {
	sentence := clear(oneWord(j.text))
	if at := borrowed.FindString(sentence); at != "" {
		return at
	}
	parts := clauses(sentence)
	confirms := confirmed.MatchString(parts[len(parts)-1])
	for i, clause := range parts {
		if i > 0 && echo.MatchString(clause) && asserts(clause) && theBad.MatchString(parts[i-1]) {
			return clause
		}
		if retracted.MatchString(clause) || !asserts(clause) && !(confirms && wanted.MatchString(clause)) {
			continue
		}
		for _, c := range claims {
			at := c.says.FindStringIndex(clause)
			switch {
			case at == nil,
				c.except != nil && c.except.MatchString(clause),
				c.bounded && some.MatchString(clause[:at[0]]),
				c.origin && j.ruledOut,
				c.audit && j.audited,
				c.counted && (j.whole || ofMetals(clause, j.metals)) && strings.Contains(clause[at[0]:at[1]], "conformant"):
				continue
			}
			return clause[at[0]:at[1]]
		}
		if at := built(clause, j.ruledOut); at != "" {
			return at
		}
	}
	return ""
}

// conformant tells whether every facility that a figure counts is conformant; beside stand
// those that are.
func (d *draft) conformant(beside, all string) bool {
	n := figure(d.Figures, beside+all).Value
	return n != "" && n != "0" && n == figure(d.Figures, beside+"conformant").Value
}

// ofMetals tells whether a clause names metals, and none but these.
func ofMetals(clause, these string) bool {
	named := 0
	for _, m := range cmrt.Metals {
		if strings.Contains(clause, string(m)) {
			if named++; !strings.Contains(these, string(m)) {
				return false
			}
		}
	}
	return named > 0
}

// labelled tells whether a sentence calls something DRC conflict free.
func labelled(sentence string) bool {
	return strings.Contains(free.FindString(sentence), "drc") && slices.ContainsFunc(clauses(oneWord(sentence)), func(clause string) bool {
		return claims[0].says.MatchString(clause) && asserts(clause) && !claims[0].except.MatchString(clause)
	})
}
