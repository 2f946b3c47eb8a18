package cmrt

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/xls"
)

// entered stands in the root of a piece of XML, whatever it is called.
func entered(t *testing.T, xml string) *tokens {
	t.Helper()
	k := &tokens{data: []byte(xml)}
	if err := k.next(); err != nil {
		t.Fatalf("%s: %v", xml, err)
	}
	return k
}

// TestColoursAsExcelShowsThem: written out, of the theme, of the palette, and with a tint.
func TestColoursAsExcelShowsThem(t *testing.T) {
	rgb := func(n uint32) colour { return colour{known: true, rgb: n} }
	of := func(n int) colour { return colour{indexed: n} }
	own := &formats{theme: []colour{rgb(0x010101), {}, rgb(0x030303)}, palette: []colour{rgb(0x111111), rgb(0x222222)}}
	for attrs, want := range map[string][2]colour{ // without theme and palette, and with them
		``:                            {rgb(0x7F), rgb(0x7F)},
		`auto="1"`:                    {rgb(0x7F), rgb(0x7F)},
		`rgb="FF102030"`:              {rgb(0x102030), rgb(0x102030)},
		`rgb="102030"`:                {rgb(0x102030), rgb(0x102030)},
		`rgb="30"`:                    {rgb(0x30), rgb(0x30)},
		`rgb="red" theme="0"`:         {{}, {}},
		`theme="0" indexed="2"`:       {rgb(0xFFFFFF), rgb(0x010101)},
		`theme="1"`:                   {rgb(0), {}},
		`theme="2"`:                   {{}, rgb(0x030303)},
		`theme="3"`:                   {{}, {}},
		`theme="x" indexed="10"`:      {rgb(0xFF0000), rgb(0xFF0000)},
		`indexed="0"`:                 {rgb(0), rgb(0x111111)},
		`indexed="1"`:                 {rgb(0xFFFFFF), rgb(0x222222)},
		`indexed="2"`:                 {rgb(0xFF0000), rgb(0xFF0000)},
		`indexed="3"`:                 {rgb(0x00FF00), rgb(0x00FF00)},
		`indexed="4"`:                 {rgb(0x0000FF), rgb(0x0000FF)},
		`indexed="5"`:                 {rgb(0xFFFF00), rgb(0xFFFF00)},
		`indexed="6"`:                 {rgb(0xFF00FF), rgb(0xFF00FF)},
		`indexed="7"`:                 {rgb(0x00FFFF), rgb(0x00FFFF)},
		`indexed="8"`:                 {rgb(0), rgb(0)},
		`indexed="9"`:                 {rgb(0xFFFFFF), rgb(0xFFFFFF)},
		`indexed="15"`:                {rgb(0x00FFFF), rgb(0x00FFFF)},
		`indexed="16"`:                {of(16), of(16)},
		`indexed="63"`:                {of(63), of(63)},
		`indexed="64"`:                {rgb(0), rgb(0)},
		`indexed="65"`:                {rgb(0xFFFFFF), rgb(0xFFFFFF)},
		`indexed="66"`:                {of(66), of(66)},
		`rgb="00804020" tint="0.5"`:   {rgb(0xBF9F8F), rgb(0xBF9F8F)},
		`rgb="00804020" tint="-0.5"`:  {rgb(0x402010), rgb(0x402010)},
		`rgb="00804020" tint="1"`:     {rgb(0xFFFFFF), rgb(0xFFFFFF)},
		`rgb="00804020" tint="-1"`:    {rgb(0), rgb(0)},
		`rgb="00804020" tint="1.5"`:   {rgb(0x804020), rgb(0x804020)},
		`rgb="00804020" tint="-1.5"`:  {rgb(0x804020), rgb(0x804020)},
		`rgb="00804020" tint="a bit"`: {rgb(0x804020), rgb(0x804020)},
	} {
		for i, f := range []*formats{{}, own} {
			if got := f.colour(entered(t, `<color `+attrs+`/>`), 0x7F); got != want[i] {
				t.Errorf("%s, with a theme %v: %+v, want %+v", attrs, i == 1, got, want[i])
			}
		}
	}
}

