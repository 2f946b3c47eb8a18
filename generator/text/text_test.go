package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// unseen are marks that print nothing, as web pages, mail programs and phones leave
// them in what people paste.
var unseen = []string{"\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
	"\u200c", "\u200d", "\u061c", "\u034f", "\u180e", "\ufe0f", "\ufe00", "\U000e0100", "\U000e0041", "\u0001", "\u001f", "\u007f", "\u0080", "\u2061", "\u206a"}

// spaces are those that look like a plain one.
var spaces = []string{"\u00a0", "\u202f", "\u2007", "\u2009", "\u3000", "\u2002", "\u205f", "\u1680", "\t", "\u2800", "\u3164"}

func TestSeenLooksTheSame(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain": "plain", " around ": "around", "a  b": "a  b", "\u00a0a\u00a0b\u3000": "a b", "a\r\nb\rc\u2028d": "a\nb\nc\nd",
		"Soft\u00adhyphen": "Softhyphen", "深圳\u200b示例": "深圳示例", "می\u200cخواهم": "می\u200cخواهم", "Acme\u200cLtd": "AcmeLtd", "क\u094d\u200dष": "क\u094d\u200dष",
		"＃Ｎ": "＃Ｎ", "\ufeffName": "Name", "a\xffb": "a\ufffdb", "\u0600٣": "\u0600٣", "a\n": "a", "é": "é", "e\u0301": "e\u0301",
	} {
		if got := Seen(in); got != want {
			t.Errorf("%q is seen as %q, not %q", in, got, want)
		}
	}
}

func TestPlainTextCostsNothing(t *testing.T) {
	s := strings.Repeat("Example Components Ltd. (Sn) 46056 ", 20)
	if n := testing.AllocsPerRun(100, func() {
		Seen(s)
		Line("CID900001")
		General("46056")
		Format{}.Text("46056", false)
		IsError("x")
		Compact("cid900001")
	}); n > 0 {
		t.Errorf("reading plain ASCII allocates %v times", n)
	}
}

// TestMarksChangeNothing: wherever marks stand and whatever the space, a text is seen,
// folded and compared the same.
func TestMarksChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"CID900001", "Example Metals Co., Ltd.", "Yes", "2026-02-14", "14 February 2026", "Tantalum (Ta)", "a.b@example.com", "深圳 示例", "Größe 12%"}).Draw(t, "text")
		var b strings.Builder
		for _, r := range text {
			for _, m := range rapid.SliceOfN(rapid.SampledFrom(unseen), 0, 2).Draw(t, "marks") {
				b.WriteString(m)
			}
			if r == ' ' {
				b.WriteString(rapid.SampledFrom(append([]string{" "}, spaces...)).Draw(t, "space"))
				continue
			}
			b.WriteRune(r)
		}
		b.WriteString(rapid.SampledFrom(append(unseen, spaces...)).Draw(t, "last"))
		for name, f := range map[string]func(string) string{"Seen": Seen, "Line": Line, "Compact": Compact, "Letters": Letters, "Words": Words, "ID": ID, "Address": Address} {
			if got, want := f(b.String()), f(text); got != want {
				t.Fatalf("%s of %q is %q, of the plain text %q", name, b.String(), got, want)
			}
		}
		if Seen(text) != text || Seen(Seen(b.String())) != Seen(b.String()) {
			t.Fatalf("%q is not seen as it is", text)
		}
	})
}

func TestFoldsTakeAwayWhatTellsNothing(t *testing.T) {
	for _, c := range []struct {
		fold      func(string) string
		in, wants string
	}{
		{ID, " ＣＩＤ９００００１ ", "CID900001"}, {ID, "cid 900001", "CID900001"}, {ID, "CID-900001", "CID900001"}, {ID, "Cid – 900001", "CID900001"}, {ID, "CID:900001", "CID900001"}, {ID, "CID-90001", "CID-90001"}, {ID, "CID1-900001", "CID1-900001"}, {ID, "900001", "900001"}, {Compact, " Ｙｅｓ ", "yes"}, {Letters, "Ｅ-Mail addr. 1", "emailaddr1"},
		{Letters, "Größe", "größe"}, {Words, "Été S.p.A. & O'Neil", "ete spa oneil"}, {Words, "Ｓｕｅｄ　Stanz\u00adwerk", "sued stanzwerk"},
		{Bare, "CÔTE D’IVOIRE", "COTE D’IVOIRE"}, {Address, " a.B@ｅxample.com\u200b", "a.B@example.com"},
	} {
		if got := c.fold(c.in); got != c.wants {
			t.Errorf("%q folds to %q, not %q", c.in, got, c.wants)
		}
	}
}

