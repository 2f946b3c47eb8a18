package demo

import "itron.com/conflict-minerals/generator/cmrt"

// rowMistakes are those on the Smelter List. Each adds a row of its own.
var rowMistakes = []mistake{
	{"smelter-id-malformed", "ids", func(a *author, b *book) spot {
		f := a.unused(b, cmrt.Gold, false)
		id := f.id[:len(f.id)-1]
		return b.row(written(f).put("F", id), "F", id, "a digit of the number is missing")
	}},
	{"smelter-id-unknown", "ids", func(a *author, b *book) spot {
		f := &facility{metal: cmrt.Tin, id: "CID999901", name: a.names.smelter() + " Tin", place: places[5]}
		what := "the number never stood in the directory"
		if gone := a.year.edition.removed; len(gone) > 0 {
			f, what = gone[0], "the facility was removed from the directory"
		}
		return b.row(written(f).put("F", f.id), "F", f.id, what)
	}},
	{"smelter-id-conflict", "ids", func(a *author, b *book) spot {
		other := b.of(cmrt.Tantalum)[0].facility
		return b.row(written(a.unused(b, cmrt.Tantalum, false)).put("F", other.id), "F", other.id, "the number is of "+other.name+", the name is not")
	}},
	{"smelter-id-typed-differs", "ids", func(a *author, b *book) spot {
		f, other := a.unused(b, cmrt.Tungsten, false), b.of(cmrt.Tungsten)[0].facility
		return b.row(written(f).put("F", f.id).put("A", other.id), "A", other.id, "column F holds another number, "+f.id)
	}},
	{"smelter-metal-missing", "ids", func(a *author, b *book) spot {
		return b.row(written(a.unused(b, cmrt.Gold, false)).put("B", ""), "B", "", "no metal")
	}},
	{"smelter-name-missing", "ids", func(_ *author, b *book) spot {
		return b.row(typedRow(cmrt.Tin, "", "MALAYSIA"), "C", "", "neither name nor number")
	}},
	{"smelter-country-differs", "ids", func(a *author, b *book) spot {
		f := a.unused(b, cmrt.Gold, false)
		country := "BELGIUM"
		return b.row((&entry{metal: f.metal, facility: f}).put("E", country), "E", country, "the directory says "+f.place.country)
	}},
	{"smelter-not-conformant", "ids", func(a *author, b *book) spot {
		for _, m := range []cmrt.Metal{cmrt.Gold, cmrt.Tin} {
			for _, f := range a.year.edition.those(m, func(f *facility) bool { return f.standing == absent }) {
				return b.row(&entry{metal: m, facility: f, named: f.name}, "C", f.name, "the conformance list does not know it")
			}
		}
		return spot{}
	}},

	{"smelter-name-alias", "names", func(a *author, b *book) spot {
		f := a.unused(b, cmrt.Gold, true)
		return b.row(&entry{metal: cmrt.Gold, facility: f, named: f.aliases[0]}, "C", f.aliases[0], "another name of "+f.name)
	}},
	{"smelter-name-unknown", "names", func(a *author, b *book) spot {
		name := a.names.smelter() + " Reclaim Yard"
		return b.row(typedRow(cmrt.Gold, name, "POLAND"), "C", name, "no directory knows the name")
	}},
	{"smelter-placeholder", "names", func(_ *author, b *book) spot {
		return b.row(typedRow(cmrt.Tungsten, "TBD", "CHINA"), "C", "TBD", "not a name")
	}},
	{"smelter-duplicate", "names", func(_ *author, b *book) spot {
		f := b.of(cmrt.Tantalum)[0].facility
		return b.row(&entry{metal: f.metal, facility: f, named: f.name}, "C", f.name, "the same smelter stands further up")
	}},
	{"smelter-several-in-one-row", "names", func(_ *author, b *book) spot {
		list := b.of(cmrt.Gold)
		name := list[0].facility.name + " / " + list[1].facility.name
		return b.row(typedRow(cmrt.Gold, name, list[0].facility.place.country), "C", name, "two smelters in one row")
	}},
	{"smelter-not-identified", "names", func(_ *author, b *book) spot {
		return b.row(typedRow(cmrt.Tin, cmrt.NotYetIdentified, "Unknown").put("D", "Unknown"), "C", cmrt.NotYetIdentified, "not known yet")
	}},
	{"smelter-not-listed-incomplete", "names", func(_ *author, b *book) spot {
		return b.row(typedRow(cmrt.Tantalum, cmrt.NotListed, ""), "D", "", "not in the look-up, and neither name nor country is given")
	}},
	{"smelter-country-invalid", "names", func(a *author, b *book) spot {
		f := a.unused(b, cmrt.Tungsten, false)
		return b.row((&entry{metal: f.metal, facility: f}).put("E", ""), "E", "", "no country")
	}},
}

// written is a row in which metal, name and country of a facility were typed, as
// when a list is pasted in.
func written(f *facility) *entry {
	return typedRow(f.metal, f.name, f.place.country)
}
