package edgar

import (
	"strings"
	"testing"
)

func TestCharactersThatADocumentCannotHold(t *testing.T) {
	for text, want := range map[string]string{
		"Plain, “quoted” – é, ß, Ω, €": "",
		"☒ Rule 13p-1":     "",
		"soft\u00adhyphen": "",
		"Łódź":             "note:“Ł” becomes “L”",
		"北京":               "note:“北京” becomes “Bei Jing”",
		"a \U0001F600":     "error:U+1F600",
		"a \uE123":         "error:U+E123",
	} {
		list := Lost("report.md", "first\n"+text)
		switch {
		case want == "" && len(list) > 0:
			t.Errorf("%q: %v", text, list)
		case want != "":
			severity, says, _ := strings.Cut(want, ":")
			if len(list) == 0 || string(list[0].Severity) != severity || !strings.Contains(list[0].Message, says) || list[0].Cell != "2" {
				t.Errorf("%q: %+v", text, list)
			}
		}
	}
}
