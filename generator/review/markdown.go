package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"itron.com/conflict-minerals/generator/finding"
)

// GitHub takes 65,536 characters; a mark and a link need some. A section shows so many
// things and counts the rest.
const (
	limit        = 60_000
	limitSection = 20_000 // so that one with long lines leaves room for the others
	limitItems   = 40
)

// section is a part of the comment.
type section struct {
	title string
	fold  bool // closed until somebody opens it
	lines []string
	total int // of what it tells, where that is more than it shows
}

// Markdown writes the review as a comment of at most 60,000 characters: what has to be
// fixed and what everybody will see come first, and what finds no room is named.
func (r Review) Markdown() string {
	var b strings.Builder
	b.WriteString(r.head())
	command := "cmr review " + safeName(r.Base)
	if r.Head != WorkTree {
		command += " " + safeName(r.Head)
	}
	foot := fmt.Sprintf("\nRun it yourself: `%s`. Suppliers are named above: this is for people of the company.\n", command)
	var cut []string
	for _, s := range []section{r.frozen(), r.points("Must be fixed", "problem", r.Fix), r.states(), r.publicFigures(false), r.publicSmelters(false), r.publicWords(false), r.publicPages(),
		r.publicFigures(true), r.publicSmelters(true), r.publicWords(true), r.suppliers(),
		r.points("For the reviewer to judge", "point", r.Judge), r.points("What Excel does not show", "point", r.Hidden), r.answers(), r.rows(), r.lists(), r.kept(), r.settled(), r.resaved()} {
		if len(s.lines) == 0 {
			continue
		}
		text := s.text(min(limitSection, limit-2000-utf8.RuneCountInString(b.String()+foot)))
		if text == "" {
			cut = append(cut, fmt.Sprintf("%s (%d)", s.title, s.total))
		}
		b.WriteString(text)
	}
	if len(cut) > 0 {
		fmt.Fprintf(&b, "\n**Cut for length:** %s. The command below shows everything with `--format json`.\n", strings.Join(cut, "; "))
	}
	return b.String() + foot
}

// text writes a section in so many characters; what is beyond its limit is counted. It
// is empty where not one line has room.
func (s section) text(room int) string {
	var b strings.Builder
	lines := s.lines[:min(len(s.lines), limitItems+2)]
	room -= utf8.RuneCountInString(s.title) + 100 // what stands around the lines
	for i, line := range lines {
		if room -= utf8.RuneCountInString(line) + 1; room < 0 {
			lines = lines[:i]
			break
		}
	}
	if len(lines) == 0 || len(lines) == 2 && strings.HasPrefix(lines[1], "| ---") {
		return ""
	}
	more := len(s.lines) - len(lines)
	if s.fold {
		fmt.Fprintf(&b, "\n<details><summary>%s (%d)</summary>\n\n%s\n", s.title, s.total, strings.Join(lines, "\n"))
	} else {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n", s.title, strings.Join(lines, "\n"))
	}
	if more > 0 {
		fmt.Fprintf(&b, "\nAnd %d more.\n", more)
	}
	if s.fold {
		b.WriteString("\n</details>\n")
	}
	return b.String()
}

// safeName is a revision in a code span.
func safeName(name string) string { return strings.ReplaceAll(oneLine(name), "`", "") }

func (r Review) head() string {
	s := r.Summary
	verdict := "nothing blocks the merge"
	switch {
	case r.Broken != "":
		verdict = "**the public pages cannot be made**: " + plain(r.Broken)
	case len(r.Frozen) > 0:
		verdict = "**what was filed was changed**"
	case s.Errors > 0:
		verdict = fmt.Sprintf("%s to fix first", number(s.Errors, "problem"))
	case s.Warnings > 0:
		verdict = fmt.Sprintf("nothing blocks the merge, %s to judge", number(s.Warnings, "point"))
	}
	public := "no"
	if s.Public {
		public = "yes"
	}
	if s.Workbooks == 0 && !s.Public && len(r.States)+len(r.Suppliers)+len(r.Files)+len(r.Lists)+len(r.Frozen)+s.Errors+s.Warnings == 0 && r.Broken == "" {
		verdict = "no change of data"
	}
	return fmt.Sprintf("## Supplier data: %s changed, %s\n\n**%s · %s · settled %d · smelter rows +%d −%d ~%d · public pages change: %s**\nFrom `%s` to `%s`.\n",
		number(s.Workbooks, "workbook"), verdict, number(s.Errors, "new error"), number(s.Warnings, "new warning"), s.Settled, s.Added, s.Removed, s.Changed, public, safeName(r.Base), safeName(r.Head))
}

