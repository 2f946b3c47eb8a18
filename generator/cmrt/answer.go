package cmrt

import (
	"slices"
	"strings"
	"sync"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// Normalised answers. Shares are the template's own steps: 100%, >90%, >75%,
// >50%, <=50%, none, and in old versions >25% and <25%.
const (
	Yes     = "yes"
	No      = "no"
	Unknown = "unknown"
	Planned = "planned"
)

// understand turns a typed answer into its normalised form. exact tells that
// the text is one of the options to the letter; where it is not and the answer
// is not "", there was still no doubt what was meant.
func understand(raw string, list []option) (answer string, exact bool) {
	if raw == "" {
		return "", false
	}
	for _, o := range list {
		if raw == o.text {
			return o.answer, true
		}
	}
	typed := fold(raw)
	for _, o := range list {
		if typed == fold(o.text) {
			return o.answer, false
		}
	}
	if answer := localWords()[typed]; answer != "" && offers(list, answer) {
		return answer, false
	}
	if answer, exact := share(typed, list); answer != "" {
		return answer, exact
	}
	return longYes(raw, list), false
}

// number is the first number of a text.
var number = lazyregexp.New(`\d+(?:[.,]\d+)?`)

// share understands 1, 100 %, > 75% and the steps in the template's languages,
// where the question asks for a share.
func share(typed string, list []option) (answer string, exact bool) {
	if !offers(list, "100%") {
		return "", false
	}
	bare := strings.ReplaceAll(typed, "%", "")
	switch {
	case typed == "1" || typed == "1.0" || typed == "1,0": // "100%" chosen in 6.01 to 6.22 is stored as the number 1; 1% is another share
		return "100%", typed == "1"
	case bare == "100" || bare == "100.0" || bare == "100,0":
		return "100%", false
	case bare == "0":
		return "none", false
	}
	step := number.FindString(bare) // a second one would be among the words, which hold none
	if step == "" {
		return "", false
	}
	words := strings.Trim(strings.Replace(bare, step, "", 1), "-–— ")
	sign := ""
	if words == ">" || words == "<" || words == "<=" || words == "≤" {
		sign = strings.ReplaceAll(words, "≤", "<=")
	}
	for s, list := range localisedShares {
		if slices.ContainsFunc(list, func(w string) bool { return words == fold(w) }) {
			sign = s
		}
	}
	if answer = sign + step + "%"; sign != "" && offers(list, answer) {
		return answer, false
	}
	return "", false
}

// longYes understands the options that begin with a yes in another language and a
// comma ("Ja, mit der SEC"), where the list itself has a yes that goes on so and
// every yes of it means the same. Behind a plain yes, what follows may take it back.
func longYes(raw string, list []option) string {
	if offers(list, "100%") || !slices.ContainsFunc(list, func(o option) bool { return o.answer == Yes && strings.Contains(o.text, ",") }) {
		return ""
	}
	word, rest, cut := strings.Cut(strings.NewReplacer("，", ",", "、", ",").Replace(text.Seen(raw)), ",")
	if after := localWords()[fold(rest)]; cut && localWords()[fold(word)] == Yes && (after == "" || after == Yes) {
		return Yes
	}
	return ""
}

// localWords are the localised words, folded once.
var localWords = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	for _, o := range localised {
		words[fold(o.text)] = o.answer
	}
	return words
})

// offers tells whether an answer can be chosen from a list at all.
func offers(list []option, answer string) bool {
	return slices.ContainsFunc(list, func(o option) bool { return o.answer == answer })
}

// fold takes away what does not change an answer: case, width, space, marks that print
// nothing, the kind of brackets, a final full stop.
func fold(s string) string {
	return strings.TrimRight(brackets.Replace(text.Compact(s)), ".")
}

var brackets = strings.NewReplacer("[", "(", "]", ")")

// metalOf understands a metal name as typed: "Tin", "tin ", "Tin (Sn)".
func metalOf(raw string) Metal {
	if raw == "" {
		return ""
	}
	typed, _, _ := strings.Cut(fold(raw), "(")
	for _, m := range Metals {
		if typed == string(m) {
			return m
		}
	}
	return ""
}

// metalWords are the metals by symbol, and in the languages of the templates.
var metalWords = map[Metal][]string{
	Tantalum: {"ta", "钽", "鉭", "タンタル", "탄탈", "탄탈럼", "탄탈륨", "tantal", "tantale", "tántalo", "tantalo", "tântalo", "tantalio"},
	Tin:      {"sn", "锡", "錫", "すず", "スズ", "주석", "zinn", "étain", "etain", "estaño", "estanho", "stagno", "kalay"},
	Gold:     {"au", "金", "黄金", "黃金", "금", "or", "oro", "ouro", "altın", "altin"},
	Tungsten: {"w", "钨", "鎢", "タングステン", "텅스텐", "wolfram", "volfram", "tungstène", "tungsteno", "tungstênio", "wolframio", "volframio"},
}

// metalTyped understands what stands in a column of metals, where there is no doubt what
// is meant: also a symbol, or the word of another language.
func metalTyped(raw string) Metal {
	if m := metalOf(raw); m != "" || raw == "" {
		return m
	}
	typed, _, _ := strings.Cut(fold(raw), "(")
	for m, words := range metalWords {
		if slices.Contains(words, typed) {
			return m
		}
	}
	return ""
}

// remarked tells a metal with something in brackets that is neither its symbol nor its name
// in another language: “Tin (not used)” is tin, and more than that.
func remarked(raw string) bool {
	_, inside, bracket := strings.Cut(strings.TrimSuffix(fold(raw), ")"), "(")
	return bracket && metalTyped(inside) != metalOf(raw)
}
