package roster

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/tables"
)

// TestSetChangesOneRow and no other, and says what was there before.
func TestSetChangesOneRow(t *testing.T) {
	before := []tables.Supplier{{ID: "acme", Name: "Acme", Email: "old@acme.example", InScope: "yes"}, {ID: "borealis", Name: "Borealis", InScope: "no"}}
	after, changed, err := Set(before, "acme", false, []string{"email=new@acme.example", "contact= Jo = Doe ", "name=Acme"})
	if err != nil {
		t.Fatal(err)
	}
	want := []tables.Supplier{{ID: "acme", Name: "Acme", Contact: "Jo = Doe", Email: "new@acme.example", InScope: "yes"}, before[1]}
	if d := cmp.Diff(want, after); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Change{{"email", "old@acme.example", "new@acme.example"}, {"contact", "", "Jo = Doe"}}, changed); d != "" {
		t.Error(d)
	}
	if before[0].Email != "old@acme.example" {
		t.Error("the roster that was given is another now")
	}
}

// TestSetKeepsACellOnOneLine: what is typed or pasted goes into letters and their headers, so
// line breaks become spaces and marks that nobody sees are left out.
func TestSetKeepsACellOnOneLine(t *testing.T) {
	before := []tables.Supplier{{ID: "acme", Name: "Acme", InScope: "yes"}}
	after, _, err := Set(before, "acme", false, []string{"contact=Jo\r\nDoe \u202e\x1b\x00\u200b(Ms.)", "why=\xff"})
	if err != nil || after[0].Contact != "Jo Doe (Ms.)" || after[0].Why != "\uFFFD" {
		t.Errorf("%+v %v", after, err)
	}
}

// TestSetAddsASupplier only where that is asked for.
func TestSetAddsASupplier(t *testing.T) {
	before := []tables.Supplier{{ID: "acme", Name: "Acme", InScope: "yes"}}
	after, _, err := Set(before, "new", true, []string{"name=New Ltd"})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]tables.Supplier{before[0], {ID: "new", Name: "New Ltd", InScope: "yes"}}, after); d != "" {
		t.Error(d)
	}
	for name, c := range map[string]struct {
		id     string
		fresh  bool
		values []string
	}{
		"a slip in an id":     {"amce", false, []string{"email=a@b.example"}},
		"one that is there":   {"acme", true, []string{"name=Acme"}},
		"no column":           {"acme", false, []string{"a@b.example"}},
		"an unknown column":   {"acme", false, []string{"mail=a@b.example"}},
		"its id":              {"acme", false, []string{"id=other"}},
		"a very long value":   {"acme", false, []string{"contact=" + strings.Repeat("Ж", 501)}},
		"a share of spending": {"acme", false, []string{"spend_share=3"}},
	} {
		if _, _, err := Set(before, c.id, c.fresh, c.values); !errors.Is(err, ErrUsage) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
