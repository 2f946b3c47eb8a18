package project

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// files are a small project; other tests change one file of it.
func files() map[string]string {
	return map[string]string{
		"content/registrant.yaml":                 "name: Example, Inc.\nshort_name: Example\n",
		"content/2025/year.yaml":                  "cut_off: 2026-04-30\naccepted_versions: [\"6.4\", \"6.5\"]\nsnapshots:\n  directory: directory-2026-03-05.csv\n",
		"content/2025/20-b.md":                    "## B\r\n\r\nText.\r\n",
		"content/2025/10-a.md":                    "## A\n\nText.\n",
		"content/2013/year.yaml":                  "",
		"content/letters/request.md":              "Dear",
		"data/2025/suppliers.csv":                 rosterHead + "acme,Acme,,,en,yes,,tin gold,,,\n",
		"data/2025/outreach.csv":                  outreachHead + "2025-09-01,acme,request,email,sent,\n",
		"data/2025/decisions.csv":                 decisionHead + "reject,,,,,tin,Bank,,R,2026-04-02,,No smelter\n",
		"data/2025/cmrt/acme.xlsx":                "x",
		"data/2025/cmrt/README.md":                "x",
		"data/2025/cmrt/.gitkeep":                 "",
		"data/2025/cmrt/~$acme.xlsx":              "x",
		"data/2025/cmrt/beta/reply.xlsx":          "x",
		"data/reference/directory-2026-03-05.csv": directoryHead + "tin,Alpha,CID900001,Alpha,Peru,PE,,\n",
	}
}

const (
	receivedHead  = "date,supplier,file,sha256,name,sender,matched\n"
	rosterHead    = "id,name,contact,email,language,in_scope,why,metals,spend_share,contract_clause,parent\n"
	outreachHead  = "date,supplier,kind,channel,outcome,note\n"
	decisionHead  = "action,supplier,rule,sheet,cell,metal,raw,decided,who,date,until,reason\n"
	directoryHead = "metal,name,smelter_id,standard_name,country,country_code,state,city\n"
)

func tree(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// year reads 2025 of the small project with some files changed.
func year(change map[string]string) (*Year, error) {
	f := files()
	maps.Copy(f, change)
	p, err := Open(tree(f))
	if err != nil {
		return nil, err
	}
	return p.Year(2025)
}

func TestOpenFindsYearsOldestFirst(t *testing.T) {
	f := files()
	f["content/12025/year.yaml"], f["content/3025/year.yaml"], f["content/2024"] = "", "", "a file"
	p, err := Open(tree(f))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{2013, 2025}, p.Years); diff != "" {
		t.Error(diff)
	}
	if _, err := p.Year(2024); err == nil || !strings.Contains(err.Error(), "2024") {
		t.Errorf("a year that is not there: %v", err)
	}
}

func TestOpenOutsideAProject(t *testing.T) {
	if _, err := Open(fstest.MapFS{"README.md": {}}); !errors.Is(err, ErrNoProject) {
		t.Errorf("%v", err)
	}
}

