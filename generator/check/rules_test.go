package check

import (
	"os"
	"strings"
	"testing"
)

// TestRulesAreOnThePageAsTheyAre: what REFERENCE.md calls the explanation is what is wrong,
// and what it calls to be done is what to do.
func TestRulesAreOnThePageAsTheyAre(t *testing.T) {
	page, err := os.ReadFile("../../REFERENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules {
		_, about, found := strings.Cut(string(page), "</a>"+r.Name+"\n")
		about, _, _ = strings.Cut(about, "\n### ")
		if !found || !strings.Contains(about, "*"+string(r.Severity)+".*") || !strings.Contains(about, " "+strings.TrimSpace(r.Explanation+" "+r.Aside)+"\n") ||
			!strings.Contains(about, "- Example: "+r.Example+"\n") || !strings.Contains(about, "- What to do: "+r.Fix+"\n") || strings.Contains(about, "Left out of letters") != r.Internal {
			t.Errorf("%s: REFERENCE.md says\n%s", r.Name, about)
		}
	}
}
