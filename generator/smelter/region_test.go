package smelter

import (
	"bytes"
	"compress/flate"
	"os"
	"testing"
)

// TestRegionsArePacked as the table says; with PACK set it packs them.
func TestRegionsArePacked(t *testing.T) {
	want, err := os.ReadFile("regions.txt")
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("PACK") != "" {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.BestCompression)
		if err == nil {
			_, err = w.Write(want)
		}
		if err == nil {
			err = w.Close()
		}
		if err == nil {
			err = os.WriteFile("regions.deflate", b.Bytes(), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Skip("packed")
	}
	if regionTable() != string(want) {
		t.Error("regions.deflate is not regions.txt: PACK=1 go test ./generator/smelter -run RegionsArePacked")
	}
}