func TestYearReadsEverything(t *testing.T) {
	y, err := year(nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(y.Roster) != 1 || len(y.Outreach) != 1 || len(y.Decisions) != 1 || y.Directory.Len() != 1 || !y.Surveyed() {
		t.Errorf("%+v", y)
	}
	if s := y.Directory.Source; s.Name != "data/reference/directory-2026-03-05.csv" || s.AsOf != "2026-03-05" || len(s.SHA256) != 64 {
		t.Errorf("the snapshot's source is %+v", s)
	}
	want := []Text{{"content/2025/10-a.md", "## A\n\nText.\n"}, {"content/2025/20-b.md", "## B\n\nText.\n"}}
	if diff := cmp.Diff(want, y.Narrative); diff != "" {
		t.Error(diff)
	}
}

func TestWorkbooksAreWhatSuppliersSent(t *testing.T) {
	p, err := Open(tree(files()))
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Workbooks(2025)
	if diff := cmp.Diff([]string{"data/2025/cmrt/acme.xlsx", "data/2025/cmrt/beta/reply.xlsx"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got, err := p.Workbooks(2013); len(got) > 0 || err != nil {
		t.Errorf("a year without workbooks: %v, %v", got, err)
	}
}

func TestYearWithoutCutOffIsNotSurveyed(t *testing.T) {
	p, err := Open(tree(files()))
	if err != nil {
		t.Fatal(err)
	}
	if y, err := p.Year(2013); err != nil || y.Surveyed() {
		t.Errorf("%+v, %v", y, err)
	}
}

// A person's mistake is an InputError with its file and line.
func TestMistakesOfPeopleHaveFileAndLine(t *testing.T) {
	const registrant, settings = "content/registrant.yaml", "content/2025/year.yaml"
	const suppliers, outreach, decisions = "data/2025/suppliers.csv", "data/2025/outreach.csv", "data/2025/decisions.csv"
	const reference = "data/reference/directory-2026-03-05.csv"
	good := "acme,Acme,,,en,yes,,,,,\n"
	for _, tc := range []struct {
		name, file, text string
		line             int
		says             string
	}{
		{"unknown key of the registrant", registrant, "name: E\ncolour: red\n", 2, "colour"},
		{"unknown key in a group", registrant, "name: E\naddress:\n  city: C\n  planet: P\n", 4, "planet"},
		{"no YAML", registrant, "name: [E\n", 1, ""},
		{"no name", registrant, "short_name: E\n", 0, "name"},
		{"file stem", registrant, "name: E\nfile_stem: 9X\n", 2, "9X"},
		{"statuses neither way", registrant, "name: E\npublished_status: yes\n", 2, "none, status or all"},
		{"address not https", registrant, "name: E\n\npublic_url: http://x.example/\n", 3, "http://x.example/"},
		{"address with a query", registrant, "name: E\npublic_url: https://x.example/?a=b\n", 2, "https"},

		{"unknown key", settings, "cut_off: 2026-04-30\ncutoff: 2026-04-30\n", 2, "cutoff"},
		{"cut-off is no day", settings, "window_months: 12\ncut_off: 2026-02-30\n", 2, "2026-02-30"},
		{"cut-off in words", settings, "cut_off: end of April\n", 1, "end of April"},
		{"filing date", settings, "filing:\n  accession: x\n  date: 1.6.2026\n", 3, "1.6.2026"},
		{"references that multiply", settings, "window_months: 12\nseverities:\n" + multiplied, 5, "references"},
		{"a reference to itself", settings, "severities: &s\n  a: *s\n", 2, ""},
		{"brackets", settings, "severities: " + strings.Repeat("[", 100_000), 1, "nested"},
		{"lists in lists", settings, "severities:\n  " + strings.Repeat("- ", 1_000) + "x\n", 2, "nested"},
		{"a long file", settings, strings.Repeat("# no settings at all\n", 20_000), 0, "longer"},
		{"version", settings, "accepted_versions:\n  - \"6.5\"\n  - \"7.0\"\n", 3, "7.0"},
		{"severity", settings, "severities:\n  smelters-missing: error\n  answer-missing: fatal\n", 3, "fatal"},
		{"watched twice", settings, "watch_list:\n  - {id: CID900001, reason: Its owner}\n  - {id: CID900002, reason: Its mine}\n  - {id: CID900001, reason: Its owner}\n", 4, "twice"},
		{"watched without a reason", settings, "watch_list:\n  - {id: CID900001, reason: \" \"}\n", 2, "reason"},
		{"watched under no number", settings, "watch_list:\n  - {id: CID90001, reason: Its owner}\n", 2, "CID90001"},
		{"window", settings, "window_months: -1\n", 1, "-1"},
		{"window is no number", settings, "window_months: a year\n", 1, ""},
		{"snapshot that is not there", settings, "snapshots:\n  conformance: conformance-2026-01-01.csv\n", 2, "conformance-2026-01-01.csv"},
		{"snapshot without a day", settings, "snapshots:\n  directory: directory.csv\n", 2, "directory.csv"},
		{"snapshot elsewhere", settings, "snapshots:\n  directory: ../directory-2026-03-05.csv\n", 2, ".."},

		{"roster: id", suppliers, rosterHead + good + "Beta Ltd,Beta,,,en,yes,,,,,\n", 3, "Beta Ltd"},
		{"settings: a merge that was not finished", settings, "window_months: 12\n<<<<<<< HEAD\ncut_off: 2026-04-30\n=======\ncut_off: 2026-05-30\n>>>>>>> theirs\n", 2, "a merge here that was not finished"},
		{"settings: two documents", settings, "---\ncut_off: 2026-04-30\n---\ncut_off: 2026-05-30\n", 3, "would count for nothing"},
		{"roster: a merge that was not finished", suppliers, rosterHead + "<<<<<<< HEAD\n" + good + "=======\n" + good + ">>>>>>> theirs\n", 2, "a merge here that was not finished"},
		{"roster: UTF-16", suppliers, "\xFF\xFEi\x00d\x00", 1, "UTF-16"},
		{"roster: a NUL", suppliers, rosterHead + "acme,Ac\x00me,,,en,yes,,,,,\n", 2, "NUL"},
		{"roster: id twice", suppliers, rosterHead + good + good, 3, "twice"},
		{"roster: no name", suppliers, rosterHead + "acme,,,,en,yes,,,,,\n", 2, "name"},
		{"roster: scope", suppliers, rosterHead + "acme,Acme,,,en,maybe,,,,,\n", 2, "maybe"},
		{"roster: metal", suppliers, rosterHead + "acme,Acme,,,en,yes,,tin cobalt,,,\n", 2, "cobalt"},
		{"roster: a line break above", suppliers, rosterHead + "acme,Acme,,,en,yes,\"two\nlines\",,,,\nbeta,Beta,,,en,maybe,,,,,\n", 4, "maybe"},
		{"roster: mail", suppliers, rosterHead + good + "beta,Beta,,beta(at)x.example,en,yes,,,,,\n", 3, "beta(at)x.example"},
		{"roster: two mails", suppliers, rosterHead + "acme,Acme,,\"a@x.example, b@x.example\",en,yes,,,,,\n", 2, "one e-mail"},
		{"roster: language", suppliers, rosterHead + "acme,Acme,,,German,yes,,,,,\n", 2, "German"},
		{"roster: no such parent", suppliers, rosterHead + "acme,Acme,,,en,yes,,,,,acmes\n", 2, "acmes"},
		{"roster: parents in a circle", suppliers, rosterHead + "acme,Acme,,,en,yes,,,,,beta\nbeta,Beta,,,en,yes,,,,,acme\n", 2, "circle"},
		{"roster: a name without end", suppliers, rosterHead + "acme," + strings.Repeat("A", 30_000) + ",,,en,yes,,,,,\n", 2, "may have 1000 bytes each"},
		{"roster: what is left of a link", suppliers, rosterHead + "acme,Acme,,a@acme.example?subject=x,en,yes,,,,,\n", 2, "not one e-mail address"},
		{"roster: its own parent", suppliers, rosterHead + "acme,Acme,,,en,yes,,,,,acme\n", 2, "circle"},
		{"roster: share", suppliers, rosterHead + "acme,Acme,,,en,yes,,,\"2,4\",,\n", 2, "2,4"},
		{"roster: shares", suppliers, rosterHead + "acme,Acme,,,en,yes,,,60,,\nbeta,Beta,,,en,yes,,,40.1,,\n", 3, "100.10"},
		{"roster: vendor twice", suppliers, strings.TrimSpace(rosterHead) + ",vendor\nacme,Acme,,,en,yes,,,,,,1 2\nbeta,Beta,,,en,yes,,,,,,2\n", 3, "also that of acme"},
		{"received: date", "data/2025/received.csv", receivedHead + "soon,acme,f,,,,\n", 2, "soon"},
		{"received: supplier", "data/2025/received.csv", receivedHead + "2026-03-01,acne,f,,,,\n", 2, "acne"},
		{"roster: column", suppliers, "id,name\nacme,Acme\n", 1, "contact"},
		{"roster: short line", suppliers, rosterHead + good + "beta,Beta\n", 3, "wrong number of fields"},
		{"roster: empty file", suppliers, "", 1, "empty"},

		{"outreach: a quotation mark that is never closed", outreach, outreachHead + "2025-05-01,acme,request,email,sent,\"x\n2025-05-02,acme,reminder,email,sent,\n", 3, "quoted"},
		{"outreach: columns", outreach, "date,supplier\n", 1, "kind"},

		{"decision: action", decisions, decisionHead + "ignore,acme,x,,,,,,R,2026-04-02,,Why\n", 2, "ignore"},
		{"decision: nobody", decisions, decisionHead + "waive,acme,x,,,,,,,2026-04-02,,Why\n", 2, "who"},
		{"decision: no reason", decisions, decisionHead + "waive,acme,x,,,,,,R,2026-04-02,,\n", 2, "reason"},
		{"decision: no date", decisions, decisionHead + "waive,acme,x,,,,,,R,,,Why\n", 2, "date"},
		{"decision: until", decisions, decisionHead + "waive,acme,x,,,,,,R,2026-04-02,soon,Why\n", 2, "soon"},
		{"decision: waiver of no rule", decisions, decisionHead + "waive,acme,,,,,,,R,2026-04-02,,Why\n", 2, "rule"},
		{"decision: to no smelter", decisions, decisionHead + "resolve,acme,,,,tin,Alfa,CID1,R,2026-04-02,,Why\n", 2, "CID1"},
		{"decision: on nothing", decisions, decisionHead + "reject,acme,,,,tin,,,R,2026-04-02,,Why\n", 2, "raw"},

		{"products: metal", "content/2025/products.csv", "product,metals,description\nMeters,tin lead,\n", 2, "lead"},
		{"directory: column", reference, "metal,name\n", 1, "smelter_id"},
		{"directory: contradiction", reference, directoryHead + "tin,A,CID900001,A,Peru,PE,,\ngold,A,CID900001,A,Peru,PE,,\n", 0, "line 3"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := year(map[string]string{tc.file: tc.text})
			var at *InputError
			if !errors.As(err, &at) {
				t.Fatalf("no InputError: %v", err)
			}
			if at.File != tc.file || at.Line != tc.line || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%v\nwant %s:%d and %q", err, tc.file, tc.line, tc.says)
			}
		})
	}
}

func TestDemonstrationIsTheRegistrantsUnlessTheYearSaysOtherwise(t *testing.T) {
	for _, tc := range []struct {
		registrant, year string
		want             bool
	}{
		{"", "", false}, {"demonstration: true\n", "", true}, {"demonstration: true\n", "demonstration: false\n", false},
		{"", "demonstration: true\n", true}, {"demonstration: false\n", "demonstration: true\n", true},
	} {
		y, err := year(map[string]string{"content/registrant.yaml": "name: E\n" + tc.registrant, "content/2025/year.yaml": tc.year})
		if err != nil || y.Demonstration != tc.want {
			t.Errorf("%q and %q: %v, %v", tc.registrant, tc.year, y, err)
		}
	}
}

func TestWindowEndsAtTheLastDayOfAMonth(t *testing.T) {
	for months, want := range map[string]string{"": "2024-12-31", "window_months: 12\n": "2024-12-31", "window_months: 2\n": "2025-10-31",
		"window_months: 1\n": "2025-11-30", "window_months: 10\n": "2025-02-28", "window_months: 22\n": "2024-02-29", "window_months: 24\n": "2023-12-31"} {
		y, err := year(map[string]string{"content/2025/year.yaml": months})
		if err != nil || y.Oldest != want {
			t.Errorf("%q: %s, want %s (%v)", months, y.Oldest, want, err)
		}
	}
}

func TestATranslationIsPinnedLikeASnapshot(t *testing.T) {
	read := func(row string) (*Year, error) {
		return year(map[string]string{"content/2025/year.yaml": "snapshots:\n  translation: translation-2014-05-30.csv\n",
			"data/reference/translation-2014-05-30.csv": "old_number,smelter_id\n2PER001,CID900001\n" + row})
	}
	y, err := read("")
	if err != nil {
		t.Fatal(err)
	}
	if id, _ := y.Translation.Of("2PER001"); id != "CID900001" || y.Translation.Source.AsOf != "2014-05-30" || y.Translation.Source.SHA256 == "" {
		t.Errorf("%q, %+v", id, y.Translation.Source)
	}
	var bad *InputError
	if _, err := read("PER002,CID900001\n"); !errors.As(err, &bad) || bad.File != "data/reference/translation-2014-05-30.csv" || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("a number of no known shape: %v", err)
	}
}

