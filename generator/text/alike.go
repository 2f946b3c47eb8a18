package text

import "strings"

// alike are letters of other scripts that look like a Latin one, each with that.
var alike = strings.NewReplacer(
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s", "ԁ", "d", "һ", "h", "ԛ", "q", "ԝ", "w", "ӏ", "l",
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "Х", "X", "І", "I", "Ј", "J", "Ѕ", "S", "Ԁ", "D",
	"α", "a", "ι", "i", "ν", "v", "ο", "o", "ρ", "p", "Α", "A", "Β", "B", "Ε", "E", "Ζ", "Z", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Χ", "X",
	"ɑ", "a", "ɡ", "g", "ı", "i", "ǀ", "l", "ⅼ", "l", "ⅽ", "c", "ⅾ", "d", "ⅰ", "i")

// Latin gives a text with Latin letters in the place of those that look like them, so
// that names are compared as a person sees them.
func Latin(s string) string {
	if plain(s) {
		return s
	}
	return alike.Replace(s)
}
