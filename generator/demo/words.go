package demo

import (
	"math/rand/v2"
	"strings"
)

// Streams of random numbers: each purpose draws from its own, so that a change in
// one does not shift all the others.
const (
	streamNames = iota + 1
	streamFacilities
	streamSuppliers
	streamFill
	streamPicks
)

// draw gives the random numbers for one purpose and one thing.
func draw(seed int64, purpose, thing int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(seed), uint64(purpose)<<32|uint64(thing)))
}

func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// The word lists. Stems are put together of two halves that mean nothing, so that
// no real company or smelter is meant.
var (
	smelterHeads = strings.Fields(`Belqua Corvi Drasku Elvu Fenno Grimo Heskel Ilvo Jorvi Keldu Lumbra Morvi Nestu Orqui Pellu
		Quorri Rasku Sylvo Tervo Ulgra Vesku Wendu Xenno Yarro Zelku Ambri Brosku Cindra Dovri Ereku Falqui Gostri`)
	smelterTails = strings.Fields(`mar vik dane thorpe lund ska brea nia holt quist mere dell vara stad gora nim`)

	companyHeads = strings.Fields(`Lark Brindle Ostler Quill Marrow Thistle Copse Harrow Fennel Pebble Sorrel Tansy Umber Vetch
		Bracken Cobble Dapple Elder Furrow Gorse Hazel Juniper Kestrel Lichen Mallow Nettle Osier Plover Rushen Teasel`)
	companyTails = strings.Fields(`field mere wick combe holm ridge brook stead garth thwaite leigh fold shaw hurst barrow den`)
	companyOdd   = strings.Fields(`Märzbachau Ørstrandvik Křivoklátna Façonnelle Łąkowina Ñandurel Übergrund Sågverkö`)
	companyTrade = strings.Fields(`Components Electronics Connectors Castings Circuits Assemblies Fasteners Coatings Relays Sensors Displays Cables`)

	givenNames  = strings.Fields(`Ada Bruno Chiara Dmitri Elif Farid Greta Hana Ivo Jun Kaija Luís Mei Noor Olga Pavel Rosa Søren Tomás Yuki`)
	familyNames = strings.Fields(`Abelund Brockway Castellane Dornbusch Eklöf Ferreiro Gallowin Hashimura Ivanek Jelling Kowalik Lindemar Moritzen Nakagami Orsini Petrescu`)
)

// legalForm is how a company ends, and the language in which it is written to.
type legalForm struct{ text, language string }

var legalForms = []legalForm{
	{"GmbH", "de"}, {"Ltd.", "en"}, {"Inc.", "en"}, {"S.r.l.", "it"}, {"S.A.S.", "fr"},
	{"Co., Ltd.", "zh"}, {"K.K.", "ja"}, {"S.L.", "es"}, {"Ltda.", "pt"}, {"AB", "en"}, {"LLC", "en"},
}

// names deals out names, none twice.
type names struct {
	smelters, companies []string
	r                   *rand.Rand
}

func newNames(seed int64) *names {
	n := &names{r: draw(seed, streamNames, 0)}
	n.smelters = shuffled(n.r, pairs(smelterHeads, smelterTails, ""))
	n.companies = shuffled(n.r, pairs(append(pairs(companyHeads, companyTails, ""), companyOdd...), companyTrade, " "))
	// A name with letters beyond ASCII comes among the first, in a small project too.
	for i, name := range n.companies {
		if slugOf(name) != strings.ReplaceAll(strings.ToLower(name), " ", "-") {
			n.companies[0], n.companies[i] = n.companies[i], n.companies[0]
			break
		}
	}
	return n
}

// smelter gives the stem of a smelter's name.
func (n *names) smelter() string { return take(&n.smelters) }

// company gives a company's name without its legal form.
func (n *names) company() string { return take(&n.companies) }

// take deals the first name. Every name that goes out goes back to the end with a
// number, so that a huge project does not run dry.
func take(list *[]string) string {
	name := (*list)[0]
	*list = append((*list)[1:], name+" North")
	return name
}

func (n *names) person() string { return one(n.r, givenNames) + " " + one(n.r, familyNames) }

func pairs(heads, tails []string, between string) []string {
	var list []string
	for _, h := range heads {
		for _, t := range tails {
			list = append(list, h+between+t)
		}
	}
	return list
}

func shuffled(r *rand.Rand, list []string) []string {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

var toASCII = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "o", "å", "a", "ř", "r", "á", "a", "ç", "c",
	"ł", "l", "ą", "a", "ñ", "n", "í", "i", "é", "e", " ", "-", ".", "", ",", "")

// slugOf writes a name as roster ids and host names are written.
func slugOf(name string) string { return toASCII.Replace(strings.ToLower(name)) }