func TestExpiredDecisionsAboutNamesAreLeftOut(t *testing.T) {
	y, err := year(map[string]string{"data/2025/decisions.csv": decisionHead +
		"reject,,,,,tin,Gone,,R,2025-01-02,2026-04-29,Why\nreject,,,,,tin,Last day,,R,2025-01-02,2026-04-30,Why\nresolve,acme,,,,tin,Alfa,CID900001,R,2025-01-02,,Why\nwaive,acme,x,,,,Not a name,,R,2025-01-02,,Why\n"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range y.NameDecisions() {
		got = append(got, d.Raw+">"+d.ID)
	}
	if diff := cmp.Diff([]string{"Last day>", "Alfa>CID900001"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRegistrantDefaults(t *testing.T) {
	for name, stem := range map[string]string{"Example, Inc.": "exampleinc", "3M": "m", "Übergrund & Söhne": "bergrundshne", "中": "registrant", "A very long name of a company": "averylongnameofa"} {
		p, err := Open(tree(map[string]string{"content/registrant.yaml": fmt.Sprintf("name: %q\npublic_url: https://x.example/a\n", name)}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r := p.Registrant; r.ShortName != name || r.FileStem != stem || r.PublicURL != "https://x.example/a/" {
			t.Errorf("%+v, want the stem %q", r, stem)
		}
	}
}

func TestPolicy(t *testing.T) {
	f := files()
	p, _ := Open(tree(f))
	if got, err := p.Policy(); err != nil || got != (Text{}) {
		t.Errorf("without policy: %+v, %v", got, err)
	}
	f["content/policy.md"] = "# P\r\n"
	p, _ = Open(tree(f))
	if got, err := p.Policy(); err != nil || got != (Text{"content/policy.md", "# P\n"}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// An empty project works as it is, whatever the company is called.
func TestSkeletonIsAProject(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, name string) {
		made, err := Skeleton(name, 2025)
		if err != nil {
			t.Fatalf("%v", err)
		}
		m := fstest.MapFS{}
		for file, data := range made {
			m[file] = &fstest.MapFile{Data: data}
		}
		p, err := Open(m)
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if p.Registrant.Name != name {
			t.Fatalf("the company is called %q, want %q", p.Registrant.Name, name)
		}
		y, err := p.Year(2025)
		if err != nil || !y.Surveyed() || y.Settings.CutOff != "2026-04-30" || len(y.Narrative) == 0 || y.Demonstration {
			t.Fatalf("%q: %+v, %v", name, y, err)
		}
		if books, err := p.Workbooks(2025); err != nil || len(books) > 0 {
			t.Fatalf("%q: workbooks %v, %v", name, books, err)
		}
	}
	for _, name := range []string{"Example", `O'Neil "Best" Ltd: Sub # 1`, "Müller & Söhne GmbH", "中国五矿", "yes", "- a", "{x}", "a: b", `back\slash`, "THE NEXT YEAR COMPANY", "12345", "ACME 😀"} {
		check(t, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringN(1, 40, -1).Filter(func(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl) }).Draw(t, "name")
		check(t, name)
	})
}

func TestSkeletonLeavesNoPlaceholder(t *testing.T) {
	made, err := Skeleton("Example", 2025)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range made {
		for _, word := range []string{"YEAR", "COMPANY", "NEXT"} {
			if strings.Contains(name, word) || strings.HasSuffix(name, ".yaml") && bytes.Contains(data, []byte(word)) {
				t.Errorf("%s still says %s", name, word)
			}
		}
	}
	if made[".gitignore"] == nil || made["data/2025/suppliers.csv"] == nil {
		t.Error("files are missing")
	}
}

// The documents of the contract are the same in this repository and in every
// project that is started from it.
func TestDocumentsAreThoseOfTheSkeleton(t *testing.T) {
	made, err := Skeleton("Example", 2025)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"content/README.md", "data/README.md"} {
		data, err := os.ReadFile("../../" + name)
		if errors.Is(err, os.ErrNotExist) {
			t.Logf("%s is not in this repository", name)
			continue
		}
		if diff := cmp.Diff(string(data), string(made[name])); diff != "" || err != nil {
			t.Errorf("%s: %v%s", name, err, diff)
		}
	}
}

// multiplied is a list that unfolds to ten million words.
var multiplied = func() string {
	text := "  a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 7 {
		ref := fmt.Sprintf("*a%d", i)
		text += fmt.Sprintf("  a%d: &a%d [%s]\n", i+1, i+1, strings.Repeat(ref+",", 9)+ref)
	}
	return text
}()
