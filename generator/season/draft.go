package season

import (
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/report"
)

// Draft writes the report and Form SD of a year from what was counted of it; nothing was
// where the year asked no suppliers. versions are those of the template that it accepts.
func Draft(r project.Registrant, y *project.Year, q *rcoi.Inquiry, versions []string) (report.Draft, error) {
	in := report.Input{Registrant: r, Year: y.Number, Title: y.Settings.Title, Demonstration: y.Demonstration, CutOff: y.Settings.CutOff,
		Narrative: y.Narrative, Products: y.Products, Directory: y.Directory.Source, Conformance: y.Conformance.Source, Versions: versions,
		Promised: y.Promised, Before: y.Before, Filing: y.Settings.Filing, FormText: y.FormText,
		Activities: rcoi.Typed(y), Typed: y.Activities, Exclusions: y.Exclusions, Diligence: y.Settings.Diligence, Risks: report.RisksOf(y.Risks), FiledOn: y.FiledOn}
	if y.Surveyed() {
		in.AsOf = q.AsOf
		in.Figures, in.Internal, in.Smelters, in.Origins, in.Activities = q.Figures, q.Internal, q.Smelters, q.Origins, q.Activities
		in.Changes, in.Named, in.Settled = q.Changes, q.Named, q.Settled
	}
	text := "" // the form may be all that is filed
	if in.Filing.Mode == project.WithReport {
		var err error
		if text, err = report.Compose(in); err != nil {
			return report.Draft{}, err
		}
	}
	form, err := report.FormSD(in)
	return report.Draft{Input: in, Form: form, Report: text}, err
}
