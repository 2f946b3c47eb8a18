package cmrt

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// known is what the notes beside the repository say of one version, as far as it
// is compared here.
type known struct {
	KnownFrom   string `json:"known_from"`
	SameAs      string `json:"same_as"`
	Declaration *struct {
		Fields    map[string]string
		Questions map[string]map[string]struct{ Answer, Comment string }
		Company   map[string]struct{ Answer, Comment string }

		QuestionKeys map[string]string `json:"question_keys"`
		CompanyKeys  map[string]string `json:"company_keys"`
	}
	SmelterList *struct {
		Sheet   string
		Header  int `json:"header_row"`
		First   int `json:"first_row"`
		Last    int `json:"last_row"`
		Columns map[string]string
	} `json:"smelter_list"`
	ProductList *struct {
		First int `json:"first_row"`
		Last  int `json:"last_row"`
	} `json:"product_list"`
	Dropdowns map[string]any
}

// columnsOf gives our columns by the names of the notes.
func columnsOf(c SmelterColumns) map[string]string {
	return map[string]string{"cid_input": c.IDTyped, "metal": c.Metal, "lookup": c.Lookup, "name": c.Name, "country": c.Country, "smelter_id": c.ID, "id_source": c.IDSource,
		"street": c.Street, "city": c.City, "state": c.State, "contact_name": c.ContactName, "contact_email": c.ContactEmail, "next_steps": c.NextSteps,
		"mine_name": c.MineName, "mine_country": c.MineCountry, "recycled": c.Recycled, "comments": c.Comment}
}

// fieldsOf gives our cells by the names of the notes.
func fieldsOf(f CompanyCells, representative bool) map[string]string {
	m := map[string]string{"language": f.Language, "revision": f.Revision, "title": f.Title, "company_name": f.Name, "scope": f.Scope, "scope_description": f.ScopeDescription,
		"unique_id": f.UniqueID, "unique_id_authority": f.UniqueIDAuthority, "address": f.Address, "contact_name": f.ContactName, "contact_email": f.ContactEmail, "contact_phone": f.ContactPhone}
	who := "authorizer"
	if representative {
		who = "representative"
	}
	m[who+"_name"], m[who+"_title"], m[who+"_email"], m[who+"_phone"] = f.AuthorizerName, f.AuthorizerTitle, f.AuthorizerEmail, f.AuthorizerPhone
	if days := strings.Fields(f.EffectiveDate); len(days) == 3 {
		m["completion_day"], m["completion_month"], m["completion_year"] = days[0], days[1], days[2]
	} else {
		m["effective_date"] = f.EffectiveDate
	}
	return m
}

// noted gives what the notes say of a version. Of 6.6 and 6.6.1 they have no workbook:
// Declaration and Smelter List are those of 6.5.
func noted(notes map[string]known, version string) known {
	if strings.HasPrefix(version, "6.6") {
		version = "6.5"
	}
	n := notes[version]
	if n.SameAs != "" {
		n = notes[n.SameAs]
	}
	return n
}

// TestLayoutsAreThoseOfTheNotes compares our table with the one that was read from
// real workbooks, cell by cell, and every option of every list with what we make of it.
func TestLayoutsAreThoseOfTheNotes(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(sharedCMRT, "layouts.json"))
	if err != nil {
		t.Skipf("needs the notes in %s", sharedCMRT)
	}
	var notes map[string]known
	if err := json.Unmarshal(data, &notes); err != nil {
		t.Fatal(err)
	}
	for _, l := range Layouts {
		n := noted(notes, l.Version)
		if n.Declaration == nil {
			t.Errorf("%s: the notes do not know its cells", l.Version)
			continue
		}
		compareCells(t, l, n)
		compareOptions(t, l, n)
	}
	for version, n := range notes {
		if _, ok := LayoutOf(version); !ok && n.Declaration != nil {
			t.Errorf("%s: the notes know its cells, we do not", version)
		}
	}
}

