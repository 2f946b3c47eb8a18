package review

import (
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// commit is what may be the name of one.
var commit = lazyregexp.New(`\b[0-9a-fA-F]{7,40}\b`)

// limitText is how much of a text that somebody typed is shown.
const limitText = 300

// oneLine makes a text printable on one line: no line breaks, no control characters, none
// that turn the direction of writing or print nothing.
func oneLine(text string) string { return lineOf(text, limitText) }

func lineOf(text string, limit int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if short := []rune(text); len(short) > limit {
		text = string(short[:limit]) + "…"
	}
	return text
}

// code shows what somebody typed, exactly and as nothing but text: in a code span neither
// mentions nor links nor numbers of issues are made of it. A bar would end a cell.
func code(text string) string { return codeOf(text, limitText) }

// limitLine is how much is shown of a sentence of ours, or of a line of a file.
const limitLine = 1500

func codeOf(text string, limit int) string {
	text = lineOf(text, limit)
	if text == "" {
		return "*blank*"
	}
	longest, run := 0, 0
	for _, r := range text {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	ticks := strings.Repeat("`", longest+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || longest > 0 {
		text = " " + text + " "
	}
	return ticks + strings.ReplaceAll(text, "|", "\\|") + ticks
}

// plain shows a sentence of ours that may quote what somebody typed. Marks of Markdown
// are escaped; a character that prints nothing keeps mentions, addresses, numbers of
// issues and of commits from becoming links.
func plain(text string) string {
	const nothing = '\u200b'
	text = commit.ReplaceAllStringFunc(oneLine(text), func(s string) string { return s[:4] + string(nothing) + s[4:] })
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case r == '@' || r == '#':
			b.WriteByte('\\')
			b.WriteRune(r)
			b.WriteRune(nothing)
			continue
		case r == ':' && i+1 < len(runes) && runes[i+1] != ' ':
			b.WriteRune(r)
			b.WriteRune(nothing)
			continue
		case r == '-' && i > 0 && (runes[i-1] == 'H' || runes[i-1] == 'h'), r == '.' && i > 2 && strings.EqualFold(string(runes[i-3:i]), "www"):
			b.WriteRune(nothing)
		}
		if strings.ContainsRune("\\`*_{}[]<>|~&$^", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// change shows a text before and after so that they differ to the eye: where they differ
// after what is shown, from there; where nothing that prints differs, with a word of it.
func change(before, after string) (was, is string) {
	was, is = code(before), code(after)
	if was != is || before == after {
		return was, is
	}
	b, a := []rune(before), []rune(after)
	at := 0
	for at < len(b) && at < len(a) && b[at] == a[at] {
		at++
	}
	at = max(0, at-20)
	if was, is = code("…"+string(b[at:])), code("…"+string(a[at:])); was == is {
		is += " (only what does not print differs)"
	}
	return was, is
}
