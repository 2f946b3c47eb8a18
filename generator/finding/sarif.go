package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// The part of SARIF 2.1.0 that findings need, in the standard's own words. The test
// holds the output against the published schema.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool                `json:"tool"`
		Bases   map[string]sarifArtifact `json:"originalUriBaseIds"`
		Results []sarifResult            `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   *sarifText   `json:"shortDescription,omitempty"`
		Full    *sarifText   `json:"fullDescription,omitempty"`
		Help    *sarifText   `json:"help,omitempty"`
		Default sarifSetting `json:"defaultConfiguration"`
	}
	sarifSetting struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations,omitempty"`
		Related      []sarifLocation    `json:"relatedLocations,omitempty"` // each cell of a finding that stands in several
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions"` // an empty list says that suppression was considered
		Properties   *sarifProperties   `json:"properties,omitempty"`
	}
	sarifLocation struct {
		Message  *sarifText     `json:"message,omitempty"`
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI         string     `json:"uri,omitempty"`
		Base        string     `json:"uriBaseId,omitempty"`
		Description *sarifText `json:"description,omitempty"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification"`
	}
	sarifProperties struct {
		CheckerRow int    `json:"checker_row,omitempty"`
		Metal      string `json:"metal,omitempty"`
		Supplier   string `json:"supplier,omitempty"`
		Follows    string `json:"follows,omitempty"`
		Closed     string `json:"closed,omitempty"`
	}
)

// sarifBase stands for the project's root: a log that is uploaded must not tell the path
// of the machine that made it.
const sarifBase = "SRCROOT"

// SARIF gives sorted findings as a log of SARIF 2.1.0, ready for encoding/json. rules are
// the catalogue, of which the log explains those that occur; version is the program's.
func SARIF(list []Finding, rules []Rule, version string) any { return sarifOf(list, rules, version) }

func sarifOf(list []Finding, rules []Rule, version string) sarifLog {
	driver := sarifDriver{Name: "cmr", Version: version, Rules: []sarifRule{}}
	index := map[string]int{}
	for _, r := range rules {
		if slices.ContainsFunc(list, func(f Finding) bool { return f.Rule == r.Name }) {
			index[r.Name] = len(driver.Rules)
			driver.Rules = append(driver.Rules, sarifRule{ID: r.Name, Short: textOf(firstSentence(r.Explanation)), Full: textOf(r.Explanation),
				Help: textOf(r.Fix), Default: sarifSetting{sarifLevel(r.Severity)}})
		}
	}
	results := []sarifResult{}
	seen := map[string]int{}
	for _, f := range list {
		i, known := index[f.Rule]
		if !known { // no rule of the catalogue: the log must not say less than the others
			i = len(driver.Rules)
			index[f.Rule] = i
			driver.Rules = append(driver.Rules, sarifRule{ID: f.Rule, Default: sarifSetting{sarifLevel(f.Severity)}})
		}
		mark := fingerprint(f)
		seen[mark]++
		if n := seen[mark]; n > 1 {
			mark += fmt.Sprintf(":%d", n)
		}
		result := sarifResult{RuleID: f.Rule, RuleIndex: i, Level: sarifLevel(f.Severity), Message: sarifText{strings.TrimSpace(f.Message + " " + f.Fix)},
			Locations: sarifPlace(f), Related: sarifCells(f), Fingerprints: map[string]string{"cmr/v1": mark}, Suppressions: []sarifSuppression{}}
		if f.Waived {
			result.Suppressions = append(result.Suppressions, sarifSuppression{Kind: "external", Status: "accepted", Justification: f.Reason + decidedBy(f)})
		}
		if why := f.unnecessary(); why != "" {
			result.Suppressions = append(result.Suppressions, sarifSuppression{Kind: "external", Status: "accepted", Justification: why})
		}
		if p := (sarifProperties{f.CheckerRow, f.Metal, f.Supplier, f.Follows, f.Closed}); p != (sarifProperties{}) {
			result.Properties = &p
		}
		results = append(results, result)
	}
	return sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{{
		Tool:    sarifTool{driver},
		Bases:   map[string]sarifArtifact{sarifBase: {Description: textOf("The root of the project, or the folder in which cmr ran.")}},
		Results: results,
	}}}
}

func textOf(s string) *sarifText {
	if s == "" {
		return nil
	}
	return &sarifText{s}
}

// sarifLevel translates a severity; the standard has the same three words.
func sarifLevel(s Severity) string {
	switch s {
	case Error, Warning:
		return string(s)
	}
	return "note"
}

// firstSentence is the beginning of an explanation that can stand alone.
func firstSentence(s string) string {
	if i := strings.IndexAny(s, ".;"); i >= 0 && (i+1 == len(s) || s[i+1] == ' ') {
		return s[:i] + "."
	}
	return s
}

// sarifPlace gives file and cell, or file and line. A finding without a file has no
// place.
func sarifPlace(f Finding) []sarifLocation {
	if f.File == "" {
		return nil
	}
	// GitHub refuses a place without a line; a workbook has none, so the first it is.
	at := sarifLocation{Physical: &sarifPhysical{Artifact: artifact(f.File), Region: &sarifRegion{max(lineOf(f), 1)}}}
	if cell := cellOf(f); cell != "" {
		at.Logical = []sarifLogical{{cell}}
	}
	return []sarifLocation{at}
}

// mostCells is how many cells of one finding a log lists; the message names them all.
const mostCells = 100

// sarifCells gives what was said of each cell of a finding that stands in several.
func sarifCells(f Finding) (list []sarifLocation) {
	for _, at := range f.Cells[:min(len(f.Cells), mostCells)] {
		place := sarifPlace(Finding{File: f.File, Sheet: at.Sheet, Cell: at.Cell})
		for i := range place {
			place[i].Message = textOf(at.Message)
		}
		list = append(list, place...)
	}
	return list
}

// artifact gives a file as a URI: below the base where it lies there, otherwise as
// it was named on the command line.
func artifact(file string) sarifArtifact {
	slashed := filepath.ToSlash(file)
	switch {
	case filepath.IsAbs(file):
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(slashed, "/")}).String()}
	case !filepath.IsLocal(file):
		return sarifArtifact{URI: (&url.URL{Path: slashed}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: slashed}).String(), Base: sarifBase}
}

// fingerprint tells a finding from others in any run, wherever it stands in a list.
// Lines of a table move when a row is added above, so there the text counts instead;
// what may be about several rows of a workbook stays the same while rows come and go.
func fingerprint(f Finding) string {
	at := f.Cell
	if lineOf(f) > 0 {
		at = f.Message
	}
	if f.PerRow {
		at, f.Sheet, f.Metal = "", "", ""
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule, f.Supplier, f.File, f.Sheet, at, f.Metal}, "\x00")))
	return hex.EncodeToString(sum[:16])
}
