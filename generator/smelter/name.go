package smelter

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/ascii"
	"itron.com/conflict-minerals/generator/text"
)

// foldName takes away what never tells two facilities apart: case, width, space
// and punctuation. Names that are equal after it are the same name.
func foldName(s string) string { return text.Letters(cut(s)) }

// cut takes the beginning of what is too long for a name.
func cut(s string) string {
	if len(s) > longestText {
		return strings.ToValidUTF8(s[:longestText], "")
	}
	return s
}

// The most that is looked at of a text that stands where a name belongs. The
// longest name of the real directories has 88 letters in 14 words.
const (
	longestName = 200 // letters that are compared
	mostWords   = 20
	longestText = 1_000 // bytes; what is longer is no name
)

// words are what is left of a name to compare, in its own order: Latin letters
// without accents, small, and without legal form and joining words. A name that
// consists of nothing else keeps them.
func words(name string) []string {
	var all, telling []string
	for _, w := range latinWords(name) {
		all = append(all, w)
		if _, form := legalForms()[w]; !form && !joining[w] {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		telling = all
	}
	return telling[:min(len(telling), mostWords)]
}

// latinWords splits a name after transliteration. The dots of S.p.A. and A.G.
// join letters, those of Co.,Ltd. part words.
func latinWords(name string) []string {
	plain := text.Narrow(cut(name))
	if r := []rune(plain); len(r) > longestName {
		plain = string(r[:longestName])
	}
	plain = strings.ToLower(ascii.Of(eastern.Replace(plain)))
	plain = strings.Map(func(r rune) rune {
		if r == '\'' || r == '`' { // Gao'an is Gaoan
			return -1
		}
		return r
	}, plain)
	var list []string
	for _, chunk := range strings.FieldsFunc(plain, func(r rune) bool { return r != '.' && !letterOrDigit(r) }) {
		parts := strings.FieldsFunc(chunk, func(r rune) bool { return r == '.' })
		if len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool { return len(p) > 1 }) {
			parts = []string{strings.Join(parts, "")}
		}
		list = append(list, parts...)
	}
	return list
}

func letterOrDigit(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// sorted is a key that does not depend on the order of words, joined one that
// does not depend on where they are parted.
func sorted(words []string) string { return strings.Join(slices.Sorted(slices.Values(words)), " ") }
func joined(words []string) string { return strings.Join(words, "") }
