package season

import (
	"fmt"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// aggregates are the tables of the year as a whole with their data package, the findings
// about each workbook, and the year's texts.
func (y *Year) aggregates() (map[string][]byte, error) {
	files := map[string][]byte{}
	if y.Surveyed() {
		var err error
		if files, err = y.tables(); err != nil {
			return nil, err
		}
	}
	if y.Asks() != cmrt.Conflict {
		return files, nil // it has no report of its own
	}
	draft, err := y.Draft()
	files["form-sd.md"] = []byte(draft.Form)
	if draft.Report != "" {
		files["report.md"] = []byte(draft.Report)
	}
	return files, err
}

// tables are the year's compiled tables and their data package.
func (y *Year) tables() (map[string][]byte, error) {
	review, err := y.Review()
	if err != nil {
		return nil, err
	}
	responses, err := y.Responses()
	if err != nil {
		return nil, err
	}
	inquiry, err := y.Inquiry()
	if err != nil {
		return nil, err
	}
	files, err := review.Tables()
	if err != nil {
		return nil, err
	}
	if files["responses.csv"], err = tables.Write(responses); err != nil {
		return nil, err
	}
	if files["smelters.csv"], err = tables.Write(inquiry.Smelters); err != nil {
		return nil, err
	}
	if files["figures.csv"], err = tables.Write(inquiry.Figures); err != nil {
		return nil, err
	}
	if files["changes.csv"], err = tables.Write(inquiry.Changes); err != nil {
		return nil, err
	}
	if files["activities.csv"], err = tables.Write(inquiry.Activities); err != nil {
		return nil, err
	}
	name, title := fmt.Sprintf("compiled-%d", y.Number), fmt.Sprintf("Compiled declarations for %d", y.Number)
	if programme := y.Asks(); programme != cmrt.Conflict {
		name, title = name+"-"+cmrt.Folder(programme), fmt.Sprintf("Compiled declarations for %d: %s", y.Number, programme)
	}
	p := tables.NewPackage(name, title,
		"Derived by cmr from the workbooks, the roster, decisions and snapshots; never edited. Internal: these tables name suppliers.", y.Demonstration)
	tables.AddTable[tables.Workbook](p, "workbooks", "One row a file as received.", files["workbooks.csv"], nil, "file")
	tables.AddTable[tables.Finding](p, "findings", "One row something noticed about the year as a whole; what was noticed about a workbook stands in findings/WORKBOOK.csv.", files["findings.csv"], nil)
	tables.AddTable[tables.RedFlag](p, "red-flags", "One row a warning sign that a metal may come from a covered country, and what became of it.", files["red-flags.csv"], nil)
	tables.AddTable[tables.Response](p, "responses", "One row a supplier of the roster.", files["responses.csv"], nil, "supplier")
	tables.AddTable[tables.Smelter](p, "smelters", "One row a facility and metal that accepted declarations name; public.", files["smelters.csv"], tables.SmelterFields, "metal", "smelter_id")
	tables.AddTable[tables.Change](p, "changes", "One row a facility that was not named the year before, is no longer named, or has another status; public.", files["changes.csv"], tables.ChangeFields, "metal", "smelter_id")
	tables.AddTable[tables.Activity](p, "activities", "One row something done for due diligence, with its days; public.", files["activities.csv"], tables.ActivityFields)
	tables.AddTable[tables.Figure](p, "figures", "One row a figure; public.", files["figures.csv"], tables.FigureFields, "id")
	files["datapackage.json"], err = p.JSON()
	return files, err
}
