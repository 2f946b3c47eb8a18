package campaign

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
)

// Correction is what a letter asks a supplier to correct.
type Correction struct {
	From        string // the company that asks; "" where none is known
	Declaration cmrt.Declaration
	// Findings are those that the supplier can act on and that nobody waived.
	// Errors must be corrected, warnings looked at; notes are left out.
	Findings []finding.Finding
	Rules    []finding.Rule // the catalogue, for the explanations
}

// Text writes the letter in plain words for the person who filled in the workbook:
// what to correct, where, why, and what to look at. Lines are at most 76 characters
// wide where words allow.
func (c Correction) Text() string {
	d := c.Declaration
	var b strings.Builder
	para := func(indent, format string, args ...any) { b.WriteString(wrap(indent, fmt.Sprintf(format, args...))) }
	errors, warnings := c.must(true), c.must(false)
	subject := "Your conflict minerals declaration"
	if len(errors) > 0 {
		subject = "Please correct your conflict minerals declaration"
	}
	fmt.Fprintf(&b, "Subject: %s (%s)\n\n", subject, plain(base(d.File)))
	if name := plain(d.Company.ContactName); name != "" {
		fmt.Fprintf(&b, "Dear %s,\n\n", name)
	} else {
		b.WriteString("Dear Sir or Madam,\n\n")
	}
	para("", "thank you for your conflict minerals declaration%s.", c.about())
	who := "We must"
	if c.From != "" {
		who = c.From + " must"
	}
	para("\n", "%s report each year whether the tin, tantalum, tungsten and gold in its products may come from the Democratic Republic of the Congo or a neighbouring country, and your answers are part of that report.", who)
	switch {
	case !d.Readable():
		para("\n", "Unfortunately we could not read the file:")
	case len(errors) > 0:
		para("\n", "We cannot use the declaration as it is. Please correct the following in the workbook and send it again.")
	case len(warnings) > 0:
		para("\n", "No correction is required. Please check the following points and tell us the result; if an answer was wrong, send the workbook again.")
	default:
		para("\n", "We have reviewed it and found nothing to correct.")
	}
	points := c.Points()
	for i, p := range points {
		if !p.Must && i > 0 && points[i-1].Must {
			para("\n", "Please also check these points. They may be correct; if so, please confirm.")
		}
		lead := fmt.Sprintf("\n%2d. ", i+1)
		for _, at := range p.At {
			b.WriteString(lead + strings.TrimLeft(wrap("    ", at), " "))
			lead = "    "
		}
		if p.Why != "" {
			b.WriteString(wrap("    ", "Why: "+p.Why))
		}
		b.WriteString(wrap("    ", "What to do: "+p.Fix))
	}
	b.WriteString("\nThank you for your help.\n")
	if c.From != "" {
		b.WriteString("\n" + c.From + "\n")
	}
	return b.String()
}

// about says which declaration is meant, as far as it can be read.
func (c Correction) about() string {
	d, s := c.Declaration, ""
	if name := plain(d.Company.Name); name != "" {
		s += " for " + name
	}
	var more []string
	if v := d.Template.Version; v != "" && d.Template.Type != "" {
		more = append(more, d.Template.Type+" "+v)
	}
	if date := d.Company.EffectiveDate; date != "" {
		more = append(more, "dated "+date)
	}
	if len(more) > 0 {
		s += " (" + strings.Join(more, ", ") + ")"
	}
	return s
}

// must gives what has to be corrected, or all the rest but notes. A declaration
// that is too old does not count, so its date has to be corrected as a warning, too.
func (c Correction) must(correct bool) (list []finding.Finding) {
	for _, f := range c.Findings {
		must := f.Severity == finding.Error || f.Rule == "effective-date-stale"
		if must == correct && f.Severity.AtLeast(finding.Warning) {
			list = append(list, f)
		}
	}
	return list
}

// Point is one thing to correct or to look at. What many cells share is said once.
type Point struct {
	Must bool     // it must be corrected; otherwise it is to be looked at
	At   []string // where, as a person finds it in Excel, and what is wrong there
	Why  string   // the rule's explanation; "" where the catalogue has none
	Fix  string   // what to do
}

// Points gives the findings as points, one a rule and advice: first what must be corrected.
func (c Correction) Points() (list []Point) {
	for _, must := range []bool{true, false} {
		of := map[[2]string]int{}
		for _, f := range c.must(must) {
			about := [2]string{f.Rule, f.Fix}
			at, known := of[about]
			if !known {
				at, of[about] = len(list), len(list)
				list = append(list, Point{Must: must, Fix: f.Fix})
				for _, r := range c.Rules {
					if r.Name == f.Rule {
						list[at].Why = r.Explanation
					}
				}
			}
			list[at].At = append(list[at].At, places(f)...)
		}
	}
	return list
}

// FindingsFor are the findings of a workbook that a letter to its supplier tells of:
// those that nobody waived and that follow from no other, by rules that are not about our
// own work. Of a stale declaration all are told, so that the new one is right at once.
func FindingsFor(rules []finding.Rule, list []finding.Finding) (told []finding.Finding) {
	for _, f := range list {
		internal := slices.ContainsFunc(rules, func(r finding.Rule) bool { return r.Name == f.Rule && r.Internal })
		if !f.Waived && !internal && f.Follows == "" {
			told = append(told, f)
		}
	}
	return told
}

// places says where a finding is, as a person finds it in Excel, and what is wrong
// there: cells of which the same is said stand together.
func places(f finding.Finding) (lines []string) {
	if len(f.Cells) == 0 || !f.PerRow {
		return []string{place(f.Sheet, f.Cell) + plain(f.Message)}
	}
	type said struct{ sheet, message string }
	var order []said
	cells := map[said][]string{}
	for _, at := range f.Cells {
		what := said{at.Sheet, at.Message}
		if cells[what] == nil {
			order = append(order, what)
		}
		cells[what] = append(cells[what], at.Cell)
	}
	for _, what := range order {
		lines = append(lines, place(what.sheet, cells[what]...)+plain(what.message))
	}
	return lines
}

// place says where cells are.
func place(sheet string, cells ...string) string {
	switch at := finding.Ranges(cells); {
	case sheet != "" && len(cells) > 1:
		return fmt.Sprintf("Sheet %s, cells %s: ", sheet, at)
	case sheet != "" && at != "":
		return fmt.Sprintf("Sheet %s, cell %s: ", sheet, at)
	case sheet != "":
		return fmt.Sprintf("Sheet %s: ", sheet)
	}
	return ""
}

// base is the name of a file without its folders.
func base(file string) string { return file[strings.LastIndexByte(file, '/')+1:] }

// plain makes one line of a text that a supplier typed, without characters that
// control a terminal or turn the direction of writing.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// wrap breaks a text into lines that begin with indent; line breaks in indent come
// once, before the first.
func wrap(indent, text string) string {
	blank := strings.Repeat("\n", strings.Count(indent, "\n"))
	indent = strings.TrimLeft(indent, "\n")
	var b strings.Builder
	b.WriteString(blank)
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(indent+line+" "+word)) > 76 {
			b.WriteString(indent + line + "\n")
			line = ""
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	b.WriteString(indent + line + "\n")
	return b.String()
}
