package cmrt

import (
	"slices"
	"strings"
)

// Programmes are the families of templates that a year may ask its suppliers for, each a
// survey of its own; the first is the one that a year runs if it says nothing.
var Programmes = []string{"CMRT", "EMRT", "AMRT"}

// Conflict is the programme of the four metals, on which Form SD reports.
const Conflict = "CMRT"

// MineralsOf are the metals and minerals that a programme asks about, as far as RMI's
// templates list them. A supplier may name others in an AMRT.
func MineralsOf(programme string) []Metal {
	switch programme {
	case "EMRT":
		return emrtMinerals
	case "AMRT":
		return listedMinerals
	}
	return Metals
}

// emrtMinerals are those of the newest EMRT.
var emrtMinerals = emrtLayouts[len(emrtLayouts)-1].Minerals.Known

// listedMinerals are those of AMRT 1.3, and what AMRT 1.2 came with.
var listedMinerals = []Metal{"aluminum", "chromium", "copper", "iridium", "lime", "lithium", "manganese", "nickel", "palladium", "platinum", "rare earth elements", "rhodium", "ruthenium", "silver", "soda ash", "zinc"}

// knownMinerals are all metals and minerals that any template lists, in the order in
// which they are shown.
var knownMinerals = func() []Metal {
	list := slices.Concat(Metals, emrtMinerals)
	for _, m := range listedMinerals {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}()

// KnownMinerals are all metals and minerals that any template lists: the four first, then
// those of the EMRT, then the others of the AMRT.
func KnownMinerals() []Metal { return knownMinerals }

// MineralOrder is the place of a metal among KnownMinerals; what no template lists comes
// last.
func MineralOrder(m Metal) int {
	if i := slices.Index(knownMinerals, m); i >= 0 {
		return i
	}
	return len(knownMinerals)
}

// IsMineral tells whether a template lists a metal or mineral.
func IsMineral(m Metal) bool { return slices.Contains(knownMinerals, m) }

// Folder is the name of the folder that holds a programme's workbooks, below that of the
// year.
func Folder(programme string) string { return strings.ToLower(programme) }

// FiledAs gives the programme in whose folder a workbook lies, by its path below the
// project's root (data/2025/emrt/acme.xlsx). A file elsewhere is taken for a CMRT.
func FiledAs(file string) string {
	if parts := strings.Split(file, "/"); len(parts) > 3 && parts[0] == "data" {
		for _, p := range Programmes {
			if parts[2] == Folder(p) {
				return p
			}
		}
	}
	return Conflict
}

// BelowFolder gives what a workbook is called within the folder of its programme, false
// where it lies in none.
func BelowFolder(file string) (below string, ok bool) {
	first := len(file)
	for _, p := range Programmes {
		if i := strings.Index(file, "/"+Folder(p)+"/"); i >= 0 && i < first {
			first, below, ok = i, file[i+len(p)+2:], true
		}
	}
	return below, ok
}

// MineralNamed understands the name of one of the four metals, or of a mineral that a
// template lists in any of the templates' languages; "" for any other.
func MineralNamed(raw string) Metal {
	if m := MetalNamed(raw); m != "" {
		return m
	}
	if m := mineralNamed(raw); IsMineral(m) {
		return m
	}
	return ""
}

// AsksOf tells whether the newest template of a programme asks a question of each mineral.
func AsksOf(programme string, key Key) bool {
	list := layoutsOf(programme)
	return slices.ContainsFunc(list[len(list)-1].Questions, func(q Question) bool { return q.Key == key })
}

// AsksCompany tells whether it asks a question about the company.
func AsksCompany(programme string, key Key) bool {
	list := layoutsOf(programme)
	return slices.ContainsFunc(list[len(list)-1].CompanyQuestions, func(q Question) bool { return q.Key == key })
}
