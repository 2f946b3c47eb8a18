package project

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/text"
)

const registrantFile = "content/registrant.yaml"

// Registrant is the company that files, as content/registrant.yaml has it. Each
// key is explained in content/README.md.
type Registrant struct {
	Name      string `yaml:"name"`       // exact name as in the charter
	ShortName string `yaml:"short_name"` // as used in running text; default: Name
	FileStem  string `yaml:"file_stem"`  // file names begin with it; default: from ShortName

	State                string `yaml:"state_of_incorporation"`
	CommissionFileNumber string `yaml:"commission_file_number"`
	EIN                  string `yaml:"employer_identification_number"`
	CIK                  string `yaml:"cik"`

	Address struct {
		Street  string `yaml:"street"`
		City    string `yaml:"city"`
		State   string `yaml:"state"`
		Zip     string `yaml:"zip"`
		Country string `yaml:"country"`
	} `yaml:"address"`
	Contact struct {
		Name  string `yaml:"name"`
		Phone string `yaml:"phone"`
	} `yaml:"contact"`

	Mail Mail `yaml:"mail"` // letters to suppliers

	// English is how the program writes days and words: British (default) or American.
	English string `yaml:"english"`

	PublicURL     string `yaml:"public_url"`    // where the site is posted, path included
	Demonstration bool   `yaml:"demonstration"` // default of every year

	// Description and Questions are two lines for the public pages.
	Description string `yaml:"description"` // what the company makes, one sentence
	Questions   string `yaml:"questions"`   // public address for questions: a mail address or URL

	// PublishedStatus is what of assessments of smelters may be published; default: none.
	PublishedStatus smelter.Publication `yaml:"published_status"`

	// CheckPage says whether suppliers can check a workbook on the site; default: no.
	CheckPage CheckPage `yaml:"check_page"`

	// DataLicence is under what others may use the public tables; blank: not stated.
	DataLicence struct {
		Name string `yaml:"name"` // SPDX identifier where there is one
		URL  string `yaml:"url"`
	} `yaml:"data_licence"`
}

// The ways to write English: 30 April 2026 and programme, or April 30, 2026 and program.
const (
	British  = "british"
	American = "american"
)

// Mail is who writes to suppliers. It is part of no public page.
type Mail struct {
	From    string `yaml:"from"`     // address of the sender; without it no letter can be written
	Name    string `yaml:"name"`     // who signs; default: the short name
	ReplyTo string `yaml:"reply_to"` // where answers go; default: From
	Buyer   string `yaml:"buyer"`    // where escalations go: who buys from the suppliers

	Drafts string `yaml:"drafts"` // outlook: drafts open in Outlook as mails to send; "": as mails that came

	Buyers map[string]string `yaml:"buyers"` // a buyer's name or code on the roster → address
}

// BuyerOf is the address to which a non-responsive supplier is escalated: its buyer's, who stands
// on the roster as address, name or code; otherwise Buyer. It is "" where none is known.
func (m Mail) BuyerOf(buyer string) string {
	if IsAddress(buyer) {
		return buyer
	}
	for _, key := range slices.Sorted(maps.Keys(m.Buyers)) {
		if text.Words(key) == text.Words(buyer) && buyer != "" {
			return m.Buyers[key]
		}
	}
	return m.Buyer
}

