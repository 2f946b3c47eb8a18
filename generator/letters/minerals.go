package letters

import (
	"cmp"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// titles are the names of the templates, and what RMI calls them in Chinese on their own
// sheets; in German they keep the English name.
var titles = map[string]struct{ en, zh string }{
	"CMRT": {"Conflict Minerals Reporting Template", "冲突矿产报告模板"},
	"EMRT": {"Extended Minerals Reporting Template", "扩展矿物报告模板"},
	"AMRT": {"Additional Minerals Reporting Template", "额外矿物报告模板"},
}

// titleOf is the full name of a programme's template.
func titleOf(programme, lang string) string {
	if base, _, _ := strings.Cut(lang, "-"); base == "zh" {
		return titles[programme].zh
	}
	return titles[programme].en
}

// mineralNames are minerals in a sentence, in the other languages of letters; one that is
// missing keeps its English name.
var mineralNames = map[string]map[cmrt.Metal]string{
	"de": {cmrt.Tin: "Zinn", cmrt.Tantalum: "Tantal", cmrt.Tungsten: "Wolfram", cmrt.Gold: "Gold",
		cmrt.Cobalt: "Kobalt", cmrt.Copper: "Kupfer", cmrt.Graphite: "Graphit", cmrt.Lithium: "Lithium", cmrt.Mica: "Glimmer", cmrt.Nickel: "Nickel"},
	"zh": {cmrt.Tin: "锡", cmrt.Tantalum: "钽", cmrt.Tungsten: "钨", cmrt.Gold: "金",
		cmrt.Cobalt: "钴", cmrt.Copper: "铜", cmrt.Graphite: "石墨", cmrt.Lithium: "锂", cmrt.Mica: "云母", cmrt.Nickel: "镍"},
}

// mineralsOf are the minerals of a programme in a sentence. In German they are the same as
// subject and as object, and letters use them as nothing else.
func mineralsOf(programme, lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	comma, and, chosen := ", ", " and ", "the minerals that the template is about"
	switch base {
	case "de":
		and, chosen = " und ", "die Mineralien, nach denen die Vorlage fragt,"
	case "zh":
		comma, and, chosen = "、", "和", "模板所涉及的矿物"
	}
	minerals := cmrt.MineralsOf(programme)
	switch programme {
	case cmrt.Conflict: // in the order in which the trade names them
		minerals = []cmrt.Metal{cmrt.Tin, cmrt.Tantalum, cmrt.Tungsten, cmrt.Gold}
	case "AMRT": // a supplier chooses
		return chosen
	}
	list := make([]string, len(minerals))
	for i, m := range minerals {
		list[i] = cmp.Or(mineralNames[base][m], string(m))
	}
	last := len(list) - 1
	return strings.Join(list[:last], comma) + and + list[last]
}
