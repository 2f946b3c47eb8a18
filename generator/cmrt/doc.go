// Package cmrt reads Conflict Minerals Reporting Templates: the Excel workbook
// in which a supplier says whether its products hold tantalum, tin, gold or
// tungsten, where those come from, and which smelters they passed through.
//
// A workbook has a Declaration sheet (who answers, eight questions a metal,
// eight about the company), a Smelter List (one row a smelter and metal), a
// Product List and a Smelter Look-up (the directory the template ships with).
// Labels are formulas and change with the language; answers stay in fixed
// cells. So this package reads by cell, never by label: which cell means what
// in which version is a row of the Layouts table.
//
//	d := cmrt.Read("acme.xlsx", data)
//	if !d.Readable() {
//		// d.Findings says why, and what to ask of the supplier
//	}
//	for _, row := range d.Smelters { … }
//
// Promises: Read never fails and never panics, whatever the bytes; what it
// cannot understand is a Finding with sheet and cell. Every answer keeps the
// text as typed beside what was made of it. The package knows nothing of
// years, rosters or websites, and depends on nothing of ours but finding.
package cmrt
