package site

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Measures of the picture that goes with a link to a page (Open Graph).
const (
	cardWidth  = 1200
	cardHeight = 630
	cardEdge   = 72
)

// inks are the colours of a card, each in shades from the page's white: with sixteen
// in all, a dot takes half a byte.
var inks = []struct {
	colour color.RGBA
	shades int
}{
	{color.RGBA{0x1b, 0x1f, 0x24, 255}, 6}, {color.RGBA{0x4f, 0x58, 0x62, 255}, 5}, {color.RGBA{0x0a, 0x4f, 0x92, 255}, 1}, {color.RGBA{0x8a, 0x5a, 0x00, 255}, 3},
}

// Places of inks.
const (
	inkText = iota
	inkMuted
	inkAccent
	inkWarn
)

// medium is a font of the Go project: one for all lines, since a second is a hundredth of
// the program. Reading it takes a while.
var medium = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(gomedium.TTF) })

// pen draws on cards. It keeps its faces, so it is one builder's own.
type pen struct {
	faces map[float64]font.Face // by size
	first []int                 // place of each ink's palest shade
	paint color.Palette
}

func newPen() *pen {
	p := &pen{faces: map[float64]font.Face{}, paint: color.Palette{color.White}}
	for _, ink := range inks {
		p.first = append(p.first, len(p.paint))
		for i := 1; i <= ink.shades; i++ {
			mix := func(c uint8) uint8 { return uint8(255 - (255-int(c))*i/ink.shades) }
			p.paint = append(p.paint, color.RGBA{mix(ink.colour.R), mix(ink.colour.G), mix(ink.colour.B), 255})
		}
	}
	return p
}

// face gives the font in a size.
func (p *pen) face(size float64) (font.Face, error) {
	if known := p.faces[size]; known != nil {
		return known, nil
	}
	source, err := medium()
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	made, err := opentype.NewFace(source, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	p.faces[size] = made
	return made, nil
}

// cardLine is a line of text that begins at a place on the card, in the greatest of
// the sizes in which it fits into the room.
type cardLine struct {
	text  string
	x, y  int
	ink   int
	room  int
	sizes []float64
}

func (p *pen) write(m *image.Paletted, l cardLine) error {
	var f font.Face
	var err error
	for _, size := range l.sizes {
		if f, err = p.face(size); err != nil {
			return err
		}
		if font.MeasureString(f, l.text).Ceil() <= l.room {
			break
		}
	}
	at := fixed.P(l.x, l.y)
	shades := inks[l.ink].shades
	for _, r := range l.text {
		where, mask, from, advance, ok := f.Glyph(at, r)
		if !ok {
			continue
		}
		if (at.X + advance).Ceil() > l.x+l.room {
			break // what does not fit even so is cut off
		}
		for dy := range where.Dy() {
			for dx := range where.Dx() {
				_, _, _, a := mask.At(from.X+dx, from.Y+dy).RGBA()
				if shade := (int(a)*shades + 0x7fff) / 0xffff; shade > 0 && image.Pt(where.Min.X+dx, where.Min.Y+dy).In(m.Rect) {
					m.SetColorIndex(where.Min.X+dx, where.Min.Y+dy, uint8(p.first[l.ink]+shade-1))
				}
			}
		}
		at.X += advance
	}
	return nil
}

// fill paints a rectangle in the full shade of an ink.
func (p *pen) fill(m *image.Paletted, r image.Rectangle, ink int) {
	index := uint8(p.first[ink] + inks[ink].shades - 1)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := m.Pix[m.PixOffset(r.Min.X, y):m.PixOffset(r.Max.X, y)]
		for i := range row {
			row[i] = index
		}
	}
}

// card draws the picture of a year; nil draws that of a site without figures.
func (b *builder) card(v *yearView) ([]byte, error) {
	m := image.NewPaletted(image.Rect(0, 0, cardWidth, cardHeight), b.pen.paint)
	b.pen.fill(m, image.Rect(0, 0, cardWidth, 20), inkAccent)
	room := cardWidth - 2*cardEdge
	title, foot, fiction := "Conflict minerals", "", b.site.Demonstration()
	var keys []keyFigure
	if v != nil {
		title, foot, fiction = fmt.Sprintf("Conflict minerals %d", v.Number), "Figures as of "+b.site.day(v.AsOf), v.Demonstration
		keys = v.cardFigures()
	}
	lines := []cardLine{
		{b.site.Name, cardEdge, 118, inkMuted, room, []float64{40, 32, 26}},
		{title, cardEdge, 218, inkText, room, []float64{84}},
	}
	for i, k := range keys {
		x, wide := cardEdge+i*(room+24)/3, (room+24)/3-24
		b.pen.fill(m, image.Rect(x, 296, x+wide, 302), inkAccent)
		lines = append(lines, cardLine{k.Value, x, 384, inkText, wide, []float64{76, 56}}, cardLine{k.Label, x, 432, inkMuted, wide, []float64{30, 25, 20}})
	}
	if foot != "" {
		lines = append(lines, cardLine{foot, cardEdge, 560, inkMuted, room / 2, []float64{30, 25}})
	}
	if fiction {
		lines = append(lines, cardLine{"Demonstration: fictional data", cardEdge + room/2, 560, inkWarn, room / 2, []float64{30}})
	}
	for _, l := range lines {
		if err := b.pen.write(m, l); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, m); err != nil {
		return nil, fmt.Errorf("picture for links: %w", err)
	}
	return out.Bytes(), nil
}

// cardFigures are the first three key figures of the day at the foot of the card.
func (v yearView) cardFigures() (list []keyFigure) {
	for _, k := range keyFigures(v, frontFile) {
		if !k.Words && len(list) < 3 && strings.HasSuffix(k.Detail, v.site.day(v.AsOf)) {
			list = append(list, k)
		}
	}
	return list
}

// cardText says what stands on the card of a year, nil being none.
func (b *builder) cardText(v *yearView) string {
	if v == nil {
		return sentence(b.site.Name + ", conflict minerals")
	}
	text := fmt.Sprintf("%s, conflict minerals %d", b.site.Name, v.Number)
	for _, k := range v.cardFigures() {
		text += fmt.Sprintf("; %s: %s", k.Label, k.Value)
	}
	text += "; figures as of " + b.site.day(v.AsOf)
	if v.Demonstration {
		text = fictional + text
	}
	return sentence(text)
}

// cards makes the picture of every surveyed year, and of the site. Only absolute
// addresses lead to them.
func (b *builder) cards() error {
	if !b.announced() {
		return nil
	}
	var front []byte
	for i := range b.views {
		v := &b.views[i]
		if !v.surveyed() {
			continue
		}
		data, err := b.card(v)
		if err != nil {
			return err
		}
		if err := b.put(v.cardFile(), data); err != nil {
			return err
		}
		if front == nil {
			front = data
		}
	}
	if front == nil {
		var err error
		if front, err = b.card(nil); err != nil {
			return err
		}
	}
	return b.put(frontCard, front)
}
