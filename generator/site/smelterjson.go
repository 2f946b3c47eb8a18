package site

import (
	"itron.com/conflict-minerals/generator/tables"
)

// smelterJSON is what smelter.json holds.
type smelterJSON struct {
	Demonstration bool              `json:"demonstration"`
	Note          string            `json:"note,omitempty"`
	Registrant    string            `json:"registrant"`
	ID            string            `json:"smelter_id"`
	Names         []string          `json:"names"`
	Years         []smelterYearJSON `json:"years"`
}

type smelterYearJSON struct {
	Year         int    `json:"year"`
	AsOf         string `json:"as_of"`
	StatusesAsOf string `json:"statuses_as_of"`
	tables.Smelter
}

func (b *builder) smelterJSON(k knownSmelter) ([]byte, error) {
	out := smelterJSON{Registrant: b.site.Name, ID: k.id, Names: append([]string{}, k.names...)}
	for _, s := range k.seen {
		out.Demonstration = out.Demonstration || s.view.Demonstration
		out.Years = append(out.Years, smelterYearJSON{s.view.Number, s.view.AsOf, s.view.Conformance.AsOf, s.row})
	}
	out.Note = b.bannerFor(out.Demonstration)
	return indented(out)
}
