package project

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// snapshotName carries the day of a snapshot.
var snapshotName = lazyregexp.New(`^[a-z-]+-(\d{4}-\d{2}-\d{2})\.csv$`)

// snapshots reads the lists that the year pins.
func (p *Project) snapshots(y *Year) error {
	settings := path.Join("content", strconv.Itoa(y.Number), "year.yaml")
	pins := y.Settings.Snapshots
	return errors.Join(
		pinned(p.FS, settings, "directory", pins.Directory, &y.Directory, tables.DirectoryOf),
		pinned(p.FS, settings, "conformance", pins.Conformance, &y.Conformance, tables.ConformanceOf),
		pinned(p.FS, settings, "revisions", pins.Revisions, &y.Revisions, tables.RevisionsOf),
		pinned(p.FS, settings, "cahra", pins.CAHRA, &y.Areas, tables.AreasOf),
		pinned(p.FS, settings, "translation", pins.Translation, &y.Translation, tables.TranslationOf),
	)
}

// pinned reads one list into its place; a blank name pins none.
func pinned[Row, List any](fsys fs.FS, settings, kind, name string, into *List, of func(smelter.Source, []Row) (List, error)) error {
	if name == "" {
		return nil
	}
	rows, source, err := snapshot[Row](fsys, settings, kind, name)
	if err != nil {
		return err
	}
	if *into, err = of(source, rows); err != nil {
		if at := inputError(err); at != err {
			return at
		}
		return &InputError{File: path.Join("data/reference", name), Err: err}
	}
	return nil
}

// snapshot reads a pinned file of data/reference and says where it came from.
func snapshot[Row any](fsys fs.FS, settings, kind, name string) ([]Row, smelter.Source, error) {
	data, source, err := snapshotFile(fsys, settings, kind, name)
	if err != nil {
		return nil, source, err
	}
	if err := asText(source.Name, data); err != nil {
		return nil, source, err
	}
	rows, err := tables.Read[Row](source.Name, data)
	return rows, source, inputError(err)
}

func snapshotFile(fsys fs.FS, settings, kind, name string) ([]byte, smelter.Source, error) {
	m := snapshotName.FindStringSubmatch(name)
	if m == nil {
		return nil, smelter.Source{}, mistake(fsys, settings, "snapshots."+kind, fmt.Errorf("snapshots: %q is not named KIND-YYYY-MM-DD.csv", name))
	}
	file := path.Join("data/reference", name)
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, smelter.Source{}, mistake(fsys, settings, "snapshots."+kind, fmt.Errorf("snapshots: there is no %s", file))
	}
	sum := sha256.Sum256(data)
	source := smelter.Source{Name: file, AsOf: m[1], SHA256: hex.EncodeToString(sum[:])}
	return data, source, unchanged(fsys, name, source.SHA256)
}

// unchanged finds a snapshot that was edited after its import. One that people keep
// by hand is not on the record, and theirs to edit.
func unchanged(fsys fs.FS, name, hash string) error {
	const record = "data/reference/sources.csv"
	rows, err := readTable[tables.SnapshotSource](fsys, record)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.File == name && r.SHA256 != hash {
			return &InputError{File: path.Join("data/reference", name), Err: fmt.Errorf("the snapshot was changed after it was imported: its hash is not the one in %s; take the file back from git, or import the list again", record)}
		}
	}
	return nil
}
