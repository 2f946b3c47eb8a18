package letters

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/project"
)

// demonstrated are the files of a small demonstration.
var demonstrated = sync.OnceValues(func() (map[string][]byte, error) {
	tree, _, err := demo.Make(demo.Options{Seed: 7, Suppliers: 2, Years: []int{2025}, EMRT: true})
	return tree, err
})

// emptied is a workbook of the demonstration, of a programme, with the company's name and the
// smelters taken out but for those that are to stay.
func emptied(t *testing.T, programme string, name, smelters bool) []byte {
	t.Helper()
	tree, err := demonstrated()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range slices.Sorted(maps.Keys(tree)) {
		data := tree[file]
		d := cmrt.ReadAs(programme, file, data)
		if cmrt.FiledAs(file) != programme || !strings.HasSuffix(file, ".xlsx") || !d.Readable() || d.Company.Name == "" || len(d.Smelters) == 0 {
			continue
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		blank := func(sheet, cell string) {
			err = errors.Join(err, f.SetCellFormula(sheet, cell, ""), f.SetCellStr(sheet, cell, ""))
		}
		l := d.Layout()
		if !name {
			blank(cmrt.SheetDeclaration, l.Fields.Name)
		}
		if !smelters {
			for _, row := range d.Smelters {
				for column := 'A'; column <= 'Q'; column++ {
					blank(l.SmelterSheet, fmt.Sprintf("%c%d", column, row.Row))
				}
			}
		}
		b, written := f.WriteToBuffer()
		if err = errors.Join(err, written); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	t.Fatalf("the demonstration has no %s", programme)
	return nil
}

// TestNothingThatIsFilledInIsPassedOn: a template that names a company or a smelter, is of
// another kind or of a version that the year does not accept, is refused with what is wrong.
func TestNothingThatIsFilledInIsPassedOn(t *testing.T) {
	conflict, extended := (&project.Year{Number: 2025}).By(cmrt.Conflict), (&project.Year{Number: 2025}).By("EMRT")
	version := map[string]string{}
	blank := map[string][]byte{}
	for _, p := range []string{cmrt.Conflict, "EMRT"} {
		blank[p] = emptied(t, p, false, false)
		version[p] = cmrt.ReadAs(p, "x.xlsx", blank[p]).Template.Version
	}
	named, listed := emptied(t, cmrt.Conflict, true, false), emptied(t, cmrt.Conflict, false, true)
	for name, tc := range map[string]struct {
		year     *project.Year
		file     string
		data     []byte
		versions string
		want     string // name of the attachment, or what is wrong
	}{
		"empty":                   {conflict, "a b~.xlsx", blank[cmrt.Conflict], version[cmrt.Conflict], "a b~.xlsx"},
		"a name in two lines":     {conflict, "a\x1fb.xlsx", blank[cmrt.Conflict], version[cmrt.Conflict], "CMRT_" + version[cmrt.Conflict] + ".xlsx"},
		"a name beyond ASCII":     {conflict, "a\x7fb.xlsx", blank[cmrt.Conflict], version[cmrt.Conflict], "CMRT_" + version[cmrt.Conflict] + ".xlsx"},
		"a name with quotes":      {conflict, `a"b.xlsx`, blank[cmrt.Conflict], version[cmrt.Conflict], "CMRT_" + version[cmrt.Conflict] + ".xlsx"},
		"a name with a backslash": {extended, `a\b.xlsx`, blank["EMRT"], version["EMRT"], "EMRT_" + version["EMRT"] + ".xlsx"},
		"an EMRT":                 {extended, "EMRT.xlsx", blank["EMRT"], version["EMRT"], "EMRT.xlsx"},
		"another kind":            {conflict, "x.xlsx", blank["EMRT"], version["EMRT"], "campaign.template is no CMRT that can be read"},
		"another version":         {conflict, "x.xlsx", blank[cmrt.Conflict], "6.01", "campaign.template is version " + version[cmrt.Conflict] + ", and 2025 accepts 6.01"},
		"a company":               {conflict, "x.xlsx", named, version[cmrt.Conflict], `", 0 smelters): suppliers get an empty one`},
		"of another version too":  {conflict, "x.xlsx", named, "6.01", "campaign.template is version " + version[cmrt.Conflict]},
		"smelters":                {conflict, "x.xlsx", listed, version[cmrt.Conflict], `campaign.template is filled in (company "", `},
	} {
		tc.year.Settings.Campaign.Template, tc.year.Settings.AcceptedVersions = "content/templates/"+tc.file, []string{tc.versions}
		a, err := ReadAttachment(tc.year, tc.data)
		var at *project.InputError
		switch {
		case strings.HasSuffix(tc.want, ".xlsx"):
			if want := tc.year.Asks(); err != nil || a.Name != tc.want || a.Programme != want || a.Version != tc.versions || !bytes.Equal(a.Data, tc.data) {
				t.Errorf("%s: %v, %q, %s %s", name, err, a.Name, a.Programme, a.Version)
			}
		case !errors.As(err, &at) || at.File != "content/templates/"+tc.file || !strings.Contains(err.Error(), tc.want) || a.Data != nil:
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
}
