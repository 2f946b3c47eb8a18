package cmrt

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// cellMap is what the notes say of a version of EMRT or AMRT.
type cellMap struct {
	Kind, Version string
	Revision      map[string]string `json:"revision_cells"`
	Declaration   struct {
		Fields   map[string]string
		Minerals struct {
			Mode     string
			Minerals []string
			Cells    any
			Sorted   string
		}
		Questions, Company map[string]struct {
			Meaning, Answer, Comment string
			Rows                     map[string]int
			Slots                    struct{ First, Formulas int }
			Options                  any
		}
	}
	SmelterList struct {
		First   int `json:"first_row"`
		Last    int `json:"last_row"`
		Columns map[string]string
	} `json:"smelter_list"`
	MineList *struct {
		First   int `json:"first_row"`
		Columns map[string]string
	} `json:"mine_list"`
	ProductList struct {
		First   int `json:"first_row"`
		Last    int `json:"last_row"`
		Columns map[string]string
	} `json:"product_list"`
}

func cellMaps(t *testing.T) map[string]cellMap {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(sharedCMRT, "emrt-layouts.json"))
	if err != nil {
		t.Skipf("needs the notes in %s", sharedCMRT)
	}
	var notes map[string]cellMap
	if err := json.Unmarshal(data, &notes); err != nil {
		t.Fatal(err)
	}
	return notes
}

// optionsFor gives the answers that the notes list for a mineral.
func optionsFor(options any, mineral string) (list []string) {
	if byMineral, ok := options.(map[string]any); ok {
		options = byMineral[mineral]
	}
	all, _ := options.([]any)
	for _, o := range all {
		list = append(list, fmt.Sprint(o))
	}
	return list
}

// TestExtendedLayoutsAreThoseOfTheNotes compares our rows for EMRT and AMRT with what was
// read from real templates, cell by cell, and every answer that is offered.
func TestExtendedLayoutsAreThoseOfTheNotes(t *testing.T) {
	for name, n := range cellMaps(t) {
		l, ok := LayoutFor(n.Kind, n.Version)
		if !ok {
			t.Errorf("%s is not known", name)
			continue
		}
		got := fieldsOf(l.Fields, false)
		for field, cell := range n.Declaration.Fields {
			if got[field] != cell {
				t.Errorf("%s: %s in %q, the notes say %q", name, field, got[field], cell)
			}
		}
		company := map[string]bool{}
		for number, q := range n.Declaration.Company {
			company[number] = q.Answer != "" && len(q.Answer) > 1
		}
		questions := 0
		for _, q := range slices.Concat(l.Questions, l.CompanyQuestions) {
			list := n.Declaration.Questions
			if len(q.Number) == 1 {
				list = n.Declaration.Company
			}
			want, known := list[q.Number]
			if !known || want.Meaning != string(q.Key) {
				t.Errorf("%s %s: %s, the notes say %q", name, q.Number, q.Key, want.Meaning)
			}
			questions++
			switch {
			case company[q.Number]:
				if q.Cell(0) != want.Answer || q.CommentCell(0) != want.Comment {
					t.Errorf("%s %s: %s, the notes say %s", name, q.Number, q.Cell(0), want.Answer)
				}
			case len(want.Rows) > 0:
				for i, m := range l.Minerals.Fixed {
					title := strings.ToUpper(string(m[:1])) + string(m[1:])
					if row, asked := want.Rows[title]; asked != q.Asks(m) || asked && q.Cell(i) != "D"+strconv.Itoa(row) {
						t.Errorf("%s %s %s: %s, the notes say row %d", name, q.Number, m, q.Cell(i), row)
					}
				}
			case q.Cell(0) != "D"+strconv.Itoa(want.Slots.First) || want.Slots.Formulas != len(l.Minerals.Sorted):
				t.Errorf("%s %s: %s, the notes say %+v", name, q.Number, q.Cell(0), want.Slots)
			}
			minerals := append([]string{""}, n.Declaration.Minerals.Minerals...)
			for _, mineral := range minerals {
				for _, text := range optionsFor(want.Options, mineral) {
					if answer, exact := understand(text, q.offered(mineralNamed(mineral))); answer == "" || !exact {
						t.Errorf("%s %s %s: %q is not understood", name, q.Number, mineral, text)
					}
				}
			}
		}
		if questions != len(n.Declaration.Questions)+len(n.Declaration.Company) {
			t.Errorf("%s: %d questions, the notes have %d and %d", name, questions, len(n.Declaration.Questions), len(n.Declaration.Company))
		}
		if l.SmelterFirst != n.SmelterList.First || l.SmelterLast != n.SmelterList.Last || l.ProductFirst != n.ProductList.First || l.ProductLast != n.ProductList.Last || l.SmelterRevision != n.Revision["Smelter List"] {
			t.Errorf("%s: rows %d to %d, %d to %d, revision in %s", name, l.SmelterFirst, l.SmelterLast, l.ProductFirst, l.ProductLast, l.SmelterRevision)
		}
		columns := columnsOf(l.Columns)
		columns["id"] = l.Columns.ID
		for column, letter := range n.SmelterList.Columns {
			if columns[column] != letter {
				t.Errorf("%s: %s of smelters in %q, the notes say %q", name, column, columns[column], letter)
			}
		}
		if l.Columns.IDTyped != n.SmelterList.Columns["cid_input"] || (l.Mines != MineColumns{}) != (n.MineList != nil) {
			t.Errorf("%s: %+v", name, l)
		}
		p := map[string]string{"number": l.Products.Number, "name": l.Products.Name, "requester_number": l.Products.RequesterNumber, "requester_name": l.Products.RequesterName, "comments": l.Products.Comment}
		for column, letter := range p {
			if n.ProductList.Columns[column] != letter {
				t.Errorf("%s: %s of products in %q, the notes say %q", name, column, letter, n.ProductList.Columns[column])
			}
		}
	}
}

