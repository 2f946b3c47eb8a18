package receive

import (
	"cmp"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// Known is what is known of the suppliers that may have sent something.
type Known struct {
	roster []tables.Supplier
	marks  map[clue]map[string][]string // a clue → its folded value → suppliers of the roster
	before map[clue]map[string][]string // the same from what they declared before
	own    []string                     // domains of the company that asks
}

// clue is a kind of evidence, in the words that a person reads.
type clue string

// The clues, the most telling first.
const (
	byFile    clue = "the file's name begins with its id"
	byName    clue = "the company name"
	byNumber  clue = "the company's identification number"
	byContact clue = "a contact's address"
	bySender  clue = "the sender's address"
	byHouse   clue = "the domain of a contact's address"
	byPost    clue = "the domain of the sender's address"
)

// address is the clue under which addresses are kept, domain that of domains: the
// roster does not say which of them a supplier writes in a workbook or from.
const address, domain = byContact, byHouse

// NewKnown takes the year's roster, the rosters of years before it, and the heads of
// workbooks that are known to be a supplier's, of this year or the last.
func NewKnown(roster, last []tables.Supplier, declared []tables.Workbook) Known {
	k := Known{roster: roster, marks: map[clue]map[string][]string{}, before: map[clue]map[string][]string{}}
	on := map[string]bool{}
	for _, s := range roster {
		on[s.ID] = true
		note(k.marks, byName, check.FoldCompany(s.Name), s.ID)
		noteAddress(k.marks, s.Email, s.ID)
	}
	for _, s := range last {
		if on[s.ID] {
			note(k.before, byName, check.FoldCompany(s.Name), s.ID)
			noteAddress(k.before, s.Email, s.ID)
		}
	}
	for _, w := range declared {
		if !on[w.Supplier] {
			continue
		}
		note(k.before, byName, check.FoldCompany(w.CompanyName), w.Supplier)
		note(k.before, byNumber, check.FoldName(w.UniqueID), w.Supplier)
		noteAddress(k.before, w.ContactEmail, w.Supplier)
		noteAddress(k.before, w.AuthorizerEmail, w.Supplier)
	}
	return k
}

func note(marks map[clue]map[string][]string, c clue, value, supplier string) {
	if value == "" {
		return
	}
	if marks[c] == nil {
		marks[c] = map[string][]string{}
	}
	if !slices.Contains(marks[c][value], supplier) {
		marks[c][value] = append(marks[c][value], supplier)
	}
}

func noteAddress(marks map[clue]map[string][]string, mail, supplier string) {
	mail = lower(mail)
	if strings.Contains(mail, "@") {
		note(marks, address, mail, supplier)
		note(marks, domain, house(mail), supplier)
	}
}

// Match says whose an item is, or who could be meant.
type Match struct {
	Supplier   string   // id; "" where it has to be asked
	Evidence   []string // what speaks for it
	Why        string   // why it has to be asked
	Candidates []Candidate
}

// Candidate is a supplier that could be meant, and what speaks for it.
type Candidate struct {
	Supplier tables.Supplier
	Evidence []string
}

// evidence is what one clue says.
type evidence struct {
	clue      clue
	suppliers []string
}

// Of tells whose a workbook is, by the rules of evidence that the package's comment
// gives.
func (k Known) Of(i Item) Match {
	list := k.evidence(i)
	var fit []string
	for n, e := range list {
		if n == 0 {
			fit = slices.Clone(e.suppliers)
			continue
		}
		fit = slices.DeleteFunc(fit, func(id string) bool { return !slices.Contains(e.suppliers, id) })
	}
	if len(fit) == 0 {
		fit = k.daughter(list)
	}
	m := Match{}
	named := i.Declaration.Company.Name
	switch {
	case len(list) == 0:
		m.Why, m.Candidates = "nothing in it, nor its sender, is known from the roster", k.alike(named)
		return m
	case len(fit) == 0:
		m.Why = "what speaks for one supplier speaks against another"
	case len(fit) > 1:
		m.Why = "several suppliers fit"
	case k.settled(fit[0], named, list) && (k.vouched(fit[0], i.Mail) || k.vouchedAbove(fit[0], i.Mail)):
		m.Supplier = fit[0]
	case k.settled(fit[0], named, list):
		m.Why = "it names " + k.supplier(fit[0]).Name + ", but " + k.stranger(fit[0], i.Mail)
	default:
		m.Why = "it names another company (“" + named + "”) than the roster does"
	}
	if m.Supplier != "" {
		for _, e := range list {
			told := string(e.clue)
			if !slices.Contains(e.suppliers, m.Supplier) {
				told += ", which is its parent's"
			}
			m.Evidence = append(m.Evidence, told)
		}
		return m
	}
	m.Candidates = k.candidates(list)
	return m
}

// settled judges evidence that points to one supplier alone.  A number alone will
// not do: groups share theirs.
func (k Known) settled(id, named string, list []evidence) bool {
	has := func(clues ...clue) bool {
		return slices.ContainsFunc(list, func(e evidence) bool { return slices.Contains(clues, e.clue) })
	}
	s := k.supplier(id)
	return has(byFile, byName, byContact) || named == "" || near(named, s.Name)
}

// evidence collects what the clues say, the roster before what was declared earlier.
func (k Known) evidence(i Item) []evidence {
	c := i.Declaration.Company
	var list []evidence
	add := func(c clue, suppliers []string) {
		if len(suppliers) > 0 {
			list = append(list, evidence{c, suppliers})
		}
	}
	find := func(kept clue, values ...string) []string {
		for _, marks := range []map[clue]map[string][]string{k.marks, k.before} {
			var found []string
			for _, v := range values {
				if v != "" {
					found = append(found, marks[kept][v]...)
				}
			}
			if slices.Sort(found); len(found) > 0 {
				return slices.Compact(found)
			}
		}
		return nil
	}
	if id := k.fileID(i.Name()); id != "" {
		add(byFile, []string{id})
	}
	contact, authorizer, sender := lower(c.ContactEmail), lower(c.AuthorizerEmail), i.Mail.From
	add(byName, find(byName, check.FoldCompany(c.Name)))
	add(byNumber, find(byNumber, check.FoldName(c.UniqueID)))
	add(byContact, find(address, contact, authorizer))
	add(bySender, find(address, sender))
	if !slices.ContainsFunc(list, func(e evidence) bool { return e.clue == byContact }) {
		add(byHouse, find(domain, house(contact), house(authorizer)))
	}
	if !slices.ContainsFunc(list, func(e evidence) bool { return e.clue == bySender }) {
		add(byPost, find(domain, house(sender)))
	}
	return list
}

// lower writes an address as addresses are compared.
func lower(s string) string { return strings.ToLower(text.Address(s)) }

// fileID is the longest id with which a file's name begins.
func (k Known) fileID(name string) string {
	name, id := strings.ToLower(text.Narrow(name)), ""
	for _, s := range k.roster {
		if rest, ok := strings.CutPrefix(name, s.ID); ok && len(s.ID) > len(id) && rest != "" && strings.ContainsRune(".-_ ", rune(rest[0])) {
			id = s.ID
		}
	}
	return id
}

func (k Known) supplier(id string) tables.Supplier {
	for _, s := range k.roster {
		if s.ID == id {
			return s
		}
	}
	return tables.Supplier{}
}

// candidates are those that any evidence speaks for, who has most first.
func (k Known) candidates(list []evidence) []Candidate {
	var out []Candidate
	for _, s := range k.roster {
		c := Candidate{Supplier: s}
		for _, e := range list {
			if slices.Contains(e.suppliers, s.ID) {
				c.Evidence = append(c.Evidence, string(e.clue))
			}
		}
		if len(c.Evidence) > 0 {
			out = append(out, c)
		}
	}
	stable.Sort(out, func(a, b Candidate) int { return cmp.Compare(len(b.Evidence), len(a.Evidence)) })
	return out
}

// alike are suppliers whose name resembles one that is on no roster.
func (k Known) alike(named string) []Candidate {
	var out []Candidate
	for _, s := range k.roster {
		if near(named, s.Name) {
			out = append(out, Candidate{s, []string{"a name like it"}})
		}
	}
	return out
}

// near tells whether all words of one name stand in the other, and one of them is
// longer than the initials that many have.
func near(a, b string) bool {
	short, long := strings.Fields(check.FoldCompany(a)), strings.Fields(check.FoldCompany(b))
	if len(short) > len(long) {
		short, long = long, short
	}
	telling := false
	for _, w := range short {
		if !slices.Contains(long, w) {
			return false
		}
		telling = telling || len([]rune(w)) >= 4
	}
	return telling
}
