package finding

import (
	"fmt"
	"strings"
)

// DraftText writes findings about a text that people write, such as Form SD: file and
// line, severity, what is wrong, and below it what to do.
func DraftText(list []Finding) string {
	var b strings.Builder
	for _, f := range list {
		at := f.File
		if f.Cell != "" {
			at += ":" + f.Cell
		}
		fmt.Fprintf(&b, "%s: %s: %s (%s)\n    %s\n", at, f.Severity, f.Message, f.Rule, f.Fix)
	}
	return b.String()
}
