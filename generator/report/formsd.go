package report

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
)

// firstWithTwoRules is the reporting year from which the cover names Rule 13q-1 too,
// and exhibits moved from Section 2 to Section 3 (Release 34-90679, in force from 16
// March 2021).
const firstWithTwoRules = 2020

// Pending stands where a person has not signed, or not said, something yet.
const Pending = "[pending]"

// FormSD makes a year's Form SD in Markdown, in the edition of its time and for the
// way to file that people chose. Errors are *project.InputError.
func FormSD(in Input) (string, error) {
	c := newComposer(in)
	disclosure, err := c.disclosure()
	if err != nil {
		return "", err
	}
	f := form{in: in}
	f.cover()
	f.explain()
	f.add("## Section 1 – Conflict Minerals Disclosure", "### Item 1.01 Conflict Minerals Disclosure and Report", "#### Conflict Minerals Disclosure", disclosure, f.posted(), "### Item 1.02 Exhibit")
	if in.Filing.Mode == project.WithReport {
		f.add(fmt.Sprintf("The Conflict Minerals Report that Item 1.01 calls for is filed as Exhibit %s to this form.", in.Filing.Exhibit))
	} else {
		f.add("Not applicable.")
	}
	if in.Year >= firstWithTwoRules {
		f.add("## Section 2 – Resource Extraction Issuer Disclosure", "### Item 2.01 Resource Extraction Issuer Disclosure and Report", "Not applicable.",
			"## Section 3 – Exhibits", "### Item 3.01 Exhibits")
	} else {
		f.add("## Section 2 – Exhibits", "### Item 2.01 Exhibits")
	}
	if in.Filing.Mode == project.WithReport {
		f.add(fmt.Sprintf("Exhibit %s – Conflict Minerals Report for the reporting period from January 1 to December 31, %d, as required by Items 1.01 and 1.02 of this form.", in.Filing.Exhibit, in.Year))
	} else {
		f.add("None.")
	}
	f.signature()
	return strings.Join(f.parts, "\n\n") + "\n", nil
}

// form collects the paragraphs of a Form SD.
type form struct {
	in    Input
	parts []string
}

func (f *form) add(parts ...string) { f.parts = append(f.parts, parts...) }

// or gives a text ready for Markdown, or the mark that it is pending.
func or(s string) string {
	if strings.TrimSpace(s) == "" {
		return escape(Pending)
	}
	return escape(s)
}

// captions are what an edition of the form prints otherwise than another.
type captions struct{ title, name, employer, zip string }

// captionsOf are the captions of the edition in which a year is filed: those of the print
// that the SEC gave to the Office of Management and Budget for OMB number 3235-0697 in 2024
// (its expiry date 31 July 2024), and before Rule 13q-1 stood on the form those of the
// print with the expiry date 31 March 2023.
func captionsOf(year int) captions {
	if year < firstWithTwoRules {
		return captions{"Specialized Disclosure Report", "Exact name of registrant as specified in its charter", "IRS Employer Identification No.", "Zip Code"}
	}
	return captions{"SPECIALIZED DISCLOSURE REPORT", "Exact name of the registrant as specified in its charter", "I.R.S. Employer Identification No.", "Zip code"}
}

// cover is what stands above Section 1, line by line as in the form.
func (f *form) cover() {
	r, printed := f.in.Registrant, captionsOf(f.in.Year)
	// What is said about the form stands above it: nothing of that is part of the form.
	if f.in.Demonstration {
		f.add(fmt.Sprintf("> **Demonstration:** this form is made from fictional data and was not filed. It says nothing about the suppliers, the smelters or the due diligence of %s.", escape(strings.TrimSuffix(r.Name, "."))))
	}
	if note := f.in.Filing.Note; note != "" {
		f.add("> " + escape(note))
	}
	f.add("UNITED STATES\\\nSECURITIES AND EXCHANGE COMMISSION\\\nWashington, D.C. 20549")
	if a := f.in.Filing.Amendment; a.Is() {
		f.add("# FORM SD/A", printed.title, fmt.Sprintf("(Amendment No. %d)", a.Number))
	} else {
		f.add("# FORM SD", printed.title)
	}
	place := strings.Join(present(r.Address.Street, r.Address.City, r.Address.State), ", ")
	for _, line := range []struct{ entry, caption string }{
		{or(r.Name), printed.name},
		{or(r.State), "State or other jurisdiction of incorporation or organization"},
		{or(r.CommissionFileNumber), "Commission File Number"},
		{or(r.EIN), printed.employer},
		{or(place), "Address of principal executive offices"},
		{or(r.Address.Zip), printed.zip},
		{or(f.in.Filing.Contact.Name) + ", " + or(f.in.Filing.Contact.Phone), "Name and telephone number, including area code, of the person to contact in connection with this report."},
	} {
		f.add(fmt.Sprintf("**%s**\\\n(%s)", line.entry, line.caption))
	}
	f.boxes()
}

