package listing

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
)

// renamed is the day on which RMI's programme had stopped to call a facility
// compliant that it calls conformant now.
const renamed = "2018-01-01"

// initiatives are the names of RMI's programme, now and before 2017, that may stand
// before a status.
var initiatives = []string{"rmap ", "rmi ", "cfsp ", "cfs ", "cfsi "}

// statusNamed reads a status that is known, "" for any other word. The whole cell must
// be that word: “Not Conformant” and “Conformant (expired)” are others.
func statusNamed(raw, asOf string) string {
	word := strings.ToLower(plain(raw))
	for _, name := range initiatives {
		word = strings.TrimPrefix(word, name)
	}
	switch {
	case smelter.KnownStatus(word):
		return word
	case word == "compliant" && asOf < renamed:
		return smelter.Conformant
	}
	return ""
}

// status gives the status of a row, as its column says it or, where its list has no
// such column, as the kind of the list does, and which of the two said it. A status that is
// not known stays as typed.
func (e entry) status(kind Kind, asOf string) (word, from string) {
	if !e.part.has(keyStatus) {
		return string(kind), "option --kind " + string(kind)
	}
	raw := e.text(keyStatus)
	if raw == "" {
		return "", ""
	}
	if known := statusNamed(raw, asOf); known != "" {
		return known, e.part.header(keyStatus)
	}
	return raw, e.part.header(keyStatus)
}

// What a column that might say a status looks like, by its header or by a cell.
var (
	statusHeader = lazyregexp.New(`stat[uo]|facilitystandard|estado|zustand|durum|ステータス|状[态態況况]|狀[態况]|상태|con?form|complian|conforme|合格|合规|合規|符合|準拠|適合|적합|certif|eligib|assess|audit|approv|removed|removal|delist|suspen|sanction|expir|^r(map|mi)|^(active|aktiv)`)
	statusCell   = lazyregexp.New(`con?form(ant|e|ity|al|ance)?\b|konform|complian|facility standard|^(rmap |cfsp? |cfsi )?(in)?active\b|\b(aktiv|actif|activo)\b|^(removed|delisted|suspended|expired|withdrawn|in communication|outreach required|not eligible|ineligible)|communication suspended|vetting process|合格|合规|合規|符合|準拠|適合|적합`)
	operating    = lazyregexp.New(`^(inactive|not active|(not |non-?)?operat(ional|ing)|closed|idle|(temporarily|permanently) closed|shut ?down|dormant|in operation|under construction)$`)
	clearHeader  = lazyregexp.New(`assess|audit|conform|complian|rmap|cfs|rmi|program`)
)

// rated finds what keeps a part from giving its facilities a status: a column of statuses
// that was not understood, no word on what the list as such is, or one against it.
func (c *columns) rated(p *part, kind Kind, file string) error {
	for _, r := range p.rows {
		if r.struck {
			return fmt.Errorf("%sin row %d an entry is struck through, and nobody can say whether the row still stands: take the row out, or the line", c.of(p), r.number)
		}
	}
	if p.has(keyStatus) {
		return c.operates(p)
	}
	if kind != Conformant && kind != Active {
		return fmt.Errorf("%sno column says a status, and a status is not assumed: say --kind conformant or --kind active if the list as such is one of those facilities; there is %s", c.of(p), quoted(p.headers))
	}
	for i := range p.width() {
		if what := p.mightRate(i); what != "" {
			return fmt.Errorf("%sthe column %s may say a status (%s), so --kind %s cannot: name it with --map status=%s or, if it says none, with --map other=%s", c.of(p), p.column(i), what, kind, p.column(i), p.column(i))
		}
	}
	for _, title := range append([]string{file, p.sheet}, p.titles...) {
		if word := against(title, kind); word != "" {
			return fmt.Errorf("%s“%s” speaks of %q, so that not every facility below it is %s: give the list a column of statuses, or take the others out", c.of(p), title, word, kind)
		}
	}
	if err := c.headed(p, kind); err != nil {
		return err
	}
	for _, r := range p.rows {
		if r.hidden {
			return fmt.Errorf("%srow %d is hidden, and nobody can say that it is meant: no column says a status. Show the hidden rows, or take them out", c.of(p), r.number)
		}
	}
	if p.beyond {
		return fmt.Errorf("%sthe columns beyond AB are not read, and one of them may say a status: take them out", c.of(p))
	}
	return nil
}

