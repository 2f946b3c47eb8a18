package cmrt

import (
	"strings"
	"testing"
)

// TestProtectedFilesAreNamedAsWhatTheyAre takes files that nobody outside can open: the
// finding says how each is protected, and what to ask the supplier for.
func TestProtectedFilesAreNamedAsWhatTheyAre(t *testing.T) {
	part := make([]byte, 5000)
	managed := container([]string{"DRMEncryptedTransform", "EncryptedPackage"}, part, part)
	for name, c := range map[string]struct {
		data      []byte
		says, fix string
	}{
		"a label, 2013 and later":      {managed, "rights management", "Take the protection off"},
		"a label, with encryption":     {container([]string{"EncryptionInfo", "EncryptedPackage", "DRMEncryptedDataSpace"}, part, part, part), "rights management", "Take the protection off"},
		"an .xls under rights":         {container([]string{"Workbook", "\tDRMContent"}, part, part), "rights management", "Take the protection off"},
		"a label, cut short":           {append(managed[:1500:1500], wide("DRMEncryptedTransform EncryptedPackage")...), "rights management", "Take the protection off"},
		"a protected file of any kind": {[]byte(".pfile\x02\x00\x00\x00rest"), "Purview", "Take the protection off"},
		"a Korean program":             {[]byte("\x9b DRMONE  This Document is encrypted"), "Fasoo", "Take the protection off"},
		"another":                      {[]byte("SCDSA002\x00\x01\x02"), "SoftCamp", "Take the protection off"},
		"a Chinese program":            {[]byte("%TSD-Header-###%\x00\x01"), "TSD", "Take the protection off"},
		"nothing to open it with":      {container([]string{"EncryptedPackage"}, part), "lacks what a password could open", "Remove the password"},
		"a password, damaged":          {container([]string{"EncryptionInfo", "EncryptedPackage"}, part[:0:0], part), "encrypted, and damaged", "Remove the password"},
	} {
		d := Read("a.xlsx", c.data)
		if len(d.Findings) != 1 || d.Findings[0].Rule != fileEncrypted.Name || !strings.Contains(d.Findings[0].Message, c.says) || !strings.HasPrefix(d.Findings[0].Fix, c.fix) {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}
