package cmrt

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
)

// relations are what a part names elsewhere in the file.
type relations struct {
	kinds  map[string][]string // targets by the last word of the kind
	sheets map[string]string   // worksheets by id
}

// one gives the only target of a kind, "" where there is none; only is false where
// there are several.
func (r relations) one(kind string) (target string, only bool) {
	list := r.kinds[kind]
	if len(list) == 0 {
		return "", true
	}
	return list[0], len(list) == 1
}

// packageRelations is the part that leads to the workbook, contentTypes the one that says
// of what kind each part is.
const packageRelations, contentTypes = "_rels/.rels", "[Content_Types].xml"

// target gives the part that a relation leads to, by what stands there: an address below
// base, in which characters may be written by number.
func (w *workbook) target(base, written string) (string, error) {
	from := func(name string) string {
		if strings.HasPrefix(name, "/") {
			return name
		}
		return path.Join(base, name)
	}
	plain := from(written)
	meant, err := url.PathUnescape(written)
	if err != nil {
		meant = written
	}
	meant, _, _ = strings.Cut(meant, "#")
	part := from(meant)
	if part != plain && w.archive.has(part) && w.archive.has(plain) {
		return "", fmt.Errorf("the part %q %w", shortened(written), errTwice)
	}
	odd := path.Clean(written) != written || strings.HasPrefix(path.Clean(written), "../"+path.Base(base)+"/") || meant != written || strings.Contains(written, `\`)
	if f := w.archive.parts[foldPart(part)]; f != nil && (odd || strings.TrimPrefix(f.Name, "/") != strings.TrimPrefix(part, "/")) {
		if said := "places of its parts are not written as the standard has it"; !slices.Contains(w.odd, said) {
			w.odd = append(w.odd, said)
		}
	}
	return part, nil
}

// relations reads a part of relations. Only those kinds count whose address is, to
// the letter, that of one of the two editions of the standard.
func (w *workbook) relations(name, base string) (relations, error) {
	r := relations{map[string][]string{}, map[string]string{}}
	data, err := w.archive.xml(name)
	if err != nil {
		return r, err
	}
	t := tokens{data: data}
	seen := map[string]bool{}
	if err = t.enterRoot(packageSpaces, "Relationships"); err == nil {
		err = t.children(func() error {
			if string(t.name) != "Relationship" || t.attr("TargetMode") == "External" {
				return nil
			}
			id, target := t.attr("Id"), t.attr("Target")
			if seen[id] || t.compat.doubt() {
				return fmt.Errorf("the relation %q %w", shortened(id), errTwice)
			}
			if seen[id] = true; len(seen) > maxRelations {
				return errTooLarge
			}
			space, kind := path.Split(t.attr("Type"))
			w.macros = w.macros || kind == "vbaProject" || kind == "xlMacrosheet"
			if !slices.Contains(relationSpaces, strings.TrimSuffix(space, "/")) {
				return nil
			}
			if target, err = w.target(base, target); err != nil {
				return err
			}
			if !slices.Contains(r.kinds[kind], target) {
				r.kinds[kind] = append(r.kinds[kind], target)
			}
			if kind == "worksheet" {
				r.sheets[id] = target
			}
			return nil
		})
	}
	if err != nil {
		return r, fmt.Errorf("the part %s cannot be read: %w", name, err)
	}
	return r, nil
}
