package edgar

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/finding"
)

// Bounds, so that a hostile file costs no more than reading it once.
const (
	mostFindings = 100     // of one rule in one file
	deepest      = 256     // elements within elements
	headWindow   = 4096    // EDGAR looks for <html here
	longestShown = 40      // of a name quoted in a message
	largest      = 1 << 26 // bytes; no filing comes near it
)

// Validate checks one file of a submission. Cell of a finding is the number of its
// line. Pictures are checked by name alone. beside are the names of the files that are
// submitted with it, to which links and pictures lead; nil where they are not known.
func Validate(file string, data []byte, beside []string) []finding.Finding {
	v := newValidator(file)
	v.beside = beside
	name := path.Base(file)
	if !fileName.MatchString(name) {
		v.add(badFileName, 0, "EDGAR may refuse the file name %s.", shown(name))
	}
	if ext := strings.ToLower(path.Ext(name)); ext == ".jpg" || ext == ".gif" {
		return v.found
	}
	return v.document(data)
}

// validator looks at one document.
type validator struct {
	file    string
	found   []finding.Finding
	count   map[string]int // of findings, by rule
	line    int            // of the token that is looked at
	open    []opened
	seen    map[string]bool // html, head, body and title, once begun
	names   map[string]bool // anchors
	wanted  map[string]int  // anchors that links lead to, with the first line of such a link
	outside bool            // something outside the body was reported
	beside  []string        // files of the submission; nil: not known
	text    string          // that was read last
}

// opened is an element that has begun and not ended.
type opened struct {
	name string
	line int
}

func newValidator(file string) *validator {
	return &validator{file: file, count: map[string]int{}, line: 1, seen: map[string]bool{}, names: map[string]bool{}, wanted: map[string]int{}}
}

// add notes a finding on a line; 0 where the whole file is meant.
func (v *validator) add(r finding.Rule, line int, format string, args ...any) {
	v.count[r.Name]++
	if v.count[r.Name] > mostFindings {
		return
	}
	cell, message := "", fmt.Sprintf(format, args...)
	if line > 0 {
		cell = strconv.Itoa(line)
	}
	if v.count[r.Name] == mostFindings {
		message += " There may be more of this further down; the list ends here."
	}
	v.found = append(v.found, r.At(v.file, "", cell, message))
}

// shown quotes what a file says, cut where it is long.
func shown(text string) string {
	if r := []rune(text[:min(len(text), 4*longestShown)]); len(r) > longestShown {
		return strconv.Quote(string(r[:longestShown])) + "…"
	}
	return strconv.Quote(text)
}

// document checks characters and markup.
func (v *validator) document(data []byte) []finding.Finding {
	if len(data) > largest {
		v.add(element, 0, "The file has %d bytes, more than any filing document; it was not looked at.", len(data))
		return v.found
	}
	v.characters(data)
	v.markup(data)
	finding.Sort(v.found)
	return v.found
}

// characters finds what is not ASCII, a line at a time.
func (v *validator) characters(data []byte) {
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		v.add(notASCII, 1, "The file begins with a byte-order mark.")
		data = data[len("\ufeff"):]
	}
	line := 0
	for text := range bytes.Lines(data) {
		line++
		var bad []string
		for rest := text; len(rest) > 0 && len(bad) < 5; {
			size := 1
			if !permitted(rest[0]) {
				var r rune
				r, size = utf8.DecodeRune(rest)
				said := strconv.QuoteRune(r)
				if r == utf8.RuneError {
					said = fmt.Sprintf("byte %#x", rest[0])
				}
				if !slices.Contains(bad, said) {
					bad = append(bad, said)
				}
			}
			rest = rest[size:]
		}
		if len(bad) > 0 {
			v.add(notASCII, line, "EDGAR does not take %s.", strings.Join(bad, ", "))
		}
		for _, m := range references.FindAllSubmatch(text, -1) {
			switch {
			case reference(string(m[1])):
			case len(m[0]) == 1:
				v.add(notASCII, line, "An ampersand stands by itself: it is written &amp;.")
			default:
				v.add(notASCII, line, "EDGAR does not take the character reference %s.", shown(string(m[0])))
			}
			if v.count[notASCII.Name] > mostFindings {
				return
			}
		}
	}
}

// markup reads elements in the order of the file.
func (v *validator) markup(data []byte) {
	z := html.NewTokenizer(bytes.NewReader(data))
	read := 0
	for {
		kind := z.Next()
		raw := z.Raw()
		offset, line := read, v.line
		read += len(raw)
		switch kind {
		case html.ErrorToken:
			if len(bytes.TrimSpace(raw)) > 0 || read < len(data) {
				v.add(element, line, "The file ends within a tag.")
			}
			v.end()
			return
		case html.TextToken:
			if text := bytes.TrimSpace(raw); len(text) > 0 {
				v.text = string(text)
			}
			if parent := v.parent(); len(bytes.TrimSpace(raw)) > 0 && !v.isOpen("body") && parent != "title" && known(parent) {
				v.strayed("Text")
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if len(v.open) >= deepest {
				v.add(element, line, "More than %d elements stand within each other; the rest of the file was not looked at.", deepest)
				return
			}
			v.start(z, offset)
		case html.EndTagToken:
			name, _ := z.TagName()
			v.close(string(name))
		case html.CommentToken:
			if !bytes.HasPrefix(raw, []byte("<!--")) {
				v.add(element, line, "%s is no markup of HTML.", shown(string(raw)))
			} else if !bytes.HasSuffix(raw, []byte("-->")) {
				v.add(element, line, "The comment is not closed.")
			}
		case html.DoctypeToken:
			if v.seen["html"] || len(v.open) > 0 {
				v.add(element, line, "The document type stands after the beginning of the document.")
			}
		}
		v.line += bytes.Count(data[offset:read], []byte("\n"))
	}
}

// strayed reports, once, what stands outside the body.
func (v *validator) strayed(what string) {
	if !v.outside {
		v.outside = true
		v.add(element, v.line, "%s stands outside the body of the document.", what)
	}
}

// parent is the element that was opened last, "" outside all.
func (v *validator) parent() string {
	if len(v.open) == 0 {
		return ""
	}
	return v.open[len(v.open)-1].name
}

func (v *validator) isOpen(name string) bool {
	return slices.ContainsFunc(v.open, func(o opened) bool { return o.name == name })
}

// end reports what the whole file lacks.
func (v *validator) end() {
	for _, name := range []string{"html", "body"} {
		if !v.seen[name] {
			v.add(element, 0, "The document has no %s element.", name)
		}
	}
	for _, o := range v.open {
		if _, optional := endedBy[o.name]; !optional {
			v.add(element, o.line, "The element %s is not closed.", shown(o.name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v.wanted)) {
		if !v.names[name] {
			v.add(link, v.wanted[name], "Nothing in the document has the name %s, to which a link leads.", shown(name))
		}
	}
}
