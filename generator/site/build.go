package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Build renders every public file. look holds templates/*.html and assets/*; the
// built-in one is package look. The result maps slash paths below site/public to
// bytes and depends on nothing but the arguments.
func Build(s Site, look fs.FS) (map[string][]byte, error) {
	if s.ShortName == "" {
		s.ShortName = s.Name
	}
	kinds, err := parseLook(look)
	if err != nil {
		return nil, err
	}
	if s.Check != nil {
		if err := checkLook(look, kinds); err != nil {
			return nil, err
		}
	}
	b := &builder{site: s, kinds: kinds, tree: map[string][]byte{}, lastmod: map[string]string{}, unindexed: map[string]bool{}, pen: newPen(), press: newPrinter()}
	for _, y := range s.Years {
		b.views = append(b.views, newView(y, s))
	}
	b.news = b.entries()
	b.cardTexts = map[string]string{frontCard: b.cardText(b.latest())}
	for i := range b.views {
		b.cardTexts[b.views[i].cardFile()] = b.cardText(&b.views[i])
	}
	steps := []func() error{
		func() error { return b.assets(look) },
		b.checkAssets,
		b.printMark,
		b.years, // before the front page, which tells the size of their data
		b.facilitiesOverYears,
		b.allYears,
		b.named,
		b.front,
		b.archive,
		b.method,
		b.accessibility,
		b.policy,
		b.check,
		b.missing,
		b.cards,
		b.printed, // before what looks at all pages
		b.feed,
		b.sitemap,
		b.robots,
		b.headers,
		b.sums, // last: it lists all others
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b.tree, nil
}

// builder collects the tree of one Build.
type builder struct {
	site    Site
	views   []yearView // of its years, newest first
	kinds   looks
	tree    map[string][]byte
	lastmod map[string]string // of pages, by file

	unindexed map[string]bool // pages that robots are told to leave out, by file

	pen   *pen
	press *printer

	cardTexts map[string]string // what stands on the pictures for links, by file
	news      []atomEntry
}

// put adds a file; two files of one path would hide each other.
func (b *builder) put(name string, data []byte) error {
	if _, twice := b.tree[name]; twice {
		return fmt.Errorf("public file %s: made twice", name)
	}
	b.tree[name] = data
	return nil
}

func (b *builder) assets(look fs.FS) error {
	names, err := fs.Glob(look, "assets/*")
	if err != nil {
		return fmt.Errorf("list assets: %w", err)
	}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), ".") {
			continue
		}
		data, err := fs.ReadFile(look, name)
		if err != nil {
			return fmt.Errorf("read look: %w", err)
		}
		if err := b.put(name, data); err != nil {
			return err
		}
	}
	if _, ok := b.tree[styleFile]; !ok {
		return errors.New("the look has no " + styleFile)
	}
	return nil
}

// years makes the files of every year: first the data, since pages tell their size.
func (b *builder) years() error {
	for _, v := range b.views {
		if err := b.data(v); err != nil {
			return fmt.Errorf("year %d: %w", v.Number, err)
		}
		pages := []func(yearView) error{b.report, b.earlier}
		if v.surveyed() {
			pages = append(pages, b.summary, b.smelters, b.origin, b.figures, b.changes, b.world)
			for _, metal := range v.metals {
				pages = append(pages, func(v yearView) error { return b.metal(v, metal) })
			}
			for _, c := range v.countries {
				pages = append(pages, func(v yearView) error { return b.country(v, c) })
			}
		}
		pages = append(pages, b.programmes)
		if v.Form != "" {
			pages = append(pages, b.form)
		}
		for _, page := range pages {
			if err := page(v); err != nil {
				return fmt.Errorf("year %d: %w", v.Number, err)
			}
		}
	}
	return nil
}

// latest is the newest published year that was surveyed, or where none is published the
// newest draft; nil: there is none.
func (b *builder) latest() (draft *yearView) {
	for i := range b.views {
		switch v := &b.views[i]; {
		case !v.surveyed():
		case !v.Draft:
			return v
		case draft == nil:
			draft = v
		}
	}
	return draft
}

// before is the year before, where it was surveyed; nil: there is none.
func (b *builder) before(v yearView) *yearView {
	for i := range b.views {
		if b.views[i].Number == v.Number-1 && b.views[i].surveyed() {
			return &b.views[i]
		}
	}
	return nil
}
