package cmrt

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// Where a supplier chooses the minerals, the rows of a question belong to none of them:
// the template sorts the choice, and the n-th row is about the n-th of the result. The
// result is read as it was stored. Names that are not ASCII are sorted in another order
// by another program, while the answers stay where they are.

// otherNames are names of minerals in the languages of the templates, and other
// spellings. Names that stand here for none are kept as typed.
var otherNames = map[Metal][]string{
	Cobalt: {"钴", "コバルト", "코발트", "kobalt"}, Copper: {"铜", "銅", "구리", "cuivre", "kupfer"}, Graphite: {"石墨", "黒鉛", "グラファイト", "흑연", "graphit", "natural graphite"},
	Lithium: {"锂", "リチウム", "리튬"}, Mica: {"云母", "雲母", "マイカ", "운모", "glimmer"}, Nickel: {"镍", "ニッケル", "니켈"},
	"aluminum": {"铝", "アルミニウム", "알루미늄", "aluminium"}, "chromium": {"铬", "クロム", "크롬", "chrome", "chrom"}, "iridium": {"铱", "イリジウム", "이리듐"},
	"lime": {"石灰", "석회", "chaux", "kalk"}, "manganese": {"锰", "マンガン", "망간", "manganèse", "mangan"}, "palladium": {"钯", "パラジウム", "팔라듐"},
	"platinum": {"铂", "白金", "プラチナ", "백금", "platine", "platin"}, "rare earth elements": {"稀土", "稀土元素", "レアアース", "希土類元素", "희토류", "terres rares", "seltene erden", "rare earths"},
	"rhodium": {"铑", "ロジウム", "로듐"}, "ruthenium": {"钌", "ルテニウム", "루테늄", "ruthénium"}, "silver": {"银", "銀", "은", "argent", "silber"},
	"soda ash": {"纯碱", "ソーダ灰", "소다회", "carbonate de soude"}, "zinc": {"锌", "亜鉛", "아연", "zink"},
}

// mineralNamed gives a mineral by what somebody called it.
func mineralNamed(raw string) Metal {
	name, _, _ := strings.Cut(strings.ToLower(text.Narrow(text.Line(raw))), "(")
	name = strings.Join(strings.Fields(name), " ")
	for m, names := range otherNames {
		if slices.Contains(names, name) {
			return m
		}
	}
	return Metal(name)
}

// metalOfAny understands the names of metals in the lists of a template.
func metalOfAny(l Layout) func(string) Metal {
	if l.Kind == "CMRT" {
		return metalTyped
	}
	return func(raw string) Metal {
		m := mineralNamed(raw)
		if l.Minerals.Known != nil && l.Minerals.Other == "" && !slices.Contains(l.Minerals.Known, m) {
			return ""
		}
		return m
	}
}

// metal understands the name of a metal in a list of the workbook.
func (r *reader) metal(raw string) Metal { return metalOfAny(r.layout)(raw) }

// metalListed tells whether a text is a metal that the template lists, and no heading.
func (r *reader) metalListed(raw string) bool {
	m := r.metal(raw)
	return m != "" && (r.layout.Kind == "CMRT" || slices.Contains(r.layout.Minerals.Known, m))
}

// minerals decides which mineral each row of a question is about.
func (r *reader) minerals(g *grid) {
	m := r.layout.Minerals
	if m.Choice == nil {
		if r.slots = m.Fixed; r.layout.Kind != "CMRT" {
			r.d.Minerals = slices.Clone(m.Fixed)
			for _, metal := range m.Fixed {
				r.names = append(r.names, string(metal))
			}
		}
		return
	}
	chosen, stored := r.chosen(g), make([]string, len(m.Sorted))
	for i, cell := range m.Sorted {
		if c := g.cell(cell); !c.isError() && c.kind == textValue {
			stored[i] = text.Line(c.text)
		}
	}
	labels := r.rowLabels(g)
	switch {
	case sameNames(chosen, stored):
		r.mislabelled(stored, labels)
	case sameNames(chosen, labels):
		stored = labels
	default:
		stored = r.sorted(chosen)
	}
	for _, name := range stored {
		metal := Metal("")
		if name != "" {
			metal = mineralNamed(name)
			r.d.Minerals = append(r.d.Minerals, metal)
		}
		r.slots, r.names = append(r.slots, metal), append(r.names, name)
	}
}

