package smelter

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/cmrt"
)

// labelled is a row as a supplier could have typed it, and what it must become.
type labelled struct {
	category string
	row      cmrt.SmelterRow
	want     string // the facility's ID; "": no facility, and any is wrong
	optional bool   // leaving it unresolved is right too
	without  string // the facility that is taken out of the directory first
}

// corruption spoils a name as suppliers do; "" where it does not apply.
type corruption struct {
	category string
	spoil    func(r *rand.Rand, name string) string
}

var corruptions = []corruption{
	{"case", changeCase},
	{"typing mistake", mistype},
	{"two mistakes", func(r *rand.Rand, s string) string {
		if len([]rune(s)) < 14 {
			return ""
		}
		return mistype(r, mistype(r, s))
	}},
	{"cut off", cutShort},
	{"swapped words", swapWords},
	{"legal form", changeForm},
	{"accents", changeAccents},
	{"form, order and case", func(r *rand.Rand, s string) string { return changeCase(r, swapWords(r, changeForm(r, s))) }},
}

func changeCase(r *rand.Rand, s string) string {
	switch r.IntN(3) {
	case 0:
		return strings.ToUpper(s)
	case 1:
		return strings.ToLower(s)
	}
	return strings.Map(func(c rune) rune {
		if r.IntN(2) == 0 {
			return unicode.ToUpper(c)
		}
		return unicode.ToLower(c)
	}, s)
}

// mistype leaves out, doubles, exchanges or replaces one letter.
func mistype(r *rand.Rand, s string) string {
	c := []rune(s)
	var letters []int
	for i, x := range c {
		if unicode.IsLetter(x) {
			letters = append(letters, i)
		}
	}
	if len(letters) < 6 {
		return "" // no one could tell
	}
	i := letters[r.IntN(len(letters))]
	letter := rune('a' + r.IntN(26))
	switch r.IntN(4) {
	case 0:
		return string(slices.Delete(c, i, i+1))
	case 1:
		return string(slices.Insert(c, i, letter))
	case 2:
		if i+1 < len(c) {
			c[i], c[i+1] = c[i+1], c[i]
		}
	default:
		c[i] = letter
	}
	return string(c)
}

// cutShort keeps between 65 and 90 in 100 letters, as a narrow field does.
func cutShort(r *rand.Rand, s string) string {
	c := []rune(s)
	if len(c) < 12 {
		return ""
	}
	return strings.TrimSpace(string(c[:len(c)*(65+r.IntN(26))/100]))
}

func swapWords(r *rand.Rand, s string) string {
	w := strings.Fields(s)
	if len(w) < 2 {
		return ""
	}
	i, j := r.IntN(len(w)), r.IntN(len(w)-1)
	if j >= i {
		j++
	}
	w[i], w[j] = w[j], w[i]
	return strings.Join(w, " ")
}

var typedForms = []string{"Co., Ltd.", "Co.,Ltd", "Co Ltd", "Ltd.", "Limited", "Inc.", "Corp.", "Corporation", "LLC", "GmbH", "AG", "S.A.", "S.p.A.", "Pte. Ltd.", "Sdn. Bhd.", "JSC", "Company Limited"}

// changeForm takes the legal form off the end of a name, and half the time puts
// another in its place.
func changeForm(r *rand.Rand, s string) string {
	w := strings.Fields(s)
	for len(w) > 1 {
		last := strings.ToLower(strings.Trim(strings.ReplaceAll(w[len(w)-1], ".", ""), ",()"))
		if _, form := legalForms()[last]; !form && last != "co,ltd" {
			break
		}
		w = w[:len(w)-1]
	}
	s = strings.Trim(strings.Join(w, " "), ", ")
	if r.IntN(2) == 0 {
		return s
	}
	return s + " " + typedForms[r.IntN(len(typedForms))]
}

var (
	bare     = strings.NewReplacer("é", "e", "è", "e", "á", "a", "ã", "a", "ç", "c", "ó", "o", "ö", "o", "ü", "u", "í", "i", "ñ", "n", "Ö", "O", "Ş", "S", "ź", "z", "ó", "o", "ł", "l", "ø", "o", "å", "a")
	accented = map[rune]rune{'a': 'á', 'e': 'é', 'i': 'í', 'o': 'ö', 'u': 'ü', 'n': 'ñ', 'c': 'ç', 's': 'š'}
)

