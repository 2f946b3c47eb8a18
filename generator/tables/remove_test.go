package tables

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestARowIsRemoved: what is left is every byte but the row's.
func TestARowIsRemoved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
		cell := rapid.SampledFrom([]string{"a", "", `"x, y"`, "\"two" + end + "lines\"", `"say ""no"""`, "ä"})
		lines := []string{"id,name" + end}
		for range rapid.IntRange(1, 6).Draw(t, "rows") {
			lines = append(lines, rapid.SampledFrom([]string{"", "", end}).Draw(t, "blank")+cell.Draw(t, "id")+","+cell.Draw(t, "name")+end)
		}
		lines[len(lines)-1] = strings.TrimSuffix(lines[len(lines)-1], end) + rapid.SampledFrom([]string{"", end}).Draw(t, "last")
		n := rapid.IntRange(0, len(lines)-1).Draw(t, "removed")
		before := strings.Join(lines[:n], "")
		line := 1 + strings.Count(before, "\n")
		if strings.HasPrefix(lines[n], end) {
			line++ // the row begins behind a blank line
		}
		mark := rapid.SampledFrom([]string{"", "\ufeff"}).Draw(t, "mark")
		want := mark + before + strings.Join(lines[n+1:], "")
		if n == 0 {
			want = mark + strings.Join(lines, "") // the header stays
		}
		got, err := Remove("x.csv", []byte(mark+strings.Join(lines, "")), line)
		if err != nil || string(got) != want {
			t.Fatalf("%q: %q, want %q (%v)", strings.Join(lines, ""), got, want, err)
		}
	})
	if _, err := Remove("x.csv", []byte("a,b\n\"c"), 2); err == nil {
		t.Error("a table that is broken")
	}
}
