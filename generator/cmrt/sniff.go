package cmrt

import (
	"bytes"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/compound"
	"itron.com/conflict-minerals/generator/finding"
)

// defaultPassword is the one that Excel itself tries: a workbook under it opens
// without asking, and many old templates are kept so.
const defaultPassword = "VelvetSweatshop"

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	// Excel 2 to 5 wrote their records without a container: a BOF record of 4 to 8 bytes.
	biffMagics = [][]byte{{9, 0, 4, 0}, {9, 2, 6, 0}, {9, 4, 6, 0}, {9, 8, 8, 0}, {9, 8, 16, 0}}
)

// sniff judges a file by its first bytes, since names lie (pictures named
// .xls, .xls files named .xlsx). nil means: worth opening as a workbook.
func sniff(file string, data []byte) *finding.Finding {
	var f finding.Finding
	switch {
	case bytes.HasPrefix(data, zipMagic):
		return nil
	case bytes.HasPrefix(data, oleMagic):
		return nil // openWorkbook looks into the container
	case slices.ContainsFunc(biffMagics, func(m []byte) bool { return bytes.HasPrefix(data, m) }):
		f = fileLegacyFormat.At(file, "", "", "The file is an .xls workbook of an early Excel.")
	case len(data) == 0:
		f = fileUnreadable.At(file, "", "", "The file is empty.")
	case bytes.HasPrefix(data, []byte("version https://git-lfs")):
		f = fileLFSPointer.At(file, "", "", "The file is a Git LFS pointer, not the workbook.")
	case protectedBy(data) != "":
		f = underRights(file, protectedBy(data))
	default:
		f = fileUnreadable.At(file, "", "", fmt.Sprintf("The file is not a workbook; it looks like %s.", looksLike(data)))
	}
	return &f
}

// documents are what else Microsoft's container may hold, by the stream that tells.
var documents = [][2]string{
	{"WordDocument", "a Word document"}, {"PowerPoint Document", "a PowerPoint presentation"}, {"__properties_version1.0", "an Outlook message"},
}

// unwrap gives the zip file inside an encrypted workbook, or an .xls workbook, or says
// what else the container is.
func unwrap(file string, data []byte) ([]byte, *workbook, *finding.Finding) {
	var f finding.Finding
	c, err := compound.Open(data)
	switch {
	case err == nil && c.Has("EncryptedPackage"):
		plain, why := decrypt(c)
		if why == nil {
			return plain, nil, nil
		}
		f = locked(file, c.Has, why)
	case err != nil && bytes.Contains(data, wide("EncryptedPackage")):
		f = locked(file, spelt(data), err)
	case err == nil && slices.ContainsFunc(rightsManaged, c.Has): // of .xls files
		f = locked(file, c.Has, nil)
	case err == nil && c.Has("Workbook") && !document(c):
		w, bad := openLegacy(file, c)
		return nil, w, bad
	case err != nil:
		f = fileLegacyFormat.At(file, "", "", "The file begins as an .xls workbook does, and is damaged.")
	case c.Has("Book"):
		f = fileLegacyFormat.At(file, "", "", "The file is an .xls workbook of Excel 95 or before.")
	default:
		f = fileUnreadable.At(file, "", "", "The file is not a workbook; it is another document of Microsoft Office.")
		for _, d := range documents {
			if c.Has(d[0]) {
				f = fileUnreadable.At(file, "", "", fmt.Sprintf("The file is not a workbook; it is %s.", d[1]))
			}
		}
	}
	return nil, nil, &f
}

// IsLegacy tells whether bytes are a workbook of Excel 97 to 2003, whatever their name.
func IsLegacy(data []byte) bool {
	c, err := compound.Open(data)
	return err == nil && (c.Has("Workbook") || c.Has("Book")) && !document(c)
}

// document tells whether a container is one of the documents that may hold a workbook.
func document(c *compound.File) bool {
	return slices.ContainsFunc(documents, func(d [2]string) bool { return c.Has(d[0]) })
}

// wide is an ASCII name as OLE directories spell it.
func wide(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}
