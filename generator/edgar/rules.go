package edgar

import "itron.com/conflict-minerals/generator/finding"

// The rules of a filing document. EDGAR suspends a submission that breaks one, so
// all are errors; suppliers have no part in them.
var (
	notASCII = finding.Rule{Name: "edgar-not-ascii", Severity: finding.Error,
		Explanation: "EDGAR takes printable ASCII without the caret (^). Every other character has to be written as a decimal reference or by a name that XHTML 1.0 knows; a byte-order mark is refused too.",
		Fix:         "Write the character as a decimal reference, for example &#233; for é, or in plain letters.",
		Example:     "Smart quotes, dashes or é pasted from a word processor; &apple; or &#x2014;; an & that should be &amp;.", Internal: true}
	element = finding.Rule{Name: "edgar-element", Severity: finding.Error,
		Explanation: "EDGAR takes HTML 3.2 and a little of 4.0, well formed: elements and attributes that are not on its list stop the filing, and so does an element that is not closed or stands where it may not.",
		Fix:         "Use the elements and attributes of HTML 3.2, close each element, and keep all of the text in one body.",
		Example:     "span, tbody, section or a style sheet; <b>Tin</i>; a td outside a row.", Internal: true}
	nestedTable = finding.Rule{Name: "edgar-nested-table", Severity: finding.Error,
		Explanation: "A table stands within a cell of another table, which EDGAR refuses.",
		Fix:         "Put the inner table below the outer one, or its rows into it.",
		Example:     "A list of smelters set as a table inside the cell of a layout table.", Internal: true}
	link = finding.Rule{Name: "edgar-link", Severity: finding.Error,
		Explanation: "A link may lead to a place in the document, to another file of the submission, or to a filing in the SEC's archives, and nowhere else. Where it leads has to exist.",
		Fix:         "Print the address as text instead of linking to it, or correct the name to which the link leads.",
		Example:     "A link to the company's own page, to a mail address, or to #annex without an anchor of that name.", Internal: true}
	image = finding.Rule{Name: "edgar-image", Severity: finding.Error,
		Explanation: "Pictures have to be .jpg or .gif files attached to the submission. A report needs none, and required text may not be a picture.",
		Fix:         "Attach the picture as a .jpg or .gif file and refer to it by its name, or leave it out.",
		Example:     "logo.png, a data: address, a picture on another server or one that is not in the folder, or a picture after “By:”.", Internal: true}
	badFileName = finding.Rule{Name: "edgar-file-name", Severity: finding.Error,
		Explanation: "EDGAR takes short, simple file names: at most 32 characters, and by the strictest of its editions lower-case letters, digits, hyphens and underscores with a letter first.",
		Fix:         "Rename the file like sd-2025.htm.",
		Example:     "“Form SD 2025 (final).html”.", Internal: true}
	activeContent = finding.Rule{Name: "edgar-active-content", Severity: finding.Error,
		Explanation: "The document would run, load or ask for something when it is opened: scripts, forms, frames, embedded objects. EDGAR refuses all of it.",
		Fix:         "Remove it; a filing is text.",
		Example:     "A script, an onclick attribute, a javascript: address, a form.", Internal: true}
	xbrl = finding.Rule{Name: "edgar-xbrl", Severity: finding.Error,
		Explanation: "The document carries XML namespaces or tags of Inline XBRL. Conflict-minerals disclosures are not tagged, and EDGAR refuses tags in them.",
		Fix:         "Export the document as plain HTML, without XBRL and without xmlns attributes.",
		Example:     "<html xmlns=\"http://www.w3.org/1999/xhtml\"> or <ix:header>.", Internal: true}
)

// What the documents lose on the way into ASCII is told before they are made.
var (
	lostCharacter = finding.Rule{Name: "edgar-character-lost", Severity: finding.Error,
		Explanation: "EDGAR takes ASCII and characters that have a name in XHTML 1.0. A character of which no Latin letter is known would stand as a question mark in the filing.",
		Fix:         "Write it in another way, for example a name in its Latin spelling.",
		Example:     "A smelter's name in a script of which nothing is known, or an emoji.", Internal: true}
	changedCharacter = finding.Rule{Name: "edgar-character-changed", Severity: finding.Note,
		Explanation: "A character without a name in XHTML 1.0 is written in the Latin letters that come closest, which may not be how the name is spelt.",
		Fix:         "Look at it, and write the Latin spelling that its owner uses.",
		Example:     "Łódź becomes Lodz, 北京 becomes Bei Jing.", Internal: true}
)

// Rules are this package's part of the catalogue.
var Rules = []finding.Rule{notASCII, element, nestedTable, link, image, badFileName, activeContent, xbrl, lostCharacter, changedCharacter}
