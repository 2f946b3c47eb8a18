package receive

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/compound"
	"itron.com/conflict-minerals/generator/text"
)

// What bytes begin with.
var (
	zipMagic   = []byte("PK\x03\x04")
	emptyZip   = []byte("PK\x05\x06")
	tnefMagic  = []byte{0x78, 0x9F, 0x3E, 0x22}
	resource   = []byte{0, 5, 0x16, 7} // AppleDouble
	dsStore    = []byte("\x00\x00\x00\x01Bud1")
	rightMagic = []byte{0x76, 0xE8, 0x04, 0x60, 0xC4, 0x11, 0xE3, 0x86} // of message.rpmsg
)

// isNamed tells how a name ends.
func isNamed(name string, endings ...string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(name, e) })
}

// open decides by the bytes what something is, since names lie; the type that a mail
// gives an attachment settles only what bytes cannot.
func (o *opener) open(at []string, data []byte, c came) {
	starts := func(magic []byte) bool { return bytes.HasPrefix(data, magic) }
	name, media := at[len(at)-1], c.media
	switch {
	case o.err != nil || o.full:
	case len(data) > MaxFile:
		o.tell(at, Trouble, tooLarge)
	case starts(zipMagic), starts(emptyZip):
		o.zip(at, data, c)
	case compound.Is(data) && isOutlook(data):
		o.outlook(at, data, c)
	case starts(tnefMagic):
		o.winmail(at, data, c)
	case isNamed(name, "winmail.dat"), media == "application/ms-tnef":
		o.tell(at, Trouble, "It is an attachment in Outlook's own packing (winmail.dat), and damaged: open the mail in Outlook, save the workbook and give that.")
	case archiveOf(data) != "":
		o.tell(at, Trouble, "It is an archive of a kind that is not opened here ("+archiveOf(data)+"): unpack it and give the workbook.")
	case starts(resource), starts(dsStore):
		o.tell(at, Other, "It is what macOS leaves beside files.")
	case media == "application/pkcs7-mime", media == "application/x-pkcs7-mime", isNamed(name, ".p7m"):
		o.tell(at, Trouble, "It is an encrypted mail, or one that is signed as a whole (S/MIME): open it in a mail program, save the workbook and give that.")
	case media == "message/external-body":
		o.tell(at, Trouble, "The mail only says where the attachment lies: fetch it in a mail program and give that.")
	case media == "message/partial":
		o.tell(at, Trouble, "It is one piece of a mail that was sent in several: let a mail program put them together, save the workbook and give that.")
	case starts(rightMagic), isNamed(name, ".rpmsg"):
		o.tell(at, Trouble, "It is a mail under rights management (Microsoft Purview or Azure Information Protection): ask the sender to send the workbook without protection, or open it in Outlook and save the workbook, if you may.")
	case isNamed(name, ".pgp", ".gpg"), starts([]byte("-----BEGIN PGP MESSAGE")):
		o.tell(at, Trouble, "It is encrypted (PGP): decrypt it and give the workbook.")
	case isNamed(name, ".p7s"), strings.HasSuffix(media, "pkcs7-signature"), media == "application/pgp-signature":
		o.tell(at, Other, "It is the signature of the mail.")
	default:
		o.text(at, data, c)
	}
}

// text opens what may be a mail, and reads anything else as a workbook.
func (o *opener) text(at []string, data []byte, c came) {
	name, media := at[len(at)-1], c.media
	if isWideMail(data) {
		o.wide(at, data, c)
		return
	}
	if isMailbox(name, data) {
		o.mailbox(at, data, c)
		return
	}
	if mail, short, ok := appleMail(data); ok {
		if short {
			c = c.forgiven("shorter than it says", true)
		}
		o.mail(at, mail, c)
		return
	}
	if media == "message/rfc822" || media == "message/global" || isNamed(name, ".eml") || looksLikeMail(data) {
		o.mail(at, data, c)
		return
	}
	if !compound.Is(data) && zipBehind(data) {
		o.zip(at, data, c)
		return
	}
	o.workbook(at, data, nil, c)
}

