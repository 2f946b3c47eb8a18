package listing

import (
	"strconv"
	"strings"
	"sync"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// What exports of purchasing and bills of materials have in common: vendors' numbers that
// programs spoiled on the way, and rows that add up others.

var (
	// padded is a number with decimals that say nothing: 100235.0.
	padded = lazyregexp.New(`^(\d+)[.,]0+$`)
	// exact is how Java writes a number, with all its digits; shortened is how Excel does,
	// with those that fit into the column.
	exact     = lazyregexp.New(`^\d[.,]\d+[eE]\d+$`)
	shortened = lazyregexp.New(`^(\d(?:[.,]\d+)?)[eE]\+(\d+)$`)
)

// VendorNumber writes a vendor's number without space and without what a program made
// of it on the way: 100235.0 and 1.0001234E7 are 100235 and 10001234. Where digits were
// lost it stays as it is.
func VendorNumber(s string) string {
	s = strings.TrimPrefix(text.Address(s), "'") // that a spreadsheet keep the zeros
	if m := padded.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	m := shortened.FindStringSubmatch(s)
	if m != nil {
		power, _ := strconv.Atoi(m[2])
		if len(m[1])-1 <= power { // digits, less the point, are not more than the power
			return s
		}
	}
	if m != nil || exact.MatchString(s) {
		return text.General(strings.Replace(s, ",", ".", 1))
	}
	return s
}

// Shortened tells a number that lost digits: a spreadsheet cut it to a power of ten.
func Shortened(s string) bool { return shortened.MatchString(VendorNumber(s)) }

// dated is a day where a number should stand: Excel makes one of 3-12 as it is typed, and
// writes it into a CSV as 12-Mar.
var dated = lazyregexp.New(`^(?:\d{4}-\d\d-\d\d|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d{1,2}\. (?:Jan|Feb|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))$`)

// Dated tells a number of which a spreadsheet made a day.
func Dated(s string) bool { return dated.MatchString(strings.TrimSpace(s)) }

// FoldNumber is a vendor's number for comparison, without the zeros that one system writes
// in front and a spreadsheet drops.
func FoldNumber(s string) string {
	s = VendorNumber(text.Compact(s))
	if short := strings.TrimLeft(s, "0"); short != "" && strings.Trim(s, "0123456789") == "" {
		return short
	}
	return s
}

// totals are the words that head a total, a mean or a count, as text.Words gives them.
var totals = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	const words = "total,totals,sum,grand total,overall total,overall result,total général,summe,gesamt,gesamtsumme,gesamtergebnis,endsumme,ergebnis,somme,totale,totale complessivo,total geral,total general," +
		"suma,suma total,suma końcowa,razem,ogółem,celkem,celkový součet,spolu,összesen,végösszeg,totaal,eindtotaal,i alt,totalt,summa,yhteensä,loppusumma,kokku,kopā,iš viso,ukupno,skupaj,общо,усього,итого,всего,общий итог,toplam,genel toplam,jumlah,tổng,tổng cộng,σύνολο,סהכ,المجموع,الإجمالي,รวม,รวมทั้งสิ้น," +
		"合計,総計,小計,总计,合计,小计,總計,합계,총계,소계,average,durchschnitt,mittelwert,moyenne,promedio,平均,平均值,count,anzahl,min,minimum,max,maximum,median"
	for _, w := range strings.Split(words, ",") {
		m[text.Words(w)] = true
	}
	return m
})

var (
	// partial heads a total of a part, and what it is the total of.
	partial = lazyregexp.New(`^(?:sub ?totals?|grand total|zwischensumme|teilsumme|gesamtsumme|sous total|subtotale)(?: |$)`)
	// begins heads a total if the amount is one: a company may be called so.
	begins = lazyregexp.New(`^(?:totals?|sum of|summe|gesamt|somme|totale|suma|celkem|итого|toplam) | (?:totals?|summe|result|ergebnis)$`)
)

// IsTotal tells a text that heads a total and names nobody.
func IsTotal(label string) bool {
	words := text.Words(label)
	return totals()[words] || partial.MatchString(words) || label != "" && strings.Trim(label, "*") == ""
}

// BeginsTotal tells a text that heads a total if what stands beside it bears that out.
func BeginsTotal(label string) bool { return begins.MatchString(text.Words(label)) }
