package cmrt

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// brokenFile is a file that cannot be read, and the rule that says why.
type brokenFile struct {
	name string
	data []byte
	rule string
}

// brokenFiles are made once: some of them are large.
func brokenFiles(t *testing.T) []brokenFile {
	brokenOnce.Do(func() { brokenMade = makeBrokenFiles(t) })
	return brokenMade
}

var (
	brokenOnce sync.Once
	brokenMade []brokenFile
)

func makeBrokenFiles(t *testing.T) []brokenFile {
	whole := tiny(nil)
	many := func(n int, one string) string { return strings.Repeat(one, n) }
	return []brokenFile{
		{"empty", nil, fileUnreadable.Name},
		{"words", []byte("I will send it next week."), fileUnreadable.Name},
		{"PDF", []byte("%PDF-1.7\n"), fileUnreadable.Name},
		{"picture", []byte("\xff\xd8\xff\xe0\x00\x10JFIF"), fileUnreadable.Name},
		{"LFS pointer", []byte("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), fileLFSPointer.Name},
		{".xls, cut short", append(append([]byte{}, oleMagic...), make([]byte, 2000)...), fileLegacyFormat.Name},
		{".xls without container", []byte{9, 8, 16, 0, 0, 6, 5, 0}, fileLegacyFormat.Name},
		{"encrypted, cut short", append(append(append([]byte{}, oleMagic...), make([]byte, 600)...), wide("EncryptedPackage")...), fileEncrypted.Name},
		{"Word 97", container([]string{"WordDocument"}, make([]byte, 5000)), fileUnreadable.Name},
		{"truncated", whole[:len(whole)/2], fileUnreadable.Name},
		{"another archive", zipped(map[string]string{"word/document.xml": "<a/>"}), fileUnreadable.Name},
		{"no sheets", tiny(swap("xl/workbook.xml", "<sheet ", "<sheex ")), fileUnreadable.Name},
		{"sheet part gone", tiny(func(p map[string]string) { delete(p, smelterPart) }), fileUnreadable.Name},
		{"XML cut short", tiny(swap(declarationPart, "</sheetData></worksheet>", "")), fileUnreadable.Name},
		{"tags crossed", tiny(swap(declarationPart, "</sheetData></worksheet>", "</sheetData></worksheet></x>")), fileUnreadable.Name},
		{"entities", tiny(swap(declarationPart, "<worksheet>", `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>`)), fileUnreadable.Name},
		{"deep XML", tiny(swap(declarationPart, "<sheetData>", many(100_000, "<a>"))), fileUnreadable.Name},
		{"shared string that is not there", tiny(swap(declarationPart, "<v>0</v>", "<v>99</v>")), fileUnreadable.Name},
		{"negative shared string", tiny(swap(declarationPart, "<v>0</v>", "<v>-1</v>")), fileUnreadable.Name},
		{"huge text", tiny(swap(declarationPart, "<v>Yes</v>", "<v>"+many(200_000, "x")+"</v>")), fileTooLarge.Name},
		{"huge shared text", tiny(swap("xl/sharedStrings.xml", "Acme", many(200_000, "x"))), fileTooLarge.Name},
		{"too many rows", tiny(swap(smelterPart, "</sheetData>", many(maxRows+1, `<row><c/><c><v>1</v></c></row>`)+"</sheetData>")), fileTooLarge.Name},
		{"duplicate part", doubled(t, whole), fileAmbiguous.Name},
		{"too many parts", tiny(func(p map[string]string) {
			for i := range maxParts {
				p[fmt.Sprintf("xl/media/%d.png", i)] = ""
			}
		}), fileTooLarge.Name},
		{"Declaration gone", tiny(swap("xl/workbook.xml", `"Declaration"`, `"Erklärung"`)), sheetMissing.Name},
	}
}

// TestBrokenAndHostileFiles wants one rule for each, no answers, and no crash.
func TestBrokenAndHostileFiles(t *testing.T) {
	t.Parallel()
	for _, c := range brokenFiles(t) {
		d := Read("x.xlsx", c.data)
		if d.Readable() || len(d.Findings) != 1 || d.Findings[0].Rule != c.rule {
			t.Errorf("%s: readable %v, %v; want %s", c.name, d.Readable(), d.Findings, c.rule)
		}
		if len(d.Answers)+len(d.Smelters)+len(d.Products) > 0 || d.Company != (Company{}) {
			t.Errorf("%s: answers were kept", c.name)
		}
		if len(d.Findings) > 0 && len(d.Findings[0].Message) > 400 {
			t.Errorf("%s: a message of %d bytes", c.name, len(d.Findings[0].Message))
		}
	}
}

// oddFiles can be read, and hold something that the sender or the reviewer is told.
func oddFiles() map[string][]byte {
	typed := func(text string) []byte { return tiny(swap(declarationPart, "<v>Yes</v>", "<v>"+text+"</v>")) }
	cells := func(row int, list ...string) func(map[string]string) {
		text := fmt.Sprintf(`<row r="%d">`, row)
		for i := 0; i < len(list); i += 2 {
			text += fmt.Sprintf(`<c r="%s%d" t="str"><v>%s</v></c>`, list[i], row, list[i+1])
		}
		return swap(declarationPart, `<row r="27">`, text+`</row><row r="27">`)
	}
	return map[string][]byte{
		"an answer in other letters": typed("YES"),
		"an answer of no list":       typed("maybe"),
		"an error for an answer":     tiny(swap(declarationPart, `t="str"><v>Yes`, `t="e"><v>#N/A`)),
		"a date of two readings":     tiny(cells(22, "D", "03/04/2025")),
		"a date in words":            tiny(cells(22, "D", "soon")),
		"a date as text":             tiny(cells(22, "D", "14-Mar-2025")),
		"a scope of no list":         tiny(cells(9, "D", "everything")),
		"a hidden answer":            tiny(swap(declarationPart, `<row r="27">`, `<row r="27" hidden="1">`)),
		"a hidden smelter":           tiny(swap(smelterPart, `<row r="5">`, `<row r="5" hidden="1">`)),
		"a hidden sheet":             tiny(swap("xl/workbook.xml", "</sheets>", `<sheet name="Secret" sheetId="9" state="hidden" r:id="d"/></sheets>`)),
		"an error for a metal":       tiny(swap(smelterPart, `<c r="B5" t="inlineStr"><is><t>Tin</t></is></c>`, `<c r="A5" t="str"><v>CID900001</v></c><c r="B5" t="e"><v>#N/A</v></c>`)),
		"a smelter below the table":  tiny(swap(smelterPart, "</sheetData>", `<row r="9999"><c r="B9999" t="str"><v>Tin</v></c></row></sheetData>`)),
		"a formula never calculated": tiny(swap(smelterPart, `<row r="5">`, `<row r="5"><c r="F5"><f>X</f></c>`)),
		"macros and links": tiny(func(p map[string]string) {
			p["xl/vbaProject.bin"], p["xl/externalLinks/externalLink1.xml"] = "x", "<a/>"
		}),
		"a later version":               tiny(swap(declarationPart, "Revision 6.5", "Revision 6.9")),
		"a version nobody knows":        tiny(swap(declarationPart, "Revision 6.5", "Revision 5.5")),
		"another template":              tiny(swap(declarationPart, "Conflict Minerals Reporting Template (CMRT)", "Extended Minerals Reporting Template (EMRT)")),
		"no Smelter List":               tiny(swap("xl/workbook.xml", `"Smelter List"`, `"Tabelle2"`)),
		"a product below the table":     tiny(swap("xl/worksheets/sheet3.xml", "<sheetData/>", `<sheetData><row r="5"><c r="B5" t="str"><v>Number</v></c></row><row r="2006"><c r="B2006" t="str"><v>P-2</v></c></row></sheetData>`)),
		"labels of products said twice": tiny(swap("xl/worksheets/sheet3.xml", "<sheetData/>", `<sheetData><row r="5"><c r="B5" t="str"><v>Number</v></c><c r="B5" t="str"><v>Other</v></c></row><row r="6"><c r="B6" t="str"><v>P-2</v></c></row></sheetData>`)),
		"products without their head":   tiny(swap("xl/worksheets/sheet3.xml", "<sheetData/>", `<sheetData><row r="7"><c r="B7" t="str"><v>P-2</v></c></row></sheetData>`)),
	}
}

// TestWhatASenderIsTold keeps what is said of every broken and odd file, as people read
// it: a word that changes here changes in somebody's letter.
func TestWhatASenderIsTold(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	for _, c := range brokenFiles(t) {
		fmt.Fprintf(&b, "# %s\n%s\n", c.name, Read("x.xlsx", c.data).Text())
	}
	odd := oddFiles()
	for _, name := range slices.Sorted(maps.Keys(odd)) {
		fmt.Fprintf(&b, "# %s\n%s\n", name, Read("x.xlsx", odd[name]).Text())
	}
	golden := filepath.Join("testdata", "told.txt")
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("(-golden +told; -update accepts):\n%s", diff)
	}
}

// doubled adds a second part of the same name.
func doubled(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range append(r.File, r.File[0]) {
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	return b.Bytes()
}
