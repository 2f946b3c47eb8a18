package report

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/project"
)

// Words that the patterns below share.
const (
	metalWord = `(?:conflict minerals?|minerals?|tin|tantalum|tungsten|gold|3tg|metals?)`
	areaWord  = `(?:covered countr\w*|democratic republic|drc\b)`
	harmWord  = `(?:armed groups?|conflict)`
	goodWord  = `(?:conformant|compliant|certified|audited|validated)`
)

// Claims that no survey of suppliers can bear. Each is judged sentence by sentence.
var (
	promise = lazyregexp.New(`\b(certif(?:y|ies|ied) (?:that|as)|guarantees?d?|all (?:of )?our minerals|free (?:of|from) conflict)\b`)
	// none says that nothing comes from there.
	none = lazyregexp.New(`\b(?:none|no part|nothing) of (?:the|our|its|these|those)\b.*\b(?:originat\w*|come|comes|came|sourced|financ\w*|fund\w*|benefit\w*|conflict)\b` +
		`|\b(?:do|does|did) not (?:contain|include)(?: any)? ` + metalWord + `\b.*\b(?:` + areaWord + `|` + harmWord + `)` +
		`|\b(?:do|does|did) not (?:originate|come)\b.*\b` + areaWord +
		`|\b(?:do|does|did) not (?:(?:directly|indirectly|or) )*(?:finance|fund|benefit|support)\b.*\b` + harmWord +
		`|\bneither (?:the|our|its)\b.*\b(?:originat\w*|come|comes|came|sourced)\b.*\b` + areaWord +
		`|\bcontains? no ` + metalWord + ` (?:that|which|from)\b.*\b(?:` + areaWord + `|` + harmWord + `)` +
		`|\bfree (?:of|from) (?:any )?` + metalWord + ` from\b.*\b` + areaWord +
		`|\bno ` + metalWord + `\b.*\b(?:originat\w*|from the (?:drc|democratic|covered))`)
	// all says that everything is well.
	all = lazyregexp.New(`\b(?:all|every|each)\b(?: of)?(?: the| our| its)?(?: \w+){0,3} (?:products?|smelters?|refiners?|facilit(?:y|ies)|suppliers?|minerals?|metals?)\b(?: \w+){0,6}? (?:are|were|is|was|have been|has been|comply|complies|use|uses) (?:\w+ )?(?:drc )?(?:conflict[ -]free|` + goodWord + `|responsibly sourced|free|comply)` +
		`|\b(?:products?|meters?|minerals?|metals?|gold|tin|tantalum|tungsten|suppliers?|smelters?|supply chain) (?:are|is|were|was|have been|has been)(?: \w+){0,4}? (?:drc )?conflict[ -]free\b` +
		`|\bconflict[ -]free (?:gold|tin|tantalum|tungsten|minerals?|metals?|meters?|products?)\b` +
		`|\b(?:only|exclusively|solely) (?:from |by )?(?:rmap[ -])?(?:conflict[ -]free|` + goodWord + `) (?:smelters?|refiners?|facilities|sources)\b`)
	// unsure is in sentences that claim nothing: they ask, deny, wish, define, or report
	// what others said.
	unsure = lazyregexp.New(`\b(?:whether|cannot|could not|not able|unable|no reason to believe|if|may|might|ask(?:s|ed|ing)?|answered|said|say|says|stated|declar\w+|expects?|goals?|aims?|intends?|planned|policy|until|unless|does not describe|not been|seeks?|strives?|commitment|committed|require[sd]?|encourage[sd]?|requests?|terms?|means|defined)\b`)
	// ourOwn is a claim of the company's, although it sounds like a report.
	ourOwn      = lazyregexp.New(`\bas (?:stated|said|noted) (?:above|before|earlier)|\bwe (?:hereby )?(?:declare|state|say)\b`)
	refused     = lazyregexp.New(`\b(?:no|not|cannot|never|neither|nor|without)(?: \w+){0,3} $`)
	sentenceEnd = lazyregexp.New(`[.!?](?:\s|$)|;`)
	listItem    = lazyregexp.New(`\n *(?:[-*]|\d+\.) `)
)

// overclaims finds sentences that claim more than an inquiry can show. That all
// smelters are conformant may be said where the figures say it.
func (d *draft) overclaims() (list []problem) {
	total, conformant := figure(d.Figures, "smelters.total").Value, figure(d.Figures, "smelters.conformant").Value
	whole := total != "" && total != "0" && total == conformant
	ruledOut := d.figure("filing.consequence").Value == "form-sd"
	for _, s := range d.said() {
		at := ""
		if m := promise.FindStringIndex(s.text); m != nil && !refused.MatchString(s.text[:m[0]]) {
			at = s.text[m[0]:m[1]]
		}
		if m := vouched.FindStringIndex(s.text); at == "" && m != nil && !denied.MatchString(s.text) && !refused.MatchString(s.text[:m[0]]) {
			at = s.text[m[0]:m[1]]
		}
		hedged := unsure.MatchString(ourOwn.ReplaceAllString(s.text, ""))
		if at == "" && !ruledOut && !hedged {
			at = none.FindString(s.text)
		}
		if said := all.FindString(s.text); at == "" && !hedged && !strings.Contains(" "+s.text, " not ") && !(whole && strings.Contains(said, "conformant")) {
			at = said
		}
		if said := boasts.FindString(s.text); at == "" && !hedged && !denied.MatchString(s.text) && !(ruledOut && none.MatchString(s.text)) && !(whole && strings.Contains(said, "conformant")) {
			at = said
		}
		if at != "" {
			list = append(list, problem{file: s.file, line: s.line, message: fmt.Sprintf("%q claims more than an inquiry can show.", at)})
		}
	}
	return list
}

// sentence is one of a text, as spoken, and the line on which its paragraph begins.
type sentence struct {
	file string // "": the report
	text string
	line int
}

// said are the sentences of all that is filed and published of a year: the report where
// there is one, Form SD, and what the company says of itself and of its products.
func (d *draft) said() (list []sentence) {
	if d.Filing.Mode == project.WithReport {
		list = sentences(d.Report)
	}
	add := func(file, text string, line int) {
		for _, s := range sentences(text) {
			if line > 0 {
				s.line = line
			}
			s.file = file
			list = append(list, s)
		}
	}
	add(compiledFile(d.Year, "form-sd.md"), d.Form, 0)
	add("content/registrant.yaml", d.Registrant.Description, 1)
	for _, p := range d.Products {
		add(fmt.Sprintf("content/%d/products.csv", d.Year), p.Product+". "+p.Description, max(p.Line, 1))
	}
	return list
}

// sentences are those of a text, whatever lines they are written on; the cells of
// tables and what is quoted count too, the mark of a demonstration does not.
func sentences(markdown string) (list []sentence) {
	line := 1
	for _, paragraph := range strings.Split(markdown, "\n\n") {
		text := strings.ReplaceAll("\n"+paragraph, "\n>", "\n")
		if strings.HasPrefix(paragraph, "|") {
			text = strings.NewReplacer("\\|", "", "|", ". ").Replace(paragraph)
		}
		if !strings.HasPrefix(paragraph, "> **Demonstration") {
			for _, text := range sentenceEnd.Split(spoken(listItem.ReplaceAllString(text, ". ")), -1) {
				if text = strings.TrimSpace(text); text != "" {
					list = append(list, sentence{"", text, line})
				}
			}
		}
		line += strings.Count(paragraph, "\n") + 2
	}
	return list
}
