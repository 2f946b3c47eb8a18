package site

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// day writes a date out: 30 April 2026. What is no date stays as it is.
func (s Site) day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	if s.American {
		return t.Format("January 2, 2006")
	}
	return t.Format("2 January 2006")
}

// shortDay writes a date in a table: 30 Apr 2026.
func (s Site) shortDay(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	if s.American {
		return t.Format("Jan 2, 2006")
	}
	return t.Format("2 Jan 2006")
}

// spelt writes words of ours in the registrant's English.
func (s Site) spelt(words string) string {
	if s.American {
		return strings.NewReplacer("programme", "program", "Programme", "Program").Replace(words)
	}
	return words
}

// isDay tells whether a text is a date, YYYY-MM-DD.
func isDay(date string) bool {
	_, err := time.Parse(time.DateOnly, date)
	return err == nil
}

// grouped writes a whole number with commas; other text stays as it is.
func grouped(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1000 || strconv.Itoa(n) != number {
		return number
	}
	return grouped(strconv.Itoa(n/1000)) + "," + number[len(number)-3:]
}

// shown are the two parts of a figure: 75.0% and 18 of 24. A share of nothing has
// no parts.
func shown(f tables.Figure) (value, detail string) {
	value = grouped(f.Value)
	if f.Value == "" {
		return "Not known", ""
	}
	if f.Unit == "per cent" {
		value = strings.TrimSuffix(f.Value, "%") + "%"
	}
	if f.Unit == "outcome" {
		value = outcomeWords(f)
	}
	if f.Numerator != "" && f.Denominator != "" {
		detail = grouped(f.Numerator) + " of " + grouped(f.Denominator)
	}
	return value, detail
}

// number is what a figure's value looks like when it is one.
var number = lazyregexp.New(`^[0-9.,]+%?$`)

// capital begins a word with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// size tells the size of a file: 12.3 KB.
func size(bytes int) string {
	if bytes < 1000 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	if bytes < 1000000 {
		return fmt.Sprintf("%.1f KB", float64(bytes)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1000000)
}

// sentence ends a text with a full stop; a name such as “Example, Inc.” brings its own.
func sentence(s string) string {
	return strings.TrimSuffix(s, ".") + "."
}

// plural counts things: 1 supplier, 2 suppliers.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(strconv.Itoa(n)) + " " + many
}

// isWeb tells whether a text is the address of a page elsewhere.
func isWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// questions makes a link of a mail address or URL; other text is no link.
func questions(address string) link {
	switch {
	case isWeb(address), strings.HasPrefix(address, "mailto:"):
		return link{Text: strings.TrimPrefix(address, "mailto:"), Href: address}
	case strings.Count(address, "@") == 1 && !strings.ContainsAny(address, " \t<>\"?&"):
		return link{Text: address, Href: "mailto:" + address}
	}
	return link{Text: address}
}

// mineralWords is the title of a programme's page.
func mineralWords(minerals []string) string {
	if len(minerals) > 6 {
		return "Additional minerals"
	}
	return capital(inWords(minerals))
}

// inWords joins words: “a, b and c”.
func inWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