// filling is a random filling of a template after the notes: what is put where, and what
// should be read.
type filling struct {
	cells map[string]map[string]any
	want  map[string]string // of a Declaration, by a word for the place
}

// filledAfter makes one.
func filledAfter(r *rand.Rand, n cellMap) filling {
	f := filling{cells: map[string]map[string]any{SheetDeclaration: {}, SheetSmelters: {}, SheetProducts: {}}, want: map[string]string{}}
	put := func(sheet, cell, text, as string) {
		f.cells[sheet][cell] = text
		f.want[as] = text
	}
	for field, cell := range n.Declaration.Fields {
		if !slices.Contains([]string{"language", "revision", "title", "scope", "effective_date"}, field) {
			put(SheetDeclaration, cell, field+strconv.Itoa(r.IntN(1000)), field)
		}
	}
	put(SheetDeclaration, n.Declaration.Fields["scope"], "A. Company", "scope")
	put(SheetDeclaration, n.Declaration.Fields["effective_date"], "14-Mar-2026", "effective_date")
	minerals := slices.Clone(n.Declaration.Minerals.Minerals)
	switch cells := n.Declaration.Minerals.Cells.(type) {
	case map[string]any: // some are left out
		for mineral, cell := range cells {
			if r.IntN(3) == 0 && len(minerals) > 1 {
				f.cells[SheetDeclaration][cell.(string)] = []any{nil, "(Delete " + mineral + ")"}[r.IntN(2)]
				minerals = slices.DeleteFunc(minerals, func(m string) bool { return m == mineral })
			}
		}
	case []any: // some are chosen, one by name
		r.Shuffle(len(minerals), func(i, j int) { minerals[i], minerals[j] = minerals[j], minerals[i] })
		minerals = minerals[:min(len(minerals), 2+r.IntN(6))]
		for i, m := range minerals {
			f.cells[SheetDeclaration][cells[i].(string)] = m
		}
		if len(minerals) > 0 {
			at := cells[len(minerals)].(string)
			column, row := splitRef(at)
			f.cells[SheetDeclaration][at], f.cells[SheetDeclaration][ref(column, row+3)] = "Other [specify below]", "Tellurium"
			minerals = append(minerals, "Tellurium")
		}
	}
	slices.Sort(minerals)
	if n.Declaration.Minerals.Sorted != "" {
		for i := range 10 {
			name := ""
			if i < len(minerals) {
				name = minerals[i]
			}
			f.cells[SheetDeclaration]["AA"+strconv.Itoa(12+i)] = name
		}
	}
	f.want["minerals"] = strings.ToLower(strings.Join(minerals, ", "))
	for number, q := range n.Declaration.Questions {
		f.question(r, number, q.Meaning, minerals, q.Rows, q.Slots.First, q.Options)
	}
	for number, q := range n.Declaration.Company {
		if len(q.Answer) > 1 {
			options := optionsFor(q.Options, "")
			put(SheetDeclaration, q.Answer, options[r.IntN(len(options))], q.Meaning)
			continue
		}
		f.question(r, number, q.Meaning, minerals, q.Rows, q.Slots.First, q.Options)
	}
	for i := range 3 {
		row := n.SmelterList.First + i*7
		for column, letter := range n.SmelterList.Columns {
			text := column + strconv.Itoa(r.IntN(1000))
			switch column {
			case "metal":
				text = minerals[r.IntN(len(minerals))]
			case "recycled":
				text = []string{"Yes", "No", "是", "Oui", "いいえ"}[r.IntN(5)]
			case "cid_input", "id":
				text = "CID00" + strconv.Itoa(1000+r.IntN(9000))
			}
			put(SheetSmelters, letter+strconv.Itoa(row), text, fmt.Sprintf("smelter %d %s", i, column))
		}
		row = n.ProductList.First + 2*i
		for column, letter := range n.ProductList.Columns {
			put(SheetProducts, letter+strconv.Itoa(row), column+strconv.Itoa(r.IntN(1000)), fmt.Sprintf("product %d %s", i, column))
		}
		if n.MineList != nil {
			if f.cells[SheetMines] == nil {
				f.cells[SheetMines] = map[string]any{}
			}
			for column, letter := range n.MineList.Columns {
				text := column + strconv.Itoa(r.IntN(1000))
				if column == "metal" {
					text = minerals[r.IntN(len(minerals))]
				}
				put(SheetMines, letter+strconv.Itoa(n.MineList.First+i), text, fmt.Sprintf("mine %d %s", i, column))
			}
		}
	}
	return f
}

