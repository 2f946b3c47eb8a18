package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// The demonstration of a second programme: the same suppliers are asked for an EMRT too.
// Nothing of it is drawn from the numbers that the CMRTs are made of, so that those stay
// as they are without it.

// extendedVersion is the template that is written.
const extendedVersion, extendedRevision = "2.1", "Revision 2.1\nOctober 17, 2025"

// extended is what was decided of a year's EMRTs.
type extended struct {
	facilities []*facility
	sent       []*answer
	extra      []seed
}

// manner is how a supplier answers for its minerals.
type manner int

const (
	plain      manner = iota // complete
	congo                    // cobalt from the DRC, said so
	denied                   // a mine in the DRC beside a No
	artisans                 // an artisanal mine on the Mine List
	unlisted                 // a refiner that the directory does not know
	differs                  // another company and scope than its CMRT, and a solder among its products
	incomplete               // answers left out
	waiting                  // no answer yet
	notAsked                 // only the CMRT is asked of it
)

// manners are dealt out in this order; a supplier that takes no part in the CMRT is silent.
var manners = []manner{congo, plain, waiting, artisans, plain, denied, notAsked, unlisted, differs, plain, incomplete, waiting, plain, congo, notAsked}

// answer is one supplier's EMRT.
type answer struct {
	supplier *supplier
	file     string
	manner   manner
	minerals []cmrt.Metal
	sum      string // SHA-256, once it is written
}

// mannerOf is how a supplier takes part.
func mannerOf(s *supplier, index int) manner {
	switch s.behaviour {
	case outside:
		return notAsked
	case silent, bounced, refused, spoilt:
		return waiting
	}
	return manners[(s.number+2*index)%len(manners)]
}

// extend decides the EMRTs of a year.
func (y *year) extend(index int) {
	e := &extended{}
	kind := map[cmrt.Metal]string{cmrt.Cobalt: "Cobalt Refining", cmrt.Copper: "Copper Smelter", cmrt.Graphite: "Graphite", cmrt.Lithium: "Lithium Chemicals", cmrt.Mica: "Mica Processing", cmrt.Nickel: "Nickel Works"}
	number := 0
	for i, m := range cmrt.MineralsOf("EMRT") {
		for j := range []int{12, 6, 4, 7, 8, 7}[i] {
			number++
			p := places[(number*5+j)%len(places)]
			stem := smelterHeads[(number*7)%len(smelterHeads)] + smelterTails[(number*3+i)%len(smelterTails)]
			e.facilities = append(e.facilities, &facility{metal: m, stem: stem, id: fmt.Sprintf("CID95%04d", number), name: stem + " " + kind[m] + " Ltd.", place: p, city: p.towns()[j%3],
				standing: []standing{conformant, conformant, active, conformant, absent}[(j+index*i)%5], programme: "RMAP", cycle: 1, month: 3})
		}
	}
	for _, s := range y.suppliers {
		a := &answer{supplier: s, manner: mannerOf(s, index), file: path.Join(y.dir(), "emrt", s.id+".xlsx")}
		switch a.manner {
		case notAsked:
			continue
		case waiting:
			e.extra = append(e.extra, seed{rule: "supplier-not-responded", supplier: s.id, file: path.Join(y.dir(), "suppliers.csv"), what: "no answer to the request for an EMRT"})
			continue
		}
		a.minerals = []cmrt.Metal{cmrt.Cobalt, []cmrt.Metal{cmrt.Mica, cmrt.Lithium, cmrt.Nickel, cmrt.Copper, cmrt.Graphite}[s.number%5]}
		if a.manner == artisans {
			a.minerals[1] = cmrt.Mica
		}
		e.sent = append(e.sent, a)
	}
	y.extended = e
}

// of gives the facilities of a mineral.
func (e *extended) of(m cmrt.Metal) (list []*facility) {
	for _, f := range e.facilities {
		if f.metal == m {
			list = append(list, f)
		}
	}
	return list
}

