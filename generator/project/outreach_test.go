package project

import (
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/tables"
)

// TestOneBadLineDoesNotStopTheYear: it is told with its line and the supplier that it
// names, and all others count.
func TestOneBadLineDoesNotStopTheYear(t *testing.T) {
	const good = "2025-05-02,acme,reminder,email,sent,\n"
	for _, tc := range []struct{ name, line, supplier, says string }{
		{"date", "soon,acme,request,email,sent,", "acme", "soon"},
		{"two dates", "03/04/2025,acme,request,email,sent,", "acme", "two dates"},
		{"no date", ",acme,request,email,sent,", "acme", "date"},
		{"no supplier", "2025-05-01,,request,email,sent,", "", "supplier"},
		{"another supplier", "2025-05-01,beta,request,email,sent,", "", "not on the roster"},
		{"no kind", "2025-05-01,acme,,email,sent,", "acme", "kind"},
		{"kind mistyped", "2025-05-01,acme,reqest,email,sent,", "acme", "reqest"},
		{"outcome mistyped", "2025-05-01,acme,request,email,bounce,", "acme", "bounce"},
		{"a promise without a day", "2025-05-01,acme,reply,phone,promised,", "acme", "until"},
		{"a comma in the note", "2025-05-01,acme,request,email,sent,left a message, twice", "acme", "quotation marks"},
		{"too few", "2025-05-01,acme,request", "acme", "wrong number of fields: 3"},
		{"a quotation mark in the middle", `2025-05-01,acme,request,email,sent,the "other" Ann`, "acme", "bare"},
	} {
		y, err := year(map[string]string{"data/2025/outreach.csv": outreachHead + good + tc.line + "\n" + good})
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if len(y.Outreach) != 2 || y.Outreach[1].Line != 4 || len(y.Unusable) != 1 {
			t.Errorf("%s: %d rows, %+v", tc.name, len(y.Outreach), y.Unusable)
			continue
		}
		if u := y.Unusable[0]; u.Line != 3 || u.Supplier != tc.supplier || !strings.Contains(u.Err.Error(), tc.says) {
			t.Errorf("%s: %+v", tc.name, u)
		}
		data, err := y.AddOutreach([]byte(outreachHead+good+tc.line+"\n"), tables.Outreach{Date: "2025-06-01", Supplier: "acme", Kind: "reply", Channel: "phone", Outcome: "promised", Until: "2025-07-01"})
		if err != nil || !strings.Contains(string(data), tc.line) || !strings.HasSuffix(string(data), "2025-06-01,acme,reply,phone,promised,,2025-07-01\n") {
			t.Errorf("%s: a row could not be added: %v\n%s", tc.name, err, data)
		}
	}
}

// TestDaysAsACountryWritesThem: a spreadsheet program writes days as its country does, and
// the days of a table tell the order of day and month.
func TestDaysAsACountryWritesThem(t *testing.T) {
	for _, tc := range []struct {
		typed string
		want  string
	}{
		{"12.01.2026 14.02.2026", "2026-01-12 2026-02-14"}, {"01.02.2026", "2026-02-01"}, {"12/1/2026 2/14/2026", "2026-12-01 2026-02-14"}, {"12/01/2026 14/02/2026", "2026-01-12 2026-02-14"},
		{"2026/1/12", "2026-01-12"}, {"2026年1月12日", "2026-01-12"}, {"46034", "2026-01-12"}, {"2026-01-12 13/02/2026", "2026-01-12 2026-02-13"},
		{"03/04/2026", "two dates"}, {"14/02/2026 02/14/2026", "different orders"}, {"05/05/2026", "2026-05-05"}, {"31.02.2026", "not a date"},
	} {
		text := outreachHead
		for _, day := range strings.Fields(tc.typed) {
			text += day + ",acme,request,email,sent,,\n" // a blank column more
		}
		y, err := year(map[string]string{"data/2025/outreach.csv": text + ",,,,,\n\n"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range y.Outreach {
			got = append(got, o.Date)
		}
		said := strings.Join(got, " ")
		for _, u := range y.Unusable {
			said += fmt.Sprint(u.Err)
		}
		if said != tc.want && !(len(got) == 0 && strings.Contains(said, tc.want)) {
			t.Errorf("%s: %s, want %s", tc.typed, said, tc.want)
		}
	}
}

// TestARowIsChangedWhereItStands, and nothing else.
func TestARowIsChangedWhereItStands(t *testing.T) {
	text := outreachHead + "2025-05-01,acme,request,email,sent,a@x.example\r\n\n2025-05-02,acme,\"reminder\",email,sent,\n"
	y, err := year(map[string]string{"data/2025/outreach.csv": text})
	if err != nil {
		t.Fatal(err)
	}
	o := y.Outreach[0]
	o.Outcome = "bounced"
	data, err := y.ChangeOutreach([]byte(text), o)
	if want := strings.Replace(text, "sent,a@x.example\r\n", "bounced,a@x.example\n", 1); err != nil || string(data) != want {
		t.Errorf("%v: %q, want %q", err, data, want)
	}
	o.Kind = "call"
	if _, err := y.ChangeOutreach([]byte(text), o); err == nil {
		t.Error("a row that nobody would read was written")
	}
}
