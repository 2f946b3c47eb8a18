package cmrt

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// A number format decides what a person sees of a value: it has up to four
// sections, for positive, negative, zero and text, and a section may leave the
// value out and show a text of its own.

// section is one section of a number format, taken apart.
type section struct {
	literal  string // the text that it shows beside or instead of the value
	value    bool   // it shows the value
	text     bool   // … as a text (@)
	date     bool   // … as a date
	white    bool   // in white letters
	choosing bool   // it applies by a condition of its own
	scaled   int    // it shows the number in thousands, or in thousands of thousands
	after    int    // digits that it shows behind the point
}

// sections takes a number format apart.
func sections(code string) []section {
	list := []section{{}}
	r := []rune(code)
	point := false
	for i := 0; i < len(r); i++ {
		s := &list[len(list)-1]
		switch c := r[i]; {
		case c == ';':
			list, point = append(list, section{}), false
		case c == '"':
			for i++; i < len(r) && r[i] != '"'; i++ {
				s.literal += string(r[i])
			}
		case c == '\\' && i+1 < len(r):
			i++
			s.literal += string(r[i])
		case (c == '_' || c == '*') && i+1 < len(r):
			i++ // room, or filling
		case c == '[':
			from := i + 1
			for i < len(r) && r[i] != ']' {
				i++
			}
			s.bracket(string(r[from:min(i, len(r))]))
		case c == '@':
			s.value, s.text = true, true
		case strings.ContainsRune("0#?", c):
			if s.value, s.scaled = true, 0; point {
				s.after++
			}
		case c == '.':
			point = true
		case c == ',' && s.value: // between digits it groups them, behind the last it divides
			s.scaled++
		case strings.ContainsRune("yYmMdDhHsSeEbB", c):
			s.value, s.date = true, true
		case (c == 'g' || c == 'G') && i+7 <= len(r) && strings.EqualFold(string(r[i:i+7]), "general"):
			s.value, s.text = true, true
			i += 6
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			s.literal += string(c)
		}
	}
	return list
}

// bracket reads what stands in brackets: a colour, a condition, elapsed time, or a
// currency and language.
func (s *section) bracket(inside string) {
	switch folded := strings.ToLower(inside); {
	case folded == "white" || folded == "color2":
		s.white = true
	case strings.Trim(folded, "hms") == "":
		s.value, s.date = true, true
	case strings.HasPrefix(inside, "$"):
		sign, _, _ := strings.Cut(inside[1:], "-")
		s.literal += sign
	case strings.ContainsAny(inside, "<>="):
		s.choosing = true
	}
}

// shown tells what a number format makes of a cell's value, where that is not the
// value: as says it, unseen that nothing is to be seen. Formats that only write a
// number or a date in another way are no change.
func shown(list []section, c cell) (as string, unseen, changed bool) {
	if len(list) == 0 || c.kind != textValue && c.kind != numberValue && c.kind != dateValue {
		return "", false, false
	}
	var apply []section
	switch number, err := strconv.ParseFloat(c.text, 64); {
	case c.kind == textValue:
		if last := list[len(list)-1]; len(list) >= 4 || last.text && !last.date {
			apply = list[min(len(list), 4)-1:][:1]
		}
	case err != nil || list[0].choosing || len(list) > 1 && list[1].choosing:
		apply = list // which of them depends on the value: none may change it
	case len(list) >= 2 && number < 0:
		apply = list[1:2]
	case len(list) >= 3 && number == 0:
		apply = list[2:3]
	default:
		apply = list[:1]
	}
	for _, s := range apply {
		speaks := strings.ContainsFunc(s.literal, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) && !s.date })
		switch {
		case !s.value && strings.TrimSpace(s.literal) == "" || s.white:
			return "", true, true
		case !s.value:
			return s.literal, false, true
		case speaks:
			return s.literal + " …", false, true
		case s.scaled > 0 && !s.date && c.kind == numberValue && len(apply) == 1:
			if number, err := strconv.ParseFloat(c.text, 64); err == nil && number != 0 {
				return strconv.FormatFloat(number/math.Pow(1000, float64(s.scaled)), 'f', s.after, 64), false, true
			}
		}
	}
	return "", false, false
}
