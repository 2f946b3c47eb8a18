package cmrt

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/text"
)

// realFiles gives the official templates and samples beside the repository by
// base name; the test is skipped where they are not there.
func realFiles(t testing.TB, patterns ...string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, p := range patterns {
		names, err := filepath.Glob(filepath.Join(sharedCMRT, p))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(name)] = data
		}
	}
	if len(files) == 0 {
		t.Skipf("needs the real files in %s", sharedCMRT)
	}
	return files
}

// sharedCMRT lies beside the repository, where its owners keep real files.
const sharedCMRT = "../../../shared/cmrt"

// TestEveryCellIsWhatExcelizeReads compares every cell of the sheets that matter with
// what an independent reader makes of it: in a workbook of each family in every run,
// in all real ones with CMR_LONG=1.
func TestEveryCellIsWhatExcelizeReads(t *testing.T) {
	t.Parallel()
	patterns := []string{"templates/RMI_CMRT_6.5.xlsx", "templates/RMI_EMRT_2.1.xlsx", "samples/CMRT_*_green.xlsx"}
	if long {
		patterns = []string{"templates/*.xlsx", "samples/*.xlsx"}
	}
	for name, data := range realFiles(t, patterns...) {
		t.Run(name, func(t *testing.T) { compareWithExcelize(t, data) })
	}
}

// compareWithExcelize gives how many cells were compared, and how many of them are others.
func compareWithExcelize(t *testing.T, data []byte) (cells, wrong int) {
	t.Helper()
	book, bad := openWorkbook("x", data)
	if bad != nil {
		t.Fatal(bad.Message)
	}
	oracle, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer oracle.Close()
	for _, s := range book.sheets {
		if s.name != SheetDeclaration && s.name != SheetSmelters && s.name != SheetProducts && s.name != SheetLookup {
			continue
		}
		g, err := book.read(s.name, 0)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := oracle.GetRows(s.name)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for i, row := range rows {
			for column, text := range row {
				if column < maxColumn && text != "" {
					want[ref(column, i+1)] = text
				}
			}
		}
		for i := range g.rows {
			for column, c := range g.rows[i].cells {
				if c.text == "" {
					continue
				}
				at := ref(column, g.rows[i].number)
				cells++
				// The oracle leaves _x000D_ escapes and boolean digits as they are stored.
				if w := text.Unescape(want[at]); w != c.text && !(w == "1" && c.text == "TRUE") && !(w == "0" && c.text == "FALSE") {
					wrong++
					t.Errorf("%s!%s: %q, excelize reads %q", s.name, at, c.text, w)
				}
				delete(want, at)
			}
		}
		for at, left := range want {
			wrong++
			t.Errorf("%s!%s: %q was not read", s.name, at, left)
		}
	}
	if cells < 100 {
		t.Errorf("only %d cells compared", cells)
	}
	return cells, wrong
}

// TestFiguresOfEachTemplate gives the table of CONTRIBUTING.md: for each real file how many
// cells were compared with an independent reader, how many of them are others, and what
// reading it takes. It runs by itself, since the processor's time is that of the process.
func TestFiguresOfEachTemplate(t *testing.T) {
	if !long {
		t.Skip("a long test: CMR_LONG=1")
	}
	files := realFiles(t, "templates/*.xlsx", "samples/*.xlsx")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		cells, wrong := compareWithExcelize(t, files[name])
		var took []time.Duration
		var d Declaration
		for range 5 {
			began := processorTime()
			d = ReadAny(name, files[name])
			took = append(took, processorTime()-began)
		}
		slices.Sort(took)
		t.Logf("| %s %s | %s | %d | %d | %d ms |", d.Template.Type, d.Template.Version, name, cells, wrong, took[len(took)/2].Milliseconds())
	}
}

func BenchmarkRead(b *testing.B) {
	benchmark(b, func(data []byte) {
		if d := Read("x.xlsx", data); !d.Readable() {
			b.Fatal(d.Findings)
		}
	})
}

// BenchmarkExcelizeRows reads the same three sheets with excelize's streaming reader.
func BenchmarkExcelizeRows(b *testing.B) {
	benchmark(b, func(data []byte) {
		f := openExcelize(b, data)
		defer f.Close()
		for _, sheet := range []string{SheetDeclaration, SheetSmelters, SheetProducts} {
			rows, err := f.Rows(sheet)
			if err != nil {
				b.Fatal(err)
			}
			for rows.Next() {
				if _, err := rows.Columns(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkExcelizeGetRows reads them with its reader that builds the whole sheet.
func BenchmarkExcelizeGetRows(b *testing.B) {
	benchmark(b, func(data []byte) {
		f := openExcelize(b, data)
		defer f.Close()
		for _, sheet := range []string{SheetDeclaration, SheetSmelters, SheetProducts} {
			if _, err := f.GetRows(sheet); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func openExcelize(b *testing.B, data []byte) *excelize.File {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		b.Fatal(err)
	}
	return f
}

// benchmark times a reader on each real template, and on a workbook of the
// demonstration where there is none. Beside the wall's clock it gives the
// processor's, which other programs on the machine do not lengthen, and on Linux
// the most memory the process held.
func benchmark(b *testing.B, read func([]byte)) {
	names, _ := filepath.Glob(filepath.Join(sharedCMRT, "templates/RMI_CMRT_*.xlsx"))
	if len(names) == 0 {
		names, _ = filepath.Glob("../../data/2025/cmrt/*-components.xlsx")
		names = names[:min(1, len(names))]
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(strings.TrimSuffix(filepath.Base(name), ".xlsx"), func(b *testing.B) {
			b.ReportAllocs()
			debug.FreeOSMemory()
			os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // forgets the peak so far; elsewhere there is no such file
			start := processorTime()
			for b.Loop() {
				read(data)
			}
			b.ReportMetric((processorTime()-start).Seconds()*1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(peakMemory(), "peak-MB")
		})
	}
}

// peakMemory is the most memory the process held, in MB; 0 where nobody tells.
func peakMemory() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, _ := strconv.ParseFloat(strings.Fields(rest + " 0")[0], 64)
	return kilobytes / 1024
}
