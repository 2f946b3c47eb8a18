package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// counted is a number that somebody typed before the name of something that is
// counted, or a share.
var counted = regexp.MustCompile(`(?i)(?:^|[\s(“"])(\d[\d,]*(?:\.\d+)?)\s*(%|per ?cent\b|(?:direct |active )?suppliers?\b|smelters?\b|refiners?\b|(?:accepted )?declarations?\b)`)

// contradiction finds a typed number that is none of the figures it may speak of.
// One that agrees today would stand there still when the data change, so it is better
// named than typed, but it is true.
func (c *composer) contradiction(line string) error {
	if c.in.CutOff == "" {
		return nil
	}
	for _, m := range counted.FindAllStringSubmatch(reference.ReplaceAllString(line, ""), -1) {
		number, what := strings.ReplaceAll(m[1], ",", ""), strings.ToLower(m[2])
		var subjects []string
		switch {
		case what == "%" || strings.HasPrefix(what, "per"):
		case strings.Contains(what, "supplier"):
			subjects = []string{"suppliers."}
		case strings.Contains(what, "declaration"):
			subjects = []string{"declarations.", "suppliers.accepted", "suppliers.returned", "suppliers.responded", "covered_countries.", "suppliers.declaring"}
		default:
			subjects = []string{"smelters."}
		}
		if !c.agrees(number, subjects) {
			return fmt.Errorf("“%s” is none of the figures: name a figure instead of typing a number, such as {{suppliers.responded}}", strings.TrimSpace(m[0]))
		}
	}
	return nil
}

// agrees tells whether a figure about one of the subjects, or a share where none is
// named, has the value.
func (c *composer) agrees(number string, subjects []string) bool {
	for _, f := range c.in.Figures {
		about := slices.ContainsFunc(subjects, func(s string) bool { return strings.Contains(f.ID, s) })
		if subjects == nil {
			about = f.Denominator != ""
		}
		if about && (f.Value == number || strings.TrimSuffix(f.Value, ".0") == number) {
			return true
		}
	}
	return false
}
