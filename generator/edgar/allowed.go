package edgar

import (
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/lazyregexp"
)

// everywhere are the attributes that any element may carry.
//
// Two sources speak of attributes, both of the plugin for Arelle that SEC staff keep
// (EFM-htm, later EDGAR/validateHtm). Its DTD, efm-htm.dtd, lists what the Filer Manual
// names: summary on a table, neither role nor scope. But the plugin does not read that DTD
// (the lines in __init__.py are commented out); of attributes it refuses those in
// disallowedElementAttrs of Const.py alone: 72 that begin with on, background of body,
// http-equiv of meta, and any xmlns. So what filings carry for readers that speak (role,
// summary, and scope, headers, abbr and axis of cells) is taken; of the rest the DTD decides,
// since nothing shows that it is.
const everywhere = "class dir id lang role style title"

// elements are all that EDGAR takes, each with the attributes that it may carry
// beside those above. What is not in this table is not taken: span and tbody are
// not, nor anything of HTML 5.
var elements = map[string]string{
	"html": "", "head": "", "title": "", "meta": "name content", "body": "alink bgcolor link text vlink",

	"h1": "align", "h2": "align", "h3": "align", "h4": "align", "h5": "align", "h6": "align",
	"p": "align", "div": "align", "center": "", "blockquote": "", "address": "", "pre": "width",
	"hr": "align noshade size width", "br": "clear", "page": "",

	"ul": "compact type", "ol": "compact start type", "dir": "compact", "menu": "compact", "li": "type value",
	"dl": "compact", "dt": "", "dd": "",

	"table":   "align bgcolor border cellpadding cellspacing summary width",
	"caption": "align", "tr": "align bgcolor valign",
	"th": cellAttributes, "td": cellAttributes,

	"a": "href name rel rev", "img": "align alt border height hspace name src vspace width", "font": "color face size",
	"b": "", "big": "", "cite": "", "code": "", "dfn": "", "em": "", "i": "", "kbd": "", "samp": "", "small": "",
	"strike": "", "strong": "", "sub": "", "sup": "", "tt": "", "u": "", "var": "",
}

const cellAttributes = "abbr align axis bgcolor colspan headers height nowrap rowspan scope valign width"

// active are elements that run something, load something, or ask the reader for input.
var active = words("script noscript applet object embed param form input button select option textarea iframe frame frameset noframes audio video svg canvas isindex")

// void are elements without content and so without an end.
var void = words("area base br col embed hr img input isindex link meta page param source wbr")

// within are the elements in which alone another may stand.
var within = map[string][]string{
	"tr": {"table"}, "caption": {"table"}, "td": {"tr"}, "th": {"tr"},
	"li": {"ul", "ol", "dir", "menu"}, "dt": {"dl"}, "dd": {"dl"},
	"head": {"html"}, "body": {"html"}, "title": {"head"}, "meta": {"head"},
}

// endedBy are the elements whose end may be left out, each with those that end it
// when they begin.
var endedBy = map[string][]string{
	"p":  words("p div center blockquote address pre hr ul ol dir menu dl li dt dd table tr td th h1 h2 h3 h4 h5 h6"),
	"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"},
	"td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"},
	"head": {"body"}, "body": nil, "html": nil,
}

var (
	// fileName is narrower than EDGAR asks: what has been right under every edition of its
	// manual. The longest is 32 characters.
	fileName = lazyregexp.New(`^[a-z][a-z0-9_-]{0,27}\.(htm|jpg|gif)$`)
	// signed are names and descriptions of pictures that stand for a signature.
	signed = lazyregexp.New(`(?i)signature|signed|\bsig(?:n|nature)?\b|^sig[_-]|[_-]sig\b|/s/`)
	// filed are the addresses outside the submission to which a link may lead.
	filed = lazyregexp.New(`^https?://www\.sec\.gov/(ix\?doc=/)?Archives/edgar/data/`)
	// signing is text after which a signature stands.
	signing = lazyregexp.New(`(?i)(?:\b(?:by|signature|signed)\s*:|^by\b|/s/)[\s_]*$`)
	// references are ampersands with what follows them; where it has no name and semicolon,
	// it is none that is taken. The parser of the SEC's plugin (HTMLParser of lxml) reports
	// “no name” and “expecting ';'”, and the plugin makes an error of each.
	references = lazyregexp.New(`&(?:(#?[0-9A-Za-z]{1,40});|#?[0-9A-Za-z]{0,40})`)
)

func words(list string) []string { return strings.Fields(list) }

// known tells whether a parent is one that EDGAR takes, or none: what stands in any
// other is reported with it.
func known(parent string) bool {
	_, ok := elements[parent]
	return ok || parent == ""
}

// takes tells whether an element that is allowed may carry an attribute.
func takes(element, attribute string) bool {
	return slices.Contains(words(everywhere), attribute) || slices.Contains(words(elements[element]), attribute)
}