func (f *filling) question(r *rand.Rand, number, meaning string, minerals []string, rows map[string]int, first int, options any) {
	for i, mineral := range minerals {
		row, asked := rows[mineral]
		if rows == nil {
			row, asked = first+i, true
		}
		if list := optionsFor(options, mineral); asked && len(list) > 0 {
			text := list[r.IntN(len(list))]
			f.cells[SheetDeclaration]["D"+strconv.Itoa(row)] = text
			if n, err := strconv.Atoi(text); err == nil {
				f.cells[SheetDeclaration]["D"+strconv.Itoa(row)] = n
			}
			f.cells[SheetDeclaration]["G"+strconv.Itoa(row)] = "why " + text
			f.want[meaning+" "+strings.ToLower(mineral)] = text + " (why " + text + ")"
		}
	}
}

// saidBy writes what was read under the words of a filling.
func saidBy(d Declaration) map[string]string {
	c := d.Company
	said := map[string]string{"company_name": c.Name, "scope": c.ScopeRaw, "scope_description": c.ScopeDescription, "unique_id": c.UniqueID, "unique_id_authority": c.UniqueIDAuthority, "address": c.Address,
		"contact_name": c.ContactName, "contact_email": c.ContactEmail, "contact_phone": c.ContactPhone, "authorizer_name": c.AuthorizerName, "authorizer_title": c.AuthorizerTitle,
		"authorizer_email": c.AuthorizerEmail, "authorizer_phone": c.AuthorizerPhone, "effective_date": c.EffectiveDateRaw}
	var minerals []string
	for _, m := range d.Minerals {
		minerals = append(minerals, string(m))
	}
	said["minerals"] = strings.Join(minerals, ", ")
	for _, a := range d.Answers {
		if a.Answer == "" {
			said["no answer in "+a.Cell] = a.Raw
		}
		said[string(a.Key)+" "+string(a.Metal)] = a.Raw + " (" + a.Comment + ")"
	}
	for _, a := range d.CompanyAnswers {
		said[string(a.Key)] = a.Raw
	}
	for i, s := range d.Smelters {
		for column, text := range map[string]string{"cid_input": s.IDTyped, "metal": s.MetalRaw, "lookup": s.Lookup, "name": s.Name, "country": s.Country, "id": s.IDRaw, "id_source": s.IDSource, "street": s.Street, "city": s.City, "state": s.State,
			"contact_name": s.ContactName, "contact_email": s.ContactEmail, "next_steps": s.NextSteps, "mine_name": s.MineName, "mine_country": s.MineCountry, "recycled": s.RecycledRaw, "comments": s.Comment} {
			said[fmt.Sprintf("smelter %d %s", i, column)] = text
		}
		if s.Recycled == "" || s.Metal != mineralNamed(s.MetalRaw) {
			said[fmt.Sprintf("smelter %d", i)] = "not understood"
		}
	}
	for i, p := range d.Products {
		for column, text := range map[string]string{"number": p.Number, "name": p.Name, "requester_number": p.RequesterNumber, "requester_name": p.RequesterName, "comments": p.Comment} {
			said[fmt.Sprintf("product %d %s", i, column)] = text
		}
	}
	for i, m := range d.Mines {
		for column, text := range map[string]string{"metal": m.MetalRaw, "smelter_name": m.Smelter, "mine_name": m.Name, "mine_id": m.ID, "mine_id_source": m.IDSource, "mine_country": m.Country, "street": m.Street, "city": m.City, "state": m.State,
			"contact_name": m.ContactName, "contact_email": m.ContactEmail, "next_steps": m.NextSteps, "comments": m.Comment} {
			said[fmt.Sprintf("mine %d %s", i, column)] = text
		}
	}
	return said
}

