package cmrt

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// long asks for the full number of trials; every run does a few.
var long = os.Getenv("CMR_LONG") != ""

// filled makes workbooks of a real file and descriptions. Every run splices them;
// CMR_LONG=1 has them made by the filling program of the notes, too, and holds that
// both say the same.
func filled(t *testing.T, file string, descriptions []map[string]any, flags ...string) (workbooks [][]byte) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(sharedCMRT, file))
	if err != nil {
		t.Fatal(err)
	}
	book, options := takenApart(t, data), strings.Join(flags, " ")
	book.inline, book.noCache = strings.Contains(options, "inline"), strings.Contains(options, "drop-cache")
	for _, d := range descriptions {
		workbooks = append(workbooks, book.with(cellsOf(d)))
	}
	if !long {
		return workbooks
	}
	made := filledByProgram(t, file, descriptions, flags...)
	for i, data := range made {
		if diff := sameBut(Read("x.xlsx", data), Read("x.xlsx", workbooks[i])); diff != "" {
			t.Errorf("%s #%d (-filling program +spliced):\n%s", file, i, diff)
		}
	}
	return made
}

// filledByProgram has workbooks made by fillcmrt.py.
func filledByProgram(t *testing.T, file string, descriptions []map[string]any, flags ...string) (workbooks [][]byte) {
	t.Helper()
	dir := t.TempDir()
	args := append([]string{filepath.Join(sharedCMRT, "fillcmrt.py"), "--template", filepath.Join(sharedCMRT, file), "--batch", dir}, flags...)
	name := func(i int, extension string) string { return filepath.Join(dir, fmt.Sprintf("m%03d%s", i, extension)) }
	for i, d := range descriptions {
		desc, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name(i, ".json"), desc, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name(i, ".json"))
	}
	if out, err := exec.Command("/usr/bin/python3", args...).CombinedOutput(); err != nil {
		t.Fatalf("fill templates (needs Debian's python3-lxml): %v\n%s", err, out)
	}
	for i := range descriptions {
		data, err := os.ReadFile(name(i, ".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		workbooks = append(workbooks, data)
	}
	return workbooks
}

// Where 6.x keeps what, written out apart from the layouts.
var (
	companyCells = map[string]string{"name": "D8", "scope": "D9", "scope_description": "D10", "unique_id": "D12", "unique_id_authority": "D13",
		"address": "D14", "contact_name": "D15", "contact_email": "D16", "contact_phone": "D17", "authorizer_name": "D18",
		"authorizer_title": "D19", "authorizer_email": "D20", "authorizer_phone": "D21", "effective_date": "D22"}
	smelterColumns = map[string]string{"cid": "A", "metal": "B", "lookup": "C", "name": "D", "country": "E", "id": "F", "id_source": "G", "street": "H",
		"city": "I", "state": "J", "contact_name": "K", "contact_email": "L", "next_steps": "M", "mine_name": "N", "mine_country": "O", "recycled": "P", "comments": "Q"}
	productColumns = map[string]string{"number": "B", "name": "C", "comments": "D"}
	questionRows   = map[string]int{"Q1": 26, "Q2": 32, "Q3": 38, "Q4": 44, "Q5": 50, "Q6": 56, "Q7": 62, "Q8": 68, "A": 75, "B": 77, "C": 79, "D": 81, "E": 83, "F": 85, "G": 87, "H": 89}
	metalRows      = map[string]int{"Tantalum": 0, "Tin": 1, "Gold": 2, "Tungsten": 3}
)

// cellsOf gives the cells that a description fills, by sheet.
func cellsOf(d map[string]any) map[string]map[string]any {
	declaration, smelters, products := map[string]any{}, map[string]any{}, map[string]any{}
	if language, ok := d["language"]; ok {
		declaration["D3"] = language
	}
	for key, value := range part(d, "company") {
		text, _ := value.(string)
		switch day, err := time.Parse(time.DateOnly, text); {
		case key == "scope" && text == "A":
			value = "A. Company"
		case key == "effective_date" && err == nil:
			value = int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
		}
		declaration[companyCells[key]] = value
	}
	for key, column := range map[string]string{"answers": "D", "comments": "G", "company_answers": "D", "company_comments": "G"} {
		for question, value := range part(d, key) {
			row := questionRows[question]
			byMetal, _ := value.(map[string]any)
			for metal, i := range metalRows {
				switch {
				case byMetal != nil:
					declaration[column+strconv.Itoa(row+i)] = byMetal[metal]
				case i == 0 || len(question) == 2: // one answer for every metal
					declaration[column+strconv.Itoa(row+i)] = value
				}
			}
		}
	}
	listCells(smelters, d["smelters"], smelterColumns)
	listCells(products, d["products"], productColumns)
	sheets := map[string]map[string]any{SheetDeclaration: declaration, SheetSmelters: smelters, SheetProducts: products}
	for at, value := range part(d, "raw") {
		sheet, ref, _ := strings.Cut(at, "!")
		sheets[sheet][ref] = value
	}
	return sheets
}

func part(d map[string]any, key string) map[string]any {
	m, _ := d[key].(map[string]any)
	return m
}

func listCells(cells map[string]any, list any, columns map[string]string) {
	rows, _ := list.([]map[string]any)
	for _, row := range rows {
		for key, value := range row {
			if key != "row" {
				cells[columns[key]+strconv.Itoa(row["row"].(int))] = value
			}
		}
	}
}

var directories sync.Map // by the workbook's SHA-256

// oracleDirectory reads a template's look-up with excelize.
func oracleDirectory(t *testing.T, data []byte) []LookupEntry {
	t.Helper()
	once, _ := directories.LoadOrStore(sha256.Sum256(data), sync.OnceValues(func() (list []LookupEntry, err error) {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		rows, err := f.GetRows("Smelter Look-up")
		if err != nil {
			return nil, err
		}
		for _, row := range rows[4:] {
			if len(row) >= 5 && strings.HasPrefix(row[4], "CID") {
				list = append(list, LookupEntry{MetalRaw: row[0], Metal: Metal(strings.ToLower(row[0])), Alias: strings.TrimSpace(row[1]), Name: strings.TrimSpace(row[2]), Country: row[3], ID: row[4]})
			}
		}
		return list, nil
	}))
	list, err := once.(func() ([]LookupEntry, error))()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 300 {
		t.Fatalf("only %d names in the look-up", len(list))
	}
	return list
}
