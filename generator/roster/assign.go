package roster

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/ascii"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/listing"
	"itron.com/conflict-minerals/generator/tables"
)

// assign finds the supplier of every vendor: those whose number is known first, so that
// a name is never given to the wrong one of two; last those that were said to be a
// supplier which this export itself brings.
func (m *merger) assign() error {
	same, fresh := map[string]string{}, map[string]bool{} // what a person said of a vendor
	for key, id := range m.o.Same {
		same[listing.FoldNumber(key)] = id
	}
	for _, key := range m.o.New {
		fresh[listing.FoldNumber(key)] = true
	}
	var rest, later []vendor
	named, used := map[string]int{}, map[string]bool{}
	for _, v := range m.vendors {
		key := listing.FoldNumber(v.key())
		id, said := same[key]
		switch used[key] = said; {
		case said && m.bring(id):
			m.give(id, v)
		case said:
			later = append(later, v)
		default:
			if id = m.byNumber(v.number); id != "" {
				m.give(id, v)
				continue
			}
			rest = append(rest, v)
			named[check.FoldName(v.name)]++
			used[key] = fresh[key]
		}
	}
	for _, v := range rest {
		m.place(v, fresh[listing.FoldNumber(v.key())], named[check.FoldName(v.name)] > 1)
	}
	for _, v := range later {
		id := same[listing.FoldNumber(v.key())]
		if _, ok := m.here.byID[id]; !ok {
			return fmt.Errorf("there is no supplier %q, on this roster, last year's or among those that the export brings, for %q to be", id, v.key())
		}
		m.give(id, v)
	}
	for _, key := range slices.Sorted(maps.Keys(m.o.Same)) {
		if !used[listing.FoldNumber(key)] {
			return fmt.Errorf("the export has no vendor %q", key)
		}
	}
	for _, key := range m.o.New {
		if !used[listing.FoldNumber(key)] {
			return fmt.Errorf("the export has no vendor %q, or its number is on the roster already", key)
		}
	}
	return nil
}

// give takes a vendor for a supplier on the roster.
func (m *merger) give(id string, v vendor) {
	m.of[id] = append(m.of[id], v)
	m.here.number(v.number, id)
	if v.tax != "" {
		m.taxes[v.tax] = append(m.taxes[v.tax], id)
	}
}

// place takes a vendor whose number is not known by its name, or as new, or asks.
// fresh tells that a person said it is new, namesakes that the export has others of
// its name.
func (m *merger) place(v vendor, fresh, namesakes bool) {
	candidates, why := m.byName(v)
	if why == "" && namesakes {
		why = "the export has this name more than once, for different vendors"
	}
	switch {
	case fresh:
		m.found(v)
	case len(candidates) > 0 && why == "":
		m.bring(candidates[0].ID)
		m.give(candidates[0].ID, v)
	case len(candidates) > 0:
		m.ask(v, why, candidates)
	case v.blocked && v.spend <= 0:
		m.notes = append(m.notes, fmt.Sprintf("Row %d was left out: “%s” (%s) is blocked, and nothing was bought from it.", v.row, v.name, v.key()))
	case v.blocked:
		m.ask(v, "purchasing has blocked this vendor, and yet something was bought from it: it belongs on the roster if that was in the reporting year", nil)
	default:
		if others, what := m.alike(v); len(others) > 0 {
			m.ask(v, "a supplier of another name has the same "+what, others)
			return
		}
		m.found(v)
	}
}

func (m *merger) ask(v vendor, why string, candidates []tables.Supplier) {
	m.out.Questions = append(m.out.Questions, Question{Key: v.key(), Name: v.name, Row: v.row, Why: why, Candidates: candidates})
}

// found puts a new supplier on the roster.
func (m *merger) found(v vendor) {
	s := tables.Supplier{ID: m.newID(v), Name: v.name}
	m.put(s)
	m.here.mail(v.email, s.ID)
	m.give(s.ID, v)
}

// put adds a supplier to the roster.
func (m *merger) put(s tables.Supplier) {
	m.roster = append(m.roster, s)
	m.here.add(len(m.roster)-1, s)
	m.taken[s.ID] = true
}

