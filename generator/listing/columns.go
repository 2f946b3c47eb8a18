package listing

import (
	"fmt"
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
	keyOperates     = "operational_status"
	keyOther        = "other"
	keyRegion       = "region"
	keyRegionCode   = "region_code"
	keyConflict     = "conflict_affected"
	keyHighRisk     = "high_risk"
)

// headers are the headers by which columns are known, letters and digits only:
// those of RMI's exports and templates, and of our own snapshots.
var headers = []Column{
	{Key: keyMetal, Headers: []string{"metal", "mineral", "metals", "metalmineral", "minerals"}},
	{Key: keyID, Headers: []string{"smelterid", "smelteridentification", "smelteridentificationnumber", "smelteridnumber", "newsmelterid", "cid", "rmismelterid", "facilityid", "cidnumber", "rmifacilityid", "cfsismelterid"}},
	{Key: keyName, Headers: []string{"smelterreference", "smelterreferencelist", "smelterreferencename", "smelterlookup", "alias", "knownalias", "name"}},
	{Key: keyStandardName, Headers: []string{"standardsmeltername", "standardsmelternames", "smeltername", "standardname", "facilityname", "standardfacilityname", "smelterrefinername"}},
	{Key: keyCountry, Headers: []string{"country", "smeltercountry", "smelterfacilitylocationcountry", "facilitycountry", "countrylocation", "location"}},
	{Key: keyState, Headers: []string{"state", "province", "stateprovince", "stateprovinceregion", "smelterfacilitylocationstateprovince"}},
	{Key: keyCity, Headers: []string{"city", "smeltercity", "facilitycity"}},
	{Key: keyStatus, Headers: []string{"status", "rmapstatus", "conformancestatus", "assessmentstatus", "auditstatus", "duediligenceassessmentprogramstatus", "duediligenceassessmentprogrammestatus",
		"duediligenceassessmentstatus", "assessmentprogramstatus", "programstatus", "programmestatus", "rmapassessmentstatus", "rmapauditstatus", "rmapconformancestatus", "rmistatus",
		"cfspstatus", "cfspauditstatus", "cfsstatus", "cfsistatus", "compliancestatus", "cfspcompliancestatus", "smelterstatus", "smelterrefinerstatus", "facilitystatus"}},
	{Key: keyOperates, Headers: []string{"facilityoperationalstatus", "operationalstatus", "operatingstatus"}},
	{Key: keyOther, Headers: nil}, // columns that say no status, whatever their words look like
	{Key: keyProgramme, Headers: []string{"programme", "program", "auditprogram", "assessmentprogram", "assessmentprogramme", "scheme"}},
	{Key: keyLastAudit, Headers: []string{"lastauditdate", "lastaudit", "auditdate", "dateoflastaudit", "lastassessmentdate", "lastonsiteassessmentdate", "lastassessment"}},
	{Key: keyCycle, Headers: []string{"auditcycle", "cycleyears", "cycle", "auditcycleyears", "duediligenceassessmentcycle", "assessmentcycle"}},
	{Key: keyDue, Headers: []string{"reauditdue", "reauditduedate", "nextauditdate", "nextauditdue", "reassessmentdue", "nextassessmentdate"}},
	{Key: keyInProgress, Headers: []string{"reaudit", "reauditinprogress", "reauditstatus", "reassessmentinprogress", "reassessment"}},
	{Key: keySourcing, Headers: []string{"sourcingcountries", "countryoforigin", "countriesoforigin", "countryoforiginofmineral", "mineralorigin"}},
	{Key: keyBasis, Headers: []string{"basisforrevision", "basisofrevision", "basis"}},
	{Key: keyDetails, Headers: []string{"details", "detail", "revisiondetails"}},
	{Key: keyDate, Headers: []string{"revisiondate", "dateofrevision", "date", "daterevised"}},
	{Key: keyOld, Headers: []string{"oldnumber", "oldsmelterid", "oldsmelteridentification", "previoussmelterid", "formersmelterid"}},
	{Key: keyCode, Headers: []string{"countrycode", "iso", "isocode", "iso3166", "iso2", "iso3"}},
	{Key: keyMinerals, Headers: []string{"minerals", "minerals3tg", "resources"}},
	{Key: keySource, Headers: []string{"source", "reference", "url"}},
	{Key: keyRegion, Headers: []string{"region", "regionname", "subdivision", "subdivisionname", "admin1", "area"}},
	{Key: keyRegionCode, Headers: []string{"regioncode", "subdivisioncode", "iso31662", "iso31662code"}},
	{Key: keyConflict, Headers: []string{"conflictaffected", "conflict"}},
	{Key: keyHighRisk, Headers: []string{"highrisk"}},
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
	Statuses:   {keyID, keyMetal},
	Revisions:  {keyID, keyMetal, keyBasis, keyDate},

	Translation: {keyOld, keyID},
	CAHRA:       {keyCountry},
}

// expected tells a person what the kinds look like.
const expected = `the lists that are known have the columns
  directory:   Metal, Smelter Reference, Standard Smelter Name, Country, Smelter ID, City, State/Province
  conformance: Metal, Facility ID, Due Diligence Assessment Program Status, Due Diligence Assessment Cycle, Last Onsite Assessment Date, Reassessment In Progress
  conformant:  Metal, Smelter ID, Last Audit Date, Audit Cycle, Re-audit, and no column of statuses (say --kind conformant)
  active:      Metal, Smelter ID, and no column of statuses (say --kind active)
  revisions:   Metal, Smelter ID, Standard Smelter Name, Country, Basis for revision, Details, Revision date
  translation: Old number, Smelter ID
  cahra:       Country, Region, Region code, Conflict-affected, High-risk, or Country, Minerals, Basis, Source (say --kind cahra)
other headers are named with --map, for example --map smelter_id=Number,metal=Ore`

// headerRows are those in which a header is looked for; a title may stand above it.
const headerRows = 30

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
			if h.Key == keyOther { // as many as there are, between bars
				known = slices.ContainsFunc(strings.Split(mapped[keyOther], "|"), func(as string) bool { return foldHeader(as) == folded })
			}
			if !known {
				continue
			}
			if first, twice := at[h.Key]; twice {
				if err == nil && h.Key != keyOther {
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
