package site

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// describe begins the data package of a year's public tables.
func describe(v yearView) *tables.Package {
	description := fmt.Sprintf("Smelters and refiners that suppliers of %s named for the reporting year %d, and the figures of its conflict minerals %s, as of %s.", v.site.Name, v.Number, v.document(), v.site.day(v.AsOf))
	if v.Draft {
		description = "Draft, not published. " + description
	}
	p := v.site.newPackage(fmt.Sprintf("-%d", v.Number), fmt.Sprintf(" %d", v.Number), description, v.file(""), v.Demonstration)
	p.Version = v.AsOf
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
	return p
}

// describeAll begins the data package of all years. days are theirs, newest first.
func describeAll(b *builder, days []string) *tables.Package {
	description := fmt.Sprintf("Smelters and refiners that suppliers of %s named for each reporting year, and the figures of each year, the newest as of %s.", b.site.Name, b.site.day(days[0]))
	if b.forReview() {
		description = "A copy for review, with what is not published. " + description
	}
	p := b.site.newPackage("", ", all years", description, dataFolder, b.site.Demonstration())
	p.Version = days[0]
	return p
}

// newPackage begins a data package of the registrant.
func (s Site) newPackage(name, title, description, folder string, demonstration bool) *tables.Package {
	if demonstration {
		description = sentence("It says nothing about the suppliers, the smelters or the due diligence of "+s.Name) + " " + description
	}
	p := tables.NewPackage(slug(s.ShortName)+"-conflict-minerals"+name, s.Name+": conflict minerals"+title, description, demonstration)
	if s.PublicURL != "" {
		p.Homepage = s.PublicURL + folder
	}
	p.Keywords = []string{"conflict minerals", "3TG", "smelters", "Form SD"}
	p.Contributors = []tables.Contributor{{Title: s.Name, Roles: []string{"publisher"}}}
	if l := s.Licence; l.Name != "" {
		p.Licences = []tables.Licence{{Name: l.Name, Path: l.URL}}
	}
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
