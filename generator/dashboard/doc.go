// Package dashboard makes the internal pages of a year: where the campaign stands, each
// supplier with its declaration, findings and letters, the smelters to follow up, and
// what is due.
//
// It is the internal counterpart of site: these pages name suppliers, and are written
// to build/YEAR/internal, never below site/public. They are plain HTML files with one
// style sheet and one script, so that they open from a folder or an artifact without a
// server; without the script they are complete, but cannot be sorted.
package dashboard

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync"

	"itron.com/conflict-minerals/generator/agenda"
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/report"
)

// Input is what the pages are made of: a year as it stands on a day.
type Input struct {
	Registrant project.Registrant
	Year       *project.Year
	Day        string // YYYY-MM-DD
	States     []campaign.State
	Before     []campaign.State // of the year before, on the same day a year earlier; nil: no survey
	LastYear   *project.Year    // the year before; nil: none, or no survey
	LastStates []campaign.State // of the year before, at its end
	Review     check.Result     // of what had come by the day
	// Open gives a workbook with every row; nil where there is none to open.
	Open    func(file string) check.Whole
	Inquiry rcoi.Inquiry
	Due     []campaign.Letter
	Blocked []campaign.Letter
	Items   []agenda.Item
	Beside  []Beside // the year by programmes beside the CMRT
	Sheets  string   // name of the workbook that lies beside the pages; "": none
}

//go:embed pages
var pages embed.FS

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{"day": report.Date, "join": strings.Join, "short": short, "mail": mailTo, "nextTo": nextTo,
		"resolve": func(year int, e entry, id string) string { return decide{year}.resolve(e, id) },
		"reject":  func(year int, e entry) string { return decide{year}.reject(e) },
	}).ParseFS(pages, "pages/*.html"))
})

// page is the frame of every page.
type page struct {
	Title, Year, Day, Company string
	Number                    int    // the year
	Up                        string // way to the folder of the pages
	Here                      string // the page of the menu that this is, or belongs to
	Demonstration             bool
	Programmes                bool          // there is a page of programmes beside the CMRT
	State                     project.State // how far the year has come
	Body                      any
}

// Pages makes all files, by slash path below build/YEAR/internal. look holds
// assets/style.css, as the public pages use it.
func Pages(in Input, look fs.FS) (map[string][]byte, error) {
	style, err := fs.ReadFile(look, "assets/style.css")
	if err != nil {
		return nil, fmt.Errorf("read look: %w", err)
	}
	own, err := pages.ReadFile("pages/dashboard.css")
	if err != nil {
		return nil, err
	}
	script, err := pages.ReadFile("pages/dashboard.js")
	if err != nil {
		return nil, err
	}
	d := &dashboard{Input: in, tree: map[string][]byte{"style.css": append(style, own...), "dashboard.js": script}}
	d.prepare()
	for _, p := range []struct {
		file, kind, title string
		body              any
	}{
		{"index.html", "front", fmt.Sprintf("Supplier campaign %d", in.Year.Number), d.front()},
		{"suppliers.html", "suppliers", "Suppliers", d.rows},
		{"smelters.html", "smelters", "Smelters to follow up", d.smelters()},
		{"red-flags.html", "redflags", "Red flags", d.redFlags()},
		{"entries.html", "entries", "Entries that match no known smelter", d.entries()},
	} {
		if err := d.put(p.file, p.kind, "", p.file, p.title, p.body); err != nil {
			return nil, err
		}
	}
	if len(in.Beside) > 0 {
		if err := d.put("programmes.html", "programmes", "", "programmes.html", "Other templates", d.programmes()); err != nil {
			return nil, err
		}
	}
	for i, s := range in.States {
		if err := d.put("suppliers/"+s.Supplier.ID+".html", "supplier", "../", "suppliers.html", s.Supplier.Name, d.supplier(i)); err != nil {
			return nil, err
		}
	}
	return d.tree, nil
}

// dashboard collects the files.
type dashboard struct {
	Input
	tree map[string][]byte
	rows []row // by supplier, as States
}

func (d *dashboard) put(file, kind, up, here, title string, body any) error {
	var out bytes.Buffer
	p := page{Title: title, Year: fmt.Sprint(d.Year.Number), Number: d.Year.Number, Day: d.Day, Company: d.Registrant.ShortName, Up: up, Here: here, Demonstration: d.Year.Demonstration, Programmes: len(d.Beside) > 0, State: d.Year.State, Body: body}
	if err := templates().ExecuteTemplate(&out, kind, p); err != nil {
		return fmt.Errorf("internal page %s: %w", file, err)
	}
	d.tree[file] = out.Bytes()
	return nil
}
