// Package site renders the public pages: the whole of site/public as a map from
// slash path to bytes.
//
// It is the last step of the flow workbook → declaration →
// resolved smelters → findings → figures → report → page. Everything it shows
// was counted before it: it renders, and counts nothing but how many rows of the
// smelter table stand for a metal, country or status, and how figures differ
// between two years. It touches no disk, clock or environment, so the same Site and
// the same look give the same bytes.
//
// A page goes through three hands:
//
//	model.go        what is given: Site, Year, and the public rows of package tables
//	front.go, …     a view of it: every text, number and link, ready to print
//	site/templates  the look: HTML that prints a view and decides nothing
//
// Most pages are lists of sections (section.go), each with text, a table, a picture.
// Pictures (picture.go, worldmap.go) are SVG whose classes the style sheet colours,
// and have the same numbers in a table beside. What only machines read is in
// linked.go (JSON-LD), feed.go, card.go (the picture for links) and wellknown.go; it
// needs absolute addresses, and is left out until the public address is known.
// A metal or country has a page only if a supplier named a facility for it.
//
// Pages link to each other relatively and name index.html, so that they work
// below any path, and from a folder opened without a server. Their ids are as
// stable as their paths: a smelter's row has its CID as id, a figure its own.
//
// # Markdown
//
// Reports and the policy are Markdown with tables and footnotes; raw HTML is
// left out. The first heading of level one becomes the page's title. Links such
// as smelters/ and figures/#suppliers.responded are taken as relative to the
// year's page. A table takes its caption from a paragraph "Table: …" directly
// above it, and otherwise from its heading. Its first column is read as row
// headings, and a column aligned right as numbers.
package site
