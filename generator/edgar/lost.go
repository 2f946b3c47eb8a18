package edgar

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"itron.com/conflict-minerals/generator/ascii"
	"itron.com/conflict-minerals/generator/finding"
)

// Lost finds the characters of a Markdown text that its document cannot hold: one
// finding for each that is lost, and one for each line in which letters are changed.
func Lost(file, markdown string) (list []finding.Finding) {
	for i, line := range strings.Split(norm.NFC.String(markdown), "\n") {
		var changed []string
		rest := []rune(line)
		for len(rest) > 0 {
			n := foreign(rest)
			if n == 0 {
				rest = rest[1:]
				continue
			}
			for _, r := range rest[:n] {
				if signs[r] == "" && latin([]rune{r}, nil) == "?" && ascii.Of(string(r)) != "?" {
					list = append(list, lostCharacter.At(file, "", strconv.Itoa(i+1), fmt.Sprintf("%q (U+%04X) would stand as a question mark.", r, r)))
				}
			}
			if got := latin(rest[:n], rest[n:]); !strings.Contains(got, "?") && signs[rest[0]] == "" && got != "" {
				changed = append(changed, fmt.Sprintf("“%s” becomes “%s”", string(rest[:n]), got))
			}
			rest = rest[n:]
		}
		if len(changed) > 0 {
			list = append(list, changedCharacter.At(file, "", strconv.Itoa(i+1), strings.Join(changed, ", ")+"."))
		}
	}
	return list
}
