package receive

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/tables"
)

// book is a workbook that a reader takes for a CMRT with a sheet missing: enough to be
// found, without a real template at hand.
func book(t testing.TB) []byte {
	return pack(t, map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="Smelter List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>`,
	})
}

func pack(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const envelope = "From: \"Doe; J.\" <J.Doe@Acme.example>\r\nDate: Tue, 03 Feb 2026 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"

// mixed puts a part with its own header lines into a mail.
func mixed(header string, body []byte) []byte {
	line := fmt.Sprintf("=_%d", len(body)) // another one in a mail within the mail
	return []byte(envelope + "Content-Type: multipart/mixed; boundary=\"" + line + "\"\r\n\r\npreamble\r\n--" + line + "\r\nContent-Type: text/plain\r\n\r\nHello\r\n--" + line + "\r\n" +
		header + "\r\n\r\n" + string(body) + "\r\n--" + line + "--\r\n")
}

// told shows items without their bytes.
func told(items []Item) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d items", len(items))
	for n, i := range items {
		if n < 5 || n == len(items)-1 {
			fmt.Fprintf(&b, "\n%q kind %d: %s", i.Path, i.Kind, i.Why)
		}
	}
	return b.String()
}

// coded encodes as mails do.
func coded(data []byte) []byte {
	s := base64.StdEncoding.EncodeToString(data)
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	return []byte(b.String() + s)
}

func TestNamesOfAttachments(t *testing.T) {
	data := book(t)
	const excel = "Content-Transfer-Encoding: base64\r\nContent-Type: application/vnd.ms-excel"
	for name, tc := range map[string]struct{ header, want string }{
		"plain":                  {excel + "\r\nContent-Disposition: attachment; filename=\"a b.xlsx\"", "a b.xlsx"},
		"without quotes":         {excel + "\r\nContent-Disposition: attachment; filename=CMRT final (2).xlsx", "CMRT final (2).xlsx"},
		"in the type alone":      {excel + "; name=\"a.xlsx\"", "a.xlsx"},
		"encoded word":           {excel + "\r\nContent-Disposition: attachment; filename=\"=?UTF-8?B?5Yay56qB55+/5Lqn?=.xlsx\"", "冲突矿产.xlsx"},
		"encoded word, GBK":      {excel + "; name=\"=?gb2312?B?s+XNu7/zsvo=?=.xlsx\"", "冲突矿产.xlsx"},
		"RFC 2231":               {excel + "\r\nContent-Disposition: attachment; filename*=UTF-8''%E5%86%B2%E7%AA%81.xlsx", "冲突.xlsx"},
		"RFC 2231 in pieces":     {excel + "\r\nContent-Disposition: attachment; filename*0=\"CMRT \"; filename*1=\"acme.xlsx\"", "CMRT acme.xlsx"},
		"a path":                 {excel + "\r\nContent-Disposition: attachment; filename=\"../../../etc/cron.d/x.xlsx\"", "x.xlsx"},
		"a path of Windows":      {excel + "\r\nContent-Disposition: attachment; filename=\"..\\\\..\\\\x.xlsx\"", "x.xlsx"},
		"labelled as text":       {"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=gbk; name=a.xlsx", "a.xlsx"},
		"attached under no name": {excel + "\r\nContent-Disposition: attachment", "(application/vnd.ms-excel)"},
	} {
		t.Run(name, func(t *testing.T) {
			items := Open("m.eml", mixed(tc.header, coded(data)))
			if len(items) != 1 || items[0].Kind != Workbook || items[0].Name() != tc.want || !bytes.Equal(items[0].Data, data) {
				t.Fatal(told(items))
			}
			if m := items[0].Mail; m.From != "j.doe@acme.example" || m.Date != "2026-02-03" {
				t.Errorf("%+v", m)
			}
		})
	}
}