// TestColoursThatNobodyTellsApart: less than a tenth in each of red, green and blue; of those that
// are not known, the same of the palette.
func TestColoursThatNobodyTellsApart(t *testing.T) {
	rgb := func(n uint32) colour { return colour{known: true, rgb: n} }
	for _, c := range []struct {
		a, b colour
		like bool
	}{
		{rgb(0x808080), rgb(0x808080), true}, {rgb(0x808080), rgb(0x989898), true}, {rgb(0x808080), rgb(0x686868), true}, {rgb(0x808080), rgb(0x998080), false}, {rgb(0x808080), rgb(0x809980), false}, {rgb(0x808080), rgb(0x808099), false},
		{rgb(0x808080), rgb(0x678080), false}, {rgb(0x808080), rgb(0x806780), false}, {rgb(0x808080), rgb(0x808067), false},
		{colour{}, colour{}, false}, {colour{}, rgb(0), false}, {colour{indexed: 20}, colour{indexed: 20}, true}, {colour{indexed: 20}, colour{indexed: 21}, false}, {colour{indexed: 20}, rgb(0), false}, {rgb(0), colour{indexed: 20}, false},
	} {
		if c.a.like(c.b) != c.like || c.b.like(c.a) != c.like {
			t.Errorf("%+v and %+v are told apart: %v", c.a, c.b, c.like)
		}
	}
}