func (m *Mail) validate(fsys fs.FS, r *Registrant) error {
	for _, a := range []struct{ key, address string }{{"from", m.From}, {"reply_to", m.ReplyTo}, {"buyer", m.Buyer}} {
		if a.address != "" && !IsAddress(a.address) {
			return mistake(fsys, registrantFile, "mail."+a.key, fmt.Errorf("mail.%s: %q is not one e-mail address", a.key, a.address))
		}
	}
	for _, buyer := range slices.Sorted(maps.Keys(m.Buyers)) {
		if !IsAddress(m.Buyers[buyer]) {
			return mistake(fsys, registrantFile, "mail.buyers", fmt.Errorf("mail.buyers: %q is not one e-mail address", m.Buyers[buyer]))
		}
	}
	if m.Drafts != "" && m.Drafts != "outlook" {
		return mistake(fsys, registrantFile, "mail.drafts", fmt.Errorf("mail.drafts: %q is not outlook; leave the key out for other mail programs", m.Drafts))
	}
	if strings.ContainsFunc(m.Name, unicode.IsControl) {
		return mistake(fsys, registrantFile, "mail.name", errors.New("mail.name is more than one line"))
	}
	if m.From == "" && (m.Name+m.ReplyTo+m.Buyer != "" || len(m.Buyers) > 0) {
		return mistake(fsys, registrantFile, "mail", errors.New("mail.from is missing: the address that letters come from"))
	}
	if m.Name == "" {
		m.Name = r.ShortName
	}
	if m.ReplyTo == "" {
		m.ReplyTo = m.From
	}
	return nil
}

var cikShape = lazyregexp.New(`^\d{1,10}$`)

// fileStem is what a name may become in file names: EDGAR wants lower case and a
// letter first.
var fileStem = lazyregexp.New(`^[a-z][a-z0-9-]{0,15}$`)

func (r *Registrant) validate(fsys fs.FS) error {
	if r.Name == "" {
		return &InputError{File: registrantFile, Err: errors.New("name is missing: give the registrant's exact name")}
	}
	for _, line := range []struct{ key, text string }{{"name", r.Name}, {"short_name", r.ShortName}, {"contact.name", r.Contact.Name}, {"contact.phone", r.Contact.Phone}, {"address.street", r.Address.Street}} {
		if strings.ContainsFunc(line.text, unicode.IsControl) {
			return mistake(fsys, registrantFile, line.key, fmt.Errorf("%s is more than one line", line.key))
		}
	}
	if r.CIK != "" && !cikShape.MatchString(r.CIK) {
		return mistake(fsys, registrantFile, "cik", fmt.Errorf("cik %q: a Central Index Key has up to ten digits (write it in quotes, so that zeros in front stay)", r.CIK))
	}
	if r.ShortName == "" {
		r.ShortName = r.Name
	}
	if r.FileStem == "" {
		r.FileStem = stemOf(r.ShortName)
	}
	if !fileStem.MatchString(r.FileStem) {
		return mistake(fsys, registrantFile, "file_stem", fmt.Errorf("file_stem %q: use up to 16 lower-case letters, digits and hyphens, a letter first", r.FileStem))
	}
	if r.PublicURL != "" {
		u, err := url.Parse(r.PublicURL)
		if err != nil || u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || u.String() != r.PublicURL {
			return mistake(fsys, registrantFile, "public_url", fmt.Errorf("public_url %q: give an absolute https address", r.PublicURL))
		}
		r.PublicURL = strings.TrimSuffix(r.PublicURL, "/") + "/"
	}
	if r.English == "" {
		r.English = British
	}
	if r.English != British && r.English != American {
		return mistake(fsys, registrantFile, "english", fmt.Errorf("english %q is neither american nor british", r.English))
	}
	if err := r.PublishedStatus.Validate(); err != nil {
		return mistake(fsys, registrantFile, "published_status", fmt.Errorf("published_status: %w", err))
	}
	if err := errors.Join(r.validateCheckPage(fsys), r.Mail.validate(fsys, r)); err != nil {
		return err
	}
	if l := r.DataLicence; l.URL != "" {
		if u, err := url.Parse(l.URL); err != nil || u.Scheme != "https" || u.Host == "" || l.Name == "" {
			return mistake(fsys, registrantFile, "data_licence", fmt.Errorf("data_licence: give a name and an absolute https address, not %q and %q", l.Name, l.URL))
		}
	}
	return nil
}

// stemOf makes a file-name stem of a name.
func stemOf(name string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(name) {
		if c >= 'a' && c <= 'z' || b.Len() > 0 && c >= '0' && c <= '9' {
			b.WriteRune(c)
		}
	}
	s := b.String()
	if s == "" {
		return "registrant"
	}
	return s[:min(len(s), 16)]
}
