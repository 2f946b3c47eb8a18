package lazyregexp

import (
	"math/rand"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFamilyFindsTheSame asks a family and regexp for patterns and texts that are put
// together at random from pieces of real ones, words in both cases and letters that are
// the same to a pattern without case.
func TestFamilyFindsTheSame(t *testing.T) {
	words := strings.Split(`tin~gold~no~not~none~conflict~free~supply chain~armed groups?~countr\w*~financ\w*~smelters?~100 ?%~recogni[sz]ed~\w+~[\w'-]+~\d+~x{2,}~[●•]{2,}~\?\?~\[~\{\{~é~s~K~[ -]~["“”\s-]~[^.]*~.*~\b~\B~^~$~[, ]+~ ~ ~(?:[, ]+[\w'%-]+){0,3}?~(?: [\w'-]+){1,2}~(?:no|not|never) ~, ~`, "~")
	texts := strings.Split("tin|Gold|no|NOT|none|know|conflict|free|supply|chain|armed groups|countries|country|finances|smelter|100 %|recognised|word's|7|xx|XXX|●•|??|[|{{|é|É|ſ|K|-|“|, |. | | | | |tins|golden|\n|it is", "|")
	random := rand.New(rand.NewSource(1))
	var build func(depth int) string
	build = func(depth int) string {
		var b strings.Builder
		for range 1 + random.Intn(4) {
			part := words[random.Intn(len(words))]
			if depth > 0 && random.Intn(3) == 0 {
				part = "(?:" + build(depth-1) + "|" + build(depth-1) + ")" + []string{"", "", "?", "*", "+?", "{2}", "{0,3}"}[random.Intn(7)]
			}
			b.WriteString(part)
		}
		if random.Intn(8) == 0 {
			return "(?i)(?:" + b.String() + ")"
		}
		return b.String()
	}
	spared, found, tried := 0, 0, 0
	for range 150 {
		var family Family
		var lazy []*Regexp
		var plain []*regexp.Regexp
		for range 6 {
			pattern := build(1)
			if random.Intn(2) == 0 {
				pattern = `\b` + pattern + `\b|` + build(1)
			}
			lazy, plain = append(lazy, family.New(pattern)), append(plain, regexp.MustCompile(pattern))
		}
		for range 60 {
			var b strings.Builder
			for range random.Intn(9) {
				b.WriteString(texts[random.Intn(len(texts))])
			}
			text := b.String()
			for i, p := range plain {
				tried++
				if !lazy[i].may(text) {
					spared++
				}
				if p.MatchString(text) {
					found++
				}
				if want, got := p.FindAllStringIndex(text, -1), lazy[i].FindAllStringIndex(text, -1); !cmp.Equal(want, got) {
					t.Fatalf("%q in %q: %v, want %v", p, text, got, want)
				}
			}
		}
	}
	if spared*4 < tried || found*10 < tried {
		t.Errorf("of %d only %d were spared, %d found something", tried, spared, found)
	}
	t.Logf("of %d %d were spared, %d found something", tried, spared, found)
}

// TestFamilyMethods: what is not tried gives what regexp gives where it finds nothing.
func TestFamilyMethods(t *testing.T) {
	const pattern, text = `\b(gold|silver)en?\b`, "tin and golding"
	var family Family
	lazy, plain := family.New(pattern), regexp.MustCompile(pattern)
	if lazy.may(text) || !lazy.may("Golden.") {
		t.Error("the words that it needs are not known")
	}
	upper := strings.ToUpper
	for name, pair := range map[string][2]any{
		"MatchString":                {lazy.MatchString(text), plain.MatchString(text)},
		"FindString":                 {lazy.FindString(text), plain.FindString(text)},
		"FindStringIndex":            {lazy.FindStringIndex(text), plain.FindStringIndex(text)},
		"FindStringSubmatch":         {lazy.FindStringSubmatch(text), plain.FindStringSubmatch(text)},
		"FindStringSubmatchIndex":    {lazy.FindStringSubmatchIndex(text), plain.FindStringSubmatchIndex(text)},
		"FindAllString":              {lazy.FindAllString(text, 2), plain.FindAllString(text, 2)},
		"FindAllStringIndex":         {lazy.FindAllStringIndex(text, -1), plain.FindAllStringIndex(text, -1)},
		"FindAllStringSubmatch":      {lazy.FindAllStringSubmatch(text, 1), plain.FindAllStringSubmatch(text, 1)},
		"FindAllStringSubmatchIndex": {lazy.FindAllStringSubmatchIndex(text, -1), plain.FindAllStringSubmatchIndex(text, -1)},
		"ReplaceAllString":           {lazy.ReplaceAllString(text, "$1"), plain.ReplaceAllString(text, "$1")},
		"ReplaceAllStringFunc":       {lazy.ReplaceAllStringFunc(text, upper), plain.ReplaceAllStringFunc(text, upper)},
		"Split":                      {lazy.Split(text, -1), plain.Split(text, -1)},
		"Split, empty":               {lazy.Split("", -1), plain.Split("", -1)},
		"Split, none":                {lazy.Split(text, 0), plain.Split(text, 0)},
	} {
		if d := cmp.Diff(pair[1], pair[0]); d != "" {
			t.Errorf("%s (-regexp +lazyregexp):\n%s", name, d)
		}
	}
}

// TestFamilyKnowsWords: a word is one, and no part of another.
func TestFamilyKnowsWords(t *testing.T) {
	for pattern, texts := range map[string]struct{ may, not string }{
		`\b(?:no|not|none)\b[^.]*\bgold\b`:                       {"none of the gold", "I know of gold"},
		`\b(?:no|not)(?:[, ]+[\w'%-]+){0,3}?[, ]+conflict\b`:     {"no such conflict", "notes on conflict"},
		`\b(?:financ\w*|fund(?:s|ed|ing)?) armed groups?\b`:      {"finances armed group", "finances armedgroup"},
		`\b(?:originat\w*|comes?|coming|contain\w*|came)\b.*tin`: {"contains tin", "welcomes tin"},
		`(?i:\[(?:pending|tbd)\])|\?\?\?`:                        {"a [TBD]", "a tbd"},
	} {
		var family Family
		r := family.New(pattern)
		if !r.may(texts.may) || r.may(texts.not) {
			t.Errorf("%s: %v, %v; needs %v", pattern, r.may(texts.may), r.may(texts.not), r.family.needs[r])
		}
	}
}

// A word as long as a file costs what its length does, and is still searched.
func TestALongWordIsReadOnce(t *testing.T) {
	var f Family
	r := f.New(`\w*needle\w*`)
	long := strings.Repeat("x", 300_000)
	if r.MatchString(long) || !r.MatchString(long+"needle"+long) {
		t.Error("the needle is not told from the haystack")
	}
}
