package text_test

import (
	"net/http"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"itron.com/conflict-minerals/generator/text"
)

// TestKind holds Kind to what net/http says of the same bytes: of each beginning that it
// knows, of what is nearly one, and of bytes drawn at random.
func TestKind(t *testing.T) {
	t.Parallel()
	begin := []string{"<!doctype html>", " \n<Html>", "<a ", "<a", "<b>", "<!-- x", "<h1>", "<?xml", "\t<?xml version", "%PDF-1.7", "%!PS-Adobe-3", "\xFE\xFF\x00a", "\xFF\xFEa\x00", "\xFF\xFE", "\xEF\xBB\xBFa", "\xEF\xBB\xBF",
		"\x00\x00\x01\x00", "\x00\x00\x02\x00", "BM", "GIF87a", "GIF89a", "RIFFabcdWEBPVP8", "RIFFabcdAVI ", "RIFFabcdWAVE", "\x89PNG\r\n\x1A\n", "\xFF\xD8\xFF\xE0", "FORMabcdAIFF", "ID3", "OggS\x00", "MThd\x00\x00\x00\x06",
		"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp41", "\x00\x00\x00\x14ftypisommp42isomxxxx", "\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isom", "\x00\x00\x02\x18ftypmp42",
		"\x1A\x45\xDF\xA3", strings.Repeat("\x01", 34) + "LP", "\x00\x01\x00\x00", "OTTO", "ttcf", "wOFF", "wOF2", "\x1F\x8B\x08", "PK\x03\x04", "PK", "Rar!\x1A\x07\x00", "Rar!\x1A\x07\x01\x00", "\x00asm", "", "plain", "a\x00b", "\x1b[0m"}
	same := func(fatal func(string, ...any), data []byte) {
		want, _, _ := strings.Cut(http.DetectContentType(data), ";")
		if got := text.Kind(data); got != want {
			fatal("%.40q is %s, not %s", data, got, want)
		}
	}
	for _, b := range begin {
		same(t.Fatalf, []byte(b))
		same(t.Fatalf, []byte(b+strings.Repeat("x", 600)+"\x00"))
	}
	rapid.Check(t, func(r *rapid.T) {
		same(r.Fatalf, append([]byte(rapid.SampledFrom(begin).Draw(r, "begin")), rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(r, "rest")...))
	})
}
