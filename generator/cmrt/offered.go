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