func number(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func (r Review) frozen() section {
	s := section{title: "What was filed was changed", total: len(r.Frozen)}
	for _, f := range r.Frozen {
		s.lines = append(s.lines, "- "+code(f))
	}
	if s.lines != nil {
		s.lines = append(s.lines, "", "A filing is never edited: take it back from git. An amendment is another folder (`cmr freeze`).")
	}
	return s
}

// points lists findings, those of one supplier and rule together.
func (r Review) points(title, what string, list []Point) section {
	s := section{title: title, total: len(list)}
	last := ""
	for i, p := range list {
		who := cmp.Or(p.Name, p.Supplier)
		lead := "- "
		if who != "" {
			lead += "**" + plain(who) + "**, "
		}
		line := lead + place(p.Finding) + ": " + plain(p.Message)
		if len(p.Nearest) > 0 && !strings.Contains(p.Message, "Nearest") {
			line += " Nearest: " + plain(strings.TrimRight(strings.Join(p.Nearest, "; "), ".")) + "."
		}
		if fix := p.Rule + p.Fix; fix != last || i == 0 {
			line += " " + plain(p.Fix)
			last = fix
		}
		s.lines = append(s.lines, line+" `"+p.Rule+"`")
	}
	return s
}

func place(f finding.Finding) string {
	at := f.File
	if f.Sheet != "" || f.Cell != "" {
		at = strings.TrimPrefix(f.Sheet+"!"+f.Cell, "!")
		at = f.File[strings.LastIndexByte(f.File, '/')+1:] + " " + at
	}
	return code(at)
}

func (r Review) suppliers() section {
	s := section{title: "Suppliers", total: len(r.Suppliers)}
	if len(r.Suppliers) == 0 {
		return s
	}
	s.lines = []string{"| Supplier | File | State | Verdict | Smelter rows | Answers | Errors | Warnings |", "| --- | --- | --- | --- | --- | ---: | ---: | ---: |"}
	for _, c := range r.Suppliers {
		verdict := c.After
		if c.Before != c.After {
			verdict = orNone(c.Before) + " → **" + orNone(c.After) + "**"
		}
		file := code(c.File)
		if c.Replaces != "" {
			file += " for " + code(c.Replaces[strings.LastIndexByte(c.Replaces, '/')+1:])
		}
		s.lines = append(s.lines, fmt.Sprintf("| %s | %s | %s | %s | %d (+%d −%d ~%d) | %d | %d | %d |",
			plain(cmp.Or(c.Name, c.ID, "nobody on the roster")), file, c.State, verdict, c.Rows, c.Added, c.Removed, c.Changed, c.Answers, c.Errors, c.Warnings))
	}
	return s
}

func (r Review) answers() section {
	s := section{title: "Answers that change, as typed", fold: true, total: len(r.Answers)}
	if len(r.Answers) == 0 {
		return s
	}
	s.lines = []string{"| File | What | Cell | Before | After |", "| --- | --- | --- | --- | --- |"}
	for _, a := range r.Answers {
		was, is := change(a.Before, a.After)
		s.lines = append(s.lines, fmt.Sprintf("| %s | %s | %s | %s | %s |", code(a.File[strings.LastIndexByte(a.File, '/')+1:]), plain(a.What), a.Cell, was, is))
	}
	return s
}

func (r Review) rows() section {
	s := section{title: "Rows of Smelter Lists that change, as typed", fold: true, total: len(r.Rows)}
	if len(r.Rows) == 0 {
		return s
	}
	s.lines = []string{"| File | | Row | Metal | Smelter | Cells |", "| --- | --- | ---: | --- | --- | --- |"}
	for _, c := range r.Rows {
		var fields []string
		for _, f := range c.Fields {
			was, is := change(f.Before, f.After)
			fields = append(fields, plain(f.Column)+": "+was+" → "+is)
		}
		s.lines = append(s.lines, fmt.Sprintf("| %s | %s | %d | %s | %s | %s |", code(c.File[strings.LastIndexByte(c.File, '/')+1:]), map[string]string{"added": "+", "removed": "−", "changed": "~"}[c.Kind], c.Row, c.Metal, code(c.Who), strings.Join(fields, "; ")))
	}
	return s
}

func (r Review) lists() section {
	s := section{title: "Lists of smelters", total: len(r.Lists)}
	for _, l := range r.Lists {
		s.lines = append(s.lines, fmt.Sprintf("- %d, %s: %s → %s: +%d −%d ~%d", l.Year, l.Kind, code(orNone(l.Before)), code(orNone(l.After)), len(l.Added), len(l.Removed), len(l.Changed)))
		for _, part := range []struct {
			mark string
			list []string
		}{{"+", l.Added}, {"−", l.Removed}, {"~", l.Changed}} {
			for i, line := range part.list {
				if i == 10 {
					s.lines = append(s.lines, fmt.Sprintf("  - and %d more", len(part.list)-i))
					break
				}
				s.lines = append(s.lines, "  - "+part.mark+" "+plain(line))
			}
		}
	}
	return s
}

func (r Review) kept() section {
	s := section{title: "Other files", fold: true, total: len(r.Files)}
	for _, f := range r.Files {
		about := fmt.Sprintf("+%d −%d lines", len(f.Added), len(f.Removed))
		if len(f.Added)+len(f.Removed) == 0 {
			about = "not in a line of text"
		}
		s.lines = append(s.lines, fmt.Sprintf("- %s: %s, %s", code(f.File), f.State, about))
		for _, part := range []struct {
			mark string
			list []string
		}{{"−", f.Removed}, {"+", f.Added}} {
			for _, line := range part.list[:min(len(part.list), 8)] {
				s.lines = append(s.lines, "  - "+part.mark+" "+codeOf(line, limitLine))
			}
		}
	}
	return s
}

func (r Review) settled() section {
	s := section{title: "Settled: errors and warnings that are gone", fold: true, total: len(r.Settled)}
	for _, f := range r.Settled {
		s.lines = append(s.lines, "- "+place(f)+": "+plain(f.Message)+" `"+f.Rule+"`")
	}
	return s
}

func (r Review) resaved() section {
	s := section{title: "Saved again without a change of data", total: len(r.Resaved)}
	if n := len(r.Resaved); n > 0 {
		list := slices.Clone(r.Resaved[:min(n, 5)])
		for i := range list {
			list[i] = code(list[i])
		}
		text := strings.Join(list, ", ")
		if n > 5 {
			text += fmt.Sprintf(" and %d more", n-5)
		}
		s.lines = []string{text}
	}
	return s
}
