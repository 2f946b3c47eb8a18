package letters

import (
	"slices"
	"strings"
)

// forDaughters asks for the answers of companies at which nobody can be asked.
func forDaughters(names []string, programme, lang string) string {
	if len(names) == 0 {
		return ""
	}
	list := literals(names)
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "de":
		return "Bitte antworten Sie auch für diese Unternehmen, zu denen wir keinen Kontakt haben: " + strings.Join(list, "; ") + ". Senden Sie für jedes ein eigenes " + programme + ", oder nennen Sie sie in dem Ihren unter „Description of Scope“."
	case "zh":
		return "以下公司我们没有联系方式，请一并代为答复：" + strings.Join(list, "；") + "。请为每家公司各提交一份 " + programme + "，或在贵公司的 " + programme + " 的 “Description of Scope” 中注明它们。"
	}
	return "Please answer for these companies, too, of which we have no address: " + strings.Join(list, "; ") + ". Send " + article(programme) + " for each of them, or name them in yours under “Description of Scope”."
}

// handedOn thanks a distributor that sent the declarations of others, and says why it is
// written to all the same: otherwise it would take the letter for a mistake.
func handedOn(names []string, programme, lang string) string {
	if len(names) == 0 {
		return ""
	}
	list := literals(names)
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "de":
		return "Von diesen Unternehmen haben wir ein " + programme + " erhalten, vielen Dank: " + strings.Join(list, "; ") + ". Was noch fehlt, ist Ihr eigenes, für Produkte, die Sie herstellen oder unter Ihrem Namen verkaufen. Liefern Sie uns keine solchen, teilen Sie uns das bitte mit."
	case "zh":
		return "我们已收到以下公司的 " + programme + "，谢谢：" + strings.Join(list, "；") + "。目前还缺贵公司自己的一份，涵盖贵公司制造或以贵公司名义销售的产品。如果贵公司没有向我们供应此类产品，请告知我们。"
	}
	return "We have received " + article(programme) + " for each of these companies, thank you: " + strings.Join(list, "; ") + ". What is still missing is your own, for products that you make or sell under your name. If you supply none of these to us, please let us know."
}

// literals are names as text of a letter.
func literals(names []string) []string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = literal(name)
	}
	return list
}

// joined are sentences one behind the other, as a language writes them.
func joined(lang string, said ...string) string {
	between := " "
	if strings.HasPrefix(lang, "zh") {
		between = ""
	}
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), between)
}
