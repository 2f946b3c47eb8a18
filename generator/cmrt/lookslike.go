package cmrt

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// looksLike says in words what bytes are that are no workbook, so that a sender knows what
// went wrong: a portal gave a page to sign in, a link was attached instead of the file.
func looksLike(data []byte) string {
	begins := bytes.TrimLeft(data[:min(len(data), 4096)], "\xEF\xBB\xBF\t\n\f\r ")
	holds := func(words string) bool { return bytes.Contains(begins, []byte(words)) }
	with := func(words string) bool { return bytes.HasPrefix(begins, []byte(words)) }
	switch kind := text.Kind(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))); {
	case len(bytes.Trim(data, "\x00")) == 0:
		return "a file that was not downloaded to its end, as it holds nothing but zeros"
	case kind == "application/pdf":
		return "a PDF document"
	case strings.HasPrefix(kind, "image/"):
		return "a picture (" + strings.TrimPrefix(kind, "image/") + ")"
	case len(begins) > 12 && string(begins[4:8]) == "ftyp" && strings.HasPrefix(string(begins[8:12]), "hei"):
		return "a picture (heic)"
	case kind == "text/html":
		return "a web page, such as a portal's export or a page to sign in"
	case with("<?xml") && holds("urn:schemas-microsoft-com:office:spreadsheet"):
		return "an XML spreadsheet of Excel 2003"
	case kind == "text/xml":
		return "an XML file"
	case with("[InternetShortcut]"), with("{") && holds("docs.google.com"):
		return "a link to a file, not the file itself"
	case with("MIME-Version:") || with("From: ") || with("Received: ") || with("Return-Path: "):
		return "a mail or a saved web page"
	case with("{\\rtf"):
		return "a text document (rtf)"
	case strings.HasPrefix(kind, "text/"):
		return "a text file"
	case kind == "application/x-gzip" || kind == "application/x-rar-compressed" || with("7z\xBC\xAF\x27\x1C"):
		return "an archive other than zip"
	}
	return "data of an unknown kind"
}

// unpacked says in words what is wrong with a packed file.
func unpacked(err error) error {
	for _, known := range []struct {
		err   error
		words string
	}{
		{zip.ErrFormat, "its packed data are broken or cut off"}, {zip.ErrAlgorithm, "it is packed in a way that Excel does not know"}, {zip.ErrChecksum, "what it holds is not what was packed"},
	} {
		if errors.Is(err, known.err) {
			return errors.New(known.words)
		}
	}
	return err
}
