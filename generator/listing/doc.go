// Package listing reads the lists of smelters that registries give out and makes
// snapshots of them for data/reference.
//
// Its input is foreign bytes, and project pins its snapshots: it turns them into the rows
// of a snapshot, and knows what a snapshot of that day already holds. Three kinds
// of file are read: the smelter list of a CMRT, an export of the Responsible
// Minerals Initiative (a spreadsheet in XML, as Excel 2003 wrote it), and any plain
// CSV or XLSX whose columns are named or mapped.
//
// What a list says is taken as it is or refused, never mended: a snapshot that is
// guessed at would decide what is published of every smelter. A status above all is
// read, never assumed (status.go): it stands in the row, or the list as such is one
// of conformant or of active facilities, no column could say otherwise, and the
// person who imports it says so. All lists of a file are read, or the import stops
// and names what is in the way (parts.go). What is left out, such as rows of other
// minerals, is said in Notes.
//
// No export of the Initiative was at hand when this was written: its columns are
// those that public programs which read it name. Headers are therefore compared by
// letters and digits only, against a list that is easy to add to (columns.go).
package listing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// Kind is what a list is about.
type Kind string

// The kinds of list.
const (
	Directory  Kind = "directory"   // which facilities are smelters, and the names in use for them
	Statuses   Kind = "conformance" // what a programme says of each, in a column
	Conformant Kind = "conformant"  // as such a list of those that passed an assessment
	Active     Kind = "active"      // as such a list of those that committed to one
	Revisions  Kind = "revisions"   // what was changed on the directory, and why

	Translation Kind = "translation" // which number replaced one of CMRT 2.x
	CAHRA       Kind = "cahra"       // conflict-affected and high-risk areas
)

// kinds are all of them.
var kinds = []Kind{Directory, Statuses, Conformant, Active, Revisions, Translation, CAHRA}

// rating tells whether a list of a kind says statuses.
func rating(k Kind) bool { return k == Statuses || k == Conformant || k == Active }

// Options say what the file itself may not.
type Options struct {
	Kind      Kind              // "": as the file shows
	AsOf      string            // the day the list speaks of, YYYY-MM-DD
	Columns   map[string]string // a column's key → its header in the file
	Sheets    []string          // the sheets that are meant; none: all
	Source    string            // where the list came from; "": as the file shows
	Programme string            // RMAP, LBMA or RJC, where the list has no column for it
	Licence   string            // of sourcing countries: smelter.Public or smelter.MemberOnly
	For       string            // EMRT or AMRT: rows about its minerals are taken; "": those about the four metals
}

// List is a list that was read: its rows in the table of its kind, the others nil.
type List struct {
	Kind     Kind
	For      string // programme beside the CMRT whose minerals it is about; ""
	AsOf     string
	Source   string
	Licence  string
	Imported string // base name of the file
	SHA256   string // of its bytes
	Notes    []string

	Directory   []tables.DirectoryRow
	Conformance []tables.ConformanceRow
	Revisions   []tables.RevisionRow
	Translation []tables.TranslationRow
	CAHRA       []tables.AreaRow
}

// MaxFile bounds what is read. The longest real lists are below a megabyte.
const MaxFile = 32 << 20

// ErrList is the error of a file that is no list, or of one that contradicts itself.
var ErrList = errors.New("the list cannot be imported")

func refused(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrList}, args...)...)
}

// Read reads a list. file is the name that errors carry.
func Read(file string, data []byte, o Options) (List, error) {
	sum := sha256.Sum256(data)
	l := List{Kind: o.Kind, For: o.For, AsOf: o.AsOf, Source: o.Source, Imported: path.Base(strings.ReplaceAll(file, `\`, "/")), SHA256: hex.EncodeToString(sum[:])}
	if err := l.read(file, data, o); err != nil {
		if !errors.Is(err, ErrList) {
			err = fmt.Errorf("%w: %w", ErrList, err)
		}
		return List{}, err
	}
	if l.Source == "" {
		l.Source = l.Imported
	}
	for i := range l.Conformance {
		l.Conformance[i].Source = l.Source
	}
	return l, nil
}

func (l *List) read(file string, data []byte, o Options) error {
	switch {
	case !isDate(o.AsOf):
		return refused("%q is not a date of the form 2026-04-30", o.AsOf)
	case len(data) > MaxFile:
		return refused("%s: the file is far larger than any list that is read here", file)
	case o.Kind != "" && !slices.Contains(kinds, o.Kind):
		return refused("%q is not a kind of list: directory, conformance, conformant, active, revisions, translation or cahra", o.Kind)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		book, err := cmrt.ReadTables(file, data)
		if err != nil {
			return asList(err)
		}
		if book.Template {
			return l.template(file, data, o)
		}
		return l.tables(file, fromWorkbook(book), o)
	}
	if isJSON(data) {
		return l.json(file, data, o)
	}
	tables, notes, err := parse(data)
	if err != nil {
		return refused("%s: %w", file, err)
	}
	l.Notes = append(l.Notes, notes...)
	return l.tables(file, tables, o)
}

// template takes the smelter list of a CMRT.
func (l *List) template(file string, data []byte, o Options) error {
	kind, version, entries, err := cmrt.ReadAnyLookup(file, data)
	if err == nil && kind != cmrt.Conflict {
		l.For = kind
	}
	switch {
	case err != nil:
		return err
	case kind == "CRT" || l.For != "" && o.Kind == Translation:
		return refused("%s: the list of this %s %s cannot be used; take an EMRT", file, kind, version)
	case o.For != "" && o.For != kind:
		return refused("%s: it is a %s, and --for says %s", file, kind, o.For)
	case o.Kind != "" && o.Kind != Directory && o.Kind != Translation:
		return refused("%s: a CMRT carries a directory, and that of 3.x a translation of old numbers, not a list of kind %s", file, o.Kind)
	case len(o.Columns) > 0:
		return refused("%s: the columns of a CMRT are known and cannot be mapped", file)
	case len(entries) == 0:
		return refused("%s: the smelter list of this %s %s is empty", file, kind, version)
	}
	if o.Kind == Translation {
		return l.templateTranslation(file, version, entries)
	}
	l.Kind, l.Directory = Directory, tables.DirectoryRows(entries)
	if l.Source == "" {
		l.Source = "smelter list of " + kind + " " + version
	}
	if _, err := tables.DirectoryOf(smelter.Source{}, l.Directory); err != nil {
		return refused("%s: %w", file, err)
	}
	return nil
}

// tables takes the rows of a plain list.
func (l *List) tables(file string, tables []table, o Options) error {
	c, err := columnsOf(tables, o)
	if err != nil {
		return refused("%s: %w", file, err)
	}
	l.Kind = c.kind
	switch c.kind {
	case Directory:
		err = l.directory(c, o)
	case Revisions:
		err = l.revisions(c, o)
	case Translation:
		err = l.translation(c)
	case CAHRA:
		err = l.cahra(c)
	default:
		err = l.conformance(c, o)
	}
	if err != nil {
		return refused("%s: %w", file, err)
	}
	l.Notes = append(l.Notes, c.leftOut()...)
	return nil
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