// headed finds a line among the facilities that speaks of another status, as one over those
// below it does (“Formerly conformant”); what stands behind the last of them is a remark.
func (c *columns) headed(p *part, kind Kind) error {
	said, word, number := "", "", 0
	for _, r := range p.rows {
		if idIn(r.cells) == "" {
			line := plain(strings.Join(r.cells, " "))
			if found := against(line, kind); found != "" && word == "" {
				said, word, number = line, found, r.number
			}
			continue
		}
		if word != "" {
			return fmt.Errorf("%srow %d, “%s”, speaks of %q, so that not every facility below it is %s: give the list a column of statuses, or take the others out", c.of(p), number, finding.Short(said, 80), word, kind)
		}
	}
	return nil
}

// operates finds a column of statuses that says whether facilities are in operation.
func (c *columns) operates(p *part) error {
	if clearHeader.MatchString(foldHeader(p.header(keyStatus))) {
		return nil
	}
	for _, r := range p.rows {
		cell := entry{c: c, part: p, cells: r.cells}.text(keyStatus)
		if operating.MatchString(strings.ToLower(plain(cell))) {
			return fmt.Errorf("%sthe column “%s” says %q in row %d, as if it were about whether facilities operate: say with --map operational_status=%s that it is, or rename it to Assessment status", c.of(p), p.header(keyStatus), cell, r.number, p.header(keyStatus))
		}
	}
	return nil
}

// width is the number of columns that hold anything.
func (p *part) width() int {
	width := len(p.headers)
	for _, r := range p.rows {
		width = max(width, len(r.cells))
	}
	return width
}

// column names a column by its header, otherwise by its letter.
func (p *part) column(i int) string {
	if i < len(p.headers) && p.headers[i] != "" {
		return p.headers[i]
	}
	name := ""
	for n := i + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return "column " + name
}

// plainKeys are the columns whose words are names, and no status.
var plainKeys = []string{keyID, keyMetal, keyName, keyStandardName, keyCountry, keyState, keyCity, keyOther}

// mightRate tells what of a column looks like a status, "" where nothing does: of one
// that is not known its header or a cell, of others a cell.
func (p *part) mightRate(i int) string {
	known, operates := false, false
	for key, at := range p.at {
		switch {
		case at != i:
		case slices.Contains(plainKeys, key):
			return ""
		default:
			known, operates = true, key == keyOperates
		}
	}
	header := foldHeader(p.column(i))
	if slices.Contains(p.other, header) {
		return ""
	}
	if !known && i < len(p.headers) && statusHeader.MatchString(header) {
		return "by its name"
	}
	for _, r := range p.rows {
		if i >= len(r.cells) || r.cells[i] == "" {
			continue
		}
		cell := strings.ToLower(plain(r.cells[i]))
		if operates && (cell == "active" || operating.MatchString(cell)) {
			continue
		}
		if statusCell.MatchString(cell) || operating.MatchString(cell) {
			return fmt.Sprintf("%q in row %d", r.cells[i], r.number)
		}
	}
	return ""
}

// against gives a word of a title that contradicts a kind, "" where none does.
func against(title string, kind Kind) string {
	list := words(title)
	for i, w := range list {
		denied := i > 0 && slices.Contains([]string{"not", "non", "no", "former", "formerly", "previously", "ex", "un", "expired", "removed"}, list[i-1])
		switch {
		case strings.HasPrefix(w, "non"), strings.HasPrefix(w, "un") && strings.Contains(w, "form"):
			if strings.Contains(w, "conform") || strings.Contains(w, "complian") || strings.Contains(w, "active") {
				return w
			}
		case w == "inactive", w == "removed", w == "suspended", w == "delisted", w == "expired", w == "outreach", w == "ineligible", w == "eligible", w == "reference", w == "lookup", w == "look-up":
			return w
		case w == "conformant", w == "compliant":
			if denied || kind == Active {
				return strings.TrimSpace(list[max(i-1, 0)] + " " + w)
			}
		case w == "active":
			if denied || kind == Conformant {
				return w
			}
		}
	}
	return ""
}
