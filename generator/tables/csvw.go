package tables

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// CSVW writes what a resource of the package is as metadata of CSV on the Web (W3C
// Recommendation, 2015), which readers look for beside name.csv under the name
// name.csv-metadata.json. It says the same as the package.
func (p *Package) CSVW(name string) ([]byte, error) {
	i := slices.IndexFunc(p.Resources, func(r Resource) bool { return r.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("data package %s has no resource %s", p.Name, name)
	}
	r := p.Resources[i]
	m := csvwTable{Context: [2]any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "en"}}, URL: r.Path,
		Title: p.Title + ": " + r.Name, Description: p.Description + " " + r.Description, Modified: p.Version,
		Dialect: csvwDialect{Encoding: r.Encoding, Delimiter: r.Dialect.Delimiter, QuoteChar: r.Dialect.QuoteChar, DoubleQuote: r.Dialect.DoubleQuote, Header: r.Dialect.Header, LineTerminators: []string{r.Dialect.LineTerminator}}}
	for _, l := range p.Licences {
		m.Licence = map[string]string{"@id": l.Path}
		if l.Path == "" {
			m.Licence = l.Name
		}
	}
	for _, c := range p.Contributors {
		m.Publisher = c.Title
	}
	for _, f := range r.Table.Fields {
		m.Schema.Columns = append(m.Schema.Columns, csvwColumn{Name: f.Name, Titles: f.Name, Description: f.Description, Datatype: csvwType(f), Required: f.Constraints != nil && f.Constraints.Required})
	}
	m.Schema.PrimaryKey = r.Table.PrimaryKey
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("write CSVW metadata: %w", err)
	}
	return b.Bytes(), nil
}

// csvwTable is a table description; the names with dc: are of Dublin Core.
type csvwTable struct {
	Context     [2]any      `json:"@context"`
	URL         string      `json:"url"`
	Title       string      `json:"dc:title"`
	Description string      `json:"dc:description"`
	Publisher   string      `json:"dc:publisher,omitempty"`
	Licence     any         `json:"dc:license,omitempty"`
	Modified    string      `json:"dc:modified,omitempty"`
	Dialect     csvwDialect `json:"dialect"`
	Schema      csvwSchema  `json:"tableSchema"`
}

type csvwDialect struct {
	Encoding        string   `json:"encoding"`
	Delimiter       string   `json:"delimiter"`
	QuoteChar       string   `json:"quoteChar"`
	DoubleQuote     bool     `json:"doubleQuote"`
	Header          bool     `json:"header"`
	LineTerminators []string `json:"lineTerminators"`
}

type csvwSchema struct {
	Columns    []csvwColumn `json:"columns"`
	PrimaryKey []string     `json:"primaryKey,omitempty"`
}

type csvwColumn struct {
	Name        string `json:"name"`
	Titles      string `json:"titles"`
	Description string `json:"dc:description,omitempty"`
	Datatype    any    `json:"datatype"`
	Required    bool   `json:"required,omitempty"`
}

// csvwType is a field's type. A list of words becomes a pattern, since CSVW has no
// other way to say it.
func csvwType(f Field) any {
	c := f.Constraints
	switch {
	case c != nil && c.Minimum != nil:
		return map[string]any{"base": f.Type, "minimum": *c.Minimum}
	case c != nil && len(c.Enum) > 0:
		return map[string]any{"base": f.Type, "format": strings.Join(c.Enum, "|")}
	}
	return f.Type
}
