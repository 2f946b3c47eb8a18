package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
)

// group is what was found about one supplier, or about one file that no supplier
// accounts for.
type group struct {
	supplier, file string // one of them
	list           []finding.Finding
	count          finding.Summary
}

// groups gathers findings, which are sorted, by supplier: who has most to correct
// comes first.
func groups(list []finding.Finding) []group {
	at := map[[2]string]int{}
	var out []group
	for _, f := range list {
		key := [2]string{f.Supplier, ""}
		if f.Supplier == "" {
			key[1] = f.File
		}
		i, seen := at[key]
		if !seen {
			i = len(out)
			at[key] = i
			out = append(out, group{supplier: key[0], file: key[1]})
		}
		out[i].list = append(out[i].list, f)
	}
	for i := range out {
		slices.SortStableFunc(out[i].list, finding.ByWeight)
		out[i].count = finding.Summarize(out[i].list)
	}
	slices.SortStableFunc(out, func(a, b group) int {
		return cmp.Or(
			cmp.Compare(b.count.Errors, a.count.Errors),
			cmp.Compare(b.count.Warnings, a.count.Warnings),
			cmp.Compare(b.count.Notes, a.count.Notes),
			cmp.Compare(a.supplier+a.file, b.supplier+b.file),
		)
	})
	return out
}

// writeText writes findings for people. Each begins a line with its place, so that
// the lines can be searched, sorted and jumped to from an editor.
func writeText(out io.Writer, found checked, colour bool) error {
	w := bufio.NewWriter(out)
	p := paint(colour)
	for _, g := range groups(found.findings) {
		fmt.Fprintln(w, p.bold(visible(found.heading(g))))
		for _, f := range g.list {
			mark := string(f.Severity)
			if f.Waived {
				mark = "waived"
			}
			fmt.Fprintf(w, "%s: %s: %s [%s]\n", visible(f.Place()), p.mark(mark), visible(f.Message), f.Rule)
			switch {
			case f.Waived:
				fmt.Fprintf(w, "    accepted: %s\n", visible(f.Reason+decidedBy(f)))
			case f.Severity != finding.Note && f.Fix != "":
				fmt.Fprintf(w, "    %s\n", visible(f.Fix))
			}
		}
		fmt.Fprintln(w)
	}
	line := counted(finding.Summarize(found.findings), true)
	if len(found.workbooks) > 0 {
		line += "; " + number(len(found.workbooks), "workbook") + ": " + strings.Join(found.verdicts(), ", ")
	}
	fmt.Fprintln(w, p.bold(line))
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	return nil
}

// heading says whom a group is about, what its workbooks are good for, and how much
// was found.
func (s checked) heading(g group) string {
	years, perYear := map[int]bool{}, map[int]int{}
	var own []judged
	for _, b := range s.workbooks {
		years[b.year] = true
		if b.supplier == g.supplier && (g.supplier != "" || b.file == g.file) {
			own = append(own, b)
			perYear[b.year]++
		}
	}
	parts := []string{}
	for _, b := range own {
		verdict := string(b.verdict)
		if len(years) > 1 {
			verdict = strconv.Itoa(b.year) + " " + verdict
		}
		if perYear[b.year] > 1 {
			verdict += " (" + path.Base(b.file) + ")"
		}
		parts = append(parts, verdict)
	}
	who := g.supplier + g.file
	if name := s.names[g.supplier]; name != "" {
		who += " (" + name + ")"
	}
	return who + ": " + strings.Join(append(parts, counted(g.count, false)), ", ")
}

// verdicts counts workbooks by verdict, in the order in which verdicts are read.
func (s checked) verdicts() []string {
	var list []string
	for _, v := range []check.Verdict{check.Accepted, check.Returned, check.Stale, check.Superseded, check.Unreadable} {
		n := 0
		for _, b := range s.workbooks {
			if b.verdict == v {
				n++
			}
		}
		if n > 0 {
			list = append(list, fmt.Sprintf("%d %s", n, v))
		}
	}
	return list
}

// counted says a summary in words; what is nought is left out unless all is wanted.
func counted(s finding.Summary, all bool) string {
	var list []string
	for _, part := range []struct {
		n    int
		text string
	}{{s.Errors, number(s.Errors, "error")}, {s.Warnings, number(s.Warnings, "warning")}, {s.Notes, number(s.Notes, "note")}, {s.Waived, fmt.Sprintf("%d waived", s.Waived)}} {
		if all || part.n > 0 {
			list = append(list, part.text)
		}
	}
	return strings.Join(list, ", ")
}

func number(n int, of string) string {
	if n != 1 {
		of += "s"
	}
	return fmt.Sprintf("%d %s", n, of)
}

// decidedBy says who waived a finding, and when.
func decidedBy(f finding.Finding) string {
	if f.DecidedBy == "" {
		return ""
	}
	return fmt.Sprintf(" (%s, %s)", f.DecidedBy, f.DecidedOn)
}

// visible makes a text safe to print on a terminal and keeps it on its line: what a
// supplier typed must not move the cursor, colour the screen, or turn the direction
// of what follows. Line breaks and tabs become spaces; what cannot be seen is shown
// by its number.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s { // bytes that are no UTF-8 come as U+FFFD
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			b.WriteByte(' ')
		case r == '\u200c' || r == '\u200d': // Persian and Indic scripts are written with these
			b.WriteRune(r)
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// paint colours text, or leaves it as it is.
type paint bool

func (p paint) with(code, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p paint) bold(s string) string { return p.with("1", s) }

// mark colours the word that says how much a finding weighs.
func (p paint) mark(word string) string {
	code := map[string]string{string(finding.Error): "31", string(finding.Warning): "33", string(finding.Note): "36", "waived": "32"}[word]
	if code == "" {
		return word
	}
	return p.with(code, word)
}

// wantsColour tells whether a person reads the output on a terminal that shows
// colours, and did not ask for none (no-color.org).
func wantsColour(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
