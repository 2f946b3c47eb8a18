package listing

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/text"
)

// Keys of columns: what a column means, whatever its header says. They are also
// what Options.Columns names.
const (
	keyMetal        = "metal"
	keyID           = "smelter_id"
	keyName         = "name" // any name in use
	keyStandardName = "standard_name"
	keyCountry      = "country"
	keyState        = "state"
	keyCity         = "city"
	keyStatus       = "status"
	keyProgramme    = "programme"
	keyLastAudit    = "last_audit"
	keyCycle        = "cycle_years"
	keyDue          = "reaudit_due"
	keyInProgress   = "reaudit_in_progress"
	keySourcing     = "sourcing_countries"
	keyBasis        = "basis"
	keyDetails      = "details"
	keyDate         = "date"
	keyOld          = "old_number"
	keyCode         = "country_code"
	keyMinerals     = "minerals"
	keySource       = "source"
)

// headers are the headers by which columns are known, letters and digits only:
// those of RMI's exports and templates, and of our own snapshots.
var headers = []Column{
	{Key: keyMetal, Headers: []string{"metal", "mineral", "metals", "metalmineral", "minerals"}},
	{Key: keyID, Headers: []string{"smelterid", "smelteridentification", "smelteridentificationnumber", "smelteridnumber", "newsmelterid", "cid", "rmismelterid", "facilityid", "cidnumber"}},
	{Key: keyName, Headers: []string{"smelterreference", "smelterreferencelist", "smelterreferencename", "smelterlookup", "alias", "knownalias", "name"}},
	{Key: keyStandardName, Headers: []string{"standardsmeltername", "standardsmelternames", "smeltername", "standardname", "facilityname", "standardfacilityname", "smelterrefinername"}},
	{Key: keyCountry, Headers: []string{"country", "smeltercountry", "smelterfacilitylocationcountry", "facilitycountry", "countrylocation", "location"}},
	{Key: keyState, Headers: []string{"state", "province", "stateprovince", "stateprovinceregion", "smelterfacilitylocationstateprovince"}},
	{Key: keyCity, Headers: []string{"city", "smeltercity", "facilitycity"}},
	{Key: keyStatus, Headers: []string{"status", "rmapstatus", "conformancestatus", "assessmentstatus", "auditstatus"}},
	{Key: keyProgramme, Headers: []string{"programme", "program", "auditprogram", "assessmentprogram", "assessmentprogramme", "scheme"}},
	{Key: keyLastAudit, Headers: []string{"lastauditdate", "lastaudit", "auditdate", "dateoflastaudit", "lastassessmentdate"}},
	{Key: keyCycle, Headers: []string{"auditcycle", "cycleyears", "cycle", "auditcycleyears"}},
	{Key: keyDue, Headers: []string{"reauditdue", "reauditduedate", "nextauditdate", "nextauditdue"}},
	{Key: keyInProgress, Headers: []string{"reaudit", "reauditinprogress", "reauditstatus"}},
	{Key: keySourcing, Headers: []string{"sourcingcountries", "countryoforigin", "countriesoforigin", "countryoforiginofmineral", "mineralorigin"}},
	{Key: keyBasis, Headers: []string{"basisforrevision", "basisofrevision", "basis"}},
	{Key: keyDetails, Headers: []string{"details", "detail", "revisiondetails"}},
	{Key: keyDate, Headers: []string{"revisiondate", "dateofrevision", "date", "daterevised"}},
	{Key: keyOld, Headers: []string{"oldnumber", "oldsmelterid", "oldsmelteridentification", "previoussmelterid", "formersmelterid"}},
	{Key: keyCode, Headers: []string{"countrycode", "iso", "isocode", "iso3166", "iso2", "iso3"}},
	{Key: keyMinerals, Headers: []string{"minerals", "minerals3tg", "resources"}},
	{Key: keySource, Headers: []string{"source", "reference", "url"}},
}

// Keys are the columns that can be mapped.
func Keys() []string {
	var list []string
	for _, h := range headers {
		list = append(list, h.Key)
	}
	return list
}

// needs are the columns that a kind cannot do without.
var needs = map[Kind][]string{
	Directory:  {keyID, keyMetal, keyStandardName, keyCountry},
	Conformant: {keyID, keyMetal},
	Active:     {keyID, keyMetal},
	Revisions:  {keyID, keyMetal, keyBasis, keyDate},

	Translation: {keyOld, keyID},
	CAHRA:       {keyCountry, keyBasis},
}

// expected tells a person what the kinds look like.
const expected = `the lists that are known have the columns
  directory:   Metal, Smelter Reference, Standard Smelter Name, Country, Smelter ID, City, State/Province
  conformant:  Metal, Smelter ID, Last Audit Date, Audit Cycle, Re-audit
  active:      Metal, Smelter ID (say --kind active)
  revisions:   Metal, Smelter ID, Standard Smelter Name, Country, Basis for revision, Details, Revision date
  translation: Old number, Smelter ID
  cahra:       Country, Minerals, Basis, Source (say --kind cahra)
other headers are named with --map, for example --map smelter_id=Number,metal=Ore`

// headerRows are those in which a header is looked for; a title may stand above it.
const headerRows = 30

