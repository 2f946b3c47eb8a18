package cmrt

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"path"
	"strings"
	"sync"
	"testing"
)

// taken is what tests that take the same workbook apart have in common.
type taken struct {
	zip     *zip.Reader
	parts   map[string]string // of the sheets, by name
	strings string            // the part of shared strings
	mutex   sync.Mutex
	read    map[string][]byte   // parts that were asked for
	tables  map[tableKey]*table // of the sheets that were asked for
}

type tableKey struct {
	sheet   string
	noCache bool
}

// allTaken are the last few workbooks that were taken apart: one of them takes some 60 MB.
var allTaken = struct {
	sync.Mutex
	by   map[[sha256.Size]byte]*taken
	last [][sha256.Size]byte
}{by: map[[sha256.Size]byte]*taken{}}

func takenApart(t testing.TB, data []byte) *original {
	t.Helper()
	allTaken.Lock()
	defer allTaken.Unlock()
	key := sha256.Sum256(data)
	if known := allTaken.by[key]; known != nil {
		return &original{t: t, taken: known}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	o := &original{t: t, taken: &taken{zip: z, parts: map[string]string{}, read: map[string][]byte{}, tables: map[tableKey]*table{}}}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	var workbook struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	for part, into := range map[string]any{"xl/_rels/workbook.xml.rels": &relations, "xl/workbook.xml": &workbook} {
		if err := xml.Unmarshal(o.part(part), into); err != nil {
			t.Fatal(err)
		}
	}
	targets := map[string]string{}
	for _, r := range relations.List {
		targets[r.ID] = strings.TrimPrefix(path.Join("xl", r.Target), "xl/xl/")
		if strings.HasSuffix(r.Type, "/sharedStrings") {
			o.strings = targets[r.ID]
		}
	}
	for _, s := range workbook.Sheets {
		o.parts[s.Name] = targets[s.ID]
	}
	if allTaken.by[key], allTaken.last = o.taken, append(allTaken.last, key); len(allTaken.last) > 4 {
		delete(allTaken.by, allTaken.last[0])
		allTaken.last = allTaken.last[1:]
	}
	return o
}
