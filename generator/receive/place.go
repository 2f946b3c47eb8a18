package receive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/tables"
)

// reserved are names that Windows keeps for devices, whatever stands behind a point.
var reserved = strings.Fields("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// Place gives the name under which a supplier's workbook is filed: its id, and a
// number if that name is taken. No name is given by which the review would take the
// file for another supplier's: acme-2.xlsx where there is a supplier acme-2. taken
// tells whether a name, in lower case and without its ending, is there: the review
// takes a higher number for the later file, whatever its ending.
func Place(roster []tables.Supplier, supplier string, i Item, taken func(stem string) bool) string {
	ext := ".xlsx"
	if cmrt.IsLegacy(i.Data) || slices.ContainsFunc(i.Declaration.Findings, func(f finding.Finding) bool { return f.Rule == "file-legacy-format" }) {
		ext = ".xls"
	}
	for n := 1; ; n++ {
		name := supplier
		if n > 1 || slices.Contains(reserved, supplier) {
			name += "-" + strconv.Itoa(n)
		}
		if !taken(name) && check.Owner(roster, cmrt.Declaration{File: path.Join("data/0000/cmrt", name+ext)}) == supplier {
			return name + ext
		}
	}
}

// place is the folder of a programme and a file's name in lower case, without its ending.
func place(file string) string {
	base := strings.ToLower(path.Base(file))
	return cmrt.Folder(cmrt.FiledAs(file)) + "/" + strings.TrimSuffix(base, path.Ext(base))
}

// lfsMark begins the note that Git LFS leaves where a file was not fetched.
var lfsMark = []byte("version https://git-lfs.github.com/spec/v1\n")

// Sum gives the SHA-256 of a file that was filed, also where Git LFS left only its
// note of it.
func Sum(data []byte) string {
	if bytes.HasPrefix(data, lfsMark) {
		if _, rest, ok := strings.Cut(string(data[:min(len(data), 1024)]), "oid sha256:"); ok {
			oid, _, _ := strings.Cut(rest, "\n")
			return strings.TrimSpace(oid)
		}
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
