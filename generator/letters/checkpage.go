package letters

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/project"
)

// checkWords names the page on which a supplier can check its workbook before it sends it.
const checkWords = "check_page"

// checkTold are the sentences that do, by language: before a first workbook, and before a
// corrected one, which the page compares with a directory of smelters or does not.
var checkTold = map[string]struct{ first, with, without string }{
	"en": {"You can [check the workbook](%s) before you send it: your own browser reads it, and nothing is sent.",
		"You can [check the corrected workbook](%s) before you send it. The page shows this same list, but for what follows from our list of suppliers or from earlier declarations; your own browser reads the file, and nothing is sent.",
		"You can [check the corrected workbook](%s) before you send it. The page shows this same list, but for what follows from our list of suppliers, from earlier declarations or from the directory of smelters; your own browser reads the file, and nothing is sent."},
	"de": {"Sie können die Arbeitsmappe vor dem Senden [selbst prüfen](%s): Ihr eigener Browser liest sie, nichts wird gesendet.",
		"Sie können die berichtigte Arbeitsmappe vor dem Senden [selbst prüfen](%s). Die Seite zeigt dieselbe Liste, außer was sich aus unserer Lieferantenliste oder aus früheren Erklärungen ergibt; Ihr eigener Browser liest die Datei, nichts wird gesendet.",
		"Sie können die berichtigte Arbeitsmappe vor dem Senden [selbst prüfen](%s). Die Seite zeigt dieselbe Liste, außer was sich aus unserer Lieferantenliste, aus früheren Erklärungen oder aus dem Verzeichnis der Schmelzhütten ergibt; Ihr eigener Browser liest die Datei, nichts wird gesendet."},
	"zh": {"发送前可[自行检查工作簿](%s)：由您自己的浏览器读取，不会发送任何内容。",
		"发送前可[自行检查更正后的工作簿](%s)。该页面显示相同的清单，但依据我方供应商名单或以往声明得出的各点除外；文件由您自己的浏览器读取，不会发送任何内容。",
		"发送前可[自行检查更正后的工作簿](%s)。该页面显示相同的清单，但依据我方供应商名单、以往声明或冶炼厂名录得出的各点除外；文件由您自己的浏览器读取，不会发送任何内容。"},
}

// checkPage says in Markdown where a supplier can check its workbook; "" where there is no
// such page, or it judges by another year than the letter is about.
func (in *Input) checkPage(kind, lang string) string {
	if in.CheckPage == "" {
		return ""
	}
	base, _, _ := strings.Cut(lang, "-")
	told, ok := checkTold[base]
	if !ok {
		base, told = "en", checkTold["en"]
	}
	sentence := told.first
	switch {
	case kind == campaign.ToCorrect && in.Registrant.CheckPage == project.WithDirectory && in.Year.Settings.Snapshots.Directory != "":
		sentence = told.with
	case kind == campaign.ToCorrect:
		sentence = told.without
	}
	at := strings.NewReplacer("(", "%28", ")", "%29").Replace(in.CheckPage)
	if base != "en" {
		at += "#" + base
	}
	return fmt.Sprintf(sentence, at)
}
