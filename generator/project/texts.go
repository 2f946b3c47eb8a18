package project

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

// texts reads the Markdown files of a folder in the order of their names.
func (p *Project) texts(dir string) ([]Text, error) {
	names, err := fs.Glob(p.FS, dir+"/*.md")
	if err != nil {
		return nil, fmt.Errorf("list narrative: %w", err)
	}
	var list []Text
	for _, name := range names {
		base := path.Base(name)
		if info, err := fs.Stat(p.FS, name); err == nil && info.IsDir() || strings.HasPrefix(base, ".") || strings.EqualFold(base, "README.md") {
			continue // an editor's file, or a note
		}
		if base == formText {
			continue
		}
		text, err := p.text(name)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

// LettersDir holds the letters' templates.
const LettersDir = "content/letters"

// Letters reads the templates of letters, by file name.
func (p *Project) Letters() ([]Text, error) { return p.texts(LettersDir) }

// Policy reads content/policy.md; a Text without File says that there is none.
func (p *Project) Policy() (Text, error) {
	text, err := p.text("content/policy.md")
	if errors.Is(err, fs.ErrNotExist) {
		return Text{}, nil
	}
	return text, err
}

// Templates are those of the project's own pages, by name; none where it has none.
func (p *Project) Templates() (list []Text, err error) {
	names, err := fs.Glob(p.FS, "site/templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	for _, name := range names {
		text, err := p.text(name)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

// text reads one text file: UTF-8, with LF line ends and no byte order mark.
func (p *Project) text(name string) (Text, error) {
	body, err := fs.ReadFile(p.FS, name)
	if err != nil {
		return Text{}, fmt.Errorf("read text: %w", err)
	}
	if err := asText(name, body); err != nil {
		return Text{}, err
	}
	return Text{File: name, Body: strings.ReplaceAll(strings.TrimPrefix(string(body), "\ufeff"), "\r\n", "\n")}, nil
}

// asText finds the line where a file that people edit is no text in UTF-8: as old editors and
// spreadsheet programs write it, with a NUL, or with what git writes where a merge was not
// finished.
func asText(name string, data []byte) error {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return &InputError{File: name, Line: 1, Err: errors.New("the text is in UTF-16 (“Unicode” in some programs), not UTF-8: save the file in that encoding")}
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		switch {
		case !utf8.Valid(line):
			return &InputError{File: name, Line: number, Err: errors.New("the text is not UTF-8: save the file in that encoding")}
		case bytes.IndexByte(line, 0) >= 0:
			return &InputError{File: name, Line: number, Err: errors.New("the line holds a NUL character, which no text has: take it out")}
		case unmerged(line):
			return &InputError{File: name, Line: number, Err: errors.New("git left the marks of a merge here that was not finished: keep one of the two sides, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>")}
		}
	}
	return nil
}

// unmerged tells a line by which git parts the two sides of a conflict.
func unmerged(line []byte) bool {
	for _, mark := range []string{"<<<<<<<", ">>>>>>>"} {
		if rest, ok := bytes.CutPrefix(line, []byte(mark)); ok && (len(bytes.TrimSpace(rest)) == 0 || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// Text is a Markdown file that people wrote.
type Text struct {
	File string
	Body string
}
