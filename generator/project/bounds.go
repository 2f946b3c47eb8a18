package project

import (
	"errors"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// Limits on a settings file. The deepest of our keys stands four levels deep, and none
// needs to refer to another; a few references do no harm, since so few cannot multiply.
const (
	maxSettings = 256 << 10 // bytes
	maxLevels   = 30
	maxIndent   = 200 // spaces
	maxAliases  = 10
)

var (
	errSettingsLong   = errors.New("the file is far longer than settings are; was something else put in its place?")
	errSettingsNested = errors.New("this is nested deeper than any setting")
	errAliases        = errors.New("there are too many references to other settings (*name); write out what they stand for")
)

// boundSettings refuses a settings file that would unfold into more than anybody wrote:
// a kilobyte, in which each line refers ten times to the one before, is ten to the
// power of its lines long.
func boundSettings(file string, data []byte) error {
	if len(data) > maxSettings {
		return &InputError{File: file, Err: errSettingsLong}
	}
	levels, aliases, entries, line := 0, 0, 0, 0
	for _, t := range lexer.Tokenize(string(data)) {
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			levels++
		case token.MappingEndType, token.SequenceEndType:
			levels--
		case token.SequenceEntryType, token.MappingKeyType: // "- - -" goes deeper on one line
			entries++
		case token.AliasType:
			aliases++
		}
		switch {
		case aliases > maxAliases:
			return &InputError{File: file, Line: line, Err: errAliases}
		case levels+entries > maxLevels, t.Position.IndentNum > maxIndent:
			return &InputError{File: file, Line: line, Err: errSettingsNested}
		}
	}
	return nil
}
