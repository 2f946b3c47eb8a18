package letters

import "strings"

// oneOf lists the versions of a template of which a supplier may send any: 6.4 or 6.5.
func oneOf(versions []string, lang string) string {
	comma, or := ", ", " or "
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "de":
		or = " oder "
	case "zh":
		comma, or = "、", " 或 "
	}
	last := len(versions) - 1
	if last < 1 {
		return strings.Join(versions, "")
	}
	return strings.Join(versions[:last], comma) + or + versions[last]
}
