package smelter

import (
	"regexp"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// noMine are texts in the mine columns that name none: recycled and scrap belong
// there by the template's own instructions, the others stand for nothing.
var noMine = regexp.MustCompile(`recycl|scrap|secondary|^(n[./ ]?a\.?|none|unknown|not (known|available|applicable|disclosed)|tb[dac]|[^\pL\pN]*)$`)

// NamesMine tells whether a row names a mine or the country of one.
func NamesMine(row cmrt.SmelterRow) bool {
	for _, text := range []string{row.MineName, row.MineCountry} {
		if word := strings.ToLower(strings.TrimSpace(text)); word != "" && !noMine.MatchString(word) {
			return true
		}
	}
	return false
}
