package project

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

// readYAML decodes a settings file. An unknown key is an error, so that a typing
// mistake does not pass for a default.
func readYAML(fsys fs.FS, file string, into any) error {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	if err := asText(file, data); err != nil {
		return err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := boundSettings(file, data); err != nil {
		return err
	}
	settings := yaml.NewDecoder(bytes.NewReader(data), yaml.DisallowUnknownField())
	err = settings.Decode(into)
	var more any
	if err == nil && settings.Decode(&more) == nil && more != nil {
		return &InputError{File: file, Line: second(data), Err: errors.New("the settings end at this line (---), and what stands behind it would count for nothing: take the line out")}
	}
	if err == nil || errors.Is(err, io.EOF) { // an empty file leaves the defaults
		return nil
	}
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		return &InputError{File: file, Line: at.GetToken().Position.Line, Err: errors.New(plainly(at.GetMessage(), at.GetToken().Value))}
	}
	return &InputError{File: file, Err: err}
}

var (
	ofType  = lazyregexp.New(`^cannot unmarshal .* of type (.*)$`)
	usedFor = lazyregexp.New(`^(.*) was used where (.*) is expected$`)
)

// plainly says what the library of YAML says of a value in the words of who wrote it.
func plainly(message, value string) string {
	wanted := ""
	if m := ofType.FindStringSubmatch(message); m != nil {
		switch wanted = m[1]; {
		case strings.HasPrefix(wanted, "int"):
			wanted = "a whole number"
		case wanted == "bool":
			wanted = "true or false"
		case wanted == "float64":
			wanted = "a number"
		case wanted == "string":
			wanted = "a text"
		}
	} else if m := usedFor.FindStringSubmatch(message); m != nil {
		switch wanted = m[2]; wanted {
		case "sequence":
			wanted = "a list, such as [A, B],"
		case "mapping":
			wanted = "a group of keys with values, such as “key: value”,"
		case "string":
			wanted = "a text"
		}
	}
	switch {
	case wanted != "":
		return fmt.Sprintf("%q stands where %s is wanted", finding.Short(value, 80), wanted)
	case strings.Contains(message, "mapping value is not allowed"):
		return message + ": the line is indented otherwise than those around it, or a text that holds “: ” stands in no quotation marks"
	case strings.Contains(message, `'\t' that cannot start`), strings.Contains(message, "'\t' that cannot start"):
		return "a tab stands where the line is indented: use spaces"
	}
	return message
}

// second is the line that begins another document in a settings file.
func second(data []byte) int {
	number, begun := 0, false
	for line := range bytes.Lines(data) {
		number++
		if mark := bytes.HasPrefix(line, []byte("---")); mark && begun {
			return number
		}
		begun = begun || len(bytes.TrimSpace(line)) > 0 && line[0] != '#' && !bytes.HasPrefix(line, []byte("---"))
	}
	return number
}

// mistake is an error of a value in a settings file, at the line of its key.
func mistake(fsys fs.FS, file, key string, problem error) error {
	at := &InputError{File: file, Err: problem}
	path, err := yaml.PathString("$." + key)
	if err != nil {
		return at
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return at
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return at
	}
	if node, err := path.FilterFile(tree); err == nil && node != nil {
		at.Line = node.GetToken().Position.Line
	}
	return at
}
