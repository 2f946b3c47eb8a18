package site

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// The files that other pages link to.
const (
	styleFile    = "assets/style.css"
	iconFile     = "assets/icon.svg"
	tableScript  = "assets/table.js"
	searchScript = "assets/search.js"
	knownScript  = "assets/known.js"
	phraseScript = "assets/phrases.js"
	frontFile    = "index.html"
	policyFile   = "policy/index.html"
	archiveFile  = "archive/index.html"
	methodFile   = "method/index.html"
	accessFile   = "accessibility/index.html"
	sumsFile     = "SHA256SUMS"
	frontCard    = "card.png"
)

// page is the view of one HTML file: its frame, and the body that the template
// of its kind prints.
type page struct {
	file    string  // slash path below site/public
	lastmod string  // YYYY-MM-DD, as the data tell it; blank: not known
	card    string  // file of the picture for links to the page; blank: such links have none
	draft   int     // the year of the page, where it is not published
	fiction bool    // made of demonstration data
	about   []thing // what the page is about, for machines

	HeadTitle     string // in the browser's tab; default: Title and the site's name
	Title         string // the only h1
	Preview       string // the title where a link to the page is shown; the render step makes it
	NoIndex       bool   // robots are told to leave it out
	PrintMark     string // address of the style that marks every sheet of paper; blank: none
	Description   string // one sentence for search engines
	Canonical     string
	SiteName      string
	Card          string      // address of the picture for links; blank: none
	CardText      string      // what stands on it
	Linked        template.JS // JSON-LD; blank: none
	Style         string
	Alternates    []link
	Icon          string
	Script        string   // its address; blank: the page has none
	Helpers       []string // addresses of scripts that it needs
	Sheet         string   // address of a style of its own; blank: none
	Checks        bool     // the page runs the module, and connects to nothing
	Wide          bool     // printed across the page
	Home          link
	Banner        string
	BannerLabel   string // for people who hear the page
	Crumbs        []link
	SiblingsLabel string
	Siblings      []link
	Foot          foot
	Body          any
}

// link is text, and an address unless Href is blank.
type link struct {
	Text    string
	Href    string
	Type    string // media type of what it leads to, where that matters
	Current bool   // the page itself
}

// fact is one line of a list of facts.
type fact struct {
	Term string
	Text string
	Link link // after the text
}

// foot is the foot of a page.
type foot struct {
	Lines []string
	Links []link
}

// looks are the parsed templates by kind: each is layout.html and one of its own.
type looks map[string]*template.Template

var kindsOfPage = []string{"front", "report", "smelters", "figures", "sections", "policy", "missing"}

func parseLook(look fs.FS) (looks, error) {
	kinds := looks{}
	for _, kind := range kindsOfPage {
		files := []string{"templates/layout.html", "templates/" + kind + ".html"}
		if _, err := fs.Stat(look, listTemplate); err == nil && kind == "smelters" {
			files = append(files, listTemplate)
		}
		t, err := template.New(kind).Option("missingkey=error").ParseFS(look, files...)
		if err != nil {
			return nil, fmt.Errorf("read look: %w", err)
		}
		kinds[kind] = t
	}
	return kinds, nil
}

// render completes the frame of a page and has it printed.
func (b *builder) render(kind string, p page) error {
	name := b.site.ShortName + " conflict minerals"
	if p.HeadTitle == "" {
		p.HeadTitle = p.Title + " – " + name
	}
	if p.Home.Text == "" {
		p.Home = link{Text: name, Href: relative(p.file, frontFile)}
	}
	if p.Style == "" {
		p.Style = relative(p.file, styleFile)
	}
	if p.Icon == "" {
		p.Icon = relative(p.file, iconFile)
	}
	p.Preview = p.Title
	if p.fiction {
		b.markFiction(&p)
	}
	p.NoIndex = p.fiction || b.forReview()
	if p.BannerLabel = "Demonstration"; b.forReview() {
		p.BannerLabel = "Draft"
		p.Banner = strings.TrimSpace(b.draftMark(p.draft) + " " + p.Banner)
	}
	if p.card != "" && b.announced() {
		p.Canonical, p.SiteName = b.address(p.file), name
		p.Card, p.CardText = b.address(p.card), b.cardTexts[p.card]
		var err error
		if p.Linked, err = b.linked(p); err != nil {
			return err
		}
	}
	if b.feeds() && p.card != "" {
		p.Alternates = append(p.Alternates, link{Text: name, Type: "application/atom+xml", Href: relative(p.file, feedFile)})
	}
	if p.lastmod != "" {
		b.lastmod[p.file] = p.lastmod
	}
	return b.print(kind, p)
}

// address is where a page is posted; a folder's own page goes by the folder.
func (b *builder) address(file string) string {
	return b.site.PublicURL + strings.TrimSuffix(file, "index.html")
}

// forReview tells whether this is a copy for people who review drafts.
func (b *builder) forReview() bool { return len(b.site.Drafts) > 0 }

// announced tells whether the pages tell other programs where they are posted. A copy for
// review is posted nowhere.
func (b *builder) announced() bool { return b.site.PublicURL != "" && !b.forReview() }

// draftMark says on a page of a year that it is a draft, and on all others, whose year is
// 0, that drafts stand beside them.
func (b *builder) draftMark(year int) string {
	if year > 0 {
		return fmt.Sprintf("Draft: the reporting year %d is not published. Nothing on this page is final.", year)
	}
	var years []string
	for _, y := range b.site.Drafts {
		years = append(years, strconv.Itoa(y))
	}
	return "Copy for review: it also holds what is not published (" + strings.Join(years, ", ") + ")."
}

// bannerFor is the sentence that marks demonstration data; blank where there is none.
func (b *builder) bannerFor(demonstration bool) string {
	if !demonstration {
		return ""
	}
	return sentence("Demonstration: this page is made from fictional data. It says nothing about the suppliers, the smelters or the due diligence of " + b.site.Name)
}

// relative is the address of one public file as seen from another.
func relative(from, to string) string {
	have, want := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if have[0] == "." {
		have = nil
	}
	for len(have) > 0 && len(want) > 1 && have[0] == want[0] {
		have, want = have[1:], want[1:]
	}
	return strings.Repeat("../", len(have)) + strings.Join(want, "/")
}

// sitePage is the frame of a page that belongs to no year.
func (b *builder) sitePage(file, crumb string) page {
	p := page{file: file, card: frontCard, fiction: b.site.Demonstration(), Banner: b.bannerFor(b.site.Demonstration()), Foot: b.foot(file, b.latest())}
	if crumb != "" {
		p.Crumbs = []link{{Text: "Home", Href: relative(file, frontFile)}, {Text: crumb}}
	}
	return p
}
