package check

import (
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func TestAReceivedFileThatIsGone(t *testing.T) {
	y := &project.Year{Number: 2025, Received: []tables.Received{
		{Date: "2026-02-01", Supplier: "acme", File: "data/2025/cmrt/acme.xlsx", SHA256: "aa", Line: 2},
		{Date: "2026-02-02", Supplier: "acme", File: "acme-2.xlsx", SHA256: "bb", Line: 4},
	}}
	pointer := []finding.Finding{{Rule: "file-lfs-pointer"}}
	for name, tc := range map[string]struct {
		books []cmrt.Declaration
		want  []string // cell and a piece of what is said
	}{
		"both there":              {[]cmrt.Declaration{{File: "data/2025/cmrt/acme.xlsx", SHA256: "aa"}, {File: "data/2025/cmrt/acme-2.xlsx", SHA256: "bb"}}, nil},
		"renamed":                 {[]cmrt.Declaration{{File: "data/2025/cmrt/acme-old.xlsx", SHA256: "aa"}, {File: "data/2025/cmrt/acme-new.xlsx", SHA256: "bb"}}, nil},
		"one removed":             {[]cmrt.Declaration{{File: "data/2025/cmrt/acme.xlsx", SHA256: "aa"}}, []string{"4 acme-2.xlsx, which came on 2026-02-02, is not in data/2025/cmrt any more. To take the filing back: cmr receive 2025 --undo bb"}},
		"one replaced":            {[]cmrt.Declaration{{File: "data/2025/cmrt/acme.xlsx", SHA256: "cc"}, {File: "data/2025/cmrt/acme-2.xlsx", SHA256: "bb"}}, []string{"2 acme.xlsx does not hold the bytes that came on 2026-02-01"}},
		"not fetched":             {[]cmrt.Declaration{{File: "data/2025/cmrt/acme.xlsx", SHA256: "cc", Findings: pointer}, {File: "data/2025/cmrt/acme-2.xlsx", SHA256: "dd", Findings: pointer}}, nil},
		"both gone, another came": {[]cmrt.Declaration{{File: "data/2025/cmrt/acme-3.xlsx", SHA256: "cc"}}, []string{"2 acme.xlsx, which", "4 acme-2.xlsx, which"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []finding.Finding
			for _, f := range Year(y, tc.books, nil).Findings {
				if f.Rule == "received-file-missing" {
					got = append(got, f)
				}
			}
			if len(got) != len(tc.want) {
				t.Fatalf("%+v", got)
			}
			for i, f := range got {
				if f.File != "data/2025/received.csv" || f.Supplier != "acme" || f.Severity != finding.Warning || !strings.HasPrefix(f.Cell+" "+f.Message, tc.want[i]) {
					t.Errorf("%+v, want %q", f, tc.want[i])
				}
			}
		})
	}
}
