package report

import (
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Over-claims are built like sentences: something of the company's, a word that leaves no
// exception, and a good thing that is said or a bad thing that is denied. The kinds below
// are such sentences put together from classes of words, so that they hold for words in an
// order nobody has thought of; those of overclaim.go know a phrase more exactly.
const (
	upTo = `(?:[, ]+[\w'%-]+)` // a word of those between two that count

	ours    = `(?:we|us|our|ours|itself|company|company's|its|supply chains?|brand)`
	whole   = `(?:all|every|each|any|entire(?:ly)?|whole|wholly|only|exclusively|solely|alone|always|ever|full(?:y)?|complete(?:ly)?|total(?:ly)?|perfect(?:ly)?|throughout|100 ?%|hundred per ?cent|without exception|nothing but|everything|everywhere)`
	nothing = `(?:no|not|none|never|neither|nor|nothing|nobody|zero|without|cannot|free (?:of|from)|pure of|impossible for|out of|avoids?|avoided|exclud\w+|eliminat\w+|eradicat\w+|banish\w+|banned|bans?|purg\w+|prevent(?:s|ed)|screen(?:s|ed)? out|rul(?:es|ed) out|keeps? out|no longer|untainted|untouched|unconnected|(?:the|an|complete|total) absence of|remov(?:e|es|ed) (?:all|any|every)|clear of|(?:put|puts) (?:an end|a stop) to|(?:cleansed|cleaned|cleared|rid|stripped|purified) of|(?:stamp|weed|wip|driv|driven|shut|cut|lock)(?:s|ed|es|ing)? (?:out|off)|ended|stopped)`
	gone    = `(?:not|no|never|nowhere|disappeared|vanished|cannot|nobody|eliminat\w+|eradicat\w+|remov\w+|banished|banned|excluded|absent|purged|impossible|out of|gone|thing of the past)`

	bad = `(?:conflict[ -](?:minerals?|metals?|financing|gold|tin|tantalum|tungsten|regions?|zones?|sources?)|blood[ -](?:minerals?|metals?|gold)|(?:tainted|dirty|risky|high-risk|illegal|illicit|suspect|questionable) (?:` + metals + `|` + goods + `|` + chain + `)|non-conformant (?:smelters?|refiners?|facilities)|` +
		`armed (?:groups?|conflicts?)|militias?|rebels?|warlords?|violence|wars?|conflicts?|bloodshed|child labou?r|forced labou?r|slavery|(?:adverse )?human rights (?:abuses?|violations?|impacts?|breaches|harms?)|atrocit\w+|harm(?:s|ed)?|hurts?|injured|suffer(?:s|ed|ing)?|exploit\w*|` + area + `)`
	good = `(?:pure|clean|non-conflict|ethical(?:ly)?|responsibl[ey] (?:sourc|min|produc)\w+|legal|legitimate|lawful|peaceful|untainted|` + goodDeed + `|assessed|conflictfree|audit(?:s|ed)?|certificat\w+|human rights|legitimate origin|conformant list)`
)

// kind is a kind of over-claim as a sentence is built.
type kind struct {
	says   *lazyregexp.Regexp
	also   *lazyregexp.Regexp // must be in the clause besides; nil: nothing
	except *lazyregexp.Regexp // in clauses that say something else after all; nil: none
	origin bool               // an inquiry that ruled out the covered countries bears it
}

// notHarm are words beside which a negation denies something else than the harm: knowing it,
// hearing of it, dealing with it directly, turning away from a region.
const notHarm = `\b(?:knowingly|(?:is|are|was|were) (?:not )?necessary (?:to|for)|(?:not|never|no) (?:ban|exclude|prevent|avoid|boycott|shun|discriminate)\w*|embargo\w*|boycott\w*|(?:not|never|neither|cannot) tolerat\w*|tolerat\w* (?:no|any)|zero[ -]tolerance|condon\w*|(?:bought|purchased|sourced|procured|obtained|acquired) (?:by (?:\w+ )+?)?directly|direct(?:ly)? (?:relation\w*|contract\w*|contact|purchas\w*|sourc\w*|buy\w*|deal\w*|from|link\w*)|contractual|relationships?|ores?|(?:raw|unrefined|unprocessed|crude) \w+|reports?|reported|question(?:s|ed|ing|naires?)?|answer\w*|respon\w+|refus\w*|visit\w*|employees?|list(?:s|ed)?|named?|mention\w*|knowledge|information|visibility|leverage|influence|obligations?|exempt\w*|limited to|only (?:to|for|in)|roster|located|headquartered|relief|yet|necessarily|always|alone|enough|sufficient\w*)\b`

var kinds = []kind{
	// Something bad is nowhere to be found.
	{says: patterns.New(`\b` + nothing + upTo + `{0,11}?[, ]+` + bad + `\b`), also: lazyregexp.New(`\b(?:` + ours + `|` + metals + `)\b`),
		except: patterns.New(notHarm), origin: true},
	{says: patterns.New(`\b` + bad + upTo + `{0,6}?[, ]+` + gone + `\b`), also: lazyregexp.New(`\b` + ours + `\b`),
		except: patterns.New(notHarm), origin: true},
	{says: patterns.New(`\bharm(?:s|ed)? (?:nobody|no one|none)\b|\b(?:bring|brings|foster|fosters|create|creates) peace\b|\bcut(?:s|ting)? all ties with\b`)},
	// All of it is good.
	{says: patterns.New(`\b` + whole + upTo + `{0,7}?[, ]+(?:` + goods + `|` + chain + `|` + metals + `|tiers?)` + upTo + `{0,6}?[, ]+(?:holds?|has|have|carry|carries|possess(?:es)?|respects?|honou?rs?|is|are|was|were|been)` + upTo + `{0,5}?[, ]+` + good + `\b`),
		also: patterns.New(`\b` + ours + `\b`), except: lazyregexp.New(`\b(?:not|checked|compared|reviewed|against|asked|identified|reported|responsible for)\b`)},
	{says: patterns.New(`\b(?:` + goods + `|` + chain + `|` + metals + `)[, ]+(?:` + whole + `)[, ]+(?:is|are|was|were|been|conforms?|compl(?:y|ies)|adheres?|meets?|respects?)\b(?:` + upTo + `{0,4}?[, ]+` + good + `\b| (?:to|with) )`),
		except: patterns.New(`\bnot\b`)},
	{says: patterns.New(`\b(?:consists?|composed|made up|comprised?) (?:only|solely|exclusively|entirely)(?: of)?\b` + upTo + `{0,3}?[, ]+` + good + `\b`)},
	{says: patterns.New(`\b(?:clean|untainted|peaceful|ethical|pure|(?:peace|conflict|human-rights)-(?:friendly|safe|neutral|positive|proof)) (?:` + metals + `|` + goods + `|` + chain + `)\b|\bof (?:legitimate|lawful|legal|peaceful|ethical|clean|legal and peaceful) origins?\b|\b(?:peaceful|conflictfree|lawful|legal|ethical|clean|safe) (?:regions?|countries|areas?|mines?|origins?|sources?)\b`)},
	// There is nothing that is not good.
	{says: patterns.New(`\b(?:no|not one|not a single)\b` + upTo + `{0,6}? (?:that|which|who) (?:[\w'-]+ ){0,3}?(?:not|lacks?|without)\b` + upTo + `{0,4}?[, ]+` + good + `\b`)},
	// All is known.
	{says: patterns.New(`\b(?:mapped|identif(?:y|ied)|traced?|documented|knows?|known|verified|established)\b(?:` + upTo + `{0,5}?[, ]+(?:` + whole + `)` + upTo + `{0,3}?[, ]+(?:mines?|origins?|sources?)| the (?:mines?|origins?|sources?)` + upTo + `{0,4}?[, ]+(?:` + whole + `))\b|\b(?:mines?|origins?|sources?)\b` + upTo + `{0,2} (?:` + whole + `)` + upTo + `{0,5}?[, ]+(?:documented|known|verified|established|mapped|traced)\b|\b(?:certain|sure|confident|no doubt) (?:of|about) (?:the|where|every|all|each)\b` + upTo + `{0,6}?[, ]*(?:mines?|origins?|sources?|minerals|comes?)\b|\btraceability\b` + upTo + `{0,3} (?:complete|full|total|perfect|guaranteed)\b`),
		except: patterns.New(`\b(?:` + negation + `|try|tries|tried|attempt\w*|efforts?|part of|some|named?|reported)\b`)},
	{says: patterns.New(`\b(?:` + goods + `|` + metals + `)\b(?: [\w'-]+){0,5}? (?:(?:can|may) (?:\w+ )?be (?:traced|tracked)|(?:is|are|was|were) (?:\w+ )?(?:traced|traceable|tracked)) (?:back )?to\b`), also: patterns.New(`\b` + ours + `\b`),
		except: patterns.New(`\b(?:` + negation + `|part of|some)\b`)},
	// What it is made of is good.
	{says: patterns.New(`\b(?:` + goods + `|everything|all)\b` + upTo + `{0,5}? (?:made|built|manufactured|produced|assembled|consists?|contains?) (?:from|of|with|using|only)` + upTo + `{0,3}? (?:` + goodKind + `|clean) ` + metals + `\b`), also: patterns.New(`\b` + ours + `\b`),
		except: patterns.New(`\b(?:` + negation + `|some)\b`)},
	// It is promised.
	{says: patterns.New(`\b(?:ensure[sd]?|guarantee[sd]?|assure[sd]?|certif(?:y|ies|ied)|warrants?|proves?|proved|demonstrates?|confirms?|can say|can state|rely on the fact)\b` + upTo + `{0,12}?[, ]+(?:(?:` + nothing + `)` + upTo + `{0,9}?[, ]+` + bad + `|` + whole + upTo + `{0,9}?[, ]+` + good + `|conflictfree)\b`),
		except: patterns.New(`\bto (?:help )?(?:ensure|assure|confirm|demonstrate|certify)\b|\bno guarantee\b`)},
}

// borrowed are blanket certificates of all suppliers that are passed on as a fact.
var borrowed = patterns.New(`^(?:all(?: of)? |each of |every one of )?(?:our|the company's|its) (?:direct )?(?:suppliers|smelters|refiners|vendors)(?: have| has)?(?: all)? (?:certif(?:y|ied)|guarantee[d]?|warrant(?:ed)?|assured?|confirm(?:ed)?)(?: us| to us)? (?:that|to be)?.*\b(?:conflict-free|no|none|100 ?%|only|never|free)\b`)

var (
	// support is what is only named to make a claim stronger.
	support = patterns.New(`, as (?:\w+ )?(?:confirmed|certified|verified|stated|declared|shown|proved|attested) by [^,]*`)
	// reliance is permission to believe, which leaves nothing open.
	reliance = patterns.New(`\b(?:may|can|could) (?:safely |fully |therefore )?(?:be (?:sure|assured|confident|certain) (?:that|of)|rely on the fact that|trust that)`)
	// stood is a claim of the company's that sounds as if it told of one.
	stood = patterns.New(`\b(?:we|the company) (?:stands? (?:by|behind)|repeats?|reaffirms?|makes?|renews?) (?:the|our|its|this) (?:claim|statement|promise|assertion|pledge) that`)
	// adopted is what others say and the company makes its own.
	adopted = patterns.New(`^.*, and we (?:can |also |hereby )?(?:confirm|agree|certify|verified),? that`)
	// smelting is the trade of smelters, who buy ore as others buy metal.
	smelting = patterns.New(`^((?:[\w'-]+ )*?(?:smelters?|refiners?)\b[^,]*?\b)(?:(?:raw|unprocessed|crude) )?(?:ores?|concentrates?)\b`)
	// weDisclose stands beside a thing that is told of: it is no one else who tells.
	weDisclose = patterns.New(`\b((?:` + goods + `|` + chain + `|` + metals + `)) (?:that |which )?(?:we|the company) (?:disclose|report|name|list|rely on|use|buy)[sd]? `)
	// paper is what bears the name of the metals and is none of them.
	paper   = patterns.New(`\bconflict minerals? (?:report\w*|disclosures?|polic(?:y|ies)|rules?|information|data|program\w*|teams?|inquir(?:y|ies)|surveys?|clauses?|laws?|act|due diligence|statements?|status|websites?|pages?|compliance|expectations?|management|training|contacts?|provisions?|sourcing|steering|working|task|templates?|declarations?|risks?|issues?|matters?|requirements?|content)\b`)
	mention = patterns.New(`\b(?:answers?|phrases?|terms?|words?|wording|sentences?|labels?|expressions?)\b`)
	we      = patterns.New(`\bwe\b`)
	// echo says of what was asked before that none of it is so.
	echo   = patterns.New(`^,? ?(?:and|but|yet) (?:none|no one|nobody|not one|neither)(?: of (?:them|these|those|the \w+|our \w+))? (?:do|does|did|has|have|is|are|was|were)\b`)
	theBad = patterns.New(`\b` + bad + `\b`)
)

// clear is a sentence without what only looks like a claim or like a doubt.
func clear(sentence string) string {
	if rest := quotation.ReplaceAllString(sentence, ""); rest != sentence && mention.MatchString(rest) {
		sentence = quotation.ReplaceAllString(sentence, "the quotation")
	}
	sentence = strings.ReplaceAll(sentence, "nothing but", "only")
	if !strings.Contains(sentence, ", without exception") {
		sentence = strings.ReplaceAll(sentence, "without exception", "in all cases")
	}
	sentence = stood.ReplaceAllString(sentence, "we confirm that")
	sentence = adopted.ReplaceAllString(sentence, "we confirm that")
	sentence = support.ReplaceAllString(sentence, "")
	sentence = reliance.ReplaceAllString(sentence, "are assured that")
	if !we.MatchString(sentence) {
		sentence = smelting.ReplaceAllString(sentence, "${1}minerals")
	}
	return weDisclose.ReplaceAllString(sentence, "our $1 ")
}

// built is what a clause claims by the way it is built; "" where it does not.
func built(clause string, ruledOut bool) string {
	plain := strings.ReplaceAll(paper.ReplaceAllString(clause, "paper"), "conflict-free", "conflictfree")
	plain = strings.ReplaceAll(plain, "conflict-affected and high-risk", "high-risk")
	for _, k := range kinds {
		at := k.says.FindString(plain)
		if at == "" || k.also != nil && !k.also.MatchString(plain) || k.except != nil && k.except.MatchString(plain) || k.origin && ruledOut {
			continue
		}
		return strings.ReplaceAll(at, "conflictfree", "conflict-free")
	}
	return ""
}
