package project

import (
	"bytes"
	"fmt"
	"io/fs"
	"itron.com/conflict-minerals/generator/cmrt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// Next is a new reporting year made from the one before.
type Next struct {
	From    int               // the year it was made from
	Files   map[string][]byte // slash path below the root
	LeftOut []string          // settings that a person has to write anew
	Carried int               // decisions that still hold
	Open    []Step            // promised in the report of that year, not yet done
	Typed   []string          // places where the words name a year: file:line
	Other   []string          // files of that year's folder in content/ that were not copied
}

// NextYear makes the folders of a new year from the newest before it: roster, settings
// with their dates moved, narrative. Workbooks, letters and filings belong to their
// own year. Nothing is written.
func (p *Project) NextYear(number int) (Next, error) {
	from := 0
	for _, y := range p.Years {
		if y < number {
			from = y
		}
	}
	n := Next{From: from, Files: map[string][]byte{}}
	if _, err := fs.Stat(p.FS, path.Join("content", strconv.Itoa(number))); err == nil {
		return n, fmt.Errorf("content/%d is there already: a year that exists is not made again", number)
	}
	if from == 0 {
		return n, fmt.Errorf("there is no reporting year before %d to make it from", number)
	}
	y, err := p.Year(from)
	if err != nil {
		return n, err
	}
	for _, s := range y.Promised {
		if !s.DoneBy(from) {
			n.Open = append(n.Open, s)
		}
	}
	if err := p.nextContent(&n, number); err != nil {
		return n, err
	}
	return n, p.nextData(&n, y, number)
}

// nextContent carries over the words and the settings.
func (p *Project) nextContent(n *Next, number int) error {
	old, dir := path.Join("content", strconv.Itoa(n.From)), path.Join("content", strconv.Itoa(number))
	entries, err := fs.ReadDir(p.FS, old)
	if err != nil {
		return fmt.Errorf("list %s: %w", old, err)
	}
	years := regexp.MustCompile(fmt.Sprintf(`\b(%d|%d|%d)\b`, n.From-1, n.From, n.From+1))
	for _, e := range entries {
		name := path.Join(old, e.Name())
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			n.Other = append(n.Other, name)
			continue
		}
		data, err := fs.ReadFile(p.FS, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		switch ext := path.Ext(name); {
		case e.Name() == "year.yaml":
			if data, n.LeftOut, err = nextSettings(name, data, n.From, number, anew); err != nil {
				return err
			}
		case slices.ContainsFunc(cmrt.Programmes, func(p string) bool { return name == RollupFile(n.From, p) }):
			var dropped []string
			if data, dropped, err = nextSettings(name, data, n.From, number, anewInRollup); err != nil {
				return err
			}
			if len(dropped) > 0 {
				n.LeftOut = append(n.LeftOut, e.Name())
			}
		case e.Name() == "activities.csv", e.Name() == "exclusions.csv":
			data = header(data)
		case ext == ".md":
			for i, line := range strings.Split(string(data), "\n") {
				if years.MatchString(line) {
					n.Typed = append(n.Typed, fmt.Sprintf("%s/%s:%d", dir, e.Name(), i+1))
				}
			}
		case e.Name() == path.Base(RisksFile(n.From)):
			continue // by what it says, see nextData
		case e.Name() != "products.csv":
			n.Other = append(n.Other, name)
			continue
		}
		n.Files[path.Join(dir, e.Name())] = data
	}
	return nil
}

// nextData carries over the roster and the decisions that still hold.
func (p *Project) nextData(n *Next, y *Year, number int) (err error) {
	old, dir := path.Join("data", strconv.Itoa(n.From)), path.Join("data", strconv.Itoa(number))
	if n.Files[RosterFile(number)], err = RosterTable(number, y.Roster); err != nil {
		return err
	}
	if n.Files[path.Join(dir, "outreach.csv")], err = tables.Write[tables.Outreach](nil); err != nil {
		return err
	}
	var hold []tables.Decision
	cutOff := moved(y.Settings.CutOff, number-n.From)
	for _, d := range y.Decisions {
		if !d.Shared && d.Until != "" && d.Until >= cutOff && !y.Expired(d) {
			hold = append(hold, d)
		}
	}
	n.Carried = len(hold)
	still := slices.DeleteFunc(slices.Clone(y.Risks), func(r Risk) bool { return r.State == RiskDisengaged || r.State == RiskClosed })
	if _, err := fs.Stat(p.FS, RisksFile(n.From)); err == nil {
		if n.Files[RisksFile(number)], err = tables.Write(still); err != nil {
			return err
		}
	}
	if n.Files[DecisionsFile(number)], err = tables.Write(hold); err != nil {
		return err
	}
	note, err := fs.ReadFile(p.FS, path.Join(old, "cmrt/README.md"))
	if err != nil {
		note, err = skeleton.ReadFile("skeleton/data/YEAR/cmrt/README.md") // the folder has to hold something for git
	}
	n.Files[path.Join(dir, "cmrt/README.md")] = note
	return err
}

// header is the first line of a table.
func header(data []byte) []byte {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	return append(bytes.TrimRight(slices.Clone(first), "\r"), '\n')
}

// anew are the settings that are about one year alone: lists are pinned, conclusions
// drawn and forms signed once.
var anew = []string{"snapshots", "determination", "filing", "publish", "publish_programmes", "own_cmrt"}

// anewInRollup are the same of rollup.yaml: what was found out about last year's products
// and suppliers.
var anewInRollup = []string{"own_assessment", "not_listed"}

var day = lazyregexp.New(`\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b`)

// nextSettings moves the dates of a file of settings and leaves out the keys that are
// about one year alone. All else stays as it was typed, notes included.
func nextSettings(file string, data []byte, from, to int, anew []string) ([]byte, []string, error) {
	tree, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\ufeff")), 0)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	begins := map[int]string{} // line → key at the top
	for _, doc := range tree.Docs {
		if top, ok := doc.Body.(*ast.MappingNode); ok {
			for _, v := range top.Values {
				begins[v.Key.GetToken().Position.Line] = v.Key.String()
			}
		}
	}
	var out, leftOut []string
	key := ""
	for i, line := range strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n") {
		if k, ok := begins[i+1]; ok {
			if key = k; slices.Contains(anew, key) {
				leftOut = append(leftOut, key)
			}
		}
		comment := strings.HasPrefix(strings.TrimSpace(line), "#")
		switch {
		case comment && !strings.HasPrefix(line, " "):
			line = strings.ReplaceAll(line, fmt.Sprintf("eporting year %d", from), fmt.Sprintf("eporting year %d", to))
		case slices.Contains(anew, key) && strings.TrimSpace(line) != "":
			continue
		case key == "title":
			line = strings.ReplaceAll(line, strconv.Itoa(from), strconv.Itoa(to))
		case !comment && key != "suppliers" && key != "watch_list":
			line = day.ReplaceAllStringFunc(line, func(s string) string { return moved(s, to-from) })
		}
		out = append(out, line)
	}
	return []byte(strings.Join(out, "\n")), leftOut, nil
}

// moved is a day some years later; the 29th of February becomes the 28th.
func moved(date string, years int) string {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	later := d.AddDate(years, 0, 0)
	if later.Month() != d.Month() {
		later = later.AddDate(0, 0, -1)
	}
	return later.Format(time.DateOnly)
}
