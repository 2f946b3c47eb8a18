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
	b := &builder{site: s, kinds: kinds, tree: map[string][]byte{}}
	steps := []func() error{
		func() error { return b.assets(look) },
		b.years, // before the front page, which tells the size of their data
		b.front,
		b.policy,
		b.missing,
		b.sitemap,
		b.robots,
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
	site  Site
	kinds looks
	tree  map[string][]byte
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
	for _, y := range b.site.Years {
		v := yearView{Year: y, site: b.site}
		if err := b.data(v); err != nil {
			return fmt.Errorf("year %d: %w", y.Number, err)
		}
		pages := []func(yearView) error{b.report}
		if y.AsOf != "" {
			pages = append(pages, b.smelters, b.figures)
		}
		if y.Form != "" {
			pages = append(pages, b.form)
		}
		for _, page := range pages {
			if err := page(v); err != nil {
				return fmt.Errorf("year %d: %w", y.Number, err)
			}
		}
	}
	return nil
}

// latest is the newest year that was surveyed; nil: none was.
func (b *builder) latest() *yearView {
	for _, y := range b.site.Years {
		if y.AsOf != "" {
			return &yearView{Year: y, site: b.site}
		}
	}
	return nil
}
