package report

import (
	"strings"

	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// action is what a template asks for: its value stands where it is, and is read where it
// comes from.
var action = lazyregexp.New(`(?s)\{\{-?\s*(/\*.*?\*/|if\b|else\b|end\b|range\b|with\b|define\b|template\b|block\b|break\b|continue\b|\$\w+\s*:?=)?.*?\}\}`)

// within are elements that stand in the middle of a sentence.
var within = map[string]bool{"a": true, "abbr": true, "b": true, "cite": true, "code": true, "data": true, "em": true, "i": true, "mark": true, "q": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true, "wbr": true}

// spokenAttributes are those that a reader is told.
var spokenAttributes = map[string]bool{"alt": true, "title": true, "aria-label": true, "aria-description": true, "placeholder": true, "content": true}

// readable are the texts that a page template prints by itself, each with its line.
func readable(file, source string) (list []published) {
	source = action.ReplaceAllStringFunc(source, func(a string) string {
		value := "it"
		if action.FindStringSubmatch(a)[1] != "" {
			value = ""
		}
		return value + strings.Repeat("\n", strings.Count(a, "\n"))
	})
	var text strings.Builder
	var begin int
	line, code := 1, false
	end := func() {
		if words := strings.Join(strings.Fields(text.String()), " "); words != "" {
			list = append(list, published{file: file, text: words, line: begin})
		}
		text.Reset()
	}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			end()
			return list
		}
		raw := string(z.Raw())
		token := z.Token()
		switch {
		case kind == html.TextToken && !code:
			if strings.TrimSpace(text.String()) == "" {
				begin = line + strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n")
			}
			text.WriteString(token.Data)
		case kind == html.EndTagToken: // in code there is none but its own
			code = false
		case kind == html.StartTagToken:
			code = token.Data == "script" || token.Data == "style"
		}
		if kind == html.StartTagToken || kind == html.EndTagToken || kind == html.SelfClosingTagToken {
			if !within[token.Data] {
				end()
			}
			for _, a := range token.Attr {
				if spokenAttributes[a.Key] && strings.Contains(a.Val, " ") {
					list = append(list, published{file: file, text: a.Val, line: line})
				}
			}
		}
		line += strings.Count(raw, "\n")
	}
}
