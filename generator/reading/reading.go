// Package reading gives the declarations of workbooks, and keeps what was made of them
// so that a workbook whose bytes are known is not read again.
//
// Kept is the whole Declaration, the findings of the reader
// and the rows of the template's Checker included. What later rooms make of workbooks they
// keep by the same Cache. The compiled tables cannot stand in for it: tables that were
// taken as proof of themselves would prove whatever somebody typed into them.
//
// What is kept saves time and is never needed. It is sealed with a key of this machine
// that lies outside the project, so that nothing which came with a repository is ever
// believed; it names the reader that made it; and what is not whole gives nothing. The
// parts that the shares of a build hand to each other are sealed by a checksum alone.
package reading

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
)

// Reading is one workbook as read. Its file and the hash of its bytes stand in the
// Declaration.
type Reading struct {
	Declaration cmrt.Declaration
	Stamp       folder.Stamp
}

// List is what was read from some of a project's workbooks.
type List struct {
	Reader   string // the version of the reader, any text without a line end
	Part     string // of which share of the workbooks: "2/7"; "" for a cache
	Scope    string // which years, e.g. "2024 2025"
	Readings []Reading
}

// magic begins every list; the number is that of the format.
const magic = "cmr readings 1\n"

// ErrDamaged is the error of bytes that are no whole list.
var ErrDamaged = errors.New("it is damaged or incomplete")

// Bytes writes a list.
func (l List) Bytes() []byte {
	body := Encode(l)
	sum := sha256.Sum256(body)
	return append([]byte(magic+hex.EncodeToString(sum[:])+"\n"), body...)
}

// IsList tells whether data begin as a list does, whole or not.
func IsList(data []byte) bool { return bytes.HasPrefix(data, []byte(magic)) }

// Parse reads a list, whole or not at all. Its texts share the memory of one copy of
// the data.
func Parse(data []byte) (List, error) {
	rest, ours := bytes.CutPrefix(data, []byte(magic))
	sum, body, whole := bytes.Cut(rest, []byte("\n"))
	if want := sha256.Sum256(body); !ours || !whole || string(sum) != hex.EncodeToString(want[:]) {
		return List{}, ErrDamaged
	}
	var l List
	if err := Decode(string(body), &l); err != nil {
		return List{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return l, nil
}
