package tables

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
)

// row is a small table with texts and a number.
type row struct {
	A string `csv:"a"`
	B string `csv:"b"`
	N int    `csv:"n"`
}

// anyText leans to what CSV files and spreadsheets stumble over.
func anyText() *rapid.Generator[string] {
	nasty := rapid.StringOf(rapid.SampledFrom([]rune("=+-@'\t\r\n\",; \\.ab0\ufeffé中")))
	return rapid.OneOf(nasty, rapid.String())
}

func rows() *rapid.Generator[[]row] {
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) row {
		return row{A: anyText().Draw(t, "a"), B: anyText().Draw(t, "b"), N: rapid.Int().Draw(t, "n")}
	}))
}

// kept is a text with line ends as they are kept.
func kept(s string) string { return regexp.MustCompile(`\r+\n`).ReplaceAllString(s, "\n") }

func TestAnyTextComesBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rows().Draw(t, "rows")
		data, err := Write(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := Read[row]("t.csv", data)
		if err != nil {
			t.Fatalf("%v in\n%q", err, data)
		}
		if len(in) != len(out) {
			t.Fatalf("%d rows of %d in\n%q", len(out), len(in), data)
		}
		for i, r := range in {
			if want := (row{kept(r.A), kept(r.B), r.N}); out[i] != want {
				t.Fatalf("%+v, want %+v in\n%q", out[i], want, data)
			}
		}
		again, _ := Write(out)
		if !bytes.Equal(data, again) {
			t.Errorf("written again it is other bytes:\n%q\n%q", data, again)
		}
	})
}

func TestNoSpreadsheetTakesATextForAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rows().Draw(t, "rows")
		data, err := Write(in)
		if err != nil {
			t.Fatal(err)
		}
		// Read by the standard library, since our own reader takes the mark away.
		records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, record := range records[1:] {
			for c, text := range []string{in[i].A, in[i].B} {
				if cell := record[c]; cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("the text %q stands in the file as %q", text, cell)
				}
			}
			if want := fmt.Sprint(in[i].N); record[2] != want {
				t.Errorf("the number %s stands in the file as %q", want, record[2])
			}
		}
	})
}

func TestGuardInTheFile(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+49": "'+49", "-5": "'-5", "@a": "'@a", "'a": "''a", "'": "''", "\ta": "'\ta", "\ra": "\"'\ra\"",
		"a=b": "a=b", "": "", "5": "5",
	} {
		data, err := Write([]row{{A: text, N: -5}})
		if err != nil {
			t.Fatal(err)
		}
		if got := string(data); got != "a,b,n\n"+want+",,-5\n" {
			t.Errorf("%q is written %q", text, got)
		}
	}
}

// A person types an apostrophe as part of a name; nothing is lost.
func TestApostrophesThatPeopleTypeStay(t *testing.T) {
	got, err := Read[row]("t.csv", []byte("a,b,n\n's-Hertogenbosch,'=x,1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if want := []row{{"'s-Hertogenbosch", "=x", 1}}; !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
}

// TestRowsThatWereClearedAreNone: spreadsheet programs leave their separators behind.
func TestRowsThatWereClearedAreNone(t *testing.T) {
	got, err := Read[row]("t.csv", []byte("a,b,n\n,,\nx,y,1\n,,\n , ,\n"))
	if want := []row{{"x", "y", 1}}; err != nil || !cmp.Equal(want, got) {
		t.Error(err, cmp.Diff(want, got))
	}
}

func TestWrongShapesAreErrorsWithFileAndLine(t *testing.T) {
	for _, tc := range []struct {
		name, data, at, says string
		shape                bool
	}{
		{"missing column", "a,b\nx,y\n", "dir/t.csv:1:", `no column "n"`, true},
		{"doubled column", "a,b,n,a\nx,y,1,z\n", "dir/t.csv:1:", `"a" is there twice`, true},
		{"unknown column", "a,b,n,colour\nx,y,1,red\n", "dir/t.csv:1:", `"colour" is not known`, true},
		{"other case", "A,b,n\nx,y,1\n", "dir/t.csv:1:", `no column "a"`, true},
		{"semicolons, as Excel saves in much of Europe", "a;b;n\nx;y;1\n", "dir/t.csv:1:", `parted by ";"`, true},
		{"tabs", "a\tb\tn\nx\ty\t1\n", "dir/t.csv:1:", `parted by "\t"`, true},
		{"a line for Excel", "sep=,\na,b,n\nx,y,1\n", "dir/t.csv:1:", "take it out", true},
		{"lines of an old Macintosh", "a,b,n\rx,y,1\r", "dir/t.csv:1:", "Macintosh", true},
		{"empty", "", "dir/t.csv:1:", "a,b,n", true},
		{"mark only", "\ufeff", "dir/t.csv:1:", "empty", true},
		{"short record", "a,b,n\nx,y,1\nx,y\n", "dir/t.csv:3:", "number of fields", false},
		{"long record", "a,b,n\nx,y,1,z\n", "dir/t.csv:2:", "number of fields", false},
		{"quote not closed", "a,b,n\n\"x,y,1\n", "dir/t.csv:2:", `"`, false},
		{"no number", "a,b,n\nx,y,1\nx,y,many\n", "dir/t.csv:3:", "many", false},
		{"no number, after a cell of two lines", "a,b,n\n\"x\nx\",y,1\n\nx,y,many\n", "dir/t.csv:5:", "many", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := Read[row]("dir/t.csv", []byte(tc.data))
			if err == nil {
				t.Fatalf("no error, but %v", got)
			}
			if !strings.HasPrefix(err.Error(), tc.at) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("says %q, want %q and %q", err, tc.at, tc.says)
			}
			if errors.Is(err, ErrShape) != tc.shape {
				t.Errorf("is the error of wrong columns: %v", !tc.shape)
			}
		})
	}
}

