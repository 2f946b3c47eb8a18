package edgar

import (
	"fmt"
	"strings"
)

// rule is the one under which conflict minerals are disclosed.
const rule = "13p-1"

// Pending stands where a value is not known yet.
const Pending = "[pending]"

// Sheet holds what a filer types into EDGAR beside attaching the documents. What
// follows from other values is not stored, so it cannot contradict them.
type Sheet struct {
	Registrant string
	CIK        string
	FileNumber string // of the Commission, e.g. 000-12345
	Year       int    // reporting year
	Amendment  bool   // of a Form SD that was filed before
	Documents  []Attachment
	HeldBy     string // who keeps the signed authentication document
}

// Attachment is one file of the submission, in its order.
type Attachment struct {
	Type        string // SD, EX-1.01 or GRAPHIC
	File        string
	Description string
}

// SubmissionType is SD, or SD/A for an amendment.
func (s Sheet) SubmissionType() string {
	if s.Amendment {
		return "SD/A"
	}
	return "SD"
}

// Items are those declared under the rule: Item 1.02 only where a report is an
// exhibit.
func (s Sheet) Items() []string {
	items := []string{"1.01"}
	for _, d := range s.Documents {
		if strings.HasPrefix(d.Type, "EX-") {
			return append(items, "1.02")
		}
	}
	return items
}

// Period is the last day of the reporting year, as EDGAR writes it.
func (s Sheet) Period() string { return fmt.Sprintf("%04d1231", s.Year) }

// Text is the sheet to read from, in ASCII.
func (s Sheet) Text() string {
	var b strings.Builder
	row := func(label, value string) {
		if value = plainASCII(value); value == "" {
			value = Pending
		}
		fmt.Fprintf(&b, "%-20s %s\n", label+":", value)
	}
	b.WriteString("EDGAR FILING SHEET\n\nType these values into EDGAR and attach the documents in this order.\nMake a test filing first: only EDGAR itself can say that it takes them.\n\n")
	row("Submission type", s.SubmissionType())
	row("Registrant", s.Registrant)
	row("CIK", tenDigits(s.CIK))
	row("SEC file number", s.FileNumber)
	row("Rule", rule)
	for _, item := range s.Items() {
		row("Item", item+", period "+s.Period())
	}
	for i, d := range s.Documents {
		fmt.Fprintf(&b, "\nDocument %d\n", i+1)
		row("Type", d.Type)
		row("File name", d.File)
		row("Description", d.Description)
	}
	b.WriteString(access)
	holder := plainASCII(s.HeldBy)
	if holder == "" {
		holder = Pending
	}
	b.WriteString(holder + "\n")
	return b.String()
}

// access is what has to be in order before anybody can file, and what is kept after; the
// name of who keeps it follows. EDGAR Next has been compulsory since 15 September 2025, and
// who had not enrolled by 19 December 2025 applies anew with a Form ID.
const access = `
Before the day of filing (EDGAR Next), see that
[ ] the registrant is enrolled; one that is not applies for access with Form ID
[ ] it has account administrators, at least two for a company, who have
    confirmed its users and delegations within the year
[ ] who files is one of its users, or a user of a delegated entity that has
    accepted the delegation
[ ] each person who files has Login.gov credentials of their own, with
    multifactor authentication
[ ] the CCC of the registrant is at hand; never write it on this sheet

Signature (Rule 302(b) of Regulation S-T)
[ ] the signer has signed an authentication document, before or at the time
    of filing: by hand, or electronically after an attestation signed by hand,
    which is kept for seven years after its last use
[ ] the registrant keeps the document for five years
Held by:             `

// tenDigits writes a CIK in its full length; what is no number stays as it is.
func tenDigits(cik string) string {
	if cik == "" || len(cik) > 10 || strings.Trim(cik, "0123456789") != "" {
		return cik
	}
	return strings.Repeat("0", 10-len(cik)) + cik
}
