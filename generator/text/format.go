package text

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/nfp"
)

// Format is a number format of a spreadsheet. The zero Format is General.
type Format struct{ sections []section }

// section is one of the up to four parts of a format, for some of the numbers.
type section struct {
	items   []nfp.Token
	shape   shape
	slots   []byte // placeholders of digits before the point: 0, # and ?
	after   int    // zeros after the point
	hundred int    // per cent signs
	elapsed bool   // hours go on beyond a day
}

// shape is how a section shows a number.
type shape byte

const (
	asNumber  shape = iota // whatever the section says besides, its digits are all there
	asDigits               // by placeholders: leading zeros, per cent, words around it
	asDay                  // a date, with or without a time
	asTime                 // a time of day or a duration
	asLiteral              // words without a number
)

// longestFormat is what Excel takes.
const longestFormat = 255

// builtin are the formats that a workbook names by number alone. Those of East Asia (27
// to 36, 50 to 58) show dates in ways that depend on the language.
var builtin = map[int]string{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
	37: "#,##0 ;(#,##0)", 38: "#,##0 ;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@"}

// BuiltinFormat gives a format that is named by number alone; General for 0 and for any
// number that has no meaning of its own.
func BuiltinFormat(id int) Format {
	if id >= 27 && id <= 36 || id >= 50 && id <= 58 {
		return ParseFormat("yyyy-mm-dd")
	}
	return ParseFormat(builtin[id])
}

// ParseFormat reads the code of a format, such as 0.0% or yyyy-mm-dd. One that cannot
// be understood is General.
func ParseFormat(code string) Format {
	if code == "" || strings.EqualFold(code, "general") || len(code) > longestFormat {
		return Format{}
	}
	parser := nfp.NumberFormatParser()
	var f Format
	for _, s := range parser.Parse(code) {
		if s.Type != nfp.TokenSectionText {
			f.sections = append(f.sections, newSection(s.Items))
		}
	}
	return f
}

func newSection(items []nfp.Token) section {
	s := section{items: items, shape: asLiteral}
	point, clock := false, false
	for i, t := range items {
		switch t.TType {
		case nfp.TokenTypeDateTimes, nfp.TokenTypeElapsedDateTimes:
			if strings.ContainsAny(t.TValue, "yYdDeEgGbB") || strings.HasPrefix(strings.ToLower(t.TValue), "mmm") {
				s.shape = asDay
				return s
			}
			clock = true
			s.elapsed = s.elapsed || t.TType == nfp.TokenTypeElapsedDateTimes
		case nfp.TokenTypeGeneral, nfp.TokenTypeExponential, nfp.TokenTypeFraction:
			s.shape = asNumber
			return s
		case nfp.TokenTypeThousandsSeparator:
			if i+1 == len(items) || !placeholder(items[i+1]) { // in thousands: the digits that are seen are not the number
				s.shape = asNumber
				return s
			}
		case nfp.TokenTypeDecimalPoint:
			point = true
		case nfp.TokenTypePercent:
			s.hundred++
		}
		if placeholder(t) {
			s.shape = asDigits
			if !point {
				s.slots = append(s.slots, t.TValue...)
			} else {
				s.after += strings.Count(t.TValue, "0")
			}
		}
	}
	if clock {
		s.shape = asTime
	}
	return s
}

func placeholder(t nfp.Token) bool {
	return t.TType == nfp.TokenTypeZeroPlaceHolder || t.TType == nfp.TokenTypeHashPlaceHolder || t.TType == nfp.TokenTypeDigitalPlaceHolder
}

// Text gives a stored number as its cell shows it. Digits that a format rounds away or
// groups stay as they are, since they are what somebody entered; a date is written
// YYYY-MM-DD, whatever the order of its parts, so that nobody reads it as another.
func (f Format) Text(stored string, date1904 bool) string {
	n, err := strconv.ParseFloat(strings.TrimSpace(stored), 64)
	if len(f.sections) == 0 || err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return General(stored)
	}
	s, bare := f.section(n)
	switch s.shape {
	case asDay:
		if day := dayOf(n, date1904); day != "" {
			return day
		}
	case asTime:
		if !s.elapsed && n > 0 {
			n -= math.Floor(n) // a clock knows no days
		}
		return timeOf(n)
	case asDigits, asLiteral:
		if seen := s.digits(n, bare); seen != "" {
			return seen
		}
	}
	return General(stored)
}