func TestReadTakesWhatSpreadsheetsSave(t *testing.T) {
	want := []row{{"x", "two\nlines", 3}}
	for name, data := range map[string]string{
		"plain":              "a,b,n\nx,\"two\nlines\",3\n",
		"byte order mark":    "\ufeffa,b,n\nx,\"two\nlines\",3\n",
		"Windows line ends":  "a,b,n\r\nx,\"two\r\nlines\",3\r\n",
		"other column order": "n,b,a\n3,\"two\nlines\",x\n",
		"no end of line":     "a,b,n\nx,\"two\nlines\",3",
	} {
		got, err := Read[row]("t.csv", []byte(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAHeaderAloneIsAnEmptyTable(t *testing.T) {
	data, err := Write[row](nil)
	if err != nil || string(data) != "a,b,n\n" {
		t.Fatalf("%q, %v", data, err)
	}
	if got, err := Read[row]("t.csv", data); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestDataPackageDescribesTheBytes(t *testing.T) {
	data, err := Write([]Smelter{{Metal: "tin", SmelterID: "CID900001", Suppliers: 2}})
	if err != nil {
		t.Fatal(err)
	}
	p := NewPackage("n", "T", "What it is.", true)
	AddTable[Smelter](p, "smelters", "D.", data, SmelterFields, "metal", "smelter_id")
	text, err := p.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Demonstration bool
		Description   string
		Resources     []struct {
			Path, Hash string
			Bytes      int
			Schema     struct {
				Fields     []struct{ Name, Type string }
				PrimaryKey []string
			}
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if !got.Demonstration || !strings.Contains(got.Description, "fictional") || !strings.Contains(got.Description, "What it is.") {
		t.Errorf("does not say that it is a demonstration: %v %q", got.Demonstration, got.Description)
	}
	r := got.Resources[0]
	if want := fmt.Sprintf("sha256:%x", sha256.Sum256(data)); r.Hash != want || r.Bytes != len(data) || r.Path != "smelters.csv" {
		t.Errorf("%s of %d bytes, hash %s; want %d and %s", r.Path, r.Bytes, r.Hash, len(data), want)
	}
	header, _, _ := strings.Cut(string(data), "\n")
	var names []string
	for _, f := range r.Schema.Fields {
		names = append(names, f.Name)
		if want := map[string]string{"suppliers": "integer", "last_audit": "date", "reaudit_due": "date"}[f.Name]; f.Type != want && (want != "" || f.Type != "string") {
			t.Errorf("%s is a %s", f.Name, f.Type)
		}
	}
	if strings.Join(names, ",") != header {
		t.Errorf("describes %v, but the file has %s", names, header)
	}
	if diff := cmp.Diff([]string{"metal", "smelter_id"}, r.Schema.PrimaryKey); diff != "" {
		t.Error(diff)
	}
}

func TestRealDataDoNotSayDemonstration(t *testing.T) {
	text, err := NewPackage("n", "T", "What it is, <b> & c.", false).JSON()
	if err != nil {
		t.Fatal(err)
	}
	if s := string(text); strings.Contains(strings.ToLower(s), "demonstration") || strings.Contains(s, "fictional") || !strings.Contains(s, "<b> & c.") {
		t.Error(s)
	}
}

// The published columns are described one by one, and no description is of a
// column that is not there.
func TestPublicColumnsAreDescribed(t *testing.T) {
	for name, tc := range map[string]struct {
		columns []string
		fields  map[string]Field
	}{"smelters": {Columns[Smelter](), SmelterFields}, "figures": {Columns[Figure](), FigureFields}, "changes": {Columns[Change](), ChangeFields}} {
		if len(tc.columns) != len(tc.fields) {
			t.Errorf("%s: %d columns, %d descriptions", name, len(tc.columns), len(tc.fields))
		}
		for _, c := range tc.columns {
			if tc.fields[c].Description == "" {
				t.Errorf("%s: the column %s is not described", name, c)
			}
		}
	}
}

func TestPublicSmelterColumnsAreTheContract(t *testing.T) {
	want := "metal,smelter_id,smelter_name,country,country_code,state,city,on_reference_list,status,programme,last_audit,reaudit_due,sourcing_countries,recycled_only,suppliers"
	if got := strings.Join(Columns[Smelter](), ","); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestDirectoryOf(t *testing.T) {
	rows := []DirectoryRow{
		{Metal: "tin", Name: "Alpha", SmelterID: "CID900001", StandardName: "Alpha Tin", Country: "Peru", CountryCode: "PE"},
		{Metal: "tin", Name: "Alpha Tin", SmelterID: "CID900001", StandardName: "Alpha Tin", Country: "Peru", CountryCode: "PE"},
	}
	d, err := DirectoryOf(smelter.Source{AsOf: "2026-01-02"}, rows)
	if err != nil || d.Len() != 1 || len(d.Named(cmrt.Tin, "alpha")) != 1 || d.Source.AsOf != "2026-01-02" {
		t.Fatalf("%d facilities, %v", d.Len(), err)
	}
	bad := append(rows, DirectoryRow{Metal: "gold", Name: "Alpha", SmelterID: "CID900001", StandardName: "Alpha Tin", Country: "Peru", CountryCode: "PE"})
	if _, err := DirectoryOf(smelter.Source{}, bad); !errors.Is(err, smelter.ErrDirectory) || !strings.HasPrefix(err.Error(), "line 4:") {
		t.Errorf("%v", err)
	}
}

func TestConformanceOf(t *testing.T) {
	row := ConformanceRow{Metal: "tin", SmelterID: "CID900001", Status: "active", Programme: "RMAP", LastAudit: "2025-01-02", CycleYears: "1", ReauditDue: "2026-01-02"}
	c, err := ConformanceOf(smelter.Source{}, []ConformanceRow{row})
	if err != nil {
		t.Fatal(err)
	}
	want := smelter.Status{Metal: cmrt.Tin, ID: "CID900001", Word: "active", Programme: "RMAP", LastAudit: "2025-01-02", CycleYears: "1", ReauditDue: "2026-01-02"}
	if got, ok := c.Of(cmrt.Tin, "CID900001"); !ok || got != want {
		t.Errorf("%+v", got)
	}
	if _, err := ConformanceOf(smelter.Source{}, []ConformanceRow{row, row}); err == nil {
		t.Error("a facility with two statuses is no error")
	}
}

func TestTranslationOf(t *testing.T) {
	rows := []TranslationRow{{"2PER001", "CID900001"}, {"2PER002", "CID900001"}, {"2PER001", "CID900001"}}
	translation, err := TranslationOf(smelter.Source{Name: "x"}, rows)
	if err != nil || translation.Source.Name != "x" {
		t.Fatal(translation, err)
	}
	for old, want := range map[string]string{"2PER001": "CID900001", " 2per002": "CID900001", "2PER003": "", "": ""} {
		if got, ok := translation.Of(old); got != want || ok != (want != "") {
			t.Errorf("%q became %q", old, got)
		}
	}
	if _, err := TranslationOf(smelter.Source{}, append(rows, TranslationRow{"2PER002", "CID900002"})); err == nil || !strings.HasPrefix(err.Error(), "line 5:") {
		t.Errorf("an old number that became two: %v", err)
	}
}

func TestDirectoryRowsLeaveOutWhatHasNoMetalAndCopies(t *testing.T) {
	e := cmrt.LookupEntry{Row: 5, Metal: cmrt.Gold, Alias: "A", Name: "Alpha", Country: "Korea, Republic of", ID: "CID900001", City: "C", State: "S"}
	none := e
	none.Metal = ""
	again := e
	again.Row = 6
	want := []DirectoryRow{{Metal: "gold", Name: "A", SmelterID: "CID900001", StandardName: "Alpha", Country: "Korea, Republic of", CountryCode: "KR", State: "S", City: "C"}}
	if diff := cmp.Diff(want, DirectoryRows([]cmrt.LookupEntry{e, none, again})); diff != "" {
		t.Error(diff)
	}
}

// FuzzRead: whatever bytes a table holds, reading gives rows or an error with
// file and line; and what was read is written so that it is read the same.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", "a,b,n\n", "\ufeffa,b,n\r\nx,'=y,-3\r\n", "a,b,n\n\"x\n\",y,1\n", "n,a,b\n1.5,'',\"\"\"\"\n", "a,b\n", "a,b,n\nx,y\n", "a,b,n\n,,\xff\n", "\n\n\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := Read[row]("dir/t.csv", data)
		if err != nil {
			if !regexp.MustCompile(`^dir/t\.csv:(\d+: | (record|parse error) on line \d+)(?s:.+)`).MatchString(err.Error()) {
				t.Fatalf("no file and line in %q", err)
			}
			return
		}
		out, err := Write(read)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Read[row]("t.csv", out)
		if err != nil || len(again) != len(read) {
			t.Fatalf("%d rows of %d: %v", len(again), len(read), err)
		}
		for i, r := range read {
			if again[i] != (row{kept(r.A), kept(r.B), r.N}) {
				t.Fatalf("%+v became %+v", r, again[i])
			}
		}
	})
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	added := TranslationRow{OldNumber: "=2", SmelterID: "a,\"b\""}
	for name, tc := range map[string]struct{ before, want string }{
		"no file":         {"", "old_number,smelter_id\n'=2,\"a,\"\"b\"\"\"\n"},
		"other order":     {"smelter_id,old_number\n\"x\" ,y\n", ""},
		"needless quotes": {"smelter_id,old_number\n\"x\",y\n", "smelter_id,old_number\n\"x\",y\n\"a,\"\"b\"\"\",'=2\n"},
		"no last newline": {"old_number,smelter_id\n1,2", "old_number,smelter_id\n1,2\n'=2,\"a,\"\"b\"\"\"\n"},
		"Windows":         {"\ufeffold_number,smelter_id\r\n1,2\r\n", "\ufeffold_number,smelter_id\r\n1,2\r\n'=2,\"a,\"\"b\"\"\"\r\n"},
		"other columns":   {"old_number,number\n", ""},
	} {
		got, err := Append("t.csv", []byte(tc.before), added)
		if string(got) != tc.want || (err == nil) != (tc.want != "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if err != nil {
			continue
		}
		rows, err := Read[TranslationRow]("t.csv", got)
		if err != nil || rows[len(rows)-1] != added {
			t.Errorf("%s: %v, %v", name, rows, err)
		}
	}
}

// TestAColumnThatNobodyFillsIsNotWritten: rosters from before the column came stay as
// they are, byte for byte, and one with a buyer is read back.
func TestAColumnThatNobodyFillsIsNotWritten(t *testing.T) {
	rows := []Supplier{{ID: "a", Name: "A", InScope: "yes"}, {ID: "b", Name: "B", InScope: "yes"}}
	data, err := Write(rows)
	if err != nil || strings.Contains(string(data), "buyer") || !strings.Contains(string(data), "vendor") {
		t.Errorf("%v: %s", err, data)
	}
	rows[1].Buyer = "MS"
	if data, err = Write(rows); err != nil || !strings.Contains(string(data), ",vendor,buyer\n") {
		t.Fatalf("%v: %s", err, data)
	}
	if back, err := Read[Supplier]("suppliers.csv", data); err != nil || back[1].Buyer != "MS" || back[0].Buyer != "" {
		t.Errorf("%v: %+v", err, back)
	}
}

// TestNoProgramSeesAFormula: whatever separates columns where a table is opened, what a
// supplier typed stays one cell that begins with no formula, and comes back as it was.
func TestNoProgramSeesAFormula(t *testing.T) {
	for _, typed := range []string{"=1+1", "x;=1+1", ";=1+1", "\n=1+1", "\t=1", "a\t=1", "a|=1", "@SUM(A1)", "'=1", `say "x";=1`, "a, b; c"} {
		data, err := Write([]Product{{Row: 6, Number: typed, Name: "after"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, separator := range ",;\t|" {
			r := csv.NewReader(bytes.NewReader(data))
			r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator, separator != ',', -1
			records, err := r.ReadAll()
			if err != nil {
				t.Fatalf("%q, %q: %v", typed, separator, err)
			}
			for _, record := range records {
				for _, cell := range record {
					if cell != "" && strings.ContainsRune("=+-@\t\n", rune(cell[0])) {
						t.Errorf("%q, columns separated by %q: the cell %q", typed, separator, cell)
					}
				}
			}
		}
		if rows, err := Read[Product]("products.csv", data); err != nil || len(rows) != 1 || rows[0].Number != typed {
			t.Errorf("%q comes back as %+v (%v)", typed, rows, err)
		}
	}
}

// TestALineOfMegabytesIsRefused before room is made for its cells.
func TestALineOfMegabytesIsRefused(t *testing.T) {
	_, err := Read[Supplier]("suppliers.csv", []byte("id,name,aliases,contact,language,in_scope,category,parent,note,buyer,vendor\na,b\n"+strings.Repeat(",", longestLine+1)+"\n"))
	var at *Error
	if !errors.As(err, &at) || at.Line != 3 || !strings.Contains(err.Error(), "more than 1 MB") {
		t.Errorf("%v", err)
	}
}
