package site

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/stable"
)

const feedFile = "feed.xml"

// atom is an Atom feed (RFC 4287).
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Rights  string      `xml:"rights,omitempty"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feeds tells whether there is a feed: it needs absolute addresses, and a day.
func (b *builder) feeds() bool { return b.announced() && len(b.news) > 0 }

// feed tells of reports that were filed and of data that were published. Its days
// are those of the data; what has none is not in it.
func (b *builder) feed() error {
	if !b.feeds() {
		return nil
	}
	f := atom{ID: b.site.PublicURL, Title: b.feedTitle(), Author: atomAuthor{b.site.Name}, Entries: b.news,
		Links: []atomLink{{"self", "application/atom+xml", b.site.PublicURL + feedFile}, {"alternate", "text/html", b.site.PublicURL}}}
	f.Updated = f.Entries[0].Updated
	if b.site.Licence.Name != "" {
		f.Rights = "Data: " + b.site.Licence.Name
	}
	out, err := xml.MarshalIndent(f, "", "  ")
	if err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	return b.put(feedFile, []byte(xml.Header+string(out)+"\n"))
}

// entries are the feed's, newest first.
func (b *builder) entries() []atomEntry {
	var list []atomEntry
	add := func(v yearView, file, day, title, summary string) {
		if v.Demonstration {
			title, summary = fictional+title, fictional+summary
		}
		list = append(list, atomEntry{ID: b.address(file), Title: title, Updated: day + "T00:00:00Z", Summary: summary, Link: atomLink{"alternate", "text/html", b.address(file)}})
	}
	for _, v := range b.views {
		if isDay(v.Filing.Date) && !v.Demonstration {
			add(v, v.reportFile(), v.Filing.Date, v.documentTitle(), fmt.Sprintf("The %s for the reporting year %d was filed with the SEC on %s.", v.document(), v.Number, b.site.day(v.Filing.Date)))
		}
		if isDay(v.AsOf) {
			add(v, v.changesFile(), max(v.AsOf, v.Published), fmt.Sprintf("Smelters, refiners and figures for %d", v.Number), b.newsOf(v))
		}
	}
	stable.Sort(list, func(x, y atomEntry) int { return strings.Compare(y.Updated, x.Updated) })
	return list
}

// newsOf says in a sentence or two what the data of a year are.
func (b *builder) newsOf(v yearView) string {
	text := fmt.Sprintf("As of %s, accepted declarations name %s.", b.site.day(v.AsOf), plural(len(v.Smelters), "smelter or refiner", "smelters and refiners"))
	if len(v.Smelters) == 0 {
		text = fmt.Sprintf("As of %s, no accepted declaration names a smelter or refiner.", b.site.day(v.AsOf))
	}
	if last := b.before(v); last != nil {
		var parts []string
		kinds, count := kindsCounted(v)
		for i, k := range kinds {
			parts = append(parts, strings.ToLower(k.label)+": "+grouped(strconv.Itoa(count[i])))
		}
		if len(parts) > 0 {
			text += fmt.Sprintf(" Since %d, %s.", last.Number, strings.Join(parts, "; "))
		}
	}
	return text
}

// feedTitle is the feed's own, which stands alone in a reader's list.
func (b *builder) feedTitle() string {
	title := b.site.ShortName + " conflict minerals"
	if b.site.Demonstration() {
		return fictional + title
	}
	return title
}
