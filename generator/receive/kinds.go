package receive

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
)

// archivers are how the archives begin that are not opened here.
var archivers = []struct {
	at          int
	with, named string
}{
	{0, "7z\xBC\xAF\x27\x1C", "7z"}, {0, "Rar!\x1A\x07", "RAR"}, {0, "\x1F\x8B", "gzip"}, {0, "BZh", "bzip2"}, {0, "\xFD7zXZ\x00", "xz"}, {0, "\x28\xB5\x2F\xFD", "zstd"},
	{257, "ustar", "tar"}, {0, "MSCF\x00\x00\x00\x00", "CAB"}, {2, "-lh", "LHA"}, {0, "ALZ\x01", "ALZ"}, {0, "EGGA", "EGG"}, {32769, "CD001", "ISO"},
}

// archiveOf names the kind of an archive that is not opened here, "" for anything else.
func archiveOf(data []byte) string {
	for _, a := range archivers {
		if len(data) > a.at && bytes.HasPrefix(data[a.at:], []byte(a.with)) {
			return a.named
		}
	}
	return ""
}

// zipBehind tells an archive that begins further back: behind the program that unpacks it,
// or the mark of one that could have been in several pieces.
func zipBehind(data []byte) bool {
	if endOfZip(data) == 0 {
		return false
	}
	r, entries, err := openZip(data)
	if err != nil || entries > 0 || len(r.File) == 0 {
		return false
	}
	begin, err := r.File[0].DataOffset()
	return err == nil && begin > 0
}

// hasPart tells whether an archive has a file, by its path in lower case.
func hasPart(r *zip.Reader, names ...string) bool {
	return slices.ContainsFunc(r.File, func(f *zip.File) bool {
		return slices.Contains(names, strings.TrimPrefix(strings.ReplaceAll(strings.ToLower(f.Name), `\`, "/"), "/"))
	})
}

// isOffice tells a document, of Excel or another program, from an archive of files.
func isOffice(r *zip.Reader) bool {
	return hasPart(r, "[content_types].xml", "index/document.iwa") || hasPart(r, "mimetype") && hasPart(r, "content.xml") || slices.ContainsFunc(r.File, func(f *zip.File) bool {
		return strings.HasPrefix(strings.TrimPrefix(strings.ReplaceAll(strings.ToLower(f.Name), `\`, "/"), "/"), "xl/")
	})
}

// spreadsheetOf names the kind of a spreadsheet that is no workbook of Excel's, "" for
// anything else. A supplier's answer may have been saved as one.
func spreadsheetOf(name string, data []byte, r *zip.Reader) string {
	start := bytes.ToLower(data[:min(len(data), 2_000)])
	switch {
	case r != nil && hasPart(r, "xl/workbook.bin"):
		return "a binary workbook (.xlsb)"
	case r != nil && hasPart(r, "mimetype") && isNamed(name, ".ods", ".ots", ".xlsx", ".xls"):
		return "an OpenDocument spreadsheet"
	case r != nil && hasPart(r, "index/document.iwa"):
		return "a document of Apple Numbers"
	case r != nil:
	case bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return "an XML spreadsheet of Excel 2003"
	case bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:excel")), bytes.Contains(start, []byte("<html")) && isNamed(name, ".xls", ".xlsx"):
		return "a web page that a program called a workbook"
	case isNamed(name, ".xls", ".xlsx") && len(data) > 0 && bytes.IndexByte(data, 0) < 0 && bytes.ContainsAny(start, "\t,;") && bytes.IndexByte(start, '\n') > 0 && !bytes.HasPrefix(start, []byte("version https://git-lfs")):
		return "a text with separators that a program called a workbook"
	}
	return ""
}

// shares are where companies put files for others to fetch.
var shares = []string{"sharepoint.com/", "onedrive.live.com/", "1drv.ms/", "drive.google.com/", "docs.google.com/", "dropbox.com/", "wetransfer.com/", "we.tl/", "app.box.com/", "sharefile.com/", "icloud.com/"}

// shared says of a mail without an attachment that it names a place where one may lie.
func shared(body []byte) string {
	body = bytes.ToLower(bytes.ReplaceAll(body[:min(len(body), 1<<20)], []byte("=\r\n"), nil))
	for _, host := range shares {
		if bytes.Contains(body, []byte(host)) {
			return " It names a link to a file share (" + strings.TrimSuffix(host, "/") + "): open it, save the workbook and give that."
		}
	}
	return ""
}
