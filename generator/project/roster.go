package project

import (
	"errors"
	"fmt"
	"math"
	"net/mail"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/language"

	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/tables"
)

// RosterFile is the table of a year's suppliers.
func RosterFile(year int) string {
	return path.Join("data", strconv.Itoa(year), "suppliers.csv")
}

// ReceivedFile is the log of a year's workbooks, as they came.
func ReceivedFile(year int) string {
	return path.Join("data", strconv.Itoa(year), "received.csv")
}

// supplierID is what a roster id may look like, so that it can begin a file name
// on every system.
var supplierID = lazyregexp.New(`^[a-z0-9][a-z0-9-]{0,63}$`)

// ShareSlack is what the rounding of a share can add to the sum of a roster's: half
// of the last digit of a share with two decimals.
const ShareSlack = 0.005

// mostCell bounds the bytes of a cell that goes into letters and their headers, as it
// does what “suppliers set” takes.
const mostCell = 1000

func validateRoster(file string, roster []tables.Supplier) error {
	byID, vendors, shares := map[string]tables.Supplier{}, map[string]string{}, 0.0
	for _, s := range roster {
		fail := func(err error) error { return &InputError{File: file, Line: s.Line, Err: err} }
		if _, twice := byID[s.ID]; twice {
			return fail(fmt.Errorf("id %q is there twice", s.ID))
		}
		if err := validSupplier(s); err != nil {
			return fail(err)
		}
		byID[s.ID] = s
		for _, number := range strings.Fields(s.Vendor) {
			if other, twice := vendors[number]; twice {
				return fail(fmt.Errorf("supplier %s: the vendor number %s is also that of %s", s.ID, number, other))
			}
			vendors[number] = s.ID
		}
		share, _ := strconv.ParseFloat(s.SpendShare, 64) // a number or blank, as was just seen
		if shares += share; shares > 100+ShareSlack*float64(len(roster)) {
			return fail(fmt.Errorf("the spend shares down to here add up to %.2f per cent: they are shares of all purchases, and cannot be more than 100", shares))
		}
	}
	for _, s := range roster {
		if err := validParent(s, byID); err != nil {
			return &InputError{File: file, Line: s.Line, Err: err}
		}
	}
	return nil
}

// validSupplier judges a row of the roster by itself.
func validSupplier(s tables.Supplier) error {
	share, err := strconv.ParseFloat(s.SpendShare, 64)
	switch {
	case !supplierID.MatchString(s.ID):
		return fmt.Errorf("id %q: use lower-case letters, digits and hyphens", s.ID)
	case slices.ContainsFunc([]string{s.Name, s.Contact, s.Email, s.Buyer}, func(cell string) bool { return len(cell) > mostCell }):
		return fmt.Errorf("supplier %s: name, contact, email and buyer may have %d bytes each, since they go into letters: shorten them", s.ID, mostCell)
	case strings.TrimSpace(s.Name) == "":
		return fmt.Errorf("supplier %s has no name", s.ID)
	case s.Email != "" && !IsAddress(s.Email):
		return fmt.Errorf("supplier %s: %q is not one e-mail address", s.ID, s.Email)
	case s.Language != "" && !IsLanguage(s.Language):
		return fmt.Errorf("supplier %s: language %q is not known: use a code such as en, de or zh", s.ID, s.Language)
	case s.SpendShare != "" && (err != nil || share < 0 || share > 100 || math.IsNaN(share)):
		return fmt.Errorf("supplier %s: spend_share %q is not a number from 0 to 100 (with a point: 2.4)", s.ID, s.SpendShare)
	case !slices.Contains([]string{"", "yes", "no"}, s.ContractClause):
		return fmt.Errorf("supplier %s: contract_clause is %q, but must be yes, no or blank", s.ID, s.ContractClause)
	case s.InScope != "yes" && s.InScope != "no":
		return fmt.Errorf("supplier %s: in_scope is %q, but must be yes or no", s.ID, s.InScope)
	}
	if err := knownProgrammes(s.Programmes); err != nil {
		return fmt.Errorf("supplier %s: %w", s.ID, err)
	}
	return knownMetals(s.Metals)
}

// validParent follows a supplier's parents, which must be on the roster and come to
// an end.
func validParent(s tables.Supplier, byID map[string]tables.Supplier) error {
	seen := map[string]bool{s.ID: true}
	for at := s; at.Parent != ""; {
		above, ok := byID[at.Parent]
		switch {
		case !ok && at.ID == s.ID:
			return fmt.Errorf("supplier %s: its parent %q is not on the roster", s.ID, s.Parent)
		case !ok:
			return nil // told at that supplier's own row
		case seen[above.ID]:
			return fmt.Errorf("supplier %s: its parents lead in a circle, over %s", s.ID, at.ID)
		}
		seen[above.ID] = true
		at = above
	}
	return nil
}

// IsAddress tells whether a text is one e-mail address, and nothing beside it that a
// mail's header could take for more.
func IsAddress(s string) bool {
	unprintable := func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }
	a, err := mail.ParseAddress(s)
	if err != nil || strings.ContainsFunc(s, unprintable) || a.Address != s || strings.ContainsAny(s, "\"\\ \t\r\n,;<>") || !strings.Contains(s[strings.LastIndex(s, "@"):], ".") {
		return false
	}
	wire, err := asASCII(s)
	return err == nil && !strings.ContainsFunc(wire[strings.LastIndexByte(wire, '@')+1:], notInHost)
}

// notInHost tells what cannot stand in the name of a host, as in what is left of a link:
// a@b.example?subject=x.
func notInHost(r rune) bool {
	return r != '.' && r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
}

// WireAddress is an address (IsAddress) as every mail server understands it: its domain
// in ASCII (RFC 5891). What stands before the @ is its owner's and stays.
func WireAddress(s string) string {
	wire, err := asASCII(s)
	if err != nil {
		return s
	}
	return wire
}

func asASCII(address string) (string, error) {
	local, domain := address[:strings.LastIndexByte(address, '@')+1], address[strings.LastIndexByte(address, '@')+1:]
	if !strings.ContainsFunc(domain, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return address, nil
	}
	domain, err := idna.Lookup.ToASCII(domain)
	return local + domain, err
}

// IsLanguage tells whether a text is a language's code (BCP 47).
func IsLanguage(s string) bool {
	_, err := language.Parse(s)
	return err == nil
}

// validateReceived checks the log of what came: it is written by the program, and
// people may correct it.
func validateReceived(file string, list []tables.Received, roster []tables.Supplier) error {
	known := make(map[string]bool, len(roster))
	for _, s := range roster {
		known[s.ID] = true
	}
	for _, r := range list {
		var err error
		switch {
		case !isDate(r.Date):
			err = fmt.Errorf("date %q is not a date of the form 2026-04-30", r.Date)
		case !known[r.Supplier]:
			err = fmt.Errorf("supplier %q is not on the roster", r.Supplier)
		case r.File == "":
			err = errors.New("the row names no file")
		}
		if err != nil {
			return &InputError{File: file, Line: r.Line, Err: err}
		}
	}
	return nil
}