// TestExtendedTemplatesAsFilled fills real templates at random and compares all that is
// read with what was put in. CMR_LONG=1 does 60 of each, every run three.
func TestExtendedTemplatesAsFilled(t *testing.T) {
	t.Parallel()
	notes, files := cellMaps(t), realFiles(t, "templates/RMI_EMRT_*.xlsx", "templates/RMI_AMRT_*.xlsx")
	count := 3
	if long {
		count = 60
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		kind, version, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "RMI_"), ".xlsx"), "_")
		book, r, cells, wrong := takenApart(t, files[name]), rand.New(rand.NewPCG(7, 21)), 0, 0
		for range count {
			f := filledAfter(r, notes[kind+" "+version])
			d := ReadAny(name, book.with(f.cells))
			if !d.Readable() || d.Template.Type != kind || d.Template.Version != version {
				t.Fatalf("%s: %+v %v", name, d.Template, d.Findings)
			}
			said := saidBy(d)
			for word, want := range f.want {
				cells++
				if said[word] != want {
					wrong++
					t.Errorf("%s: %s is %q, not %q", name, word, said[word], want)
				}
				delete(said, word)
			}
			for word, text := range said {
				if text != "" && text != " ()" {
					wrong++
					t.Errorf("%s: %s is %q, and nothing was put there", name, word, text)
				}
			}
		}
		t.Logf("%s %s: %d files, %d cells, %d wrong", kind, version, count, cells, wrong)
	}
}

// TestExtendedRowsAndColumnsThatMoved are noticed as in a CMRT.
func TestExtendedRowsAndColumnsThatMoved(t *testing.T) {
	t.Parallel()
	for name, data := range realFiles(t, "templates/RMI_EMRT_*.xlsx", "templates/RMI_AMRT_*.xlsx") {
		layout, book := ReadAny(name, data).Layout(), takenApart(t, data)
		q := layout.Questions
		for _, c := range []struct {
			what        string
			sheet       string
			row, column int
			by          int
		}{
			{"row above all", SheetDeclaration, 1, 0, 1}, {"row in the company block", SheetDeclaration, 11, 0, 1},
			{"row before the questions", SheetDeclaration, q[0].Row - 2, 0, 1}, {"row within a question", SheetDeclaration, q[0].Row + 1, 0, 1},
			{"row of a question deleted", SheetDeclaration, q[0].Row + 1, 0, -1}, {"row between questions", SheetDeclaration, q[1].Row - 1, 0, 1},
			{"column before the answers", SheetDeclaration, 0, 3, 1}, {"row above the smelters", SheetSmelters, 2, 0, 1}, {"column at the smelters' edge", SheetSmelters, 0, 1, 1},
		} {
			if d := ReadAny(name, book.moved(c.sheet, c.row, c.column, c.by)); d.Readable() || !slices.Contains(rules(d), sheetShifted.Name) {
				t.Errorf("%s, %s: not noticed: %v", name, c.what, rules(d))
			}
		}
		if layout.Mines == (MineColumns{}) {
			continue
		}
		for _, c := range [][3]int{{2, 0, 1}, {0, 1, 1}} {
			if d := ReadAny(name, book.moved(SheetMines, c[0], c[1], c[2])); !slices.Contains(rules(d), sheetNotRead.Name) || len(d.Mines) > 0 {
				t.Errorf("%s, Mine List moved by %v: not noticed: %v", name, c, rules(d))
			}
		}
	}
}