func TestEscapesOfExcel(t *testing.T) {
	for in, want := range map[string]string{"a_x000D_b": "a\rb", "_xD83D__xDE00_": "😀", "_x005F_x000D_": "_x000D_", "_xD83D_ alone": "\ufffd alone", "_x00e9_": "é",
		"my_xylophone": "my_xylophone", "_x12_": "_x12_", "_xD83D__x0041_": "\ufffdA", "日_x0041_": "日A"} {
		if got := Unescape(in); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
}

func TestErrorsAreNoText(t *testing.T) {
	for _, s := range []string{"#N/A", " #N/A ", "#n/a", "#REF!", "#NV", "#BEZUG!", "#N/A\u200b", "#DIV/0!", "#¡VALOR!", "#NOM?"} {
		if !IsError(s) {
			t.Errorf("%q is an error", s)
		}
	}
	for _, s := range []string{"", "#", "N/A", "#1 Metals", "No. #N", "#NAHE GmbH"} {
		if IsError(s) {
			t.Errorf("%q is none", s)
		}
	}
}

func TestNumbersAsCellsShowThem(t *testing.T) {
	for in, want := range map[string]string{
		"1.0001234E7": "10001234", "100235.0": "100235", "1.23456789E8": "123456789", "8.613800138E12": "8613800138000", "0.30000000000000004": "0.3", "4711": "4711",
		"-0": "0", "0": "0", "1E-3": "0.001", "123456789012345678": "123456789012346000", "1.5": "1.5", "-2.50": "-2.5", "007": "7", "1e300": "1E300", "abc": "abc", "": "",
		"0x10": "0x10", "1_000": "1_000", "NaN": "NaN", "5.6E-07": "0.00000056", "9007199254740993": "9007199254740990",
	} {
		if got := General(in); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
}

func TestFormatsShowWhatACellShows(t *testing.T) {
	for _, c := range []struct{ code, stored, want string }{
		{"General", "4711.0", "4711"}, {"", "1E7", "10000000"}, {"0%", "0.25", "25%"}, {"0.00%", "0.07", "7.00%"}, {"0%", "0.256", "25.6%"}, {`0\%`, "25", "25%"}, {`0" %"`, "25", "25 %"},
		{"00000", "123", "00123"}, {"00000", "123456", "123456"}, {`"CID"000000`, "292", "CID000292"}, {"000-0000", "1234567", "123-4567"}, {"000-0000", "45", "000-0045"},
		{"#,##0", "1234567", "1234567"}, {"#,##0.00", "1234.5", "1234.50"}, {"0.00", "4711", "4711.00"}, {"0", "12.75", "12.75"}, {"#,##0,", "1234567", "1234567"}, {`0.0,,"M"`, "1234567", "1234567"},
		{"yyyy-mm-dd", "46067", "2026-02-14"}, {"m/d/yy", "46067", "2026-02-14"}, {"[$-409]mmm d, yyyy h:mm AM/PM", "46067.5", "2026-02-14 12:00:00"}, {"h:mm", "0.5", "12:00"}, {"[h]:mm", "1.25", "30:00"},
		{`yyyy"年"m"月"d"日"`, "46067", "2026-02-14"}, {"yyyy-mm-dd", "-5", "-5"}, {"yyyy-mm-dd", "99999999", "99999999"},
		{"0.00E+00", "8613800138000", "8613800138000"}, {"# ?/?", "0.5", "0.5"}, {"0;(0)", "-5", "(5)"}, {"0;[Red]0", "-5", "-5"}, {`0;0;"none"`, "0", "none"}, {";;;", "5", "5"}, {"0;0;0;@;x", "5", "5"},
		{"[$€-407] #,##0.00", "12", "€ 12.00"}, {"[<1000]0;0.0", "1000.5", "1000.5"}, {"@", "12", "12"}, {"00000", "text", "text"}, {`General" pcs"`, "5", "5"}, {".00", "0.25", "0.25"},
		{`_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)`, "-1234.5", "(1234.50)"}, {`_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)`, "0", "-"},
	} {
		if got := ParseFormat(c.code).Text(c.stored, false); got != c.want {
			t.Errorf("%s in the format %q shows %q, not %q", c.stored, c.code, got, c.want)
		}
	}
	for id, want := range map[int]string{0: "0.25", 9: "25%", 10: "25.00%", 49: "0.25", 999: "0.25"} {
		if got := BuiltinFormat(id).Text("0.25", false); got != want {
			t.Errorf("format %d shows %q, not %q", id, got, want)
		}
	}
	if got := BuiltinFormat(14).Text("44605", true); got != "2026-02-14" {
		t.Errorf("a date that counts from 1904 is %q", got)
	}
}

// FuzzFormat: whatever stands in a styles part, a number is shown, and is not lost.
func FuzzFormat(f *testing.F) {
	for _, code := range []string{"0%", "[$€-407] #,##0.00;[Red]-0", "yyyy\"年\"", "[<1000]0;x", "_(* #", "\\", "[", "\"", "0;0;0;0;0;0"} {
		f.Add(code, 46067.5)
	}
	f.Fuzz(func(t *testing.T, code string, n float64) {
		stored := General(decimal(n))
		if ParseFormat(code).Text(stored, false) == "" {
			t.Errorf("%s in the format %q shows nothing", stored, code)
		}
	})
}
