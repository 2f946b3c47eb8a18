package cmrt

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"itron.com/conflict-minerals/generator/finding"
)

const (
	mainSpace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictSpace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	relSpace    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// tiny is a CMRT 6.5 of our own, written by hand: the fewest parts a workbook can
// have, a few answers, no labels. change may edit its parts.
func tiny(change func(parts map[string]string)) []byte {
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships><Relationship Id="a" Type="` + relSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relSpace + `"><sheets>` +
			`<sheet name="Declaration" sheetId="1" r:id="d"/><sheet name="Smelter List" sheetId="2" r:id="s"/><sheet name="Product List" sheetId="3" r:id="p"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="d" Type="` + relSpace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="s" Type="` + relSpace + `/worksheet" Target="/xl/worksheets/sheet2.xml"/>` +
			`<Relationship Id="p" Type="` + relSpace + `/worksheet" Target="worksheets/sheet3.xml"/>` +
			`<Relationship Id="t" Type="` + relSpace + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/sharedStrings.xml": `<sst><si><t>Acme</t></si><si><r><t>Ri</t></r><r><t>ch</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` +
			`<row r="2"><c r="D2" t="inlineStr"><is><t>Conflict Minerals Reporting Template (CMRT)</t></is></c></row>` +
			`<row r="3"><c r="J3" t="inlineStr"><is><t>Revision 6.5</t></is></c></row>` +
			`<row r="8"><c r="D8" t="s"><v>0</v></c></row><row r="15"><c r="D15" t="s"><v>1</v></c></row>` +
			`<row r="27"><c r="D27" t="str"><v>Yes</v></c></row></sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml": `<worksheet><sheetData><row r="5"><c r="B5" t="inlineStr"><is><t>Tin</t></is></c><c r="C5" t="inlineStr"><is><t>Alpha</t></is></c></row></sheetData></worksheet>`,
		"xl/worksheets/sheet3.xml": `<worksheet><sheetData/></worksheet>`,
	}
	if change != nil {
		change(parts)
	}
	return zipped(parts)
}

func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, deflated)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		p, err := w.Create(name)
		if err != nil {
			panic(err) // writing to memory does not fail
		}
		io.Copy(p, strings.NewReader(parts[name]))
	}
	w.Close()
	return b.Bytes()
}

// deflaters are kept from one part to the next: each is made of more than a megabyte.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err)
	}
	return w
}}

type deflater struct{ *flate.Writer }

func deflated(out io.Writer) (io.WriteCloser, error) {
	w := deflaters.Get().(*flate.Writer)
	w.Reset(out)
	return deflater{w}, nil
}

func (d deflater) Close() error {
	err := d.Writer.Close()
	deflaters.Put(d.Writer)
	return err
}

// swap replaces a text in one part.
func swap(part, old, with string) func(map[string]string) {
	return func(parts map[string]string) {
		if !strings.Contains(parts[part], old) {
			panic(part + " does not hold " + old)
		}
		parts[part] = strings.ReplaceAll(parts[part], old, with)
	}
}

const declarationPart, smelterPart = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"

// TestWaysToWriteTheSame reads one declaration in the spellings of several programs.
func TestWaysToWriteTheSame(t *testing.T) {
	prefixed := func(parts map[string]string) {
		for _, name := range []string{declarationPart, smelterPart, "xl/sharedStrings.xml"} {
			parts[name] = strings.ReplaceAll(strings.ReplaceAll(parts[name], "<", "<x:"), "<x:/", "</x:")
			parts[name] = strings.Replace(parts[name], ">", ` xmlns:x="`+mainSpace+`">`, 1)
		}
	}
	wideUnits := func(parts map[string]string) {
		units := utf16.Encode([]rune("\ufeff" + parts[declarationPart]))
		var b bytes.Buffer
		binary.Write(&b, binary.LittleEndian, units)
		parts[declarationPart] = b.String()
	}
	for name, change := range map[string]func(map[string]string){
		"as it is":        nil,
		"prefixes":        prefixed,
		"strict edition":  func(p map[string]string) { swap("xl/workbook.xml", mainSpace, strictSpace)(p) },
		"UTF-16":          wideUnits,
		"byte order mark": func(p map[string]string) { p[declarationPart] = "\ufeff" + p[declarationPart] },
		"XML declaration": func(p map[string]string) {
			p[declarationPart] = "<?xml version=\"1.0\"?>\n<!-- a > b -->" + p[declarationPart]
		},
		"CDATA":                   swap(declarationPart, "<v>Yes</v>", "<v><![CDATA[Yes]]></v>"),
		"references":              swap(declarationPart, "<v>Yes</v>", "<v>&#89;&#x65;s</v>"),
		"a > in an attribute":     swap(declarationPart, `<c r="D27"`, `<c x=">" r='D27'`),
		"no references to cells":  swap(smelterPart, `<row r="5"><c r="B5" t="inlineStr"><is><t>Tin</t></is></c><c r="C5"`, `<row r="4"/><row><c/><c t="inlineStr"><is><t>Tin</t></is></c><c`),
		"rows out of order":       func(p map[string]string) { p[declarationPart] = outOfOrder(p[declarationPart]) },
		"shared formula":          swap(declarationPart, "<v>Yes</v>", `<f t="shared" si="0"/><v>Yes</v>`),
		"part names in capitals":  func(p map[string]string) { p["XL/Worksheets/Sheet2.XML"] = p[smelterPart]; delete(p, smelterPart) },
		"directories in the file": func(p map[string]string) { p["xl/"] = "" },
		"sheet name with space":   swap("xl/workbook.xml", `"Smelter List"`, `" smelter list "`),
	} {
		d := Read("x.xlsx", tiny(change))
		q1, _ := d.Answer(Added, Tin)
		if !d.Readable() || d.Company.Name != "Acme" || d.Company.ContactName != "Rich" || q1.Answer != Yes ||
			len(d.Smelters) != 1 || d.Smelters[0].Row != 5 || d.Smelters[0].Lookup != "Alpha" {
			t.Errorf("%s: %+v %+v %v", name, d.Company, d.Smelters, d.Findings)
		}
	}
}

func outOfOrder(sheet string) string {
	head, rest, _ := strings.Cut(sheet, `<row r="8">`)
	eight, rest, _ := strings.Cut(rest, `</row>`)
	return strings.Replace(head+rest, `</sheetData>`, `<row r="8">`+eight+`</row></sheetData>`, 1)
}

func TestKindWithoutTitle(t *testing.T) {
	untitled := swap(declarationPart, "Conflict Minerals Reporting Template (CMRT)", "Budget")
	if d := Read("x.xlsx", tiny(untitled)); d.Template.Type != "CMRT" {
		t.Errorf("a Declaration with a revision and a Smelter List is a CMRT: %v", d.Findings)
	}
	d := Read("x.xlsx", tiny(func(p map[string]string) {
		untitled(p)
		swap("xl/workbook.xml", `"Product List"`, `"Mine List"`)(p)
	}))
	if d.Readable() || d.Findings[0].Rule != templateNotCMRT.Name {
		t.Errorf("one with a Mine List is not: %v", d.Findings)
	}
}

// packedZeros is a megabyte of zeros, packed so that it may be repeated.
var packedZeros = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	w.Write(make([]byte, 1<<20))
	w.Flush()
	return b.Bytes()
})

// TestZipBombIsBounded reads a file that claims little and unpacks to gigabytes.
func TestZipBombIsBounded(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + relSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook><sheets><sheet name="Declaration" r:id="d"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="d" Type="` + relSpace + `/worksheet" Target="bomb.xml"/></Relationships>`},
	} {
		p, _ := w.Create(part[0])
		p.Write([]byte(part[1]))
	}
	p, _ := w.CreateRaw(&zip.FileHeader{Name: "xl/bomb.xml", Method: zip.Deflate, CompressedSize64: uint64(4000 * len(packedZeros())), UncompressedSize64: 4000 << 20})
	for range 4000 {
		p.Write(packedZeros())
	}
	w.Close()
	data := b.Bytes()
	// The directory lies about the size of the last part.
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[at+24:], 1000)

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d := Read("bomb.xlsx", data)
	runtime.ReadMemStats(&after)
	if d.Readable() || d.Findings[0].Rule != fileTooLarge.Name && d.Findings[0].Rule != fileUnreadable.Name {
		t.Errorf("%v", d.Findings)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 512<<20 {
		t.Errorf("%d MB were allocated", used>>20)
	}
}

