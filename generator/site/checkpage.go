package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"itron.com/conflict-minerals/generator/precheck"
	"itron.com/conflict-minerals/generator/project"
	look "itron.com/conflict-minerals/site"
)

// Check is the page on which a supplier checks a workbook before it sends it. Its types
// hold what suppliers are told in the request, and nothing else.
type Check struct {
	Settings precheck.Settings
	// Module is the packed module (package precheck/module, gzip) that reads the workbook in
	// the supplier's browser; without it the page is left out.
	Module []byte
}

const (
	checkFile     = "check/index.html"
	checkSettings = "check/settings.js"
	checkScript   = "assets/check.js"
	checkStyle    = "assets/check.css"
)

// checkView is the body of the check page.
type checkView struct {
	Name, Short string
	Year        int
	Versions    string
	Oldest      string
	CutOff      string
	Directory   string // its day; blank: smelters are named as the workbook's own look-up has them
	Facilities  int
	Questions   link
	Settings    string // address of its script
	Module      string // size of the module
}

// CheckOf gives the check page of a project; nil where it offers none.
func CheckOf(p *project.Project, module []byte) (*Check, error) {
	if !p.Registrant.CheckPage.Offered() || len(module) == 0 {
		return nil, nil
	}
	y, err := p.CheckYear()
	if err != nil || y == nil {
		return nil, err
	}
	rows, err := p.CheckRows(y)
	if err != nil {
		return nil, err
	}
	return &Check{Settings: precheck.Of(y, rows), Module: module}, nil
}

// check makes the page, its settings and the pieces of the module. No piece is fetched: each is a
// script, so that the policy can forbid every connection and a saved copy works.
func (b *builder) check() error {
	c := b.site.Check
	if c == nil {
		return nil
	}
	const piece = 150_000 // characters: a progress worth showing, and read by a phone in less than it notices
	packed := base64.StdEncoding.EncodeToString(c.Module)
	pieces := (len(packed) + piece - 1) / piece
	for i := range pieces {
		part := packed[i*piece : min((i+1)*piece, len(packed))]
		if err := b.put(fmt.Sprintf("check/module-%02d.js", i+1), fmt.Appendf(nil, "(self.cmrModule??=[])[%d]=%q;\n", i, part)); err != nil {
			return err
		}
	}
	sum := sha256.Sum256(c.Module)
	settings, err := json.Marshal(map[string]any{"settings": c.Settings, "pieces": pieces, "sha256": hex.EncodeToString(sum[:])})
	if err != nil {
		return fmt.Errorf("write the check page: %w", err)
	}
	if err := b.put(checkSettings, []byte("self.cmrCheck="+string(settings)+";\n")); err != nil {
		return err
	}
	s := c.Settings
	p := b.sitePage(checkFile, "Check a CMRT")
	p.Title, p.Checks = "Check a CMRT before you send it", true
	p.Description = "Suppliers of " + b.site.Name + " check their conflict minerals declaration here before they send it. The file stays on their computer."
	p.Script, p.Sheet = relative(p.file, checkScript), relative(p.file, checkStyle)
	v := checkView{Name: b.site.Name, Short: b.site.ShortName, Year: s.Year, Versions: strings.Join(s.Versions, ", "), Oldest: b.site.day(s.Oldest), CutOff: b.site.day(s.CutOff),
		Questions: questions(b.site.Questions), Settings: relative(p.file, checkSettings), Module: size(len(c.Module))}
	if s.Directory != nil {
		v.Directory = b.site.day(s.Directory.AsOf)
		known := map[string]bool{}
		for _, row := range s.Directory.Rows {
			known[row[2]] = true
		}
		v.Facilities = len(known)
	}
	p.Body = v
	return b.render("check", p)
}

// checkLook takes the look of the check page from the program where a project's own look,
// made before there was one, has none.
func checkLook(own fs.FS, kinds looks) error {
	from := own
	if _, err := fs.Stat(own, "templates/check.html"); err != nil {
		from = look.Files
	}
	t, err := template.New("check").Option("missingkey=error").ParseFS(from, "templates/layout.html", "templates/check.html")
	if err != nil {
		return fmt.Errorf("read look: %w", err)
	}
	kinds["check"] = t
	return nil
}

// checkAssets adds script and style of the check page; without one, they are left out.
func (b *builder) checkAssets() error {
	for _, name := range []string{checkScript, checkStyle} {
		if b.site.Check == nil {
			delete(b.tree, name)
			continue
		}
		if b.tree[name] != nil {
			continue
		}
		data, err := look.Files.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read look: %w", err)
		}
		b.tree[name] = data
	}
	return nil
}
