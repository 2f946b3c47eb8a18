package roster

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/ascii"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// assign finds the supplier of every vendor: those that were named or whose number is
// known first, so that a name is never given to the wrong one of two.
func (m *merger) assign() error {
	rest := []vendor{}
	used := map[string]bool{}
	for _, v := range m.vendors {
		id := ""
		for key, same := range m.o.Same {
			if foldNumber(key) == foldNumber(v.key()) {
				used[key], id = true, same
			}
		}
		if id != "" && !m.bring(id) {
			return fmt.Errorf("there is no supplier %q, on this roster or last year's, for %q to be", id, v.key())
		}
		if id == "" {
			id = m.byNumber(v.number)
		}
		if id == "" {
			rest = append(rest, v)
			continue
		}
		m.of[id] = append(m.of[id], v)
	}
	named := map[string]int{}
	for _, v := range rest {
		named[check.FoldName(v.name)]++
	}
	for _, v := range rest {
		fresh := false
		for _, key := range m.o.New {
			if foldNumber(key) == foldNumber(v.key()) {
				used[key], fresh = true, true
			}
		}
		candidates, why := m.byName(v)
		if why == "" && named[check.FoldName(v.name)] > 1 {
			why = "the export has this name more than once, for different vendors"
		}
		switch {
		case fresh || len(candidates) == 0:
			id := m.newID(v)
			m.roster = append(m.roster, tables.Supplier{ID: id, Name: v.name})
			m.of[id] = append(m.of[id], v)
		case why == "":
			m.bring(candidates[0].ID)
			m.of[candidates[0].ID] = append(m.of[candidates[0].ID], v)
		default:
			m.out.Questions = append(m.out.Questions, Question{Key: v.key(), Name: v.name, Row: v.row, Why: why, Candidates: candidates})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(m.o.Same)) {
		if !used[key] {
			return fmt.Errorf("the export has no vendor %q", key)
		}
	}
	for _, key := range m.o.New {
		if !used[key] {
			return fmt.Errorf("the export has no vendor %q, or its number is on the roster already", key)
		}
	}
	return nil
}

// hasNumber tells whether a supplier is known under a vendor's number.
func hasNumber(s tables.Supplier, number string) bool {
	return slices.ContainsFunc(strings.Fields(s.Vendor), func(n string) bool { return foldNumber(n) == foldNumber(number) })
}

// byNumber finds a vendor's number, on this roster or last year's.
func (m *merger) byNumber(number string) string {
	if number == "" {
		return ""
	}
	for _, list := range [][]tables.Supplier{m.roster, m.last} {
		for _, s := range list {
			if hasNumber(s, number) {
				m.bring(s.ID)
				return s.ID
			}
		}
	}
	return ""
}

// bring puts a supplier of last year's roster on this one, as it was; false where
// there is none.
func (m *merger) bring(id string) bool {
	is := func(s tables.Supplier) bool { return s.ID == id }
	if slices.ContainsFunc(m.roster, is) {
		return true
	}
	i := slices.IndexFunc(m.last, is)
	if i < 0 {
		return false
	}
	s := m.last[i]
	if !slices.ContainsFunc(m.roster, func(p tables.Supplier) bool { return p.ID == s.Parent }) {
		s.Parent = ""
	}
	s.SpendShare = ""
	m.roster, m.returning = append(m.roster, s), append(m.returning, id)
	return true
}

// byName gives the suppliers with a vendor's name, and why it is not clear that the
// first of them is it.
func (m *merger) byName(v vendor) (candidates []tables.Supplier, why string) {
	name := check.FoldName(v.name)
	for _, list := range [][]tables.Supplier{m.roster, m.last} {
		for _, s := range list {
			if check.FoldName(s.Name) == name {
				candidates = append(candidates, s)
			}
		}
		if len(candidates) > 0 {
			break
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
	taken := map[string]bool{}
	for _, list := range [][]tables.Supplier{m.roster, m.last} {
		for _, s := range list {
			taken[s.ID] = true
		}
	}
	for _, id := range m.o.Taken {
		taken[id] = true
	}
	stem := strings.Trim(notInID.ReplaceAllString(strings.ToLower(ascii.Of(check.FoldCompany(v.name))), "-"), "-")
	if len(stem) > longestStem {
		stem = strings.TrimRight(stem[:longestStem], "-")
	}
	if stem == "" {
		stem = "supplier"
	}
	stem = counted.ReplaceAllString(stem, "$1")
	id := stem
	for n := 0; taken[id]; n++ {
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
func (m *merger) find(text string) string {
	for _, fits := range []func(tables.Supplier) bool{
		func(s tables.Supplier) bool { return hasNumber(s, text) },
		func(s tables.Supplier) bool { return s.ID == text },
		func(s tables.Supplier) bool { return check.FoldName(s.Name) == check.FoldName(text) },
	} {
		if i := slices.IndexFunc(m.roster, fits); i >= 0 {
			return m.roster[i].ID
		}
	}
	return ""
}
