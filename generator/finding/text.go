package finding

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/text"
)

// group is what was found about one supplier, or about one file that no supplier
// accounts for.
type group struct {
	supplier, file string // one of them
	list           []Finding
	count          Summary
}

// groups gathers findings, which are sorted, by supplier: who has most to correct
// comes first.
func groups(list []Finding) []group {
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
		stable.Sort(out[i].list, ByWeight)
		out[i].count = Summarize(out[i].list)
	}
	stable.Sort(out, func(a, b group) int {
		return cmp.Or(
			cmp.Compare(b.count.Errors, a.count.Errors),
			cmp.Compare(b.count.Warnings, a.count.Warnings),
			cmp.Compare(b.count.Notes, a.count.Notes),
			cmp.Compare(a.supplier+a.file, b.supplier+b.file),
		)
	})
	return out
}

// Review is what a review found, and what is known of those it is about.
type Review struct {
	Findings  []Finding
	Workbooks []Reviewed        // those that were reviewed as part of a year
	Names     map[string]string // suppliers' names by id on the roster
	Verdicts  []string          // every verdict there is, in the order in which they are counted
	Years     []YearState       // those that were reviewed as a whole
}

// YearState is how far a reporting year has come.
type YearState struct {
	Year  int
	State string // in words that complete “the year is …”
}

// Reviewed is a workbook with its verdict for a reporting year.
type Reviewed struct {
	Year                    int
	File, Supplier, Verdict string
}

// WriteText writes findings for people, in colour if that is wanted: grouped by supplier,
// who has most to correct first. Each finding begins a line with its place, so that the
// lines can be searched, sorted and jumped to from an editor.
func WriteText(out io.Writer, found Review, colour bool) error {
	w := bufio.NewWriter(out)
	p := paint(colour)
	for _, g := range groups(found.Findings) {
		fmt.Fprintln(w, p.bold(text.Visible(found.heading(g))))
		under := g.consequences()
		for i, f := range g.list {
			if _, told := under[-i-1]; told {
				continue
			}
			p.finding(w, f)
			for _, j := range under[i] {
				n := g.list[j]
				fmt.Fprintf(w, "    with it: %s: %s: %s [%s]\n", text.Visible(n.Place()), n.Severity, text.Visible(n.Message), n.Rule)
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, p.bold(found.last()))
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	return nil
}

// finding writes one finding, with what to do.
func (p paint) finding(w io.Writer, f Finding) {
	mark := string(f.Severity)
	switch {
	case f.Waived:
		mark = "waived"
	case f.Closed != "":
		mark = f.Closed
	}
	fmt.Fprintf(w, "%s: %s: %s [%s]\n", text.Visible(f.Place()), p.mark(mark), text.Visible(f.Message), f.Rule)
	switch {
	case f.Waived:
		fmt.Fprintf(w, "    accepted: %s\n", text.Visible(f.Reason+decidedBy(f)))
	case f.Closed == "" && f.Severity != Note && f.Fix != "":
		fmt.Fprintf(w, "    %s\n", text.Visible(f.Fix))
	}
}

// consequences gives for the place of a finding those of the findings that follow from it.
// Under each of these, by its place below 0, stands that it is told there.
func (g group) consequences() map[int][]int {
	under := map[int][]int{}
	for j, f := range g.list {
		if f.Follows == "" {
			continue
		}
		best := -1
		for i, cause := range g.list {
			if cause.Rule == f.Follows && cause.Open() && (best < 0 || cause.File == f.File && (cause.Metal == f.Metal || g.list[best].File != f.File)) {
				best = i
			}
		}
		if best >= 0 {
			under[best], under[-j-1] = append(under[best], j), []int{}
		}
	}
	return under
}

// last is the line that sums up.
func (s Review) last() string {
	line := counted(Summarize(s.Findings), true)
	if len(s.Workbooks) > 0 {
		line += "; " + text.Number(len(s.Workbooks), "workbook") + ": " + strings.Join(s.verdicts(), ", ")
	}
	for _, y := range s.Years {
		line += fmt.Sprintf("; %d is %s", y.Year, y.State)
	}
	return line
}

// heading says whom a group is about, what its workbooks are good for, and how much
// was found.
func (s Review) heading(g group) string {
	who, verdicts := s.whose(g)
	return who + ": " + strings.Join(append(verdicts, counted(g.count, false)), ", ")
}

// whose says whom a group is about, and what its workbooks are good for.
func (s Review) whose(g group) (who string, verdicts []string) {
	years, perYear := map[int]bool{}, map[int]int{}
	var own []Reviewed
	for _, b := range s.Workbooks {
		years[b.Year] = true
		if b.Supplier == g.supplier && (g.supplier != "" || b.File == g.file) {
			own = append(own, b)
			perYear[b.Year]++
		}
	}
	for _, b := range own {
		verdict := b.Verdict
		if len(years) > 1 {
			verdict = strconv.Itoa(b.Year) + " " + verdict
		}
		if perYear[b.Year] > 1 {
			verdict += " (" + path.Base(b.File) + ")"
		}
		verdicts = append(verdicts, verdict)
	}
	who = g.supplier + g.file
	if name := s.Names[g.supplier]; name != "" {
		who += " (" + name + ")"
	}
	return who, verdicts
}

// verdicts counts workbooks by verdict, in the order in which verdicts are read.
func (s Review) verdicts() []string {
	var list []string
	for _, v := range s.Verdicts {
		n := 0
		for _, b := range s.Workbooks {
			if b.Verdict == v {
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
func counted(s Summary, all bool) string {
	var list []string
	for i, part := range []struct {
		n     int
		words string
	}{{s.Errors, text.Number(s.Errors, "error")}, {s.Warnings, text.Number(s.Warnings, "warning")}, {s.Notes, text.Number(s.Notes, "note")}, {s.Waived, fmt.Sprintf("%d waived", s.Waived)}, {s.Closed, fmt.Sprintf("%d closed", s.Closed)}, {s.Follows, fmt.Sprintf("%d that follow from others", s.Follows)}} {
		if part.n > 0 || all && i < 4 {
			list = append(list, part.words)
		}
	}
	return strings.Join(list, ", ")
}

// decidedBy says who waived a finding, and when.
func decidedBy(f Finding) string {
	if f.DecidedBy == "" {
		return ""
	}
	return fmt.Sprintf(" (%s, %s)", f.DecidedBy, f.DecidedOn)
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
	code := map[string]string{string(Error): "31", string(Warning): "33", string(Note): "36", "waived": "32", "superseded": "2", "stale": "2", "replaced": "2"}[word]
	if code == "" {
		return word
	}
	return p.with(code, word)
}
