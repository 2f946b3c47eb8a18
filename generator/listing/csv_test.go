package listing

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestCSVAsPeopleHaveIt: what a spreadsheet program would show of each.
func TestCSVAsPeopleHaveIt(t *testing.T) {
	for name, tc := range map[string]struct {
		in   string
		want []string
	}{
		"commas":                  {"a,b\n1,2\n", []string{"1:a|b", "2:1|2"}},
		"CR alone":                {"a,b\r1,2\r3,4", []string{"1:a|b", "2:1|2", "3:3|4"}},
		"CR LF, a break inside":   {"a,b\r\n\"1\r\n1\",2\r\n3,4\r\n", []string{"1:a|b", "2:1 1|2", "4:3|4"}},
		"inch":                    {"a,b\nCable 19\" rack,2\n\"Cable\" 19\" rack,3\n", []string{"1:a|b", "2:Cable 19\" rack|2", "3:Cable 19\" rack|3"}},
		"inch first":              {"a,b\n\"19 rack,2\n5,\"Stamping\"\n", []string{"1:a|b", "2:\"19 rack|2", "3:5|Stamping"}},
		"never closed":            {"a,b\n\"Acme,2\n3,4\n", []string{"1:a|b", "2:\"Acme|2", "3:3|4"}},
		"doubled marks":           {"a,b\n\"19\"\" rack\",2\n", []string{"1:a|b", "2:19\" rack|2"}},
		"formula that keeps text": {"a,b\n=\"0001\",2\n\"=\"\"0002\"\"\",3\n", []string{"1:a|b", "2:0001|2", "3:0002|3"}},
		"formula with a comma":    {"a,b\n=\"0,1\",2\n", []string{"1:a|b", "2:0,1|2"}},
		"sep":                     {"sep=;\r\na;b,c\r\n1;2\r\n", []string{"2:a|b,c", "3:1|2"}},
		"sep, quoted":             {"\"sep=|\"\na|b\n", []string{"2:a|b"}},
		"sep, CR":                 {"sep=,\ra,b\r", []string{"2:a|b"}},
		"decimal commas":          {"Name;Spend\nA;1,5\nB;2,5\nC;3,5\n", []string{"1:Name|Spend", "2:A|1,5", "3:B|2,5", "4:C|3,5"}},
		"addresses with commas":   {"Name;Address\nA;1 Road, Town, State\nB;2 Road, Town\n", []string{"1:Name|Address", "2:A|1 Road, Town, State", "3:B|2 Road, Town"}},
		"semicolons in a field":   {"Name,Mail\nA,\"x@a.example; y@a.example; z@a.example\"\n", []string{"1:Name|Mail", "2:A|x@a.example; y@a.example; z@a.example"}},
		"tabs":                    {"Name\tSpend\nA, B\t1,5\n", []string{"1:Name|Spend", "2:A, B|1,5"}},
		"a title above":           {"Vendors, all; 2025\n\nName;Spend\nA;1\nB;2\n", []string{"1:Vendors, all|2025", "3:Name|Spend", "4:A|1", "5:B|2"}},
		"space before a mark":     {"a, \"b, c\"\n", []string{"1:a|b, c"}},
		"escapes":                 {"a,Smile _xD83D__xDE00_\n1,x_x000D_\n", []string{"1:a|Smile 😀", "2:1|x"}},
		"marks":                   {"a,So\u00adft\u200b\u00a0word\n", []string{"1:a|Soft word"}},
		"nothing after a comma":   {"a,b,\n1,2,\n", []string{"1:a|b", "2:1|2"}},
	} {
		got, _, err := parse([]byte(tc.in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(tc.want, cellsOf(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestCSVOfAnyProgram: what was put into a table comes out, however it is written.
func TestCSVOfAnyProgram(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		separator := rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "separator")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
		always := rapid.Bool().Draw(t, "quotation marks")
		cell := rapid.SampledFrom([]string{"Acme Ltd", "19\" rack", "1,234.50", "a; b", "1.234,50", "x|y", "Größe", "深圳", "0001", "O'Neil"})
		width := rapid.IntRange(2, 6).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 3, 12).Draw(t, "rows")
		var b strings.Builder
		if rapid.Bool().Draw(t, "mark") {
			b.WriteString("\ufeff")
		}
		if rapid.Bool().Draw(t, "sep=") {
			b.WriteString("sep=" + separator + end)
		} else { // a line that shows the number of columns
			rows = append([][]string{strings.Split(strings.Repeat("H ", width)[:2*width-1], " ")}, rows...)
		}
		for _, r := range rows {
			for i, c := range r {
				if always || strings.ContainsAny(c, separator+"\"") {
					c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
				if b.WriteString(c); i < width-1 {
					b.WriteString(separator)
				}
			}
			b.WriteString(end)
		}
		got, _, err := parse([]byte(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		var cells [][]string
		for _, r := range got[0].rows {
			cells = append(cells, r.cells)
		}
		if diff := cmp.Diff(rows, cells); diff != "" {
			t.Fatalf("%q: %s", b.String(), diff)
		}
	})
}

// TestTheLineThatNamesASeparator: Excel's own, as programs save it anew; a line that says more,
// or begins otherwise, is a row, and nothing of it is lost.
func TestTheLineThatNamesASeparator(t *testing.T) {
	for typed, want := range map[string]string{
		"sep=;\na,b;c": "a,b|c", "SEP=;\r\na,b;c": "a,b|c", "\"sep=;\"\ra,b;c": "a,b|c", "sep=;;;;;;;;;;;;;;;;;;;\na,b;c": "a,b|c", "sep=\t\na,b\tc": "a,b|c", "sep=; \na,b;c": "a,b|c",
		"sep=;x\na;b": "sep=|x / a|b", " sep=;\na;b": "sep= / a|b", "sep=;;)\na;b": "sep=||) / a|b", "sep=:\na;b": "sep=: / a|b", "sep\na;b": "sep / a|b",
	} {
		got, _, err := readCSV([]byte(typed))
		var rows []string
		for _, r := range got.rows {
			rows = append(rows, strings.Join(r.cells, "|"))
		}
		if said := strings.Join(rows, " / "); err != nil || said != want {
			t.Errorf("%q: %q, %v, want %q", typed, said, err, want)
		}
	}
}

// FuzzCSV: whatever stands in a file, it is read or refused, and no text is lost: each
// letter of a plain one comes out.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2", "sep=;\ra;b", "\"a\"b\",c\n", "=\"a\",b", "\xff\xfea\x00", "a\rb\"\n\"", "\"\n\"x,\"\"\"", " sep=;;)\r;b", "x\nsep=;c"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _, err := readCSV(data)
		if err != nil || strings.ContainsAny(string(data), "_") || strings.HasPrefix(strings.ToLower(string(data)), "sep") || strings.HasPrefix(string(data), `"`) {
			return
		}
		letters := func(s string) (n int) {
			for _, r := range s {
				if r >= 'a' && r <= 'z' {
					n++
				}
			}
			return n
		}
		n := 0
		for _, r := range got.rows {
			n += letters(strings.Join(r.cells, ""))
		}
		if ascii := !strings.ContainsFunc(string(data), func(r rune) bool { return r >= 0x80 || r == 0 }); ascii && n != letters(string(data)) {
			t.Errorf("%q: %d letters came out", data, n)
		}
	})
}
