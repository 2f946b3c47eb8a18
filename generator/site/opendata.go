package site

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/sheets"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// The data of a year, and of all years together: each table as CSV, all of them in one
// workbook, and what describes them.

const (
	dataFolder   = "data/"
	dataPage     = dataFolder + "index.html"
	workbookName = "data.xlsx"
)

// tables are the public tables of a year.
func (v yearView) tables() ([]tables.Public, error) {
	stamp := tables.Stamp{Year: v.Number, AsOf: v.AsOf, Demonstration: v.Demonstration}
	smelters, err := tables.Publish("smelters", "One row for each facility and metal that an accepted declaration names. The location is that of the facility, not the origin of the mineral.",
		v.Smelters, tables.SmelterFields, stamp, "metal", "smelter_id")
	if err != nil {
		return nil, fmt.Errorf("smelters.csv: %w", err)
	}
	figures, err := tables.Publish("figures", "One row for each figure of the "+v.document()+".", v.Figures, tables.FigureFields, stamp, "id")
	if err != nil {
		return nil, fmt.Errorf("figures.csv: %w", err)
	}
	changes, err := tables.Publish("changes", "One row for each facility that was not named for the year before, is no longer named, or has another status.", v.Changes, tables.ChangeFields, stamp, "metal", "smelter_id")
	if err != nil {
		return nil, fmt.Errorf("changes.csv: %w", err)
	}
	next := 0
	changes.Add(tables.KindField, func([]string) string {
		next++
		return v.Changes[next-1].Kind(smelter.Conformant)
	})
	activities, err := tables.Publish("activities", "One row for something done for due diligence, with its days.", v.Activities, tables.ActivityFields, stamp)
	if err != nil {
		return nil, fmt.Errorf("activities.csv: %w", err)
	}
	activities.Key = nil // the same may be done twice on a day
	return []tables.Public{smelters, figures, changes, activities}, nil
}

// open puts tables into a folder, with their descriptions and as a workbook. p begins the
// description.
func (b *builder) open(folder string, p *tables.Package, list []tables.Public, asOf string) error {
	for i, t := range list {
		data, err := t.CSV()
		if err != nil {
			return err
		}
		if err := b.put(folder+t.Name+".csv", data); err != nil {
			return err
		}
		t.Fields = explained(t)
		list[i] = t
		p.AddPublic(t, data)
	}
	packed, err := p.JSON()
	if err != nil {
		return fmt.Errorf("datapackage.json: %w", err)
	}
	if err := b.put(folder+"datapackage.json", packed); err != nil {
		return err
	}
	for _, r := range p.Resources {
		beside, err := p.CSVW(r.Name)
		if err != nil {
			return err
		}
		if err := b.put(folder+r.Path+"-metadata.json", beside); err != nil {
			return err
		}
	}
	about := [][2]string{{"Title", p.Title}, {"Description", p.Description}, {"Newest day", asOf}, {"Schema version", tables.SchemaVersion}}
	if p.Homepage != "" {
		about = append(about, [2]string{"Address", p.Homepage})
	}
	for _, l := range p.Licences {
		about = append(about, [2]string{"Licence", strings.TrimSpace(l.Name + " " + l.Path)})
	}
	for _, t := range list {
		for _, f := range t.Fields {
			about = append(about, [2]string{t.Name + "." + f.Name, f.Description})
		}
	}
	typed := slices.Clone(list)
	for i := range typed {
		if at := typed[i].Of("value"); at >= 0 { // a number, but for outcomes
			typed[i].Fields = slices.Clone(typed[i].Fields)
			typed[i].Fields[at].Type = "number"
		}
	}
	book, err := sheets.Workbook(typed, about)
	if err != nil {
		return err
	}
	return b.put(folder+workbookName, book)
}

// explained are the columns of a table, and of those in which nothing stands, why.
func explained(t tables.Public) []tables.Field {
	fields := append([]tables.Field{}, t.Fields...)
	for i := range fields {
		if len(t.Rows) > 0 && t.Blank(i) {
			fields[i].Description += " Blank throughout: " + whyBlank(t.Name, fields[i].Name)
		}
	}
	return fields
}

func whyBlank(table, column string) string {
	switch column {
	case "sourcing_countries":
		return "no list that was taken tells of origins that may be published."
	case "recycled_only":
		return "of no facility do suppliers say so alike."
	case "status", "programme", "before", "after":
		return "no status is known, or statuses are not published."
	case "last_audit", "reaudit_due":
		return "no list that was taken tells the days of audits."
	case "figure":
		return "nothing of it was counted."
	case "numerator", "denominator":
		return "no figure is a share."
	}
	return "nothing is known."
}

// allYears lays the tables of all years under each other, newest first.
func (b *builder) allYears() error {
	var years [][]tables.Public
	var days []string
	for _, v := range b.views {
		if !v.surveyed() {
			continue
		}
		list, err := v.tables()
		if err != nil {
			return err
		}
		years, days = append(years, list), append(days, v.AsOf)
	}
	if len(years) == 0 {
		return nil
	}
	all := make([]tables.Public, len(years[0]))
	for i := range all {
		parts := make([]tables.Public, len(years))
		for y := range years {
			parts[y] = years[y][i]
		}
		all[i] = tables.Lay(parts...)
	}
	all[1].Description = "One row for each figure and year."
	p := describeAll(b, days)
	if err := b.open(dataFolder, p, all, days[0]); err != nil {
		return err
	}
	return b.dataPage(all)
}