func TestMailsAsTheyCome(t *testing.T) {
	data := book(t)
	attached := mixed("Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: base64", coded(data))
	inner := func(m []byte) []byte { return mixed("Content-Type: message/rfc822", m) }
	deep := attached
	for range maxDepth + 1 {
		deep = inner(deep)
	}
	for name, tc := range map[string]struct {
		mail []byte
		kind Kind
		why  string
	}{
		"quoted-printable": {mixed("Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: quoted-printable", quoted(data)), Workbook, "no sheet"},
		"the mail itself":  {[]byte(envelope + "Content-Type: application/vnd.ms-excel; name=a.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n" + string(coded(data))), Workbook, "no sheet"},
		"forwarded":        {[]byte(strings.Replace(string(inner(attached)), "J.Doe@Acme.example", "buyer@us.example", 1)), Workbook, "no sheet"},
		"signed": {[]byte(envelope + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s\r\n\r\n--s\r\n" +
			"Content-Type: multipart/mixed; boundary=\"i\"\r\n\r\n--i\r\nContent-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n" + string(coded(data)) + "\r\n--i--\r\n--s\r\n" +
			"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nMII\r\n--s--\r\n"), Workbook, "no sheet"},
		"broken type":         {[]byte(strings.Replace(string(attached), "boundary=", "charset=a b; boundary=", 1)), Workbook, "no sheet"},
		"bare line feeds":     {bytes.ReplaceAll(attached, []byte("\r\n"), []byte("\n")), Workbook, "no sheet"},
		"no attachment":       {[]byte(envelope + "\r\nSee you"), Trouble, "without an attachment"},
		"a link":              {[]byte(envelope + "Content-Transfer-Encoding: quoted-printable\r\n\r\nSee https://acme.sharepoint=\r\n.com/:x:/r/a.xlsx"), Trouble, "a file share (sharepoint.com)"},
		"signed as a whole":   {[]byte(envelope + "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n\r\nMII"), Trouble, "S/MIME"},
		"winmail.dat":         {mixed("Content-Type: application/ms-tnef; name=winmail.dat", []byte("\x78\x9f\x3e\x22")), Trouble, "winmail.dat"},
		"a picture":           {mixed("Content-Type: image/png; name=a.xlsx", []byte("\x89PNG\r\n\x1a\n")), Other, "picture"},
		"a PDF":               {mixed("Content-Type: application/pdf; name=a.pdf", []byte("%PDF-1.7 ")), Other, "PDF"},
		"lies elsewhere":      {mixed("Content-Type: message/external-body; access-type=URL; URL=\"https://x.example/a.xlsx\"", []byte("Content-Type: application/vnd.ms-excel\r\n\r\n")), Trouble, "only says where"},
		"in pieces":           {[]byte(envelope + "Content-Type: message/partial; id=x; number=1; total=2\r\n\r\n" + string(attached[:300])), Trouble, "one piece of a mail"},
		"unknown encoding":    {mixed("Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: x-rot13", data), Trouble, "encoded"},
		"spoiled base64":      {mixed("Content-Type: application/octet-stream; name=a.xlsx\r\nContent-Transfer-Encoding: base64", []byte("UEs*****")), Trouble, "damaged"},
		"mails within mails":  {deep, Trouble, "too deep"},
		"archive in the mail": {mixed("Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64", coded(pack(t, map[string]string{"../../a.xlsx": string(data)}))), Workbook, "no sheet"},
	} {
		t.Run(name, func(t *testing.T) {
			items := Open("m.eml", tc.mail)
			if len(items) == 0 || items[0].Kind != tc.kind || !strings.Contains(items[0].Why, tc.why) {
				t.Fatal(told(items))
			}
			if tc.kind == Workbook && (!bytes.Equal(items[0].Data, data) || items[0].Mail.From != "j.doe@acme.example") {
				t.Errorf("the bytes or the sender differ: %+v", items[0].Mail)
			}
		})
	}
	if items := Open("m.eml", attached[:len(attached)/2]); len(items) == 0 || items[len(items)-1].Kind != Trouble {
		t.Error("cut off:", told(items))
	}
}

// quoted writes every byte as quoted-printable does.
func quoted(data []byte) []byte {
	var b strings.Builder
	for i, c := range data {
		if fmt.Fprintf(&b, "=%02X", c); i%20 == 19 {
			b.WriteString("=\r\n")
		}
	}
	return []byte(b.String())
}

