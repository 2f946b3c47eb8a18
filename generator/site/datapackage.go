package site

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// describe makes the data package of a year's public tables, whose bytes are given.
func describe(v yearView, smelters, figures, changes, activities []byte) *tables.Package {
	description := fmt.Sprintf("Smelters and refiners that suppliers of %s named for the reporting year %d, and the figures of its conflict minerals %s, as of %s.", v.site.Name, v.Number, v.document(), v.site.day(v.AsOf))
	if v.Draft {
		description = "Draft, not published. " + description
	}
	if v.Demonstration {
		description = sentence("It says nothing about the suppliers, the smelters or the due diligence of "+v.site.Name) + " " + description
	}
	p := tables.NewPackage(slug(v.site.ShortName)+fmt.Sprintf("-conflict-minerals-%d", v.Number),
		fmt.Sprintf("%s: conflict minerals %d", v.site.Name, v.Number), description, v.Demonstration)
	p.Version = v.AsOf
	if v.site.PublicURL != "" {
		p.Homepage = v.site.PublicURL + v.file("")
	}
	p.Keywords = []string{"conflict minerals", "3TG", "smelters", "Form SD"}
	p.Contributors = []tables.Contributor{{Title: v.site.Name, Roles: []string{"publisher"}}}
	if l := v.site.Licence; l.Name != "" {
		p.Licences = []tables.Licence{{Name: l.Name, Path: l.URL}}
	}
	for _, s := range []Snapshot{v.Directory, v.Conformance} {
		if s.Name == "" {
			continue
		}
		source := tables.PackageSource{Title: s.Name, Version: s.AsOf}
		if s.SHA256 != "" {
			source.Hash = "sha256:" + s.SHA256
		}
		p.Sources = append(p.Sources, source)
	}
	tables.AddTable[tables.Smelter](p, "smelters", "One row for each facility and metal that an accepted declaration names. The location is that of the facility, not the origin of the mineral.",
		smelters, tables.SmelterFields, "metal", "smelter_id")
	tables.AddTable[tables.Figure](p, "figures", "One row for each figure of the "+v.document()+".", figures, tables.FigureFields, "id")
	tables.AddTable[tables.Change](p, "changes", "One row for each facility that was not named for the year before, is no longer named, or has another status.", changes, tables.ChangeFields, "metal", "smelter_id")
	tables.AddTable[tables.Activity](p, "activities", "One row for something done for due diligence, with its days.", activities, tables.ActivityFields)
	return p
}

var notInSlug = lazyregexp.New(`[^a-z0-9]+`)

// slug makes a name fit for a data package.
func slug(name string) string {
	s := strings.Trim(notInSlug.ReplaceAllString(strings.ToLower(name), "-"), "-")
	if s == "" {
		return "registrant"
	}
	return s
}