func compareCells(t *testing.T, l Layout, n known) {
	t.Helper()
	for name, want := range n.Declaration.Fields {
		if got := fieldsOf(l.Fields, CompareVersions(l.Version, "3.00") < 0)[name]; got != want && name != "tier_level" {
			t.Errorf("%s: %s in %q, the notes say %q", l.Version, name, got, want)
		}
	}
	if len(l.Questions) != len(n.Declaration.Questions) || len(l.CompanyQuestions) != len(n.Declaration.Company) {
		t.Errorf("%s: %d and %d questions", l.Version, len(l.Questions), len(l.CompanyQuestions))
	}
	for _, q := range l.Questions {
		for i, metal := range []string{"Tantalum", "Tin", "Gold", "Tungsten"} {
			if want := n.Declaration.Questions[q.Number][metal]; q.Cell(i) != want.Answer || q.CommentCell(i) != want.Comment {
				t.Errorf("%s %s %s: %s, %s; the notes say %v", l.Version, q.Number, metal, q.Cell(i), q.CommentCell(i), want)
			}
		}
	}
	for _, q := range l.CompanyQuestions {
		if want := n.Declaration.Company[q.Number]; q.Cell(0) != want.Answer || q.CommentCell(0) != want.Comment {
			t.Errorf("%s %s: %s, %s; the notes say %v", l.Version, q.Number, q.Cell(0), q.CommentCell(0), want)
		}
	}
	s := n.SmelterList
	if l.SmelterSheet != s.Sheet || l.SmelterHeader != s.Header || l.SmelterFirst != s.First || l.SmelterLast != s.Last {
		t.Errorf("%s: the Smelter List is not that of the notes: %+v", l.Version, s)
	}
	for name, want := range s.Columns {
		got, ours := columnsOf(l.Columns)[name]
		if got != want && (ours || !slices.Contains([]string{"tier_level", "location", "on_cfs_list", "product_category", "product_details"}, name)) {
			t.Errorf("%s: column %s in %q, the notes say %q", l.Version, name, got, want)
		}
	}
	if p := n.ProductList; p != nil && (p.First != l.ProductFirst || p.Last != l.ProductLast) {
		t.Errorf("%s: products from %d to %d, the notes say %+v", l.Version, l.ProductFirst, l.ProductLast, *p)
	}
}

// compareOptions wants each option understood to the letter.
func compareOptions(t *testing.T, l Layout, n known) {
	t.Helper()
	lists := map[string][]option{"scope": l.scopes}
	for _, q := range slices.Concat(l.Questions, l.CompanyQuestions) {
		lists[q.Number] = q.options
	}
	for name, list := range lists {
		options, ok := n.Dropdowns[name].([]any)
		if !ok {
			continue
		}
		if len(options) != len(list) {
			t.Errorf("%s %s: %d options, the notes say %v", l.Version, name, len(list), options)
		}
		for _, o := range options {
			if answer, exact := understand(o.(string), list); answer == "" || !exact {
				t.Errorf("%s %s: %q is %q, to the letter %v", l.Version, name, o, answer, exact)
			}
		}
	}
}

// meanings gives our keys for the words in which the notes tell what a question asks.
var meanings = map[string]Key{
	"intentionally added": "added", "intentionally added or used": "added",
	"remains in product": "necessary", "necessary to functionality or production": "necessary", "necessary to production and contained in product": "necessary",
	"originates from DRC or adjoining country": "covered_countries", "originates from covered countries": "covered_countries", "sourced from covered countries (SEC)": "covered_countries",
	"sourced from conflict-affected/high-risk areas": "cahra", "from recycler or scrap": "recycled", "100% recycled or scrap": "recycled",
	"templates received from all suppliers (percentage)": "response_share", "data received from all relevant suppliers (percentage)": "response_share", "share of suppliers that responded": "response_share",
	"all smelters identified": "smelters_identified", "all smelters on CFS list": "smelters_validated", "all smelters CFS-validated": "smelters_validated",
	"all applicable smelter info reported": "smelters_reported",
	"policy in place":                      "policy", "sourcing policy": "policy", "policy public": "policy_public", "policy public (URL in comment)": "policy_public",
	"require suppliers DRC conflict-free": "drc_free_required", "require CFS-validated smelters": "validated_smelters_required", "require validated smelters": "validated_smelters_required",
	"require suppliers to use third-party validated smelters": "validated_smelters_required", "due diligence measures": "due_diligence", "due diligence measures implemented": "due_diligence",
	"request this template from suppliers": "supplier_survey", "collect IPC-1755 data": "supplier_survey", "survey of suppliers": "supplier_survey", "request smelter names": "smelter_names_requested",
	"verify supplier info": "review", "review supplier info": "review", "review of supplier info": "review", "corrective action": "corrective_action", "corrective action management": "corrective_action",
	"subject to SEC rule": "annual_disclosure", "annual disclosure required": "annual_disclosure",
}

