package text

import (
	"fmt"
	"strings"
	"unicode"
)

// Visible gives a text that is safe to print on a terminal and stays on its line: what a
// supplier typed must not move the cursor, colour the screen, or turn the direction of
// what follows. Line breaks and tabs become spaces; what cannot be seen is shown by its
// number, as \u{202e}.
func Visible(s string) string {
	var b strings.Builder
	for _, r := range s { // bytes that are no UTF-8 come as U+FFFD
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			b.WriteByte(' ')
		case r == '\u200c' || r == '\u200d': // Persian and Indic scripts are written with these
			b.WriteRune(r)
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Number writes a count with what is counted: "1 workbook", "3 workbooks". of is the
// singular of a regular noun.
func Number(n int, of string) string {
	if n != 1 {
		of += "s"
	}
	return fmt.Sprintf("%d %s", n, of)
}

// ShellWord writes a word as a POSIX shell reads it back, quoted only where it must be.
func ShellWord(s string) string {
	if strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/=@:,+") == "" && s != "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
