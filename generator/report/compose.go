package report

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// composer fills in one year's narrative.
type composer struct {
	in      Input
	figures map[string]tables.Figure
}

// reference is a figure or a word of the year in running text.
var reference = lazyregexp.New(`\{\{\s*([^{}]*?)\s*\}\}`)

// fill replaces references and blocks, line by line.
func (c *composer) fill(text project.Text) (string, error) {
	lines := strings.Split(text.Body, "\n")
	shown := prose(text.Body)
	for i, line := range lines {
		at := func(err error) error { return &project.InputError{File: text.File, Line: i + 1, Err: err} }
		if m := reference.FindStringSubmatch(line); m != nil && strings.TrimSpace(line) == m[0] && strings.HasPrefix(m[1], "block ") {
			block, err := c.block(strings.TrimSpace(strings.TrimPrefix(m[1], "block ")))
			if err != nil {
				return "", at(err)
			}
			lines[i] = strings.TrimSpace(block)
			continue
		}
		failed := c.contradiction(line)
		filled, rest := "", line
		for at := reference.FindStringSubmatchIndex(rest); at != nil; at = reference.FindStringSubmatchIndex(rest) {
			filled += rest[:at[0]]
			value, err := c.value(rest[at[2]:at[3]])
			if shown[i] != line || strings.Count(filled, "`")%2 == 1 { // in code a link would be shown as it is written
				value = linkTarget.ReplaceAllString(value, "$1")
			}
			failed = errors.Join(failed, err)
			filled, rest = filled+value, rest[at[1]:]
		}
		lines[i] = filled + rest
		if failed == nil && strings.Contains(lines[i], "{{") {
			failed = errors.New("“{{” is not closed by “}}” on the same line")
		}
		if failed != nil {
			return "", at(failed)
		}
	}
	return strings.Join(lines, "\n"), nil
}

// value gives what a reference stands for. Figures link to their explanation.
func (c *composer) value(name string) (string, error) {
	words := map[string]string{
		"year": strconv.Itoa(c.in.Year), "next_year": strconv.Itoa(c.in.Year + 1),
		"name": escape(c.in.Registrant.Name), "short_name": escape(c.in.Registrant.ShortName),
		"cut_off": c.in.date(c.in.CutOff), "as_of": c.in.date(c.in.asOf()), "public_url": c.in.Registrant.PublicURL,
	}
	if w, ok := words[name]; ok {
		if w == "" {
			return "", fmt.Errorf("%s is not set for this year or registrant", name)
		}
		return w, nil
	}
	if text, ok := strings.CutPrefix(name, "typed "); ok { // a number that no figure is about
		return strings.Trim(strings.TrimSpace(text), "“”\""), nil
	}
	if strings.HasPrefix(name, "block ") {
		return "", fmt.Errorf("{{%s}} must stand on a line of its own", name)
	}
	f, ok := c.figures[name]
	if !ok {
		if c.in.CutOff == "" {
			return "", fmt.Errorf("there is no figure %q: this year has no supplier data (set cut_off in year.yaml)", name)
		}
		return "", fmt.Errorf("there is no figure %q; content/README.md lists them", name)
	}
	return fmt.Sprintf("[%s](figures/#%s)", Value(f), f.ID), nil
}

// What a page does not show, or shows otherwise than the text that is filed: raw
// HTML is dropped, pictures are not part of the site, headings underlined with =
// escape the check for empty sections.
var (
	rawHTML   = lazyregexp.New(`<(?:[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*|/)?|/[a-zA-Z][^<>]*|!--|\?)`)
	autolink  = lazyregexp.New(`<(?:https?://|mailto:)[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>`)
	picture   = lazyregexp.New(`!\[`)
	underline = lazyregexp.New(`^ {0,3}=+\s*$`)
	fence     = lazyregexp.New("^ {0,3}(```|~~~)")
)

// Publishable finds what cannot be published as it is written. The error is a
// *project.InputError.
func Publishable(text project.Text) error {
	for i, line := range prose(text.Body) {
		var problem string
		switch plain := autolink.ReplaceAllString(line, ""); {
		case rawHTML.MatchString(plain):
			problem = fmt.Sprintf("%q: HTML is not published; write &lt; for a less-than sign, or Markdown", rawHTML.FindString(plain))
		case picture.MatchString(line):
			problem = "pictures are not published"
		case underline.MatchString(line):
			problem = "write headings with ##"
		case strings.HasSuffix(text.File, "/policy.md") && reference.MatchString(line):
			problem = "the policy belongs to no year, so it names no figures"
		}
		if problem != "" {
			return &project.InputError{File: text.File, Line: i + 1, Err: errors.New(problem)}
		}
	}
	return nil
}

// prose gives the lines of a text, with those of code blocks blanked.
func prose(body string) []string {
	lines := strings.Split(body, "\n")
	inside := false
	for i, line := range lines {
		if fence.MatchString(line) {
			inside = !inside
			lines[i] = "code"
		} else if inside {
			lines[i] = "code"
		}
	}
	return lines
}

// heading is a Markdown heading at the start of a line.
var heading = lazyregexp.New(`^ {0,3}(#{1,6})(?:\s+(.*?))?\s*#*\s*$`)

// headings finds a heading with nothing under it, and a first-level heading, of
// which the report has one already.
func headings(text project.Text) error {
	var open string
	var openLine, openLevel int
	fail := func(line int, format string, args ...any) error {
		return &project.InputError{File: text.File, Line: line, Err: fmt.Errorf(format, args...)}
	}
	for i, line := range prose(text.Body) {
		m := heading.FindStringSubmatch(line)
		switch {
		case m == nil && strings.TrimSpace(line) != "":
			openLine = 0
		case m == nil:
		case len(m[1]) == 1:
			return fail(i+1, "sections begin with ##; the report's title is made by the program")
		case openLine > 0 && len(m[1]) <= openLevel:
			return fail(openLine, "the section %q is empty", open)
		default:
			open, openLine, openLevel = m[2], i+1, len(m[1])
		}
	}
	if openLine > 0 {
		return fail(openLine, "the section %q is empty", open)
	}
	return nil
}

// prune leaves out headings with nothing under them: their passages had nothing to say.
// What people left empty themselves was found before.
func prune(body string) string {
	lines := strings.Split(body, "\n")
	shown := prose(body)
	level := func(i int) int {
		if m := heading.FindStringSubmatch(shown[i]); m != nil {
			return len(m[1])
		}
		return 0
	}
	var kept []string
	for i, line := range lines {
		if own := level(i); own > 0 {
			next := i + 1
			for next < len(lines) && (strings.TrimSpace(lines[next]) == "" || level(next) > own && empty(lines, level, next)) {
				next++
			}
			if next == len(lines) || level(next) > 0 && level(next) <= own {
				continue
			}
		}
		if strings.TrimSpace(line) == "" && len(kept) > 0 && strings.TrimSpace(kept[len(kept)-1]) == "" && shown[i] == line {
			continue
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// empty tells whether the section that begins at a line has nothing in it.
func empty(lines []string, level func(int) int, at int) bool {
	for i := at + 1; i < len(lines); i++ {
		if own := level(i); own > 0 && own <= level(at) {
			return true
		} else if own == 0 && strings.TrimSpace(lines[i]) != "" {
			return false
		}
	}
	return true
}
