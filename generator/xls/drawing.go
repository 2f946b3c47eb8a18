package xls

// Shapes lie over the cells of a sheet. Where one stands is told by a record of a drawing
// (MSODRAWING), what it is by the object that follows (OBJ), what it says by a text (TXO).

// Shape is a picture, a text box or the like.
type Shape struct {
	Corner [4]int // first and last row, first and last column
	Within [4]int // how far within them: rows in 256ths, columns in 1024ths
	Text   string
}

const (
	recObject  = 0x005D
	recDrawing = 0x00EC
	recText    = 0x01B6

	maxShapes = 500 // where there are more, the last is said to lie over everything

	drawnAnchor = 0xF010
)

// drawn tells the kinds of objects that lie over cells: groups, shapes, charts, text boxes
// and pictures, neither notes nor the controls of lists.
var drawn = map[int]bool{0: true, 2: true, 3: true, 5: true, 6: true, 8: true, 9: true, 0x1E: true}

// drawing finds where the last shape of a record of a drawing stands.
func (f *Frame) drawing(b []byte) {
	f.anchor = nil
	for len(b) >= 8 {
		container, kind, size := b[0]&0xF == 0xF, u16(b, 2), u32(b, 4)
		if b = b[8:]; container {
			continue // what it holds follows
		}
		if kind == drawnAnchor && len(b) >= 18 {
			f.anchor = &Shape{Corner: [4]int{u16(b, 6), u16(b, 14), u16(b, 2), u16(b, 10)}, Within: [4]int{u16(b, 8), u16(b, 16), u16(b, 4), u16(b, 12)}}
		}
		b = b[min(max(size, 0), len(b)):]
	}
}

// object keeps the shape of which the place was told before, if it lies over cells.
func (f *Frame) object(b []byte) {
	f.written = nil
	const common = 0x15
	if f.anchor != nil && len(b) >= 8 && u16(b, 0) == common && drawn[u16(b, 4)] {
		if len(f.Shapes) == maxShapes {
			f.Shapes[maxShapes-1] = Shape{Corner: [4]int{0, 1 << 16, 0, 1 << 8}}
		} else {
			f.Shapes = append(f.Shapes, *f.anchor)
			f.written = &f.Shapes[len(f.Shapes)-1]
		}
	}
	f.anchor = nil
}

// text begins the text of the last object; its letters stand in the record that follows.
func (f *Frame) text(b []byte) {
	f.letters = 0
	if f.written != nil && len(b) >= 12 {
		f.letters = u16(b, 10)
	}
}

// textGoesOn reads the letters.
func (f *Frame) textGoesOn(b []byte) {
	if f.letters == 0 || len(b) < 1 {
		return
	}
	options := b[0]
	b = b[1:]
	size := min(f.letters*(1+int(options&optWide)), len(b))
	f.written.Text += decode(b[:size], options)
	f.letters -= size / (1 + int(options&optWide))
	if size < len(b) {
		f.letters = 0
	}
}
