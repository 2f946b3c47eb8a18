package listing

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// Folder is where snapshots lie, below the project root.
const Folder = "data/reference"

// SourcesFile holds where each snapshot came from.
const SourcesFile = Folder + "/sources.csv"

// ErrDiffers keeps a snapshot from changing under the years that pin it.
var ErrDiffers = errors.New("is there already and differs: a snapshot never changes; give this list its own date, or remove the old file first")

// Snapshot is what an import makes: files to write, slash paths below the project
// root, and what a person should know.
type Snapshot struct {
	Name  string // of the file in Folder
	Files map[string][]byte
	Rows  int // in the snapshot
	Notes []string
}

// Snapshot makes the snapshot of a list beside those that the project has. The same
// list twice gives the same bytes. Of one day there is one directory, one history,
// and one conformance snapshot: that of the conformant and of the active list
// together, in whichever order they come.
func (l List) Snapshot(project fs.FS) (Snapshot, error) {
	sources, err := read[tables.SnapshotSource](project, SourcesFile)
	if err != nil {
		return Snapshot{}, err
	}
	s := Snapshot{Notes: slices.Clone(l.Notes)}
	var data []byte
	var rows int
	switch l.Kind {
	case Directory:
		s.Name, rows, s.Rows = l.prefix()+"directory-"+l.AsOf+".csv", len(l.Directory), len(l.Directory)
		data, err = tables.Write(l.Directory)
	case Revisions:
		s.Name, rows, s.Rows = "revisions-"+l.AsOf+".csv", len(l.Revisions), len(l.Revisions)
		data, err = tables.Write(l.Revisions)
	case Translation:
		s.Name, rows, s.Rows = "translation-"+l.AsOf+".csv", len(l.Translation), len(l.Translation)
		data, err = tables.Write(l.Translation)
	case CAHRA:
		s.Name, rows, s.Rows = "cahra-"+l.AsOf+".csv", len(l.CAHRA), len(l.CAHRA)
		data, err = tables.Write(l.CAHRA)
	default:
		s.Name, rows = l.prefix()+"conformance-"+l.AsOf+".csv", len(l.Conformance)
		data, err = l.merged(project, sources, &s)
	}
	if err != nil {
		return Snapshot{}, err
	}
	file := path.Join(Folder, s.Name)
	if old, err := fs.ReadFile(project, file); err == nil && !rating(l.Kind) && string(old) != string(data) {
		return Snapshot{}, fmt.Errorf("%s %w", file, ErrDiffers)
	}
	record, err := tables.Write(l.recorded(sources, s.Name, data, rows))
	if err != nil {
		return Snapshot{}, err
	}
	s.Files = map[string][]byte{file: data, SourcesFile: record}
	return s, nil
}

