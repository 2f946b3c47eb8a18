package cmrt

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// edited changes a workbook with excelize.
func edited(t *testing.T, data []byte, edit func(*excelize.File) error) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := edit(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sameBut compares what two files say, whatever their bytes.
func sameBut(a, b Declaration) string {
	a.SHA256, b.SHA256 = "", ""
	return cmp.Diff(a, b)
}

// TestSavedByOtherPrograms: a workbook says the same after another program saved it,
// and is not taken for one whose rows were moved. excelize saves in every run,
// LibreOffice, which takes half a minute, with CMR_LONG=1.
func TestSavedByOtherPrograms(t *testing.T) {
	t.Parallel()
	files := realFiles(t, "samples/CMRT_*_green.xlsx", "templates/RMI_CMRT_6.5.xlsx")
	for name, data := range files {
		after := edited(t, data, func(f *excelize.File) error { return f.SetCellValue(SheetRevision, "H1", "") })
		if diff := sameBut(Read(name, data), Read(name, after)); diff != "" {
			t.Errorf("%s saved by excelize:\n%s", name, diff)
		}
	}
	if !long {
		return
	}
	in, out := t.TempDir(), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out}
	for name, data := range files {
		path := filepath.Join(in, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if text, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("save with LibreOffice (needs Debian's libreoffice-calc): %v\n%s", err, text)
	}
	for name, data := range files {
		after, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := sameBut(Read(name, data), Read(name, after)); diff != "" {
			t.Errorf("%s saved by LibreOffice:\n%s", name, diff)
		}
	}
}
