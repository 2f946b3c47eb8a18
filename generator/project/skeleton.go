package project

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// skeleton is an empty project. YEAR in a path or a text stands for the reporting
// year, COMPANY for the registrant. Files whose names begin with a dot are kept
// under names that begin with dot-, since embedding leaves dot files out.
//
//go:embed all:skeleton
var skeleton embed.FS

// OwnLetters are the letters that a new project begins with.
func OwnLetters() ([]Text, error) {
	tree, err := Skeleton("", 0)
	var list []Text
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if strings.HasPrefix(name, LettersDir+"/") {
			list = append(list, Text{File: name, Body: string(tree[name])})
		}
	}
	return list, err
}

// Skeleton gives the files of an empty project for a company and a reporting
// year: it builds as it is, and says in each file what to fill in.
func Skeleton(company string, year int) (map[string][]byte, error) {
	if strings.ContainsFunc(company, unicode.IsControl) {
		return nil, fmt.Errorf("the name %q is more than one line", company)
	}
	tree := map[string][]byte{}
	err := fs.WalkDir(skeleton, "skeleton", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := skeleton.ReadFile(name)
		if err != nil {
			return err
		}
		n := strconv.Itoa(year)
		to := strings.TrimPrefix(name, "skeleton/")
		to = strings.ReplaceAll(strings.ReplaceAll(to, "YEAR", n), "dot-", ".")
		if strings.HasSuffix(to, ".yaml") {
			data = bytes.ReplaceAll(data, []byte("NEXT"), []byte(strconv.Itoa(year+1)))
			data = bytes.ReplaceAll(data, []byte("YEAR"), []byte(n))
			data = bytes.ReplaceAll(data, []byte("COMPANY"), []byte(strconv.Quote(company))) // last: a name may hold the other words
		}
		tree[to] = data
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("write an empty project: %w", err)
	}
	return tree, nil
}
