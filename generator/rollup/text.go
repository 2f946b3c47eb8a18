package rollup

import (
	"fmt"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/text"
)

// shown is how many suppliers are named behind a reason; the JSON form has all.
const shown = 20

// Text tells the roll-up for people of the company: each answer with its rule and the
// suppliers behind it, then the list of smelters in numbers.
func (r Rollup) Text() string {
	var b strings.Builder
	b.WriteString("Internal: this names suppliers.\n")
	if r.Subject != "" {
		fmt.Fprintf(&b, "About: %s\n", text.Visible(r.Subject))
	}
	for _, a := range r.Answers {
		answer := a.Answer
		switch {
		case a.Open:
			answer = "OPEN"
		case answer == "":
			answer = "-"
		}
		fmt.Fprintf(&b, "\n%s %s, %s: %s\n    %s\n", a.Question, a.Key, a.Metal, answer, a.Rule)
		for _, reason := range a.Reasons {
			fmt.Fprintf(&b, "    - %s%s\n", reason.What, names(reason.Suppliers))
		}
	}
	if len(r.Company) > 0 {
		fmt.Fprintf(&b, "\nQuestions about the company (%s):\n", path.Base(r.Settings.File))
	}
	for _, a := range r.Company {
		answer := a.Text
		if answer == "" {
			answer = "OPEN"
		}
		fmt.Fprintf(&b, "  %s %s: %s\n", a.Letter, a.Key, answer)
	}
	counts := map[string]int{}
	for _, s := range r.Smelters {
		kind := "by number"
		switch {
		case s.Unknown:
			kind = "not yet identified"
		case s.ID == "":
			kind = "by name, not listed"
		}
		counts[kind]++
	}
	fmt.Fprintf(&b, "\nSmelter List: %d rows (%d by number, %d by name, %d not yet identified)\n", len(r.Smelters), counts["by number"], counts["by name, not listed"], counts["not yet identified"])
	return b.String()
}

func names(suppliers []string) string {
	if len(suppliers) == 0 {
		return ""
	}
	list := suppliers[:min(len(suppliers), shown)]
	rest := ""
	if more := len(suppliers) - len(list); more > 0 {
		rest = fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf(" (%d): %s%s", len(suppliers), text.Visible(strings.Join(list, ", ")), rest)
}

// toldOf is how many notes of a rule are told one by one; the JSON form has all.
const toldOf = 10

// Told are the findings for people: each with its cell in the company's own template and
// what to do. Of notes, which ask for nothing, the first of each rule are told and the rest
// is counted: a list of smelters has hundreds of rows.
func (r Rollup) Told() string {
	var b strings.Builder
	seen, last := map[string]int{}, map[string]finding.Finding{}
	var rules []string
	for _, f := range r.Findings {
		if seen[f.Rule]++; seen[f.Rule] == 1 {
			rules = append(rules, f.Rule)
		}
		if f.Severity == finding.Note && seen[f.Rule] > toldOf {
			last[f.Rule] = f
			continue
		}
		at := f.Sheet
		if f.Cell != "" {
			at = strings.TrimPrefix(f.Sheet+"!"+f.Cell, "!")
		}
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n    %s\n", at, f.Severity, text.Visible(f.Message), f.Rule, r.fix(f))
	}
	for _, rule := range rules {
		if f, more := last[rule]; more {
			fmt.Fprintf(&b, "%s: %s: %s of the kind [%s]; --explain --format json has all\n", f.Sheet, f.Severity, counted(seen[rule]-toldOf, "more note", "more notes"), rule)
		}
	}
	return b.String()
}

// fix is what to do about a finding, with the file of these settings.
func (r Rollup) fix(f finding.Finding) string {
	all, one, _ := strings.Cut(f.Fix, " (for an EMRT")
	if one != "" {
		all += "."
	}
	return strings.ReplaceAll(all, "content/YEAR/rollup.yaml", r.Settings.File)
}
