package smelter

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestWhatOfAStatusIsPublished: nothing unless it is switched on, days of audits only with
// all, a word without a fixed meaning never; and the register keeps what it knows.
func TestWhatOfAStatusIsPublished(t *testing.T) {
	whole := Status{Metal: cmrt.Tin, ID: "CID900001", Word: Conformant, Programme: "RMAP", LastAudit: "2024-01-02", CycleYears: "3", ReauditDue: "2027-01-02", ReauditInProgress: "no", SourcingCountries: "PE", Licence: Public, Source: "list"}
	odd := whole
	odd.Word = "in communication"
	bare := Status{Metal: cmrt.Tin, ID: "CID900001", SourcingCountries: "PE", Licence: Public, Source: "list"}
	word, days := bare, bare
	word.Word, word.Programme = Conformant, "RMAP"
	days.LastAudit, days.CycleYears, days.ReauditDue, days.ReauditInProgress = "2024-01-02", "3", "2027-01-02", "no"
	for _, tc := range []struct {
		of   Status
		p    Publication
		want Status
	}{
		{whole, "", bare}, {whole, PublishNone, bare}, {whole, PublishStatus, word}, {whole, PublishAll, whole},
		{odd, PublishStatus, bare}, {odd, PublishAll, days},
	} {
		if diff := cmp.Diff(tc.want, tc.of.Published(tc.p)); diff != "" {
			t.Errorf("%q, published %q:\n%s", tc.of.Word, tc.p, diff)
		}
		register := []Entry{{Status: tc.of}}
		if diff := cmp.Diff(tc.want, Published(register, tc.p)[0].Status); diff != "" || register[0].Status != tc.of {
			t.Errorf("of the register, published %q:\n%s", tc.p, diff)
		}
	}
}

// TestAnAnswerThatChangedIsNoticed: of what was asked every part counts, whatever the
// numbers of the questions are, and of what was not asked none.
func TestAnAnswerThatChangedIsNoticed(t *testing.T) {
	answers := func(changed string) Answers {
		a := Answers{}
		for i := range 200 {
			id := fmt.Sprintf("CID9%05d", i)
			text := "as before"
			if id == changed {
				text = "otherwise"
			}
			a.Put(text, AskedNumber, id)
		}
		return a
	}
	before := answers("")
	for i := range 200 {
		id := fmt.Sprintf("CID9%05d", i)
		var asked, others Asked
		asked.Note(AskedNumber, id)
		asked.Note(AskedNumber, "CID999999")
		others.Note(AskedNumber, fmt.Sprintf("CID9%05d", (i+1)%200))
		after := answers(id)
		if before.To(asked.String()) == after.To(asked.String()) {
			t.Fatalf("%s was asked for, changed, and nothing is noticed", id)
		}
		if before.To(others.String()) != after.To(others.String()) {
			t.Fatalf("%s changed, and another number was asked for", id)
		}
	}
}
