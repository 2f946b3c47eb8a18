package receive

import (
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// A letter to many suppliers brings replies that nobody wrote: somebody is away, a desk has
// taken note. They promise and refuse nothing, so none is to be recorded as an answer.

// away begins the subject of such a reply, in the words of common mail programs.
var away = lazyregexp.New(`(?i)^\s*(?:\[[^\]]*\]\s*)?(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|auto:|out of (?:the )?office|automatische antwort|abwesenheits|réponse automatique|absence du bureau|respuesta automática|risposta automatica|resposta automática|automatisch antwoord|automatiskt svar|automatisk svar|automaattinen vastaus|odpowiedź automatyczna|automatická odpověď|otomatik yanıt|автоответ|自动回复|自動回覆|自动答复|自動応答|自動返信|不在通知|자동 회신|부재중)`)

// automatic tells a reply of a program (RFC 3834, and the fields of older ones), or that a
// mail was read (RFC 8098).
func (h header) automatic() bool {
	receipt := h.media() == "multipart/report" && strings.EqualFold(parameters(h.get("content-type"), nil)["report-type"], "disposition-notification")
	return receipt || strings.HasPrefix(strings.ToLower(h.get("auto-submitted")), "auto-replied") || strings.EqualFold(h.get("precedence"), "auto_reply") ||
		len(h.fields["x-autoreply"])+len(h.fields["x-autorespond"]) > 0 && !strings.EqualFold(h.get("x-autoreply"), "no") || awayIn(decodeWords(h.get("subject"), nil))
}

func awayIn(subject string) bool { return away.MatchString(subject) }

// unattached tells of a mail without an attachment. link is what it says of a place where one
// may lie.
func (o *opener) unattached(at []string, m Mail, link string) {
	if m.Automatic && link == "" {
		o.tell(at, Other, "It is an automatic reply or a receipt without an attachment, and answers nothing: look whether it names somebody else to write to.")
		return
	}
	o.tell(at, Trouble, "It is a mail without an attachment."+link)
}

// unattachedIn names a mail of a mailbox that brings nothing, since what it says may be a
// supplier's refusal.
func unattachedIn(at []string, m Mail) string {
	name := strings.Trim(at[len(at)-1], "()")
	if m.From != "" {
		name += " from " + clip(m.From)
	}
	if m.Automatic {
		name += " (an automatic reply)"
	}
	return name
}
