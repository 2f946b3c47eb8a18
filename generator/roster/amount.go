package roster

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/text"
)

// amounts reads the column of spends, nil where there is none or where it cannot be
// told how its numbers are written: 1.234 is one and a bit, or more than a thousand.
func (e *export) amounts() []float64 {
	if !e.sheet.Has(keySpend) {
		return nil
	}
	var plain []string
	for _, r := range e.sheet.Rows {
		if r.Wide {
			e.problem(r.Number, keySpend, "Which cell is the amount cannot be told, so no spend was taken: shares would be wrong.")
			return nil
		}
		plain = append(plain, bareNumber(e.sheet.Text(r, keySpend)))
	}
	mark, doubt := decimalMark(plain)
	if doubt >= 0 {
		e.problem(e.sheet.Rows[doubt].Number, keySpend, "It cannot be told whether %s has thousands or decimals, alone or beside the other amounts, so no spend was taken. Give all amounts without separators of thousands, or all with two decimals.", plain[doubt])
		return nil
	}
	list := make([]float64, len(plain))
	for i, s := range plain {
		typed := e.sheet.Text(e.sheet.Rows[i], keySpend)
		if s == "" && strings.Trim(typed, "-–—− ") == "" {
			continue // a dash is how accountants write nothing
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
			e.problem(e.sheet.Rows[i].Number, keySpend, "%q is not an amount, so no spend was taken: shares would be wrong. Correct it.", finding.Short(typed, 80))
			return nil
		}
		list[i] = n
	}
	if !e.oneMoney(plain, list) {
		return nil
	}
	e.spends = true
	return list
}

// moneys are signs of currencies that have a code as well.
var moneys = map[string]string{"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "元": "CNY", "円": "JPY"}

// multiples are abbreviations by which an amount is some thousands or millions.
var multiples = map[string]bool{"K": true, "T": true, "TSD": true, "TEUR": true, "KEUR": true, "KUSD": true, "T€": true, "K€": true, "K$": true, "M": true, "MM": true, "MN": true,
	"MIO": true, "MLN": true, "MIL": true, "M€": true, "M$": true, "B": true, "BN": true, "MRD": true, "CR": true, "LAC": true, "LKH": true, "万": true, "億": true, "亿": true}

// money gives the currency or multiple that stands around an amount, "" for neither.
func money(typed, bare string) string {
	if strings.ContainsAny(bare, "eE") {
		return ""
	}
	sign := strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.Is(unicode.Sc, r) {
			return r
		}
		return -1
	}, text.Compact(typed)))
	return cmp.Or(moneys[sign], sign)
}

// oneMoney tells whether the amounts can be added up: 100 EUR and 100 USD cannot, nor can
// 12k and 900.
func (e *export) oneMoney(plain []string, list []float64) bool {
	for _, at := range []func(i int) string{
		func(i int) string { return money(e.sheet.Text(e.sheet.Rows[i], keySpend), plain[i]) },
		func(i int) string { return money(e.sheet.Text(e.sheet.Rows[i], keyCurrency), "") },
	} {
		first, said, bare := -1, "", -1 // the first amount with a sign, and the first without
		for i := range list {
			if list[i] == 0 {
				continue
			}
			sign := at(i)
			switch {
			case sign == "" && bare < 0:
				bare = i
			case sign != "" && first < 0:
				first, said = i, sign
			}
			switch {
			case sign != "" && sign != said:
				return e.twoMoneys(i, first, said, sign)
			case multiples[said] && bare >= 0:
				return e.twoMoneys(bare, first, said, "none")
			}
		}
	}
	return true
}

// share reads a share of spend in per cent, with or without the sign.
func (e *export) share(r listing.SheetRow) string {
	typed := e.sound(r, keyShare)
	bare := strings.ReplaceAll(strings.TrimSuffix(text.Compact(typed), "%"), ",", ".")
	if n, err := strconv.ParseFloat(bare, 64); typed != "" && (err != nil || !(n >= 0 && n <= 100)) {
		e.problem(r.Number, keyShare, "%q is not a share from 0 to 100 per cent. The supplier was taken without it.", typed)
		return ""
	}
	return bare
}

