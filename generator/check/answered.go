package check

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// answeredFileChanged is about what customers were sent, held against what is kept.
var answeredFileChanged = finding.Rule{Name: "answered-file-changed", Severity: finding.Warning,
	Explanation: "The log of customers' requests says that a file was sent, and it is no longer there as it was sent. What a customer was told has to be kept.",
	Fix:         "Put the file back from git or from the mail it was sent with.",
	Example:     "requests.csv logs a CMRT sent to Gridworks; somebody opened the kept copy in Excel and saved it.", Internal: true}

// Answered finds the files that were sent to customers and are gone, or are others now.
// read gives a file of the folder where they are kept.
func Answered(year int, requests []tables.Request, read func(name string) ([]byte, error)) ([]finding.Finding, error) {
	var list []finding.Finding
	for _, r := range requests {
		if r.File == "" {
			continue
		}
		data, err := read(r.File)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		sum := sha256.Sum256(data)
		file := path.Join(project.AnsweredDir(year), r.File)
		switch {
		case err != nil:
			list = append(list, answeredFileChanged.At(project.RequestsFile(year), "", strconv.Itoa(r.Line), fmt.Sprintf("%s, which was sent on %s, is gone.", file, r.Answered)))
		case hex.EncodeToString(sum[:]) != r.SHA256:
			list = append(list, answeredFileChanged.At(project.RequestsFile(year), "", strconv.Itoa(r.Line), fmt.Sprintf("%s does not hold the bytes that were sent on %s.", file, r.Answered)))
		}
	}
	return list, nil
}
