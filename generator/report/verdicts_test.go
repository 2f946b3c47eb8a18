package report

import (
	"fmt"
	"sync"
	"testing"
)

// A sentence is judged once, anew under other figures, and again when too many were judged.
func TestVerdictsAreRemembered(t *testing.T) {
	m := memory{known: map[judgement]string{}}
	judged := 0
	judge := func(j judgement) string { judged++; return fmt.Sprint(j) }
	for _, j := range []judgement{{text: "a"}, {text: "a", whole: true}, {text: "a", ruledOut: true}, {text: "a", audited: true}, {text: "b"}} {
		for range 2 {
			if got := m.of(j, judge); got != fmt.Sprint(j) {
				t.Errorf("%v is %s", j, got)
			}
		}
	}
	if judged != 5 {
		t.Errorf("judged %d times", judged)
	}
	for i := range mostRemembered {
		m.of(judgement{text: fmt.Sprint(i)}, judge)
	}
	if len(m.known) > mostRemembered {
		t.Errorf("%d are remembered", len(m.known))
	}
	before := judged
	if m.of(judgement{text: "b"}, judge); judged != before+1 {
		t.Error("what was forgotten is not judged again")
	}
}

// Drafts are linted at the same time; the race detector looks on.
func TestVerdictsOfSeveral(t *testing.T) {
	m := memory{known: map[judgement]string{}}
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for k := range 100 {
				if got := m.of(judgement{text: fmt.Sprint(k)}, func(j judgement) string { return j.text + "!" }); got != fmt.Sprint(k)+"!" {
					t.Errorf("%d: %s", i, got)
				}
			}
		})
	}
	group.Wait()
}
