package template

import (
	"io"
	"strings"
)

// sharedStrings reads the texts of a workbook: the runs of each, without what is there
// to pronounce them.
func sharedStrings(data []byte) ([]string, error) {
	var list []string
	var text strings.Builder
	inText, phonetic := false, 0
	x := scanner{data: data}
	for {
		err := x.next()
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		switch {
		case x.kind == chars && inText:
			more, err := x.content()
			if err != nil {
				return nil, err
			}
			text.WriteString(more)
		case x.kind == start && x.name == "si":
			text.Reset()
		case x.kind == start && x.name == "rPh":
			phonetic++
		case x.kind == start && x.name == "t":
			inText = phonetic == 0
		case x.kind == end && x.name == "si":
			list = append(list, text.String())
		case x.kind == end && x.name == "rPh":
			phonetic--
		case x.kind == end && x.name == "t":
			inText = false
		}
	}
}
