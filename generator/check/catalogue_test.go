package check

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/smelter"
)

// around are what stands around a declaration: the year and last year's.
type around struct {
	year *project.Year
	last map[string]cmrt.Declaration
}

// answersOf gives answers about tin, all with the same comment.
func answersOf(answers map[cmrt.Key]string, comment string) func(*cmrt.Declaration) {
	return func(d *cmrt.Declaration) {
		for key, to := range answers {
			set(d, key, cmrt.Tin, to)
			answer(d, key, cmrt.Tin).Comment = comment
		}
	}
}

// many puts twenty-five more tin facilities into the directory.
func many(t *testing.T) func(*around) {
	return func(a *around) {
		for i := range 25 {
			n := strconv.Itoa(900100 + i)
			f := smelter.Facility{Metal: cmrt.Tin, ID: "CID" + n, Name: "Works " + n, Country: "Peru", CountryCode: "PE"}
			if err := a.year.Directory.Add(f, f.Name); err != nil {
				t.Fatal(err)
			}
		}
		a.year.Conformance = smelter.Conformance{}
	}
}

// rows lists tin facilities of many.
func rows(n int) func(*cmrt.Declaration) {
	return func(d *cmrt.Declaration) {
		d.Smelters = nil
		for i := range n {
			id := "CID" + strconv.Itoa(900100+i)
			d.Smelters = append(d.Smelters, cmrt.SmelterRow{Row: 5 + i, Metal: cmrt.Tin, MetalRaw: "Tin", ID: id, IDRaw: id, Country: "Peru"})
		}
	}
}

func status(t *testing.T, s smelter.Status) func(*around) {
	return func(a *around) {
		s.Metal, s.ID, s.Word = cmrt.Tin, "CID900001", smelter.Conformant
		var err error
		if a.year.Conformance, err = smelter.NewConformance(a.year.Conformance.Source, []smelter.Status{s}); err != nil {
			t.Fatal(err)
		}
	}
}

// area puts Mali on the company's list of high-risk areas for a metal.
func area(t *testing.T, m cmrt.Metal) func(*around) {
	return func(a *around) {
		var err error
		if a.year.Areas, err = smelter.NewAreas(smelter.Source{AsOf: "2026-01-01"}, []smelter.Area{{CountryCode: "ML", Metals: []cmrt.Metal{m}, Basis: "conflict"}}); err != nil {
			t.Fatal(err)
		}
	}
}

// typed adds a row with a name in column C and a country.
func typed(name string) func(*cmrt.Declaration) {
	return row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = name, "Peru" })
}

