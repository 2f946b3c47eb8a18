package site_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// published reads a public CSV as rows by column.
func published(t *testing.T, data []byte) (rows []map[string]string) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// TestTablesOfAllYears holds that a file over all years is those of the years under each
// other, and that each row says of itself what it is.
func TestTablesOfAllYears(t *testing.T) {
	s := years()
	s.Years[1].Demonstration = false
	tree := build(t, s)
	for _, table := range []string{"smelters", "figures", "changes", "activities"} {
		all := published(t, tree["data/"+table+".csv"])
		want := append(published(t, tree["2025/"+table+".csv"]), published(t, tree["2024/"+table+".csv"])...)
		if diff := cmp.Diff(want, all); diff != "" {
			t.Errorf("%s (-years +all):\n%s", table, diff)
		}
		for _, row := range all {
			is := [2]string{row["year"], row["demonstration"]}
			if is != [2]string{"2025", "yes"} && is != [2]string{"2024", "no"} || !strings.HasPrefix(row["as_of"], "202") {
				t.Errorf("%s: a row says of itself %v, as of %q", table, is, row["as_of"])
			}
		}
	}
	if len(published(t, tree["data/smelters.csv"])) != 5 {
		t.Error("data/smelters.csv has not the rows of both years")
	}
}

// TestTheSameWordsOfAChange holds that page, table and feed call a change alike.
func TestTheSameWordsOfAChange(t *testing.T) {
	tree := build(t, years())
	page, feed := strings.ToLower(spaced(parsePages(t, tree)["2025/changes/index.html"])), strings.ToLower(string(tree["feed.xml"]))
	rows := published(t, tree["2025/changes.csv"])
	if len(rows) != 4 {
		t.Fatalf("%d changes", len(rows))
	}
	for _, row := range rows {
		if kind := row["kind"]; kind == "" || !strings.Contains(page, row["smelter_id"]+" "+kind) && !strings.Contains(page, strings.ToLower(row["smelter_id"])+" "+kind) || !strings.Contains(feed, kind+": ") {
			t.Errorf("%s: %q is not what page and feed say", row["smelter_id"], kind)
		}
	}
}

// TestTheMarkOfUTF8 holds that a table has it where a program would misread it without.
func TestTheMarkOfUTF8(t *testing.T) {
	s := years()
	s.Years[0].Smelters[0].City = "Thái Nguyên"
	tree := build(t, s)
	for file, want := range map[string]bool{"2025/smelters.csv": true, "2024/smelters.csv": false, "data/smelters.csv": true, "2025/changes.csv": false} {
		if got := bytes.HasPrefix(tree[file], []byte("\ufeff")); got != want {
			t.Errorf("%s begins with the mark: %v", file, got)
		}
	}
}

// TestTheWorkbookHasTheTables holds that Excel gets what the CSV files have, typed.
func TestTheWorkbookHasTheTables(t *testing.T) {
	tree := build(t, years())
	f, err := excelize.OpenReader(bytes.NewReader(tree["2025/data.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, table := range []string{"smelters", "figures", "changes", "activities"} {
		rows, err := f.GetRows(table)
		if err != nil || len(rows) == 0 {
			t.Fatalf("%s: %v", table, err)
		}
		records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(tree["2025/"+table+".csv"], []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(records[0], "value") // 75.0 is the number 75
		for i := range records {
			if at >= 0 && i > 0 {
				records[i][at] = strings.TrimSuffix(records[i][at], ".0")
			}
		}
		for i := range rows { // it leaves out what is blank at the end
			for len(rows[i]) < len(records[0]) {
				rows[i] = append(rows[i], "")
			}
		}
		if diff := cmp.Diff(records, rows); diff != "" {
			t.Errorf("%s (-csv +workbook):\n%s", table, diff)
		}
	}
	if raw, _ := f.GetCellValue("smelters", "K2", excelize.Options{RawCellValue: true}); raw != "45717" {
		t.Errorf("the day of an audit is stored as %q", raw)
	}
	about, err := f.GetRows("about")
	if err != nil || !strings.Contains(about[2][1], "fictional") {
		t.Errorf("the workbook does not say that it is fictional: %v %v", about, err)
	}
}

// TestBlankColumnsAreExplained holds that a column in which nothing stands says why.
func TestBlankColumnsAreExplained(t *testing.T) {
	tree := build(t, years())
	for _, file := range []string{"2025/datapackage.json", "data/datapackage.json", "data/index.html"} {
		if !strings.Contains(string(tree[file]), "Blank throughout: no list that was taken tells of origins") {
			t.Errorf("%s does not say why sourcing_countries is blank", file)
		}
		if strings.Contains(string(tree[file]), "Whether all of its material was reported to come from recycled or scrap sources. Blank") {
			t.Errorf("%s calls a column blank that is not", file)
		}
	}
}
