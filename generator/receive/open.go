package receive

import (
	"archive/zip"
	"bytes"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// What bytes begin with.
var (
	zipMagic   = []byte("PK\x03\x04")
	emptyZip   = []byte("PK\x05\x06")
	oleMagic   = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	tnefMagic  = []byte{0x78, 0x9F, 0x3E, 0x22}
	sevenMagic = []byte("7z\xBC\xAF\x27\x1C")
	rarMagic   = []byte("Rar!\x1A\x07")
	gzipMagic  = []byte{0x1F, 0x8B}
	rightMagic = []byte{0x76, 0xE8, 0x04, 0x60, 0xC4, 0x11, 0xE3, 0x86} // of message.rpmsg
)

// open decides by the bytes what something is, since names lie; media is the type
// that a mail gives an attachment, and settles only what bytes cannot.
func (o *opener) open(at []string, data []byte, m Mail, media string, depth int) {
	starts := func(magic []byte) bool { return bytes.HasPrefix(data, magic) }
	name := strings.ToLower(at[len(at)-1])
	switch {
	case len(data) > MaxFile:
		o.tell(at, Trouble, "It is far larger than any CMRT: ask for the workbook alone.")
	case starts(zipMagic), starts(emptyZip):
		o.zip(at, data, m, depth)
	case starts(oleMagic) && isOutlook(data):
		o.outlook(at, data, depth)
	case starts(tnefMagic), strings.HasSuffix(name, "winmail.dat"), media == "application/ms-tnef":
		o.tell(at, Trouble, "It is an attachment in Outlook's own packing (winmail.dat): open the mail in Outlook, save the workbook and give that.")
	case starts(sevenMagic), starts(rarMagic), starts(gzipMagic):
		o.tell(at, Trouble, "It is an archive of a kind that is not opened here (7z, RAR or gzip): unpack it and give the workbook.")
	case media == "application/pkcs7-mime", media == "application/x-pkcs7-mime", strings.HasSuffix(name, ".p7m"):
		o.tell(at, Trouble, "It is an encrypted mail, or one that is signed as a whole (S/MIME): open it in a mail program, save the workbook and give that.")
	case starts(rightMagic), strings.HasSuffix(name, ".rpmsg"):
		o.tell(at, Trouble, "It is a mail under rights management (Microsoft Purview or Azure Information Protection): ask the sender to send the workbook without protection, or open it in Outlook and save the workbook, if you may.")
	case strings.HasSuffix(name, ".pgp"), strings.HasSuffix(name, ".gpg"), bytes.HasPrefix(data, []byte("-----BEGIN PGP MESSAGE")):
		o.tell(at, Trouble, "It is encrypted (PGP): decrypt it and give the workbook.")
	case strings.HasSuffix(name, ".p7s"), strings.HasSuffix(media, "pkcs7-signature"), media == "application/pgp-signature":
		o.tell(at, Other, "It is the signature of the mail.")
	case media == "message/rfc822", media == "message/global", strings.HasSuffix(name, ".eml"), looksLikeMail(data):
		o.mail(at, data, depth)
	default:
		o.workbook(at, data, m)
	}
}

// workbook reads what may be a workbook.
func (o *opener) workbook(at []string, data []byte, m Mail) {
	d := cmrt.Read(at[len(at)-1], data)
	if d.Readable() {
		o.add(at, Workbook, "", data, d, m)
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
		o.add(at, Workbook, why, data, d, m) // the supplier's answer, to be returned
	case "file-encrypted", "file-legacy-format":
		o.add(at, Locked, why, data, d, m)
	case "file-too-large":
		o.tell(at, Trouble, why+" Ask for the answers in a fresh template.")
	case "file-lfs-pointer":
		o.tell(at, Trouble, why+" Run: git lfs pull")
	default:
		if named := strings.ToLower(at[len(at)-1]); len(data) > 0 && (strings.HasSuffix(named, ".xlsx") || strings.HasSuffix(named, ".xlsm")) && bytes.HasPrefix(data, zipMagic) && rule == "file-unreadable" {
			o.add(at, Locked, why, data, d, m) // a workbook that was damaged on its way
			return
		}
		o.tell(at, Other, why)
	}
}

// isOffice tells a document of Excel or its kin from an archive of files.
func isOffice(r *zip.Reader) bool {
	for _, f := range r.File {
		if f.Name == "[Content_Types].xml" || strings.HasPrefix(f.Name, "xl/") {
			return true
		}
	}
	return false
}
