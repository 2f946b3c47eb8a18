package smelter

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Status is what an assessment programme says of a facility on the day of the
// snapshot. It is a word, never a yes or no: programmes have more than two.
type Status struct {
	Metal      cmrt.Metal
	ID         string
	Word       string // one of the words below, or as the list typed it; "": the list says none
	Programme  string // RMAP, LBMA, RJC
	LastAudit  string // YYYY-MM-DD or ""
	CycleYears string // 1, 2, 3 or ""
	ReauditDue string // YYYY-MM-DD or ""

	ReauditInProgress string // yes, no or ""
	SourcingCountries string // ISO codes, space between; never public as such: see PublicSourcingCountries
	Licence           string // of SourcingCountries: Public or MemberOnly
	Source            string // where the snapshot took it from
}

// Licences of data about origins. Registries give some of it to their members
// only, under an agreement not to share it.
const (
	Public     = "public"
	MemberOnly = "member-only"
)

// PublicSourcingCountries are the sourcing countries that may be published: those
// whose licence says so, and none where it says anything else.
func (s Status) PublicSourcingCountries() string {
	if s.Licence != Public {
		return ""
	}
	return s.SourcingCountries
}

// SourcesFromCovered tells whether a covered country is among the sourcing countries
// that may be published. False says nothing of where else the ore comes from.
func (s Status) SourcesFromCovered() bool {
	return slices.ContainsFunc(strings.Fields(s.PublicSourcingCountries()), Covered)
}

// MayBeCovered tells whether any data, those of members included, name a covered
// country. Nothing but a doubt may follow from it in public.
func (s Status) MayBeCovered() bool {
	return slices.ContainsFunc(strings.Fields(s.SourcingCountries), Covered)
}

// The words with a fixed meaning. Any other stays as its list typed it, and counts
// as no status.
const (
	Conformant               = "conformant"                 // passed an assessment
	Active                   = "active"                     // committed to one, not yet passed
	FacilityStandardAssessed = "facility standard assessed" // assessed against the facility standard; neither of the two above
)

// KnownStatus tells whether a status has a fixed meaning.
func KnownStatus(word string) bool {
	return word == Conformant || word == Active || word == FacilityStandardAssessed
}

// renamed is the first year of which the Conflict-Free Smelter Program (CFSP) is
// called RMAP, and what it called compliant, conformant.
const renamed = 2017

// StatusLabel writes a status as it was said in a reporting year: the programme of
// the Responsible Minerals Initiative was CFSP and spoke of compliant smelters until
// 2016. An audit of another programme is never called by that name.
func StatusLabel(word, programme string, year int) string {
	if word != Conformant && word != Active {
		return word
	}
	if year < renamed && word == Conformant {
		word = "compliant"
	}
	switch programme = ProgrammeLabel(programme, year); programme {
	case "":
		return word
	case "RMAP", "CFSP":
		return programme + " " + word
	}
	return word + " (" + programme + ")"
}

// Conformance is a snapshot of statuses. The zero Conformance knows none.
type Conformance struct {
	Source Source
	byID   map[string]Status
}

// ProgrammeLabel names a programme as it was called in a reporting year.
func ProgrammeLabel(programme string, year int) string {
	if year < renamed && programme == "RMAP" {
		return "CFSP"
	}
	return programme
}

// EntryError is what is wrong with one entry of a list, counted from 0.
type EntryError struct {
	Entry int
	Err   error
}

func (e *EntryError) Error() string { return e.Err.Error() }

func (e *EntryError) Unwrap() error { return e.Err }

// NewConformance makes a snapshot of a list; one facility may stand in it once. What is wrong
// with an entry is an *EntryError.
func NewConformance(source Source, list []Status) (Conformance, error) {
	c := Conformance{Source: source, byID: map[string]Status{}}
	for i, s := range list {
		err := s.sound()
		if _, twice := c.byID[s.ID]; err == nil && twice {
			err = fmt.Errorf("%s is there twice", s.ID)
		}
		if err != nil {
			return Conformance{}, &EntryError{i, err}
		}
		c.byID[s.ID] = s
	}
	return c, nil
}

// sound finds what an entry cannot say.
func (s Status) sound() error {
	if !WellFormed(s.ID) {
		return fmt.Errorf("%q is not a smelter ID (CID and six digits)", s.ID)
	}
	if word := strings.ToLower(s.Word); word != s.Word && KnownStatus(word) {
		return fmt.Errorf("%s: the status %q is written %s", s.ID, s.Word, word)
	}
	if !cmrt.IsMineral(s.Metal) {
		return fmt.Errorf("the metal of %s is %q, which no template of the RMI lists", s.ID, s.Metal)
	}
	for _, day := range []string{s.LastAudit, s.ReauditDue} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return fmt.Errorf("%s: %q is not a date of the form 2026-04-30", s.ID, day)
		}
	}
	if s.CycleYears != "" && (len(s.CycleYears) > 1 || strings.Trim(s.CycleYears, "123456789") != "") {
		return fmt.Errorf("%s: the audit cycle %q is not a number of years from 1 to 9", s.ID, s.CycleYears)
	}
	if err := s.origins(); err != nil {
		return fmt.Errorf("%s: %w", s.ID, err)
	}
	return nil
}

// origins finds sourcing countries of which nobody could say whether they may be
// published, and words that are no codes.
func (s Status) origins() error {
	if !slices.Contains([]string{"", Public, MemberOnly}, s.Licence) {
		return fmt.Errorf("the licence %q is not %s or %s", s.Licence, Public, MemberOnly)
	}
	if s.SourcingCountries != "" && s.Licence == "" {
		return fmt.Errorf("there are sourcing countries without a licence: say %s or %s", Public, MemberOnly)
	}
	for _, code := range strings.Fields(s.SourcingCountries) {
		if len(code) != 2 || code != strings.ToUpper(code) {
			return fmt.Errorf("the sourcing country %q is not an ISO 3166-1 code of two capital letters", code)
		}
	}
	return nil
}

// Statuses are all, in the order of their IDs.
func (c Conformance) Statuses() []Status {
	var list []Status
	for _, id := range slices.Sorted(maps.Keys(c.byID)) {
		list = append(list, c.byID[id])
	}
	return list
}

// Of gives the status of a facility of a metal; false where the snapshot is silent, which is
// not the same as not conformant.
func (c Conformance) Of(metal cmrt.Metal, id string) (Status, bool) {
	s, ok := c.byID[id]
	if !ok || s.Metal != metal {
		return Status{}, false
	}
	return s, true
}
