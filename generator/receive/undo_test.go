package receive

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"testing/fstest"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

func TestAFilingIsTakenBack(t *testing.T) {
	sum := func(s string) string {
		b := sha256.Sum256([]byte(s))
		return hex.EncodeToString(b[:])
	}
	const dir = "data/2025/cmrt/"
	const head = "date,supplier,file,sha256,name,sender,matched\r\n"
	one := "2026-02-03,acme," + dir + "acme.xlsx," + sum("one") + ",\"a\r\nb.xlsx\",,x\r\n"
	two := "2026-02-04,acme,acme-2.xlsx," + sum("two") + ",b.xlsx,,x\r\n"
	three := "2026-02-05,acme,acme-3.xlsx,,c.xlsx,,x"
	for name, tc := range map[string]struct {
		named string
		files map[string]string
		file  string
		log   string
		err   string
	}{
		"by its file":           {"acme.xlsx", map[string]string{"acme.xlsx": "one"}, "acme.xlsx", head + two + three, ""},
		"by its path":           {"./data/2025/cmrt/acme.xlsx", map[string]string{"acme.xlsx": "one"}, "acme.xlsx", head + two + three, ""},
		"by its hash":           {strings.ToUpper(sum("two")[:12]), map[string]string{"acme-2.xlsx": "two"}, "acme-2.xlsx", head + one + three, ""},
		"renamed":               {"acme.xlsx", map[string]string{"sub/borealis.xlsx": "one"}, "sub/borealis.xlsx", head + two + three, ""},
		"gone":                  {sum("two")[:6], nil, "", head + one + three, ""},
		"renamed, and replaced": {"acme.xlsx", map[string]string{"acme.xlsx": "other", "b.xlsx": "one"}, "b.xlsx", head + two + three, ""},
		"replaced":              {"acme.xlsx", map[string]string{"acme.xlsx": "other"}, "", "", "does not hold what came"},
		"a note of Git LFS":     {"acme.xlsx", map[string]string{"acme.xlsx": "version https://git-lfs.github.com/spec/v1\noid sha256:" + sum("one") + "\nsize 3\n"}, "acme.xlsx", head + two + three, ""},
		"without a hash":        {"acme-3.xlsx", map[string]string{"acme-3.xlsx": "three"}, "", "", "no SHA-256"},
		"not in the log":        {"acme-4.xlsx", map[string]string{"acme-4.xlsx": "four"}, "", "", "logs no filing"},
		"too little of a hash":  {sum("one")[:5], map[string]string{"acme.xlsx": "one"}, "", "", "at least 6"},
	} {
		t.Run(name, func(t *testing.T) {
			log := head + one + two + three
			fsys := fstest.MapFS{"data/2025/received.csv": {Data: []byte(log)}}
			for file, data := range tc.files {
				fsys[dir+file] = &fstest.MapFile{Data: []byte(data)}
			}
			rows, err := tables.Read[tables.Received]("received.csv", []byte(log))
			if err != nil {
				t.Fatal(err)
			}
			u, err := Undo(fsys, &project.Year{Number: 2025, Received: rows}, tc.named)
			if (err != nil) != (tc.err != "") || err != nil && !strings.Contains(err.Error(), tc.err) {
				t.Fatal(err)
			}
			if want := tc.file; err == nil && (strings.TrimPrefix(u.File, dir) != want || string(u.Log) != tc.log || u.LogFile != "data/2025/received.csv" || !strings.Contains(u.Told(false), "taken back")) {
				t.Errorf("%q\n%s\n%s", u.File, u.Log, u.Told(false))
			}
		})
	}
	twice := []tables.Received{{File: "a.xlsx", SHA256: sum("one")}, {File: "b.xlsx", SHA256: sum("one")}}
	if _, err := Undo(fstest.MapFS{}, &project.Year{Number: 2025, Received: twice}, sum("one")); err == nil || !strings.Contains(err.Error(), "2 filings") {
		t.Error(err)
	}
}
