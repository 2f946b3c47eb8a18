package listing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// translation takes a table of old numbers and what each became.
func (l *List) translation(c *columns) error {
	err := c.each(func(e entry) error {
		old, id := smelter.Number(e.text(keyOld)), smelter.Number(e.text(keyID))
		switch {
		case old == "" || id == "":
			c.noID = append(c.noID, fmt.Sprintf("%srow %d", c.of(e.part), e.number))
			return nil
		case !smelter.WellFormedOld(old):
			return e.fail("%q is not a number of CMRT 2.x (such as 1AUS046)", old)
		case !smelter.WellFormed(id):
			return e.fail("%q is not a smelter ID (CID and six digits)", id)
		}
		l.Translation = append(l.Translation, tables.TranslationRow{OldNumber: old, SmelterID: id})
		return nil
	})
	if err != nil {
		return err
	}
	return l.sortTranslation()
}

// templateTranslation takes the numbers that a CMRT of 3.x lists beside its own.
func (l *List) templateTranslation(file, version string, entries []cmrt.LookupEntry) error {
	left := 0
	for _, e := range entries {
		old, id := strings.ToUpper(e.OldNumber), strings.ToUpper(e.ID)
		switch {
		case old == "":
		case !smelter.WellFormedOld(old) || !smelter.WellFormed(id):
			left++
		default:
			l.Translation = append(l.Translation, tables.TranslationRow{OldNumber: old, SmelterID: id})
		}
	}
	if len(l.Translation) == 0 {
		return refused("%s: the smelter list of CMRT %s has no old numbers; that of 3.01 has", file, version)
	}
	if left > 0 {
		l.Notes = append(l.Notes, many(left, "row")+" left out, whose old number has not the form of 1AUS046.")
	}
	if l.Source == "" {
		l.Source = "smelter list of CMRT " + version
	}
	if err := l.sortTranslation(); err != nil {
		return refused("%s: %w", file, err)
	}
	return nil
}

// sortTranslation orders the pairs, keeps each once, and refuses those that
// contradict each other.
func (l *List) sortTranslation() error {
	l.Kind = Translation
	stable.Sort(l.Translation, func(a, b tables.TranslationRow) int {
		return cmp.Or(cmp.Compare(a.OldNumber, b.OldNumber), cmp.Compare(a.SmelterID, b.SmelterID))
	})
	l.Translation = slices.Compact(l.Translation)
	_, err := tables.TranslationOf(smelter.Source{}, l.Translation)
	return err
}
