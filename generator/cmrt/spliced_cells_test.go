package cmrt

import (
	"bytes"
	"fmt"
	"strings"
)

// cell writes a cell; of the one before, only the style stays.
func (o *original) cell(ref string, before []byte, value any, texts *sharedTexts) string {
	head := `<c r="` + ref + `"`
	if _, style, ok := strings.Cut(string(before), ` s="`); ok {
		style, _, _ = strings.Cut(style, `"`)
		head += ` s="` + style + `"`
	}
	if m, ok := value.(map[string]any); ok && m["text"] != nil {
		value = m["text"]
	}
	switch v := value.(type) {
	case nil:
		return head + "/>"
	case bool:
		return head + fmt.Sprintf(` t="b"><v>%d</v></c>`, map[bool]int{true: 1}[v])
	case int, float64:
		return head + fmt.Sprintf("><v>%v</v></c>", v)
	case string:
		if o.inline {
			return head + ` t="inlineStr"><is>` + marked(v) + "</is></c>"
		}
		return head + fmt.Sprintf(` t="s"><v>%d</v></c>`, texts.add(marked(v)))
	case map[string]any:
		return o.special(head, v, texts)
	}
	o.t.Fatalf("%s: %T", ref, value)
	return ""
}

// special writes errors, formulas and texts in several formats.
func (o *original) special(head string, v map[string]any, texts *sharedTexts) string {
	switch {
	case v["error"] != nil:
		return head + fmt.Sprintf(` t="e"><v>%v</v></c>`, v["error"])
	case v["rich"] != nil:
		runs := ""
		for _, r := range v["rich"].([]string) {
			runs += "<r>" + marked(r) + "</r>"
		}
		return head + fmt.Sprintf(` t="s"><v>%d</v></c>`, texts.add(runs))
	case v["formula"] != nil:
		if _, ok := v["cached"].(string); ok {
			head += ` t="str"`
		}
		return head + fmt.Sprintf("><f>%s</f><v>%v</v></c>", escaped.Replace(v["formula"].(string)), v["cached"])
	}
	o.t.Fatalf("%s: %v", head, v)
	return ""
}

var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func marked(text string) string { return `<t xml:space="preserve">` + escaped.Replace(text) + "</t>" }

// sharedTexts are the shared strings of a workbook and those that are added.
type sharedTexts struct {
	xml   []byte
	count int // 0 before the first is added
	added strings.Builder
}

// add gives the number of a new string.
func (s *sharedTexts) add(content string) int {
	if s.count == 0 {
		s.count = bytes.Count(s.xml, []byte("<si>")) + bytes.Count(s.xml, []byte("<si ")) + bytes.Count(s.xml, []byte("<si/>"))
	}
	s.added.WriteString("<si>" + content + "</si>")
	s.count++
	return s.count - 1
}

func (s *sharedTexts) bytes() []byte {
	return bytes.Replace(s.xml, []byte("</sst>"), []byte(s.added.String()+"</sst>"), 1)
}

// withoutResults leaves out what formulas gave, as programs do that cannot calculate.
func (s *table) withoutResults() []byte {
	var list []splice
	for _, c := range s.cells {
		result := bytes.Index(s.xml[c.open:c.to], []byte("<v>"))
		if result < 0 || !bytes.HasPrefix(s.xml[c.open:], []byte("<f")) {
			continue
		}
		list = append(list, splice{c.open + result, c.to - len("</c>"), c.row, c.column, ""})
		if kind := bytes.Index(s.xml[c.from:c.open], []byte(` t="`)); kind > 0 {
			from := c.from + kind
			list = append(list, splice{from, from + 5 + bytes.IndexByte(s.xml[from+4:], '"'), c.row, c.column, ""})
		}
	}
	return s.spliced(list)
}