// written gives the workbooks, lists and words of a year's EMRTs, into a tree.
func (e *extended) written(y *year, tree map[string][]byte) error {
	for _, a := range e.sent {
		data, err := e.workbook(y, a)
		if err != nil {
			return fmt.Errorf("%s: %w", a.file, err)
		}
		sum := sha256.Sum256(data)
		a.sum, tree[a.file] = hex.EncodeToString(sum[:]), data
	}
	tree[fmt.Sprintf("content/%d/rollup-emrt.yaml", y.number)] = fmt.Appendf(nil, rollupOfEMRT, y.number)
	var err error
	day := y.edition.date()
	var names []tables.DirectoryRow
	var statuses []tables.ConformanceRow
	for _, f := range e.facilities {
		names = append(names, tables.DirectoryRow{Metal: string(f.metal), Name: f.name, SmelterID: f.id, StandardName: f.name, Country: f.place.country, CountryCode: f.place.code, State: f.place.state, City: f.city})
		if word := map[standing]string{conformant: "conformant", active: "active"}[f.standing]; word != "" {
			statuses = append(statuses, tables.ConformanceRow{Metal: string(f.metal), SmelterID: f.id, Status: word, Programme: f.programme, Source: invented})
		}
	}
	if tree["data/reference/emrt-directory-"+day+".csv"], err = tables.Write(names); err != nil {
		return err
	}
	if tree["data/reference/emrt-conformance-"+day+".csv"], err = tables.Write(statuses); err != nil {
		return err
	}
	settings := path.Join("content", strconv.Itoa(y.number), "year.yaml")
	tree[settings] = fmt.Appendf(tree[settings], extendedSettings, day, day)
	return nil
}

// extendedSettings takes the day of both lists, twice.
const extendedSettings = `# Beside the CMRT suppliers are asked for an EMRT. Its figures have pages of their own, and
# nothing of it is in Form SD or the report.
programmes: [cmrt, emrt]
publish_programmes: [emrt]
emrt:
  accepted_versions: ["2.1"]
  snapshots: {directory: emrt-directory-%s.csv, conformance: emrt-conformance-%s.csv}
`

// workbook writes one EMRT.
func (e *extended) workbook(y *year, a *answer) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", cmrt.SheetRevision); err != nil {
		return nil, err
	}
	made := "2024-01-01T00:00:00Z" // fixed: the same options must give the same bytes
	if err := f.SetDocProps(&excelize.DocProperties{Title: "Fictional demonstration file", Description: notice, Creator: "cmr demo", Created: made, Modified: made}); err != nil {
		return nil, err
	}
	p := &pad{f: f}
	for _, sheet := range []string{cmrt.SheetDeclaration, cmrt.SheetSmelters, cmrt.SheetMines, cmrt.SheetProducts, cmrt.SheetLookup} {
		_, err := f.NewSheet(sheet)
		p.fail(err)
	}
	p.put(cmrt.SheetRevision, "B3", kindTitles["EMRT"])
	p.put(cmrt.SheetRevision, "B5", notice)
	l, _ := cmrt.LayoutFor("EMRT", extendedVersion)
	p.declaration(l, y, a)
	e.lists(p, l, y, a)
	if p.err != nil {
		return nil, p.err
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return sorted(data.Bytes())
}

// pad writes cells until something fails.
type pad struct {
	f   *excelize.File
	err error
}

func (p *pad) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *pad) put(sheet, cell string, value any) { p.fail(p.f.SetCellValue(sheet, cell, value)) }