// section chooses the part of the format for a number; bare tells that the part says
// itself that the number is below zero.
func (f Format) section(n float64) (s section, bare bool) {
	for _, s := range f.sections {
		if holds, conditional := s.condition(n); conditional && holds {
			return s, false
		}
	}
	switch {
	case n < 0 && len(f.sections) > 1:
		return f.sections[1], strings.ContainsAny(f.sections[1].literals(), "-(")
	case n == 0 && len(f.sections) > 2:
		return f.sections[2], false
	}
	return f.sections[0], false
}

// condition tells whether the section is for numbers of a kind of its own, such as
// [<1000], and whether this is one.
func (s section) condition(n float64) (holds, conditional bool) {
	for _, t := range s.items {
		if t.TType != nfp.TokenTypeCondition || len(t.Parts) != 2 {
			continue
		}
		limit, err := strconv.ParseFloat(t.Parts[1].Token.TValue, 64)
		switch t.Parts[0].Token.TValue {
		case "<":
			holds = n < limit
		case "<=":
			holds = n <= limit
		case ">":
			holds = n > limit
		case ">=":
			holds = n >= limit
		case "=":
			holds = n == limit
		case "<>":
			holds = n != limit
		}
		return holds && err == nil, true
	}
	return false, false
}

// words are what a token shows besides digits.
func words(t nfp.Token) string {
	switch t.TType {
	case nfp.TokenTypeLiteral, nfp.TokenTypePercent:
		return t.TValue
	case nfp.TokenTypeAlignment:
		return " "
	case nfp.TokenTypeCurrencyLanguage:
		for _, p := range t.Parts {
			if p.Token.TType == nfp.TokenSubTypeCurrencyString {
				return p.Token.TValue
			}
		}
	}
	return ""
}

func (s section) literals() string {
	var b strings.Builder
	for _, t := range s.items {
		b.WriteString(words(t))
	}
	return b.String()
}

// digits writes a number into the placeholders of a section.
func (s section) digits(n float64, bare bool) string {
	for range s.hundred {
		n *= 100
	}
	whole, rest, _ := strings.Cut(decimal(math.Abs(n)), ".")
	if strings.Contains(whole+rest, "E") {
		return decimal(n)
	}
	switch first := bytes.IndexByte(s.slots, '0'); {
	case first < 0 && whole == "0" && rest == "":
		whole = "" // # and ? show no zero
	case first >= 0:
		whole = strings.Repeat("0", max(len(s.slots)-first-len(whole), 0)) + whole
	}
	for len(rest) < s.after {
		rest += "0"
	}
	var b strings.Builder
	if n < 0 && !bare {
		b.WriteByte('-')
	}
	slot, open := 0, true // open: the digits before the point are not all written
	for _, t := range s.items {
		if !placeholder(t) {
			b.WriteString(words(t))
			continue
		}
		for range t.TValue {
			if slot++; slot > len(s.slots) {
				break
			}
			left := len(s.slots) - slot // placeholders that follow
			if n := len(whole) - left; n > 0 {
				b.WriteString(whole[:n])
				whole = whole[n:]
			}
		}
		if open && slot >= len(s.slots) {
			if open = false; len(s.slots) == 0 {
				b.WriteString(whole)
			}
			if rest != "" {
				b.WriteString("." + rest)
			}
		}
	}
	return Line(b.String())
}

// dayOf writes a count of days as a date, with the time where it has one; "" where it
// is no day that a calendar has.
func dayOf(serial float64, date1904 bool) string {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	const last = 2_958_465 // 31 December 9999
	if serial < 1 || serial > last {
		return ""
	}
	seconds := math.Round((serial - math.Floor(serial)) * 86_400)
	at := first.AddDate(0, 0, int(serial)).Add(time.Duration(seconds) * time.Second)
	if at.Equal(at.Truncate(24 * time.Hour)) {
		return at.Format(time.DateOnly)
	}
	return at.Format("2006-01-02 15:04:05")
}

// timeOf writes a part of a day as hours, minutes and seconds.
func timeOf(serial float64) string {
	if math.Abs(serial) > 1e6 {
		return decimal(serial)
	}
	seconds := int(math.Round(math.Abs(serial) * 86_400))
	s := strconv.Itoa(seconds/3600) + ":" + two(seconds/60%60)
	if seconds%60 != 0 {
		s += ":" + two(seconds%60)
	}
	if serial < 0 {
		s = "-" + s
	}
	return s
}

func two(n int) string { return strconv.Itoa(n/10) + strconv.Itoa(n%10) }
