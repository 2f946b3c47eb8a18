package check

import (
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// roster finds the supplier that a workbook is from.
type roster struct {
	byLength []tables.Supplier            // longest id first, so that acme-gmbh wins over acme
	byID     map[string]int               // place in byLength
	byName   map[string][]tables.Supplier // folded company name
}

func newRoster(list []tables.Supplier) roster {
	r := roster{byLength: slices.Clone(list), byID: make(map[string]int, len(list)), byName: map[string][]tables.Supplier{}}
	stable.Sort(r.byLength, func(a, b tables.Supplier) int {
		if len(a.ID) != len(b.ID) {
			return len(b.ID) - len(a.ID)
		}
		return strings.Compare(a.ID, b.ID)
	})
	for i := len(r.byLength) - 1; i >= 0; i-- {
		r.byID[r.byLength[i].ID] = i
	}
	for _, s := range list {
		key := FoldCompany(s.Name)
		r.byName[key] = append(r.byName[key], s)
	}
	return r
}

// match goes by the file's name, which begins with the supplier's id, or by the
// folder it lies in; then by the company name, if exactly one supplier has it.
func (r roster) match(d cmrt.Declaration) *tables.Supplier {
	base := strings.ToLower(path.Base(d.File))
	below, _ := cmrt.BelowFolder(strings.ToLower(d.File))
	folder, _, inFolder := strings.Cut(below, "/")
	first := len(r.byLength)
	take := func(id string) {
		if i, known := r.byID[id]; known {
			first = min(first, i)
		}
	}
	if inFolder {
		take(folder)
	}
	for end := range base {
		if strings.IndexByte(".-_ ", base[end]) >= 0 {
			take(base[:end])
		}
	}
	if first < len(r.byLength) {
		return &r.byLength[first]
	}
	if named := r.byName[FoldCompany(d.Company.Name)]; d.Company.Name != "" && len(named) == 1 {
		return &named[0]
	}
	return nil
}

// legalForms are the endings by which the same company is written differently.
var legalForms = strings.Fields("inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg se sa sas sarl srl spa bv nv oy ab as aps kk pte pty sdn bhd jsc ooo")

// FoldCompany takes away case, accents, punctuation and legal forms, by which the
// same company is written differently in a template, a roster and a mail.
func FoldCompany(name string) string {
	words := strings.Fields(FoldName(name))
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// FoldName takes away case, accents and punctuation, and leaves the legal form: two
// companies may differ by nothing else.
func FoldName(name string) string { return text.Words(name) }

// Owner gives the id of the supplier on a roster that accounts for a workbook, as a
// review would find it; "" for none.
func Owner(list []tables.Supplier, d cmrt.Declaration) string {
	if s := newRoster(list).match(d); s != nil {
		return s.ID
	}
	return ""
}
