package cmrt

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// facts are what is kept of a real sample: what was read, without the suppliers'
// own words at length.
type facts struct {
	Template       Template
	Scope, Date    string
	Filled         map[string]bool // fields of the company block that hold something
	Answers        []string        // key, metal, answer and the text as typed
	CompanyAnswers []string
	Smelters       []string // row, metal, number, recycled
	Products       []int    // rows
	Findings       []string
}

func factsOf(d Declaration) facts {
	c := d.Company
	f := facts{Template: d.Template, Scope: c.Scope, Date: c.EffectiveDate, Filled: map[string]bool{
		"name": c.Name != "", "unique_id": c.UniqueID != "", "address": c.Address != "", "contact_name": c.ContactName != "", "contact_email": c.ContactEmail != "",
		"authorizer_name": c.AuthorizerName != "", "authorizer_email": c.AuthorizerEmail != "", "authorizer_phone": c.AuthorizerPhone != ""}}
	for _, a := range d.Answers {
		f.Answers = append(f.Answers, a.Cell+" "+string(a.Key)+" "+string(a.Metal)+" = "+a.Answer+" ("+a.Raw+")")
	}
	for _, a := range d.CompanyAnswers {
		f.CompanyAnswers = append(f.CompanyAnswers, a.Cell+" "+string(a.Key)+" = "+a.Answer+" ("+a.Raw+")")
	}
	for _, s := range d.Smelters {
		f.Smelters = append(f.Smelters, ref(1, s.Row)+" "+string(s.Metal)+" "+s.ID+" "+s.Country+" "+s.Recycled)
	}
	for _, p := range d.Products {
		f.Products = append(f.Products, p.Row)
	}
	for _, x := range d.Findings {
		f.Findings = append(f.Findings, string(x.Severity)+" "+x.Rule+" "+x.Sheet+" "+x.Cell)
	}
	return f
}

// TestSamples keeps what is read of every real sample and template as a golden file.
func TestSamples(t *testing.T) {
	for name, data := range realFiles(t, "samples/*", "templates/*") {
		got, err := json.MarshalIndent(factsOf(Read(name, data)), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", "samples", name+".json")
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(bytes.TrimSpace(want)), string(got)); diff != "" {
			t.Errorf("%s (-golden +read):\n%s", name, diff)
		}
	}
}
