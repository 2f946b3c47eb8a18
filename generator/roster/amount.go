package roster

import (
	"strconv"
	"strings"
)

// amounts reads the column of spends, nil where there is none or where it cannot be
// told how its numbers are written: 1.234 is one and a bit, or more than a thousand.
func (e *export) amounts() []float64 {
	if !e.sheet.Has(keySpend) {
		return nil
	}
	var plain []string
	for _, r := range e.sheet.Rows {
		plain = append(plain, bareNumber(e.sheet.Text(r, keySpend)))
	}
	mark, doubt := decimalMark(plain)
	if doubt >= 0 {
		e.problem(e.sheet.Rows[doubt].Number, keySpend, "It cannot be told whether %s has thousands or decimals, so no spend was taken. Give the amounts without separators of thousands, or with two decimals.", plain[doubt])
		return nil
	}
	list := make([]float64, len(plain))
	for i, s := range plain {
		if s == "" {
			continue
		}
		n, err := strconv.ParseFloat(strings.Map(func(r rune) rune {
			switch {
			case r == mark:
				return '.'
			case r == '.' || r == ',':
				return -1
			}
			return r
		}, s), 64)
		if err != nil || n > 1e15 || n < -1e15 {
			e.problem(e.sheet.Rows[i].Number, keySpend, "%q is not an amount, so no spend was taken: shares would be wrong. Correct it.", e.sheet.Text(e.sheet.Rows[i], keySpend))
			return nil
		}
		list[i] = n
	}
	e.spends = true
	return list
}

// bareNumber takes away currencies and spaces; an amount in brackets or with the minus
// behind it, as accountants write, is below zero.
func bareNumber(s string) string {
	negative := strings.HasPrefix(strings.TrimSpace(s), "(") || strings.HasSuffix(strings.TrimSpace(s), "-")
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" ()'’\u00a0\u202f€$£¥", r):
			return -1
		}
		return r
	}, s)
	for _, currency := range []string{"EUR", "USD", "GBP", "CHF", "CNY", "JPY"} {
		s = strings.TrimSuffix(strings.TrimPrefix(s, currency), currency)
	}
	s = strings.TrimSuffix(s, "-")
	if negative && s != "" && !strings.HasPrefix(s, "-") {
		s = "-" + s
	}
	return s
}

// decimalMark tells by all amounts of a column which mark stands before decimals;
// doubt is the index of an amount that could be read in two ways, -1 for none.
func decimalMark(list []string) (mark rune, doubt int) {
	doubt = -1
	for i, s := range list {
		point, comma := strings.Count(s, "."), strings.Count(s, ",")
		last := strings.LastIndexAny(s, ".,")
		switch {
		case last < 0 || strings.ContainsAny(s, "eE"):
			continue
		case point > 0 && comma > 0, point+comma == 1 && len(s)-last-1 != 3:
			return rune(s[last]), -1
		case point > 1:
			return ',', -1
		case comma > 1:
			return '.', -1
		case doubt < 0:
			doubt = i
		}
	}
	return '.', doubt
}
