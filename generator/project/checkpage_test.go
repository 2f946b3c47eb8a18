package project

import (
	"maps"
	"strings"
	"testing"
)

// TestCheckPageFollowsTheSurvey from one year to the next when suppliers are asked, not
// when a year is begun.
func TestCheckPageFollowsTheSurvey(t *testing.T) {
	begun := map[string]string{"content/2026/year.yaml": "cut_off: 2027-04-30\n", "data/2026/suppliers.csv": rosterHead + "acme,Acme,,,,yes,,,,,\n"}
	for name, c := range map[string]struct {
		add  map[string]string
		want int
	}{
		"begun":       {nil, 2025},
		"list pinned": {map[string]string{"content/2026/year.yaml": "cut_off: 2027-04-30\nsnapshots: {directory: directory-2026-03-01.csv}\n", "data/reference/directory-2026-03-01.csv": directoryHead}, 2026},
		"asked":       {map[string]string{"data/2026/outreach.csv": outreachHead + "2026-09-01,acme,request,email,sent,\n"}, 2026},
	} {
		f := files()
		maps.Copy(f, begun)
		maps.Copy(f, c.add)
		p, err := Open(tree(f))
		if err != nil {
			t.Fatal(err)
		}
		y, err := p.CheckYear()
		if err != nil || y == nil || y.Number != c.want {
			t.Errorf("%s: %+v, %v, want %d", name, y, err, c.want)
		}
	}
	// The first year of a project has none before it.
	f := files()
	maps.DeleteFunc(f, func(name, _ string) bool {
		return strings.HasPrefix(name, "content/2025/") || strings.HasPrefix(name, "data/2025/")
	})
	maps.Copy(f, begun)
	p, err := Open(tree(f))
	if err != nil {
		t.Fatal(err)
	}
	if y, err := p.CheckYear(); err != nil || y == nil || y.Number != 2026 {
		t.Errorf("a project's first year: %+v, %v", y, err)
	}
}
