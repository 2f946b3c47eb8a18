package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/tables"
)

// On the page of smelters customers and analysts hold a list of their own against all
// years. The script loads what it needs when it is asked, so the page weighs nothing more;
// it is a script itself, so that this works from a folder opened without a server.

const (
	listScript   = "assets/listcheck.js"
	listTemplate = "templates/listcheck.html" // a part of smelters.html; a look of before has neither
	namedFile    = "smelters/named.js"
)

// listCheck is the form on the page of a year; without a Script there is none.
type listCheck struct {
	Year                int
	Script, Named, Part string // addresses of the script and of what was named; the name under which the answer is saved
}

func (b *builder) listCheck(v yearView, file string) listCheck {
	if _, there := b.tree[listScript]; !there || len(v.Smelters) == 0 {
		return listCheck{}
	}
	return listCheck{v.Number, relative(file, listScript), relative(file, namedFile), fmt.Sprintf("my-list-%d.csv", v.Number)}
}

// namedYear is a year of what was named, as the script has it.
type namedYear struct {
	Year     int         `json:"year"`
	AsOf     string      `json:"as_of"`    // of the figures
	Statuses string      `json:"statuses"` // day of the list of statuses; blank: none is published
	Smelters [][9]string `json:"smelters"` // ID, metal, name, country, status, programme, last audit, re-audit due, on the reference list
}

// named writes what was named in any year, newest first, from the public rows alone.
func (b *builder) named() error {
	if _, there := b.tree[listScript]; !there {
		return nil
	}
	years := []namedYear{}
	for i := range b.views {
		v := &b.views[i]
		if !v.surveyed() {
			continue
		}
		y := namedYear{Year: v.Number, AsOf: v.AsOf, Smelters: [][9]string{}}
		if v.rated() {
			y.Statuses = v.Conformance.AsOf
		}
		for _, s := range v.Smelters {
			y.Smelters = append(y.Smelters, namedRow(*v, s))
		}
		years = append(years, y)
	}
	if !slices.ContainsFunc(years, func(y namedYear) bool { return len(y.Smelters) > 0 }) {
		return nil
	}
	data, err := json.Marshal(years)
	if err != nil {
		return fmt.Errorf("write %s: %w", namedFile, err)
	}
	return b.put(namedFile, []byte("self.cmrNamed="+string(data)+";\n"))
}

func namedRow(v yearView, s tables.Smelter) [9]string {
	status := v.status(s)
	return [9]string{s.SmelterID, s.Metal, s.SmelterName, s.Country, strings.TrimSpace(status.Text), status.Small, s.LastAudit, s.ReauditDue, s.OnReferenceList}
}
