package ascii

import (
	"bytes"
	"compress/flate"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
)

var update = flag.Bool("update", false, "write the table anew")

func TestMain(m *testing.M) {
	flag.Parse()
	if *update {
		if err := os.WriteFile("table.deflate", pack(), 0o644); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// pack makes the table of what the module says of every character.
func pack() []byte {
	var text strings.Builder
	for block := rune(0); block <= unicode.MaxRune>>8; block++ {
		line := ""
		for r := block << 8; r < (block+1)<<8; r++ {
			line += separator
			if r >= unicode.MaxASCII && utf8.ValidRune(r) {
				line += unidecode.Unidecode(string(r))
			}
		}
		if line = strings.TrimRight(line, separator); line != "" {
			text.WriteString(strconv.Itoa(int(block)) + line + lineEnd)
		}
	}
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = w.Write([]byte(text.String()))
	_ = w.Close()
	return b.Bytes()
}

// TestEveryCharacterIsWrittenAsTheModuleDoes asks for each by itself and amid others.
func TestEveryCharacterIsWrittenAsTheModuleDoes(t *testing.T) {
	wrong := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := "a" + string(r) + "b"
		if got, want := Of(s), unidecode.Unidecode(s); got != want {
			if wrong++; wrong < 10 {
				t.Errorf("%U is %q, want %q", r, got, want)
			}
		}
	}
	if wrong > 0 {
		t.Fatalf("%d characters differ; write the table anew with -update", wrong)
	}
}

func TestNamesInLatin(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Acme": "Acme", "Łódź Ötztal": "Lodz Otztal", "锡业": "Xi Ye ", "Олово": "Olovo", "bad \xff byte": unidecode.Unidecode("bad \xff byte"),
	} {
		if got := Of(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
