package smelter

import (
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
)

// formKinds are the legal forms by kind: the words by which a company says what
// kind of company it is, after transliteration. Suppliers leave them out, shorten
// and exchange them. The kinds "ltd" and "inc" are also what companies of any
// country call themselves in English; "" only goes along with others.
var formKinds = map[string]string{
	"ltd":  "ltd limited co company companies llc llp lp plc pte pty pvt private proprietary kk kabushiki kaisha gk",
	"inc":  "inc incorporated corp corporation",
	"gmbh": "gmbh mbh", "ag": "ag", "kg": "kg kgaa ohg", "se": "se",
	"sa": "sa spolka akcyjna", "sas": "sas", "sarl": "sarl", "sca": "sca scs", "snc": "snc",
	"spa": "spa", "srl": "srl", "sl": "sl slu",
	"bv": "bv", "nv": "nv", "ab": "ab", "as": "as asa", "aps": "aps", "oy": "oy oyj",
	"bhd": "sdn bhd berhad", "pt": "pt", "cv": "cv",
	"jsc": "jsc ojsc pjsc cjsc ao oao pao zao joint stock", "ooo": "ooo too ead ood",
	"ltda": "ltda lda limitada eireli",
	"fz":   "dmcc fzc fze fzco fz jlt",
	"sti":  "sti", "sro": "sro spol", "doo": "doo", "zrt": "zrt", "kft": "kft",
	"": "de tbk persero",
}

// legalForms gives the kind of each form.
var legalForms = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for kind, list := range formKinds {
		for _, form := range strings.Fields(list) {
			m[form] = kind
		}
	}
	return m
})

// joining words tell no two facilities apart.
var joining = map[string]bool{"and": true, "the": true, "of": true, "und": true, "et": true, "e": true, "y": true}

// eastern are legal forms that must go before transliteration, which would make
// ordinary words of them. The longest stand first.
var eastern = strings.NewReplacer("股份有限公司", " ", "有限责任公司", " ", "有限公司", " ", "股份公司", " ", "公司", " ", "株式会社", " ", "주식회사", " ", "㈜", " ")

// forms are the kinds of legal form that a name states.
func forms(name string) map[string]bool {
	kinds := map[string]bool{}
	for _, w := range latinWords(name) {
		if kind := legalForms()[w]; kind != "" {
			kinds[kind] = true
		}
	}
	return kinds
}

// formRelation says how the legal forms of two names go together. "Delta Ltd" and
// "Delta GmbH" may be one company or sisters.
type formRelation int

const (
	formsAgree   formRelation = iota // one in common, or a name states none
	formsDiffer                      // none in common
	formsExclude                     // and both are of one country's law, where they mean different companies: PT and CV
)

func relation(a, b map[string]bool) formRelation {
	if len(a) == 0 || len(b) == 0 {
		return formsAgree
	}
	rel := formsExclude
	for kind := range a {
		if b[kind] {
			return formsAgree
		}
	}
	for _, stated := range []map[string]bool{a, b} {
		if stated["ltd"] || stated["inc"] {
			rel = formsDiffer
		}
	}
	return rel
}

// almostForm tells whether a word is a legal form or joining word, misspelt (Ldt)
// or, at the end of a name, cut off (Co., L). Such a word tells nothing either.
func almostForm(word string, last bool) bool {
	almost := func(form string) bool {
		return last && strings.HasPrefix(form, word) || swapped(word, form) ||
			len(form) >= 3 && len(word) >= 2 && levenshtein.ComputeDistance(word, form) <= 1
	}
	for form := range legalForms() {
		if almost(form) {
			return true
		}
	}
	for form := range joining {
		if almost(form) {
			return true
		}
	}
	return false
}
