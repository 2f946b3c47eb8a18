// Package text is the one door through which foreign text comes in, and makes text safe
// to show.
//
// Whatever a workbook, a
// CSV, a mail or a list holds passes through it once and becomes what a person sees on
// the screen. Number formats are applied (format.go), numbers lose what only a machine
// writes (general.go), marks that print nothing go, and odd spaces become plain ones
// (seen.go). Bytes become characters, or are refused where their character set cannot
// be told (charset.go). For comparison more is taken away: width, case, accents
// (fold.go); what a fold gives is compared and never shown. Whoever calls it keeps what
// was stored beside what came out.
//
// What goes out to a terminal is made harmless there (visible.go).
package text
