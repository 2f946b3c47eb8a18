package cmrt

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// described is what a generated workbook is filled with: the JSON that the filling
// program takes, and beside it what a reader must make of it. Expected values come
// from here and from the template's look-up as excelize reads it, never from us.
type described struct {
	json map[string]any
	want Declaration
}

// said is an answer as typed and what it means; "" means nothing.
type said struct{ raw, means string }

var (
	saidYesNo    = []said{{"Yes", Yes}, {"No", No}, {"yes", Yes}, {"NO", No}, {"Yes ", Yes}, {"Ja", Yes}, {"否", No}, {"Hayır", No}, {"N/A", ""}, {"maybe", ""}, {"", ""}}
	saidUnknown  = append([]said{{"Unknown", Unknown}, {"unknown", Unknown}, {"不明", Unknown}, {"Nicht bekannt", Unknown}, {"Inconnu", Unknown}, {"TBD", ""}}, saidYesNo...)
	saidShare    = []said{{"100%", "100%"}, {"100 %", "100%"}, {"Greater than 90%", ">90%"}, {"greater than 75 %", ">75%"}, {"> 50%", ">50%"}, {"50% or less", "<=50%"}, {"None", "none"}, {"Keine", "none"}, {"大于 75%", ">75%"}, {"Más del 90%", ">90%"}, {"45%", ""}, {"most", ""}, {"", ""}}
	saidSurvey   = []said{{"Yes, in conformance with IPC1755 (e.g., CMRT)", Yes}, {"Yes, using other format (describe)", Yes}, {"No", No}, {"Yes, in conformance with IPC-1755 [e.g., CMRT]", Yes}, {"Ja, unter Verwendung eines anderen Formats (bitte beschreiben)", Yes}, {"", ""}}
	saidAnnually = []said{{"Yes, with the SEC", Yes}, {"Yes, with the EU", Yes}, {"Yes, with the SEC and the EU", Yes}, {"No", No}, {"Oui, avec la SEC", Yes}, {"", ""}}
	saidScope    = []said{{"A. Company", "company"}, {"B. Product (or List of Products)", "product"}, {"C. User defined [Specify in 'Description of scope']", "user-defined"}, {"a. company", "company"}, {"everything", ""}, {"", ""}}
	saidDate     = []said{{"14-Mar-2025", "2025-03-14"}, {"March 14, 2025", "2025-03-14"}, {"2025/3/14", "2025-03-14"}, {"14.03.2025", "2025-03-14"}, {"03/14/2025", "2025-03-14"}, {"03/04/2025", ""}, {"soon", ""}, {"", ""}}
	texts        = []string{"Acme", "Müller & Söhne GmbH", "株式会社サンプル", "O'Neil \"Parts\" <Ltd>", "two\nlines", "=1+1", "  spaced  ", "tab\there", "a_x000D_b", "😀 emoji", "0", "n/a", "   ", ""}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// describe makes one workbook's description.
func describe(r *rand.Rand, directory []LookupEntry, lastProduct int) described {
	d := described{json: map[string]any{"language": pick(r, []string{"English", "Deutsch", "中文 Chinese", "日本語 Japanese", "Türkçe"})}}
	d.company(r)
	d.answers(r)
	d.smelters(r, directory)
	d.products(r, lastProduct)
	return d
}

// stored is a text as a person sees it in the cell into which the filling program put it:
// a line break is one however it is written, a tab is space, and space at the ends is none.
func stored(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(unescapedOnce(s)))
}

// unescapedOnce applies the one escape that the texts above hold, written out here
// so that it does not come from the reader.
func unescapedOnce(s string) string { return strings.ReplaceAll(s, "_x000D_", "\r") }

