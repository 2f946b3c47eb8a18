package smelter

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// noMine are texts in the mine columns that name none: recycled and scrap belong
// there by the template's own instructions, the others stand for nothing.
var noMine = lazyregexp.New(`recycl|scrap|secondary|^(n[./ ]?a\.?|none|unknown|not (known|available|applicable|disclosed)|tb[dac]|[^\pL\pN]*)$`)

// NamesMine tells whether a row names a mine or the country of one.
func NamesMine(row cmrt.SmelterRow) bool {
	for _, text := range []string{row.MineName, row.MineCountry} {
		if word := strings.ToLower(strings.TrimSpace(text)); word != "" && !noMine.MatchString(word) {
			return true
		}
	}
	return false
}

// MineCountries reads where a row says that a mine is. unclear tells that a country
// is named which was not understood as a whole, or that a covered country is named
// somewhere in the text: in brackets, in another language, in the name of the mine.
// Nobody can then say that the mine is elsewhere.
func MineCountries(row cmrt.SmelterRow) (codes []string, unclear bool) {
	if !NamesMine(row) {
		return nil, false
	}
	codes, rest := CountriesIn(row.MineCountry)
	if word := strings.ToLower(strings.TrimSpace(rest)); word != "" && !noMine.MatchString(word) {
		unclear = true
	}
	for _, text := range []string{row.MineName, row.MineCountry} {
		if mentionsCovered(text) && !slices.ContainsFunc(codes, Covered) {
			unclear = true
		}
	}
	return codes, unclear
}

// coveredWords are the names of the covered countries in the languages of the
// template, and what people shorten them to, as countryKey folds them.
var coveredWords = sync.OnceValue(func() []string {
	words := []string{"CONGO", "DRC", "RDC", "KONGO", "刚果", "剛果", parted("コンゴ"), parted("콩고"), "CENTRAL AFRICA", "RUANDA", "SAMBIA",
		"KIVU", "KATANGA", "MANIEMA", "ITURI", "TANGANYIKA", "HAUT UELE", "GOMA", "BUKAVU", "KINSHASA", "LUBUMBASHI", "KOLWEZI", "BISIE", "RUBAYA", "WALIKALE", "MASISI",
		"KIGALI", "KAMPALA", "ENTEBBE", "BUJUMBURA", "MWANZA", "GEITA", "GREAT LAKES", "EAST AFRICA", "EASTERN AFRICA"}
	for _, c := range regions() {
		if Covered(c.code) {
			for _, name := range c.names {
				words = append(words, parted(name))
			}
		}
	}
	return words
})

// mentionsCovered tells whether a text holds the name of a covered country. It is
// meant to find too much rather than too little.
func mentionsCovered(text string) bool {
	folded := " " + parted(text) + " "
	return slices.ContainsFunc(coveredWords(), func(word string) bool {
		if word[0] >= 0x80 { // Chinese and its like do not part words
			return strings.Contains(folded, word)
		}
		return strings.Contains(folded, " "+word)
	})
}

// coveredNames are the names that stand for one covered country and no other, longest
// first, as parted folds them. “Congo” alone is neither of the two for sure.
var coveredNames = sync.OnceValue(func() (list []regionNames) {
	for _, c := range regions() {
		if !Covered(c.code) {
			continue
		}
		names := slices.Concat(c.names, spellings[c.code], inFull[c.code])
		for i := range names {
			names[i] = parted(names[i])
		}
		list = append(list, regionNames{c.code, slices.DeleteFunc(names, func(name string) bool { return name == "CONGO" || len(name) < 3 })})
	}
	return list
})

// CoveredIn gives the covered countries that a text which people wrote names for sure, in
// the sentences by which it SpeaksOfCovered.
func CoveredIn(text string) (codes []string) {
	for _, s := range speaking(text) {
		folded := " " + parted(s) + " "
		for length := len(folded); length > 2; {
			code, name := longestCovered(folded, length)
			if name == "" {
				break
			}
			length = len(name)
			folded = strings.ReplaceAll(folded, name, " ")
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// longestCovered is the longest name of a covered country in a text, with at most so many
// bytes: the Democratic Republic of the Congo holds the name of the other Republic.
func longestCovered(folded string, most int) (code, longest string) {
	for _, c := range coveredNames() {
		for _, name := range c.names {
			if name[0] < 0x80 { // Chinese and its like do not part words
				name = " " + name + " "
			}
			if len(name) > len(longest) && len(name) <= most && strings.Contains(folded, name) {
				code, longest = c.code, name
			}
		}
	}
	return code, longest
}

// SpeaksOfCovered tells whether a text that people wrote names a covered country, or a
// place in or near one, and does not say in the same sentence that nothing comes from
// there. A sentence that takes something back ("except", "only") denies nothing.
func SpeaksOfCovered(text string) bool { return len(speaking(text)) > 0 }

// speaking are the sentences that do.
func speaking(text string) (list []string) {
	for _, s := range sentence.Split(address.ReplaceAllString(conflictFree.ReplaceAllString(text, " "), " "), -1) {
		if mentionsCovered(s) && (!denies.MatchString(s) || takesBack.MatchString(s)) {
			list = append(list, s)
		}
	}
	return list
}

var (
	sentence     = lazyregexp.New(`[.!?;\n]+(?:\s|$)|[;\n。；]`)
	address      = lazyregexp.New(`(?i)\b(?:https?://|www\.)\S+|\S+@\S+`)
	conflictFree = lazyregexp.New(`(?i)\bDRC[ -]+conflict[ -]+free\b`)
	denies       = lazyregexp.New(`(?i)\b(?:no|not|none|never|neither|nothing|without|outside|don't|doesn't|isn't|aren't|don’t|doesn’t|isn’t|aren’t)\b`)
	takesBack    = lazyregexp.New(`(?i)\b(?:only|all|although|though|but|except|however|unless|yet|some|sure|certain|known?|exclude[ds]?|confirm\w*|verif\w*|rule[ds]?|possible|if|whether)\b`)
)

// parted folds a text as countryKey does and keeps nothing but its words: 刚果（金）, the
// Democratic Republic of the Congo, stands in brackets.
func parted(text string) string {
	return strings.Join(strings.FieldsFunc(countryKey(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
