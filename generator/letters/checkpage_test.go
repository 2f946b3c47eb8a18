package letters

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestLettersNameTheCheckPage holds, in each language, that requests, reminders and
// corrections name the page where there is one, that a correction says what it shows, and
// that nothing of it is left where there is none.
func TestLettersNameTheCheckPage(t *testing.T) {
	t.Parallel()
	const at = "https://www.example.com/minerals/check/"
	same := map[string]string{"en": "this same list", "de": "dieselbe Liste", "zh": "相同的清单"}
	list := map[string]string{"en": "directory of smelters", "de": "Verzeichnis der Schmelzhütten", "zh": "冶炼厂名录"}
	for _, lang := range []string{"en", "de", "zh"} {
		for _, kind := range []string{campaign.ToAsk, campaign.ToRemind, campaign.ToCorrect} {
			for _, page := range []project.CheckPage{project.NoCheckPage, project.WithoutDirectory, project.WithDirectory} {
				in := example(t)
				in.Registrant.PublicURL, in.Registrant.CheckPage = "https://www.example.com/minerals/", page
				in.Year.Settings.Snapshots.Directory = "directory-2025-03-05.csv"
				in.CheckPage = in.Registrant.CheckAddress()
				l := letterOf(kind, tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example", Language: lang})
				l.State.Book = &check.Workbook{Declaration: cmrt.Declaration{File: "data/2025/cmrt/acme.xlsx"}}
				mail, err := in.Mail(l)
				if err != nil {
					t.Fatal(err)
				}
				text := mail.Text
				said := strings.Join(strings.Fields(text), " ")
				named := at
				if lang != "en" {
					named += "#" + lang
				}
				if got := strings.Contains(text, named); got != page.Offered() {
					t.Errorf("%s, %s, %s: the page is named: %v\n%s", lang, kind, page, got, text)
				}
				if got := strings.Contains(said, same[lang]); got != (page.Offered() && kind == campaign.ToCorrect) {
					t.Errorf("%s, %s, %s: it is said that the list is the same: %v", lang, kind, page, got)
				}
				if got := strings.Contains(said, list[lang]); got != (page == project.WithoutDirectory && kind == campaign.ToCorrect) {
					t.Errorf("%s, %s, %s: it is said that smelters are compared with no directory: %v", lang, kind, page, got)
				}
				if strings.Contains(text, "check_page") || strings.Contains(text, "\n\n\n") {
					t.Errorf("%s, %s, %s: a placeholder left a trace\n%s", lang, kind, page, text)
				}
			}
		}
	}
}
