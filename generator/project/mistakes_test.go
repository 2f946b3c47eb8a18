package project

import (
	"errors"
	"strings"
	"testing"
)

// TestMistakesAreSaidPlainly, without the words of the libraries that find them, and on the
// line where they stand; a cell of several lines moves those below it.
func TestMistakesAreSaidPlainly(t *testing.T) {
	const settings, conformance, revisions = "content/2025/year.yaml", "data/reference/conformance-2026-03-05.csv", "data/reference/revisions-2026-03-05.csv"
	const head = "metal,smelter_id,status,programme,last_audit,cycle_years,reaudit_due,reaudit_in_progress,sourcing_countries,licence,source\n"
	const good = "tin,CID900001,conformant,RMAP,2025-03-15,1,2026-03-15,,,,\"list of\nMarch\"\n"
	const history, removed = "metal,smelter_id,standard_name,country,basis,details,date\n", "tin,CID900001,A,Peru,Removed,,2025-03-15\n"
	for _, tc := range []struct {
		name, file, text string
		line             int
		says             string
	}{
		{"a number in words", settings, "window_months: 12 months\n", 1, `"12 months" stands where a whole number is wanted`},
		{"a yes", settings, "cut_off: 2026-04-30\ndemonstration: yes\n", 2, `"yes" stands where true or false is wanted`},
		{"one version", settings, "accepted_versions: 6.5\n", 1, `"6.5" stands where a list, such as [A, B], is wanted`},
		{"a word for a group", settings, "cut_off: 2026-04-30\nsnapshots: none\n", 2, `"none" stands where a group of keys with values, such as “key: value”, is wanted`},
		{"a tab", settings, "snapshots:\n\tdirectory: directory-2026-03-05.csv\n", 2, "use spaces"},
		{"a colon in a text", settings, "due_diligence:\n  oversight:\n    title: VP: Supply\n", 3, "stands in no quotation marks"},

		{"status: case", conformance, head + good + "tin,CID900002,Conformant,,,,,,,,\n", 4, `CID900002: the status "Conformant" is written conformant`},
		{"status: day", conformance, head + good + "tin,CID900002,active,,15.3.2025,,,,,,\n", 4, "15.3.2025"},
		{"status: cycle", conformance, head + good + "tin,CID900002,active,,,two,,,,,\n", 4, `the audit cycle "two" is not a number of years`},
		{"status: twice", conformance, head + good + "\n" + good, 5, "CID900001 is there twice"},
		{"status: metal", conformance, head + "Tin,CID900001,active,,,,,,,,\n", 2, `"Tin"`},
		{"status: licence", conformance, head + good + "tin,CID900002,active,,,,,,CD,,\n", 4, "without a licence"},
		{"status: number", conformance, head + good + "tin,CID2,active,,,,,,,,\n", 4, "CID2"},
		{"status: semicolons", conformance, strings.ReplaceAll(head, ",", ";") + "tin;CID900001;active;;;;;;;;\"said \"\"yes\"\"; by mail\"\n", 1, `its columns are parted by ";"`},
		{"status: UTF-16", conformance, "\xFF\xFEm\x00e\x00", 1, "UTF-16"},
		{"status: another character set", conformance, head + good + "tin,CID900002,active,,,,,,,,Z\xfcrich\n", 4, "not UTF-8"},
		{"revision: nothing", revisions, history + removed + "tin,CID900002,B,Peru,,,2025-03-15\n", 3, "does not say what was revised"},
		{"revision: day", revisions, history + removed + "tin,CID900002,B,Peru,Removed,,March\n", 3, "March"},
	} {
		pins := map[string]string{settings: "snapshots:\n  conformance: conformance-2026-03-05.csv\n  revisions: revisions-2026-03-05.csv\n", conformance: head, revisions: history}
		pins[tc.file] = tc.text
		_, err := year(pins)
		var at *InputError
		if !errors.As(err, &at) || at.File != tc.file || at.Line != tc.line || !strings.Contains(err.Error(), tc.says) || strings.Contains(err.Error(), "Go struct") {
			t.Errorf("%s: %v, want %s:%d and %q", tc.name, err, tc.file, tc.line, tc.says)
		}
	}
}
