package tables

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"reflect"
)

// Package describes CSV files as a Data Package, version 2 (datapackage.org). It
// is the place where data that are not real say so.
type Package struct {
	Schema        string          `json:"$schema"`
	Name          string          `json:"name"`
	Title         string          `json:"title"`
	Description   string          `json:"description"`
	Homepage      string          `json:"homepage,omitempty"`
	Version       string          `json:"version,omitempty"`        // the day the data speak of
	SchemaVersion string          `json:"schema_version,omitempty"` // of the public tables
	Demonstration bool            `json:"demonstration,omitempty"`  // made from fictional data
	Keywords      []string        `json:"keywords,omitempty"`
	Licences      []Licence       `json:"licenses,omitempty"`
	Contributors  []Contributor   `json:"contributors,omitempty"`
	Sources       []PackageSource `json:"sources,omitempty"`
	Resources     []Resource      `json:"resources"`
}

// Licence is under what others may use the data.
type Licence struct {
	Name string `json:"name"`           // SPDX identifier where there is one
	Path string `json:"path,omitempty"` // address of its text
}

// Contributor is who made or publishes the data.
type Contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

// PackageSource is a reference list that the tables were compared with.
type PackageSource struct {
	Title   string `json:"title"`
	Version string `json:"version,omitempty"` // its day
	Hash    string `json:"hash,omitempty"`    // sha256:hex
}

// Resource is one file of a package.
type Resource struct {
	Name        string  `json:"name"`
	Type        string  `json:"type"`
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description"`
	Path        string  `json:"path"`
	Format      string  `json:"format"`
	Mediatype   string  `json:"mediatype"`
	Encoding    string  `json:"encoding"`
	Bytes       int     `json:"bytes"`
	Hash        string  `json:"hash"`
	Dialect     dialect `json:"dialect"`
	Table       schema  `json:"schema"`
}

type dialect struct {
	Schema         string `json:"$schema"`
	Header         bool   `json:"header"`
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type schema struct {
	Schema        string   `json:"$schema"`
	Fields        []Field  `json:"fields"`
	MissingValues []string `json:"missingValues"`
	PrimaryKey    []string `json:"primaryKey,omitempty"`
}

const profile = "https://datapackage.org/profiles/2.0/"

// NewPackage begins a package. Of fictional data it says so in words too.
func NewPackage(name, title, description string, demonstration bool) *Package {
	if demonstration {
		description = "Demonstration: made from fictional data. " + description
	}
	return &Package{Schema: profile + "datapackage.json", Name: name, Title: title, Description: description, Demonstration: demonstration, Resources: []Resource{}}
}

// guarding tells readers of the CSV files about the mark in front of texts.
const guarding = " A text that begins with = + - @ ' tab or CR has one ' in front, so that no spreadsheet takes it for a formula."

// AddTable describes name.csv, whose rows are of type Row and whose bytes are
// given. fields may describe its columns; primaryKey names those that identify a row.
func AddTable[Row any](p *Package, name, description string, data []byte, fields map[string]Field, primaryKey ...string) {
	p.add(name, description, data, fieldsOf(reflect.TypeFor[Row](), fields), primaryKey)
}

// fieldsOf are the columns of a row, with what is said of them.
func fieldsOf(row reflect.Type, fields map[string]Field) (list []Field) {
	for i, column := range columns(row) {
		f := fields[column]
		f.Name = column
		if f.Type == "" {
			f.Type = map[bool]string{true: "integer", false: "string"}[row.Field(i).Type.Kind() == reflect.Int]
		}
		list = append(list, f)
	}
	return list
}

func (p *Package) add(name, description string, data []byte, fields []Field, primaryKey []string) {
	p.Resources = append(p.Resources, Resource{Name: name, Type: "table", Description: description + guarding, Path: name + ".csv", Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
		Bytes: len(data), Hash: fmt.Sprintf("sha256:%x", sha256.Sum256(data)),
		Dialect: dialect{Schema: profile + "tabledialect.json", Header: true, Delimiter: ",", LineTerminator: "\n", QuoteChar: `"`, DoubleQuote: true},
		Table:   schema{Schema: profile + "tableschema.json", Fields: fields, MissingValues: []string{""}, PrimaryKey: primaryKey}})
}

// JSON writes the descriptor for people too: indented, < and > as they are.
func (p *Package) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return nil, fmt.Errorf("write data package: %w", err)
	}
	return b.Bytes(), nil
}