// chosen gives the minerals that a supplier chose, as typed and each once.
func (r *reader) chosen(g *grid) (names []string) {
	m := r.layout.Minerals
	for _, at := range m.Choice {
		name := r.value(g, SheetDeclaration, at)
		if m.Other != "" && strings.EqualFold(name, m.Other) {
			column, row := splitRef(at)
			at = ref(column, row+3)
			if name = r.value(g, SheetDeclaration, at); name == "" {
				r.find(mineralUnnamed, SheetDeclaration, at, "“%s” is chosen in %s, and no mineral is named here.", m.Other, ref(column, row))
			}
		}
		if name == "" || strings.HasPrefix(strings.ToLower(name), "(delete ") || slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			continue
		}
		if r.layout.Kind == "EMRT" && !slices.Contains(m.Known, mineralNamed(name)) {
			r.find(mineralUnknown, SheetDeclaration, at, "%q is none of the minerals that EMRT %s asks about.", name, r.layout.Version)
		}
		names = append(names, name)
	}
	return names
}

// rowLabels are the names beside the rows of the first question.
func (r *reader) rowLabels(g *grid) (names []string) {
	first := r.layout.Questions[0].Row
	for i := range r.layout.Minerals.Sorted {
		name, _, _ := strings.Cut(text.Line(g.at("B"+strconv.Itoa(first+i))), "(*)")
		names = append(names, strings.TrimSpace(name))
	}
	return names
}

// mislabelled finds a row beside which another mineral stands than the template's order
// gives it: a person goes by what stands there.
func (r *reader) mislabelled(order, labels []string) {
	for i, label := range labels {
		if label == "" || mineralNamed(label) == mineralNamed(order[i]) {
			continue
		}
		is := order[i]
		if is == "" {
			is = "no mineral"
		}
		r.find(mineralOrderUnknown, SheetDeclaration, "B"+strconv.Itoa(r.layout.Questions[0].Row+i), "%q stands beside an answer that is about %s in the template's own order of the minerals: which answer is about which of them is a guess.", shortened(label), shortened(is))
		return
	}
}

// sameNames tells whether two lists hold the same names, in any order; blanks are none.
func sameNames(a, b []string) bool {
	var folded [2][]string
	for i, list := range [][]string{a, b} {
		for _, name := range list {
			if name != "" {
				folded[i] = append(folded[i], strings.ToLower(text.Narrow(name)))
			}
		}
		slices.Sort(folded[i])
	}
	return slices.Equal(folded[0], folded[1])
}

// sorted sorts the minerals chosen as the template would, where it has not done so.
func (r *reader) sorted(chosen []string) []string {
	names := slices.Clone(chosen)
	sort.SliceStable(names, func(i, j int) bool { return strings.ToLower(names[i]) < strings.ToLower(names[j]) })
	if len(names) > 0 {
		cell := r.layout.Minerals.Choice[0]
		if slices.ContainsFunc(names, func(n string) bool { return strings.ContainsFunc(n, func(c rune) bool { return c > 127 }) }) {
			r.find(mineralOrderUnknown, SheetDeclaration, cell, "The template's own order of the minerals (%s) was not calculated when the file was saved, and programs sort such names differently: which answer is about which of them is a guess.", strings.Join(names, ", "))
		} else {
			r.find(mineralOrderComputed, SheetDeclaration, cell, "The template's own order of the minerals (%s) was not calculated when the file was saved; the answers were read in the order that it gives.", strings.Join(names, ", "))
		}
	}
	return append(names, make([]string, max(0, len(r.layout.Minerals.Sorted)-len(names)))...)[:max(len(names), len(r.layout.Minerals.Sorted))]
}

// unasked finds an answer in a row that is about no mineral.
func (r *reader) unasked(g *grid, q Question, i int) {
	cell := q.Cell(i)
	if raw := r.stored(g, SheetDeclaration, cell); raw != "" {
		r.find(answerWithoutMineral, SheetDeclaration, cell, "%s: %q stands in a row without a mineral.", q.Number, raw)
	}
}
