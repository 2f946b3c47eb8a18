package check

import (
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// TestWhatAWaiverHoldsFor: one value in one cell; without a value one file; every cell of a
// rule and supplier, or of a rule and smelter.
func TestWhatAWaiverHoldsFor(t *testing.T) {
	phone := tables.Decision{Action: "waive", Supplier: "acme", Rule: "contact-phone-missing", Sheet: "Declaration", Cell: "D17", Who: "R", Date: "2025-12-01", Reason: "r"}
	with := func(change func(*tables.Decision)) tables.Decision {
		d := phone
		change(&d)
		return d
	}
	blank := func(d *cmrt.Declaration) { d.Company.ContactPhone = "" }
	jump := func(d *cmrt.Declaration) { d.Smelters[0].Country = "Chile" }
	for _, tc := range []struct {
		name     string
		decision tables.Decision
		change   func(*cmrt.Declaration)
		received string // day on which the file came; "": not logged
		rule     string
		want     bool
	}{
		{"of that file", with(func(d *tables.Decision) { d.File = "1" }), blank, "", phone.Rule, true},
		{"of another file", with(func(d *tables.Decision) { d.File = "2" }), blank, "", phone.Rule, false},
		{"from before the column, of a file that was there", phone, blank, "2025-11-30", phone.Rule, true},
		{"from before the column, of a file that came later", phone, blank, "2025-12-02", phone.Rule, false},
		{"from before the column, of a file that is not logged and dated before", phone, blank, "", phone.Rule, true},
		{"every cell of the rule", with(func(d *tables.Decision) { d.Sheet, d.Cell = "", EveryCell }), blank, "2026-01-01", phone.Rule, true},
		{"every cell, of another supplier", with(func(d *tables.Decision) { d.Supplier, d.Sheet, d.Cell = "beta", "", EveryCell }), blank, "", phone.Rule, false},
		{"every cell, of nobody", with(func(d *tables.Decision) { d.Supplier, d.Sheet, d.Cell = "", "", EveryCell }), blank, "", phone.Rule, false},
		{"a smelter of all suppliers", tables.Decision{Action: "waive", Rule: "smelter-country-differs", Cell: EveryCell, Raw: "CID900001", Who: "R", Date: "2025-12-01", Reason: "r"}, jump, "", "smelter-country-differs", true},
		{"another smelter", tables.Decision{Action: "waive", Rule: "smelter-country-differs", Cell: EveryCell, Raw: "CID900002", Who: "R", Date: "2025-12-01", Reason: "r"}, jump, "", "smelter-country-differs", false},
		{"a smelter, of another metal", tables.Decision{Action: "waive", Rule: "smelter-country-differs", Cell: EveryCell, Raw: "CID900001", Metal: "gold", Who: "R", Date: "2025-12-01", Reason: "r"}, jump, "", "smelter-country-differs", false},
	} {
		y, d := year(t), clean()
		tc.change(&d)
		y.Decisions = []tables.Decision{tc.decision}
		if tc.received != "" {
			y.Received = []tables.Received{{Date: tc.received, Supplier: "acme", SHA256: d.SHA256}}
		}
		r := Year(y, []cmrt.Declaration{d}, nil)
		f := has(r, tc.rule)
		if f == nil {
			t.Fatalf("%s: no %s", tc.name, tc.rule)
		}
		if f.Waived != tc.want {
			t.Errorf("%s: waived %v", tc.name, f.Waived)
		}
		if used := len(r.Decisions[0].Decides) > 0; used != tc.want || (has(r, "decision-unused") == nil) != tc.want {
			t.Errorf("%s: decides %v, unused %v", tc.name, r.Decisions[0].Decides, has(r, "decision-unused"))
		}
	}
}

// TestAWaiverOfTheYearDecidesOnce: a finding about the year names no supplier, and the waiver
// of one is told once for each finding that it waives.
func TestAWaiverOfTheYearDecidesOnce(t *testing.T) {
	y := year(t)
	y.Directory.Source.AsOf = "2025-01-01"
	y.Decisions = []tables.Decision{{Action: "waive", Rule: snapshotOld.Name, Who: "R", Date: "2026-04-02", Reason: "r", Line: 2}}
	for _, f := range Year(y, []cmrt.Declaration{clean()}, nil).Findings {
		if f.Rule == snapshotOld.Name {
			y.Decisions[0].Sheet, y.Decisions[0].Cell, y.Decisions[0].Raw = f.Sheet, f.Cell, f.Raw
		}
	}
	r := Year(y, []cmrt.Declaration{clean()}, nil)
	if f := has(r, snapshotOld.Name); f == nil || !f.Waived || len(r.Decisions[0].Decides) != 1 {
		t.Errorf("%+v, decided by %q", f, r.Decisions[0].Decides)
	}
}
