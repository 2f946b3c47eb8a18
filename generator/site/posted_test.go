package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestThePageSaysWhatWasFiled(t *testing.T) {
	document := `<html><body><h1>Report</h1><p>Tin &amp; gold, [X] as of 2026 (https://x.example/a).</p><table><tr><th>A</th><td>&#346;wi&#281;ta 12</td></tr></table></body></html>`
	for page, want := range map[string][]string{
		`<html><body><nav>Contents</nav><main><h1>Report</h1><p>Tin &amp; gold,
			☒ as of <a href="https://x.example/a">2026</a>.</p><table><caption class="hidden">T</caption><tr><th>A</th><td>Święta 12</td></tr></table></main></body></html>`: nil,
		`<html><body><nav>Report</nav><main><p>Tin &amp; gold, ☒ as of 2025.</p><p>A Święta 12</p></main></body></html>`: {"Report", "Tin & gold, [X] as of 2026 (https://x.example/a)."},
		// A number that stands elsewhere on the page is not that of the row.
		`<html><body><h1>Report</h1><p>Tin &amp; gold, as of 2026. 12 days.</p><table><tr><th>A</th><td>Święta 21</td></tr></table></body></html>`: {"A Święta 12"},
		// What nobody sees is not posted.
		`<html><body><h1>Report</h1><p>Tin &amp; gold, as of 2026.</p><div hidden><div>x</div><p>A Święta 12</p></div></body></html>`:         {"A Święta 12"},
		`<html><body><h1>Report</h1><p>Tin &amp; gold, as of 2026.</p><p style="display: none">A Święta 12</p></body></html>`:                 {"A Święta 12"},
		`<html><body><h1>Report</h1><p>Tin &amp; gold, as of 2026.</p><p hidden>z</p><p class="wide hidden">A Święta 12</p></body></html>`:    {"A Święta 12"},
		`<html><body><h1>Report</h1><input hidden><p>Tin &amp; gold, as of 2026.</p><div class="hidden"><div>x</div></div>A Święta 12</html>`: nil,
		``: {"Report", "Tin & gold, [X] as of 2026 (https://x.example/a).", "A Święta 12"},
	} {
		if diff := cmp.Diff(want, unposted([]byte(page), []byte(document))); diff != "" {
			t.Errorf("%s\n%s", page, diff)
		}
	}
}
