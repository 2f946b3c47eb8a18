package site

import (
	"bytes"
	"encoding/json"
	"fmt"

	"itron.com/conflict-minerals/generator/tables"
)

// smeltersJSON is smelters.json.
type smeltersJSON struct {
	Demonstration bool             `json:"demonstration"`
	Note          string           `json:"note,omitempty"` // what the banner says
	Registrant    string           `json:"registrant"`
	Year          int              `json:"year"`
	AsOf          string           `json:"as_of"`
	Smelters      []tables.Smelter `json:"smelters"`
}

// data makes the files of a year that are not pages. Every year has report.md, unless its
// form stands alone; only a surveyed one has tables.
func (b *builder) data(v yearView) error {
	report := v.Report
	if report == "" {
		report = notPublished + "\n"
	}
	if !v.FormAlone {
		if err := b.put(v.file("report.md"), []byte(report)); err != nil {
			return err
		}
	}
	if v.Form != "" {
		if err := b.put(v.file("form-sd.md"), []byte(v.Form)); err != nil {
			return err
		}
	}
	if len(v.CMRT.Data) > 0 {
		if err := b.put(v.file(cmrtName), v.CMRT.Data); err != nil {
			return err
		}
	}
	if !v.surveyed() {
		return nil
	}
	list, err := indented(smeltersJSON{Demonstration: v.Demonstration, Note: b.bannerFor(v.Demonstration), Registrant: b.site.Name,
		Year: v.Number, AsOf: v.AsOf, Smelters: append([]tables.Smelter{}, v.Smelters...)})
	if err != nil {
		return fmt.Errorf("smelters.json: %w", err)
	}
	if err := b.put(v.file("smelters.json"), list); err != nil {
		return err
	}
	public, err := v.tables()
	if err != nil {
		return err
	}
	return b.open(v.file(""), describe(v), public, v.AsOf)
}

// indented is JSON that people can read, with < and > as they are.
func indented(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return out.Bytes(), err
}