// changeAccents takes accents away, puts some where none are, or types the name
// in the wide letters of a Japanese keyboard.
func changeAccents(r *rand.Rand, s string) string {
	if b := bare.Replace(s); b != s && r.IntN(2) == 0 {
		return b
	}
	if r.IntN(3) == 0 {
		return strings.Map(func(c rune) rune {
			if c > ' ' && c <= '~' {
				return c - '!' + '！'
			}
			return c
		}, s)
	}
	return strings.Map(func(c rune) rune {
		if a, ok := accented[c]; ok && r.IntN(4) == 0 {
			return a
		}
		return c
	}, s)
}

// listed is a directory before it is one, so that a facility can be left out.
type listed struct {
	facilities []Facility // one for each name
	names      []string
	translated map[string]string
}

// directory makes a directory of all but one facility.
func (l listed) directory(without string) (Directory, error) {
	d := NewDirectory(Source{})
	for i, f := range l.facilities {
		if f.ID == without {
			continue
		}
		if err := d.Add(f, l.names[i]); err != nil {
			return d, err
		}
	}
	return d, nil
}

// label spoils every name of a directory in every way and keeps at most most of
// each category, always the same ones.
func (l listed) label(seed uint64, most int) []labelled {
	r := rand.New(rand.NewPCG(seed, 7))
	var all []labelled
	category := func(name string, cases []labelled) {
		r.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for i := range cases {
			cases[i].category, cases[i].row.Row = name, i+5
		}
		all = append(all, cases[:min(most, len(cases))]...)
	}
	// A supplier states the country three times in four.
	row := func(f Facility, name string) cmrt.SmelterRow {
		row := cmrt.SmelterRow{Metal: f.Metal, Name: name, Country: f.Country}
		if r.IntN(4) == 0 {
			row.Country = ""
		}
		return row
	}
	each := func(name string, spoil func(f Facility, n string) (labelled, bool)) {
		var cases []labelled
		for i, f := range l.facilities {
			if c, ok := spoil(f, l.names[i]); ok {
				cases = append(cases, c)
			}
		}
		category(name, cases)
	}
	each("alias", func(f Facility, n string) (labelled, bool) { return labelled{row: row(f, n), want: f.ID}, n != f.Name })
	for _, c := range corruptions {
		each(c.category, func(f Facility, n string) (labelled, bool) {
			typed := c.spoil(r, n)
			return labelled{row: row(f, typed), want: f.ID}, typed != "" && typed != n
		})
	}
	another := func(f Facility) string {
		for {
			if o := l.facilities[r.IntN(len(l.facilities))]; o.CountryCode != f.CountryCode {
				return o.Country
			}
		}
	}
	each("wrong country", func(f Facility, n string) (labelled, bool) {
		return labelled{row: cmrt.SmelterRow{Metal: f.Metal, Name: n, Country: another(f)}, want: f.ID}, true
	})
	each("mistake, wrong country", func(f Facility, n string) (labelled, bool) {
		typed := mistype(r, n)
		return labelled{row: cmrt.SmelterRow{Metal: f.Metal, Name: typed, Country: another(f)}, want: f.ID, optional: true}, typed != ""
	})
	each("old number", func(f Facility, n string) (labelled, bool) {
		for old, now := range l.translated {
			if now == f.ID && n == f.Name {
				return labelled{row: cmrt.SmelterRow{Metal: f.Metal, IDTyped: old, Country: f.Country}, want: f.ID}, true
			}
		}
		return labelled{}, false
	})
	// Rows that name no facility of the directory.
	for _, c := range append([]corruption{{"as it is", func(_ *rand.Rand, s string) string { return s }}}, corruptions...) {
		each("not in the directory: "+c.category, func(f Facility, n string) (labelled, bool) {
			typed := c.spoil(r, n)
			return labelled{row: row(f, typed), without: f.ID}, typed != ""
		})
	}
	each("of another metal", func(f Facility, n string) (labelled, bool) {
		row := row(f, n)
		for row.Metal == f.Metal {
			row.Metal = cmrt.Metals[r.IntN(len(cmrt.Metals))]
		}
		return labelled{row: row}, true
	})
	return all
}

func (c labelled) String() string {
	return fmt.Sprintf("%s: %s %q %s (%s)", c.category, c.row.Metal, c.row.Name, c.row.IDTyped, c.row.Country)
}