// declaration fills in the first sheet.
func (p *pad) declaration(l cmrt.Layout, y *year, a *answer) {
	on := func(cell string, value any) { p.put(cmrt.SheetDeclaration, cell, value) }
	at, s := l.Fields, a.supplier
	name, scope := s.name, "A. Company"
	if a.manner == differs {
		name, scope = strings.Fields(s.name)[0]+" Holding AG", "B. Product (or List of Products)"
	}
	day := 12 + s.number%40
	for cell, value := range map[string]any{at.Title: "Extended Minerals Reporting Template (EMRT)", at.Revision: extendedRevision, at.Language: "English",
		at.Name: name, at.Scope: scope, at.UniqueID: fmt.Sprintf("99-%07d", s.number+1), at.Address: fmt.Sprintf("%d Example Street", 1+s.number%200),
		at.ContactName: s.contact, at.ContactEmail: s.email, at.ContactPhone: fmt.Sprintf("+1 555 01%02d", s.number%100),
		at.AuthorizerName: givenNames[s.number%len(givenNames)] + " " + familyNames[s.number%len(familyNames)], at.AuthorizerTitle: "Head of Quality",
		at.AuthorizerEmail: "quality@" + s.domain, at.EffectiveDate: serial((&author{year: y}).day(2, day))} {
		on(cell, value)
	}
	for _, label := range [][2]string{{at.Name, "Company (*)"}, {at.Scope, "What this covers (*)"}, {at.ScopeDescription, "Described as"}, {at.UniqueID, "Company number"}, {at.UniqueIDAuthority, "Number given by"},
		{at.Address, "Address"}, {at.ContactName, "Contact (*)"}, {at.ContactEmail, "Contact e-mail (*)"}, {at.ContactPhone, "Contact phone (*)"}, {at.AuthorizerName, "Signed off by (*)"},
		{at.AuthorizerTitle, "Function"}, {at.AuthorizerEmail, "Sign-off e-mail (*)"}, {at.AuthorizerPhone, "Sign-off phone"}, {at.EffectiveDate, "Valid from (*)"}} {
		on("B"+label[0][1:], label[1])
	}
	for i, cell := range l.Minerals.Choice {
		if m := cmrt.MineralsOf("EMRT")[i]; slices.Contains(a.minerals, m) {
			on(cell, title(m))
		} else {
			on(cell, "(Delete "+title(m)+")")
		}
	}
	chosen := slices.Sorted(slices.Values(a.minerals))
	for i, m := range chosen {
		on(l.Minerals.Sorted[i], title(m))
	}
	for _, q := range l.Questions {
		on("B"+strconv.Itoa(q.Row-1), q.Number+") "+extendedQuestions[q.Key])
		for i, m := range chosen {
			on("B"+strconv.Itoa(q.Row+i), title(m)+" (*)")
			if text := a.says(q.Key, m); text != "" {
				on(q.Cell(i), text)
			}
			if q.Key == cmrt.CAHRA && a.says(q.Key, m) == "Yes" {
				on(q.CommentCell(i), map[bool]string{true: "Mines in Lualaba, Democratic Republic of the Congo (fictional)", false: "Mines in Madagascar (fictional)"}[m == cmrt.Cobalt])
			}
		}
	}
	for _, q := range l.CompanyQuestions {
		on("B"+strconv.Itoa(q.Row), q.Number+". "+extendedQuestions[q.Key])
		text := "Yes"
		if q.Key == cmrt.SupplierSurvey {
			text = "Yes, in conformance with IPC1755 (e.g. EMRT)"
		}
		if q.Key == cmrt.PolicyPublic {
			on(q.CommentCell(0), "https://www."+s.domain+"/responsible-minerals")
		}
		if a.manner != incomplete || q.Key != cmrt.DueDiligence {
			on(q.Cell(0), text)
		}
	}
}

// says is what a supplier answers to a question about a mineral.
func (a *answer) says(key cmrt.Key, m cmrt.Metal) string {
	switch key {
	case cmrt.CAHRA:
		switch {
		case a.manner == congo && m == cmrt.Cobalt, a.manner == artisans:
			return "Yes"
		}
		return "No"
	case cmrt.Recycled:
		return "No"
	case cmrt.ResponseShare:
		if a.manner == unlisted {
			return "Greater than 75%"
		}
		return "100%"
	case cmrt.SmeltersIdentified:
		if a.manner == incomplete && m == cmrt.Cobalt {
			return ""
		}
		if a.manner == unlisted {
			return "No"
		}
	}
	return "Yes"
}

// extendedQuestions are our own words, not those of the real template.
var extendedQuestions = map[cmrt.Key]string{cmrt.Added: "Is the mineral put into your products?", cmrt.Necessary: "Is it still in the finished product?", cmrt.CAHRA: "Does any come from high-risk areas?",
	cmrt.Recycled: "Is all of it from scrap or recycling?", cmrt.ResponseShare: "How many of your suppliers have answered?", cmrt.SmeltersIdentified: "Do you know all the refiners?",
	cmrt.SmeltersReported: "Are all that you know in this workbook?", cmrt.ValidatedSmeltersRequired: "Must your suppliers use audited refiners?", cmrt.Policy: "Do you have a sourcing policy?",
	cmrt.PolicyPublic: "Is it on the web? (address beside)", cmrt.DueDiligence: "Do you practise due diligence?", cmrt.SupplierSurvey: "Do you survey your suppliers?",
	cmrt.Review: "Do you check their answers?", cmrt.CorrectiveAction: "Do you ask for corrections?"}
