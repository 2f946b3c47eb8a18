package cmrt

import "bytes"

// Most rows of a template hold nothing but the formulas of the row above, with another
// number: 2,260 of 2,500 in a list of 240 smelters, nine tenths of all its XML. A row that
// differs from the one before in nothing but the number, where rows tell it, is the same
// row again, and is compared instead of taken apart.

// pattern is the row that was read last.
type pattern struct {
	number  []byte   // as it is written in its references; nil where no row can be like this one
	row     []byte   // from < to >
	pieces  [][]byte // of the row, apart from the number between them; none before a row might be like it
	cells   []cell
	content bool
}

var rowEnd = []byte("</row>")

// likeLast tells whether the row just entered, of which at is the number, repeats the one
// before; it then stands at the row's end.
func (r *sheetReader) likeLast(at []byte) bool {
	p := &r.pattern
	if p.number == nil || len(at) != len(p.number) || r.kind != tokenStart || len(r.compat) > 0 {
		return false
	}
	rest := r.data[r.open[r.depth].from-1:]
	if len(rest) < len(p.row) {
		return false
	}
	if len(p.pieces) == 0 {
		if p.split(); p.number == nil {
			return false
		}
	}
	for i, piece := range p.pieces {
		if i > 0 {
			if !bytes.HasPrefix(rest, at) {
				return false
			}
			rest = rest[len(at):]
		}
		if !bytes.HasPrefix(rest, piece) {
			return false
		}
		rest = rest[len(piece):]
	}
	r.likes++
	r.pos = len(r.data) - len(rest) - len(rowEnd)
	return true
}

// remember takes the row just read, which began at a place in the data, as the pattern of
// the next ones.
func (r *sheetReader) remember(from int, at []byte, content bool) {
	p := &r.pattern
	p.number, p.pieces = nil, p.pieces[:0]
	row := r.data[from:r.pos]
	if len(at) < 2 || r.defines || r.each || len(r.compat) > 0 || !bytes.HasSuffix(row, rowEnd) {
		return
	}
	p.row, p.number, p.content = row, at, content
	p.cells = append(p.cells[:0], r.row.cells...)
}

// split finds the number in the row. One in a reference is the row's, and so is one in a
// formula, which is known by its words and by where it names its own row; in any other
// place it is part of what the row says. A figure alone may be the 4 of a formula of the
// template's, and one of a character's number is none, so neither makes a pattern.
func (p *pattern) split() {
	row, at := p.row, p.number
	if bytes.Index(row, rowEnd) != len(row)-len(rowEnd) { // a row that is like it ends where it does
		p.number = nil
		return
	}
	for _, odd := range []string{"<!", "<?", "&#"} {
		if bytes.Contains(row, []byte(odd)) {
			p.pieces = append(p.pieces, row) // which no other row is
			return
		}
	}
	var quote byte
	tag, formula, tagAt, piece := false, false, 0, 0
	for i := 0; i < len(row); i++ {
		switch c := row[i]; {
		case !tag && c == '<':
			tag, tagAt = true, i
		case tag && c == quote:
			quote = 0
		case tag && quote == 0 && (c == '"' || c == '\''):
			quote = c
		case tag && quote == 0 && c == '>':
			tag = false
			formula = bytes.HasPrefix(row[tagAt:], []byte("<f>")) || bytes.HasPrefix(row[tagAt:], []byte("<f "))
		case c == at[0] && bytes.HasPrefix(row[i:], at) && !isDigit(row, i-1) && !isDigit(row, i+len(at)) && (tag && quote == '"' && isReference(row[:i]) || !tag && formula):
			p.pieces = append(p.pieces, row[piece:i])
			i += len(at) - 1
			piece = i + 1
		}
	}
	p.pieces = append(p.pieces, row[piece:])
}

func isDigit(b []byte, i int) bool { return i >= 0 && i < len(b) && b[i] >= '0' && b[i] <= '9' }

// isReference tells whether the inside of a tag ends where the number of its attribute r
// begins: <c r="AB.
func isReference(before []byte) bool {
	n := len(before)
	for n > 0 && before[n-1] >= 'A' && before[n-1] <= 'Z' {
		n--
	}
	return bytes.HasSuffix(before[:n], []byte(` r="`))
}

// repeat takes the row just entered for the one before under another number.
func (r *sheetReader) repeat(number int, hidden bool) error {
	r.row = row{number: number, hidden: hidden, cells: append(r.row.cells[:0], r.pattern.cells...)}
	if !r.pattern.content {
		return nil
	}
	return r.keep()
}
