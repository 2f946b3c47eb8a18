package sheets

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// Made is the time that workbooks are said to be of, so that the same tables give the same
// bytes; the library would take the clock's.
const Made = "2000-01-01T00:00:00Z"

// Places are where in the files the links of a workbook lead: by part, then by cell. The
// library writes links to whole files alone.
type Places map[string]map[string]string

// parts takes the parts of a workbook from the library, which writes some of them in the
// order of a map.
type parts map[string]*bytes.Buffer

func (p parts) Create(name string) (io.Writer, error) {
	p[name] = &bytes.Buffer{}
	return p[name], nil
}

func (p parts) AddFS(fs.FS) error { return errors.ErrUnsupported } // no workbook of ours needs it

func (p parts) Close() error { return nil }

// Pack writes a workbook as bytes: parts in the order of their names, without a day.
func Pack(book *excelize.File, places Places) ([]byte, error) {
	all := parts{}
	if _, err := book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return all }).WriteToBuffer(); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.SortedFunc(maps.Keys(all), func(a, b string) int { return cmp.Compare(order(a), order(b)) }) {
		to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = to.Write(placed(all[name].Bytes(), places[name]))
		}
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

// placed lets the links of a sheet lead to their places.
func placed(part []byte, places map[string]string) []byte {
	if len(places) == 0 {
		return part
	}
	return []byte(hyperlink.ReplaceAllStringFunc(string(part), func(m string) string {
		place := places[hyperlink.FindStringSubmatch(m)[1]]
		if place == "" {
			return m
		}
		return m + ` location="` + html.EscapeString(place) + `"`
	}))
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

// Text lets such a text stand for itself in a cell that is set by itself (a stream of rows
// sees to it). One may begin where another ends.
func Text(s string) string {
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

// Column names a column, counted from 0: A, B, …, AA.
func Column(i int) string {
	name, _ := excelize.ColumnNumberToName(i + 1) // no table has 16,384 columns
	return name
}

// firstDay is the day from which Excel counts.
var firstDay = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// Day is the number of a day (2026-04-30) as Excel counts; false for what is no day, and
// for days before 1901, of which Excel counts one too many.
func Day(s string) (int, bool) {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil || day.Year() < 1901 {
		return 0, false
	}
	return int(day.Sub(firstDay).Hours() / 24), true
}
