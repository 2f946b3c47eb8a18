package cmrt

import "testing"

// TestWorkbooksOfEarlyExcels: Excel 2 to 5 wrote without a container, each version with a
// first record of its own; all are told as old workbooks, and what only resembles is not.
func TestWorkbooksOfEarlyExcels(t *testing.T) {
	for start, want := range map[string]string{
		"\x09\x00\x04\x00\x02\x00\x10\x00": "file-legacy-format", "\x09\x02\x06\x00\x00\x00\x10\x00": "file-legacy-format",
		"\x09\x04\x06\x00\x00\x00\x10\x00": "file-legacy-format", "\x09\x08\x08\x00\x00\x05\x05\x00": "file-legacy-format",
		"\x09\x08\x10\x00\x00\x06\x05\x00": "file-legacy-format",
		"\x09\x08\x09\x00\x00\x06\x05\x00": "file-unreadable", "\x00\x09\x08\x10\x00\x00\x06\x05": "file-unreadable", "\x09\x08": "file-unreadable",
	} {
		d := Read("a.xls", []byte(start))
		if d.Readable() || len(d.Findings) != 1 || d.Findings[0].Rule != want {
			t.Errorf("%q: %v, want %s", start, d.Findings, want)
		}
	}
}
