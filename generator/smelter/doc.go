// Package smelter turns the rows of suppliers' Smelter Lists into facilities.
//
// It takes the rows that cmrt read. A Directory says which smelters and refiners exist and
// under which names; a Conformance snapshot says what assessment programmes make
// of them. Resolve matches one supplier's row to one facility, or says why it
// cannot: it never guesses and never crosses metals. A Register then holds each
// facility once per metal, with every row behind it.
//
// Being in the directory means that a facility is a smelter, and no more; being
// conformant means that an assessment of its systems was passed, in the past. The
// two are kept apart everywhere. Where a facility stands says nothing of where
// its ore was mined.
package smelter