func (d *described) company(r *rand.Rand) {
	c := &d.want.Company
	company := map[string]any{}
	fields := map[string]*string{"name": &c.Name, "scope_description": &c.ScopeDescription, "unique_id": &c.UniqueID,
		"unique_id_authority": &c.UniqueIDAuthority, "address": &c.Address, "contact_name": &c.ContactName, "contact_email": &c.ContactEmail,
		"contact_phone": &c.ContactPhone, "authorizer_name": &c.AuthorizerName, "authorizer_title": &c.AuthorizerTitle,
		"authorizer_email": &c.AuthorizerEmail, "authorizer_phone": &c.AuthorizerPhone}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		field := fields[key]
		text := pick(r, texts)
		company[key] = text
		*field = stored(text)
	}
	scope := pick(r, saidScope)
	company["scope"], c.ScopeRaw, c.Scope = scope.raw, scope.raw, scope.means
	raw := map[string]any{}
	switch date := pick(r, saidDate); r.IntN(3) {
	case 0:
		company["effective_date"], c.EffectiveDate, c.EffectiveDateRaw = "2026-02-03", "2026-02-03", "46056"
	case 1:
		raw["Declaration!D22"] = map[string]any{"formula": "DATE(2026,2,3)", "cached": 46056}
		c.EffectiveDate, c.EffectiveDateRaw = "2026-02-03", "46056"
	default:
		raw["Declaration!D22"] = map[string]any{"text": date.raw}
		c.EffectiveDate, c.EffectiveDateRaw = date.means, date.raw
	}
	if r.IntN(3) == 0 {
		raw["Declaration!D8"] = map[string]any{"rich": []string{"Rich ", "Text ", "Ltd"}}
		c.Name = "Rich Text Ltd"
	}
	if r.IntN(5) == 0 {
		raw["Declaration!D12"] = 4711
		c.UniqueID = "4711"
	}
	d.json["company"], d.json["raw"] = company, raw
}

func (d *described) answers(r *rand.Rand) {
	keys := map[string]Key{"Q1": "added", "Q2": "necessary", "Q3": "covered_countries", "Q4": "cahra", "Q5": "recycled", "Q6": "response_share", "Q7": "smelters_identified", "Q8": "smelters_reported",
		"A": "policy", "B": "policy_public", "C": "validated_smelters_required", "D": "due_diligence", "E": "supplier_survey", "F": "review", "G": "corrective_action", "H": "annual_disclosure"}
	options := map[string][]said{"Q3": saidUnknown, "Q4": saidUnknown, "Q5": saidUnknown, "Q6": saidShare, "E": saidSurvey, "H": saidAnnually}
	answers, comments, company, companyComments := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	choose := func(q string, metal Metal, i int) Answer {
		list := options[q]
		if list == nil {
			list = saidYesNo
		}
		s := pick(r, list)
		a := Answer{Key: keys[q], Question: q, Metal: metal, Answer: s.means, Raw: s.raw, Cell: fmt.Sprintf("Declaration!D%d", questionRows[q]+i)}
		if r.IntN(4) == 0 {
			a.Comment = pick(r, texts)
		}
		return a
	}
	for n := 1; n <= 8; n++ {
		q := "Q" + strconv.Itoa(n)
		typed, said := map[string]any{}, map[string]any{}
		for i, metal := range []string{"Tantalum", "Tin", "Gold", "Tungsten"} {
			a := choose(q, Metal(strings.ToLower(metal)), i)
			typed[metal], said[metal] = a.Raw, a.Comment
			if q == "Q6" && a.Raw == "100%" && r.IntN(2) == 0 {
				typed[metal], a.Raw = 1, "1"
			}
			a.Comment = stored(a.Comment)
			d.want.Answers = append(d.want.Answers, a)
		}
		answers[q], comments[q] = typed, said
	}
	for _, q := range []string{"A", "B", "C", "D", "E", "F", "G", "H"} {
		a := choose(q, "", 0)
		company[q], companyComments[q] = a.Raw, a.Comment
		a.Comment = stored(a.Comment)
		d.want.CompanyAnswers = append(d.want.CompanyAnswers, a)
	}
	d.json["answers"], d.json["comments"], d.json["company_answers"], d.json["company_comments"] = answers, comments, company, companyComments
}

