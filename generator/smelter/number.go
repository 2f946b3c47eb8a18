package smelter

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

var oldShape = lazyregexp.New(`^([1-4])[A-Z]{3}\d{3}$`) // template versions 2.x: metal, country, serial

// oldMetals are the metals that the first digit of an old number stands for.
var oldMetals = map[string]cmrt.Metal{"1": cmrt.Gold, "2": cmrt.Tin, "3": cmrt.Tantalum, "4": cmrt.Tungsten}

// WellFormed tells whether a text has the shape of a smelter number of template versions
// 3.00 and later: CID and six digits.
func WellFormed(id string) bool {
	digits, ok := strings.CutPrefix(id, "CID")
	return ok && len(digits) == 6 && strings.Trim(digits, "0123456789") == ""
}

// WellFormedOld tells whether a text has the shape of a number of template
// versions 2.x, such as 1AUS046.
func WellFormedOld(number string) bool { return oldShape.MatchString(number) }

// KnownShape tells whether a text has the shape of a smelter number of any time:
// histories of reference lists still mention the old ones.
func KnownShape(id string) bool { return WellFormed(id) || WellFormedOld(id) }

// Number writes a smelter number as registries do, in capitals and without space and
// full width, if a person sees one of any time; any other text in capitals as it is.
func Number(typed string) string {
	if WellFormed(typed) { // nearly all are
		return typed
	}
	if id := text.ID(typed); KnownShape(id) {
		return id
	}
	return strings.ToUpper(text.Seen(typed))
}

// Translation tells which smelter number replaced an old one. The zero
// Translation knows none.
type Translation struct {
	Source Source
	now    map[string]string
}

// NewTranslation makes a table of old numbers and what each became.
func NewTranslation(source Source, now map[string]string) (Translation, error) {
	t := Translation{Source: source, now: map[string]string{}}
	for _, old := range slices.Sorted(maps.Keys(now)) {
		id := now[old]
		if !WellFormedOld(old) {
			return Translation{}, fmt.Errorf("%q is not an old smelter number (such as 1AUS046)", old)
		}
		if !WellFormed(id) {
			return Translation{}, fmt.Errorf("%s became %q, which is not a smelter ID (CID and six digits)", old, id)
		}
		t.now[old] = id
	}
	return t, nil
}

// Of gives the present number for an old one.
func (t Translation) Of(old string) (id string, ok bool) {
	id, ok = t.now[Number(old)]
	return id, ok
}

// oldMetal is the metal that an old number speaks of.
func oldMetal(number string) cmrt.Metal {
	if parts := oldShape.FindStringSubmatch(number); parts != nil {
		return oldMetals[parts[1]]
	}
	return ""
}
