package listing

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

// isJSON tells whether a file is JSON, as the service behind the European Union's
// indicative list of high-risk areas gives it.
func isJSON(data []byte) bool {
	start := bytes.TrimSpace(narrow(data[:min(len(data), 4096)]))
	return bytes.HasPrefix(start, []byte("[")) || bytes.HasPrefix(start, []byte("{"))
}

// object is an object of JSON, whatever its keys are.
type object map[string]any

// Keys by which fields are known, letters and digits only: those of the service, and
// those that programs which keep its list write.
var (
	listKeys    = []string{"countries", "cahras", "areas", "entries", "data", "results", "items"}
	reportKeys  = []string{"reports"}
	regionKeys  = []string{"includedregions", "regions", "subdivisions"}
	countryKeys = []string{"countryname", "country", "name"}
	countryCode = []string{"countrycode", "iso2", "iso3", "iso31661", "code"}
	regionName  = []string{"regionname", "region", "name"}
	regionCode  = []string{"code", "regioncode", "iso31662", "iso31662code"}
	conflict    = []string{"conflictaffected", "isconflictaffected"}
	highRisk    = []string{"highrisk", "ishighrisk"}
	whole       = []string{"iscountrylevel", "wholecountry", "countrylevel"}
	edition     = []string{"title", "report", "edition", "version"}
	clerical    = []string{"count", "createdat", "updatedat", "autoid", "id"} // the service's own book-keeping
)

// get gives the value of the first key that an object has.
func (o object) get(keys []string) (any, bool) {
	for _, want := range keys {
		for _, key := range slices.Sorted(maps.Keys(o)) {
			if foldHeader(key) == want {
				return o[key], true
			}
		}
	}
	return nil, false
}

// text gives a field as text, "" where there is none.
func (o object) text(keys []string) string {
	switch v, _ := o.get(keys); v := v.(type) {
	case string:
		return text.Line(v)
	case bool:
		return map[bool]string{true: cmrt.Yes, false: cmrt.No}[v]
	case json.Number:
		return v.String()
	}
	return ""
}

// objects gives the objects in a field; false where it is no list of them.
func (o object) objects(keys []string) ([]object, bool) {
	v, ok := o.get(keys)
	if !ok || v == nil {
		return nil, false
	}
	return objectsOf(v)
}

func objectsOf(v any) ([]object, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	var out []object
	for _, x := range list {
		o, ok := x.(map[string]any)
		if !ok {
			return nil, false
		}
		out = append(out, o)
	}
	return out, true
}

// json takes a list of high-risk areas: countries, each with the regions of its
// reports. It is the only list that is known in this form.
func (l *List) json(file string, data []byte, o Options) error {
	if o.Kind != "" && o.Kind != CAHRA {
		return refused("%s: the file is no list but %s: a CMRT, an Excel (XML) export, .xlsx or .csv is needed", file, "JSON")
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	d.UseNumber()
	var root any
	if err := d.Decode(&root); err != nil {
		return refused("%s: the JSON cannot be read: %w", file, err)
	}
	countries, ok := objectsOf(root)
	if top, single := root.(map[string]any); single {
		countries, ok = object(top).objects(listKeys)
	}
	ok = ok && !slices.ContainsFunc(countries, func(c object) bool { return c.text(countryKeys)+c.text(countryCode) == "" })
	if !ok || len(countries) == 0 {
		return refused("%s: the JSON is no list of countries, as the list of high-risk areas is, the only list that is read as JSON: of any other an .xlsx or .csv is needed", file)
	}
	l.Kind = CAHRA
	unread := map[string]bool{}
	for i, c := range countries {
		if err := l.country(c, unread); err != nil {
			return refused("%s: entry %d: %w", file, i+1, err)
		}
	}
	if len(unread) > 0 {
		l.Notes = append(l.Notes, fmt.Sprintf("Fields that are not known were left out: %s.", quoted(slices.Sorted(maps.Keys(unread)))))
	}
	if err := l.sortAreas(); err != nil {
		return refused("%s: %w", file, err)
	}
	return nil
}

// country takes an entry of the list.
func (l *List) country(c object, unread map[string]bool) error {
	name, code := c.text(countryKeys), c.text(countryCode)
	reports, ok := c.objects(reportKeys)
	if !ok { // the regions stand in the country itself
		reports = []object{c}
	}
	c.others(unread, countryKeys, countryCode, reportKeys, regionKeys, whole, edition, clerical, conflict, highRisk)
	taken := 0
	for _, r := range reports {
		regions, _ := r.objects(regionKeys)
		r.others(unread, countryKeys, countryCode, reportKeys, regionKeys, whole, edition, clerical, conflict, highRisk)
		source := cmp.Or(r.text(edition), c.text(edition))
		all := area{country: name, code: code, conflict: r.text(conflict), highRisk: r.text(highRisk), source: source}
		if r.text(whole) == cmrt.Yes || len(regions) == 0 && r.text(whole) == "" && all.conflict+all.highRisk != "" {
			for _, g := range regions { // what is said of all regions is said of the country
				all.conflict, all.highRisk = either(all.conflict, g.text(conflict)), either(all.highRisk, g.text(highRisk))
			}
			if err := l.area(all, "a country on the list"); err != nil {
				return err
			}
			taken++
		}
		for _, g := range regions {
			g.others(unread, regionName, regionCode, conflict, highRisk, clerical)
			a := area{country: name, code: code, region: g.text(regionName), regionCode: g.text(regionCode), conflict: g.text(conflict), highRisk: g.text(highRisk), source: source}
			if err := l.area(a, "a region on the list"); err != nil {
				return err
			}
			taken++
		}
	}
	if taken == 0 {
		return fmt.Errorf("%s has no region, and is not said to be listed as a whole", strconv.Quote(cmp.Or(name, code)))
	}
	return nil
}

// either is yes if one of two is.
func either(a, b string) string {
	if a == cmrt.Yes || b == cmrt.Yes {
		return cmrt.Yes
	}
	return cmp.Or(a, b)
}

// area adds an area. One that is said to be neither stays on the list, as the list has
// it, and is told.
func (l *List) area(a area, neither string) error {
	if a.conflict != cmrt.Yes && a.highRisk != cmrt.Yes {
		a.basis = neither
		l.note("%s is on the list and said to be neither conflict-affected nor high-risk.", cmp.Or(a.region, a.regionCode, a.country, a.code))
	}
	r, err := a.row()
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(l.CAHRA, func(b tables.AreaRow) bool {
		return b.CountryCode == r.CountryCode && b.RegionCode == r.RegionCode
	}); i >= 0 {
		if b := l.CAHRA[i]; b.ConflictAffected != r.ConflictAffected || b.HighRisk != r.HighRisk {
			return fmt.Errorf("%s is there twice with different data", cmp.Or(r.RegionCode, smelter.CountryName(r.CountryCode)))
		}
		return nil
	}
	l.CAHRA = append(l.CAHRA, r)
	return nil
}

// others remembers the keys of an object that are none of the known.
func (o object) others(unread map[string]bool, known ...[]string) {
	for key := range o {
		if !slices.ContainsFunc(known, func(list []string) bool { return slices.Contains(list, foldHeader(key)) }) && strings.TrimSpace(key) != "" {
			unread[key] = true
		}
	}
}
