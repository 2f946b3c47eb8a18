package site_test

import (
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/tables"
	look "itron.com/conflict-minerals/site"
)

// lands are where the facilities of the great site stand.
var lands = strings.Fields("AE AR AT AU BE BO BR CA CD CH CL CN CO CZ DE EE ES FR GB GH HK ID IN IT JP KG KR KZ MX MY NL NO PE PH PL PT RU RW SA SE SG TH TR TW UG US UZ VN ZA ZM ZW")

// great is a site of many years, each of 350 smelters in all countries that have them.
func great(years int) site.Site {
	s := small()
	first := s.Years[0]
	s.Years = nil
	metals := []string{"gold", "tin", "tungsten", "tantalum"}
	for n := range years {
		y := first
		y.Number, y.Smelters, y.Changes = 2025-n, nil, nil
		y.AsOf = fmt.Sprintf("%d-04-30", 2026-n)
		y.Report = strings.ReplaceAll(report, "../2013/#main", "../policy/")
		for i := range 350 {
			code := lands[i%len(lands)]
			status := []string{"conformant", "conformant", "conformant", "active", ""}[(i+n)%5]
			y.Smelters = append(y.Smelters, tables.Smelter{Metal: metals[i%4], SmelterID: fmt.Sprintf("CID9%05d", i), SmelterName: fmt.Sprintf("Fictional Works %d", i), Country: code, CountryCode: code,
				City: "Town", State: "Province", OnReferenceList: "yes", Status: status, Programme: "RMAP", LastAudit: "2025-03-01", ReauditDue: "2026-03-01", Suppliers: i%40 + 1})
			if i%7 == 0 {
				y.Changes = append(y.Changes, tables.Change{Metal: metals[i%4], SmelterID: fmt.Sprintf("CID9%05d", i), SmelterName: fmt.Sprintf("Fictional Works %d", i), Change: "status", Before: "active", After: status})
			}
		}
		y.Figures = append(append([]tables.Figure{}, first.Figures...), figure("changes.smelters_added", "0", "", "", "Smelters newly named"))
		for i := range 70 {
			y.Figures = append(y.Figures, figure(fmt.Sprintf("some.figure_%d", i), fmt.Sprint(i+n), "", "", "Some figure"))
		}
		s.Years = append(s.Years, y)
	}
	return s
}

// BenchmarkThousandPages builds a site of a little over 1,000 pages.
func BenchmarkThousandPages(b *testing.B) {
	s := great(17)
	for b.Loop() {
		tree, err := site.Build(s, look.Files)
		if err != nil {
			b.Fatal(err)
		}
		pages, size := 0, 0
		for name, data := range tree {
			size += len(data)
			if strings.HasSuffix(name, ".html") {
				pages++
			}
		}
		b.ReportMetric(float64(pages), "pages")
		b.ReportMetric(float64(size)/1e6, "MB")
	}
}
