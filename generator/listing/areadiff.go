package listing

import (
	"cmp"
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
)

// AreaDiff is what a newer list of high-risk areas makes of an older one, such as
// those of two quarters, as “reference diff --format json” prints it.
type AreaDiff struct {
	Kind    string        `json:"kind"` // cahra
	Old     DiffedAreas   `json:"old"`
	New     DiffedAreas   `json:"new"`
	Added   []ListedArea  `json:"added"`
	Removed []ListedArea  `json:"removed"`
	Changed []ChangedArea `json:"changed"`
}

// DiffedAreas is one of the two lists.
type DiffedAreas struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Areas  int    `json:"areas"`
}

// ListedArea is an area on a list.
type ListedArea struct {
	CountryCode      string `json:"country_code"`
	RegionCode       string `json:"region_code"` // "": the whole country
	Name             string `json:"name"`
	ConflictAffected string `json:"conflict_affected"`
	HighRisk         string `json:"high_risk"`
	Basis            string `json:"basis"`
}

// ChangedArea is an area that is on both lists for another reason.
type ChangedArea struct {
	CountryCode string `json:"country_code"`
	RegionCode  string `json:"region_code"`
	Name        string `json:"name"`
	Field       string `json:"field"` // conflict_affected, high_risk or basis
	Old         string `json:"old"`
	New         string `json:"new"`
}

// DiffAreas compares two lists of high-risk areas; the names are those of their files.
func DiffAreas(oldFile string, older Comparable, newFile string, newer Comparable) AreaDiff {
	x := smelter.CompareAreas(*older.Areas, *newer.Areas)
	d := AreaDiff{Kind: string(CAHRA), Old: DiffedAreas{oldFile, older.SHA256, older.Len()}, New: DiffedAreas{newFile, newer.SHA256, newer.Len()},
		Added: listedAreas(x.Added), Removed: listedAreas(x.Removed), Changed: []ChangedArea{}}
	for _, c := range x.Changed {
		d.Changed = append(d.Changed, ChangedArea{c.Area.CountryCode, c.Area.RegionCode, c.Area.Name(), c.Field, c.Old, c.New})
	}
	return d
}

func listedAreas(areas []smelter.Area) []ListedArea {
	list := []ListedArea{}
	for _, a := range areas {
		list = append(list, ListedArea{a.CountryCode, a.RegionCode, a.Name(), a.ConflictAffected, a.HighRisk, a.Basis})
	}
	return list
}

// Any tells whether there is any difference.
func (d AreaDiff) Any() bool { return len(d.Added)+len(d.Removed)+len(d.Changed) > 0 }

// Text writes the difference for people.
func (d AreaDiff) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s → %s, %s\n", d.Old.File, many(d.Old.Areas, "area"), d.New.File, many(d.New.Areas, "area"))
	for _, part := range []struct {
		title string
		list  []ListedArea
	}{{"Added", d.Added}, {"Removed", d.Removed}} {
		if len(part.list) > 0 {
			fmt.Fprintf(&b, "\n%s: %d\n", part.title, len(part.list))
		}
		for _, a := range part.list {
			fmt.Fprintf(&b, "  %-6s  %s: %s\n", cmp.Or(a.RegionCode, a.CountryCode), a.Name, a.Basis)
		}
	}
	for _, field := range []struct{ key, title string }{{"conflict_affected", "Conflict-affected"}, {"high_risk", "High-risk"}, {"basis", "On the list for another reason"}} {
		var lines []string
		for _, c := range d.Changed {
			if c.Field == field.key {
				lines = append(lines, fmt.Sprintf("  %-6s  %s: %s → %s\n", cmp.Or(c.RegionCode, c.CountryCode), c.Name, cmp.Or(c.Old, "(blank)"), cmp.Or(c.New, "(blank)")))
			}
		}
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n%s: %d\n%s", field.title, len(lines), strings.Join(lines, ""))
		}
	}
	if !d.Any() {
		b.WriteString("No difference.\n")
	}
	return b.String()
}
