package site_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"itron.com/conflict-minerals/generator/site"
	"itron.com/conflict-minerals/generator/tables"
	look "itron.com/conflict-minerals/site"
)

// many is a site of two years with a list of a length, of names as different as real ones.
func many(smelters int) site.Site {
	s := years()
	metals := []string{"gold", "tin", "tungsten", "tantalum"}
	parts := strings.Fields("Aurora Belmont Cordova Dunmore Elgin Farrow Gansu Hanover Ishikawa Jiangxi Kuching Lanark Minas Nagano Ostrava Pinang Quito Rostov Solikamsk Toyama Uppsala Vichy Wuxi Yunnan Zelenograd")
	forms := []string{"Co., Ltd.", "GmbH", "S.A. de C.V.", "Ltd.", "K.K.", "Corporation", "Sp. z o.o."}
	for y := range 2 {
		year := &s.Years[y]
		year.Smelters, year.Changes = nil, nil
		for i := range smelters {
			x := i * 7919
			row := tables.Smelter{Metal: metals[i*4/smelters], SmelterID: fmt.Sprintf("CID9%05d", (x*31)%100000), CountryCode: lands[x/7%len(lands)], City: parts[x/3%len(parts)] + "ville", State: parts[x/11%len(parts)] + " Province", OnReferenceList: "yes",
				Status: []string{"conformant", "conformant", "active", ""}[x/5%4], Programme: "RMAP", LastAudit: fmt.Sprintf("2025-%02d-%02d", 1+x%12, 1+x%28), ReauditDue: fmt.Sprintf("2026-%02d-%02d", 1+x/2%12, 1+x/3%28), Suppliers: 1 + x%90}
			row.SmelterName = fmt.Sprintf("%s %s %s %s", parts[x%len(parts)], parts[x/25%len(parts)], []string{"Smelting", "Refinery", "Precious Metals", "Rare Metals"}[x/13%4], forms[x/17%len(forms)])
			row.Country = row.CountryCode
			year.Smelters = append(year.Smelters, row)
			if i%3 == 0 {
				year.Changes = append(year.Changes, tables.Change{Metal: row.Metal, SmelterID: row.SmelterID, SmelterName: row.SmelterName, Change: "added", After: row.Status})
			}
		}
	}
	return s
}

// TestWeightOfALongList holds what the page of a very long list weighs over the wire with
// all that it loads. CMR_SITE=FOLDER leaves the site there, to look at and to measure.
func TestWeightOfALongList(t *testing.T) {
	n := 520 // what the first page weighs hardly depends on how many others there are
	if os.Getenv("CMR_LONG") != "" {
		n = 2000
	}
	tree := build(t, many(n))
	if folder := os.Getenv("CMR_SITE"); folder != "" {
		for name, data := range tree {
			file := filepath.Join(folder, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, page := range []string{"2025/smelters/index.html", "2025/smelters/2/index.html"} {
		var sum int
		var parts []string
		for _, name := range []string{page, "assets/style.css", "assets/icon.svg", "assets/table.js", "assets/search.js", "assets/known.js", "assets/phrases.js", "assets/countries.js", "assets/listcheck.js"} {
			var b bytes.Buffer
			w := gzip.NewWriter(&b)
			_, _ = w.Write(tree[name])
			w.Close()
			sum += b.Len()
			parts = append(parts, fmt.Sprintf("%s %d", name, b.Len()))
		}
		t.Logf("%d bytes: %s", sum, strings.Join(parts, ", "))
		if sum > 60_000 {
			t.Errorf("%s weighs %d bytes over the wire; the budget is 60,000", page, sum)
		}
	}
}

// TestTimeGrowsWithTheListOnly holds that twice as many smelters take about twice as long.
func TestTimeGrowsWithTheListOnly(t *testing.T) {
	if os.Getenv("CMR_LONG") == "" {
		t.Skip("CMR_LONG=1 measures times")
	}
	took := func(n int) time.Duration {
		s, best := many(n), time.Hour
		for range 3 {
			start := time.Now()
			if _, err := site.Build(s, look.Files); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	one, four := took(500), took(2000)
	t.Logf("500: %v, 2,000: %v", one, four)
	if four > 7*one {
		t.Errorf("four times as many smelters take %.1f times as long", float64(four)/float64(one))
	}
}
