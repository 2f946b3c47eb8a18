package cmrt

import (
	"slices"
	"strings"
	"unicode"
)

// Normalised answers. Shares are the template's own steps.
const (
	Yes     = "yes"
	No      = "no"
	Unknown = "unknown"
)

// option is one text of a drop-down list and what it means.
type option struct{ text, answer string }

var (
	yesNo        = []option{{"Yes", Yes}, {"No", No}}
	yesNoUnknown = []option{{"Yes", Yes}, {"No", No}, {"Unknown", Unknown}}
	shares       = []option{
		{"100%", "100%"}, {"Greater than 90%", ">90%"}, {"Greater than 75%", ">75%"},
		{"Greater than 50%", ">50%"}, {"50% or less", "<=50%"}, {"None", "none"},
	}
	scopes = []option{
		{"A. Company", "company"},
		{"B. Product (or List of Products)", "product"},
		{"C. User defined [Specify in 'Description of scope']", "user-defined"},
	}
	surveys = []option{
		{"Yes, in conformance with IPC1755 (e.g., CMRT)", Yes},
		{"Yes, using other format (describe)", Yes},
		{"No", No},
	}
	disclosures = []option{
		{"Yes, with the SEC", Yes}, {"Yes, with the EU", Yes}, {"Yes, with the SEC and the EU", Yes}, {"No", No},
	}
)

// options gives the drop-down list that versions 6.x attach to a question.
func options(key Key) []option {
	switch key {
	case CoveredCountries, CAHRA, Recycled:
		return yesNoUnknown
	case ResponseShare:
		return shares
	case SupplierSurvey:
		return surveys
	case AnnualDisclosure:
		return disclosures
	}
	return yesNo
}

// localised are yes, no and unknown in the template's ten languages, for
// suppliers who type the word of their own instead of choosing from the list.
var localised = []option{
	{"是", Yes}, {"否", No}, {"未知", Unknown}, {"不明", Unknown},
	{"はい", Yes}, {"いいえ", No},
	{"예", Yes}, {"네", Yes}, {"아니오", No}, {"아니요", No}, {"알 수 없음", Unknown}, {"모름", Unknown},
	{"oui", Yes}, {"non", No}, {"inconnu", Unknown},
	{"sim", Yes}, {"não", No}, {"nao", No}, {"desconhecido", Unknown},
	{"ja", Yes}, {"nein", No}, {"unbekannt", Unknown},
	{"sí", Yes}, {"si", Yes}, {"desconocido", Unknown},
	{"sì", Yes}, {"sconosciuto", Unknown},
	{"evet", Yes}, {"hayır", No}, {"hayir", No}, {"bilinmiyor", Unknown},
}

// understand turns a typed answer into its normalised form. exact tells that
// the text is one of the options to the letter; where it is not and the answer
// is not "", there was still no doubt what was meant.
func understand(raw string, list []option) (answer string, exact bool) {
	for _, o := range list {
		if raw == o.text {
			return o.answer, true
		}
	}
	typed := fold(raw)
	for _, o := range list {
		if typed == fold(o.text) {
			return o.answer, false
		}
	}
	if i := slices.IndexFunc(localised, func(o option) bool { return typed == fold(o.text) }); i >= 0 && offers(list, localised[i].answer) {
		return localised[i].answer, false
	}
	if offers(list, "100%") && slices.Contains([]string{"1", "1.0", "100"}, strings.TrimSuffix(typed, "%")) {
		// "100%" chosen in 6.01 to 6.22 is stored as the number 1.
		return "100%", typed == "1"
	}
	return "", false
}

// offers tells whether an answer can be chosen from a list at all.
func offers(list []option, answer string) bool {
	return slices.ContainsFunc(list, func(o option) bool { return o.answer == answer })
}

// fold takes away what does not change an answer: case, space, final full stop.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	return strings.TrimRight(s, ".")
}

// metalOf understands a metal name as typed: "Tin", "tin ", "Tin (Sn)".
func metalOf(raw string) Metal {
	typed, _, _ := strings.Cut(fold(raw), "(")
	for _, m := range Metals {
		if typed == string(m) {
			return m
		}
	}
	return ""
}