func TestArchives(t *testing.T) {
	data := string(book(t))
	nested := []byte(pack(t, map[string]string{"a.xlsx": data}))
	deep := nested
	for range maxDepth + 1 {
		deep = pack(t, map[string]string{"a.zip": string(deep)})
	}
	locked := pack(t, map[string]string{"a.xlsx": data})
	for _, mark := range [][]byte{{'P', 'K', 1, 2}, {'P', 'K', 3, 4}} { // the flag of a password, in both headers
		at, flag := bytes.LastIndex(locked, mark), 8
		if mark[2] == 3 {
			at, flag = 0, 6
		}
		binary.LittleEndian.PutUint16(locked[at+flag:], binary.LittleEndian.Uint16(locked[at+flag:])|encrypted)
	}
	for name, tc := range map[string]struct {
		data []byte
		kind Kind
		why  string
	}{
		"one":            {nested, Workbook, "no sheet"},
		"within one":     {pack(t, map[string]string{"b.zip": string(nested)}), Workbook, "no sheet"},
		"too deep":       {deep, Trouble, "too deep"},
		"a password":     {locked, Trouble, "password"},
		"empty":          {pack(t, nil), Trouble, "empty"},
		"a folder alone": {pack(t, map[string]string{"folder/": ""}), Trouble, "empty"},
		"leavings":       {pack(t, map[string]string{"__MACOSX/._a.xlsx": "\x00\x05\x16\x07 x", "folder/": ""}), Other, "macOS"},
		"damaged":        {nested[:len(nested)-30], Trouble, "damaged"},
		"a bomb":         {pack(t, map[string]string{"a.xlsx": strings.Repeat("\x00", MaxFile+1)}), Trouble, "larger"},
		"other archive":  {[]byte("Rar!\x1a\x07\x00"), Trouble, "RAR"},
	} {
		t.Run(name, func(t *testing.T) {
			if items := Open("a.zip", tc.data); len(items) != 1 || items[0].Kind != tc.kind || !strings.Contains(items[0].Why, tc.why) {
				t.Fatal(told(items))
			}
		})
	}
	t.Run("many files", func(t *testing.T) {
		many := map[string]string{}
		for i := range maxItems + 10 {
			many[fmt.Sprintf("%d.txt", i)] = "x"
		}
		items := Open("a.zip", pack(t, many))
		if last := items[len(items)-1]; len(items) > maxItems+1 || last.Kind != Trouble {
			t.Error(told(items))
		}
	})
	t.Run("bombs that add up", func(t *testing.T) {
		var items []Item
		o := opener{left: 3_000, work: workFile, each: func(i Item) error { items = append(items, i); return nil }}
		o.open([]string{"a.zip"}, pack(t, map[string]string{"1.bin": strings.Repeat("\x00", 2_000), "2.bin": strings.Repeat("\x00", 2_000)}), came{})
		if last := items[len(items)-1]; last.Kind != Trouble || last.Why != tooMuch {
			t.Error(told(items))
		}
	})
}

