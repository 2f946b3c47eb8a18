package cmrt

import "slices"

// Offered gives the texts of a question's drop-down list that mean an answer (Yes, No,
// Unknown or a share), in the order of the list; none where the version offers no such
// answer. The lists are English in every language of the template.
func (q Question) Offered(answer string) []string { return offered(q.options, answer) }

// OfferedScope gives the text of the drop-down list that means a scope ("company",
// "product", "user-defined"), "" where the version has no such scope.
func (l Layout) OfferedScope(scope string) string {
	if list := offered(l.scopes, scope); len(list) > 0 {
		return list[0]
	}
	return ""
}

func offered(list []option, answer string) (texts []string) {
	for _, o := range list {
		if o.answer == answer && !slices.Contains(texts, o.text) {
			texts = append(texts, o.text)
		}
	}
	return texts
}

// Newest gives the layout of the newest version of a programme's template that is known.
func Newest(programme string) Layout {
	list := layoutsOf(programme)
	return list[len(list)-1]
}

// WholeIsNumber tells whether the version keeps “100%” as the number 1: its list of shares
// holds a figure there, in CMRT to 6.22, EMRT 1.x and AMRT.
func (l Layout) WholeIsNumber() bool {
	switch l.Kind {
	case Conflict:
		return CompareVersions(l.Version, "6.31") < 0
	case "EMRT":
		return CompareVersions(l.Version, "2.0") < 0
	}
	return true
}

// Slots gives how many rows a question about minerals has.
func (l Layout) Slots() int { return max(len(l.Minerals.Fixed), len(l.Minerals.Sorted)) }
