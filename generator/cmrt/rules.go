package cmrt

import "itron.com/conflict-minerals/generator/finding"

// The rules by which the reader speaks. Those in fatalRules mean that no answer
// was read from the file.
var (
	fileUnreadable = finding.Rule{Name: "file-unreadable", Severity: finding.Error,
		Explanation: "The file is not an Excel workbook, or it is damaged, so nothing in it can be read.",
		Fix:         "Send the completed CMRT again as an .xlsx file saved by Excel.",
		Example:     "A screenshot saved as cmrt.xlsx."}
	fileEncrypted = finding.Rule{Name: "file-encrypted", Severity: finding.Error,
		Explanation: "The workbook is protected, by a password or by rights management (a sensitivity label), so its answers cannot be read.",
		Fix:         "Remove the password (File, Info, Protect Workbook, Encrypt with Password) and send the file again.",
		Example:     "A workbook that asks for a password before it opens, or that opens for people of one company only."}
	fileLegacyFormat = finding.Rule{Name: "file-legacy-format", Severity: finding.Error,
		Explanation: "The file is an .xls workbook of Excel 95 or before, or a damaged one. Whole .xls workbooks of Excel 97 to 2003 are read.",
		Fix:         "Open it in Excel, save it as .xlsx and send that, or fill in the current template.",
		Example:     "A workbook saved as “Microsoft Excel 5.0/95”."}
	fileLFSPointer = finding.Rule{Name: "file-lfs-pointer", Severity: finding.Error,
		Explanation: "The file is a Git LFS pointer; the workbook itself has not been fetched.",
		Fix:         "Run: git lfs pull",
		Example:     "A file of three lines that begins with “version https://git-lfs.github.com/spec/v1”.", Internal: true}
	fileTooLarge = finding.Rule{Name: "file-too-large", Severity: finding.Error,
		Explanation: "Unpacked, the workbook is far larger than any completed CMRT, which is typical of damaged or malicious files.",
		Fix:         "Copy the answers into a new template and send it.",
		Example:     "A file of 40 KB that unpacks to 4 GB."}
	templateNotCMRT = finding.Rule{Name: "template-not-cmrt", Severity: finding.Error,
		Explanation: "The workbook is not a Conflict Minerals Reporting Template. Other minerals have their own templates.",
		Fix:         "Fill in the CMRT (tin, tantalum, tungsten and gold) and send that.",
		Example:     "The Extended Minerals Reporting Template (EMRT), which asks about cobalt and mica."}
	templateVersionUnknown = finding.Rule{Name: "template-version-unknown", Severity: finding.Error, Question: true,
		Explanation: "The workbook is a CMRT of a version whose cells are not known, so its answers would be guesses.",
		Fix:         "Fill in one of the versions named in the request and send it.",
		Example:     "A workbook whose cell J3 says “Revision 5.12”."}
	sheetMissing = finding.Rule{Name: "sheet-missing", Severity: finding.Error,
		Explanation: "A sheet that holds answers was removed or renamed.",
		Fix:         "Fill in an unchanged template: no sheet may be removed or renamed.",
		Example:     "The sheet Smelter List was renamed “Smelters”."}
	sheetShifted = finding.Rule{Name: "sheet-shifted", Severity: finding.Error,
		Explanation: "Rows or columns were inserted or deleted, so answers are no longer in the cells where the template keeps them.",
		Fix:         "Copy the answers into an unmodified template and send it.",
		Example:     "A row for a second contact was inserted above row 18, so every answer stands one row lower."}
	templateVersionNewer = finding.Rule{Name: "template-version-newer", Severity: finding.Note,
		Explanation: "The template is newer than the newest that is known. Its sheets, cells and lists are those of the newest known version, so it was read like that one.",
		Fix:         "Compare some answers with the workbook; then update cmr.",
		Example:     "A CMRT 6.7 while 6.6.1 is the newest that is known.", Internal: true}
	sheetNotRead = finding.Rule{Name: "sheet-not-read", Severity: finding.Warning,
		Explanation: "A sheet, or columns of it, are not built as this version of the template has them, or the template has no such sheet. What they hold could only be guessed, so it was not read. A sheet of the supplier's own that names no smelter is a note.",
		Fix:         "Copy the entries into an unmodified template and send it.",
		Example:     "A CMRT 6.5 whose Product List has the five columns of 6.6."}
	entryMisplaced = finding.Rule{Name: "entry-misplaced", Severity: finding.Warning, Question: true, PerRow: true,
		Explanation: "An entry stands on the Declaration beside the cell where the answer belongs, between the questions, or in the place of a question. A person may take it for a part of the answer; it was not read.",
		Fix:         "Move the entry into the cell of the answer or of its comment, or delete it.",
		Example:     "D39 is blank and “Unknown” stands in F39, after the merged cells of the template were taken apart."}
	templateVersionMixed = finding.Rule{Name: "template-version-mixed", Severity: finding.Warning,
		Explanation: "The Declaration and the Smelter List are of different versions: sheets of two templates were put together.",
		Fix:         "Copy the answers into one unmodified template and send it.",
		Example:     "The Declaration is of revision 6.5, Smelter List!Q3 says 6.4."}
	fileMacros = finding.Rule{Name: "file-macros", Severity: finding.Warning,
		Explanation: "The workbook carries macros, which the template does not. They were not run and should not be.",
		Fix:         "Save the file as .xlsx without macros and send that.",
		Example:     "A file saved as .xlsm, or one that carries a VBA project."}
	fileExternalLinks = finding.Rule{Name: "file-external-links", Severity: finding.Warning,
		Explanation: "Formulas in the workbook refer to other workbooks, so what it shows can change without it.",
		Fix:         "Break the links (Data, Edit Links) so that the file holds its own values, and send it again.",
		Example:     "Declaration!D8 is ='[Suppliers.xlsx]Sheet1'!B2."}
	fileHiddenContent = finding.Rule{Name: "file-hidden-content", Severity: finding.Warning,
		Explanation: "Sheets, rows or columns with entries are hidden that the template does not hide. They were read; a person looking at the file does not see them. A hidden sheet that holds no answers is a note.",
		Fix:         "Unhide them and look at the entries; remove those that are not meant.",
		Example:     "Rows 40 to 60 of the Smelter List are hidden and hold smelters."}
	fileAmbiguous = finding.Rule{Name: "file-ambiguous", Severity: finding.Error, PerRow: true,
		Explanation: "The file says two things in the same place, so that what one program shows is not what another shows. Nothing was read from there.",
		Fix:         "Open the file in Excel, enter the answer again, save it and send that; if that does not help, copy the answers into a fresh template.",
		Example:     "Cell D39 is stored twice, once with Yes and once with No; or two sheets are both named Declaration."}
	fileIrregular = finding.Rule{Name: "file-irregular", Severity: finding.Warning,
		Explanation: "The file is not packed as the standard has it, as no spreadsheet program packs files. It can mean one thing only and was read; another program may refuse it, or show nothing.",
		Fix:         "Open the file in Excel, save it and send that.",
		Example:     "Behind the end of the zip file that an .xlsx is stand other bytes."}
	entryNotVisible = finding.Rule{Name: "entry-not-visible", Severity: finding.Warning, Question: true,
		Explanation: "A cell holds an entry that nobody sees who opens the workbook: its letters have the colour of the background, its number format hides it, or another cell, a picture or a text box covers it. It was read as stored.",
		Fix:         "Delete the entry if it is not meant; otherwise clear the cell's formats, or move what lies over it, so that it can be seen.",
		Example:     "Declaration!D39 holds No in white letters on white."}
	entryShownDifferently = finding.Rule{Name: "entry-shown-differently", Severity: finding.Warning, Question: true,
		Explanation: "The cell's number format shows another text than the one that is stored. The stored one was read.",
		Fix:         "Set the cell's number format to General, check what the cell then says, and send the file again.",
		Example:     "Declaration!D39 holds No and shows Yes, because that is what its number format says."}
	entryStruck = finding.Rule{Name: "entry-struck-through", Severity: finding.Warning, Question: true,
		Explanation: "The entry is struck through, which people do with what no longer holds, but it is still part of the declaration and was read.",
		Fix:         "Delete the entry if it no longer holds; otherwise remove the strikethrough.",
		Example:     "Row 14 of the Smelter List is struck through instead of deleted."}
	entryFromFormula = finding.Rule{Name: "entry-from-formula", Severity: finding.Warning,
		Explanation: "The entry is the result of a formula where the template has none. What it gave when the file was saved was read; opened again, it may give something else.",
		Fix:         "Replace the formula with its value: type the answer, or choose it from the list.",
		Example:     "Declaration!D39 holds =IF(Sheet2!A1>1,\"Yes\",\"No\")."}
	cellError = finding.Rule{Name: "cell-error", Severity: finding.Warning, Question: true,
		Explanation: "An answer cell holds a formula error such as #N/A; often a smelter number that the template's own look-up does not know.",
		Fix:         "Correct the entry that the formula refers to, let Excel recalculate and save again.",
		Example:     "Smelter List!C9 shows #N/A, because the number in A9 is not in the look-up.", PerRow: true}
	formulaUncalculated = finding.Rule{Name: "cell-formula-uncalculated", Severity: finding.Note,
		Explanation: "The file was written by a program that left the template's formulas without results. The smelter was looked up in the workbook's own Smelter Look-up instead.",
		Fix:         "Nothing to do; opening and saving the file in Excel fills the cells in.",
		Example:     "A file written by a script: A9 holds a number, C9 and F9 hold formulas without results.", Internal: true, PerRow: true}
	neverCalculated = finding.Rule{Name: "cell-never-calculated", Severity: finding.Error,
		Explanation: "The cell is not blank: it holds a formula, but the program that saved the file did not calculate it, so nobody can tell what it says.",
		Fix:         "Open the workbook in Excel, let it calculate (F9), save it and send it again.",
		Example:     "A file written by a script: D27 holds =IF(…) and no result.", PerRow: true}
	answerTolerated = finding.Rule{Name: "answer-tolerated", Severity: finding.Note,
		Explanation: "The answer is not written as the drop-down list has it, but there is no doubt what is meant.",
		Fix:         "Nothing to do; next time choose the answer from the list.",
		Example:     "“yes ” with a space, “JA”, or 100 % instead of 100%.", Internal: true, PerRow: true}
	answerNotInList = finding.Rule{Name: "answer-not-in-list", Severity: finding.Error, PerRow: true,
		Explanation: "The answer is none of those that the question offers, so it counts as no answer.",
		Fix:         "Choose an answer from the cell's list.",
		Example:     "“N/A” as the answer to Q4."}
	companyAnswerNotInList = finding.Rule{Name: "company-answer-not-in-list", Severity: finding.Error, PerRow: true,
		Explanation: "The answer about the company's programme is none of those that the question offers.",
		Fix:         "Choose an answer from the cell's list.",
		Example:     "“in progress” as the answer to question A."}
	scopeNotInList = finding.Rule{Name: "scope-not-in-list", Severity: finding.Warning, Question: true,
		Explanation: "The scope of the declaration is free text, so it is not clear whether it covers everything the supplier sells.",
		Fix:         "Choose company, product or user-defined from the list.",
		Example:     "“All goods” in D9."}
	effectiveDateInvalid = finding.Rule{Name: "effective-date-invalid", Severity: finding.Error,
		Explanation: "The date of the declaration is not a date, or can be read in two ways (03/04/2025), so it is not known which year it speaks of.",
		Fix:         "Enter the date with the month in letters, for example 14-Mar-2025.",
		Example:     "03/04/2025, which is 3 April or 4 March."}
	smelterOverflow = finding.Rule{Name: "smelter-overflow", Severity: finding.Warning,
		Explanation: "There are entries below the last row of the template's table. They were read, but the template's own formulas and checks do not see them.",
		Fix:         "Move the rows up into the table.",
		Example:     "A smelter in row 2510; the table ends at 2504."}
	headingRepeated = finding.Rule{Name: "smelter-heading-repeated", Severity: finding.Note,
		Explanation: "A row of the Smelter List repeats the headings of the table, as happens when a list is pasted with its own. It names no smelter and was not read as one.",
		Fix:         "Nothing to do; the row can be removed.",
		Example:     "B5 says “Metal”, C5 “Smelter Name”; the smelters begin in row 6.", Internal: true, PerRow: true}
	mineralOrderComputed = finding.Rule{Name: "mineral-order-computed", Severity: finding.Note,
		Explanation: "The supplier chooses minerals, and the template sorts them to decide which row of a question is about which. The file was saved without that, so they were sorted as the template would.",
		Fix:         "Nothing to do; opening and saving the file in Excel sorts them.",
		Example:     "An EMRT 2.1 written by a script that left out copper.", Internal: true}
	mineralOrderUnknown = finding.Rule{Name: "mineral-order-unknown", Severity: finding.Error,
		Explanation: "The supplier chooses minerals, and the template sorts them to decide which row of a question is about which. The file was saved without that, and names in other than Latin letters are sorted differently from program to program; or another mineral stands beside an answer than that order gives.",
		Fix:         "Open the workbook in Excel, let it calculate (F9), check the answers beside the minerals, save it and send it again.",
		Example:     "An AMRT 1.2 with the minerals 铝 and 铬, written by a script."}
	mineralUnnamed = finding.Rule{Name: "mineral-unnamed", Severity: finding.Error,
		Explanation: "Another mineral than those of the list is chosen, and none is named.",
		Fix:         "Name the mineral below the choice, or clear the choice.",
		Example:     "D12 of an AMRT says “Other [specify below]”, D15 is blank."}
	mineralUnknown = finding.Rule{Name: "mineral-unknown", Severity: finding.Error,
		Explanation: "The minerals in scope hold one that this template does not ask about.",
		Fix:         "Choose from the cell's list; declare other minerals in the template that asks about them.",
		Example:     "E12 of an EMRT says “Zinc”."}
	answerWithoutMineral = finding.Rule{Name: "answer-without-mineral", Severity: finding.Warning,
		Explanation: "An answer stands in a row that is about no mineral. As a rule the choice of minerals was changed after answering: answers stay in their rows while the minerals move up.",
		Fix:         "Check that each answer stands beside the mineral that it is about, and clear the rows without one.",
		Example:     "Cobalt was left out of an EMRT after all was answered: D35 still holds an answer, and row 35 has no mineral.", PerRow: true}
	productOverflow = finding.Rule{Name: "product-overflow", Severity: finding.Warning,
		Explanation: "There are products below the last row of the template's table. They were read, but the template does not expect them there.",
		Fix:         "Move the rows up into the table.",
		Example:     "A product in row 2010; the table ends at 2005."}
)

// fatalRules are those after which a Declaration holds no answers.
var fatalRules = []finding.Rule{
	fileUnreadable, fileEncrypted, fileLegacyFormat, fileLFSPointer, fileTooLarge,
	templateNotCMRT, templateVersionUnknown, sheetMissing, sheetShifted,
}

// Rules are the reader's part of the catalogue.
var Rules = append(append([]finding.Rule{}, fatalRules...),
	fileAmbiguous, templateVersionNewer, sheetNotRead, entryMisplaced, templateVersionMixed, fileMacros, fileExternalLinks, fileHiddenContent, fileIrregular,
	entryNotVisible, entryShownDifferently, entryStruck, entryFromFormula, cellError, formulaUncalculated, neverCalculated, answerTolerated, answerNotInList, companyAnswerNotInList,
	scopeNotInList, effectiveDateInvalid, mineralOrderComputed, mineralOrderUnknown, mineralUnnamed, mineralUnknown, answerWithoutMineral, smelterOverflow, headingRepeated, productOverflow, finding.TooMany,
)
