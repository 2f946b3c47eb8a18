package site

import (
	"itron.com/conflict-minerals/generator/rcoi"
	"itron.com/conflict-minerals/generator/tables"
)

// Site is everything that the public pages show. Its types cannot hold a
// supplier's name, contact or comment: only counts of suppliers.
type Site struct {
	Name        string // the registrant, as in its charter
	ShortName   string // as in running text
	Description string // what it makes, one sentence; may be blank
	Questions   string // a mail address or URL for questions; may be blank
	PublicURL   string // where the site is posted, ends in "/"; blank: not known yet
	Policy      string // Markdown; blank: there is none yet
	Years       []Year // newest first
	Drafts      []int  // reporting years that are among Years and not published: this is a copy for review
	American    bool   // days are written as in the United States
	Fictional   bool   // the registrant's own setting: pages that belong to no year say so
	Licence     Licence
	Check       *Check // the page on which suppliers check a workbook; nil: there is none
}

// Licence is under what others may use the data; blank: the registrant states none.
type Licence struct {
	Name string // SPDX identifier where there is one
	URL  string
}

// Demonstration tells whether the project, or any year of it, is made of
// demonstration data; then the pages that belong to no year say so too.
func (s Site) Demonstration() bool {
	if s.Fictional {
		return true
	}
	for _, y := range s.Years {
		if y.Demonstration {
			return true
		}
	}
	return false
}

// Year is one reporting year. A year that was not surveyed by cmr (its pages are
// narrative only) has no AsOf, no figures and no smelters.
type Year struct {
	Number        int
	Demonstration bool
	Draft         bool    // not published: shown for review, and marked on every page
	Published     string  // day of publication, YYYY-MM-DD; "": not known
	AsOf          string  // day of the figures, YYYY-MM-DD: the cut-off, once the year is published
	Report        string  // the compiled report, Markdown
	Form          string  // Form SD, Markdown; "": none
	FormAlone     bool    // no report belongs to the form: the disclosure stands in the form itself
	Earlier       []Filed // filings that a later one amended, oldest first
	Kept          string  // day of the filing whose frozen files are shown; "": none was frozen
	Figures       []tables.Figure
	Formulas      map[string]string // how figures were computed, by id; in words that name no supplier
	Changes       []tables.Change
	Activities    []tables.Activity
	Smelters      []tables.Smelter
	Directory     Snapshot
	Conformance   Snapshot
	Areas         []Area          // conflict-affected and high-risk, on the company's own list; by code
	AreasOf       Snapshot        // that list
	Origins       []tables.Origin // countries of mines as suppliers report them; nil once a filing was kept, which tells them itself
	Settled       []rcoi.Sign     // red flags that were settled on evidence; nil likewise
	Named         []tables.Origin // covered countries that suppliers name otherwise; nil likewise
	StatusesKept  bool            // facilities were compared with a list of statuses, and these are not published
	Filing        Filing
	Programmes    []Programme // beside the CMRT, where the year publishes them
	CMRT          CMRT        // the registrant's own; without Data where none is offered
}

// CMRT is the registrant's own declaration in RMI's template, for its customers.
type CMRT struct {
	Data    []byte
	Version string // of the template
	Day     string // effective date, YYYY-MM-DD
}

// Filed is a filing of a year as it was filed.
type Filed struct {
	Day          string // YYYY-MM-DD
	Report, Form string // Markdown; Report "" where none was filed
}

// Snapshot names a reference list that the year's data were compared with.
type Snapshot struct {
	Name   string // file name below data/reference; blank: none pinned
	AsOf   string // YYYY-MM-DD
	SHA256 string
}

// Area is a country on the company's list of conflict-affected and high-risk areas.
type Area struct {
	Code   string // ISO 3166-1 alpha-2
	Whole  bool   // not only regions of it
	Metals string // for which it is listed, in words; "": all
}

// Filing is what was filed with the SEC; blank fields are not known.
type Filing struct {
	Date      string // YYYY-MM-DD
	Accession string
	URL       string
}
