package project

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/goccy/go-yaml"
)

// readYAML decodes a settings file. An unknown key is an error, so that a typing
// mistake does not pass for a default.
func readYAML(fsys fs.FS, file string, into any) error {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	err = yaml.NewDecoder(bytes.NewReader(data), yaml.DisallowUnknownField()).Decode(into)
	if err == nil || errors.Is(err, io.EOF) { // an empty file leaves the defaults
		return nil
	}
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		return &InputError{File: file, Line: at.GetToken().Position.Line, Err: errors.New(at.GetMessage())}
	}
	return &InputError{File: file, Err: err}
}
