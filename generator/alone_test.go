package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// relieved is this repository's project with years that file Form SD alone; the founding
// year, which had a report, is left out.
func relieved(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, top := range []string{"content", "data"} {
		err := fs.WalkDir(os.DirFS(".."), top, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (strings.HasSuffix(name, "/2013") || d.Name() == "compiled"):
				return fs.SkipDir
			case d.IsDir():
				return nil
			}
			data, err := os.ReadFile("../" + name)
			if strings.HasSuffix(name, "/year.yaml") {
				data = append(data, "\nfiling:\n  mode: form-sd-2017-relief\n"...)
			}
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// words of the form itself, which the SEC wrote, that speak of reports.
var ofTheForm = strings.NewReplacer("Disclosure and Report", "", "Specialized Disclosure Report", "", "SPECIALIZED DISCLOSURE REPORT", "", "caused this report to be signed", "", "in connection with this report", "",
	"no Conflict Minerals Report is filed", "", "in any report", "")

// aReport is what speaks of a report of the company.
var aReport = regexp.MustCompile(`(?i)conflict minerals reports?\b|\b(?:the|this|its|our|each|every|all|next|an?|last) reports?\b|\breports? (?:of|for|is|was|and|as)\b|>\s*reports?\s*<|\b20\d\d reports?\b|\breports? 20\d\d|report\.md|#report|Exhibit 1\.01`)

// TestNothingSpeaksOfAReportThatDoesNotExist: no page, title, feed or table of a project
// whose years file Form SD alone.
func TestNothingSpeaksOfAReportThatDoesNotExist(t *testing.T) {
	compiled, pages := built(t, seasonOf(t, relieved(t)))
	for name, data := range compiled {
		if strings.HasSuffix(name, "report.md") {
			t.Errorf("%s is compiled", name)
		}
		pages["compiled/"+name] = data
	}
	read := 0
	for name, data := range pages {
		if !regexp.MustCompile(`\.(html|xml|json|md|txt)$`).MatchString(name) || strings.Contains(name, "compiled/") && !strings.HasSuffix(name, "form-sd.md") {
			continue
		}
		read++
		if name == "SHA256SUMS" || strings.HasPrefix(name, "report") {
			t.Errorf("%s is there", name)
		}
		text := ofTheForm.Replace(string(data))
		for _, at := range aReport.FindAllStringIndex(text, 3) {
			t.Errorf("%s says %q", name, text[max(at[0]-60, 0):min(at[1]+60, len(text))])
		}
	}
	if read < 50 {
		t.Errorf("only %d pages were read", read)
	}
	page := string(pages["2025/index.html"])
	for _, want := range []string{"Conflict Minerals Disclosure of Itron, Inc. for 2025", "good faith a reasonable country of origin inquiry", "suppliers in scope", "The results of the inquiry are as follows", "April 7, 2017"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the year lacks %q", want)
		}
	}
	if _, there := pages["2025/report.md"]; there {
		t.Error("there is a report to download")
	}
}