func TestWhoseAWorkbookIs(t *testing.T) {
	k := NewKnown([]tables.Supplier{
		{ID: "acme", Name: "Acme Components GmbH", Email: "minerals@acme.example"},
		{ID: "acme-cables", Name: "Acme Cables", Email: "cables@acme.example"},
		{ID: "borealis", Name: "Borealis Metals Ltd.", Email: "b@mail.borealis.co.uk"},
		{ID: "cygnus", Name: "Cygnus", Email: "cygnus@gmail.com"},
		{ID: "twin-1", Name: "Twin Inc.", Email: "a@one.example"}, {ID: "twin-2", Name: "TWIN, INC", Email: "a@two.example"},
	}, []tables.Supplier{{ID: "borealis", Name: "Boreal Wire", Email: "old@wire.example"}, {ID: "gone", Name: "Gone", Email: "x@gone.example"}},
		[]tables.Workbook{{Supplier: "cygnus", CompanyName: "Cyg Trading", UniqueID: "12-345", ContactEmail: "chen@cyg.example"},
			{Supplier: "cygnus", CompanyName: "Borealis Metals"}}) // what the roster says goes before that
	for name, tc := range map[string]struct {
		file, company, contact, unique, from string
		want                                 string
		candidates                           int
	}{
		"company name":                        {company: "ACME COMPONENTS", want: "acme"},
		"file name":                           {file: "Acme-cables v2.xlsx", want: "acme-cables"},
		"file name against company name":      {file: "acme.xlsx", company: "Borealis Metals", candidates: 2},
		"contact's address":                   {company: "Another Name", contact: "Minerals@Acme.example", want: "acme"},
		"sender alone, nobody named":          {from: "minerals@acme.example", want: "acme"},
		"sender alone, a name like it":        {company: "Acme Components (Shenzhen)", from: "minerals@acme.example", want: "acme"},
		"sender of another company's":         {company: "Zenith Foundry", contact: "z@zenith.example", from: "minerals@acme.example", candidates: 1},
		"domain of two":                       {contact: "new@acme.example", candidates: 2},
		"domain of two, and a name":           {company: "Acme Cables Ltd", contact: "new@acme.example", want: "acme-cables"},
		"domain below a public suffix":        {from: "x@borealis.co.uk", want: "borealis"},
		"the suffix is no domain":             {from: "x@other.co.uk", candidates: 0},
		"free mail is no evidence":            {company: "Nobody", from: "stranger@gmail.com", candidates: 0},
		"a free mail address that is known":   {from: "cygnus@gmail.com", want: "cygnus"},
		"two of one name":                     {company: "Twin", candidates: 2},
		"two of one name, and a sender":       {company: "Twin", from: "b@two.example", want: "twin-2"},
		"sender against company name":         {company: "Borealis Metals", from: "minerals@acme.example", candidates: 2},
		"last year's name":                    {company: "Cyg Trading Co., Ltd.", want: "cygnus"},
		"last year's roster":                  {company: "Boreal Wire", want: "borealis"},
		"last year's number, another name":    {company: "Zenith Foundry", unique: "12 345", candidates: 1},
		"not on this year's roster":           {company: "Gone", from: "x@gone.example", candidates: 0},
		"the roster before what was declared": {company: "Borealis Metals", want: "borealis"},
		"nobody, but a name like it":          {company: "Cygnus Holding", candidates: 1},
		"nothing at all":                      {candidates: 0},
	} {
		t.Run(name, func(t *testing.T) {
			file := tc.file
			if file == "" {
				file = "CMRT.xlsx"
			}
			i := Item{Path: []string{"m.eml", file}, Mail: Mail{From: tc.from}, Declaration: cmrt.Declaration{Company: cmrt.Company{Name: tc.company, ContactEmail: tc.contact, UniqueID: tc.unique}}}
			m := k.Of(i)
			if m.Supplier != tc.want || len(m.Candidates) != tc.candidates || (m.Supplier == "") != (m.Why != "") || (m.Supplier != "") != (len(m.Evidence) > 0) {
				t.Errorf("%+v", m)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	roster := []tables.Supplier{{ID: "acme", Name: "A"}, {ID: "acme-2", Name: "B"}, {ID: "con", Name: "C"}}
	taken := map[string]bool{}
	for _, tc := range [][2]string{{"acme", "acme.xlsx"}, {"acme", "acme-3.xlsx"}, {"acme-2", "acme-2.xlsx"}, {"acme-2", "acme-2-2.xlsx"}, {"con", "con-1.xlsx"}} {
		got := Place(roster, tc[0], Item{}, func(stem string) bool { return taken[stem+".xlsx"] })
		if got != tc[1] {
			t.Errorf("%s: %s, want %s", tc[0], got, tc[1])
		}
		taken[got] = true
	}
}

func TestSumOfWhatGitLFSLeft(t *testing.T) {
	if got := Sum([]byte("version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 3\n")); got != "abc" {
		t.Error(got)
	}
}

// TestProtectedFilesAreKept: what nobody outside the supplier's company can open is
// told as that, and a workbook among it waits for a person to say whose it is.
func TestProtectedFilesAreKept(t *testing.T) {
	for name, tc := range map[string]struct {
		data []byte
		kind Kind
		why  string
	}{
		"cmrt.pxlsx":    {[]byte(".pfile\x02\x00\x00\x00rest"), Locked, "rights management"},
		"cmrt.xlsx":     {[]byte("SCDSA002\x00\x01"), Locked, "SoftCamp"},
		"message.rpmsg": {[]byte("\x76\xe8\x04\x60\xc4\x11\xe3\x86rest"), Trouble, "rights management"},
	} {
		if items := Open(name, tc.data); len(items) != 1 || items[0].Kind != tc.kind || !strings.Contains(items[0].Why, tc.why) || (tc.kind == Locked) != (items[0].SHA256 != "") {
			t.Errorf("%s: %s", name, told(items))
		}
	}
}