// isWideMail tells a mail that was saved in UTF-16.
func isWideMail(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("\xFF\xFE")) && !bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return false
	}
	head, _, err := text.Decode(data[:min(len(data)&^1, 16<<10)])
	return err == nil && looksLikeMail([]byte(head))
}

// wide opens such a mail.
func (o *opener) wide(at []string, data []byte, c came) {
	size := int64(len(data))
	if size > o.left || o.held+size > maxHeld || !o.do(4*size) {
		o.tell(at, Trouble, tooMuch)
		return
	}
	plain, _, err := text.Decode(data)
	if err != nil {
		o.tell(at, Trouble, "It is a mail that cannot be read: save the workbook in a mail program and give that.")
		return
	}
	o.left -= size
	o.held += size
	o.mail(at, []byte(plain), c.forgiven(noteWide, true))
	o.held -= size
}

// workbook reads what may be a workbook. r is its archive, nil where it is none.
func (o *opener) workbook(at []string, data []byte, r *zip.Reader, c came) {
	size := unpacked(r, data)
	switch {
	case !o.step() || !o.do(workBook+size*workRead):
		o.tell(at, Trouble, tooMuch)
		return
	case o.held+size > maxHeld && size > int64(len(data)):
		o.tell(at, Trouble, "It is too large to be read where it lies: save it by itself and give that.")
		return
	case c.doubt && r != nil && !o.whole(data):
		o.tell(at, Trouble, c.damaged())
		return
	}
	d := cmrt.Read(at[len(at)-1], data)
	if kind := d.Template.Type; kind != cmrt.Conflict && slices.Contains(o.programmes, kind) {
		d = cmrt.ReadAs(kind, at[len(at)-1], data)
	}
	if d.Readable() {
		o.book(at, Workbook, "", data, d, c)
		return
	}
	rule, why := "", ""
	for _, f := range d.Findings {
		if rule == "" || f.Rule == "file-encrypted" {
			rule, why = f.Rule, f.Message
		}
	}
	switch rule {
	case "sheet-missing", "sheet-shifted", "template-version-unknown":
		o.book(at, Workbook, why, data, d, c) // the supplier's answer, to be returned
	case "file-encrypted", "file-legacy-format":
		o.book(at, Locked, why, data, d, c)
	case "file-too-large":
		o.work = max(0, o.work-workRefused)
		o.tell(at, Trouble, why+" Ask for the answers in a fresh template.")
	case "file-lfs-pointer":
		o.tell(at, Trouble, why+" Run: git lfs pull")
	default:
		if len(data) > 0 && isNamed(at[len(at)-1], ".xlsx", ".xlsm") && bytes.HasPrefix(data, zipMagic) && rule == "file-unreadable" {
			o.book(at, Locked, why, data, d, c) // a workbook that was damaged on its way
			return
		}
		if c.doubt && isNamed(at[len(at)-1], ".xlsx", ".xlsm", ".xls", ".zip", ".msg", ".dat") {
			o.tell(at, Trouble, c.damaged())
			return
		}
		if what := spreadsheetOf(at[len(at)-1], data, r); what != "" {
			o.tell(at, Trouble, "It is "+what+", which is not read here: if it is a supplier's answer, open it, save it as .xlsx and give that.")
			return
		}
		o.tell(at, Other, why)
	}
}

// unpacked is how large the parts of a workbook say that they are, of which its reader
// unpacks no more.
func unpacked(r *zip.Reader, data []byte) int64 {
	n := int64(0)
	if r == nil {
		return int64(min(len(data), 1<<20)) // its first bytes tell that it is none
	}
	for _, f := range r.File {
		n += int64(min(f.UncompressedSize64, MaxFile))
	}
	return min(n, 1<<40)
}
