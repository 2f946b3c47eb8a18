//go:build ignore

// Makes regions.txt: the regions of all countries by ISO 3166-2, each with its
// code, the region around it if there is one, and its names. Run it in a folder with
// the unpacked npm packages iso-3166 (as iso) and cldr-subdivisions-full (as cldr):
//
//	go run makeregions.go iso/2.js cldr/subdivisions/en/en.json > regions.txt
//
// and pack it for the program: PACK=1 go test ./generator/smelter -run RegionsArePacked
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
)

// entry is a region as iso-3166 writes it, in JavaScript.
var entry = regexp.MustCompile(`code: '([^']+)',\s*name: (?:'((?:[^'\\]|\\.)*)'|"([^"]*)"),\s*parent: '([^']+)'`)

func main() {
	script, err := os.ReadFile(os.Args[1])
	fatal(err)
	data, err := os.ReadFile(os.Args[2])
	fatal(err)
	var cldr struct {
		Subdivisions struct {
			LocaleDisplayNames struct {
				Subdivisions map[string]string
			}
		}
	}
	fatal(json.Unmarshal(data, &cldr))
	lines := map[string]string{}
	english := map[string]string{}
	for code, name := range cldr.Subdivisions.LocaleDisplayNames.Subdivisions {
		english[strings.ToUpper(code[:2]+"-"+code[2:])] = strings.TrimRight(name, "¹²³")
	}
	for _, m := range entry.FindAllStringSubmatch(string(script), -1) {
		code, name, parent := m[1], strings.ReplaceAll(m[2]+m[3], `\'`, "'"), m[4]
		if !strings.Contains(parent, "-") {
			parent = ""
		}
		lines[code] = code + "\t" + parent + "\t" + name
		if other := english[code]; other != "" && other != name {
			lines[code] += "\t" + other
		}
	}
	for code, name := range english {
		if lines[code] == "" { // withdrawn: nobody says what became of it
			lines[code] = code + "\t!\t" + name
		}
	}
	for _, code := range slices.Sorted(maps.Keys(lines)) {
		fmt.Println(lines[code])
	}
}

func fatal(err error) {
	if err != nil {
		panic(err)
	}
}
