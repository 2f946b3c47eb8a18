// Package cmrt reads Conflict Minerals Reporting Templates: the Excel workbook
// in which a supplier says whether its products hold tantalum, tin, gold or
// tungsten, where those come from, and which smelters they passed through.
//
// A workbook has a Declaration sheet (who answers, up to eight questions a metal
// and eleven about the company), a Smelter List (one row a smelter and metal), a
// Product List and a Smelter Look-up (the directory the template ships with).
// Labels are formulas and change with the language; answers stay in fixed
// cells. So this package reads by cell, never by label: which cell means what
// in which version is a row of the Layouts table. Labels only prove that the
// cells are still where the layout has them.
//
// Versions 1.00, 2.00 to 2.03a, 3.00 to 3.02 and 6.00 to 6.6.1 are known. A newer one is
// read like the newest known if its sheets, labels and option lists are alike, with a
// note; 4.x, 5.x and everything else is refused with a finding. ReadAny reads two families
// built in the same way as well: EMRT 1.1 to 2.1 (cobalt, mica and others) and AMRT 1.2 and
// 1.3 (minerals of the supplier's choice), with their Mine List; and CRT 2.2 (cobalt). Nothing is read from rows
// or columns that were moved. Workbooks under Excel's default password are opened, .xls
// workbooks of Excel 97 to 2003 are read as .xlsx are; zip bombs, damaged files, entity
// tricks, pictures and pointers of Git LFS end as findings.
//
//	d := cmrt.Read("acme.xlsx", data)
//	if !d.Readable() {
//		// d.Findings says why, and what to ask of the supplier
//	}
//	for _, row := range d.Smelters { … }
//
// Promises: Read never fails and never panics, whatever the bytes; time and
// memory are bounded by the file's size and by limits that no completed CMRT
// reaches. What it cannot understand is a Finding with sheet and cell. Every
// answer keeps the text as typed beside what was made of it. The package knows
// nothing of years, rosters or websites, and depends on nothing of ours but
// finding.
//
// The way of a file, and the files of this package in that order:
//
//	sniff, decrypt           what the bytes are; the zip inside an encrypted one
//	protect                  how a file is protected that cannot be opened
//	legacy                   an .xls workbook: its cells and formats, from package xls
//	archive, workbook        parts of the zip; sheets, texts and date system
//	xml, xmltext, strings    tokens and characters, straight from the bytes
//	space, compat            name spaces; what is said twice for different programs
//	sheet, cells, formula    rows and cells with content, A to AB; whose formulas they hold
//	grid                     what is kept of them
//	identify, structure      kind, version, layout; nothing moved, nothing foreign
//	likeness                 what an unknown version, and each list, has in common with a known one
//	layout, families,        which cell means what in which version: CMRT,
//	extended                 EMRT and AMRT
//	minerals                 which mineral each row of a question is about
//	fields, answer, options  company block and questions; date
//	rows, mines, resolve,    smelters, products, mines, the workbook's own
//	lookup                   directory
//	visible, formats, fonts  entries that a person does not see, or sees as something
//	numberformat             else: hidden, white, struck through, formatted away
//	overlay, drawing, outside what lies over entries; what stands where nothing is asked
//	checker                  which rows of RMI's own Checker flag the workbook
//	declaration, text, rules what comes out
package cmrt
