package cmrt

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/compound"
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

// TestHowAnEncryptedWorkbookIsLocked: by rights management, by a password, or so that nothing opens it.
func TestHowAnEncryptedWorkbookIsLocked(t *testing.T) {
	damaged := fmt.Errorf("the key: %w", compound.ErrDamaged)
	for _, c := range []struct {
		names []string
		why   error
		says  string
	}{
		{[]string{"EncryptionInfo"}, errPassword, "The workbook is encrypted with a password."}, {[]string{"EncryptionInfo"}, nil, "The workbook is encrypted with a password."}, {[]string{"EncryptionInfo"}, errors.New("another"), "The workbook is encrypted with a password."},
		{[]string{"EncryptionInfo"}, damaged, "The workbook is encrypted, and damaged."}, {nil, damaged, "The workbook is encrypted, and the file lacks what a password could open it with."}, {[]string{"EncryptedPackage"}, errPassword, "The workbook is encrypted, and the file lacks what a password could open it with."},
		{[]string{"EncryptionInfo", "DRMTransform"}, errPassword, "protected by rights management (a sensitivity label"}, {[]string{"DRMDataSpace"}, nil, "rights management"}, {[]string{"DRMEncryptedTransform"}, damaged, "rights management"},
	} {
		f := locked("x.xlsx", func(name string) bool { return slices.Contains(c.names, name) }, c.why)
		if f.Rule != fileEncrypted.Name || f.File != "x.xlsx" || !strings.Contains(f.Message, c.says) || f.Sheet+f.Cell != "" || strings.Contains(f.Fix, "Take the protection off") != strings.Contains(c.says, "rights") {
			t.Errorf("%v, %v: %+v", c.names, c.why, f)
		}
	}
	for data, by := range map[string]string{".pfile": "Microsoft Purview or Azure Information Protection", "\x9b DRMONE": "Fasoo", "SCDSA": "SoftCamp", "<DOCUMENT SAFER": "MarkAny", "NASCA DRM FILE": "NASCA", "%TSD-Header": "a Chinese protection program (TSD)", "b\x14#e E-SafeNet LOCK": "E-SafeNet",
		strings.Repeat("x", 503) + "E-SafeNet": "E-SafeNet", strings.Repeat("x", 504) + "E-SafeNet": "", "x.pfile": "", "": "", "pfile": ""} {
		if got := protectedBy([]byte(data)); got != by {
			t.Errorf("%.20q: %q, want %q", data, got, by)
		}
	}
}