// TestEveryVersionIsReadFromItsCells writes into each cell that the notes name a text
// of its own, and wants it where the meaning belongs.
func TestEveryVersionIsReadFromItsCells(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(sharedCMRT, "layouts.json"))
	if err != nil {
		t.Skipf("needs the notes in %s", sharedCMRT)
	}
	var notes map[string]known
	if err := json.Unmarshal(data, &notes); err != nil {
		t.Fatal(err)
	}
	for _, l := range Layouts {
		n := noted(notes, l.Version)
		cells := map[string]string{}
		for name, cell := range n.Declaration.Fields {
			cells[cell] = "the " + name
		}
		cells["D2"], cells["J3"] = "Conflict Minerals Reporting Template", "Revision "+l.Version+"\nMay 1, 2020"
		for number, metals := range n.Declaration.Questions {
			for metal, at := range metals {
				cells[at.Answer], cells[at.Comment] = number+" "+metal, "on "+number+" "+metal
			}
		}
		for number, at := range n.Declaration.Company {
			cells[at.Answer], cells[at.Comment] = number, "on "+number
		}
		d := Read("x.xlsx", tiny(func(p map[string]string) {
			p[declarationPart] = sheetOf(cells)
			swap("xl/workbook.xml", SheetSmelters, n.SmelterList.Sheet)(p)
		}))
		compareMeanings(t, l.Version, d, n)
	}
}

// sheetOf writes a sheet of texts.
func sheetOf(cells map[string]string) string {
	rows := map[int][]string{}
	for ref, text := range cells {
		_, row := splitRef(ref)
		rows[row] = append(rows[row], fmt.Sprintf(`<c r="%s" t="str"><v>%s</v></c>`, ref, text))
	}
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for row, list := range rows { // in any order
		fmt.Fprintf(&b, `<row r="%d">%s</row>`, row, strings.Join(list, ""))
	}
	return b.String() + "</sheetData></worksheet>"
}

func compareMeanings(t *testing.T, version string, d Declaration, n known) {
	t.Helper()
	if d.Template.Version != version || !d.Readable() {
		t.Errorf("%s: %+v %v", version, d.Template, d.Findings)
		return
	}
	c := d.Company
	for _, f := range [][2]string{{"company_name", c.Name}, {"scope", c.ScopeRaw}, {"scope_description", c.ScopeDescription}, {"unique_id", c.UniqueID},
		{"unique_id_authority", c.UniqueIDAuthority}, {"address", c.Address}, {"contact_name", c.ContactName}, {"contact_email", c.ContactEmail}, {"contact_phone", c.ContactPhone},
		{"effective_date", c.EffectiveDateRaw}, {"language", d.Template.Language}} {
		want := ""
		if n.Declaration.Fields[f[0]] != "" {
			want = "the " + f[0]
		}
		if f[0] == "effective_date" && n.Declaration.Fields["completion_day"] != "" {
			want = "the completion_day the completion_month the completion_year"
		}
		if f[1] != want {
			t.Errorf("%s: %s is %q, want %q", version, f[0], f[1], want)
		}
	}
	for _, who := range []string{"authorizer", "representative"} {
		if n.Declaration.Fields[who+"_name"] != "" && strings.Join([]string{c.AuthorizerName, c.AuthorizerTitle, c.AuthorizerEmail, c.AuthorizerPhone}, ",") !=
			fmt.Sprintf("the %[1]s_name,the %[1]s_title,the %[1]s_email,the %[1]s_phone", who) {
			t.Errorf("%s: authorizer %+v", version, c)
		}
	}
	for _, a := range slices.Concat(d.Answers, d.CompanyAnswers) {
		want, meaning := a.Question, n.Declaration.CompanyKeys[a.Question]
		if a.Metal != "" {
			want += " " + strings.ToUpper(string(a.Metal[:1])) + string(a.Metal[1:])
			meaning = n.Declaration.QuestionKeys[a.Question]
		}
		if a.Raw != want || a.Comment != "on "+want || meaning != "" && meanings[meaning] != a.Key {
			t.Errorf("%s: %+v, the notes say %q", version, a, meaning)
		}
	}
}
