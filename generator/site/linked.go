package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"
)

// thing is an item of schema.org, as JSON-LD writes it.
type thing map[string]any

// linked is the page's description for machines: who publishes it, where it stands,
// and what it is about. It needs absolute addresses, so there is none until the
// public address is known. JSON escapes < and >, so that no text can end the script.
func (b *builder) linked(p page) (template.JS, error) {
	graph := []thing{b.organization()}
	if p.fiction {
		graph = append(graph, thing{"@type": "WebPage", "url": b.address(p.file), "name": p.Preview, "description": p.Description})
	}
	graph = append(graph, p.about...)
	if len(p.Crumbs) > 1 {
		graph = append(graph, b.breadcrumbs(p))
	}
	data, err := json.Marshal(thing{"@context": "https://schema.org", "@graph": graph})
	if err != nil {
		return "", fmt.Errorf("page %s: %w", p.file, err)
	}
	return template.JS(data), nil
}

func (b *builder) organization() thing {
	o := thing{"@type": "Organization", "@id": b.organizationID(), "name": b.site.Name, "url": b.site.PublicURL}
	if b.site.Description != "" {
		o["description"] = b.site.Description
	}
	return o
}

func (b *builder) organizationID() string { return b.site.PublicURL + "#organization" }

// publisher points to the organization.
func (b *builder) publisher() thing { return thing{"@id": b.organizationID()} }

func (b *builder) breadcrumbs(p page) thing {
	items := make([]thing, len(p.Crumbs))
	for i, crumb := range p.Crumbs {
		file := p.file
		if crumb.Href != "" {
			file = path.Join(path.Dir(p.file), crumb.Href)
		}
		items[i] = thing{"@type": "ListItem", "position": i + 1, "name": crumb.Text, "item": b.address(file)}
	}
	return thing{"@type": "BreadcrumbList", "itemListElement": items}
}

// report describes a year's report.
func (b *builder) reportThing(v yearView, title string) thing {
	address := b.address(v.reportFile())
	kind, text := "Report", "report.md"
	if v.FormAlone {
		kind, text = "DigitalDocument", "form-sd.md"
	}
	t := thing{"@type": kind, "@id": address + "#" + v.document(), "url": address, "name": title, "inLanguage": "en", "author": b.publisher(), "publisher": b.publisher(),
		"temporalCoverage": period(v), "about": "Conflict minerals: tin, tungsten, tantalum and gold (SEC Rule 13p-1)",
		"encoding": b.file(v, text, "text/markdown")}
	if v.Filing.Date != "" {
		t["datePublished"] = v.Filing.Date
	}
	if v.lastmod() != "" {
		t["dateModified"] = v.lastmod()
	}
	if v.Filing.Accession != "" {
		t["identifier"] = v.Filing.Accession
	}
	if isWeb(v.Filing.URL) && v.Kept != "" {
		t["sameAs"] = v.Filing.URL
	} else if isWeb(v.Filing.URL) { // a page that tells it again is not the filing
		delete(t, "identifier")
		delete(t, "datePublished")
		t["citation"] = v.Filing.URL
	}
	if v.surveyed() {
		t["isBasedOn"] = thing{"@id": b.address(v.smeltersFile()) + "#dataset"}
	}
	if v.Demonstration {
		t["name"] = fictional + title
	}
	return t
}

// dataset describes a table of a year. page is the one that shows it.
func (b *builder) dataset(v yearView, page, name, description, table string, columns []string) thing {
	address := b.address(page)
	t := thing{"@type": "Dataset", "@id": address + "#dataset", "url": address, "name": name, "description": description, "inLanguage": "en",
		"creator": b.publisher(), "publisher": b.publisher(), "isAccessibleForFree": true, "temporalCoverage": period(v), "dateModified": v.lastmod(), "version": v.AsOf,
		"keywords": []string{"conflict minerals", "3TG", "smelters", "refiners", "Form SD", "OECD due diligence"}, "variableMeasured": columns,
		"measurementTechnique": b.address(methodFile), "distribution": []thing{b.file(v, table+".csv", "text/csv")}}
	if _, there := b.tree[v.file(table+".json")]; there {
		t["distribution"] = append(t["distribution"].([]thing), b.file(v, table+".json", "application/json"))
	}
	if l := b.site.Licence; isWeb(l.URL) {
		t["license"] = l.URL
	}
	if v.Demonstration {
		t["name"] = fictional + name
	}
	return t
}

// file describes a file to download.
func (b *builder) file(v yearView, name, mediaType string) thing {
	return b.fileThing(v.file(""), name, mediaType)
}

func (b *builder) fileThing(folder, name, mediaType string) thing {
	data := b.tree[folder+name]
	return thing{"@type": "DataDownload", "name": name, "contentUrl": b.address(folder + name), "encodingFormat": mediaType, "contentSize": fmt.Sprintf("%d B", len(data)), "sha256": fmt.Sprintf("%x", sha256.Sum256(data))}
}

func period(v yearView) string { return fmt.Sprintf("%d-01-01/%d-12-31", v.Number, v.Number) }

// datasetOf are the things that the page of a table is about.
func datasetOf(b *builder, v yearView, p page, table string) []thing {
	if b.site.PublicURL == "" {
		return nil
	}
	head, _, _ := bytes.Cut(bytes.TrimPrefix(b.tree[v.file(table+".csv")], []byte("\ufeff")), []byte("\n"))
	columns := slices.DeleteFunc(strings.Split(string(head), ","), func(name string) bool { return name == "demonstration" }) // says what the data are, and measures nothing
	return []thing{b.dataset(v, p.file, p.Title, p.Description, table, columns)}
}
