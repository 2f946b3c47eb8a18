package site

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/ascii"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
)

var (
	pageDiffers = finding.Rule{Name: "page-differs", Severity: finding.Error, Internal: true,
		Explanation: "The company's website shows what was filed, word for word (Form SD, Item 1.01(b) and (c)): every passage of the documents stands on the public page.",
		Fix:         "Use site/templates that print the whole report and form.", Example: "A template of the project's own that leaves the report's body out."}
	yearVanished = finding.Rule{Name: "page-vanished", Severity: finding.Error, Internal: true,
		Explanation: "What was posted stays posted: a year that was filed keeps its pages.",
		Fix:         "Take content/YEAR back from git.", Example: "data/2023/filed is there, and content/2023 is not."}
)

// Rules are this package's part of the catalogue: what the law wants of the website.
var Rules = []finding.Rule{pageDiffers, yearVanished}

// Posted holds the pages of a year to the documents that are filed: form and report
// are HTML, report nil where none is filed.
func (y Year) Posted(pages map[string][]byte, form, report []byte) (list []finding.Finding) {
	v := yearView{Year: y}
	for _, d := range []struct {
		page     string
		document []byte
	}{{v.formFile(), form}, {v.reportFile(), report}} {
		if d.document == nil {
			continue
		}
		file := path.Join("site", "public", d.page)
		page, there := pages[d.page]
		if !there {
			list = append(list, yearVanished.At(file, "", "", "The page is not there."))
			continue
		}
		for _, passage := range unposted(page, d.document) {
			list = append(list, pageDiffers.At(file, "", "", fmt.Sprintf("The page does not say what the document says: %q.", passage)))
		}
	}
	return list
}

// Vanished finds years that were filed and are no longer shown.
func Vanished(filed, shown []int) (list []finding.Finding) {
	for _, year := range filed {
		if !slices.Contains(shown, year) {
			list = append(list, yearVanished.At(path.Join("data", strconv.Itoa(year), "filed"), "", "", fmt.Sprintf("%d was filed, and has no page any more.", year)))
		}
	}
	return list
}

// printedAddress is where a document prints the target of a link, which a page links to.
var printedAddress = lazyregexp.New(`\s*\((?:https?://|[^()\s]+@)[^()]*\)`)

// ownOfDocument is what a document has for itself: its number as an exhibit, and the mark
// of a demonstration, which a page makes in its own words and which is never filed.
var ownOfDocument = lazyregexp.New(`^(?:Exhibit 1\.0[12]$|Demonstration:)`)

// unposted are the passages of a document that do not stand on the page.
func unposted(page, document []byte) (list []string) {
	text := bare(strings.Join(passages(page), " "))
	for _, passage := range passages(document) {
		if !ownOfDocument.MatchString(passage) && !strings.Contains(text, bare(passage)) && !strings.Contains(text, bare(printedAddress.ReplaceAllString(passage, ""))) {
			list = append(list, passage)
		}
	}
	return list
}

// boxes are written otherwise in ASCII.
var boxes = strings.NewReplacer("[X]", "", "[ ]", "", "☒", "", "☐", "")

// bare is a text as letters and digits alone: how it is spaced, typed and
// transliterated makes no other text of it.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(ascii.Of(boxes.Replace(text))))
}

// passages are the texts of a page or document, block by block, without navigation and
// what is hidden from sight.
func passages(data []byte) (list []string) {
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); bare(s) != "" {
			list = append(list, s)
		}
		b.Reset()
	}
	z := html.NewTokenizer(bytes.NewReader(data))
	hidden, depth := "", 0 // what is hidden from sight, and how many of its like are open inside
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				return nil // a page that cannot be read says nothing
			}
			flush()
			return list
		case html.TextToken:
			if hidden == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken:
			t := z.Token()
			switch t.Data {
			case "b", "i", "a", "code", "em", "strong", "br":
			case "td", "th": // a row is one passage: a number alone stands anywhere
				b.WriteByte(' ')
			default:
				flush()
			}
			switch {
			case hidden == "" && kind == html.StartTagToken && unseen(t):
				hidden, depth = t.Data, 1
			case t.Data == hidden && kind == html.StartTagToken:
				depth++
			case t.Data == hidden:
				if depth--; depth == 0 {
					hidden = ""
				}
			}
		}
	}
}

// unseen tells whether an element is not read on a page: it is hidden, or leads
// elsewhere.
func unseen(t html.Token) bool {
	switch t.Data {
	case "script", "style", "template", "noscript", "title", "sup", "nav":
		return true
	case "input", "img", "br", "hr", "meta", "link", "col", "wbr": // hold no text and are not closed
		return false
	}
	return slices.ContainsFunc(t.Attr, func(a html.Attribute) bool {
		style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
		return a.Key == "hidden" || a.Key == "class" && slices.Contains(strings.Fields(a.Val), "hidden") ||
			a.Key == "style" && (strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden"))
	})
}
