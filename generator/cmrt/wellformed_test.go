package cmrt

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// tokensOf tells what a piece of XML says: its elements of the root's name space, and their texts.
func tokensOf(xml string) (said string, err error) {
	k := tokens{data: []byte(xml)}
	var b strings.Builder
	for {
		if err := k.next(); err != nil {
			return b.String(), err
		}
		switch k.kind {
		case tokenEOF:
			return b.String(), nil
		case tokenStart, tokenEmpty:
			fmt.Fprintf(&b, "<%s %s>", k.name, k.attr("a"))
		case tokenEnd:
			fmt.Fprintf(&b, "</>")
		default:
			text, err := k.appendContent(nil)
			if err != nil {
				return b.String(), err
			}
			b.Write(text)
		}
	}
}

// TestWhatIsWellFormedXML is read as the standard has it, and all else is refused.
func TestWhatIsWellFormedXML(t *testing.T) {
	attrs := func(n int, more string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " x%d='1'", i)
		}
		return "<r" + b.String() + more + "/>"
	}
	const same = "the same"
	for xml, want := range map[string]any{
		`<r/>`: `<r >`, `<r></r>`: `<r ></>`, `<r a="1">x</r >`: `<r 1>x</>`, "<r\ta = '1'\n/>": `<r 1>`, `<r a="a>b"/>`: `<r a>b>`, `<r a='"'/>`: `<r ">`, ` <r/> `: `  <r > `[1:], "<?xml version=\"1.0\"?><r/>": `<r >`, `<r><?php x?></r>`: `<r ></>`, `<r><!-- a - b --></r>`: `<r ></>`, `<r><!----></r>`: `<r ></>`, `<r><!--><s/>--></r>`: `<r ></>`, `<r><!---><s/>--></r>`: `<r ></>`, `<r><?><s/>?></r>`: `<r ></>`,
		`<r><![CDATA[<&]]></r>`: `<r ><&</>`, `<r>a&amp;&lt;&gt;&quot;&apos;&#65;&#x42;</r>`: `<r >a&<>"'AB</>`, "<r>a\r\nb\rc</r>": "<r >a\nb\nc</>", "<r><![CDATA[a\r\nb]]></r>": "<r >a\nb</>", `<r a="&amp;&#65;"/>`: `<r &A>`, `<r _a1-b.c:d="1" é="2"/>`: `<r >`,
		``: errXMLTruncated, ` `: errXMLTruncated, `<r>`: errXMLTruncated, `<r`: errXMLTruncated, `<r a="1`: errXMLTruncated, `<r/>x`: errXMLSyntax, `x<r/>`: errXMLSyntax, `<r/><r/>`: errXMLSyntax, `</r>`: errXMLSyntax, `<r></s>`: errXMLSyntax, `<r><s></r></s>`: errXMLSyntax, `<r></r></r>`: errXMLSyntax, `<>`: errXMLSyntax, `< r/>`: errXMLSyntax, `</>`: errXMLSyntax,
		`<r a/>`: same, `<r a="1"b="2"/>`: errXMLTruncated, `<r a=1/>`: same, `<r a="<"/>`: errXMLTruncated, `<r <s/></r>`: errXMLTruncated, `<r 1a="1"/>`: errXMLTruncated, `<r -a="1"/>`: errXMLTruncated, `<r ="1"/>`: errXMLTruncated, `<r "1"/>`: errXMLTruncated, `<r a="1" "2"/>`: errXMLTruncated, `<r a%="1"/>`: errXMLTruncated, `<r a="1"="2"/>`: errXMLTruncated,
		`<r a="1" a="2"/>`: errXMLSyntax, `<r a="1" b="2" a="3"/>`: errXMLSyntax, attrs(24, ""): `<r >`, attrs(60, ""): `<r >`, attrs(24, " x23='2'"): errXMLSyntax, attrs(24, " y='2' y='3'"): errXMLSyntax, attrs(26, " x0='2'"): errXMLSyntax, attrs(60, " x0='2'"): errXMLSyntax, attrs(60, " x59='2'"): errXMLSyntax,
		`<r>&foo;</r>`: errXMLSyntax, `<r>&</r>`: errXMLSyntax, `<r>&;</r>`: errXMLSyntax, `<r>&#0;</r>`: errXMLSyntax, `<r>&#xD800;</r>`: errXMLSyntax, `<r>&#1114112;</r>`: errXMLSyntax, `<r>&#x10FFFF;</r>`: "<r >\U0010FFFF</>", `<r>&#xFFFE;</r>`: errXMLSyntax, `<r>&#xFFFF;</r>`: errXMLSyntax, `<r>&#9;&#10;&#13;</r>`: "<r >\t\n\r</>", `<r>&#31;</r>`: errXMLSyntax, `<r>&65;</r>`: errXMLSyntax, `<r>&#x;</r>`: errXMLSyntax, "<r>\x01</r>": errXMLSyntax, "<r>\uffff</r>": errXMLSyntax, `<r>]]></r>`: errXMLSyntax, `<r><![CDATA[]]]]></r>`: "<r >]]</>",
		`<r>&#0000000000000000000000000065;</r>`: "<r >A</>", `<r>&#` + strings.Repeat("0", 40) + `65;</r>`: errXMLSyntax,
		`<!DOCTYPE r><r/>`: errXMLEntities, `<r><!ENTITY x "y"></r>`: errXMLEntities, `<r/><?xml version="1.0"?>`: errXMLSyntax, ` <?XML version="1.0"?><r/>`: errXMLSyntax, `<r><?xml?></r>`: errXMLSyntax, `<r><?xmlish?></r>`: `<r ></>`, `<r><?xml-stylesheet x?></r>`: `<r ></>`, `<r><!-- a -- b --></r>`: errXMLSyntax, `<r><!-- a ---></r>`: errXMLSyntax, `<r><!--></r>`: errXMLTruncated, `<r><!-- </r>`: errXMLTruncated, `<r><? </r>`: errXMLTruncated, `<r><![CDATA[ ]]</r>`: errXMLTruncated,
		strings.Repeat("<r>", maxDepth) + strings.Repeat("</r>", maxDepth): strings.Repeat("<r >", maxDepth) + strings.Repeat("</>", maxDepth), strings.Repeat("<r>", maxDepth+1): errXMLDepth,
		`<r xmlns="u" xmlns:p="v"><p:s/><s xmlns="w"/><p:s xmlns:p="u" a="2"/><s a="3"/></r>`: `<r ><s 2><s 3></>`, `<p:r xmlns:p="u"><r/><p:s/><s xmlns="u"/></p:r>`: `<r ><s ><s ></>`, `<p:r/>`: errXMLSyntax, `<r><q:s/></r>`: errXMLSyntax, `<r xmlns="u"><s xmlns=""><t/></s><v/></r>`: `<r ><v ></>`, `<r xmlns:a="1"><a:b>text</a:b>more</r>`: `<r >more</>`,
	} {
		said, err := tokensOf(xml)
		switch want := want.(type) {
		case error:
			if !errors.Is(err, want) {
				t.Errorf("%.80s: %q, %v; want %v", xml, said, err, want)
			}
		case string:
			if want == same { // whether it is well formed does not matter, as long as nothing is made of it
				want = `<r >`
			}
			if said != want || err != nil {
				t.Errorf("%.80s: %q, %v; want %q", xml, said, err, want)
			}
		}
	}
}

