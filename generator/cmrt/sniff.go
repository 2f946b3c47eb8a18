package cmrt

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"itron.com/conflict-minerals/generator/finding"
)

// defaultPassword is the one that Excel itself tries: a workbook under it opens
// without asking, and many old templates are kept so.
const defaultPassword = "VelvetSweatshop"

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
)

// sniff judges a file by its first bytes, since names lie (pictures named
// .xls, .xls files named .xlsx). nil means: worth opening as a workbook.
func sniff(file string, data []byte) *finding.Finding {
	var f finding.Finding
	switch {
	case bytes.HasPrefix(data, zipMagic):
		return nil
	case bytes.HasPrefix(data, oleMagic):
		if bytes.Contains(data, wide("EncryptedPackage")) {
			return nil // openWorkbook tries the default password
		}
		f = fileLegacyFormat.At(file, "", "", "The file is an .xls workbook of Excel 97 to 2003.")
	case len(data) == 0:
		f = fileUnreadable.At(file, "", "", "The file is empty.")
	case bytes.HasPrefix(data, []byte("version https://git-lfs")):
		f = fileLFSPointer.At(file, "", "", "The file is a Git LFS pointer, not the workbook.")
	default:
		f = fileUnreadable.At(file, "", "", fmt.Sprintf("The file is not a workbook; it looks like %s.", looksLike(data)))
	}
	return &f
}

// looksLike says in words what bytes are.
func looksLike(data []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	switch {
	case kind == "application/pdf":
		return "a PDF document"
	case strings.HasPrefix(kind, "image/"):
		return "a picture (" + strings.TrimPrefix(kind, "image/") + ")"
	case strings.HasPrefix(kind, "text/"):
		return "a text file"
	}
	return "something else (" + kind + ")"
}

// wide is an ASCII name as OLE directories spell it.
func wide(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}
