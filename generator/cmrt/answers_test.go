package cmrt

import (
	"strings"
	"testing"
)

// TestSharesAsTyped: the template's steps, as numbers and per cents and in words, and nothing in
// between.
func TestSharesAsTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"1": "100%", "1.0": "100%", "1,0": "100%", "100": "100%", "100 %": "100%", "100.0%": "100%", "100,0": "100%", "100%": "100%", "0": "none", "0%": "none", "None": "none", "none.": "none",
		"> 90%": ">90%", ">75": ">75%", "75 % >": ">75%", "≥75": "", "<= 50%": "<=50%", "≤50": "<=50%", "50% or less": "<=50%", "< 50%": "", "> 60%": "", "90": "", "90%": "", ">90 or >75": "", "- > 50 %": ">50%", "more than 50 – ": ">50%", "0.9": "", ">": "", "101": "", "2": "",
		"超过 90%": ">90%", "大于75%": ">75%", "90% 超": ">90%", "75% 이상": ">75%", "supérieur à 50 %": ">50%", "plus de 90%": ">90%", "acima de 75%": ">75%", "größer als 50%": ">50%", "mehr als 90 %": ">90%", "Más del 75%": ">75%", "más de 50%": ">50%", "oltre il 90%": ">90%", "oltre 75%": ">75%", "over 50%": ">50%", "Greater than 90%": ">90%",
		"%90'dan fazla": ">90%", "%50'den fazla": ">50%", "%75'tan fazla": ">75%", "%75'ten fazla": ">75%", "%90 dan fazla": ">90%", "%50 den fazla": ">50%", "%75 ten fazla": ">75%",
		"50% 或更小": "<=50%", "50%或以下": "<=50%", "50% 以下": "<=50%", "50% 미만": "<=50%", "50% ou moins": "<=50%", "50% ou menos": "<=50%", "50% oder weniger": "<=50%", "50% o menos": "<=50%", "50% o meno": "<=50%", "%50 veya daha az": "<=50%",
	} {
		if got, _ := understand(typed, shares); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
		if got, _ := understand(typed, yesNoUnknown); got != "" {
			t.Errorf("where no share is asked, %q is %q", typed, got)
		}
	}
	for typed, want := range map[string]bool{"1": true, "100%": true, "100": false, "1.0": false, "0": false, "greater than 90%": false, "Greater than 90%": true, "> 90": false} {
		if answer, exact := understand(typed, shares); exact != want || answer == "" {
			t.Errorf("%q, to the letter %v (%s)", typed, exact, answer)
		}
	}
}

