package text

import "testing"

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain é 中":              "plain é 中",
		"a\r\nb\tc\u2028d":       "a  b c d",
		"\x1b]0;x\a":             `\u{1b}]0;x\u{7}`,
		"\u009b31m\x7f":          `\u{9b}31m\u{7f}`,
		"\u202eevil\u2066\u200f": `\u{202e}evil\u{2066}\u{200f}`,
		"\xff\xfe":               "\ufffd\ufffd",
		"می\u200cخواهم":          "می\u200cخواهم",
		"\U000e0041\ufeff":       `\u{e0041}\u{feff}`,
	} {
		if got := Visible(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
