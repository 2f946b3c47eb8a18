package lazyregexp

import (
	"regexp"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMethodsAreThoseOfRegexp asks both for the same.
func TestMethodsAreThoseOfRegexp(t *testing.T) {
	const pattern, text = `(\pL+)-(\d+)?`, "tin-1 gold-2 zinn- 3"
	lazy, plain := New(pattern), regexp.MustCompile(pattern)
	upper := func(s string) string { return "<" + s + ">" }
	for name, pair := range map[string][2]any{
		"MatchString":                {lazy.MatchString(text), plain.MatchString(text)},
		"MatchString, no match":      {lazy.MatchString("tin"), plain.MatchString("tin")},
		"Match":                      {lazy.Match([]byte(text)), plain.Match([]byte(text))},
		"FindString":                 {lazy.FindString(text), plain.FindString(text)},
		"FindStringIndex":            {lazy.FindStringIndex(text), plain.FindStringIndex(text)},
		"FindStringSubmatch":         {lazy.FindStringSubmatch(text), plain.FindStringSubmatch(text)},
		"FindStringSubmatchIndex":    {lazy.FindStringSubmatchIndex(text), plain.FindStringSubmatchIndex(text)},
		"FindSubmatch":               {lazy.FindSubmatch([]byte(text)), plain.FindSubmatch([]byte(text))},
		"FindAllString":              {lazy.FindAllString(text, 2), plain.FindAllString(text, 2)},
		"FindAllStringIndex":         {lazy.FindAllStringIndex(text, -1), plain.FindAllStringIndex(text, -1)},
		"FindAllStringSubmatch":      {lazy.FindAllStringSubmatch(text, 1), plain.FindAllStringSubmatch(text, 1)},
		"FindAllStringSubmatchIndex": {lazy.FindAllStringSubmatchIndex(text, -1), plain.FindAllStringSubmatchIndex(text, -1)},
		"FindAllSubmatch":            {lazy.FindAllSubmatch([]byte(text), 2), plain.FindAllSubmatch([]byte(text), 2)},
		"ReplaceAll":                 {lazy.ReplaceAll([]byte(text), []byte("$2")), plain.ReplaceAll([]byte(text), []byte("$2"))},
		"ReplaceAllString":           {lazy.ReplaceAllString(text, "$1"), plain.ReplaceAllString(text, "$1")},
		"ReplaceAllStringFunc":       {lazy.ReplaceAllStringFunc(text, upper), plain.ReplaceAllStringFunc(text, upper)},
		"Split":                      {lazy.Split(text, -1), plain.Split(text, -1)},
	} {
		if d := cmp.Diff(pair[1], pair[0]); d != "" {
			t.Errorf("%s (-regexp +lazyregexp):\n%s", name, d)
		}
	}
}

// TestPatternIsCompiledOnce lets many ask at the same time; the race detector looks on.
func TestPatternIsCompiledOnce(t *testing.T) {
	r := &Regexp{pattern: `^a+$`}
	var group sync.WaitGroup
	seen := make([]*regexp.Regexp, 20)
	for i := range seen {
		group.Go(func() { seen[i] = r.compiled() })
	}
	group.Wait()
	for _, rx := range seen {
		if rx == nil || rx != seen[0] {
			t.Fatal("compiled more than once")
		}
	}
}

// TestBadPatternStopsATest is what lets a pattern wait until it is used.
func TestBadPatternStopsATest(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a pattern that is none was taken on")
		}
	}()
	New(`(`)
}
