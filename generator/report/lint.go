package report

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

// Draft is what the lint reads: a year's Form SD and report as people will file them.
type Draft struct {
	Input
	Form   string       // Form SD, Markdown or plain text
	Report string       // the Conflict Minerals Report, Markdown or plain text; what a report must have is asked only where one is filed
	Last   string       // the report of the year before; "" where there is none
	Policy project.Text // the policy as it is published; zero: none

	Templates []project.Text // those of the project's own pages; none where it has the built-in ones
}

// lintRule is one element that the law, or a careful reader, wants.
type lintRule struct {
	finding.Rule
	modes []string // ways to file in which it is asked; none: all
	check func(d *draft) []problem
}

// problem is one thing that is missing or wrong.
type problem struct {
	file    string // "": the report or form, as the rule is about
	line    int    // 0: the whole file
	message string
}

// draft is a Draft made ready for reading.
type draft struct {
	Draft
	final        bool
	form, report string     // lower case, without marks and with single spaces
	sentences    []sentence // of all that is published, once they were asked for
	audits       *audits    // what they say of an audit, once it was asked for
}

// Rules are this package's part of the catalogue: the elements of Form SD and the
// Conflict Minerals Report. Those that are errors are warnings until a draft is final.
var Rules = func() []finding.Rule {
	var list []finding.Rule
	for _, r := range lintRules() {
		list = append(list, r.Rule)
	}
	return list
}()

func lintRules() []lintRule { return slices.Concat(formRules, reportRules, sectionRules, claimRules) }

// Lint finds what a draft lacks. Until it is final, what would be an error is a
// warning: a draft may be unfinished.
func Lint(in Draft, final bool) []finding.Finding {
	d := &draft{Draft: in, final: final, form: spoken(in.Form), report: spoken(in.Report)}
	var list []finding.Finding
	for _, r := range lintRules() {
		if len(r.modes) > 0 && !slices.Contains(r.modes, in.Filing.Mode) {
			continue
		}
		for _, p := range r.check(d) {
			file := p.file
			if file == "" {
				file = compiledFile(in.Year, "form-sd.md")
				if strings.HasPrefix(r.Name, "report-") {
					file = compiledFile(in.Year, "report.md")
				}
			}
			if p.file == "" && slices.Contains(aboutWords, r.Name) {
				if from, n := d.written(p.line); from != "" {
					file, p.line = from, n
				}
			}
			line := ""
			if p.line > 0 {
				line = strconv.Itoa(p.line)
			}
			f := r.At(file, "", line, p.message)
			if f.Severity == finding.Error && !final {
				f.Severity = finding.Warning
			}
			list = append(list, f)
		}
	}
	finding.Sort(list)
	return list
}

// aboutWords are rules whose problems are told where people wrote the words, not in the report
// that was composed of them.
var aboutWords = []string{"report-unfinished", "report-overclaim", "report-determination"}

// written is where people wrote a line of the report: file and line of the narrative; "" where
// it has no such line, or several have.
func (d *draft) written(n int) (file string, line int) {
	lines := strings.Split(d.Report, "\n")
	for n > 0 && strings.TrimSpace(lines[n-1]) == "" {
		n++ // a paragraph may begin with a blank line
	}
	if n == 0 { // of the whole report
		return
	}
	for _, text := range d.Narrative {
		for i, l := range strings.Split(text.Body, "\n") {
			switch {
			case strings.TrimSpace(l) != strings.TrimSpace(lines[n-1]):
			case file != "":
				return "", 0
			default:
				file, line = text.File, i+1
			}
		}
	}
	return file, line
}

func compiledFile(year int, name string) string {
	return path.Join("data", strconv.Itoa(year), "compiled", name)
}

// spoken is a text as it is read out: lower case, without Markdown's marks and the
// targets of links, with single spaces.
func spoken(text string) string {
	text = linkTarget.ReplaceAllString(text, "$1")
	text = strings.NewReplacer("\\", "", "*", "", "|", " ", "’", "'", "‑", "-").Replace(text)
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}

// found says one problem, or none if everything is well.
func found(well bool, format string, args ...any) []problem {
	if well {
		return nil
	}
	return []problem{{message: fmt.Sprintf(format, args...)}}
}

// in puts problems into another file.
func in(file string, list []problem) []problem {
	for i := range list {
		list[i].file = file
	}
	return list
}

// anyOf tells whether a text holds one of the phrases.
func anyOf(text string, phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, p) })
}

// missing are the phrases that a text lacks.
func missing(text string, phrases ...string) (list []string) {
	for _, p := range phrases {
		if !strings.Contains(text, p) {
			list = append(list, "“"+p+"”")
		}
	}
	return list
}

// lineOf is the line of a text in which a phrase stands first; 0 where it does not.
func lineOf(text, phrase string) int {
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(strings.ToLower(line), phrase) {
			return i + 1
		}
	}
	return 0
}