// TestAnswersToTheLetter: what is written as in the list is exact; in other letters, in another
// width, with space, in other brackets or with a full stop it is understood and not exact.
func TestAnswersToTheLetter(t *testing.T) {
	for _, c := range []struct {
		raw, answer string
		exact       bool
	}{
		{"Yes (3rd party audit)", Yes, true}, {"yes [3RD party  audit].", Yes, false}, {"Ｙｅｓ (internal audit)", Yes, false}, {" No", No, false}, {"No", No, true}, {"", "", false}, {"nein", No, false}, {"unknown", "", false}, {"Yes, all", "", false},
	} {
		if answer, exact := understand(c.raw, audits); answer != c.answer || exact != c.exact {
			t.Errorf("%q: %q, to the letter %v", c.raw, answer, exact)
		}
	}
	for words, answer := range map[string]string{"파악되지 않음,알 수 없음,nicht bekannt": Unknown} {
		for word := range strings.SplitSeq(words, ",") {
			if got, _ := understand(word, yesNoUnknown); got != answer {
				t.Errorf("%q is %q", word, got)
			}
		}
	}
	for raw, want := range map[string]string{"是、符合": Yes, "はい，SEC": Yes, "evet, SEC": Yes, "Yes": "yes", "Oui, oui": Yes, "Oui, non": "", "Oui, inconnu": "", "Non, SEC": "", "SEC, oui": "", "Oui": Yes} {
		if got, _ := understand(raw, disclosures); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}

// TestWhatTheListsOfTheTemplatesMean: every text of each list, in its order.
func TestWhatTheListsOfTheTemplatesMean(t *testing.T) {
	for want, list := range map[string][]option{
		"yes no": yesNo, "yes no unknown": yesNoUnknown, "yes no unknown ": uncertain, "yes no ": provided, "yes yes no": contractual, "yes no planned": plannable, "yes yes yes yes no": audits, "100% >90% >75% >50% <=50% none": shares,
		"100% >75% >50% >25% <25% none": sharesOf3, "100% >75% >50% >25% <25% none ": sharesOf2, "yes yes no ": surveys, "yes yes yes no": disclosures, "company product user-defined": scopesSince3, "company division product-category product": scopesOf2,
		"yes no unknown not-declaring": addedOfEMRT1, "yes no unknown not-declaring ": addedOfEMRT2, "100% >90% >75% >50% <=50% none did-not-survey": sharesOfEMRT2, "100% >90% >75% >50% <=50% none unknown did-not-survey": sharesOfAMRT, "yes planned no": validatedOrSoon, "yes yes no  ": surveysOfCRT, "yes yes no   ": surveysOfEMRT,
	} {
		var got []string
		for _, o := range list {
			got = append(got, o.answer)
			if answer, exact := understand(o.text, list); answer != o.answer || !exact {
				t.Errorf("%q is %q, to the letter %v", o.text, answer, exact)
			}
		}
		if strings.Join(got, " ") != strings.TrimRight(want, " ") {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestMetalsInTheTemplatesLanguages, and by symbol.
func TestMetalsInTheTemplatesLanguages(t *testing.T) {
	for metal, words := range map[Metal]string{
		Tantalum: "Ta,钽,鉭,タンタル,탄탈,탄탈럼,탄탈륨,Tantal,tantale,tántalo,tantalo,tântalo,tantalio",
		Tin:      "Sn,锡,錫,すず,スズ,주석,Zinn,étain,etain,estaño,estanho,stagno,kalay",
		Gold:     "Au,金,黄金,黃金,금,or,oro,ouro,altın,altin",
		Tungsten: "W,钨,鎢,タングステン,텅스텐,Wolfram,volfram,tungstène,tungsteno,tungstênio,wolframio,volframio",
	} {
		for word := range strings.SplitSeq(words, ",") {
			if got := metalTyped(word + " (x)"); got != metal || metalOf(word) != "" || MetalNamed(word) != "" {
				t.Errorf("%q is %q, want %q", word, got, metal)
			}
		}
		if metalTyped(string(metal)) != metal || MetalNamed(strings.ToUpper(string(metal))) != metal {
			t.Errorf("%s is not itself", metal)
		}
	}
	for mineral, words := range map[Metal]string{
		Cobalt: "钴,コバルト,코발트,Kobalt", Copper: "铜,銅,구리,cuivre,Kupfer", Graphite: "石墨,黒鉛,グラファイト,흑연,Graphit,Natural graphite", Lithium: "锂,リチウム,리튬", Mica: "云母,雲母,マイカ,운모,Glimmer", Nickel: "镍,ニッケル,니켈",
		"aluminum": "铝,アルミニウム,알루미늄,aluminium", "chromium": "铬,クロム,크롬,chrome,Chrom", "iridium": "铱,イリジウム,이리듐", "lime": "石灰,석회,chaux,Kalk", "manganese": "锰,マンガン,망간,manganèse,Mangan", "palladium": "钯,パラジウム,팔라듐",
		"platinum": "铂,白金,プラチナ,백금,platine,Platin", "rare earth elements": "稀土,稀土元素,レアアース,希土類元素,희토류,terres rares,seltene  Erden,rare earths", "rhodium": "铑,ロジウム,로듐", "ruthenium": "钌,ルテニウム,루테늄,ruthénium", "silver": "银,銀,은,argent,Silber",
		"soda ash": "纯碱,ソーダ灰,소다회,carbonate de soude", "zinc": "锌,亜鉛,아연,Zink",
	} {
		for word := range strings.SplitSeq(words, ",") {
			if got := mineralNamed(" " + word + " (*)"); got != mineral {
				t.Errorf("%q is %q, want %q", word, got, mineral)
			}
		}
	}
}
