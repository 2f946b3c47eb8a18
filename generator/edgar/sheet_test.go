package edgar

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSheet(t *testing.T) {
	got := Sheet{Registrant: "Acmé “S.A.”", CIK: "12345", FileNumber: "000-12345", Year: 2025, Documents: []Attachment{
		{Type: "SD", File: "acme-sd-2025.htm", Description: "Form SD"},
		{Type: "EX-1.01", File: "acme-cmr-2025.htm", Description: "Conflict Minerals Report\nfor 2025"},
	}}.Text()
	want := `EDGAR FILING SHEET

Type these values into EDGAR and attach the documents in this order.
Make a test filing first: only EDGAR itself can say that it takes them.

Submission type:     SD
Registrant:          Acme "S.A."
CIK:                 0000012345
SEC file number:     000-12345
Rule:                13p-1
Item:                1.01, period 20251231
Item:                1.02, period 20251231

Document 1
Type:                SD
File name:           acme-sd-2025.htm
Description:         Form SD

Document 2
Type:                EX-1.01
File name:           acme-cmr-2025.htm
Description:         Conflict Minerals Report for 2025
` + access + "[pending]\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The sheet names what access and signature need, and asks nobody to write a secret on it.
func TestSheetNamesAccess(t *testing.T) {
	text := Sheet{Year: 2025}.Text()
	for _, want := range []string{"enrolled", "Form ID", "account administrators, at least two", "delegated entity", "multifactor", "CCC", "never write it", "Rule 302(b)", "five years", "seven years", "Held by:             [pending]\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if text := (Sheet{Year: 2025, HeldBy: "Corporate Secretary’s office"}).Text(); !strings.HasSuffix(text, "Held by:             Corporate Secretary's office\n") {
		t.Error(text)
	}
}

func TestSheetOfAFormAlone(t *testing.T) {
	s := Sheet{Year: 2013, Amendment: true, Documents: []Attachment{{Type: "SD"}, {Type: "GRAPHIC"}}}
	if s.SubmissionType() != "SD/A" || s.Period() != "20131231" {
		t.Errorf("%s %s", s.SubmissionType(), s.Period())
	}
	if diff := cmp.Diff([]string{"1.01"}, s.Items()); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string]string{"": "", "780571": "0000780571", "0000780571": "0000780571", "CIK 1": "CIK 1"} {
		if got := tenDigits(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
