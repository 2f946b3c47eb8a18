package report

import (
	"strconv"
	"testing"

	"itron.com/conflict-minerals/generator/project"
)

// What a project's own page template says is read as everything else that is published.
func TestOwnTemplatesAreRead(t *testing.T) {
	const page = `{{/* Our products are conflict-free. */}}
<!DOCTYPE html>
<html><head><title>{{.Title}}</title>
<meta name="description" content="A page about {{.Year}}.">
<style>/* TODO conflict-free */</style>
<script>let s = "Our products are conflict-free. TODO"</script></head>
<body>{{range .Items}}<p>{{.Name}} was asked whether it buys
from smelters that are listed as conformant.</p>{{end}}
`
	for name, at := range map[string]struct {
		text, rule string
		line       int
	}{
		"nothing":       {"", "", 0},
		"a claim":       {"<p>All of our <em>smelters</em>\nare <b>certified</b>.</p>", "report-overclaim", 9},
		"a later line":  {"\n<p>{{to be written}}</p><p>TODO</p>", "report-unfinished", 10},
		"a picture":     {`<img alt="No armed group benefits from our products.">`, "report-overclaim", 9},
		"of the data":   {`<p>{{.Company}} uses only conflict-free gold.</p>`, "report-overclaim", 9},
		"a placeholder": {"<p>Telephone: TBD</p>", "report-unfinished", 9},
		"an example":    {"<p>Write to us at www.example.com.</p>", "report-unfinished", 9},
	} {
		d := sound(t)
		d.Templates = []project.Text{{File: "site/templates/front.html", Body: page + at.text}}
		list := Lint(d, true)
		if at.rule == "" {
			if len(list) > 0 {
				t.Errorf("%s: %v", name, list)
			}
			continue
		}
		if len(list) != 1 || list[0].Rule != at.rule || list[0].File != "site/templates/front.html" || list[0].Cell != strconv.Itoa(at.line) {
			t.Errorf("%s: %+v", name, list)
		}
	}
}
