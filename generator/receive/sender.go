package receive

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Within names addresses of the company that asks. A mail of a supplier that one of its
// people sent on, attached whole, counts as that supplier's.
func (k Known) Within(addresses ...string) Known {
	for _, a := range addresses {
		if own := house(lower(a)); own != "" {
			k.own = append(k.own[:len(k.own):len(k.own)], own)
		}
	}
	return k
}

// vouched tells whether who sent a mail is known for a supplier. What came by no mail
// was brought by the person who names the file.
func (k Known) vouched(id string, m Mail) bool { return k.stranger(id, m) == "" }

// stranger says who had a hand in a mail without being known for a supplier; "" where all
// are known: for the supplier, or, of mails around its own, for the company that asks.
func (k Known) stranger(id string, m Mail) string {
	if m.Came && m.From == "" {
		return "it cannot be told who sent the mail"
	}
	if m.Came && !k.writes(id, m.From) {
		return "the sender, " + m.From + ", is known for it neither from the roster nor from what it declared before"
	}
	for _, from := range m.Around {
		if !k.writes(id, from) && !slices.Contains(k.own, house(from)) {
			return "the mail came within one of " + cmp.Or(from, "a sender who cannot be told") + ", who is not known for it"
		}
	}
	return ""
}

// writes tells whether an address, or the domain of a company in it, is a supplier's.
func (k Known) writes(id, from string) bool {
	return slices.ContainsFunc([]map[clue]map[string][]string{k.marks, k.before}, func(marks map[clue]map[string][]string) bool {
		return slices.Contains(marks[address][from], id) || slices.Contains(marks[domain][house(from)], id)
	})
}

// house is the domain by which a company is known: acme.co.uk of
// minerals@mail.acme.co.uk. Domains where anybody can have an address tell nothing.
func house(mail string) string {
	at := strings.LastIndex(mail, "@")
	if at < 0 {
		return ""
	}
	host := strings.Trim(mail[at+1:], ". ")
	own, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return ""
	}
	label, _, _ := strings.Cut(own, ".")
	if slices.Contains(freeMail, own) || slices.Contains(freeMailNames, label) {
		return ""
	}
	return own
}
