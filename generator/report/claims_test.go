package report

import (
	"os"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
)

// The sentences were written before the rules that they try.
func TestSentencesOfBothKinds(t *testing.T) {
	for file, claims := range map[string]bool{"testdata/overclaims.txt": true, "testdata/careful.txt": false} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		wrong := 0
		for _, line := range lines {
			if refused := len(claimsIn(line)) > 0; refused != claims {
				wrong++
				t.Errorf("%s: %q refused: %v", file, line, refused)
			}
		}
		t.Logf("%s: %d of %d judged wrongly", file, wrong, len(lines))
	}
}

// A claim is refused wherever it is published or filed, and however it is filed.
func TestClaimsAreReadEverywhere(t *testing.T) {
	const claim = "Our products are DRC conflict free."
	for where, put := range map[string]func(*Draft){
		"the form":       func(d *Draft) { d.Form += "\n\n" + claim + "\n" },
		"the registrant": func(d *Draft) { d.Registrant.Description = claim },
		"a product":      func(d *Draft) { d.Products[0].Description = claim },
		"a table":        func(d *Draft) { d.Form += "\n\n| Product | Note |\n| --- | --- |\n| Meter | " + claim + " |\n" },
		"a quotation":    func(d *Draft) { d.Form += "\n\n> " + claim + "\n" },
		"a picture":      func(d *Draft) { d.Form += "\n\n![" + claim + "](meter.jpg)\n" },
	} {
		for _, mode := range []string{project.WithReport, project.FormAlone, project.StaffRelief} {
			d := sound(t)
			d.Filing.Mode = mode
			put(&d)
			found := map[string]bool{}
			for _, f := range Lint(d, true) {
				found[f.Rule] = true
			}
			if !found["report-determination"] {
				t.Errorf("%s, %s: the claim passes", where, mode)
			}
		}
	}
}
