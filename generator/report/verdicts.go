package report

import (
	"strings"
	"sync"
)

// verdicts are what sentences were found to claim too much. The years of a project say most
// of theirs alike, as do the two states that a review compares, so that each is judged once.
var verdicts = memory{known: map[judgement]string{}}

// judgement is a sentence, and all else on which its verdict rests.
type judgement struct {
	text, metals             string // metals of which every facility is conformant
	whole, ruledOut, audited bool
}

// memory may be used by several goroutines at once.
type memory struct {
	mutex sync.Mutex
	known map[judgement]string
}

// mostRemembered bounds the memory; the demonstration's report has 200 sentences.
const mostRemembered = 1 << 14

func (m *memory) of(j judgement, judge func(judgement) string) string {
	m.mutex.Lock()
	at, known := m.known[j]
	m.mutex.Unlock()
	if known {
		return at
	}
	at = judge(j)
	j.text = strings.Clone(j.text) // not the whole report with it
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if len(m.known) >= mostRemembered {
		m.known = map[judgement]string{}
	}
	m.known[j] = at
	return at
}