// columns is a table with its columns known.
type columns struct {
	kind     Kind
	at       map[string]int // key → column
	rows     []tableRow     // below the header
	date1904 bool

	others map[string]int // metals that are none of the four → rows
	noID   []int          // rows without a number
}

// columns finds the header of a table and what kind of list it is.
func (t table) columns(o Options) (*columns, error) {
	for key := range o.Columns {
		if !slices.Contains(Keys(), key) {
			return nil, fmt.Errorf("--map: there is no column %q; the columns are %s", key, strings.Join(Keys(), ", "))
		}
	}
	best, most := -1, 0
	var at map[string]int
	for i := range t.rows[:min(len(t.rows), headerRows)] {
		found, err := matched(headers, t.rows[i].cells, o.Columns)
		if _, ok := found[t.key(o)]; !ok || len(found) < 2 || len(found) <= most {
			continue
		}
		if err != nil {
			return nil, err
		}
		best, most, at = i, len(found), found
	}
	if best < 0 {
		return nil, fmt.Errorf("no row of the file is a header that is known: there is %s; %s", quoted(t.widest()), expected)
	}
	for _, key := range slices.Sorted(maps.Keys(o.Columns)) {
		if _, ok := at[key]; !ok {
			return nil, fmt.Errorf("--map: there is no column %q; there is %s", o.Columns[key], quoted(t.rows[best].cells))
		}
	}
	c := &columns{kind: o.Kind, at: at, rows: t.rows[best+1:], date1904: t.date1904, others: map[string]int{}}
	if !c.has(keyStandardName) && c.has(keyName) { // one name is the standard name
		at[keyStandardName] = at[keyName]
	}
	if c.kind == "" {
		c.kind = c.recognised()
	}
	if c.kind == "" {
		return nil, fmt.Errorf("the columns %s do not tell what the list is about: say --kind directory, conformant or active; %s", quoted(t.rows[best].cells), expected)
	}
	for _, key := range needs[c.kind] {
		if !c.has(key) {
			return nil, fmt.Errorf("a list of kind %s needs a column %s, but there is %s; %s", c.kind, key, quoted(t.rows[best].cells), expected)
		}
	}
	if len(c.rows) == 0 {
		return nil, errors.New("the list has a header and no rows")
	}
	return c, nil
}

// key is the column without which a row is no header.
func (t table) key(o Options) string {
	if o.Kind == CAHRA {
		return keyCountry
	}
	return keyID
}

// matched finds known columns in a row of headers.
func matched(headers []Column, cells []string, mapped map[string]string) (map[string]int, error) {
	at := map[string]int{}
	var err error
	for i, cell := range cells {
		folded := foldHeader(cell)
		if folded == "" {
			continue
		}
		for _, h := range headers {
			known := slices.Contains(h.Headers, folded) || h.Amount && slices.Contains(h.Headers, period.ReplaceAllString(folded, ""))
			if as, ok := mapped[h.Key]; ok {
				known = foldHeader(as) == folded
			}
			if !known {
				continue
			}
			if first, twice := at[h.Key]; twice {
				if err == nil {
					err = fmt.Errorf("the columns %q and %q both look like %s: say which with --map %s=…", cells[first], cell, h.Key, h.Key)
				}
				continue
			}
			at[h.Key] = i
		}
	}
	return at, err
}

// mark is a sign behind a header, such as the (*) of what must be filled in.
var mark = lazyregexp.New(`\(.?.?\)\s*$`)

// period is a year and a currency behind the header of an amount, folded.
var period = lazyregexp.New(`(?:fy|cy|gj)?(?:19|20)?\d\d(?:in)?(?:[a-z]{3})?$|(?:in)?(?:usd|eur|gbp|chf|jpy|cny)$`)

// foldHeader keeps letters and digits, in lower case.
func foldHeader(s string) string {
	return text.Letters(mark.ReplaceAllString(s, ""))
}

// recognised tells the kind by the columns that only it has. A list of numbers and
// names may be a directory or the active list, and is not guessed at.
func (c *columns) recognised() Kind {
	switch {
	case c.has(keyOld):
		return Translation
	case c.has(keyBasis):
		return Revisions
	case c.has(keyLastAudit), c.has(keyCycle), c.has(keyInProgress):
		return Conformant
	case c.has(keyName) && c.at[keyName] != c.at[keyStandardName]:
		return Directory
	}
	return ""
}

func (c *columns) has(key string) bool {
	_, ok := c.at[key]
	return ok
}

// widest is the row among the first that has the most cells, to show what is there.
func (t table) widest() []string {
	var cells []string
	for _, r := range t.rows[:min(len(t.rows), headerRows)] {
		if len(r.cells) > len(cells) {
			cells = r.cells
		}
	}
	return cells
}

// quoted shows headers to a person, not more than can be read.
func quoted(cells []string) string {
	var list []string
	for _, c := range cells {
		if c == "" {
			continue
		}
		if r := []rune(c); len(r) > 40 {
			c = string(r[:40]) + "…"
		}
		if list = append(list, "“"+c+"”"); len(list) == 12 {
			list = append(list, "…")
			break
		}
	}
	if len(list) == 0 {
		return "nothing"
	}
	return strings.Join(list, ", ")
}