// TestEncodingsOfXML: UTF-8, UTF-16 with its mark, and others only where all is ASCII.
func TestEncodingsOfXML(t *testing.T) {
	says := func(name string) string { return `<?xml version="1.0" encoding="` + name + `"?><r>` }
	for data, want := range map[string]string{
		"<r>é": "<r>é", "\xef\xbb\xbf<r>": "<r>", "\xff\xfe<\x00\xe9\x00": "<é", "\xfe\xff\x00<\x00\xe9": "<é", "\xff\xfe\x3d\xd8\x00\xde": "😀", "\xfe\xff\xd8\x3d\xde\x00": "😀", "\xff\xfe": "",
		says("utf-8") + "é": says("utf-8") + "é", says("UTF8") + "é": says("UTF8") + "é", says("us-ascii") + "e": says("us-ascii") + "e", says("ASCII"): says("ASCII"), says("ISO-8859-1"): says("ISO-8859-1"), says("windows-1252"): says("windows-1252"), `<?xml encoding='utf-8'?>`: `<?xml encoding='utf-8'?>`,
		"\xff<r>": "error", "<r>\xe9": "error", "\xff\xfe<": "error", "\xff\xfe\x3d\xd8": "error", "\xff\xfe\x00\xde<\x00": "error", "\xff\xfe\x3d\xd8<\x00": "error", says("us-ascii") + "é": "error", says("iso-8859-1") + "é": "error", says("windows-1252") + "é": "error", says("UTF-7"): "error", says("utf-16"): "error", says("windows-932"): "error", says("x") + "": "error",
	} {
		got, err := toUTF8([]byte(data))
		if want == "error" && !errors.Is(err, errXMLEncoding) || want != "error" && (err != nil || string(got) != want) {
			t.Errorf("%q: %q, %v", data, got, err)
		}
	}
}