// sharesAreClear tells apart shares in per cent and fractions of one: a column in which
// no share is above 1, and none has a sign, can be either.
func (e *export) sharesAreClear() {
	e.shares = e.sheet.Has(keyShare)
	sum, most, first, signed := 0.0, 0.0, 0, false
	for _, r := range e.sheet.Rows {
		typed := e.sheet.Text(r, keyShare)
		n, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(text.Compact(typed), "%"), ",", "."), 64)
		signed = signed || strings.Contains(typed, "%")
		if err == nil && n > 0 && n <= 100 {
			sum, most = sum+n, max(most, n)
			if first == 0 {
				first = r.Number
			}
		}
	}
	if e.shares && sum > 100+project.ShareSlack*float64(len(e.sheet.Rows)) {
		e.shares = false
		e.problem(first, keyShare, "All shares together are %s per cent, and of all purchases cannot be more than 100. None was taken: correct them.", strconv.FormatFloat(sum, 'f', 2, 64))
	}
	if e.shares && !signed && most > 0 && most <= 1 {
		e.shares = false
		e.problem(first, keyShare, "It cannot be told whether the shares are per cent or parts of one: none is above 1, and all together are %s. None was taken. Write them with a per cent sign.", strconv.FormatFloat(sum, 'f', 2, 64))
	}
}

// currency is a code or sign of a currency around an amount.
var currency = lazyregexp.New(`^(-?)(?:\pL{0,2}\p{Sc}|\pL{1,3}\.?)|(?:\pL{1,3}\.?|\p{Sc})(-?)$`)

// bareNumber takes away currencies and spaces; an amount in brackets or with the minus
// behind it, as accountants write, is below zero.
func bareNumber(s string) string {
	s = strings.NewReplacer("−", "-", "'", "", "’", "", "٬", "", "٫", ".").Replace(text.Compact(s))
	negative := strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
	s = currency.ReplaceAllString(strings.Trim(s, "()"), "$1$2")
	if minus, ok := strings.CutSuffix(s, "-"); ok {
		negative, s = true, minus
	}
	if negative && s != "" && !strings.HasPrefix(s, "-") {
		s = "-" + s
	}
	return s
}

// decimalMark tells by all amounts of a column which mark stands before decimals;
// doubt is the index of an amount that could be read in two ways, or that says the
// opposite of one before it, -1 for none.
func decimalMark(list []string) (mark rune, doubt int) {
	open := -1
	for i, s := range list {
		point, comma := strings.Count(s, "."), strings.Count(s, ",")
		last := strings.LastIndexAny(s, ".,")
		said := rune(0)
		switch {
		case last < 0 || strings.ContainsAny(s, "eE"):
			continue
		case point > 0 && comma > 0, point+comma == 1 && (len(s)-last-1 != 3 || strings.HasPrefix(strings.TrimPrefix(s, "-"), "0")):
			said = rune(s[last])
		case point > 1:
			said = ','
		case comma > 1:
			said = '.'
		case open < 0:
			open = i
		}
		if said != 0 && mark != 0 && said != mark {
			return mark, i
		}
		if said != 0 {
			mark = said
		}
	}
	if mark != 0 {
		return mark, -1
	}
	return '.', open
}

// twoMoneys tells of two amounts in different units, and gives false.
func (e *export) twoMoneys(row, other int, said, sign string) bool {
	e.problem(e.sheet.Rows[row].Number, keySpend, "The amounts are not all in one unit (%s in row %d, %s here), so no spend was taken: added up they would say nothing. Give all in one currency, written out in full.",
		finding.Short(said, 20), e.sheet.Rows[other].Number, finding.Short(sign, 20))
	return false
}
