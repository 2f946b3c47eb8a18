package check

import (
	"fmt"
	"path"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

// receivedFileMissing is about the log of what came, held against what is there.
var receivedFileMissing = finding.Rule{Name: "received-file-missing", Severity: finding.Warning,
	Explanation: "The log says that a workbook came, and it is no longer there as it came: it was removed, or other bytes took its place. What the supplier sent has to be kept with the report.",
	Fix:         "Put the file back from git or from the mail that it came with. If it was filed by mistake, take the filing back with the command named.",
	Example:     "received.csv logs acme-2.xlsx of 3 March; somebody deleted it while tidying up.", Internal: true}

// missing finds the rows of the log whose workbook is not among the year's. One that was
// renamed is still there: the bytes tell, not the name.
func missing(y *project.Year, books []Workbook) []finding.Finding {
	there, named := map[string]bool{}, map[string]Workbook{}
	for _, b := range books {
		there[b.Declaration.SHA256] = true
		named[path.Base(b.Declaration.File)] = b
	}
	var list []finding.Finding
	for _, r := range y.Received {
		file := path.Base(r.File)
		b, has := named[file]
		if there[r.SHA256] || has && (r.SHA256 == "" || notFetched(b)) {
			continue
		}
		message := fmt.Sprintf("%s, which came on %s, is not in data/%d/%s any more.", file, r.Date, y.Number, cmrt.Folder(y.Asks()))
		if has {
			message = fmt.Sprintf("%s does not hold the bytes that came on %s: it was changed or replaced.", file, r.Date)
		}
		if r.SHA256 != "" {
			message += fmt.Sprintf(" To take the filing back: cmr receive %d --undo %.12s", y.Number, r.SHA256)
		}
		f := receivedFileMissing.At(project.ReceivedFile(y.Number), "", strconv.Itoa(r.Line), message)
		f.Supplier = r.Supplier
		list = append(list, f)
	}
	return list
}

// notFetched tells a file of which only the note of Git LFS is there, so that its bytes
// are not known.
func notFetched(b Workbook) bool {
	return slices.ContainsFunc(b.Findings, func(f finding.Finding) bool { return f.Rule == "file-lfs-pointer" })
}
