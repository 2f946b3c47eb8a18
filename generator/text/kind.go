package text

import (
	"bytes"
	"slices"
	"strings"
)

// Kind is the media type of bytes, by how they begin, as browsers tell it (WHATWG, “MIME
// Sniffing”). It says what net/http.DetectContentType does, but for the character set: that
// package brings a whole web server and its cryptography, three of the ten megabytes of the
// check page.
func Kind(data []byte) string {
	data = data[:min(len(data), 512)]
	seen := bytes.TrimLeft(data, "\t\n\f\r ")
	for _, tag := range strings.Fields("<!DOCTYPE_HTML <HTML <HEAD <SCRIPT <IFRAME <H1 <DIV <FONT <TABLE <A <STYLE <TITLE <B <BODY <BR <P <!--") {
		tag = strings.ReplaceAll(tag, "_", " ")
		if len(seen) > len(tag) && (seen[len(tag)] == ' ' || seen[len(tag)] == '>') && bytes.Equal(bytes.ToUpper(seen[:len(tag)]), []byte(tag)) {
			return "text/html"
		}
	}
	if bytes.HasPrefix(seen, []byte("<?xml")) {
		return "text/xml"
	}
	for _, k := range beginnings {
		if begins(data, k.with) {
			return k.kind
		}
	}
	switch {
	case isMP4(data):
		return "video/mp4"
	case slices.ContainsFunc(seen, func(b byte) bool { return b <= 8 || b == 0x0B || b >= 0x0E && b <= 0x1A || b >= 0x1C && b <= 0x1F }):
		return "application/octet-stream"
	}
	return "text/plain"
}

// beginnings are how files begin; a question mark stands for any byte.
var beginnings = []struct{ with, kind string }{
	{"%PDF-", "application/pdf"}, {"%!PS-Adobe-", "application/postscript"},
	{"\xFE\xFF??", "text/plain"}, {"\xFF\xFE??", "text/plain"}, {"\xEF\xBB\xBF?", "text/plain"},
	{"\x00\x00\x01\x00", "image/x-icon"}, {"\x00\x00\x02\x00", "image/x-icon"}, {"BM", "image/bmp"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
	{"RIFF????WEBPVP", "image/webp"}, {"\x89PNG\r\n\x1A\n", "image/png"}, {"\xFF\xD8\xFF", "image/jpeg"},
	{"FORM????AIFF", "audio/aiff"}, {"ID3", "audio/mpeg"}, {"OggS\x00", "application/ogg"}, {"MThd\x00\x00\x00\x06", "audio/midi"},
	{"RIFF????AVI ", "video/avi"}, {"RIFF????WAVE", "audio/wave"}, {"\x1A\x45\xDF\xA3", "video/webm"},
	{strings.Repeat("?", 34) + "LP", "application/vnd.ms-fontobject"}, {"\x00\x01\x00\x00", "font/ttf"}, {"OTTO", "font/otf"}, {"ttcf", "font/collection"}, {"wOFF", "font/woff"}, {"wOF2", "font/woff2"},
	{"\x1F\x8B\x08", "application/x-gzip"}, {"PK\x03\x04", "application/zip"}, {"Rar!\x1A\x07\x00", "application/x-rar-compressed"}, {"Rar!\x1A\x07\x01\x00", "application/x-rar-compressed"}, {"\x00asm", "application/wasm"},
}

// begins tells whether data begin with a pattern.
func begins(data []byte, with string) bool {
	if len(data) < len(with) {
		return false
	}
	for i := range len(with) {
		if with[i] != '?' && with[i] != data[i] {
			return false
		}
	}
	return true
}

// isMP4 looks for a brand of MPEG-4 in the first box.
func isMP4(data []byte) bool {
	if len(data) < 12 || string(data[4:8]) != "ftyp" {
		return false
	}
	size := int(uint32(data[0])<<24 | uint32(data[1])<<16 | uint32(data[2])<<8 | uint32(data[3]))
	if size%4 != 0 || size > len(data) {
		return false
	}
	for at := 8; at+3 <= size; at += 4 {
		if at != 12 && string(data[at:at+3]) == "mp4" { // at 12 is a number
			return true
		}
	}
	return false
}