// read reads a table of the project; one that is not there is empty.
func read[Row any](project fs.FS, file string) ([]Row, error) {
	data, err := fs.ReadFile(project, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return tables.Read[Row](file, data)
}

// merged puts the list into the conformance snapshot of its day. A list that says the
// statuses in a column is all of that snapshot. Of a conformant and an active list
// each is a part: what the snapshot holds of the other stays; what it holds of this
// one must be the same.
func (l List) merged(project fs.FS, sources []tables.SnapshotSource, s *Snapshot) ([]byte, error) {
	file := path.Join(Folder, s.Name)
	before, err := read[tables.ConformanceRow](project, file)
	if err != nil {
		return nil, err
	}
	mine := slices.Clone(l.Conformance)
	again, known := recordOf(sources, s.Name, l.Kind)
	if known && again.ImportedSHA256 == l.SHA256 && l.Source == l.Imported {
		for i := range mine { // the same bytes under another name are the same list
			mine[i].Source = again.Source
		}
	}
	_, whole := recordOf(sources, s.Name, Statuses)
	all, held := mine, len(before) > 0
	if l.Kind != Statuses && !whole {
		all, held = l.besides(before, mine, s)
	}
	sortStatuses(all)
	data, err := tables.Write(all)
	if err != nil {
		return nil, err
	}
	if old, err := fs.ReadFile(project, file); err == nil && string(old) != string(data) && (held || known || !byImport(sources, s.Name, old)) {
		return nil, fmt.Errorf("%s %w", file, ErrDiffers)
	}
	s.Rows = len(all)
	return data, nil
}

// besides puts a conformant or an active list beside the other of its day, and tells
// whether the snapshot holds something of this one already.
func (l List) besides(before, mine []tables.ConformanceRow, s *Snapshot) (all []tables.ConformanceRow, held bool) {
	var conformant, active []tables.ConformanceRow
	for _, r := range before {
		switch {
		case r.Status == string(l.Kind):
			held = true
		case r.Status == string(Conformant):
			conformant = append(conformant, r)
		default: // active; in a table kept by hand perhaps a programme's own word
			active = append(active, r)
		}
	}
	if l.Kind == Conformant {
		conformant = mine
	} else {
		active = append(mine, slices.DeleteFunc(active, func(r tables.ConformanceRow) bool { return r.Status == string(Active) })...)
	}
	passed := map[string]bool{}
	for _, r := range conformant {
		passed[r.SmelterID] = true
	}
	all = slices.Clone(conformant)
	var both []string
	for _, r := range active {
		if passed[r.SmelterID] {
			both = append(both, r.SmelterID)
			continue
		}
		all = append(all, r)
	}
	if len(both) > 0 {
		slices.Sort(both)
		s.Notes = append(s.Notes, fmt.Sprintf("Facilities on both lists: %s; there conformant counts: %s.", strconv.Itoa(len(both)), quoted(both)))
	}
	return all, held
}

// byImport tells whether a snapshot is just as an import left it: to one that
// people keep by hand nothing is added.
func byImport(sources []tables.SnapshotSource, name string, data []byte) bool {
	return slices.ContainsFunc(sources, func(r tables.SnapshotSource) bool { return r.File == name && r.SHA256 == hash(data) })
}

func recordOf(sources []tables.SnapshotSource, name string, kind Kind) (tables.SnapshotSource, bool) {
	i := slices.IndexFunc(sources, func(r tables.SnapshotSource) bool { return r.File == name && r.Kind == string(kind) })
	if i < 0 {
		return tables.SnapshotSource{}, false
	}
	return sources[i], true
}

// recorded gives the record of sources with this list on it. What was recorded of
// the same bytes stays, whatever name the file has now.
func (l List) recorded(sources []tables.SnapshotSource, name string, data []byte, rows int) []tables.SnapshotSource {
	now := tables.SnapshotSource{File: name, Kind: string(l.Kind), AsOf: l.AsOf, Source: l.Source, Imported: l.Imported,
		ImportedSHA256: l.SHA256, SHA256: hash(data), Rows: rows, Licence: l.Licence}
	if before, ok := recordOf(sources, name, l.Kind); ok && before.ImportedSHA256 == now.ImportedSHA256 {
		now.Imported = before.Imported
		if l.Source == l.Imported {
			now.Source = before.Source
		}
	}
	list := slices.DeleteFunc(slices.Clone(sources), func(r tables.SnapshotSource) bool { return r.File == name && r.Kind == string(l.Kind) })
	list = append(list, now)
	for i := range list { // both parts of a snapshot name the same bytes
		if list[i].File == name {
			list[i].SHA256 = now.SHA256
		}
	}
	stable.Sort(list, func(a, b tables.SnapshotSource) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Kind, b.Kind))
	})
	return list
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Contents says in a line what an import gave.
func (l List) Contents(s Snapshot) string {
	facilities := map[string]bool{}
	for _, r := range l.Directory {
		facilities[r.SmelterID] = true
	}
	switch l.Kind {
	case Directory:
		return fmt.Sprintf("%s under %s, from %s.", many(len(facilities), "facility"), many(len(l.Directory), "name"), l.Source)
	case Translation:
		return fmt.Sprintf("%s, from %s.", many(len(l.Translation), "old number"), l.Source)
	case CAHRA:
		return fmt.Sprintf("%s, from %s.", many(len(l.CAHRA), "conflict-affected and high-risk area"), l.Source)
	case Revisions:
		return fmt.Sprintf("%s, from %s.", many(len(l.Revisions), "revision"), l.Source)
	case Statuses:
		return fmt.Sprintf("%s, each with the status of its row, from %s.", many(len(l.Conformance), "facility"), l.Source)
	}
	return fmt.Sprintf("%s, from %s; %s in all.", many(len(l.Conformance), string(l.Kind)+" facility"), l.Source, many(s.Rows, "row"))
}

// Pin is the key under which year.yaml pins the snapshot.
func (l List) Pin() string {
	if rating(l.Kind) {
		return string(Statuses)
	}
	return string(l.Kind)
}
