package review

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// kinds are the nodes that a text may become: nothing but text, or one code span.
func kinds(t *testing.T, markdown string) map[string]int {
	t.Helper()
	source := []byte("- x " + markdown)
	found := map[string]int{}
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			found[n.Kind().String()]++
		}
		return ast.WalkContinue, nil
	})
	return found
}

func onlyText(t *testing.T, what, markdown string, allowed ...string) {
	t.Helper()
	for kind, n := range kinds(t, markdown) {
		switch kind {
		case "Document", "List", "ListItem", "TextBlock", "Text", "Paragraph":
			continue
		}
		ok := false
		for _, a := range allowed {
			ok = ok || a == kind && n == 1
		}
		if !ok {
			t.Errorf("%s: %q becomes %d %s", what, markdown, n, kind)
		}
	}
}

var hostile = []string{"@everyone", "#12 GH-12 org/repo#3", "![x](http://evil.example)", "[a](b)", "<script>alert(1)</script>", "<!-- -->", "a|b", "`code` ``two``", "`", "\\`x\\`", "*b* _i_ ~~s~~", "http://evil.example www.evil.example a@b.example",
	"line\nbreak\r\n\n# heading", "\u202edesrever\u202c", "\x1b[31m", "&lt;b&gt; &#64;all", "0123456789abcdef0123456789abcdef01234567", "$x^2$ :smile:", "- [ ] task", "\u2028next", strings.Repeat("x", 1000), "^[note]", "| a | b |\n|---|---|"}

func TestNothingTypedBecomesMarkup(t *testing.T) {
	for _, s := range hostile {
		onlyText(t, "plain", plain(s))
		onlyText(t, "code", code(s), "CodeSpan")
		for _, out := range []string{plain(s), code(s)} {
			if strings.ContainsAny(out, "\n\r\x1b\u202e\u2028") {
				t.Errorf("%q keeps a character that is not to be printed", out)
			}
			if strings.Count(strings.ReplaceAll(out, `\|`, ""), "|") > 0 {
				t.Errorf("%q would end a cell of a table", out)
			}
		}
		for _, bad := range []string{"@everyone", "#12", "GH-12", "://", "www.e"} {
			if strings.Contains(plain(s), bad) {
				t.Errorf("%q: GitHub makes a link of %q", plain(s), bad)
			}
		}
	}
	if got := code("a|b"); got != "`a\\|b`" {
		t.Error(got)
	}
	if got := plain("CID900001 is not in the directory of 2026-03-14."); strings.ReplaceAll(got, "\u200b", "") != "CID900001 is not in the directory of 2026-03-14." {
		t.Error(got)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		onlyText(t, "plain", plain(s))
		onlyText(t, "code", code(s), "CodeSpan", "Emphasis")
		if bytes.ContainsAny([]byte(plain(s)+code(s)), "\n\r\x1b") {
			t.Error("a line break is kept")
		}
	})
}
