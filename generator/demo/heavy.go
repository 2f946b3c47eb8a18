package demo

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
)

// What makes a real workbook weigh 1.5 MB whatever its supplier entered: thousands of rows
// of formulas below the entries, a picture, and thousands of texts for its lists. A
// demonstration that is to show how long real workbooks take has all three.

// A Smelter List has formulas in as many rows, and here room for so many entries.
const (
	formulaRows = 2500
	mostRows    = 2000
)

// roomForMistakes is how many rows are added to those that were asked for, at most.
const roomForMistakes = 60

// longFrom is the first row that every long Smelter List has blank.
func (b *book) longFrom() int { return b.layout.SmelterFirst + b.rows + roomForMistakes }

// blank is what stands below the entries in every long Smelter List, packed once.
type blank struct{ rows, packed []byte }

const sheetDataEnd = "</sheetData>"

// below gives the blank rows of a long Smelter List.
func (p *press) below(b *book) (*blank, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.blank != nil {
		return p.blank, nil
	}
	empty := &book{layout: b.layout, rows: b.rows, sheets: map[string]cells{cmrt.SheetSmelters: {}}}
	for row := b.longFrom(); row < b.layout.SmelterFirst+formulaRows; row++ {
		empty.layFormulas(row, "", "", nil, nil)
	}
	data, err := file(empty.sheets, empty)
	if err != nil {
		return nil, err
	}
	z, err := unpack(data)
	if err != nil {
		return nil, err
	}
	part := fmt.Sprintf("xl/worksheets/sheet%d.xml", slices.Index(sheetOrder, cmrt.SheetSmelters)+1)
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == part })
	text, err := mended(z.File[i])
	if err != nil {
		return nil, err
	}
	_, text, _ = bytes.Cut(text, []byte("<sheetData>"))
	text, _, whole := bytes.Cut(text, []byte(sheetDataEnd))
	if !whole {
		return nil, errors.New("the library writes sheets in another way than before")
	}
	var out bytes.Buffer
	if err := pack(&out, text, flate.BestCompression, false); err != nil {
		return nil, err
	}
	p.blank = &blank{text, out.Bytes()}
	return p.blank, nil
}

// pack adds text to a deflate stream of pieces that know nothing of each other.
func pack(out *bytes.Buffer, text []byte, level int, last bool) error {
	w, err := flate.NewWriter(out, level)
	if err != nil {
		return err
	}
	if _, err = w.Write(text); err != nil {
		return err
	}
	if last {
		return w.Close()
	}
	return w.Flush()
}

// part writes a Smelter List with the blank rows at its end.
func (n *blank) part(w *zip.Writer, f *zip.File, level int) error {
	data, err := mended(f)
	if err != nil {
		return err
	}
	at := bytes.Index(data, []byte(sheetDataEnd))
	if at < 0 {
		return errors.New("the library writes sheets in another way than before")
	}
	var packed bytes.Buffer
	if err := pack(&packed, data[:at], level, false); err != nil {
		return err
	}
	packed.Write(n.packed)
	if err := pack(&packed, data[at:], level, true); err != nil {
		return err
	}
	sum := crc32.NewIEEE()
	for _, piece := range [][]byte{data[:at], n.rows, data[at:]} {
		sum.Write(piece)
	}
	to, err := w.CreateRaw(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, CRC32: sum.Sum32(),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(data) + len(n.rows))})
	if err != nil {
		return err
	}
	_, err = to.Write(packed.Bytes())
	return err
}

// heavy are the sheets that hold the picture and the texts.
var heavy = []string{"Definitions", "SorP"}

// How much there is of them in a real template.
const (
	texts     = 5000
	textWords = 26
	pixels    = 245 // each way, of three bytes that do not pack
)

// weigh writes one of the heavy sheets. Its texts are shared, as those of office programs.
func weigh(f *excelize.File, name string, content cells) error {
	for _, at := range slices.Sorted(maps.Keys(content)) {
		text, _ := content[at].Value.(string)
		if err := f.SetCellStr(name, at, text); err != nil {
			return err
		}
	}
	r := draw(1, streamNames, len(name))
	if name != heavy[0] {
		for i := range texts {
			words := make([]string, textWords)
			for k := range words {
				words[k] = fmt.Sprint(one(r, smelterHeads), one(r, smelterTails), " ", r.IntN(10_000))
			}
			if err := f.SetCellStr(name, fmt.Sprintf("D%d", i+2), strings.Join(words[:1+r.IntN(textWords)], " ")); err != nil {
				return err
			}
		}
		return nil
	}
	noise := image.NewRGBA(image.Rect(0, 0, pixels, pixels))
	for i := range pixels * pixels {
		n := r.Uint32()
		noise.Set(i%pixels, i/pixels, color.RGBA{byte(n), byte(n >> 8), byte(n >> 16), 255})
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, noise); err != nil {
		return err
	}
	return f.AddPictureFromBytes(name, "D6", &excelize.Picture{Extension: ".png", File: picture.Bytes(), Format: &excelize.GraphicOptions{AltText: notice}})
}