// alike gives the suppliers that share a tax number or an address with a vendor, and
// which of the two it is.
func (m *merger) alike(v vendor) (list []tables.Supplier, what string) {
	for _, f := range []struct {
		what string
		ids  []string
	}{{"tax number", m.taxes[v.tax]}, {"e-mail address", m.here.byMail[strings.ToLower(v.email)]}} {
		for _, id := range f.ids {
			if s := m.roster[m.here.byID[id]]; !slices.ContainsFunc(list, func(other tables.Supplier) bool { return other.ID == id }) {
				list = append(list, s)
			}
		}
		if len(list) > 0 {
			return list, f.what
		}
	}
	return nil, ""
}

// hasNumber tells whether a supplier is known under a vendor's number.
func hasNumber(s tables.Supplier, number string) bool {
	return slices.ContainsFunc(strings.Fields(s.Vendor), func(n string) bool { return listing.FoldNumber(n) == listing.FoldNumber(number) })
}

// byNumber finds a vendor's number, on this roster or last year's.
func (m *merger) byNumber(number string) string {
	key := listing.FoldNumber(number)
	if id, ok := m.here.byNumber[key]; ok {
		return id
	}
	if id, ok := m.before.byNumber[key]; ok {
		m.bring(id)
		return id
	}
	return ""
}

// bring puts a supplier of last year's roster on this one, as it was; false where
// there is none.
func (m *merger) bring(id string) bool {
	if _, ok := m.here.byID[id]; ok {
		return true
	}
	i, ok := m.before.byID[id]
	if !ok {
		return false
	}
	s := m.last[i]
	if _, ok := m.here.byID[s.Parent]; !ok {
		s.Parent = ""
	}
	s.SpendShare = ""
	m.put(s)
	m.returning[id] = true
	return true
}

// byName gives the suppliers with a vendor's name, and why it is not clear that the
// first of them is it.
func (m *merger) byName(v vendor) (candidates []tables.Supplier, why string) {
	name := check.FoldName(v.name)
	for _, id := range m.here.byName[name] {
		candidates = append(candidates, m.roster[m.here.byID[id]])
	}
	if len(candidates) == 0 {
		for _, id := range m.before.byName[name] {
			candidates = append(candidates, m.last[m.before.byID[id]])
		}
	}
	if len(candidates) == 0 {
		return nil, ""
	}
	s := candidates[0]
	switch {
	case len(candidates) > 1:
		why = "several suppliers have this name"
	case s.Vendor != "" && v.number != "" || m.numbered(s.ID) && v.number != "":
		why = "a supplier of this name has another number"
	case s.Email != "" && v.email != "" && !strings.EqualFold(domain(s.Email), domain(v.email)):
		why = "a supplier of this name has its address under another domain"
	case len(m.of[s.ID]) > 0:
		why = "another row is taken for the supplier of this name"
	}
	return candidates, why
}

// numbered tells whether a supplier was given a vendor with a number in this import.
func (m *merger) numbered(id string) bool {
	return slices.ContainsFunc(m.of[id], func(v vendor) bool { return v.number != "" })
}

var (
	notInID = lazyregexp.New(`[^a-z0-9]+`)
	counted = lazyregexp.New(`-(\d+)$`)
)

// longestStem leaves room in a file's name for what tells two suppliers apart.
const longestStem = 40

// newID makes an id of a vendor's name. It is used by no supplier of any year, and
// does not end like the name of a second file (acme-2).
func (m *merger) newID(v vendor) string {
	stem := strings.Trim(notInID.ReplaceAllString(strings.ToLower(ascii.Of(check.FoldCompany(v.name))), "-"), "-")
	if len(stem) > longestStem {
		stem = strings.TrimRight(stem[:longestStem], "-")
	}
	if stem == "" {
		stem = "supplier"
	}
	stem = counted.ReplaceAllString(stem, "$1")
	id := stem
	for n := 0; m.taken[id]; n++ {
		id = stem + "-" + letters(n)
	}
	return id
}

// letters counts b, c, … z, ba, bb, …: a number would look like that of a file.
func letters(n int) string {
	s := ""
	for n++; n > 0; n /= 26 {
		s = string(rune('a'+n%26)) + s
	}
	return s
}

// find gives the supplier that a text names: by number, id or exact name.
func (m *merger) find(named string) string {
	if id, ok := m.here.byNumber[listing.FoldNumber(named)]; ok {
		return id
	}
	if _, ok := m.here.byID[named]; ok {
		return named
	}
	if ids := m.here.byName[check.FoldName(named)]; len(ids) > 0 {
		return ids[0]
	}
	return ""
}
