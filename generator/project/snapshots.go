package project

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"

	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// snapshotName carries the day of a snapshot.
var snapshotName = regexp.MustCompile(`^[a-z-]+-(\d{4}-\d{2}-\d{2})\.csv$`)

func (p *Project) snapshots(y *Year) error {
	settings := path.Join("content", strconv.Itoa(y.Number), "year.yaml")
	if name := y.Settings.Snapshots.Directory; name != "" {
		rows, source, err := snapshot[tables.DirectoryRow](p.FS, settings, "directory", name)
		if err != nil {
			return err
		}
		if y.Directory, err = tables.DirectoryOf(source, rows); err != nil {
			return &InputError{File: path.Join("data/reference", name), Err: err}
		}
	}
	if name := y.Settings.Snapshots.Conformance; name != "" {
		rows, source, err := snapshot[tables.ConformanceRow](p.FS, settings, "conformance", name)
		if err != nil {
			return err
		}
		if y.Conformance, err = tables.ConformanceOf(source, rows); err != nil {
			return &InputError{File: path.Join("data/reference", name), Err: err}
		}
	}
	if name := y.Settings.Snapshots.Translation; name != "" {
		rows, source, err := snapshot[tables.TranslationRow](p.FS, settings, "translation", name)
		if err != nil {
			return err
		}
		if y.Translation, err = tables.TranslationOf(source, rows); err != nil {
			return &InputError{File: path.Join("data/reference", name), Err: err}
		}
	}
	return nil
}

// snapshot reads a pinned file of data/reference and says where it came from.
func snapshot[Row any](fsys fs.FS, settings, kind, name string) ([]Row, smelter.Source, error) {
	m := snapshotName.FindStringSubmatch(name)
	if m == nil {
		return nil, smelter.Source{}, mistake(fsys, settings, "snapshots."+kind, fmt.Errorf("snapshots: %q is not named KIND-YYYY-MM-DD.csv", name))
	}
	file := path.Join("data/reference", name)
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, smelter.Source{}, mistake(fsys, settings, "snapshots."+kind, fmt.Errorf("snapshots: there is no %s", file))
	}
	rows, err := tables.Read[Row](file, data)
	sum := sha256.Sum256(data)
	return rows, smelter.Source{Name: file, AsOf: m[1], SHA256: hex.EncodeToString(sum[:])}, inputError(err)
}
