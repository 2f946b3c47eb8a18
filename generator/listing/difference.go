package listing

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"itron.com/conflict-minerals/generator/smelter"
)

// Difference is what a newer list says otherwise than an older one of the same kind. Its
// JSON form is what “cmr reference diff --format json” prints.
type Difference struct {
	Kind    string      `json:"kind"` // directory or conformance
	Old     diffedList  `json:"old"`
	New     diffedList  `json:"new"`
	Added   []listed    `json:"added"`
	Removed []listed    `json:"removed"`
	Changed []changed   `json:"changed"`
	Names   nameChanges `json:"names"`

	// Any tells whether there is a difference.
	Any bool `json:"-"`
}

type diffedList struct {
	File       string `json:"file"`
	SHA256     string `json:"sha256"`
	Facilities int    `json:"facilities"`
}

type listed struct {
	SmelterID string `json:"smelter_id"`
	Metal     string `json:"metal"`
	Name      string `json:"name"`
	Country   string `json:"country"`
	Status    string `json:"status"`
}

type changed struct {
	Field     string `json:"field"`
	SmelterID string `json:"smelter_id"`
	Metal     string `json:"metal"`
	Name      string `json:"name"`
	Old       string `json:"old"`
	New       string `json:"new"`
}

type nameChanges struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
}

// DifferenceOf compares two lists of one kind. older and newer name them for people.
func DifferenceOf(older, newer Comparable, olderName, newerName string) (Difference, error) {
	if older.Kind() != newer.Kind() {
		return Difference{}, fmt.Errorf("%s is of kind %s and %s of kind %s: only lists of one kind can be compared", olderName, older.Kind(), newerName, newer.Kind())
	}
	d := Difference{Kind: older.Kind(), Added: []listed{}, Removed: []listed{}, Changed: []changed{},
		Old: diffedList{filepath.Base(olderName), older.SHA256, older.Len()}, New: diffedList{filepath.Base(newerName), newer.SHA256, newer.Len()}}
	var changes []smelter.Change
	if older.Directory != nil {
		x := smelter.CompareDirectories(*older.Directory, *newer.Directory)
		for _, f := range x.Added {
			d.Added = append(d.Added, listed{f.ID, string(f.Metal), f.Name, f.Country, ""})
		}
		for _, f := range x.Removed {
			d.Removed = append(d.Removed, listed{f.ID, string(f.Metal), f.Name, f.Country, ""})
		}
		d.Names = nameChanges{x.NamesAdded, x.NamesRemoved}
		changes, d.Any = x.Changed, x.Any()
	} else {
		x := smelter.CompareConformance(*older.Conformance, *newer.Conformance)
		for _, s := range x.Added {
			d.Added = append(d.Added, listed{s.ID, string(s.Metal), "", "", s.Word})
		}
		for _, s := range x.Removed {
			d.Removed = append(d.Removed, listed{s.ID, string(s.Metal), "", "", s.Word})
		}
		changes, d.Any = x.Changed, x.Any()
	}
	for _, x := range changes {
		d.Changed = append(d.Changed, changed{string(x.Field), x.ID, string(x.Metal), x.Name, x.Old, x.New})
	}
	return d, nil
}

// fieldWords are the headings of changes.
var fieldWords = map[smelter.Field]string{
	smelter.FieldName: "Renamed", smelter.FieldCountry: "Moved to another country", smelter.FieldState: "State or province changed", smelter.FieldCity: "City changed",
	smelter.FieldMetal: "Metal changed", smelter.FieldStatus: "Status changed", smelter.FieldProgramme: "Programme changed", smelter.FieldLastAudit: "Audited since",
	smelter.FieldCycleYears: "Audit cycle changed", smelter.FieldReauditDue: "Re-audit due on another day", smelter.FieldReauditInProgress: "Re-audit begun or ended",
	smelter.FieldSourcingCountries: "Sourcing countries changed",
}

// WriteText writes the difference for people: what it comes to, then each facility.
func (d Difference) WriteText(w io.Writer) {
	fmt.Fprintf(w, "%s, %d facilities → %s, %d facilities\n", d.Old.File, d.Old.Facilities, d.New.File, d.New.Facilities)
	d.section(w, "Added", d.Added)
	d.section(w, "Removed", d.Removed)
	for _, field := range smelter.Fields {
		var lines []string
		for _, x := range d.Changed {
			if x.Field == string(field) {
				name := ""
				if x.Name != "" && field != smelter.FieldName {
					name = x.Name + ": "
				}
				lines = append(lines, fmt.Sprintf("  %s  %-8s  %s%s → %s", x.SmelterID, x.Metal, name, cmp.Or(x.Old, "(blank)"), cmp.Or(x.New, "(blank)")))
			}
		}
		if len(lines) > 0 {
			fmt.Fprintf(w, "\n%s: %d\n%s\n", fieldWords[field], len(lines), strings.Join(lines, "\n"))
		}
	}
	if d.Names != (nameChanges{}) {
		fmt.Fprintf(w, "\nNames in use for facilities on both: %d more, %d fewer\n", d.Names.Added, d.Names.Removed)
	}
	if len(d.Added)+len(d.Removed)+len(d.Changed) == 0 && d.Names == (nameChanges{}) {
		fmt.Fprintln(w, "No difference.")
	}
}

func (d Difference) section(w io.Writer, title string, list []listed) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s: %d\n", title, len(list))
	for _, f := range list {
		what := f.Status
		if f.Name != "" {
			what = f.Name + ", " + f.Country
		}
		fmt.Fprintf(w, "  %s  %-8s  %s\n", f.SmelterID, f.Metal, what)
	}
}