// contradicted are declarations in which one thing does not fit another, or the
// year; with what stands around them, and the findings expected.
func contradicted(t *testing.T) []struct {
	name   string
	wrong  func(*cmrt.Declaration)
	around func(*around)
	want   []string
} {
	nothing := func(*around) {}
	last := func(change func(*cmrt.Declaration)) func(*around) {
		return func(a *around) {
			d := clean()
			d.Company.EffectiveDate = "2024-10-01"
			change(&d)
			a.last = map[string]cmrt.Declaration{"acme": d}
		}
	}
	mine := func(name, country, recycled string) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) {
			d.Smelters[0].MineName, d.Smelters[0].MineCountry, d.Smelters[0].Recycled = name, country, recycled
		}
	}
	both := func(list ...func(*cmrt.Declaration)) func(*cmrt.Declaration) {
		return func(d *cmrt.Declaration) {
			for _, f := range list {
				f(d)
			}
		}
	}
	listOfProducts := func(d *cmrt.Declaration) {
		d.Company.Scope, d.Products = "product", []cmrt.Product{{Row: 6, Number: "P-1", Name: "Cable", Comment: "Red"}}
	}
	recycled := answersOf(map[cmrt.Key]string{cmrt.Recycled: "yes"}, "All scrap")
	return []struct {
		name   string
		wrong  func(*cmrt.Declaration)
		around func(*around)
		want   []string
	}{
		{"authorizer see above", func(d *cmrt.Declaration) { d.Company.AuthorizerName = "See above" }, nothing, []string{"authorizer-same Declaration!D18"}},
		{"authorizer same as contact", func(d *cmrt.Declaration) { d.Company.AuthorizerName = "same as contact." }, nothing, []string{"authorizer-same Declaration!D18"}},
		{"authorizer without telephone in 3.01", func(d *cmrt.Declaration) {
			*d = cmrt.Declaration{File: d.File, Template: cmrt.Template{Type: "CMRT", Version: "3.01"}}
		}, func(a *around) { a.year.Settings.AcceptedVersions = nil },
			[]string{"authorizer-email-invalid Declaration!D20", "authorizer-missing Declaration!D18", "authorizer-phone-missing Declaration!D21", "company-name-missing Declaration!D8", "contact-email-invalid Declaration!D16",
				"contact-name-missing Declaration!D15", "contact-phone-missing Declaration!D17", "effective-date-missing Declaration!D22", "scope-missing Declaration!D9"}},
		{"authorizer named See", func(d *cmrt.Declaration) { d.Company.AuthorizerName = "See Wei Ling" }, nothing, nil},

		{"half answered", answersOf(map[cmrt.Key]string{cmrt.ResponseShare: "<=50%", cmrt.SmeltersIdentified: "no", cmrt.CoveredCountries: "unknown"}, ""), nothing, []string{"response-share-low Declaration!D57 tin"}},
		{"more than half answered", answersOf(map[cmrt.Key]string{cmrt.ResponseShare: ">50%", cmrt.SmeltersIdentified: "no", cmrt.CoveredCountries: "unknown"}, ""), nothing, nil},
		{"not all reported", answersOf(map[cmrt.Key]string{cmrt.SmeltersReported: "no"}, ""), nothing, []string{"reported-incomplete Declaration!D69 tin"}},
		{"not all reported, and why", answersOf(map[cmrt.Key]string{cmrt.SmeltersReported: "no"}, "One is confidential"), nothing, nil},

		{"no covered country, yet a mine there", mine("", "DRC", ""), nothing, []string{"origin-contradicted Declaration!D39 tin"}},
		{"a mine in words", mine("", "East Africa (Ruanda)", ""), nothing, []string{"mine-unclear Smelter List!O5 tin"}},
		{"a mine whose name tells", mine("Bisie, DR Congo", "", ""), nothing, []string{"mine-unclear Smelter List!N5 tin"}},
		{"no covered country, a mine elsewhere", mine("San Rafael", "Peru", ""), nothing, nil},
		{"a list says covered", func(*cmrt.Declaration) {}, status(t, smelter.Status{SourcingCountries: "PE RW", Licence: smelter.Public}), []string{"origin-contradicted Declaration!D39 tin"}},
		{"a members' list says covered", func(*cmrt.Declaration) {}, status(t, smelter.Status{SourcingCountries: "PE RW", Licence: smelter.MemberOnly}), nil},
		{"a list says other countries", func(*cmrt.Declaration) {}, status(t, smelter.Status{SourcingCountries: "PE", Licence: smelter.Public}), nil},
		{"unknown, yet a list says covered", answersOf(map[cmrt.Key]string{cmrt.CoveredCountries: "unknown"}, ""), status(t, smelter.Status{SourcingCountries: "RW", Licence: smelter.Public}), []string{"origin-contradicted Declaration!D39 tin"}},
		{"covered, not high-risk", answersOf(map[cmrt.Key]string{cmrt.CoveredCountries: "yes"}, "Rwanda"), nothing, []string{"cahra-contradicted Declaration!D45 tin", "covered-country-declared Declaration!D39 tin"}},
		{"a mine in an area on the company's list", mine("X", "Mali", ""), area(t, cmrt.Tin), []string{"cahra-contradicted Declaration!D45 tin"}},
		{"a mine in an area on the list for gold", mine("X", "Mali", ""), area(t, cmrt.Gold), nil},
		{"a list says an area on the company's list", func(*cmrt.Declaration) {}, func(a *around) {
			area(t, cmrt.Tin)(a)
			status(t, smelter.Status{SourcingCountries: "ML PE", Licence: smelter.Public})(a)
		}, []string{"cahra-contradicted Declaration!D45 tin"}},
		{"covered, high-risk unknown", answersOf(map[cmrt.Key]string{cmrt.CoveredCountries: "yes", cmrt.CAHRA: "unknown"}, "Rwanda"), nothing, []string{"covered-country-declared Declaration!D39 tin"}},
		{"high-risk without a comment", answersOf(map[cmrt.Key]string{cmrt.CAHRA: "yes"}, ""), nothing, []string{"origin-unsubstantiated Declaration!G45 tin"}},

		{"recycled and high-risk", both(recycled, answersOf(map[cmrt.Key]string{cmrt.CAHRA: "yes"}, "A mine")), nothing, []string{"recycled-contradicted Declaration!D51 tin"}},
		{"recycled and a mine", both(recycled, mine("San Rafael", "", "")), nothing, []string{"recycled-contradicted Declaration!D51 tin"}},
		{"recycled, a row is not", both(recycled, mine("", "", "no")), nothing, []string{"recycled-contradicted Declaration!D51 tin"}},
		{"recycled, a mine of another metal", both(recycled, row(func(r *cmrt.SmelterRow) {
			r.Metal, r.MetalRaw, r.ID, r.IDRaw, r.MineName = cmrt.Gold, "Gold", "CID900004", "CID900004", "San Rafael"
		})), nothing, []string{"smelters-unexpected Smelter List!B6 gold"}},
		{"recycled throughout", both(recycled, mine("Recycled", "N/A", "yes")), nothing, nil},
		{"not recycled, every row is", mine("", "", "yes"), nothing, []string{"recycled-understated Declaration!D51 tin"}},
		{"not recycled, every mine is scrap", mine("Scrap", "", ""), nothing, []string{"recycled-understated Declaration!D51 tin"}},

		{"policy on a homepage", func(d *cmrt.Declaration) { answer(d, cmrt.PolicyPublic, "").Comment = "on our homepage" }, nothing, []string{"policy-url-invalid Declaration!G77"}},
		{"policy by mail", func(d *cmrt.Declaration) { answer(d, cmrt.PolicyPublic, "").Comment = "mailto:a@acme.example" }, nothing, []string{"policy-url-invalid Declaration!G77"}},
		{"policy within a sentence", func(d *cmrt.Declaration) {
			answer(d, cmrt.PolicyPublic, "").Comment = "See (https://www.acme.example/csr), page 3"
		}, nothing, nil},
		{"other format, not described", func(d *cmrt.Declaration) {
			answer(d, cmrt.SupplierSurvey, "").Raw, answer(d, cmrt.SupplierSurvey, "").Comment = "Yes, using other format (describe)", ""
		}, nothing, []string{"survey-format-undescribed Declaration!G83"}},
		{"corrections without review", func(d *cmrt.Declaration) { set(d, cmrt.Review, "", "no") }, nothing, []string{"corrective-action-without-review Declaration!D87"}},
		{"no due diligence", func(d *cmrt.Declaration) { set(d, cmrt.DueDiligence, "", "no") }, nothing, []string{"programme-weak Declaration!D81"}},

		{"an alias chosen", row(func(r *cmrt.SmelterRow) {
			r.ID, r.IDRaw, r.Lookup, r.Country = "CID900002", "CID900002", "Delta", "Peru"
		}), nothing, []string{"smelter-name-alias Smelter List!C6 tin"}},
		{"blank country", typedIn("Alpha", ""), nothing, []string{"smelter-country-invalid Smelter List!E6 tin", "smelter-duplicate Smelter List!C6 tin"}},
		{"no country", typedIn("Delta One", "Europe"), nothing, []string{"smelter-country-invalid Smelter List!E6 tin"}},
		{"two metals", row(func(r *cmrt.SmelterRow) {
			r.Metal, r.MetalRaw, r.Lookup, r.Country = "", "Tin / Tungsten", "Alpha", "Peru"
		}), nothing, []string{"smelter-metal-missing Smelter List!B6", "smelter-several-in-one-row Smelter List!B6"}},
		{"two smelters", typed("Delta One; Delta Two"), nothing, []string{"smelter-several-in-one-row Smelter List!C6 tin"}},
		{"two smelters with commas in their names", typed("Works, Ltd. / Delta Two"), func(a *around) {
			f := smelter.Facility{Metal: cmrt.Tin, ID: "CID900200", Name: "Works, Ltd.", Country: "Peru", CountryCode: "PE"}
			if err := a.year.Directory.Add(f, f.Name); err != nil {
				t.Fatal(err)
			}
		}, []string{"smelter-several-in-one-row Smelter List!C6 tin"}},
		{"two numbers", row(func(r *cmrt.SmelterRow) { r.IDTyped = "CID900002, CID900003" }), nothing, []string{"smelter-several-in-one-row Smelter List!A6 tin"}},
		{"a name with “and”", typed("Nowhere and Sons"), nothing, []string{"smelter-name-unknown Smelter List!C6 tin"}},
		{"placeholder", typed("TBD"), nothing, []string{"smelter-placeholder Smelter List!C6 tin"}},
		{"marks", typed("!!"), nothing, []string{"smelter-placeholder Smelter List!C6 tin"}},
		{"see attachment", typed("See attachment."), nothing, []string{"smelter-placeholder Smelter List!C6 tin"}},
		{"a name that begins so", typed("Testa Metalli"), nothing, []string{"smelter-name-unknown Smelter List!C6 tin"}},

		{"watched", func(*cmrt.Declaration) {}, func(a *around) {
			a.year.Settings.WatchList = []project.Watch{{ID: "CID900001", Reason: "Its owner is under sanctions."}}
		}, []string{"smelter-watchlist Smelter List!C5 tin"}},
		{"re-audit overdue", func(*cmrt.Declaration) {}, status(t, smelter.Status{ReauditDue: "2026-01-31"}), []string{"smelter-not-conformant Smelter List!C5 tin"}},
		{"not assessed, and overdue", func(*cmrt.Declaration) {}, func(a *around) {
			a.year.Conformance, _ = smelter.NewConformance(a.year.Conformance.Source, []smelter.Status{{Metal: cmrt.Tin, ID: "CID900001", Word: "withdrawn", ReauditDue: "2026-01-31"}})
		}, []string{"smelter-not-conformant Smelter List!C5 tin"}},
		{"re-audit in progress", func(*cmrt.Declaration) {}, status(t, smelter.Status{ReauditDue: "2026-01-31", ReauditInProgress: "yes"}), nil},
		{"the list pasted in", rows(25), many(t), []string{"smelter-list-pasted Smelter List!B5 tin"}},
		{"half of the list", rows(15), many(t), nil},
		{"three times as long", rows(3), func(a *around) { many(t)(a); last(func(*cmrt.Declaration) {})(a) }, []string{"smelter-count-jump Smelter List!B5"}},
		{"twice as long", rows(2), func(a *around) { many(t)(a); last(func(*cmrt.Declaration) {})(a) }, nil},
		{"as last year", func(*cmrt.Declaration) {}, last(func(d *cmrt.Declaration) { d.Template.Version, d.SHA256 = "6.4", "0" }), []string{"supplier-unchanged Declaration!D22"}},
		{"another answer than last year", func(*cmrt.Declaration) {}, last(func(d *cmrt.Declaration) { set(d, cmrt.CoveredCountries, cmrt.Tin, "unknown") }), nil},
		{"other products than last year", both(listOfProducts, func(d *cmrt.Declaration) { d.Products[0].Number = "P-2" }), last(listOfProducts), nil},
		{"the same products as last year", listOfProducts, last(listOfProducts), []string{"supplier-unchanged Declaration!D22"}},
	}
}

