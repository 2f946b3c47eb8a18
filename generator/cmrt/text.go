package cmrt

import (
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// Text writes a declaration as lines, one fact a line, for people and for git's
// textconv: no path and no hash, so that a diff shows what changed and nothing else.
func (d Declaration) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Template: %s\n", strings.Join(strings.Fields(d.Template.Type+" "+d.Template.Version), " "))
	if d.Readable() {
		d.textAnswers(&b)
		d.textRows(&b)
	}
	if len(d.Stored) > 0 {
		b.WriteString("\nStored otherwise than seen\n")
	}
	for _, s := range d.Stored {
		fmt.Fprintf(&b, "  %s: %s\n", s.Cell, strconv.Quote(finding.Short(s.Text, longestShown)))
	}
	if len(d.Findings) > 0 {
		b.WriteString("\nFindings\n")
	}
	for _, f := range d.Findings {
		f.File = ""
		place := f.Place()
		if place != "" { // one about the whole file has none
			place += ": "
		}
		fmt.Fprintf(&b, "  %s %s: %s%s\n", f.Severity, f.Rule, place, oneLine(f.Message))
	}
	return b.String()
}

func (d Declaration) textAnswers(b *strings.Builder) {
	c := d.Company
	fmt.Fprintf(b, "Language: %s\n\nCompany\n", d.Template.Language)
	for _, f := range [][2]string{
		{"name", c.Name}, {"scope", c.ScopeRaw}, {"scope description", c.ScopeDescription}, {"unique ID", c.UniqueID},
		{"unique ID authority", c.UniqueIDAuthority}, {"address", c.Address}, {"contact", c.ContactName}, {"contact e-mail", c.ContactEmail},
		{"contact phone", c.ContactPhone}, {"authorizer", c.AuthorizerName}, {"authorizer title", c.AuthorizerTitle},
		{"authorizer e-mail", c.AuthorizerEmail}, {"authorizer phone", c.AuthorizerPhone}, {"effective date", dated(c)},
	} {
		if f[1] != "" {
			fmt.Fprintf(b, "  %s: %s\n", f[0], oneLine(f[1]))
		}
	}
	if len(d.Minerals) > 0 {
		b.WriteString("\nMinerals\n")
	}
	for _, m := range d.Minerals {
		fmt.Fprintf(b, "  %s\n", oneLine(string(m)))
	}
	b.WriteString("\nAnswers\n")
	for _, a := range append(append([]Answer{}, d.Answers...), d.CompanyAnswers...) {
		_, cell, _ := strings.Cut(a.Cell, "!")
		fmt.Fprintf(b, "  %s %s %s", cell, a.Question, a.Key)
		if a.Metal != "" {
			fmt.Fprintf(b, " %s", a.Metal)
		}
		fmt.Fprintf(b, ": %s", oneLine(a.Raw))
		if a.Comment != "" {
			fmt.Fprintf(b, " (%s)", oneLine(a.Comment))
		}
		b.WriteByte('\n')
	}
}

func (d Declaration) textRows(b *strings.Builder) {
	if len(d.Smelters) > 0 {
		b.WriteString("\nSmelters\n")
	}
	for _, s := range d.Smelters {
		fmt.Fprintf(b, "  %d %s", s.Row, oneLine(s.MetalRaw))
		for _, v := range [][2]string{{"typed", s.IDTyped}, {"ID", s.ID}, {"look-up", s.Lookup}, {"name", s.Name}, {"standard name", s.StandardName},
			{"country", s.Country}, {"source", s.IDSource}, {"street", s.Street}, {"city", s.City}, {"state", s.State}, {"contact", s.ContactName},
			{"e-mail", s.ContactEmail}, {"next steps", s.NextSteps}, {"mine", s.MineName}, {"mine country", s.MineCountry}, {"recycled", s.RecycledRaw}, {"comment", s.Comment}} {
			if v[1] != "" {
				fmt.Fprintf(b, " | %s: %s", v[0], oneLine(v[1]))
			}
		}
		b.WriteByte('\n')
	}
	if len(d.Mines) > 0 {
		b.WriteString("\nMines\n")
	}
	for _, m := range d.Mines {
		fmt.Fprintf(b, "  %d %s", m.Row, oneLine(m.MetalRaw))
		for _, v := range [][2]string{{"smelter", m.Smelter}, {"name", m.Name}, {"ID", m.ID}, {"source", m.IDSource}, {"country", m.Country}, {"street", m.Street}, {"city", m.City},
			{"state", m.State}, {"contact", m.ContactName}, {"e-mail", m.ContactEmail}, {"next steps", m.NextSteps}, {"comment", m.Comment}} {
			if v[1] != "" {
				fmt.Fprintf(b, " | %s: %s", v[0], oneLine(v[1]))
			}
		}
		b.WriteByte('\n')
	}
	if len(d.Reasons) > 0 {
		b.WriteString("\nReasons of the one who asks\n")
	}
	for _, r := range d.Reasons {
		fmt.Fprintf(b, "  %d %s: %s\n", r.Row, oneLine(r.Mineral), oneLine(r.Reason))
	}
	if len(d.Products) > 0 {
		b.WriteString("\nProducts\n")
	}
	for _, p := range d.Products {
		fmt.Fprintf(b, "  %d %s | %s | %s", p.Row, oneLine(p.Number), oneLine(p.Name), oneLine(p.Comment))
		if p.RequesterNumber+p.RequesterName != "" {
			fmt.Fprintf(b, " | requester's: %s %s", oneLine(p.RequesterNumber), oneLine(p.RequesterName))
		}
		b.WriteByte('\n')
	}
}

// dated shows the date understood and, where it is not the same, the text typed.
func dated(c Company) string {
	if c.EffectiveDate == "" {
		return c.EffectiveDateRaw
	}
	return c.EffectiveDate
}

// longestShown is how many characters of a text are listed; the longest that people
// write in a comment have about a thousand.
const longestShown = 2_000

// oneLine keeps line breaks, control characters and marks of direction, which a supplier
// may have typed, from breaking the listing or reaching a terminal. Of a text that nobody
// reads to its end it tells how long it is, and by its checksum whether the end changed.
func oneLine(s string) string {
	whole := s
	if s = finding.Short(s, longestShown); s != whole {
		s += fmt.Sprintf(" (%d characters, %08x)", utf8.RuneCountInString(whole), crc32.ChecksumIEEE([]byte(whole)))
	}
	return text.Visible(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)), " "))
}
