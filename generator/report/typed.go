package report

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/project"
)

// What a typed number may speak of, and how numbers are typed: in digits, grouped or
// not, or in words.
const (
	things = `(?:(?:direct|active|conformant|accepted|completed|valid|in-scope|relevant|significant|unique|distinct|different|known|identified|eligible|listed|tantalum|tin|gold|tungsten|rmap|tier[- ][1-9])[- ])*(?:suppliers?|smelters?|refiners?|facility|facilities|declarations?|cmrts?|responses?)\b`
	digits = `\d{1,3}(?:[,\x{a0}\x{202f}' ]\d{3})+|\d+(?:\.\d+)?`
)

var (
	counted = lazyregexp.New(`(?i)(?:^|[\s(“"|])(` + digits + `|` + spelled + `)\s*(%|per ?cent\b|` + things + `)`)
	// among is a number of them: “95 of our suppliers”.
	among = lazyregexp.New(`(?i)(?:^|[\s(“"|])(` + digits + `) of (?:all |the |our |these |its |those )+(` + things + `)`)
	// numbered is in front of a number that counts nothing: “tier 2 suppliers”.
	numbered = lazyregexp.New(`(?i)\b(?:tiers?|steps?|rules?|items?|sections?|annex|tables?|versions?|revisions?|levels?|class|questions?|no\.|cmrt|template)(?: \d[\d.]* (?:and|or|to))?[\s-]$`)
	// amounting is a number after the thing: “suppliers asked: 21”, “the number of
	// smelters was 69”.
	amounting = lazyregexp.New(`(?i)\b(` + things + `)[^.;:|{}\d]{0,30}(?:\b(?:was|were|is|are|total|totals|totalled|came to|amounted to)|[:=|])\s*(` + digits + `)(?:\s+([A-Za-z]+)|[^\w\s.%-]|[.]?\s|[.]?$)`)
	months    = lazyregexp.New(`^(?:January|February|March|April|May|June|July|August|September|October|November|December)$`)
	strong    = strings.NewReplacer("*", "", "`", "", "__", "")
)

// spelled are numbers in words, from two on: “one” is said too often of nothing counted.
const spelled = `(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)|` +
	`two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|` +
	`twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b`

var words = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
	"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

// tables holds the words that people keep in tables to the figures.
func (c *composer) tables() error {
	var failed error
	hold := func(file string, line int, texts ...string) {
		for _, text := range texts {
			if err := c.contradiction(text); err != nil {
				failed = errors.Join(failed, &project.InputError{File: file, Line: line, Err: err})
			}
		}
	}
	for _, s := range slices.Concat(c.in.Before, c.in.Promised) {
		hold(project.StepsFile, s.Line, s.Step, s.Note)
	}
	for _, a := range c.in.Typed {
		hold(project.ActivitiesFile(c.in.Year), a.Line, a.Activity)
	}
	return failed
}

// contradiction finds a typed number that is none of the figures it may speak of.
// One that agrees today would stand there still when the data change, so it is better
// named than typed, but it is true.
func (c *composer) contradiction(line string) error {
	if c.in.CutOff == "" {
		return nil
	}
	line = strong.Replace(reference.ReplaceAllString(line, ""))
	for _, pattern := range []*lazyregexp.Regexp{counted, among} {
		for _, at := range pattern.FindAllStringSubmatchIndex(line, -1) {
			typed, thing := line[at[2]:at[3]], strings.ToLower(line[at[4]:at[5]])
			if !c.agrees(numeral(typed), thing) && (share(thing) || !label(line[:at[2]], typed)) {
				return noFigure(line[at[0]:at[1]])
			}
		}
	}
	for _, m := range amounting.FindAllStringSubmatch(line, -1) {
		if !isYear(m[2]) && !months.MatchString(m[3]) && !c.agrees(numeral(m[2]), strings.ToLower(m[1])) {
			return noFigure(m[0])
		}
	}
	return nil
}

// label tells whether a number names something instead of counting it: a year, a
// version of the template, a tier.
func label(before, typed string) bool {
	return isYear(typed) || strings.Contains(typed, ".") || numbered.MatchString(before)
}

func isYear(typed string) bool {
	return len(typed) == 4 && (strings.HasPrefix(typed, "19") || strings.HasPrefix(typed, "20"))
}

// share tells whether the thing that is counted are per cent.
func share(thing string) bool { return thing == "%" || strings.HasPrefix(thing, "per") }

func noFigure(said string) error {
	return fmt.Errorf("“%s” is none of the figures: name a figure instead of typing a number, such as {{suppliers.responded}}", strings.TrimSpace(said))
}

// numeral is a typed number in plain digits.
func numeral(typed string) string {
	if typed[0] >= '0' && typed[0] <= '9' {
		return strings.NewReplacer(",", "", " ", "", "\u00a0", "", "\u202f", "", "'", "").Replace(typed)
	}
	n := 0
	for _, word := range strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return r == '-' || r == ' ' }) {
		n += words[word]
	}
	return strconv.Itoa(n)
}

// agrees tells whether a figure about the thing, or a share of that per cent, has the
// value.
func (c *composer) agrees(number, thing string) bool {
	var subjects []string
	switch {
	case strings.Contains(thing, "supplier"):
		subjects = []string{"suppliers.", "covered_countries."}
	case strings.Contains(thing, "smelter"), strings.Contains(thing, "refiner"), strings.Contains(thing, "facilit"):
		subjects = []string{"smelters."}
	default: // declarations and what else they are called
		subjects = []string{"declarations.", "suppliers.", "covered_countries.", "letters.corrections"}
	}
	for _, f := range c.in.Figures {
		about := f.Denominator != ""
		if !share(thing) {
			about = slices.ContainsFunc(subjects, func(s string) bool { return strings.Contains(f.ID, s) })
		}
		if about && (f.Value == number || strings.TrimSuffix(f.Value, ".0") == number || !share(thing) && (f.Numerator == number || f.Denominator == number)) {
			return true
		}
	}
	return false
}