// TestTheOrderOfMinerals: rows belong to minerals as the template sorted them when the
// file was saved, whatever order another program would give.
func TestTheOrderOfMinerals(t *testing.T) {
	t.Parallel()
	read := func(name string, cells map[string]any) Declaration {
		data := realFiles(t, "templates/"+name)[name]
		return ReadAny(name, takenApart(t, data).with(map[string]map[string]any{SheetDeclaration: cells}))
	}
	sorted := func(cells map[string]any, names ...string) map[string]any {
		for i := range 10 {
			cells["AA"+strconv.Itoa(12+i)] = append(names, make([]string, 10)...)[i]
		}
		return cells
	}
	for _, c := range []struct {
		what, file string
		cells      map[string]any
		minerals   []Metal
		rule       string
	}{
		{"as stored", "RMI_EMRT_2.1.xlsx", map[string]any{}, extendedMinerals, ""},
		{"nickel left out, and calculated", "RMI_EMRT_2.1.xlsx", sorted(map[string]any{"G13": "(Delete Nickel)", "B35": ""}, "Cobalt", "Copper", "Graphite", "Lithium", "Mica"), extendedMinerals[:5], ""},
		{"cobalt left out, and still shown", "RMI_EMRT_2.1.xlsx", sorted(map[string]any{"D12": "(Delete Cobalt)"}, "Copper", "Graphite", "Lithium", "Mica", "Nickel"), extendedMinerals[1:], mineralOrderUnknown.Name},
		{"shown in another order", "RMI_EMRT_2.1.xlsx", map[string]any{"B31": "Graphite(*)", "B32": "Copper(*)"}, extendedMinerals, mineralOrderUnknown.Name},
		{"sorted in another order than shown", "RMI_EMRT_2.1.xlsx", map[string]any{"AA12": "Mica", "AA16": "Cobalt"}, nil, mineralOrderUnknown.Name},
		{"shown where nothing is asked", "RMI_EMRT_2.1.xlsx", map[string]any{"B36": "Zinc"}, extendedMinerals, mineralOrderUnknown.Name},
		{"cobalt left out, and not calculated", "RMI_EMRT_2.1.xlsx", map[string]any{"D12": "(Delete Cobalt)"}, extendedMinerals[1:], mineralOrderComputed.Name},
		{"never calculated", "RMI_EMRT_2.1.xlsx", sorted(map[string]any{"G12": nil}), []Metal{Cobalt, Copper, Lithium, Mica, Nickel}, mineralOrderComputed.Name},
		{"a mineral of another template", "RMI_EMRT_2.1.xlsx", sorted(map[string]any{"D12": "Zinc"}, "Copper", "Graphite", "Lithium", "Mica", "Nickel", "Zinc"), []Metal{Copper, Graphite, Lithium, Mica, Nickel, "zinc"}, mineralUnknown.Name},
		{"an answer left over", "RMI_EMRT_2.1.xlsx", sorted(map[string]any{"D12": nil, "D35": "Yes"}, "Copper", "Graphite", "Lithium", "Mica", "Nickel"), extendedMinerals[1:], answerWithoutMineral.Name},
		{"Chinese names as stored", "RMI_AMRT_1.3.xlsx", sorted(map[string]any{"D12": "铝", "E12": "铬", "G12": "铜"}, "铬", "铝", "铜"), []Metal{"chromium", "aluminum", "copper"}, ""},
		{"Chinese names that were never sorted", "RMI_AMRT_1.3.xlsx", map[string]any{"D12": "铝", "E12": "铬"}, nil, mineralOrderUnknown.Name},
		{"another, not named", "RMI_AMRT_1.3.xlsx", map[string]any{"D12": "Other [specify below]"}, nil, mineralUnnamed.Name},
		{"another, named twice", "RMI_AMRT_1.3.xlsx", sorted(map[string]any{"D12": "Other [specify below]", "D15": "Tellurium", "E12": "TELLURIUM"}, "Tellurium"), []Metal{"tellurium"}, ""},
	} {
		d := read(c.file, c.cells)
		if !d.Readable() || c.minerals != nil && !slices.Equal(d.Minerals, c.minerals) {
			t.Errorf("%s: %v, not %v; %v", c.what, d.Minerals, c.minerals, d.Findings)
		}
		if c.rule == "" && len(d.Findings) > 0 || c.rule != "" && !slices.Contains(rules(d), c.rule) {
			t.Errorf("%s: %v", c.what, d.Findings)
		}
	}
}

