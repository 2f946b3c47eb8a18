package review

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/stable"
)

func changes(list []smelter.Change) (lines []string) {
	for _, c := range list {
		lines = append(lines, fmt.Sprintf("%s %s: %s: %s → %s", c.ID, c.Name, c.Field, orNone(c.Old), orNone(c.New)))
	}
	return lines
}

func orNone(s string) string { return cmp.Or(s, "nothing") }

// who is a smelter as a supplier typed it.
func who(r cmrt.SmelterRow) string {
	name := cmp.Or(r.Lookup, r.Name)
	if r.Lookup == cmrt.NotListed || r.Lookup == cmrt.NotYetIdentified {
		name = cmp.Or(r.Name, r.Lookup)
	}
	return strings.TrimSpace(cmp.Or(r.IDTyped, r.ID) + " " + name)
}

// cells are the columns of a row that a supplier fills in, as typed.
func cells(r cmrt.SmelterRow) []FieldPair {
	return []FieldPair{{"metal", r.MetalRaw, ""}, {"number (A)", r.IDTyped, ""}, {"look-up", r.Lookup, ""}, {"name", r.Name, ""}, {"country", r.Country, ""}, {"identification", r.IDRaw, ""}, {"source of number", r.IDSource, ""},
		{"street", r.Street, ""}, {"city", r.City, ""}, {"state", r.State, ""}, {"contact", r.ContactName, ""}, {"contact e-mail", r.ContactEmail, ""}, {"next steps", r.NextSteps, ""},
		{"mine", r.MineName, ""}, {"mine country", r.MineCountry, ""}, {"recycled", r.RecycledRaw, ""}, {"comment", r.Comment, ""}, {"standard name (hidden)", r.StandardName, ""}}
}

func rowText(r cmrt.SmelterRow) string { return fmt.Sprint(cells(r)) }

// rowChanges compares two Smelter Lists. Rows that only moved are the same; what is left
// is paired by smelter, then by place, and what finds no other came or went.
func rowChanges(base, head cmrt.Declaration) (list []RowChange) {
	var gone, come []cmrt.SmelterRow
	same := map[string]int{}
	for _, r := range base.Smelters {
		same[rowText(r)]++
	}
	for _, r := range head.Smelters {
		if same[rowText(r)] > 0 {
			same[rowText(r)]--
		} else {
			come = append(come, r)
		}
	}
	for _, r := range slices.Backward(base.Smelters) { // the last of equal rows are those that went
		if same[rowText(r)] > 0 {
			same[rowText(r)]--
			gone = append(gone, r)
		}
	}
	slices.Reverse(gone)
	pair := func(key func(cmrt.SmelterRow) string) {
		was := map[string][]int{} // in gone, by key
		for j, g := range gone {
			if k := key(g); k != "" {
				was[k] = append(was[k], j)
			}
		}
		paired, rest := map[int]bool{}, come[:0:0]
		for _, row := range come {
			k := key(row)
			if len(was[k]) == 0 {
				rest = append(rest, row)
				continue
			}
			j := was[k][0]
			was[k], paired[j] = was[k][1:], true
			c := RowChange{File: head.File, Kind: "changed", Row: row.Row, Metal: string(row.Metal), Who: who(row)}
			before, after := cells(gone[j]), cells(row)
			for k := range before {
				if before[k].Before != after[k].Before {
					c.Fields = append(c.Fields, FieldPair{before[k].Column, before[k].Before, after[k].Before})
				}
			}
			list = append(list, c)
		}
		left := gone[:0:0]
		for j, g := range gone {
			if !paired[j] {
				left = append(left, g)
			}
		}
		gone, come = left, rest
	}
	pair(func(r cmrt.SmelterRow) string {
		if r.ID == "" {
			return ""
		}
		return string(r.Metal) + " " + r.ID
	})
	pair(func(r cmrt.SmelterRow) string { return fmt.Sprint(r.Row) })
	for _, r := range gone {
		list = append(list, RowChange{File: head.File, Kind: "removed", Row: r.Row, Metal: string(r.Metal), Who: who(r)})
	}
	for _, r := range come {
		list = append(list, RowChange{File: head.File, Kind: "added", Row: r.Row, Metal: string(r.Metal), Who: who(r)})
	}
	stable.Sort(list, func(a, b RowChange) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Kind, b.Kind)) })
	return list
}

