package main

// What each command does beyond its one line of help. “cmr COMMAND --help” prints it, and
// the reference page is made from it.

func (compileCmd) Help() string {
	return "Suppliers' mistakes never stop it: they become findings. A mistake in content/ or in a table kept by hand does, with file and line. With thousands of suppliers, --shard reads a share of the workbooks on each of several machines, and --merge compiles from the parts of all shares, to the same bytes."
}

func (buildCmd) Help() string {
	return "Renders the years that are published or filed; says which are not. The site is replaced in one step. A folder that cmr did not make is never replaced."
}

func (serveCmd) Help() string {
	return "Shows drafts too, marked on every page. The preview is held in memory; the browser reloads when a file changes. Nothing is written."
}

func (publishCmd) Help() string {
	return "Writes publish: TODAY into content/YEAR/year.yaml. Refused while answers still count and while the report has errors, such as a passage to be written. A year that is frozen is public without it. To take a year back before it is filed, delete that line."
}

func (yearListCmd) Help() string {
	return "open: no declaration has come. draft: rendered for review only. published: everybody sees it (publish in year.yaml). filed: frozen, or filed with an accession number; everybody sees it."
}

func (showCmd) Help() string {
	return "Prints text, or Declaration JSON. Exits 1 if the workbook cannot be read."
}

func (checkCmd) Help() string {
	return "Of a year it prints a summary: whose declarations have open errors or warnings, and of which rules; --details prints each finding, and so do --supplier, --rule, --severity and --open. Findings of workbooks that were superseded, replaced or are stale are closed: they are no errors, and neither are those that only follow from another. A workbook outside data/YEAR/cmrt is checked without roster, directory and settings."
}

func (decideCmd) Help() string {
	return "Adds rows to data/YEAR/decisions.csv, or with --all-years to data/decisions.csv, and leaves the others as they are. The same decision twice changes nothing. A waiver is about one finding, while its cell holds the value that was judged; where it holds none, for that file alone. --smelter, --all and --each accept several findings by one reason, and list them first; --yes records it."
}

func (decisionsCmd) Help() string {
	return "Internal: it names suppliers. A decision that ended before the cut-off, or that matches nothing any more, says so."
}

func (explainCmd) Help() string {
	return "With --supplier it says of each workbook of a supplier what it covers, whether it counts, and by which rule, and whether a parent answers for it. Of a figure it gives value, definition and formula, and every supplier, row and cell it was counted from, with the SHA-256 of each file. Internal: it names suppliers."
}

func (dueCmd) Help() string {
	return "Lists the letters and the filing that are due, snapshots older than 90 days and smelters whose next audit is overdue. Exits 1 if anything is due."
}

func (lettersCmd) Help() string {
	return "Writes each letter as a mail (.eml). Without --record or --send nothing is logged, and the letter stays due. Exits 1 if a letter is due and cannot be sent."
}

func (logCmd) Help() string {
	return "Writes one row of data/YEAR/outreach.csv; the others stay as they are. A day may be written as in any country, if it can be one day only. “bounced” changes the row of the mail that came back: nothing more goes to that address until the roster has another one, or a mail is logged whose note names it. “promised” keeps reminders back until that day."
}

func (exportCmd) Help() string {
	return "Every sheet has a header that stays, filters, days and numbers as Excel knows them, and links to the cell of the supplier's file. The same inputs give the same bytes. Internal: it names suppliers."
}

func (importCmd) Help() string {
	return "Reads the sheets Suppliers and Decisions and holds them to the same checks as the tables. Rows that say what they said stay as they are, byte for byte; rows that are gone stay unless --remove is given. Refused where a table was changed since the workbook was made. Exits 1 if rows were left."
}

func (dashboardCmd) Help() string {
	return "Writes to build/YEAR/internal: progress of the survey against the year before, what is due, each supplier with its declaration, findings and history, the smelters to follow up, and entries that match no smelter. Internal: it names suppliers."
}

func (pdfCmd) Help() string {
	return "Writes to build/YEAR, with Chromium, Chrome or Edge; the variable CHROMIUM names another program. The browser runs without script and without a network. Links lead to public_url of registrant.yaml."
}

func (edgarCmd) Help() string {
	return "Writes Form SD and the report to build/YEAR/edgar as HTML that follows the EDGAR Filer Manual, with a sheet of the values to enter, and lists what they lack. --validate lists what EDGAR would refuse in any HTML file."
}

func (freezeCmd) Help() string {
	return "Keeps report, Form SD and public tables with their SHA-256 under data/YEAR/filed/DATE, DATE being filing.date of year.yaml. Refused while the draft has errors. From then on the public pages show what was filed; an amendment is frozen under its own date. With --programme emrt or amrt it keeps what is published of that programme under data/YEAR/published/emrt/DATE instead, DATE being publish of year.yaml; that is no part of a filing."
}

func (verifyCmd) Help() string {
	return "Checks that no frozen filing, and nothing that was frozen as published of a programme, is missing or altered and that the public pages show it, and names what today's inputs would give instead. Exits 1 if anything differs."
}

func (reviewCmd) Help() string {
	return "Compiles both states and compares them: what to fix, what to judge, what changes in public, what suppliers entered differently. It touches neither the work tree nor the index. Internal: it names suppliers."
}

func (rulesCmd) Help() string {
	return "--format markdown prints the section “Rules” of REFERENCE.md."
}

func (suppliersImportCmd) Help() string {
	return "Compares the export with the roster and with last year's: new, removed and changed suppliers. What was entered by hand stays unless its column is named with --take. Exits 1 if something is left to decide."
}

func (receiveCmd) Help() string {
	return "Files each CMRT in data/YEAR/cmrt under its supplier's id and logs it in received.csv. If the supplier or the sender is in doubt nothing is filed: the command that settles it is printed, and the exit code is 1."
}

func (yearNewCmd) Help() string {
	return "Copies roster, settings and narrative from the year before, moves the dates, and prints the next steps."
}

func (referenceImportCmd) Help() string {
	return "Writes a dated snapshot to data/reference. Reads the smelter list of a CMRT (3.x, 6.x), an export of the RMI (Excel 2003 XML), CSV, XLSX, or the JSON of the European Union's list of high-risk areas."
}

func (referenceDiffCmd) Help() string {
	return "Lists what a newer snapshot or CMRT adds, removes, renames or assesses differently. Exits 1 if anything differs."
}
