package report

import (
	"fmt"
	"regexp"
	"strings"
)

// Claims that no survey of suppliers can bear. Each is judged sentence by sentence.
var (
	promise = regexp.MustCompile(`\b(certif(?:y|ies|ied) (?:that|as)|guarantees?d?|all (?:of )?our minerals|conflict-free products?|free (?:of|from) conflict)\b`)
	// none says that nothing comes from there.
	none = regexp.MustCompile(`\b(?:none|no part|nothing) of (?:the|our|its|these|those)\b.*\b(?:originat\w*|come|comes|came|sourced|financ\w*|fund\w*|benefit\w*|conflict)\b` +
		`|\b(?:do|does|did) not (?:contain|include|originate|come|finance|fund|benefit|directly|support)\b.*\b(?:covered countr\w*|democratic republic|drc|armed groups?|conflict)\b` +
		`|\bno (?:conflict minerals?|minerals?|tin|tantalum|tungsten|gold|3tg|metals?)\b.*\b(?:originat\w*|from the (?:drc|democratic|covered))`)
	// all says that everything is well.
	all = regexp.MustCompile(`\b(?:all|every|each)\b(?: of)?(?: the| our| its)?(?: \w+){0,3} (?:products?|smelters?|refiners?|facilit(?:y|ies)|suppliers?|minerals?|metals?)\b(?: \w+){0,6}? (?:are|were|is|was|have been|has been|comply|complies|use|uses) (?:\w+ )?(?:drc )?(?:conflict[ -]free|conformant|compliant|certified|audited|validated|responsible|free|comply)` +
		`|\b(?:products?|meters?|minerals?|metals?|supply chain) (?:are|is|were|was) (?:drc )?conflict[ -]free\b`)
	// unsure is in sentences that claim nothing: they ask, deny, or report what others said.
	unsure      = regexp.MustCompile(`\b(?:whether|cannot|could not|not able|unable|no reason to believe|if|may|might|asked|answered|said|say|says|stated|declare[ds]?|expects?|goal|aim|intends?|planned|to ask|policy|until|unless|does not describe|not been)\b`)
	sentenceEnd = regexp.MustCompile(`[.!?](?:\s|$)|;`)
	listItem    = regexp.MustCompile(`\n *(?:[-*]|\d+\.) `)
)

// overclaims finds sentences that claim more than an inquiry can show. That all
// smelters are conformant may be said where the figures say it.
func (d *draft) overclaims() (list []problem) {
	total, conformant := figure(d.Figures, "smelters.total").Value, figure(d.Figures, "smelters.conformant").Value
	whole := total != "" && total != "0" && total == conformant
	ruledOut := figure(d.Figures, "filing.consequence").Value == "form-sd"
	for _, s := range sentences(d.Report) {
		at := promise.FindString(s.text)
		if at == "" && !ruledOut && !unsure.MatchString(s.text) {
			at = none.FindString(s.text)
		}
		if said := all.FindString(s.text); at == "" && !unsure.MatchString(s.text) && !strings.Contains(said, " not ") && !(whole && strings.Contains(said, "conformant")) {
			at = said
		}
		if at != "" {
			list = append(list, problem{line: s.line, message: fmt.Sprintf("%q claims more than an inquiry can show.", at)})
		}
	}
	return list
}

// sentence is one of the report, as spoken, and the line on which its paragraph begins.
type sentence struct {
	text string
	line int
}

// sentences are those of a text, whatever lines they are written on; tables and the
// mark of a demonstration have none.
func sentences(markdown string) (list []sentence) {
	line := 1
	for _, paragraph := range strings.Split(markdown, "\n\n") {
		if !strings.HasPrefix(paragraph, ">") && !strings.HasPrefix(paragraph, "|") {
			for _, text := range sentenceEnd.Split(spoken(listItem.ReplaceAllString(paragraph, ". ")), -1) {
				list = append(list, sentence{strings.TrimSpace(text), line})
			}
		}
		line += strings.Count(paragraph, "\n") + 2
	}
	return list
}