func typedIn(name, country string) func(*cmrt.Declaration) {
	return row(func(r *cmrt.SmelterRow) { r.Lookup, r.Country = name, country })
}

// reviewAround reviews one declaration with what stands around it.
func reviewAround(t *testing.T, wrong func(*cmrt.Declaration), change func(*around)) []finding.Finding {
	t.Helper()
	a := around{year: year(t)}
	change(&a)
	d := clean()
	wrong(&d)
	last, r := map[string]Workbook{}, NewReviewer(a.year)
	for supplier, before := range a.last {
		last[supplier] = r.Book(r.Look(before))
	}
	return Year(a.year, []cmrt.Declaration{d}, last).Workbooks[0].Findings
}

func TestContradictionsAreFoundWhereTheyAre(t *testing.T) {
	for _, tc := range contradicted(t) {
		t.Run(tc.name, func(t *testing.T) {
			want := append([]string{}, tc.want...)
			slices.Sort(want)
			if diff := cmp.Diff(want, said(reviewAround(t, tc.wrong, tc.around))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOldSnapshotsAreFound(t *testing.T) {
	for _, tc := range []struct {
		cutOff string
		want   int
	}{{"2026-06-03", 0}, {"2026-06-04", 2}} { // both lists are of 5 March: 90 and 91 days before
		y := year(t)
		y.Settings.CutOff = tc.cutOff
		found := 0
		for _, f := range Year(y, []cmrt.Declaration{clean()}, nil).Findings {
			if f.Rule == "snapshot-old" && f.File == "content/2025/year.yaml" {
				found++
			}
		}
		if found != tc.want {
			t.Errorf("%s: %d findings, want %d", tc.cutOff, found, tc.want)
		}
	}
}

func TestTheSameDeclarationInAnotherFileIsNoticed(t *testing.T) {
	a, b := clean(), clean()
	b.File, b.SHA256 = "data/2025/cmrt/beta.xlsx", "2"
	for _, book := range Year(year(t), []cmrt.Declaration{a, b}, nil).Workbooks {
		twice := slices.ContainsFunc(book.Findings, func(f finding.Finding) bool { return f.Rule == "duplicate-workbook" })
		if twice != (book.Declaration.File == b.File) {
			t.Errorf("%s: %v", book.Declaration.File, said(book.Findings))
		}
	}
	b.Company.ContactPhone, b.Company.ContactName = "2", "Another person"
	if res := Year(year(t), []cmrt.Declaration{a, b}, nil); slices.ContainsFunc(res.Findings, func(f finding.Finding) bool { return f.Rule == "duplicate-workbook" }) {
		t.Error("two declarations that differ were taken for one")
	}
}
