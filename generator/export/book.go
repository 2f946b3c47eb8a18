package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// bytes packs the workbook: parts in the order of their names, without a day.
func (w *book) bytes() ([]byte, error) {
	if w.err != nil {
		return nil, fmt.Errorf("write workbook: %w", w.err)
	}
	w.f.SetActiveSheet(0)
	loose, err := w.f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	r, err := zip.NewReader(bytes.NewReader(loose.Bytes()), int64(loose.Len()))
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return cmp.Compare(order(a.Name), order(b.Name)) })
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
		to, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err == nil {
			err = placed(to, part, w.places[f.Name])
		}
		part.Close()
		if err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

// hyperlink is a link of a sheet as the library writes it, to a file as a whole.
var hyperlink = lazyregexp.New(`<hyperlink ref="([A-Z]+\d+)"`)

// placed copies a part, and lets the links of a sheet lead to their places.
func placed(to io.Writer, part io.Reader, places map[string]string) error {
	if len(places) == 0 {
		_, err := io.Copy(to, part)
		return err
	}
	data, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	_, err = io.WriteString(to, hyperlink.ReplaceAllStringFunc(string(data), func(m string) string {
		place := places[hyperlink.FindStringSubmatch(m)[1]]
		if place == "" {
			return m
		}
		return m + ` location="` + html.EscapeString(place) + `"`
	}))
	return err
}

// order puts the list of parts first, where programs look for it.
func order(name string) string {
	if name == "[Content_Types].xml" {
		return ""
	}
	return name
}

// escaped is what a text must not hold by chance: Excel reads a character of it.
var escaped = lazyregexp.New(`^_x[0-9A-Fa-f]{4}_`)

// written lets such a text stand for itself. One may begin where another ends.
func written(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '_' && escaped.MatchString(s[i:min(len(s), i+7)]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
