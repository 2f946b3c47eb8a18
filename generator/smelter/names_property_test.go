package smelter

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/cmrt"
)

// anyDirectory is a small directory in which names collide across facilities and metals.
func anyDirectory() *rapid.Generator[listed] {
	word := rapid.SampledFrom([]string{"Delta", "Dleta", "Omega", "Tin", "Works", "Co.", "Ltd.", "GmbH", "Süd", "Sud", "1", "2", "Альфа"})
	name := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 1, 4).Draw(t, "words"), " ") })
	return rapid.Custom(func(t *rapid.T) listed {
		var l listed
		for i := range rapid.IntRange(1, 8).Draw(t, "facilities") {
			f := Facility{Metal: rapid.SampledFrom(cmrt.Metals[:2]).Draw(t, "metal"), ID: fmt.Sprintf("CID%06d", i), Name: name.Draw(t, "name"), Country: rapid.SampledFrom([]string{"Peru", "Japan", "Nowhere"}).Draw(t, "country")}
			for _, n := range append(rapid.SliceOfN(name, 0, 2).Draw(t, "aliases"), f.Name) {
				l.add(f, n)
			}
		}
		return l
	})
}

func TestANameOfTheDirectoryIsResolvedToItOrLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyDirectory().Draw(t, "directory")
		d, err := l.directory("")
		if err != nil {
			t.Fatal(err)
		}
		i := rapid.IntRange(0, len(l.names)-1).Draw(t, "which")
		got := Resolver{Directory: d}.Resolve("", cmrt.SmelterRow{Metal: l.facilities[i].Metal, Name: l.names[i], Country: l.facilities[i].Country})
		same := d.Named(l.facilities[i].Metal, l.names[i])
		switch {
		case got.Outcome == Resolved && got.Facility != l.facilities[i] && len(same) < 2:
			t.Errorf("%q became %v", l.names[i], got.Facility)
		case got.Outcome != Resolved && (got.Outcome != Ambiguous || len(same) < 2):
			t.Errorf("%q is %s", l.names[i], got.Outcome)
		}
	})
}

func TestResolvingDoesNotDependOnOrderNorOnCompany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyDirectory().Draw(t, "directory")
		order := rapid.Permutation(seq(len(l.names))).Draw(t, "order")
		var other listed
		for _, i := range order {
			other.add(l.facilities[i], l.names[i])
		}
		a, _ := l.directory("")
		b, _ := other.directory("")
		typed := rapid.SampledFrom([]string{"Delta", "Dleta Works", "Omega Tn", "Delta Süd Ltd", "Works Delta", "Omeg", "Alfa GmbH", "Delta 1"})
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) cmrt.SmelterRow {
			return cmrt.SmelterRow{Metal: rapid.SampledFrom(cmrt.Metals).Draw(t, "metal"), Name: typed.Draw(t, "name"), Lookup: rapid.SampledFrom([]string{"", "Delta", "Sud"}).Draw(t, "look-up"),
				ID: rapid.SampledFrom([]string{"", "CID000001", "CID000099"}).Draw(t, "ID"), Country: rapid.SampledFrom([]string{"", "Peru", "Japan"}).Draw(t, "country")}
		}), 1, 6).Draw(t, "rows")
		r := Resolver{Directory: b}
		for _, row := range slices.Backward(rows) { // other rows first must not matter
			r.Resolve("", row)
		}
		for _, row := range rows {
			x, y := Resolver{Directory: a}.Resolve("", row), r.Resolve("", row)
			if fmt.Sprint(x) != fmt.Sprint(y) {
				t.Errorf("%+v\nbecame %+v\nand    %+v", row, x, y)
			}
			for _, n := range append(x.Nearest, Near{Facility: x.Facility}) {
				if n.ID != "" && n.Facility.Metal != row.Metal {
					t.Errorf("%s met %s", row.Metal, n.Facility.Metal)
				}
			}
		}
	})
}

func seq(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

func TestManyMayResolveAtATime(t *testing.T) {
	r := Resolver{Directory: names(t)}
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range 50 {
				if got := r.Resolve("", cmrt.SmelterRow{Metal: cmrt.Tin, Name: fmt.Sprintf("Nordmarc Tin Smelting %d", (i+j)%7)}); got.Outcome != UnknownName {
					t.Errorf("%+v", got)
				}
			}
		})
	}
	group.Wait()
}

// BenchmarkResolve resolves what 2,000 suppliers could have typed.
func BenchmarkResolve(b *testing.B) {
	needsRealFiles(b)
	l := template6(b, "6.5")
	cases := l.label(650, 300)
	d, err := l.directory("")
	if err != nil {
		b.Fatal(err)
	}
	r := Resolver{Directory: d}
	b.Run("typed for the first time", func(b *testing.B) {
		for i := range b.N {
			row := cases[i%len(cases)].row
			row.Name = fmt.Sprint(row.Name, " q", i) // no answer is remembered
			r.Resolve("", row)
		}
	})
	b.Run("twenty words, hostile", func(b *testing.B) {
		for i := range b.N {
			r.Resolve("", cmrt.SmelterRow{Metal: cmrt.Gold, Name: strings.Repeat("refinerx ", 19) + fmt.Sprint("q", i)})
		}
	})
	b.Run("typed before", func(b *testing.B) {
		for i := range b.N {
			r.Resolve("", cases[i%len(cases)].row)
		}
	})
	b.Run("by ID and name", func(b *testing.B) {
		all := d.Facilities()
		for i := range b.N {
			f := all[i%len(all)]
			r.Resolve("", cmrt.SmelterRow{Metal: f.Metal, ID: f.ID, Lookup: f.Name, Country: f.Country})
		}
	})
	b.Run("index made", func(b *testing.B) {
		for range b.N {
			d, err := l.directory("")
			if err != nil {
				b.Fatal(err)
			}
			for _, metal := range cmrt.Metals {
				d.Near(metal, "x")
			}
		}
	})
}