// TestColoursOfAThemeAreNumberedLightBeforeDark, whatever the order of the part; what is no theme
// gives none.
func TestColoursOfAThemeAreNumberedLightBeforeDark(t *testing.T) {
	const space = `http://schemas.openxmlformats.org/drawingml/2006/main`
	scheme := `<a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000001"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFE"/></a:lt1><a:dk2><a:srgbClr val="000003"/></a:dk2><a:lt2><a:srgbClr val="FFFFF4"/></a:lt2><a:accent1><a:hslClr hue="1"/></a:accent1><a:accent2><a:srgbClr val="00FF05"/><a:alpha val="7"/></a:accent2></a:clrScheme>`
	whole := func(within string) string {
		return `<a:theme xmlns:a="` + space + `"><a:other>` + scheme + `</a:other><a:themeElements>` + within + `</a:themeElements></a:theme>`
	}
	want := []colour{{known: true, rgb: 0xFFFFFE}, {known: true, rgb: 1}, {known: true, rgb: 0xFFFFF4}, {known: true, rgb: 3}, {}, {known: true, rgb: 0xFF05}}
	for name, data := range map[string]string{"a theme": whole(scheme), "one with fonts": whole("<a:fontScheme/>" + scheme), "one scheme behind another": whole(scheme + strings.ReplaceAll(scheme, "F", "A"))} {
		if got := readTheme([]byte(data)); !slices.Equal(got, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, data := range map[string]string{"nothing": "", "no scheme": whole(""), "three colours": whole(`<a:clrScheme><a:a/><a:b/><a:c/></a:clrScheme>`), "a theme of another name space": strings.Replace(whole(scheme), space, "urn:a", 1), "one cut short": whole(scheme)[:700]} {
		if got := readTheme([]byte(data)); got != nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
	many := `<styleSheet><colors><mruColors><color rgb="FF000009"/></mruColors><indexedColors>` + strings.Repeat(`<rgbColor rgb="FF000007"/>`, 70) + `</indexedColors></colors></styleSheet>`
	if got := readPalette([]byte(many)); len(got) != 64 || got[63] != (colour{known: true, rgb: 7}) || got[0] != got[63] {
		t.Errorf("a palette of 70: %d, %+v", len(got), got)
	}
	for _, none := range []string{`<styleSheet/>`, `<x><colors><indexedColors><rgbColor rgb="1"/></indexedColors></colors></x>`, `<styleSheet><y><indexedColors><rgbColor rgb="1"/></indexedColors></y></styleSheet>`} {
		if got := readPalette([]byte(none)); got != nil {
			t.Errorf("%s: %+v", none, got)
		}
	}
}

// TestWhatACellFormatSays: what it says nothing of comes from the style that it is based on, and
// what is not in the lists says nothing.
func TestWhatACellFormatSays(t *testing.T) {
	f, err := readFormats([]byte(`<styleSheet><numFmts><numFmt numFmtId="200" formatCode=";;;"/><numFmt numFmtId="201" formatCode="General"/><numFmt numFmtId="202" formatCode="@"/></numFmts>`+
		`<fonts><font/><font><strike/><sz val="2.9"/><color rgb="FFFFFFFF"/></font><font><sz val="3"/><name val=" WEBDINGS"/></font></fonts>`+
		`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF112233"/><bgColor rgb="FF445566"/></patternFill></fill><fill><patternFill><fgColor rgb="FF112233"/></patternFill></fill><fill><patternFill patternType="gray125"/></fill></fills>`+
		`<cellStyleXfs><xf numFmtId="200" fontId="1" fillId="1"/><xf/></cellStyleXfs>`+
		`<cellXfs><xf/><xf xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" xfId="0"/><xf xfId="1"/><xf xfId="2"/><xf numFmtId="201" fontId="2" fillId="9"/><xf numFmtId="202" fontId="9" fillId="2"/><xf fillId="3"/></cellXfs></styleSheet>`), nil)
	if err != nil {
		t.Fatal(err)
	}
	ground := colour{known: true, rgb: 0x112233}
	for style, want := range []look{
		{behind: white, plain: true}, {sections: sections(";;;"), struck: true, tiny: true, letters: white, behind: ground}, {behind: white, plain: true}, {behind: white, plain: true}, {behind: white, plain: true},
		{behind: white, pictured: true}, {behind: white, plain: true}, {behind: white, plain: true}, {behind: white, plain: true}, // the last is not there
	} {
		if !want.letters.known {
			want.letters = colour{known: true}
		}
		if got := f.of(int32(style)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("cell format %d: %+v, want %+v", style, got, want)
		}
		if got, want := f.numbered(int32(style)), !slices.Contains([]int{1, 5, 6}, style); got != want {
			t.Errorf("cell format %d shows numbers as they are: %v", style, got)
		}
	}
	for _, part := range []string{`<x/>`, `<styleSheet><fonts><font></fonts></styleSheet>`} {
		if _, err := readFormats([]byte(part), nil); err == nil {
			t.Errorf("%s is read", part)
		}
	}
}

// TestFontsThatShowPictures, by the beginning of their names.
func TestFontsThatShowPictures(t *testing.T) {
	for name, want := range map[string]bool{"Wingdings": true, "wingdings 3": true, " Webdings ": true, "Symbol": true, "SymbolMT": true, "Marlett": true, "ZapfDingbats": true, "MT Extra": true, "OpenSymbol": true, "Bookshelf Symbol 7": true,
		"Arial": false, "": false, "Segoe UI Symbol": false, "My Wingdings": false} {
		if pictorial(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}

// TestColoursOfOldWorkbooks: by number, with a palette of its own or without.
func TestColoursOfOldWorkbooks(t *testing.T) {
	rgb := func(n uint32) colour { return colour{known: true, rgb: n} }
	own := &xls.Workbook{Palette: []uint32{0x101010, 0x202020}}
	for n, want := range map[int][2]colour{
		0: {rgb(0), rgb(0)}, 1: {rgb(0xFFFFFF), rgb(0xFFFFFF)}, 7: {rgb(0x00FFFF), rgb(0x00FFFF)}, 8: {rgb(0), rgb(0x101010)}, 9: {rgb(0xFFFFFF), rgb(0x202020)}, 10: {rgb(0xFF0000), rgb(0xFF0000)}, 15: {rgb(0x00FFFF), rgb(0x00FFFF)},
		16: {{indexed: 16}, {indexed: 16}}, 0x3F: {{indexed: 0x3F}, {indexed: 0x3F}}, 0x40: {rgb(0x7F), rgb(0x7F)}, 0x7FFF: {rgb(0x7F), rgb(0x7F)},
	} {
		for i, book := range []*xls.Workbook{{}, own} {
			if got := legacyColour(book, n, 0x7F); got != want[i] {
				t.Errorf("%d, with a palette %v: %+v, want %+v", n, i == 1, got, want[i])
			}
		}
	}
	book := &xls.Workbook{Fonts: []xls.Font{{Height: 60, Colour: 10, Name: "Arial"}, {Height: 59, Struck: true, Colour: 0x7FFF, Name: "Wingdings"}}, Numbers: map[int]string{170: ";;;"},
		Formats: []xls.Format{{Number: 170, Font: 1}, {Font: 0, Solid: true, Pattern: true, Fill: 12, Ground: 9}, {Pattern: true, Fill: 12, Ground: 11}, {Solid: true, Fill: 64}}}
	f := legacyStyles(book)
	for style, want := range []look{
		{sections: sections(";;;"), struck: true, tiny: true, pictured: true, letters: rgb(0), behind: white}, {letters: rgb(0xFF0000), behind: rgb(0x0000FF)}, {letters: rgb(0xFF0000), behind: rgb(0x00FF00)}, {letters: rgb(0xFF0000), behind: white},
	} {
		want.plain = style > 0
		if got := f.of(int32(style)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("cell format %d: %+v, want %+v", style, got, want)
		}
	}
}
