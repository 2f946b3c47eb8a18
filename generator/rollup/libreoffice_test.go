package rollup_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/template"
)

// LibreOffice calculates filled templates of every family from nothing: the template's own
// Checker counts nothing that is open, and its look-up resolves every row that has a
// number it knows. It takes a while, so it is among the long tests.
func TestLibreOfficeFindsNothingOpen(t *testing.T) {
	if os.Getenv("CMR_LONG") == "" {
		t.Skip("a long test: CMR_LONG=1")
	}
	in, out := t.TempDir(), t.TempDir()
	args := []string{"../../../shared/cmrt/recalc.sh", out}
	totals := map[string]string{}
	put := func(name, total string, r rollup.Rollup, blank []byte) {
		f, err := rollup.Fill(r, blank)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file := filepath.Join(in, name)
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		args, totals[name] = append(args, file), total
	}
	for version, scope := range map[string]string{"6.01": "company", "6.22": "product", "6.5": "user-defined"} {
		put("cmrt-"+version+".xlsx", "H70", whole(version, scope), official(t, version))
	}
	for _, tc := range others {
		blank := ofKind(t, tc.name)
		put(tc.label+".xlsx", tc.total, answeredBy(t, blank, tc.minerals...), blank)
	}
	if text, err := exec.Command("bash", args...).CombinedOutput(); err != nil {
		t.Fatalf("recalculate (needs Debian's libreoffice-calc): %v\n%s", err, text)
	}
	for name, total := range totals {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		calculated, err := template.Open(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if open, err := calculated.Value("Checker", total); err != nil || open.String() != "0" {
			t.Errorf("%s: LibreOffice's Checker counts %s (%v)", name, open, err)
		}
		ours, err := os.ReadFile(filepath.Join(in, name))
		if err != nil {
			t.Fatal(err)
		}
		theirs, written := cmrt.ReadAny(name, data).Smelters, cmrt.ReadAny(name, ours).Smelters
		if len(theirs) != len(written) {
			t.Errorf("%s: %d smelters recalculated, %d written", name, len(theirs), len(written))
			continue
		}
		for i, s := range theirs {
			if w := written[i]; s.ID != w.ID || s.Metal != w.Metal || s.StandardName != w.StandardName {
				t.Errorf("%s, row %d: %s %q of %s, written as %s %q of %s", name, s.Row, s.ID, s.StandardName, s.Metal, w.ID, w.StandardName, w.Metal)
			}
		}
	}
}
