package cmrt

import (
	"bytes"
	"errors"
	"strings"

	"itron.com/conflict-minerals/generator/compound"
	"itron.com/conflict-minerals/generator/finding"
)

// Files come protected in two ways: under a password, and by rights management, which
// opens them only for those whom their owner allows and leaves nothing to guess a
// password for. Neither can be read here; what can be done is to say which it is.

// rightsManaged are names that Microsoft's rights management (Azure Information
// Protection, Microsoft Purview, IRM of older Excels) gives to parts of a container.
var rightsManaged = []string{"DRMEncryptedDataSpace", "DRMEncryptedTransform", "DRMDataSpace", "DRMTransform", "\tDRMContent"}

// protectors are how files of other programs begin that keep documents within a company.
var protectors = []struct{ mark, by string }{
	{".pfile", "Microsoft Purview or Azure Information Protection"}, {"\x9b DRMONE", "Fasoo"}, {"SCDSA", "SoftCamp"}, {"<DOCUMENT SAFER", "MarkAny"},
	{"NASCA DRM FILE", "NASCA"}, {"%TSD-Header", "a Chinese protection program (TSD)"},
}

// protectedBy names what keeps the bytes of a file that is no container from being
// read, "" where nothing does.
func protectedBy(data []byte) string {
	head := data[:min(len(data), 512)]
	for _, p := range protectors {
		if bytes.HasPrefix(head, []byte(p.mark)) {
			return p.by
		}
	}
	if bytes.Contains(head, []byte("E-SafeNet")) {
		return "E-SafeNet"
	}
	return ""
}

// underRights is the finding about a file that rights management protects.
func underRights(file, by string) finding.Finding {
	f := fileEncrypted.At(file, "", "", "The file is protected by rights management ("+by+"): only people whom its owner allows can open it.")
	f.Fix = "Take the protection off (in Excel: File, Info, Protect Workbook, Restrict Access, Unrestricted Access; or a sensitivity label without encryption) and send the file again."
	return f
}

// locked says how an encrypted container is protected. why is what stood in the way
// of opening it with the default password, nil where it was not tried.
func locked(file string, names func(string) bool, why error) finding.Finding {
	for _, name := range rightsManaged {
		if names(name) {
			return underRights(file, "a sensitivity label of Microsoft Purview, Azure Information Protection or Excel's own restricted access")
		}
	}
	switch {
	case !names("EncryptionInfo"):
		return fileEncrypted.At(file, "", "", "The workbook is encrypted, and the file lacks what a password could open it with.")
	case errors.Is(why, compound.ErrDamaged):
		return fileEncrypted.At(file, "", "", "The workbook is encrypted, and damaged.")
	}
	return fileEncrypted.At(file, "", "", "The workbook is encrypted with a password.")
}

// spelt tells whether a name stands in the bytes of a container whose directory
// cannot be read.
func spelt(data []byte) func(string) bool {
	return func(name string) bool { return bytes.Contains(data, wide(strings.TrimPrefix(name, "\t"))) }
}
