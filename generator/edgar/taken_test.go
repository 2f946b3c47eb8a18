package edgar

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestWhatIsTaken holds every element and attribute of HTML to testdata/taken.txt: which
// EDGAR takes, where each may stand, and whether it ends by itself.
func TestWhatIsTaken(t *testing.T) {
	elements := strings.Fields("a abbr acronym address applet area article aside audio b base basefont bdo big blink blockquote body br button canvas caption center cite code col colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins isindex kbd label layer legend li link main map mark menu meta nav noframes noscript object ol optgroup option output p page param picture plaintext pre q s samp script section select small source span strike strong style sub sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp")
	attributes := strings.Fields("abbr accept align alink alt axis background bgcolor border cellpadding cellspacing char charoff charset cite class clear code color cols colspan compact content coords data datetime dir disabled face for frame frameborder headers height href hreflang hspace http-equiv id ismap label lang language link longdesc media name nohref noshade nowrap prompt rel rev role rows rowspan rules scheme scope shape size span src start style summary tabindex target text title type usemap valign value valuetype vlink vspace width x")
	var b strings.Builder
	complain := func(inner string) (messages []string) {
		for _, f := range Validate("sd.htm", []byte(page(inner)), nil) {
			messages = append(messages, f.Message)
		}
		return messages
	}
	refused := func(message string) bool {
		return strings.Contains(message, "EDGAR does not take the") || strings.Contains(message, "active content")
	}
	for _, e := range elements {
		whole := complain("<" + e + "></" + e + ">")
		fmt.Fprintf(&b, "%s: %s\n", e, strings.Join(whole, " "))
		if slices.ContainsFunc(whole, refused) {
			continue
		}
		if open := complain("<" + e + ">"); !slices.Equal(open, whole) {
			fmt.Fprintf(&b, "    without an end: %s\n", strings.Join(open, " "))
		}
		var taken []string
		for _, a := range attributes {
			if !slices.ContainsFunc(complain("<"+e+" "+a+"></"+e+">"), func(m string) bool {
				return strings.Contains(m, "take the attribute") || strings.Contains(m, "take the element")
			}) {
				taken = append(taken, a)
			}
		}
		if len(taken) > 0 && len(taken) < len(attributes) {
			fmt.Fprintf(&b, "    with %s\n", strings.Join(taken, " "))
		}
	}
	for _, pair := range strings.Fields("p-p p-div p-table li-li dt-dd dd-dt dd-dd td-th th-td td-tr tr-tr b-p li-p p-li td-td p-b dt-p") {
		first, second, _ := strings.Cut(pair, "-")
		fmt.Fprintf(&b, "%s before %s: %s\n", first, second, strings.Join(complain("<"+first+">a<"+second+">b"), " "))
	}
	golden(t, "testdata/taken.txt", b.String())
}

// TestReferencesToCharacters: those of XHTML 1.0 by name, and by number what a page may
// show: no control character of ASCII but white space, and nothing outside the first plane.
func TestReferencesToCharacters(t *testing.T) {
	for name, right := range map[string]bool{"eacute": true, "apos": true, "amp": true, "nbsp": true, "apple": false, "Eacute": true, "EACUTE": false, "#9": true, "#10": true, "#13": true, "#8": false, "#11": false, "#12": false, "#31": false, "#32": true,
		"#126": true, "#127": false, "#128": true, "#159": true, "#160": true, "#8364": true, "#55295": true, "#55296": false, "#57343": false, "#57344": true, "#1114111": false, "#1114112": false, "#4294967305": false, "#x41": false, "#": false} {
		if found := Validate("sd.htm", []byte(page("&"+name+";")), nil); (len(found) == 0) != right && name != "#" {
			t.Errorf("&%s;: %v", name, found)
		}
		if reference(name) != right {
			t.Errorf("&%s; is taken should be %v", name, right)
		}
	}
}

// TestTheCatalogueSaysWhatTheRulesSay: REFERENCE.md, which people read, has each rule in the
// words of this package, in their places.
func TestTheCatalogueSaysWhatTheRulesSay(t *testing.T) {
	data, err := os.ReadFile("../../REFERENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules {
		want := fmt.Sprintf("</a>%s\n\n*%s.* Left out of letters to suppliers. %s\n\n- Example: %s\n- What to do: %s\n", r.Name, r.Severity, r.Explanation, r.Example, r.Fix)
		if !strings.Contains(string(data), want) {
			t.Errorf("REFERENCE.md does not say\n%s", want)
		}
	}
}
