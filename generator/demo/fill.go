package demo

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
)

// revisions are the texts by which a template says its version.
var revisions = map[string]string{
	"6.5": "Revision 6.5\nApril 25, 2025", "6.4": "Revision 6.4\nApril 26, 2024", "6.31": "Revision 6.31\nMay 26, 2023",
}

// canary is a text that a spreadsheet would run if a table let it through.
const canary = `=HYPERLINK("http://x.example")`

// honest is the declaration that a supplier would send if it made no mistake.
func (a *author) honest(s *supplier) *book {
	r := draw(a.seed, streamFill, s.number)
	version := "6.5"
	if (s.number+a.index)%3 == 0 {
		version = "6.4"
	}
	b := a.blank(s.id, version)
	b.company(s, serial(a.day(1, 20).AddDate(0, 0, r.IntN(70))))
	knows := s.behaviour == wrong || r.IntN(3) > 0
	for _, m := range cmrt.Metals {
		b.metal(m, slices.Contains(s.metals, m), knows)
	}
	b.programme(s)
	for _, m := range s.metals {
		a.smelters(b, s, m)
	}
	if s.number == 0 {
		b.put(cmrt.SheetDeclaration, b.commentCell(cmrt.Added, s.metals[0]), canary)
	}
	return b
}

// blank is an empty template of a version.
func (a *author) blank(id, version string) *book {
	layout, _ := cmrt.LayoutOf(version)
	b := &book{file: path.Join(a.year.dir(), "cmrt", id+".xlsx"), supplier: id, kind: "CMRT", version: version, layout: layout, rows: a.rows,
		sheets: map[string]cells{cmrt.SheetDeclaration: {}, cmrt.SheetSmelters: {}, cmrt.SheetProducts: {}}}
	b.labels("English")
	b.put(cmrt.SheetDeclaration, layout.Fields.Title, templateTitle+" (CMRT)")
	b.put(cmrt.SheetDeclaration, layout.Fields.Revision, revisions[version])
	b.put(cmrt.SheetSmelters, "Q3", revisions[version])
	return b
}

// company fills the head of the Declaration.
func (b *book) company(s *supplier, effective float64) {
	at := b.layout.Fields
	for cell, text := range map[string]string{
		at.Name: s.name, at.Scope: "A. Company",
		at.UniqueID: fmt.Sprintf("99-%07d", s.number+1), at.UniqueIDAuthority: "Demonstration register",
		at.Address:     fmt.Sprintf("%d Example Street", 1+s.number%200),
		at.ContactName: s.contact, at.ContactEmail: s.email, at.ContactPhone: fmt.Sprintf("+1 555 01%02d", s.number%100),
		at.AuthorizerName: givenNames[s.number%len(givenNames)] + " " + familyNames[s.number%len(familyNames)], at.AuthorizerTitle: "Head of Quality",
		at.AuthorizerEmail: "quality@" + s.domain, at.AuthorizerPhone: fmt.Sprintf("+1 555 02%02d", s.number%100),
	} {
		b.put(cmrt.SheetDeclaration, cell, text)
	}
	b.sheets[cmrt.SheetDeclaration][at.EffectiveDate] = excelize.Cell{Value: effective, StyleID: styleDate}
}

// metal answers the questions about one metal. Who does not know all its smelters
// yet says so, and claims nothing about origins.
func (b *book) metal(m cmrt.Metal, inScope, knows bool) {
	if !inScope {
		b.answer(cmrt.Added, m, "No")
		return
	}
	origin, share, all := "No", "100%", "Yes"
	if !knows {
		origin, share, all = "Unknown", "Greater than 75%", "No"
	}
	for key, text := range map[cmrt.Key]string{cmrt.Added: "Yes", cmrt.Necessary: "Yes", cmrt.CoveredCountries: origin, cmrt.CAHRA: origin,
		cmrt.Recycled: "No", cmrt.ResponseShare: share, cmrt.SmeltersIdentified: all, cmrt.SmeltersReported: "Yes"} {
		b.answer(key, m, text)
	}
}

// programme answers the questions about the company.
func (b *book) programme(s *supplier) {
	for _, q := range b.layout.CompanyQuestions {
		b.answer(q.Key, "", "Yes")
	}
	b.answer(cmrt.SupplierSurvey, "", "Yes, in conformance with IPC1755 (e.g., CMRT)")
	b.answer(cmrt.AnnualDisclosure, "", "No")
	b.put(cmrt.SheetDeclaration, b.commentCell(cmrt.PolicyPublic, ""), "https://www."+s.domain+"/responsible-minerals")
}

// smelters lists facilities of a metal. A supplier keeps its preferences over the
// years, so that its lists differ by what changed in the directory.
func (a *author) smelters(b *book, s *supplier, m cmrt.Metal) {
	r := draw(a.seed, streamPicks, s.number*len(cmrt.Metals)+slices.Index(cmrt.Metals, m))
	n := 3 + r.IntN(6)
	if a.rows > 0 {
		n = a.rowsOf(m)
	}
	list := pick(r, a.year.edition.good(m), n)
	for i, f := range list {
		e := &entry{metal: m, facility: f}
		if i >= 3 && i%3 == 0 { // chosen by name; the first three stay as the mistakes want them
			e.named = f.name
		}
		b.entries = append(b.entries, e)
	}
}

// pick chooses by a lottery in which a facility's number is its ticket: one that
// comes or goes leaves the others' luck as it was.
func pick(r *rand.Rand, from []*facility, n int) []*facility {
	salt := r.Uint64()
	luck := func(f *facility) uint64 {
		var h uint64 = 14695981039346656037
		for _, c := range []byte(f.id) {
			h = (h ^ uint64(c)) * 1099511628211
		}
		return rand.NewPCG(salt, h).Uint64()
	}
	list := slices.Clone(from)
	stable.Sort(list, func(a, b *facility) int {
		if luck(a) < luck(b) {
			return -1
		}
		return 1
	})
	return list[:min(n, len(list))]
}

// day is a day of the year in which the reporting year's answers come in.
func (a *author) day(month time.Month, day int) time.Time {
	return time.Date(a.year.number+1, month, day, 0, 0, 0, 0, time.UTC)
}

// serial is a day as Excel counts it.
func serial(t time.Time) float64 {
	return t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}