func (d *described) smelters(r *rand.Rand, directory []LookupEntry) {
	var list []map[string]any
	row := 6 // row 5 holds the masters of the template's shared formulas
	for range r.IntN(12) {
		s := map[string]any{"row": row}
		want := SmelterRow{Row: row}
		e := pick(r, directory)
		switch r.IntN(4) {
		case 0, 1:
			id := e.ID
			if r.IntN(4) == 0 {
				id = strings.ToLower(id)
			}
			if r.IntN(4) == 0 {
				id += " "
			}
			s["cid"], want.IDTyped, want.ID, want.StandardName, want.Country, want.Metal = id, stored(id), e.ID, e.Name, e.Country, e.Metal
		case 2:
			metal := pick(r, []said{{e.MetalRaw, string(e.Metal)}, {strings.ToLower(e.MetalRaw) + " ", string(e.Metal)}, {"Cobalt", ""}})
			s["metal"], want.MetalRaw, want.Metal = metal.raw, metal.raw, Metal(metal.means)
			s["lookup"], want.Lookup = e.Alias, e.Alias
		default:
			s["metal"], want.MetalRaw, want.Metal = "Tin", "Tin", Tin
			s["lookup"], want.Lookup = "Smelter not listed", "Smelter not listed"
			s["name"], want.Name, s["country"], want.Country = "Hütte ☃ Nord", "Hütte ☃ Nord", "PERU", "PERU"
			s["id"], want.ID, want.IDRaw = 242332, "242332", "242332"
		}
		fields := map[string]*string{"contact_name": &want.ContactName, "contact_email": &want.ContactEmail, "next_steps": &want.NextSteps,
			"mine_name": &want.MineName, "mine_country": &want.MineCountry, "comments": &want.Comment}
		for _, key := range slices.Sorted(maps.Keys(fields)) {
			text := pick(r, texts)
			s[key], *fields[key] = text, stored(text)
		}
		recycled := pick(r, saidUnknown)
		s["recycled"], want.RecycledRaw, want.Recycled = recycled.raw, recycled.raw, recycled.means
		list = append(list, s)
		d.want.Smelters = append(d.want.Smelters, want)
		row += 1 + r.IntN(3)*r.IntN(2)
		if r.IntN(12) == 0 && row < 2505 {
			row = 2505 + r.IntN(5) // past the end of the table
		}
	}
	d.json["smelters"] = orEmpty(list)
}

func (d *described) products(r *rand.Rand, last int) {
	var list []map[string]any
	for _, row := range []int{6, 7, 9, 300, last} {
		if r.IntN(2) == 0 {
			number, name := fmt.Sprintf("P-%d\n", r.IntN(1000)), pick(r, texts)
			list = append(list, map[string]any{"row": row, "number": number, "name": name})
			d.want.Products = append(d.want.Products, Product{Row: row, Number: stored(number), Name: stored(name)})
		}
	}
	d.json["products"] = orEmpty(list)
}

// TestMutatedWorkbooks reads back workbooks that were filled in by another hand than
// ours: 12 in every run, 504 with CMR_LONG=1.
func TestMutatedWorkbooks(t *testing.T) {
	t.Parallel()
	templates := realFiles(t, "templates/RMI_CMRT_*.xlsx")
	each := 1
	if long {
		each = 42
	}
	r := rand.New(rand.NewPCG(20, 26))
	lastProducts := map[string]int{"RMI_CMRT_6.01.xlsx": 1000, "RMI_CMRT_6.22.xlsx": 2005, "RMI_CMRT_6.5.xlsx": 2005}
	for _, name := range slices.Sorted(maps.Keys(lastProducts)) {
		directory := oracleDirectory(t, templates[name])
		for _, options := range [][]string{{}, {"--strings", "inline"}, {"--drop-cache"}, {"--strings", "inline", "--drop-cache"}} {
			var list []described
			var descriptions []map[string]any
			for range each {
				d := describe(r, directory, lastProducts[name])
				list, descriptions = append(list, d), append(descriptions, d.json)
			}
			for i, data := range filled(t, "templates/"+name, descriptions, options...) {
				compareWithDescription(t, fmt.Sprintf("%s %v #%d", name, options, i), data, list[i])
			}
		}
	}
}

func compareWithDescription(t *testing.T, label string, data []byte, d described) {
	t.Helper()
	got := Read("x.xlsx", data)
	if !got.Readable() {
		t.Errorf("%s: not readable: %v", label, got.Findings)
		return
	}
	want := d.want
	for _, diff := range []string{
		cmp.Diff(want.Company, got.Company), cmp.Diff(want.Answers, got.Answers), cmp.Diff(want.CompanyAnswers, got.CompanyAnswers),
		cmp.Diff(orEmpty(want.Smelters), got.Smelters), cmp.Diff(orEmpty(want.Products), got.Products),
	} {
		if diff != "" {
			t.Errorf("%s (-put in +read):\n%s", label, diff)
		}
	}
	if got.Template.Language != d.json["language"] {
		t.Errorf("%s: language %q", label, got.Template.Language)
	}
}