// TestAPartIsNoLargerThanItSays: what stands behind the size that the directory gives
// was not counted against any limit, so it is refused, even where it is only space.
func TestAPartIsNoLargerThanItSays(t *testing.T) {
	for behind, want := range map[string]bool{"": true, strings.Repeat(" ", 100): false} {
		parts := map[string]string{}
		whole := tiny(func(p map[string]string) { maps.Copy(parts, p) })
		said := len(parts[smelterPart])
		data := tiny(func(p map[string]string) { p[smelterPart] += behind })
		if len(data) < len(whole) {
			t.Fatal("the part did not grow")
		}
		at := bytes.LastIndex(data, []byte(smelterPart)) - 46 // its entry in the directory
		binary.LittleEndian.PutUint32(data[at+24:], uint32(said))
		if d := Read("x.xlsx", data); d.Readable() != want || !want && d.Findings[0].Rule != fileTooLarge.Name && d.Findings[0].Rule != fileUnreadable.Name {
			t.Errorf("%d bytes behind: readable %v, %v", len(behind), d.Readable(), d.Findings)
		}
	}
}

// TestMacrosAndLinks are noted, and the answers read.
func TestMacrosAndLinks(t *testing.T) {
	d := Read("x.xlsm", tiny(func(p map[string]string) {
		p["xl/vbaProject.bin"] = "x"
		p["xl/externalLinks/externalLink1.xml"] = "<a/>"
	}))
	if !d.Readable() || !slices.Contains(rules(d), fileMacros.Name) || !slices.Contains(rules(d), fileExternalLinks.Name) {
		t.Errorf("%v", d.Findings)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(tiny(nil))
	f.Add([]byte("PK\x03\x04"))
	f.Add(agileEncrypted(tiny(nil), "SHA1", 128, 10))
	f.Add(append(append([]byte{}, oleMagic...), wide("EncryptedPackage")...))
	if legacy, err := os.ReadFile("testdata/legacy.xls"); err == nil {
		f.Add(legacy)
	}
	f.Fuzz(func(t *testing.T, data []byte) { holds(t, data) })
}

// FuzzParts puts foreign bytes where single parts stand, past the zip's checksums.
func FuzzParts(f *testing.F) {
	parts := map[string]string{}
	tiny(func(p map[string]string) { maps.Copy(parts, p) })
	maps.Copy(parts, map[string]string{"xl/styles.xml": skeletonParts["xl/styles.xml"]})
	names := []string{declarationPart, smelterPart, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
	for i, name := range names {
		f.Add(uint8(i), []byte(parts[name]))
	}
	f.Fuzz(func(t *testing.T, which uint8, part []byte) {
		holds(t, tiny(func(p map[string]string) {
			p["xl/styles.xml"] = parts["xl/styles.xml"]
			swap("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="y" Type="`+relSpace+`/styles" Target="styles.xml"/></Relationships>`)(p)
			swap(declarationPart, `<c r="D27"`, `<c s="2" r="D27"`)(p)
			p[names[int(which)%len(names)]] = string(part)
		}))
	})
}

// holds checks what Read promises of any bytes.
func holds(t *testing.T, data []byte) {
	d, used := allocated(data)
	if used > mostAllocated {
		t.Errorf("%d MB were allocated", used>>20)
	}
	if !d.Readable() && (len(d.Answers)+len(d.Smelters)+len(d.Products) > 0 || len(d.Findings) == 0) {
		t.Errorf("not readable, but answers %v, findings %v", d.Answers, d.Findings)
	}
	if again := Read("x.xlsx", data); again.Text() != d.Text() {
		t.Errorf("read twice, two results")
	}
	size := 0
	for _, fd := range d.Findings {
		if size += len(fd.Message) + len(fd.Sheet) + 100*len(fd.Cells); len(fd.Cells) > finding.MostCells || size > 16<<20 || len(d.Findings) > finding.MostOfFile+2 {
			t.Fatalf("%d findings, of which one has %d cells, in more than %d bytes", len(d.Findings), len(fd.Cells), size)
		}
		if fd.Rule == "" || fd.Message == "" || fd.Fix == "" {
			t.Errorf("a finding without words: %+v", fd)
		}
	}
}
