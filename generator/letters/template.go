package letters

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/project"
)

// Templates are the letters' texts by the name of their file without its ending:
// “request”, “request.de”.
type Templates map[string]project.Text

// fileName is how a template is named: its kind, and its language unless that is English.
var fileName = lazyregexp.New(`^(?:(?:emrt|amrt)-)?([a-z]+)(?:\.([a-z]{2,3}(?:-[a-z0-9]+)*))?\.md$`)

// NewTemplates checks the texts of content/letters: names, subjects, placeholders. A
// mistake is a *project.InputError.
func NewTemplates(texts []project.Text) (Templates, error) {
	list := Templates{}
	for _, t := range texts {
		fail := func(line int, format string, args ...any) error {
			return &project.InputError{File: t.File, Line: line, Err: fmt.Errorf(format, args...)}
		}
		m := fileName.FindStringSubmatch(path.Base(t.File))
		if m == nil || !slices.Contains(Kinds, m[1]) || m[2] != "" && !project.IsLanguage(m[2]) {
			return nil, fail(0, "a letter is named after its kind (%s) and its language in lower case, such as request.md or request.de.md", strings.Join(Kinds, ", "))
		}
		subject, body := split(t.Body)
		if subject == "" || strings.TrimSpace(body) == "" {
			return nil, fail(1, "a letter begins with a line “Subject: …”, a blank line, and then says something")
		}
		for i, line := range strings.Split(t.Body, "\n") {
			if err := placeholders(line, m[1], i == 0); err != nil {
				return nil, fail(i+1, "%w", err)
			}
		}
		list[strings.TrimSuffix(path.Base(t.File), ".md")] = t
	}
	return list, nil
}

// Complete fills in what a project has no words for with those that a new project begins
// with, and names the files that it would have them in.
func (t Templates) Complete(own Templates) (missing []string) {
	for _, kind := range Kinds {
		if _, ok := t[kind]; ok {
			continue
		}
		missing = append(missing, path.Join(project.LettersDir, kind+".md"))
		t[kind] = own[kind]
	}
	return missing
}

// split takes a template's first line, without “Subject:”, from the rest.
func split(text string) (subject, body string) {
	first, rest, _ := strings.Cut(text, "\n")
	subject, ok := strings.CutPrefix(first, "Subject:")
	if !ok {
		return "", ""
	}
	return strings.TrimSpace(subject), strings.TrimLeft(rest, "\n")
}

// choose gives the template of a kind in a supplier's language, else the English one,
// and the language that it is in.
func (t Templates) choose(kind, supplier string) (project.Text, string, error) {
	for tag := strings.ToLower(supplier); tag != ""; {
		if text, ok := t[kind+"."+tag]; ok {
			return text, tag, nil
		}
		cut := strings.LastIndexByte(tag, '-')
		tag = tag[:max(cut, 0)]
	}
	if text, ok := t[kind]; ok {
		return text, "en", nil
	}
	return project.Text{}, "", &project.InputError{File: path.Join(project.LettersDir, kind+".md"),
		Err: errors.New("the letter is missing: write it, or take the one that “cmr init” puts into a new project")}
}

// Misses tells whether a supplier would be written to in another language than its own.
func misses(supplier, written string) bool {
	if supplier == "" {
		return false
	}
	wanted, err := language.Parse(supplier)
	base, _ := wanted.Base()
	got, err2 := language.Parse(written)
	gotBase, _ := got.Base()
	return err != nil || err2 != nil || base != gotBase
}
