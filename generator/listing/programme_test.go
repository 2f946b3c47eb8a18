package listing

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestADirectoryOfEachTemplate: the list that an official EMRT or AMRT carries becomes a
// directory named after its programme, with as many facilities as its notes count.
func TestADirectoryOfEachTemplate(t *testing.T) {
	for name, want := range map[string]struct {
		facilities int
		snapshot   string
	}{"RMI_EMRT_1.3.xlsx": {126, "emrt-directory-2026-03-05.csv"}, "RMI_EMRT_2.1.xlsx": {305, "emrt-directory-2026-03-05.csv"}, "RMI_AMRT_1.3.xlsx": {49, "amrt-directory-2026-03-05.csv"}, "RMI_CRT_2.2.xlsx": {0, ""}} {
		data, err := os.ReadFile(filepath.Join("../../../shared/cmrt/templates", name))
		if err != nil {
			t.Skip("needs ../shared with the official templates")
		}
		l, err := Read(name, data, Options{AsOf: "2026-03-05"})
		if want.facilities == 0 {
			if err == nil || !strings.Contains(err.Error(), "the list of this CRT 2.2 cannot be used") {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, r := range l.Directory {
			ids[r.SmelterID] = true
		}
		s, err := l.Snapshot(fstest.MapFS{})
		if err != nil || len(ids) != want.facilities || s.Name != want.snapshot {
			t.Errorf("%s: %d facilities in %s, %v", name, len(ids), s.Name, err)
		}
		if pin := l.Pinning(s.Name); !strings.HasPrefix(pin, want.snapshot[:4]+":\n  snapshots:\n    directory: ") {
			t.Errorf("%s: %s", name, pin)
		}
	}
}

// TestAListForAProgrammeTakesItsMinerals, and none of the four metals; without --for it is
// the other way round, as ever.
func TestAListForAProgrammeTakesItsMinerals(t *testing.T) {
	const list = "Metal,Smelter ID,Standard Smelter Name,Country\nCobalt,CID900001,Alpha,FINLAND\n钴,CID900002,Beta,CHINA\nTin,CID900003,Gamma,PERU\nZinc,CID900004,Delta,PERU\n"
	for programme, want := range map[string]string{"": "CID900003 directory-2026-03-05.csv", "EMRT": "CID900001 CID900002 emrt-directory-2026-03-05.csv", "AMRT": "CID900004 amrt-directory-2026-03-05.csv"} {
		l, err := Read("list.csv", []byte(list), Options{AsOf: "2026-03-05", Kind: Directory, For: programme})
		if err != nil {
			t.Fatal(programme, err)
		}
		got := []string{}
		for _, r := range l.Directory {
			got = append(got, r.SmelterID)
		}
		s, err := l.Snapshot(fstest.MapFS{})
		if err != nil || strings.Join(append(got, s.Name), " ") != want {
			t.Errorf("%q: %v %s, %v", programme, got, s.Name, err)
		}
	}
}
