package check

import (
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// What people type where a name belongs and they have none. Whole texts are
// compared, never parts: “See Wei Ling” is a person and “Testa Metalli” a smelter.

// reference is a text that points to another cell instead of naming a person.
var reference = lazyregexp.New(`^(the )?(same|ditto|idem|dto|see|as)( as| like)?( (the )?(above|below|before|contact|contact (name|person)|company contact|previous|d\d+))?$|^(siehe|wie) oben$|^gleich(e|er)? person$|^voir ci-dessus$|^idem ci-dessus$|^véase arriba$|^como arriba$|^come sopra$|^ver acima$|^同上$|^同じ$|^상동$|^위와 같음$|^yukarıdaki gibi$`)

// nothing is a text that says that there is nothing to say.
var nothing = lazyregexp.New(`^(tb[acd]|to be (advised|announced|confirmed|defined|determined|provided)|n[./ ]?[ad]|none|nil|null|unknown|unnamed|(name )?not (applicable|available|known|provided|disclosed|specified)|no data|no name|pending|in progress|various|several|multiple|many|confidential|proprietary|secret|test|x+|smelter|smelter name|refiner|supplier|see (the )?(attach(ed|ment)?|attached (file|list|sheet)|list|comments?|above|below|next sheet)|siehe anhang|unbekannt|keine?|inconnu|desconocido|不明|未知|无|無|なし|없음)$`)

// untold is what people write who were not told the name, or who do not tell it.
var untold = lazyregexp.New(`^((the )?(smelter|refiner|smelter name|source|name)s? (is |are |still )?(unknown|not (yet )?(known|disclosed|provided|available))( yet)?|unknown (smelter|refiner|source|name|origin)s?|not (yet )?(known|provided|disclosed|available|received|determined|specified)( yet)?( by (the |our )?(supplier|vendor)s?)?|(the |our )?(supplier|vendor)s? (did|does|do|has|have|would|will|could|can) ?not\b.*|no (answer|response|reply|information|info|smelters?|refiners?)( (from|by) (the |our )?(supplier|vendor)s?)?|(still )?under (investigation|review|evaluation)|(still )?(investigating|waiting for .*|awaiting .*)|(does not|doesn.t) apply|ditto|idem|same( as above)?|recycled|scrap|recycled (material|scrap|metal)|see (email|e-mail|mail|website)|` +
	`(noch )?nicht bekannt|keine angaben?|k\. ?a|nicht zutreffend|entfällt|vertraulich|` +
	`non (communiqué|disponible|applicable)|ne s.applique pas|confidentiel|no (aplica|disponible|divulgado)|non (disponibile|applicabile|noto)|não (aplicável|disponível|divulgado)|desconhecido|sconosciuto|bilinmiyor|` +
	`待定|待确认|待確認|不详|不詳|保密|未提供|不适用|不適用|同上|該当なし|非公開|未定|未回答|확인 ?중|미확인|해당 ?없음|비공개|모름)$`)

// folded takes away case, the space around and the full stop behind a text.
func folded(typed string) string {
	return strings.ToLower(strings.TrimRight(text.Line(typed), ". "))
}

// noName tells whether a text stands where the name of a person belongs, and is
// none.
func noName(typed string) bool { return reference.MatchString(folded(typed)) || placeholder(typed) }

// placeholder tells whether a text stands for something that is not there: a word
// for nothing, or no letter and no digit at all.
func placeholder(typed string) bool {
	if typed == "" {
		return false
	}
	const longest = 1_000 // bytes; what stands for nothing is a word or two
	if len(typed) > longest {
		return false
	}
	marks := !strings.ContainsFunc(typed, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
	says := folded(typed)
	return marks || nothing.MatchString(says) || untold.MatchString(says)
}
