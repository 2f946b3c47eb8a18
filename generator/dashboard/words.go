package dashboard

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// longest is how many characters of a text that a supplier typed are shown; a cell may hold
// 32,767.
const longest = 300

// short gives a text of a supplier as far as a page has room for it, with what cannot be
// seen shown by its number.
func short(s string) string {
	n := utf8.RuneCountInString(s)
	if n <= longest {
		return text.Visible(s)
	}
	cut := 0
	for i := range s {
		if cut++; cut > longest {
			s = s[:i]
			break
		}
	}
	return fmt.Sprintf("%s … (%d characters in all)", text.Visible(s), n)
}

// decide are lines for a terminal that record a decision, as far as they can be made
// beforehand: who decides and why is for a person to say. A text that cannot be typed into
// one line gives none.
type decide struct{ year int }

const judged = ` --who "…" --reason "…"`

func (d decide) line(action string, parts ...string) string {
	line := fmt.Sprintf("cmr decide %d %s", d.year, action)
	for i := 0; i+1 < len(parts); i += 2 {
		name, value := parts[i], parts[i+1]
		if value == "" {
			continue
		}
		if utf8.RuneCountInString(value) > longest || strings.ContainsFunc(value, func(r rune) bool {
			return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
		}) {
			return ""
		}
		line += " " + strings.TrimSpace(name+" "+quoted(value))
	}
	return line + judged
}

// quoted is a word for a shell.
func quoted(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:,", r))
	}) && s[0] != '-' {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// typed is what a row names its smelter by, as a decision takes it.
func (e entry) typed() string {
	if names := smelter.Names(e.Row); len(names) > 0 {
		return names[0]
	}
	return e.Row.IDTyped
}

// resolve records which smelter the name or number of an entry means; reject, that it is
// none.
func (d decide) resolve(e entry, id string) string {
	return d.line("resolve", "", e.typed(), "", id, "--metal", string(e.Row.Metal), "--supplier", e.Supplier)
}

func (d decide) reject(e entry) string {
	return d.line("reject", "", e.typed(), "--metal", string(e.Row.Metal), "--supplier", e.Supplier)
}

// waive accepts a finding; "" where there is nothing to accept.
func (d decide) waive(f finding.Finding) string {
	if !f.Open() || f.Severity == finding.Note || f.Supplier == "" || f.Sheet == "" {
		return ""
	}
	return d.line("waive", "--supplier", f.Supplier, "--rule", f.Rule, "--cell", f.Sheet+"!"+f.Cell, "--metal", f.Metal)
}

// settle records the evidence that settles a red flag.
func (d decide) settle(f tables.RedFlag) string {
	line := d.line("settle", "--supplier", f.Supplier, "--rule", f.Rule, "--cell", f.Sheet+"!"+f.Cell, "--metal", f.Metal)
	if line == "" {
		return ""
	}
	return strings.TrimSuffix(line, judged) + ` --evidence "…"` + judged
}

// mailTo gives the address of a mail, "" where the text is none.
func mailTo(address string) string {
	if strings.Count(address, "@") != 1 || strings.ContainsAny(address, " \t\r\n<>\"?&,;%") {
		return ""
	}
	return "mailto:" + address
}

// nextTo says to whom a letter goes: the supplier, or its buyer.
func nextTo(l campaign.Letter) string {
	if l.Kind == campaign.ToEscalate {
		return l.State.Supplier.Buyer
	}
	return l.State.Supplier.Email
}
