package template

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ours are the tokens of a text as the scanner gives them, with the bytes they take.
func ours(text string) (list []string, err error) {
	x := scanner{data: []byte(text)}
	for {
		if err := x.next(); err != nil {
			if err == io.EOF {
				err = nil
			}
			return list, err
		}
		said := ""
		switch x.kind {
		case start:
			said = "<" + x.prefix + ":" + x.name
			var wrong error
			err := eachAttribute(x.attrs, func(a attribute) bool {
				value, err := decoded(a.value)
				said, wrong = said+fmt.Sprintf(" %s=%q", a.name, value), err
				return err == nil
			})
			if err != nil || wrong != nil {
				return list, errXML
			}
		case end:
			said = "</" + x.prefix + ":" + x.name
		case chars:
			text, err := x.content()
			if err != nil {
				return list, err
			}
			said = fmt.Sprintf("%q", text)
		}
		list = append(list, fmt.Sprintf("%s %d-%d", said, x.from, x.pos))
	}
}

// library are those that encoding/xml gives.
func library(text string) (list []string, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		from := d.InputOffset()
		token, err := d.RawToken()
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return list, err
		}
		said := ""
		switch e := token.(type) {
		case xml.StartElement:
			said = "<" + e.Name.Space + ":" + e.Name.Local
			for _, a := range e.Attr {
				name := a.Name.Local
				if a.Name.Space != "" {
					name = a.Name.Space + ":" + name
				}
				said += fmt.Sprintf(" %s=%q", name, a.Value)
			}
		case xml.EndElement:
			said = "</" + e.Name.Space + ":" + e.Name.Local
		case xml.CharData:
			said = fmt.Sprintf("%q", string(e))
		default:
			continue
		}
		list = append(list, fmt.Sprintf("%s %d-%d", said, from, d.InputOffset()))
	}
}

// TestScannerReadsWhatTheLibraryReads: the same tokens at the same places.
func TestScannerReadsWhatTheLibraryReads(t *testing.T) {
	for _, text := range []string{
		"", "plain", `<?xml version="1.0"?><a/>`, `<a></a>`, `<a />`, `<x:a y:b="1" c='2'/>`, "<a\n b = \"1\"\tc='\"'>t</a >", `<a b="x>y"/>`, `<a b='/'/>`, `<a b="1"c="2"/>`,
		`<c r="A1" s="2" t="s"><f t="shared" ref="A1:A2" si="0">A1&amp;B2&lt;3&gt;&quot;&apos;</f><v>4</v></c>`, `<t xml:space="preserve"> a </t>`,
		`<t>&#65;&#x42;&#x1F600;</t>`, "<t>a\r\nb\rc\n</t>", `<t a="x&#10;y"/>`, `<t><![CDATA[a<b>&amp;]]></t>`, `<!-- a > b --><a/>`, `<a><!-- <c r="A1"/> --></a>`, `<?pi <c> ?><a/>`,
		`<a b="é“">ü–</a>`,
	} {
		want, err := library(text)
		if err != nil {
			t.Fatalf("%q: the library refuses it: %v", text, err)
		}
		got, err := ours(text)
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%q: %v (-library +ours)\n%s", text, err, d)
		}
	}
}

// TestScannerRefusesWhatTheLibraryRefuses, what declares entities of its own, and half a
// character.
func TestScannerRefusesWhatTheLibraryRefuses(t *testing.T) {
	for _, text := range []string{`<`, `<a`, `<a b="1`, `<a b="1>`, `<>`, `</>`, `< a/>`, `<a b/>`, `<a b=1/>`, `<a ="1"/>`, `<a b="<"/>`, `<a`, `<!-- a`, `<?pi`, `<![CDATA[a`, `<t>&nosuch;</t>`, `<t>&amp</t>`, `<t>&</t>`, `<t>&#1;</t>`, "<t>\x01</t>", `<t>&#99999999;</t>`, `<t>&#;</t>`, "<t>\xff</t>", `<a b="&x;"/>`} {
		if _, err := library(text); err == nil {
			t.Fatalf("%q: the library takes it", text)
		}
		if list, err := ours(text); err == nil {
			t.Errorf("%q: read as %q", text, list)
		}
	}
	for _, text := range []string{`<!DOCTYPE a [<!ENTITY b "c">]><a/>`, `<t>&#xD800;</t>`} {
		if list, err := ours(text); err == nil {
			t.Errorf("%q: read as %q", text, list)
		}
	}
}
