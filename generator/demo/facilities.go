package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// facility is an invented smelter over all the years.
type facility struct {
	metal   cmrt.Metal
	id      string
	stem    string // what is invented in the name
	name    string
	aliases []string // the name itself is not among them
	place   place
	city    string

	// What happens to it, by index of the year; 0 means never.
	since, until, renamed, changed int
	newName                        string

	standing  standing
	programme string
	cycle     int // years between audits
	phase     int // which years are audit years
	month     int // of the audit
}

// standing is what the conformance list says of a facility.
type standing int

const (
	conformant standing = iota
	active              // committed to an audit, not yet passed
	overdue             // conformant once; its next audit is late
	absent              // the list is silent
)

// place is a country as the templates spell it, with one of its states.
type place struct{ country, code, state, stateCode string }

var places = []place{
	{"JAPAN", "JP", "Hyōgo", "JP-28"}, {"CHINA", "CN", "Jiangxi Sheng", "CN-JX"}, {"KOREA, REPUBLIC OF", "KR", "Gyeonggi-do", "KR-41"},
	{"GERMANY", "DE", "Sachsen", "DE-SN"}, {"UNITED STATES OF AMERICA", "US", "Pennsylvania", "US-PA"},
	{"INDONESIA", "ID", "Kepulauan Bangka Belitung", "ID-BB"}, {"MALAYSIA", "MY", "Pulau Pinang", "MY-07"},
	{"BRAZIL", "BR", "Minas Gerais", "BR-MG"}, {"SWITZERLAND", "CH", "Ticino", "CH-TI"}, {"INDIA", "IN", "Gujarat", "IN-GJ"},
	{"VIET NAM", "VN", "Thái Nguyên", "VN-69"}, {"POLAND", "PL", "Dolnośląskie", "PL-02"}, {"SOUTH AFRICA", "ZA", "Gauteng", "ZA-GP"},
	{"CANADA", "CA", "Ontario", "CA-ON"}, {"AUSTRIA", "AT", "Tirol", "AT-7"}, {"THAILAND", "TH", "Phuket", "TH-83"},
	{"MEXICO", "MX", "Chihuahua", "MX-CHH"}, {"AUSTRALIA", "AU", "Western Australia", "AU-WA"},
}

// towns are three invented ones of a country: smelters stand together, and a
// directory that repeats itself packs well.
func (p place) towns() [3]string {
	i := int(p.code[0])*7 + int(p.code[1])
	return [3]string{smelterHeads[i%32] + "bury", smelterHeads[(i+11)%32] + "bach", smelterHeads[(i+23)%32] + "polis"}
}

// kinds are what a smelter of a metal calls itself.
var kinds = map[cmrt.Metal][]string{
	cmrt.Gold:     {"Precious Metals", "Refinery", "Gold Refining", "Recycling"},
	cmrt.Tin:      {"Tin Smelting", "Metals", "Tin Works"},
	cmrt.Tungsten: {"Tungsten Powders", "Hard Metals", "Tungsten"},
	cmrt.Tantalum: {"Tantalum", "Rare Metals", "Advanced Materials"},
}

// legalByCountry ends the long form of a smelter's name; elsewhere it is Ltd.
var legalByCountry = map[string]string{"JP": "K.K.", "CN": "Co., Ltd.", "KR": "Corp.", "DE": "GmbH", "AT": "GmbH",
	"US": "Inc.", "BR": "S.A.", "CH": "SA", "PL": "Sp. z o.o.", "MX": "S.A. de C.V.", "ID": "PT"}

// shareOf is the part of the facilities that works a metal, per cent.
var shareOf = []struct {
	metal cmrt.Metal
	share int
}{{cmrt.Gold, 50}, {cmrt.Tin, 20}, {cmrt.Tungsten, 17}, {cmrt.Tantalum, 13}}

// poolSize grows with the suppliers, from 100 to 420.
// A Smelter List of many rows names seven in ten of them.
func poolSize(o Options) int {
	return max(min(420, 100+max(0, o.Suppliers-24)*320/470), o.Rows*10/7)
}

// rowsOf is how many rows of a Smelter List are of a metal; together they are all.
func (a *author) rowsOf(metal cmrt.Metal) int {
	left := a.rows
	for _, s := range shareOf {
		n := a.rows * s.share / 100
		if s.metal == metal {
			if metal == shareOf[len(shareOf)-1].metal {
				return left
			}
			return n
		}
		left -= n
	}
	return 0
}

func newFacilities(o Options, n *names) []*facility {
	r := draw(o.Seed, streamFacilities, 0)
	var pool []*facility
	for _, s := range shareOf {
		for i := range (poolSize(o)*s.share + 50) / 100 {
			f := newFacility(r, n, s.metal, len(pool)+1)
			f.standing = standings[i%len(standings)]
			f.happens(r, n, i, len(o.Years))
			pool = append(pool, f)
		}
	}
	return pool
}

// standings deal out who is conformant: 21 of 25, so that most rows are good.
var standings = func() []standing {
	list := make([]standing, 25)
	list[4], list[11], list[18], list[7] = active, absent, absent, overdue
	return list
}()

func newFacility(r *rand.Rand, n *names, metal cmrt.Metal, number int) *facility {
	stem, p := n.smelter(), one(r, places)
	f := &facility{metal: metal, stem: stem, id: fmt.Sprintf("CID9%05d", number), place: p, city: p.towns()[r.IntN(3)],
		programme: "RMAP", cycle: 1 + r.IntN(3), phase: r.IntN(6), month: 6 + r.IntN(6)}
	if metal == cmrt.Gold {
		f.programme = one(r, []string{"RMAP", "RMAP", "LBMA", "RJC"})
	}
	short := stem + " " + one(r, kinds[metal])
	legal := legalByCountry[p.code]
	if legal == "" {
		legal = "Ltd."
	}
	f.name = short + " " + legal
	if p.code == "ID" {
		f.name = "PT " + short
	}
	switch r.IntN(6) {
	case 0, 1:
		f.aliases = append(f.aliases, short)
	case 2:
		f.aliases = append(f.aliases, strings.ToUpper(stem))
	case 3:
		f.aliases = append(f.aliases, short, strings.NewReplacer("a", "á", "o", "ö").Replace(stem)+short[len(stem):])
	case 4:
		f.aliases = append(f.aliases, stem+" Group")
	}
	return f
}

// happens decides what changes from year to year: in each metal a few facilities
// come, go, are renamed or change their standing.
func (f *facility) happens(r *rand.Rand, n *names, i, years int) {
	if f.metal == cmrt.Gold && i == 0 {
		f.place, f.aliases = places[0], append(f.aliases, "架空貴金属精錬所") // "imaginary refinery"
	}
	if years < 2 {
		return
	}
	when := 1 + r.IntN(years-1)
	switch i % 30 {
	case 2:
		f.since = when
	case 5:
		f.until = when
	case 8:
		f.renamed, f.newName = when, strings.Replace(f.name, f.stem, n.smelter(), 1)
	case 12:
		f.changed = when
	}
}
