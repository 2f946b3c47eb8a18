package demo

import (
	"bytes"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// rules are the names of the catalogue that the demonstration uses.
var rules = strings.Fields(`
file-unreadable file-legacy-format file-lfs-pointer template-not-cmrt template-version-not-accepted template-version-mixed
sheet-missing sheet-shifted cell-error cell-formula-uncalculated duplicate-workbook superseded-workbook file-unmatched
company-name-missing company-name-mismatch scope-missing scope-not-in-list scope-description-missing contact-name-missing
contact-email-invalid contact-phone-missing authorizer-missing authorizer-same authorizer-email-invalid
effective-date-missing effective-date-invalid effective-date-future effective-date-stale products-missing
answer-missing answer-not-in-list answer-tolerated answers-below-no smelters-missing smelters-unexpected
origin-denied-without-knowledge cahra-contradicted recycled-contradicted identified-without-response identified-with-unknowns
response-share-low covered-country-declared company-answer-missing policy-url-missing policy-contradicted
smelter-metal-missing smelter-name-missing smelter-not-listed-incomplete smelter-not-identified smelter-id-malformed
smelter-id-unknown smelter-id-conflict smelter-id-typed-differs smelter-name-alias smelter-name-unknown smelter-rejected
smelter-duplicate smelter-country-invalid smelter-country-differs smelter-several-in-one-row smelter-placeholder
smelter-not-conformant supplier-not-responded decision-unused`)

var usual = Options{Seed: 1, Suppliers: 24, Years: []int{2024, 2025}}

// printed is a project with its description, which Make keeps to itself, and its files.
type printed struct {
	project *project
	tree    map[string][]byte
}

// printUsual makes the usual project once, for every test that only reads it.
var printUsual = sync.OnceValues(func() (printed, error) {
	p, err := plan(usual)
	if err != nil {
		return printed{}, err
	}
	tree, _, err := Make(usual)
	return printed{p, tree}, err
})

func madeUsual(t *testing.T) (*project, map[string][]byte) {
	t.Helper()
	made, err := printUsual()
	if err != nil {
		t.Fatal(err)
	}
	return made.project, made.tree
}

func TestSameSeedSameBytes(t *testing.T) {
	one, manifest, err := Make(usual)
	if err != nil {
		t.Fatal(err)
	}
	two, again, _ := Make(usual)
	if !maps.EqualFunc(one, two, bytes.Equal) || !slices.Equal(manifest, again) {
		t.Error("the same options gave other bytes")
	}
	other := usual
	other.Seed = 2
	three, _, _ := Make(other)
	same := 0
	for name, data := range three {
		if strings.HasSuffix(name, ".xlsx") && bytes.Equal(data, one[name]) && len(data) > 1000 {
			same++
		}
	}
	if same > 1 { // the legacy file holds no words
		t.Errorf("%d workbooks are the same for another seed", same)
	}
}

func TestManifestCoversTheCatalogue(t *testing.T) {
	p, tree := madeUsual(t)
	found := map[string]bool{}
	for _, s := range p.manifest() {
		found[s.Rule] = true
		if !slices.Contains(rules, s.Rule) {
			t.Errorf("%s is not in the catalogue", s.Rule)
		}
		if tree[s.File] == nil {
			t.Errorf("%s: there is no file %s", s.Rule, s.File)
		}
	}
	if len(found) != len(rules) {
		for _, r := range rules {
			if !found[r] {
				t.Errorf("nothing breaks %s", r)
			}
		}
	}
	written, err := tables.Read[Seeded]("demonstration.csv", tree["data/2024/demonstration.csv"])
	if err != nil || !slices.Equal(written, p.years[0].manifest()) {
		t.Errorf("the manifest that was written differs (%v)", err)
	}
}

func TestWorkbooksHoldWhatWasPutIn(t *testing.T) {
	p, tree := madeUsual(t)
	for _, y := range p.years {
		for _, b := range y.books {
			if len(tree[b.file]) > 45_000 {
				t.Errorf("%s has %d bytes", b.file, len(tree[b.file]))
			}
			if b.raw != nil || b.cut {
				continue
			}
			f, err := excelize.OpenReader(bytes.NewReader(tree[b.file]), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Errorf("%s: %v", b.file, err)
				continue
			}
			mistakesStand(t, b, f)
			if b.sameAs == nil && !b.shift && b.without == "" {
				everyCell(t, b, f)
			}
			if props, err := f.GetDocProps(); err != nil || !strings.Contains(props.Title, "demonstration") {
				t.Errorf("%s: title %q (%v)", b.file, props.Title, err)
			}
			for _, place := range [][2]string{{"Revision", "B5"}, {"Instructions", "B3"}} {
				if text, _ := f.GetCellValue(place[0], place[1]); text != notice {
					t.Errorf("%s: %v says %q", b.file, place, text)
				}
			}
			f.Close()
		}
	}
}

// mistakesStand checks that each mistake's cell holds what the mistake says.
func mistakesStand(t *testing.T, b *book, f *excelize.File) {
	t.Helper()
	for _, s := range b.seeds {
		if s.cell == "" {
			continue
		}
		if got, err := f.GetCellValue(s.sheet, s.cell); err != nil || got != s.want {
			t.Errorf("%s: %s!%s of %s holds %q (%v), want %q", s.rule, s.sheet, s.cell, b.file, got, err, s.want)
		}
	}
}

func everyCell(t *testing.T, b *book, f *excelize.File) {
	t.Helper()
	for sheet, content := range b.sheets {
		for cell := range content {
			if got, _ := f.GetCellValue(sheet, cell); got != b.text(sheet, cell) {
				t.Errorf("%s: %s!%s holds %q, want %q", b.file, sheet, cell, got, b.text(sheet, cell))
			}
		}
	}
}

func TestReaderGivesWhatWasPutIn(t *testing.T) {
	p, tree := madeUsual(t)
	for _, y := range p.years {
		for _, b := range y.books {
			if b.raw != nil || b.cut || b.shift || b.without != "" || b.kind != "CMRT" || b.sameAs != nil {
				continue
			}
			d := cmrt.Read(b.file, tree[b.file])
			if !d.Readable() {
				t.Errorf("%s cannot be read: %+v", b.file, d.Findings)
				continue
			}
			readAnswers(t, b, d)
			readRows(t, b, y.edition, d)
			if b.seeds == nil && finding.AnyAtLeast(d.Findings, finding.Error) {
				t.Errorf("%s should be clean: %+v", b.file, d.Findings)
			}
		}
	}
}

func readAnswers(t *testing.T, b *book, d cmrt.Declaration) {
	t.Helper()
	want := func(what, got, cell string) {
		stands := b.text(cmrt.SheetDeclaration, cell)
		if strings.HasPrefix(stands, "#") {
			stands = "" // an error is found apart
		}
		if got != stands {
			t.Errorf("%s: %s is %q, want %q", b.file, what, got, stands)
		}
	}
	at := b.layout.Fields
	want("name", d.Company.Name, at.Name)
	want("scope", d.Company.ScopeRaw, at.Scope)
	want("address", d.Company.Address, at.Address)
	want("contact e-mail", d.Company.ContactEmail, at.ContactEmail)
	want("authorizer", d.Company.AuthorizerName, at.AuthorizerName)
	want("date", d.Company.EffectiveDateRaw, at.EffectiveDate)
	if d.Template.Version != b.version {
		t.Errorf("%s: version %s, want %s", b.file, d.Template.Version, b.version)
	}
	if n := len(d.Answers) + len(d.CompanyAnswers); n != 8*4+8 {
		t.Errorf("%s: %d answers", b.file, n)
	}
	for _, a := range slices.Concat(d.Answers, d.CompanyAnswers) {
		_, cell, _ := strings.Cut(a.Cell, "!")
		want(a.Cell, a.Raw, cell)
		want(a.Cell+", comment", a.Comment, "G"+cell[1:])
	}
}

// readRows compares the rows, column by column; what the reader resolves for an
// uncalculated file is compared with the edition.
func readRows(t *testing.T, b *book, e *edition, d cmrt.Declaration) {
	t.Helper()
	for i, s := range d.Smelters {
		row := b.layout.SmelterFirst + i
		at := func(column string) string { return b.text(cmrt.SheetSmelters, column+itoa(row)) }
		if s.Row != row || s.IDTyped != at("A") || s.MetalRaw != at("B") || s.Lookup != at("C") || s.Name != at("D") || s.Country != at("E") && !b.uncalculated {
			t.Errorf("%s: row %d was read as %+v", b.file, row, s)
		}
		if b.uncalculated {
			i := slices.IndexFunc(e.facilities, func(f *facility) bool { return f.id == s.IDTyped })
			if f := e.facilities[max(i, 0)]; i < 0 || s.ID != f.id || s.StandardName != f.name || s.Metal != f.metal || s.Country != f.place.country {
				t.Errorf("%s: row %d was resolved as %+v", b.file, row, s)
			}
		} else if s.IDRaw != at("F") {
			t.Errorf("%s: F%d is %q, want %q", b.file, row, s.IDRaw, at("F"))
		}
	}
	if next := "A" + itoa(b.layout.SmelterFirst+len(d.Smelters)); b.text(cmrt.SheetSmelters, next) != "" {
		t.Errorf("%s: the row of %s was not read", b.file, next)
	}
}

func itoa(n int) string { cell, _ := excelize.CoordinatesToCellName(1, n); return cell[1:] }

func TestDecisionsMatchRows(t *testing.T) {
	p, tree := madeUsual(t)
	for _, y := range p.years {
		actions := map[string]int{}
		for _, d := range y.decisions {
			actions[d.Action]++
			stands := slices.ContainsFunc(y.books, func(b *book) bool {
				if b.supplier != d.Supplier || b.raw != nil {
					return false
				}
				if d.Action == "waive" {
					return b.text(d.Sheet, d.Cell) == d.Raw && slices.ContainsFunc(b.seeds, func(s seed) bool { return s.rule == d.Rule && s.cell == d.Cell })
				}
				for cell := range b.sheets[cmrt.SheetSmelters] {
					if strings.HasPrefix(cell, "C") && b.text(cmrt.SheetSmelters, cell) == d.Raw {
						return true
					}
				}
				return false
			})
			if unused := d.Raw == "None"; stands == unused {
				t.Errorf("%d: %+v: stands %t", y.number, d, stands)
			}
		}
		if actions["waive"] < 2 || actions["resolve"] < 1 || actions["reject"] < 1 {
			t.Errorf("%d: decisions %v", y.number, actions)
		}
		if _, err := tables.Read[tables.Decision]("decisions.csv", tree[y.dir()+"/decisions.csv"]); err != nil {
			t.Error(err)
		}
	}
}

func TestAnySize(t *testing.T) {
	for _, n := range []int{1, 3, 7} {
		tree, manifest, err := Make(Options{Seed: 5, Suppliers: n, Years: []int{2023, 2024, 2025}})
		if err != nil || len(tree) == 0 || n > 1 && len(manifest) == 0 {
			t.Errorf("%d suppliers: %d files, %d mistakes, %v", n, len(tree), len(manifest), err)
		}
	}
	for _, o := range []Options{{Suppliers: 0, Years: []int{2025}}, {Suppliers: 3}, {Suppliers: 3, Years: []int{2025, 2024}}, {Suppliers: 3, Years: []int{2025}, Rows: -1}, {Suppliers: 3, Years: []int{2025}, Rows: 5000}} {
		if _, _, err := Make(o); !errors.Is(err, ErrOptions) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestLargeProjectUsesManyFacilities(t *testing.T) {
	p, err := plan(Options{Seed: 1, Suppliers: 500, Years: []int{2025}})
	if err != nil {
		t.Fatal(err)
	}
	used, ids := map[string]bool{}, map[string]bool{}
	for _, b := range p.years[0].books {
		for cell := range b.sheets[cmrt.SheetSmelters] {
			if strings.HasPrefix(cell, "F") {
				used[b.text(cmrt.SheetSmelters, cell)] = true
			}
		}
	}
	known := 0
	for _, f := range p.years[0].edition.facilities {
		if used[f.id] {
			known++
		}
	}
	if known < 350 {
		t.Errorf("%d facilities are used", known)
	}
	for _, s := range p.years[0].suppliers {
		if ids[s.id] {
			t.Errorf("%s is there twice", s.id)
		}
		ids[s.id] = true
	}
	for _, b := range p.years[0].books {
		if id := strings.TrimSuffix(strings.TrimSuffix(path.Base(b.file), ".xlsx"), "-2"); strings.HasSuffix(b.file, ".xlsx") && !ids[id] && id != "cmrt-signed-final" {
			t.Errorf("%s begins with no supplier's id", b.file)
		}
	}
}
