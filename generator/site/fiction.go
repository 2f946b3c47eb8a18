package site

import "strings"

// What marks demonstration data, wherever a part of the site may be read without the
// banner on its page: titles, previews of links, the feed, search engines, paper. A site
// without demonstration data has none of it.

// fictional begins the name of a demonstration wherever it may be read without its page.
const fictional = "Demonstration, fictional data: "

// neverFiled is the state of a demonstration's filing.
const neverFiled = "Demonstration, never filed"

// printMarkFile is the style that marks every sheet of a printed demonstration.
const printMarkFile = "assets/demonstration.css"

// markFiction marks what other programs show of a page.
func (b *builder) markFiction(p *page) {
	p.HeadTitle = "Demonstration: " + p.HeadTitle
	p.Preview = fictional + p.Title
	p.Description = "Fictional data, a demonstration: " + p.Description
	p.PrintMark = strings.TrimSuffix(p.Style, styleFile) + printMarkFile
	b.unindexed[p.file] = true
}

// printMark makes the style of printed demonstrations.
func (b *builder) printMark() error {
	if !b.site.Demonstration() {
		return nil
	}
	return b.put(printMarkFile, []byte(`/* Every sheet of paper says what it is. */
@page { @top-left { content: "Demonstration: fictional data"; font: bold 8pt sans-serif; } }
@page wide { @top-left { content: "Demonstration: fictional data"; font: bold 8pt sans-serif; } }
`))
}

// Fictional tells whether there are demonstration data among the pages of a site.
func Fictional(pages map[string][]byte) bool {
	_, marked := pages[printMarkFile]
	return marked
}