// TestNewerExtendedTemplates are read like the newest known where every sheet fits.
func TestNewerExtendedTemplates(t *testing.T) {
	t.Parallel()
	for file, version := range map[string]string{"RMI_EMRT_2.1.xlsx": "2.11", "RMI_AMRT_1.3.xlsx": "1.31"} {
		book := takenApart(t, realFiles(t, "templates/"+file)[file])
		newer := map[string]map[string]any{SheetDeclaration: {"J3": "Revision " + version}, SheetSmelters: {"Q3": "Revision " + version}, SheetMines: {"M3": "Revision " + version}}
		if d := ReadAny(file, book.with(newer)); !d.Readable() || d.Template.Version != version || !slices.Contains(rules(d), templateVersionNewer.Name) {
			t.Errorf("%s: %v", file, d.Findings)
		}
		newer[SheetProducts] = map[string]any{"E5": nil}
		newer[SheetSmelters]["H4"] = nil
		if d := ReadAny(file, book.with(newer)); d.Readable() {
			t.Errorf("%s with other columns of smelters was read", file)
		}
	}
}

// TestOnlyWhoAsksGetsAnotherTemplate: where a CMRT is due, another template is a finding.
func TestOnlyWhoAsksGetsAnotherTemplate(t *testing.T) {
	for name, data := range realFiles(t, "templates/RMI_EMRT_*.xlsx", "templates/RMI_AMRT_*.xlsx", "templates/RMI_CRT_*.xlsx") {
		if d := Read(name, data); d.Readable() || !slices.Contains(rules(d), templateNotCMRT.Name) {
			t.Errorf("%s was read as a CMRT", name)
		}
		if d := ReadAny(name, data); !d.Readable() || slices.Contains(rules(d), fileExternalLinks.Name) {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}

// TestTheCobaltTemplate fills the CRT by hand and reads it.
func TestTheCobaltTemplate(t *testing.T) {
	book := takenApart(t, realFiles(t, "templates/RMI_CRT_2.2.xlsx")["RMI_CRT_2.2.xlsx"])
	d := ReadAny("x.xlsx", book.with(map[string]map[string]any{
		SheetDeclaration: {"D8": "Acme", "D9": "A. Company", "D22": "14-Mar-2021", "D26": "Yes", "D32": "DRC or adjoining countries only", "G32": "Kolwezi", "D38": "No", "D44": 1, "D50": "Unknown", "D56": "Yes",
			"D63": "Yes", "G63": "https://acme.example", "D65": "No", "D67": "Yes", "D69": "No", "D71": "Yes", "D73": "No", "D75": "Yes, CRT", "D77": "Yes", "D79": "No"},
		SheetSmelters: {"B6": "Cobalt", "C6": "Chemaf Etoile", "E6": "CONGO", "B7": "Mica", "C7": "x"},
		SheetProducts: {"B6": "P-1", "C6": "Battery", "D6": "lot 7"},
	}))
	want := []string{"added yes", "cahra drc-or-adjoining-only", "recycled no", "response_share 100%", "smelters_identified unknown", "smelters_reported yes",
		"policy_public yes", "policy_covers_risks no", "due_diligence yes", "due_diligence_required no", "validated_smelters_required yes", "risks_required no", "supplier_survey yes", "review yes", "corrective_action no"}
	var got []string
	for _, a := range slices.Concat(d.Answers, d.CompanyAnswers) {
		got = append(got, string(a.Key)+" "+a.Answer)
	}
	if !slices.Equal(got, want) || d.Template.Type != "CRT" || d.Template.Version != "2.2" || d.Company.Name != "Acme" || d.Company.EffectiveDate != "2021-03-14" || !slices.Equal(d.Minerals, []Metal{Cobalt}) {
		t.Errorf("%v %+v %v", got, d.Template, d.Findings)
	}
	if len(d.Smelters) != 2 || d.Smelters[0].Metal != Cobalt || d.Smelters[1].Metal != "" || len(d.Products) != 1 || d.Products[0].Comment != "lot 7" {
		t.Errorf("%+v %+v", d.Smelters, d.Products)
	}
	for _, move := range [][3]int{{12, 0, 1}, {31, 0, 1}, {70, 0, -1}, {0, 3, 1}} {
		if d := ReadAny("x.xlsx", book.moved(SheetDeclaration, move[0], move[1], move[2])); d.Readable() {
			t.Errorf("moved by %v it was read", move)
		}
	}
}
