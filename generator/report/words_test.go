package report

import (
	"fmt"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestNumbersInWords: a number that is spelt out is held to the data as its digits are.
func TestNumbersInWords(t *testing.T) {
	spelt := map[int]string{30: "thirty", 41: "forty-one", 52: "fifty two", 63: "sixty-three", 74: "seventy-four", 85: "eighty-five", 99: "ninety-nine"}
	for i, word := range strings.Fields("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty") {
		spelt[i+2] = word
	}
	for n, word := range spelt {
		for value, well := range map[int]bool{n: true, n + 1: false, n - 1: false} {
			_, err := Compose(Input{Registrant: project.Registrant{Name: "E"}, Year: 2025, CutOff: "2026-04-30",
				Figures:   []tables.Figure{{ID: "suppliers.in_scope", Value: fmt.Sprint(value)}},
				Narrative: []project.Text{{File: "content/2025/a.md", Body: "## A\n\nWe asked " + word + " suppliers.\n"}}})
			if (err == nil) != well {
				t.Errorf("%q where the data say %d: %v", word, value, err)
			}
		}
	}
}

// TestAWordThatIsNotSetIsNamed: nothing is published with a gap where it was to stand.
func TestAWordThatIsNotSetIsNamed(t *testing.T) {
	in := input("## A\n\nSee {{public_url}} for more.\n", nil)
	in.Registrant.PublicURL = ""
	if _, err := Compose(in); err == nil || !strings.HasPrefix(err.Error(), "content/2025/10-a.md:3: ") || !strings.Contains(err.Error(), "public_url is not set") {
		t.Errorf("%v", err)
	}
}

// TestAnAddressWithoutAStreetHasNoGap: what the registrant has not given leaves no comma.
func TestAnAddressWithoutAStreetHasNoGap(t *testing.T) {
	text := formOf(t, func(in *Input) {
		in.Registrant.Address.City, in.Registrant.Address.State = "Springfield", "Ohio"
	})
	if !strings.Contains(text, "Springfield, Ohio") || strings.Contains(text, ", Springfield") {
		t.Errorf("the address:\n%s", text)
	}
}
