// Package ascii writes any text in ASCII: é as e, ł as l, 锡 as Xi. It serves
// names that are compared and documents for EDGAR.
//
// What a character becomes is what mozillazg/go-unidecode says. That module keeps its
// table as a variable of 50,000 strings, 800 KB of the program; here the same table lies
// packed in 100 KB, and is unpacked when the first character outside ASCII comes. A test
// holds every character to the module, and writes the table anew with -update.
package ascii

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// packed holds, deflated, a line for each block of 256 characters that has any: the
// block's number, then what each character becomes, each behind a
// separator. In a line that ends early, the rest become nothing.
//
//go:embed table.deflate
var packed []byte

const (
	separator = "\x00"
	lineEnd   = "\x01"
)

var table = sync.OnceValue(func() map[rune][]string {
	blocks := map[rune][]string{}
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		return blocks // not what was embedded: the test says so
	}
	for line := range strings.SplitSeq(string(text), lineEnd) {
		if cells := strings.Split(line, separator); len(cells) > 1 {
			n, _ := strconv.Atoi(cells[0])
			blocks[rune(n)] = cells[1:]
		}
	}
	return blocks
})

// Of gives a text in ASCII. A character that nobody knows to write in Latin is left out.
func Of(text string) string {
	plain := strings.IndexFunc(text, func(r rune) bool { return r >= unicode.MaxASCII })
	if plain < 0 {
		return text
	}
	var b strings.Builder
	b.WriteString(text[:plain])
	for _, r := range text[plain:] {
		if r < unicode.MaxASCII {
			b.WriteByte(byte(r))
		} else if block := table()[r>>8]; int(r&0xFF) < len(block) {
			b.WriteString(block[r&0xFF])
		}
	}
	return b.String()
}
