package rcoi

import (
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
)

// TestWhatSuppliersSayOfThemselves counts the questions A to H and Q5 to Q7 of accepted
// declarations alone, and the contract clauses of suppliers in scope.
func TestWhatSuppliersSayOfThemselves(t *testing.T) {
	y, sent := year(), declarations()
	for i, clause := range []string{"yes", "no", "", "yes", "", "yes"} { // the last one is out of scope
		y.Roster[i].ContractClause = clause
	}
	for i := range sent { // a and b are accepted, c and d are not
		sent[i].CompanyAnswers = append(sent[i].CompanyAnswers, cmrt.Answer{Key: cmrt.Policy, Answer: cmrt.Yes}, cmrt.Answer{Key: cmrt.DueDiligence, Answer: []string{cmrt.Yes, cmrt.No, cmrt.Yes, cmrt.Yes}[i]},
			cmrt.Answer{Key: cmrt.Review, Answer: []string{"", cmrt.Yes, cmrt.Yes, cmrt.Yes}[i]})
		sent[i].Answers = append(sent[i].Answers, cmrt.Answer{Key: cmrt.ResponseShare, Metal: cmrt.Tin, Answer: []string{"100%", ">90%", "100%", "100%"}[i]},
			cmrt.Answer{Key: cmrt.SmeltersIdentified, Metal: cmrt.Tin, Answer: cmrt.Yes}, cmrt.Answer{Key: cmrt.SmeltersReported, Metal: cmrt.Tin, Answer: cmrt.No}, cmrt.Answer{Key: cmrt.SmeltersIdentified, Metal: cmrt.Tungsten, Answer: cmrt.Yes})
	}
	q := count(y, sent)
	for id, want := range map[string]string{
		"programmes.policy": "100.0 2/2", "programmes.due_diligence": "50.0 1/2", "programmes.review": "100.0 1/1", "programmes.corrective_action": " 0/0",
		"tin.suppliers_answered.all": "1 /", "tin.smelters_identified.yes": "2 /", "tin.smelters_reported.yes": "0 /", "tungsten.smelters_identified.yes": "0 /", "suppliers.contract_clause": "2 /",
	} {
		trace, ok := q.Trace(id)
		if f := trace.Figure; !ok || f.Value+" "+f.Numerator+"/"+f.Denominator != want {
			t.Errorf("%s is %s %s/%s, want %s", id, f.Value, f.Numerator, f.Denominator, want)
		}
	}
}

// TestTheYearBeforeIsRepeated: as it was counted then.
func TestTheYearBeforeIsRepeated(t *testing.T) {
	last := count(year(), declarations())
	now := year()
	now.Number = 2026
	q := inquire(newEvidence(now, nil), nil, nil, &last)
	for id, want := range map[string]string{"changes.smelters_before": "3", "changes.conformant_rate_before": "33.3", "changes.response_rate_before": "60.0"} {
		trace, _ := q.Trace(id)
		then, _ := last.Trace(Repeated(id))
		if trace.Figure.Value != want || then.Figure.Value != want || trace.Figure.AsOf != then.Figure.AsOf {
			t.Errorf("%s is %+v", id, trace.Figure)
		}
	}
}