// answerChanges compares answers, the company block and the list of products.
func answerChanges(base, head cmrt.Declaration) (list []AnswerChange) {
	add := func(what, cell, before, after string) {
		if before != after {
			list = append(list, AnswerChange{head.File, what, cell, before, after})
		}
	}
	b, h, at := base.Company, head.Company, head.Layout().Fields
	for _, line := range []struct{ what, cell, before, after string }{
		{"company", at.Name, b.Name, h.Name}, {"scope", at.Scope, b.ScopeRaw, h.ScopeRaw}, {"description of scope", at.ScopeDescription, b.ScopeDescription, h.ScopeDescription},
		{"identification number", at.UniqueID, b.UniqueID, h.UniqueID}, {"who gave the number", at.UniqueIDAuthority, b.UniqueIDAuthority, h.UniqueIDAuthority}, {"address", at.Address, b.Address, h.Address},
		{"contact", at.ContactName, b.ContactName, h.ContactName}, {"contact e-mail", at.ContactEmail, b.ContactEmail, h.ContactEmail}, {"contact phone", at.ContactPhone, b.ContactPhone, h.ContactPhone},
		{"authorizer", at.AuthorizerName, b.AuthorizerName, h.AuthorizerName}, {"authorizer e-mail", at.AuthorizerEmail, b.AuthorizerEmail, h.AuthorizerEmail},
		{"authorizer’s title", at.AuthorizerTitle, b.AuthorizerTitle, h.AuthorizerTitle}, {"authorizer’s phone", at.AuthorizerPhone, b.AuthorizerPhone, h.AuthorizerPhone}, {"language", at.Language, base.Template.Language, head.Template.Language},
		{"effective date", at.EffectiveDate, cmp.Or(b.EffectiveDate, b.EffectiveDateRaw), cmp.Or(h.EffectiveDate, h.EffectiveDateRaw)},
		{"template", "", base.Template.Type + " " + base.Template.Version, head.Template.Type + " " + head.Template.Version},
	} {
		add(line.what, line.cell, line.before, line.after)
	}
	what := func(a cmrt.Answer) string {
		return strings.TrimSpace(a.Question + " " + string(a.Metal) + " (" + strings.ReplaceAll(string(a.Key), "_", " ") + ")")
	}
	for _, a := range slices.Concat(head.Answers, head.CompanyAnswers) {
		old, _ := base.Answer(a.Key, a.Metal)
		add(what(a), a.Cell, old.Raw, a.Raw)
		add(what(a)+", comment", a.Cell, old.Comment, a.Comment)
	}
	for _, a := range slices.Concat(base.Answers, base.CompanyAnswers) {
		if _, asked := head.Answer(a.Key, a.Metal); !asked { // another version of the template
			add(what(a), "", a.Raw, "")
			add(what(a)+", comment", "", a.Comment, "")
		}
	}
	products := func(d cmrt.Declaration) string {
		var lines []string
		for _, p := range d.Products {
			lines = append(lines, strings.TrimSpace(p.Number+" "+p.Name+" "+p.Comment))
		}
		return strings.Join(lines, "; ")
	}
	add("products", "", products(base), products(head))
	return list
}

// A sentence ends at a mark with space after it, or with its line.
var (
	sentenceEnd = lazyregexp.New(`[.!?:]\s+`)
	figureLink  = lazyregexp.New(`\[((?:\\.|[^\]\\])*)\]\(figures/[^)]*\)`)
)

// sentenceChanges are the sentences of a text that came or went, in the order of the
// texts. Rows of tables are left out: their numbers are told as figures, their smelters
// as smelters.
func sentenceChanges(year int, in, before, after string) (list []SentenceChange) {
	split := func(text string) (all []string) {
		for _, line := range strings.Split(figureLink.ReplaceAllString(text, "$1"), "\n") {
			if strings.HasPrefix(line, "|") {
				continue
			}
			for len(line) > 0 {
				end := len(line)
				if at := sentenceEnd.FindStringIndex(line); at != nil {
					end = at[1]
				}
				if s := strings.TrimSpace(line[:end]); s != "" {
					all = append(all, s)
				}
				line = line[end:]
			}
		}
		return all
	}
	was, is := split(before), split(after)
	count := map[string]int{}
	for _, s := range was {
		count[s]++
	}
	var come []SentenceChange
	for _, s := range is {
		if count[s] > 0 {
			count[s]--
		} else {
			come = append(come, SentenceChange{Year: year, In: in, Words: s})
		}
	}
	for _, s := range was {
		if count[s] > 0 {
			count[s]--
			list = append(list, SentenceChange{Year: year, In: in, Gone: true, Words: s})
		}
	}
	return append(list, come...)
}

var (
	frozen   = lazyregexp.New(`^data/\d{4}/(?:filed|published)/`)
	received = lazyregexp.New(`^data/\d{4}/(?:cmrt|emrt|amrt)/.`)
)

// files tells what else changed: what people keep, line by line, and what is never to
// change. Workbooks are told as declarations.
func (r *Review) files(base, head Side) {
	for _, name := range sortedUnion(base.Files, head.Files) {
		b, was := base.Files[name]
		h, is := head.Files[name]
		switch {
		case b == h:
		case frozen.MatchString(name) && was:
			r.Frozen = append(r.Frozen, name)
		case received.MatchString(name) && path.Ext(name) != ".md":
		default:
			c := FileChange{File: name, State: "changed"}
			switch {
			case !was:
				c.State = "added"
			case !is:
				c.State = "removed"
			}
			c.Added, c.Removed = lineChanges(base.Texts[name], head.Texts[name])
			r.Files = append(r.Files, c)
		}
	}
}

// lineChanges are the lines that one text has and the other has not.
func lineChanges(before, after string) (added, removed []string) {
	only := func(a, b string) (list []string) {
		count := map[string]int{}
		for _, line := range strings.Split(b, "\n") {
			count[line]++
		}
		for _, line := range strings.Split(a, "\n") {
			if count[line] > 0 {
				count[line]--
			} else if strings.TrimSpace(line) != "" {
				list = append(list, line)
			}
		}
		return list
	}
	return only(after, before), only(before, after)
}
