package site

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/freeze"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
	look "itron.com/conflict-minerals/site"
)

// Which says which years of a project are rendered.
type Which bool

const (
	PublicYears Which = false // those that are published or filed
	WithDrafts  Which = true  // those too that are drafts, marked on every page: for review
)

// Pages makes the site of a season, by slash path below its folder, with the look of a
// project's root. module is that of the check page, packed; without it the page is left out.
func Pages(s *season.Season, root *folder.Folder, which Which, module []byte) (map[string][]byte, error) {
	files, err := Look(root)
	if err != nil {
		return nil, err
	}
	public, err := Of(s, which)
	if err != nil {
		return nil, err
	}
	if public.Check, err = CheckOf(s.Project, module); err != nil {
		return nil, err
	}
	return Build(public, files)
}

// Of takes from a season what may be seen of its years: of those that are published, or of
// its drafts too. A policy that is still to be written is none.
func Of(s *season.Season, which Which) (Site, error) {
	p := s.Project
	policy, err := p.Policy()
	if err == nil {
		err = report.Publishable(policy)
	}
	if err != nil {
		return Site{}, err
	}
	if strings.Contains(policy.Body, report.Unwritten) && which == PublicYears {
		policy.Body = ""
	}
	r := p.Registrant
	out := Site{Name: r.Name, ShortName: r.ShortName, Description: r.Description, Questions: r.Questions, PublicURL: r.PublicURL, Policy: policy.Body, American: r.English == project.American, Fictional: r.Demonstration,
		Licence: Licence{Name: r.DataLicence.Name, URL: r.DataLicence.URL}}
	for _, number := range slices.Backward(p.Years) { // newest first
		y, err := s.Year(number)
		if err != nil {
			return Site{}, err
		}
		if draft := !y.State.Public(); draft && (which == PublicYears || y.State == project.YearOpen) {
			continue
		} else if draft {
			out.Drafts = append(out.Drafts, number)
		}
		public, err := YearOf(p.FS, y)
		if err != nil {
			return Site{}, err
		}
		own, err := p.OwnCMRT(y.Year)
		if err != nil {
			return Site{}, err
		}
		public.CMRT = CMRT(own)
		if public.Programmes, err = programmesOf(p.FS, y); err != nil {
			return Site{}, err
		}
		out.Years = append(out.Years, public)
	}
	return out, nil
}

// YearOf takes from a year what the public may see: what was filed, once it was.
func YearOf(fsys fs.FS, y *season.Year) (Year, error) {
	shown, err := freeze.Show(fsys, y)
	if err != nil {
		return Year{}, err
	}
	q, err := y.Inquiry()
	if err != nil {
		return Year{}, err
	}
	snapshot := func(s smelter.Source) Snapshot {
		return Snapshot{Name: path.Base(s.Name), AsOf: s.AsOf, SHA256: s.SHA256}
	}
	out := Year{Number: y.Number, Demonstration: y.Demonstration, Draft: !y.State.Public(), Published: y.Settings.Publish, AsOf: q.AsOf, Report: shown.Report, Form: shown.Form,
		FormAlone: shown.Report == "" && shown.Form != "",
		Figures:   shown.Figures, Changes: shown.Changes, Activities: shown.Activities, Smelters: shown.Smelters, Kept: shown.Kept, Formulas: map[string]string{},
		Filing: Filing{Date: y.Settings.Filing.Date, Accession: y.Settings.Filing.Accession, URL: y.Settings.Filing.URL}}
	if shown.Kept != "" && shown.Kept != out.Filing.Date { // year.yaml speaks of an amendment that is not filed yet
		out.Filing = Filing{Date: shown.Kept}
	}
	amended, err := freeze.Amended(fsys, y.Number)
	if err != nil {
		return Year{}, err
	}
	for _, e := range amended {
		out.Earlier = append(out.Earlier, Filed(e))
	}
	for _, t := range q.Traces {
		out.Formulas[t.Figure.ID] = t.Formula
	}
	if shown.Kept == "" {
		out.Origins, out.Named, out.Settled = q.Origins, q.Named, q.Settled
	}
	if y.Areas.Source.Name != "" {
		out.AreasOf, out.Areas = snapshot(y.Areas.Source), areasOf(y.Areas)
	}
	if y.Directory.Source.Name != "" {
		out.Directory = snapshot(y.Directory.Source)
	}
	if y.Conformance.Source.Name != "" {
		filed := slices.ContainsFunc(shown.Smelters, func(s tables.Smelter) bool { return s.Status != "" }) // whatever is published now, what was filed stays
		if out.StatusesKept = !y.Publish.Statuses() && !filed; !out.StatusesKept {
			out.Conformance = snapshot(y.Conformance.Source)
		}
	}
	return out, nil
}

// Look gives the project's own templates and assets where it has them, else those built
// in. A project has both or neither: styles without the pages they are for would be
// passed over in silence.
func Look(root *folder.Folder) (fs.FS, error) {
	templates, assets := root.Has("site/templates"), root.Has("site/assets")
	switch {
	case templates && assets:
		return fs.Sub(root.FS(), "site")
	case templates || assets:
		return nil, fmt.Errorf("%s holds only one of templates and assets: a project has its own look with both, or the built-in one with neither", root.Path("site"))
	}
	return look.Files, nil
}