// boxes are the rules under which a form may come, in the words of the edition of the
// year: since Rule 13q-1 stands on it too, a form is submitted and no longer filed.
func (f *form) boxes() {
	words := "this form is being filed, and provide the period to which the information in this form applies:"
	if f.in.Year >= firstWithTwoRules {
		words = "this Form is being submitted, and provide the period to which the information in this Form applies:"
	}
	f.add("Check the appropriate box to indicate the rule pursuant to which "+words,
		fmt.Sprintf("☒ Rule 13p-1 under the Securities Exchange Act (17 CFR 240.13p-1) for the reporting period from January 1 to December 31, %d.", f.in.Year))
	if f.in.Year >= firstWithTwoRules {
		f.add("☐ Rule 13q-1 under the Securities Exchange Act (17 CFR 240.13q-1) for the fiscal year ended \\_\\_\\_\\_\\_\\_.")
	}
}

// explain is the explanatory note of an amendment, in the filer's own words.
func (f *form) explain() {
	if a := f.in.Filing.Amendment; a.Is() {
		f.add("## Explanatory Note", or(a.Note))
	}
}

// present leaves out what is blank.
func present(parts ...string) (kept []string) {
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// posted says where the public finds the disclosure. The form asks for the link; an
// address that leads there must not be incorporated by mistake.
func (f *form) posted() string {
	what := "This disclosure"
	if f.in.Filing.Mode == project.WithReport {
		what = "This disclosure and the Conflict Minerals Report"
	}
	address := escape(Pending)
	if f.in.Filing.Posted != "" {
		address = escape(f.in.Filing.Posted)
	} else if f.in.Registrant.PublicURL != "" {
		address = fmt.Sprintf("%s%d/", f.in.Registrant.PublicURL, f.in.Year)
	}
	return fmt.Sprintf("%s can be read at %s. The content of that website is for general information only and is not incorporated by reference into this form.", what, address)
}

// signature is what a person typed into year.yaml, and nothing else; a text that tells
// of a form that was filed has none.
func (f *form) signature() {
	s := f.in.Filing.Signature
	switch {
	case f.in.Filing.Retells: // nobody signed these words
		return
	case f.in.Demonstration: // and nobody signs fictional ones
		s.Signed = ""
	}
	f.add("## Signature", "Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed on its behalf by the duly authorized undersigned.",
		"**"+or(f.in.Registrant.Name)+"**",
		fmt.Sprintf("By: %s\\\nName: %s\\\nTitle: %s\\\nDate: %s", or(s.Signed), or(s.Name), or(s.Title), or(f.in.date(s.Date))))
}

// disclosure is the text of Item 1.01: people's own words, or what the figures say.
func (c *composer) disclosure() (string, error) {
	if c.in.FormText.File != "" {
		if err := errors.Join(Publishable(c.in.FormText), headings(c.in.FormText)); err != nil {
			return "", err
		}
		body, err := c.fill(c.in.FormText)
		return strings.TrimSpace(body), err
	}
	if c.in.CutOff == "" {
		return or(""), nil // no supplier data: nothing can be said, and nothing is
	}
	name := escape(c.in.Registrant.Name)
	if c.nothingNecessary() {
		return fmt.Sprintf("%s has listed its products for %d and states that neither tantalum, tin, gold nor tungsten is necessary to their function or production. Then Rule 13p-1 asks for no Form SD, and there is nothing to file.", name, c.in.Year), nil
	}
	if c.unasked() || c.n("suppliers.in_scope") == 0 {
		return c.necessary() + "\n\n" + c.nobody() + ", so there is no inquiry to tell of: " + escape(Pending) + ".", nil
	}
	did := "asked suppliers in scope for a declaration on the Conflict Minerals Reporting Template"
	switch {
	case c.n("suppliers.asked") == 0 && c.n("suppliers.responded") == 0:
		did = "reviewed what suppliers had sent"
	case c.n("suppliers.asked") == 0:
		did = "reviewed declarations of suppliers in scope on the Conflict Minerals Reporting Template"
	case c.n("suppliers.responded") > 0:
		did += " and reviewed the answers"
	}
	parts := []string{c.necessary(), fmt.Sprintf("%s conducted in good faith a reasonable country of origin inquiry for the calendar year %d: it %s. The covered countries are the Democratic Republic of the Congo and the nine countries that adjoin it.", name, c.in.Year, did),
		c.answered(), c.outcomes()}
	switch c.in.Filing.Mode {
	case project.WithReport:
		why := fmt.Sprintf("The inquiry gave no reason to believe that any of the metals may have originated in a covered country, other than from recycled or scrap sources. %s nonetheless exercised due diligence on the source and chain of custody of the metals.", name)
		if open := c.open(); len(open) > 0 {
			why = fmt.Sprintf("For %s the inquiry could not rule out that some of the metal originated in a covered country and is not from recycled or scrap sources. %s exercised due diligence on %s source and chain of custody.", and(open), name, plural(len(open), "its", "their"))
		}
		parts = append(parts, fmt.Sprintf("%s What it did and found is in the Conflict Minerals Report, which is filed as Exhibit %s.", why, c.in.Filing.Exhibit))
	case project.StaffRelief:
		parts = append(parts, "This form gives the information of paragraphs (a) and (b) of Item 1.01 and relies on the statement of the staff of the Division of Corporation Finance of "+c.in.date("2017-04-07")+".")
	}
	return strings.Join(parts, "\n\n"), nil
}

// necessary says which metals the products need, as far as products.csv tells.
func (c *composer) necessary() string {
	var metals []string
	for _, m := range cmrt.Metals {
		for _, p := range c.in.Products {
			if slices.Contains(strings.Fields(p.Metals), string(m)) && !slices.Contains(metals, string(m)) {
				metals = append(metals, string(m))
			}
		}
	}
	name := escape(c.in.Registrant.Name)
	switch len(metals) {
	case 0:
		return fmt.Sprintf("%s has not stated yet to which of its products tin, tantalum, tungsten or gold is necessary: %s.", name, escape(Pending))
	case 1:
		return fmt.Sprintf("%s manufactures, or contracts to have manufactured, products for which %s is necessary to the functionality or production.", name, metals[0])
	default:
		return fmt.Sprintf("%s manufactures, or contracts to have manufactured, products for which %s are necessary to the functionality or production.", name, and(metals))
	}
}

// open are the metals of which some may originate in a covered country, for all that
// the inquiry found.
func (c *composer) open() (metals []string) {
	for _, m := range cmrt.Metals {
		if v := c.figures[string(m)+".rcoi"].Value; v == "may-originate" || v == "undetermined" {
			metals = append(metals, string(m))
		}
	}
	return metals
}

// nothingNecessary tells whether products are listed and none of them needs a metal.
func (c *composer) nothingNecessary() bool {
	return len(c.in.Products) > 0 && !slices.ContainsFunc(c.in.Products, func(p project.Product) bool { return strings.TrimSpace(p.Metals) != "" })
}

// answered are the results of the inquiry in numbers.
func (c *composer) answered() string {
	rate, accepted := c.figures["suppliers.response_rate"], c.figures["suppliers.accepted"].Value
	asOf, all := c.in.date(c.in.asOf()), grouped(rate.Denominator)
	switch {
	case rate.Numerator == "0":
		if c.n("suppliers.in_scope") == 1 {
			return fmt.Sprintf("As of %s, there was no answer that could be used.", asOf) + c.staged()
		}
		return fmt.Sprintf("As of %s, none of the %s suppliers in scope had answered with a declaration that could be used.", asOf, all) + c.staged()
	case accepted == "0":
		accepted = "no declaration"
	case accepted == "1":
		accepted = "1 declaration"
	default:
		accepted = grouped(accepted) + " declarations"
	}
	if all == "1" {
		return fmt.Sprintf("As of %s, the one supplier in scope had answered, and %s had been accepted after review.", asOf, accepted) + c.staged()
	}
	return fmt.Sprintf("As of %s, %s of %s %s in scope had answered (%s%%), and %s had been accepted after review.",
		asOf, grouped(rate.Numerator), all, plural(c.n("suppliers.in_scope"), "supplier", "suppliers"), rate.Value, accepted) + c.staged()
}

// outcomes says for each metal what the inquiry came to.
func (c *composer) outcomes() string {
	return "The results of the inquiry are as follows:\n\n" + strings.Join(c.results(), "\n")
}

// FilingName is the name of a file of the EDGAR package: itron-sd-2025.htm.
func FilingName(r project.Registrant, what string, year int) string {
	return r.FileStem + "-" + what + "-" + strconv.Itoa(year) + ".htm"
}
