package edgar

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/finding"
)

// once are the elements of which a document has one.
var once = words("html head title body")

// start looks at the beginning of an element.
func (v *validator) start(z *html.Tokenizer, offset int) {
	tag, more := z.TagName()
	name := string(tag)
	_, allowed := elements[name]
	v.implied(name)
	switch {
	case strings.Contains(name, ":") || name == "xbrl":
		v.add(xbrl, v.line, "The element %s belongs to XBRL or another XML language.", shown(name))
	case slices.Contains(active, name):
		v.add(activeContent, v.line, "The element %s is active content.", shown(name))
	case !allowed:
		v.add(element, v.line, "EDGAR does not take the element %s.", shown(name))
	default:
		v.place(name, offset)
	}
	pictured := name != "img"
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		v.attribute(name, allowed, string(key), string(value))
		pictured = pictured || string(key) == "src"
	}
	if !pictured {
		v.add(image, v.line, "The picture names no file.")
	}
	if !slices.Contains(void, name) {
		v.open = append(v.open, opened{name, v.line})
	}
}

// implied ends what the beginning of an element ends.
func (v *validator) implied(name string) {
	for slices.Contains(endedBy[v.parent()], name) {
		v.open = v.open[:len(v.open)-1]
	}
}

// place looks at where an element that is allowed stands.
func (v *validator) place(name string, offset int) {
	parent := v.parent()
	switch {
	case slices.Contains(once, name) && v.seen[name]:
		v.add(element, v.line, "The document has a second %s element.", name)
	case name == "html" && offset > headWindow:
		v.add(element, v.line, "The html element begins after the first %d bytes, where EDGAR looks for it.", headWindow)
	case name == "html" && parent != "":
		v.add(element, v.line, "The html element stands within another.")
	case name == "table" && v.isOpen("table"):
		v.add(nestedTable, v.line, "The table stands within the table that begins on line %d.", v.open[slices.IndexFunc(v.open, func(o opened) bool { return o.name == "table" })].line)
	case within[name] != nil && known(parent) && !slices.Contains(within[name], parent):
		v.add(element, v.line, "The element %s stands outside %s.", name, strings.Join(within[name], " or "))
	case within[name] == nil && name != "html" && !v.isOpen("body"):
		v.strayed("The element " + name)
	}
	if slices.Contains(once, name) {
		v.seen[name] = true
	}
}

// close looks at the end of an element.
func (v *validator) close(name string) {
	if slices.Contains(void, name) {
		if _, allowed := elements[name]; allowed {
			v.add(element, v.line, "The element %s has no content and so no end tag.", name)
		}
		return
	}
	if !v.isOpen(name) {
		v.add(element, v.line, "The end tag of %s ends nothing.", shown(name))
		return
	}
	for {
		last := v.open[len(v.open)-1]
		v.open = v.open[:len(v.open)-1]
		if last.name == name {
			return
		}
		if _, optional := endedBy[last.name]; !optional {
			v.add(element, last.line, "The element %s is not closed before the end of %s on line %d.", shown(last.name), shown(name), v.line)
		}
	}
}

// attribute looks at one attribute. Of an element that is reported anyway only what
// breaks another rule is.
func (v *validator) attribute(of string, allowed bool, key, value string) {
	switch {
	case strings.HasPrefix(key, "on"):
		v.add(activeContent, v.line, "The attribute %s runs a script.", shown(key))
		return
	case key == "xmlns" || strings.HasPrefix(key, "xmlns:"):
		v.add(xbrl, v.line, "The attribute %s declares an XML namespace.", shown(key))
		return
	case !allowed:
		return
	case !takes(of, key):
		v.add(element, v.line, "EDGAR does not take the attribute %s of the element %s.", shown(key), of)
		return
	}
	bare := strings.Map(func(r rune) rune { // as a browser reads an address
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, value)
	switch {
	case strings.Contains(bare, "javascript:") || strings.Contains(bare, "vbscript:"):
		v.add(activeContent, v.line, "The attribute %s holds a script.", key)
	case key == "href":
		v.link(value)
	case key == "src":
		if !fileName.MatchString(value) || strings.HasSuffix(value, ".htm") {
			v.add(image, v.line, "The picture %s is not a .jpg or .gif file of the submission.", shown(value))
		}
		if signed.MatchString(strings.TrimSuffix(value, path.Ext(value))) {
			v.add(image, v.line, "The picture %s seems to show a signature, which has to be typed.", shown(value))
		} else if signing.MatchString(v.text) {
			v.add(image, v.line, "The picture %s stands where a signature is typed, after %s.", shown(value), shown(v.text))
		}
		v.there(image, "picture", value)
	case key == "alt" && signed.MatchString(value):
		v.add(image, v.line, "The picture of %s seems to show a signature, which has to be typed.", shown(value))
	case key == "style":
		v.style(bare)
	case key == "id" || key == "name" && of == "a":
		v.names[value] = true
	}
}

// style looks at a style for what loads or runs something.
func (v *validator) style(bare string) {
	switch {
	case strings.Contains(bare, "expression(") || strings.Contains(bare, "behavior:") || strings.Contains(bare, "-moz-binding"):
		v.add(activeContent, v.line, "The style holds a script.")
	case strings.Contains(bare, "url(") || strings.Contains(bare, "@import"):
		v.add(link, v.line, "The style loads another file.")
	}
}

// link looks at where a link leads.
func (v *validator) link(href string) {
	file, anchor, hasAnchor := strings.Cut(href, "#")
	switch {
	case filed.MatchString(href):
	case file == "" && hasAnchor || file == path.Base(v.file) && anchor != "":
		if _, twice := v.wanted[anchor]; !twice {
			v.wanted[anchor] = v.line
		}
	case !fileName.MatchString(file):
		v.add(link, v.line, "The link to %s leaves the submission.", shown(href))
	default:
		v.there(link, "link", file)
	}
}

// there looks whether a file that is referred to is submitted too, under that very name.
func (v *validator) there(r finding.Rule, what, file string) {
	if v.beside != nil && fileName.MatchString(file) && file != path.Base(v.file) && !slices.Contains(v.beside, file) {
		v.add(r, v.line, "The %s leads to %s, which is not among the files.", what, shown(file))
	}
}
