package cmrt

import (
	"slices"
	"testing"

	"itron.com/conflict-minerals/generator/finding"
)

// TestLegacyInAHiddenWindow: who opens the file sees nothing.
func TestLegacyInAHiddenWindow(t *testing.T) {
	for options, want := range map[int]bool{0x38: false, 0x39: true} {
		b := legacyWorkbook()
		b.globals[1] = biff(0x3D, le16(0, 0, 9000, 9000, options, 0, 0, 1, 600))
		d := Read("a.xls", b.file())
		if told := slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == fileHiddenContent.Name }); told != want || !d.Readable() {
			t.Errorf("%x: %v", options, d.Findings)
		}
	}
}

// TestLegacyThatSaysTwoThings puts other records in the place of one answer: what a person
// sees is read, or a finding says why nothing is, or why it may be something else.
func TestLegacyThatSaysTwoThings(t *testing.T) {
	t.Parallel()
	const row, column = 26, 3 // D27
	yes := biffLabel(row, column, "Yes")
	window := func(options, top int) []byte { return biff(0x23E, le16(options, top, 0), le32(0, 0, 0)) }
	for _, c := range []struct {
		name   string
		put    [][]byte
		answer string
		rule   string // "" where nothing is found
	}{
		{"as it is", [][]byte{yes}, Yes, ""},
		{"twice", [][]byte{yes, biffLabel(row, column, "No")}, "", fileAmbiguous.Name},
		{"blank after it", [][]byte{yes, biff(0x201, le16(row, column, legacyPlain))}, "", fileAmbiguous.Name},
		{"several blank before it", [][]byte{biff(0xBE, le16(row, 2, legacyPlain, legacyPlain, 3)), yes}, "", fileAmbiguous.Name},
		{"a cell of Excel 2 after it", [][]byte{yes, biff(4, le16(row, column), []byte{0, 0, 0, 2}, []byte("No"))}, "", fileAmbiguous.Name},
		{"a NUL in the text", [][]byte{biffLabel(row, column, "No\x00Yes")}, "", fileAmbiguous.Name},
		{"a NUL behind the text", [][]byte{biffLabel(row, column, "Yes\x00\x00")}, Yes, answerTolerated.Name},
		{"behind a chart", [][]byte{biffBOF(0x20), biff(0x0A), yes}, "", fileAmbiguous.Name},
		{"a text with its fonts", [][]byte{biff(0xD6, le16(row, column, legacyPlain), biffText("No"), le16(0))}, No, ""},
		{"an escape of .xlsx", [][]byte{biffLabel(row, column, "_x0059_es")}, "", "answer-not-in-list"},
		{"given by the formula of another cell", [][]byte{biffFormula(row, 2, givesText, 1, row, 0, 2, 0), biff(0x221, le16(row, row), []byte{2, 3}, le16(0), le32(0), le16(5), []byte{0x17, 2, 0}, []byte("No")), yes}, Yes, entryFromFormula.Name},
		{"given by a formula without a value", [][]byte{biffFormula(row, 2, givesText, 1, row, 0, 2, 0), biff(0x221, le16(row, row), []byte{2, 3}, le16(0), le32(0), le16(5), []byte{0x17, 2, 0}, []byte("No"))}, "", fileAmbiguous.Name},
		{"in a row that says nothing of itself", [][]byte{biff(0x225, le16(2, 300)), yes}, Yes, fileHiddenContent.Name},
		{"above panes that do not move", [][]byte{yes, window(0x18, 40), biff(0x41, le16(0, 2, 50, 0, 2))}, Yes, fileHiddenContent.Name},
		{"above panes that move", [][]byte{yes, window(0x10, 40), biff(0x41, le16(0, 2, 50, 0, 2))}, Yes, ""},
		{"a zero that is not shown", [][]byte{biff(0x27E, le16(row, column, legacyPlain), le32(2)), window(0, 0)}, "", entryNotVisible.Name},
	} {
		b := legacyWorkbook()
		list := b.sheets[0].records
		i := slices.IndexFunc(list, func(rec []byte) bool { return u16(rec) == 0x204 && u16(rec[4:]) == row && u16(rec[6:]) == column })
		b.sheets[0].records = slices.Concat(list[:i], list[i+1:], c.put) // last, so that nothing stands behind a chart but the answer
		d := Read("a.xls", b.file())
		at := slices.IndexFunc(d.Answers, func(a Answer) bool { return a.Cell == "Declaration!D27" })
		if at < 0 || d.Answers[at].Answer != c.answer {
			t.Errorf("%s: %+v %v", c.name, d.Answers, d.Findings)
			continue
		}
		found := slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return f.Rule == c.rule && f.Sheet == SheetDeclaration })
		if c.rule != "" && !found || c.rule == "" && len(d.Findings) > 0 {
			t.Errorf("%s: %v", c.name, d.Findings)
		}
	}
}
