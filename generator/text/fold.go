package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Narrow is Seen without full width: １２ is 12, and ㈱ is (株).
func Narrow(s string) string { return norm.NFKC.String(Seen(s)) }

// Compact takes away what never changes what a short text means: width, case, marks
// that print nothing, and all space. Answers, metals and numbers are compared by it.
func Compact(s string) string {
	return fold(norm.NFKC.String(s), func(r rune) rune {
		if r == '\n' || blank(r) || invisible(r) || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	})
}

// Letters is Compact without punctuation: two names, or two headers, that are equal
// after it are the same.
func Letters(s string) string {
	return fold(norm.NFKC.String(s), func(r rune) rune {
		if (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)) && !invisible(r) && !blank(r) {
			return unicode.ToLower(r)
		}
		return -1
	})
}

// Bare takes away width, accents and marks that print nothing, and makes every space a
// plain one; case and punctuation stay.
func Bare(s string) string {
	return fold(norm.NFKD.String(s), func(r rune) rune {
		switch {
		case r == '\n' || blank(r) || unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Mn, r) || invisible(r):
			return -1
		}
		return r
	})
}

// Words gives the words of a name, small, without accents and punctuation, with one
// space between. Dots and apostrophes join what they stand between: S.p.A. is spa.
func Words(s string) string {
	plain := fold(Bare(s), func(r rune) rune {
		switch {
		case r == '.' || r == '\'' || r == '’':
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	})
	return strings.Join(strings.Fields(plain), " ")
}

// ID writes a number or code as registries do: capitals, no space, no mark, no full
// width, and a smelter's number without a sign between CID and its six digits. It changes
// nothing that is written so already.
func ID(s string) string {
	id := strings.ToUpper(Compact(s))
	const digits = 6
	if n := len(id) - digits; n > len("CID") && strings.HasPrefix(id, "CID") && strings.Trim(id[n:], "0123456789") == "" && strings.Trim(id[len("CID"):n], "-‐‑–—−_:#.") == "" {
		return "CID" + id[n:]
	}
	return id
}

// Address writes an e-mail address without what cannot belong to it: space, marks that
// print nothing, full width. Its case stays.
func Address(s string) string {
	return fold(norm.NFKC.String(s), func(r rune) rune {
		if r == '\n' || blank(r) || invisible(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	})
}

// fold is strings.Map; a text that it does not change comes back itself.
func fold(s string, f func(rune) rune) string { return strings.Map(f, s) }
