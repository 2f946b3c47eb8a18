package demo

import (
	"fmt"
	"strconv"

	"itron.com/conflict-minerals/generator/cmrt"
)

// The words on every file that say what it is.
const (
	templateTitle = "Conflict Minerals Reporting Template"
	directoryName = "Demonstration directory"
	notice        = "This is a fictional demonstration file: every company, person and smelter in it is invented."
)

// label is a text of the form in the two languages that the demonstration has.
type label struct{ key, english, german string }

// labels are our own words, not those of the real template. Sheet L holds them; a
// cell shows the one of the language chosen in D3.
var labels = []label{
	{"name", "Company (*)", "Unternehmen (*)"}, {"scope", "What this covers (*)", "Geltungsbereich (*)"},
	{"described", "Described as", "Beschreibung"}, {"unique", "Company number", "Unternehmensnummer"},
	{"authority", "Number given by", "Vergeben von"}, {"address", "Address", "Anschrift"},
	{"contact", "Contact (*)", "Ansprechpartner (*)"}, {"contact-mail", "Contact e-mail (*)", "E-Mail des Ansprechpartners (*)"},
	{"contact-phone", "Contact phone (*)", "Telefon des Ansprechpartners (*)"},
	{"signer", "Signed off by (*)", "Freigegeben von (*)"}, {"signer-title", "Function", "Funktion"},
	{"signer-mail", "Sign-off e-mail (*)", "E-Mail der Freigabe (*)"}, {"signer-phone", "Sign-off phone", "Telefon der Freigabe"},
	{"date", "Valid from (*)", "Gültig ab (*)"}, {"answer", "Answer", "Antwort"}, {"comment", "Comment", "Bemerkung"},
	{"tantalum", "Tantalum", "Tantal"}, {"tin", "Tin", "Zinn"}, {"gold", "Gold", "Gold"}, {"tungsten", "Tungsten", "Wolfram"},
	{"Q1", "1) Is the metal put into your products?", "1) Wird das Metall in Ihren Produkten eingesetzt?"},
	{"Q2", "2) Is it still in the finished product?", "2) Ist es im fertigen Produkt noch enthalten?"},
	{"Q3", "3) Does any come from the covered countries?", "3) Stammt etwas davon aus den betroffenen Ländern?"},
	{"Q4", "4) Does any come from other high-risk areas?", "4) Stammt etwas davon aus anderen Risikogebieten?"},
	{"Q5", "5) Is all of it from scrap or recycling?", "5) Stammt alles aus Schrott oder Recycling?"},
	{"Q6", "6) How many of your suppliers have answered?", "6) Wie viele Ihrer Lieferanten haben geantwortet?"},
	{"Q7", "7) Do you know all the smelters?", "7) Kennen Sie alle Schmelzen?"},
	{"Q8", "8) Are all that you know in this workbook?", "8) Stehen alle bekannten in dieser Mappe?"},
	{"A", "A. Do you have a sourcing policy?", "A. Haben Sie eine Beschaffungsrichtlinie?"},
	{"B", "B. Is it on the web? (address beside)", "B. Ist sie im Netz? (Adresse daneben)"},
	{"C", "C. Must your suppliers use audited smelters?", "C. Müssen Lieferanten geprüfte Schmelzen nutzen?"},
	{"D", "D. Do you practise due diligence?", "D. Üben Sie Sorgfaltspflicht aus?"},
	{"E", "E. Do you survey your suppliers?", "E. Befragen Sie Ihre Lieferanten?"},
	{"F", "F. Do you check their answers?", "F. Prüfen Sie deren Antworten?"},
	{"G", "G. Do you ask for corrections?", "G. Verlangen Sie Korrekturen?"},
	{"H", "H. Must you report each year?", "H. Müssen Sie jährlich berichten?"},
}

// columnOf is where sheet L keeps a language, counted from column B.
var columnOf = map[string]int{"English": 1, "Deutsch": 2}

// labels writes the words of the form, and the language in which it is shown.
func (b *book) labels(language string) {
	at := b.layout.Fields
	b.put(cmrt.SheetDeclaration, at.Language, language)
	b.formula(cmrt.SheetDeclaration, "P3", fmt.Sprintf(`MATCH(%s,L!$B$1:$C$1,0)`, at.Language), columnOf[language])
	for cell, key := range map[string]string{
		at.Name: "name", at.Scope: "scope", at.ScopeDescription: "described", at.UniqueID: "unique", at.UniqueIDAuthority: "authority",
		at.Address: "address", at.ContactName: "contact", at.ContactEmail: "contact-mail", at.ContactPhone: "contact-phone",
		at.AuthorizerName: "signer", at.AuthorizerTitle: "signer-title", at.AuthorizerEmail: "signer-mail",
		at.AuthorizerPhone: "signer-phone", at.EffectiveDate: "date",
	} {
		b.label("B"+cell[1:], key, language)
	}
	for _, q := range b.layout.Questions {
		b.label("B"+strconv.Itoa(q.Row-1), q.Number, language)
		b.label("D"+strconv.Itoa(q.Row-1), "answer", language)
		b.label("G"+strconv.Itoa(q.Row-1), "comment", language)
		for i, m := range cmrt.Metals {
			b.label("B"+strconv.Itoa(q.Row+i), string(m), language)
		}
	}
	for _, q := range b.layout.CompanyQuestions {
		b.label("B"+strconv.Itoa(q.Row), q.Number, language)
	}
	for i, text := range smelterHeader {
		if text != "" {
			b.sheets[cmrt.SheetSmelters][string(rune('A'+i))+"4"] = head(text)
		}
	}
	for i, text := range []string{"Your product number (*)", "Your product name", "Remarks"} {
		b.sheets[cmrt.SheetProducts][string(rune('B'+i))+"5"] = head(text)
	}
}

// smelterHeader is row 4 of the Smelter List, from column A.
var smelterHeader = []string{"Number typed", "Metal (*)", "Name in the look-up (*)", "Smelter name", "Country (*)", "Smelter number", "Number from",
	"Street", "City", "State or province", "Contact", "Contact e-mail", "Next steps", "Mines, or recycled", "Mine countries, or recycled",
	"All recycled?", "Remarks", "Standard name"}

func (b *book) label(cell, key, language string) {
	for i, l := range labels {
		if l.key == key {
			text := l.english
			if language == "Deutsch" {
				text = l.german
			}
			b.formula(cmrt.SheetDeclaration, cell, fmt.Sprintf("INDEX(L!$B$%d:$C$%d,1,$P$3)", i+2, i+2), text)
		}
	}
}
