package smelter

import (
	"fmt"
	"slices"
)

// Publication says what of a facility's assessment may be published. Lists of statuses
// have terms of their own, and what of them others may be told is for counsel to say.
type Publication string

// The publications. The zero Publication is PublishNone: filers' exhibits name the
// facility, its country and its number.
const (
	PublishNone   Publication = "none"
	PublishStatus Publication = "status" // the status, and whose it is
	PublishAll    Publication = "all"    // also the days of the last and the next audit
)

// Publications are all of them.
var Publications = []Publication{PublishNone, PublishStatus, PublishAll}

// Validate refuses a word that is none of them.
func (p Publication) Validate() error {
	if p != "" && !slices.Contains(Publications, p) {
		return fmt.Errorf("%q is not none, status or all", string(p))
	}
	return nil
}

// Statuses tells whether statuses may be published at all.
func (p Publication) Statuses() bool { return p == PublishStatus || p == PublishAll }

// Published is what of a status may be published. A word without a fixed meaning never
// is: it counts as no status, and may be one that a registry tells its members only.
// Sourcing countries have a licence of their own, and stay.
func (s Status) Published(p Publication) Status {
	out := Status{Metal: s.Metal, ID: s.ID, SourcingCountries: s.SourcingCountries, Licence: s.Licence, Source: s.Source}
	if p.Statuses() && KnownStatus(s.Word) {
		out.Word, out.Programme = s.Word, s.Programme
	}
	if p == PublishAll {
		out.LastAudit, out.CycleYears, out.ReauditDue, out.ReauditInProgress = s.LastAudit, s.CycleYears, s.ReauditDue, s.ReauditInProgress
	}
	return out
}

// Published is the register with what may be published of the statuses.
func Published(register []Entry, p Publication) []Entry {
	out := slices.Clone(register)
	for i := range out {
		out[i].Status = out[i].Status.Published(p)
	}
	return out
}
