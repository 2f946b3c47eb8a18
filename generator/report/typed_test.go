package report

import (
	"errors"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// Every text is held to 22 suppliers in scope, 21 asked, 14 answers, 69 smelters.
func TestTypedNumbersThatTheDataContradict(t *testing.T) {
	values := map[string]int{"suppliers.in_scope": 22, "suppliers.asked": 21, "suppliers.responded": 14, "smelters.total": 69, "gold.covered_countries.no": 4, "letters.reminders": 13, "letters.corrections": 9}
	for _, c := range []struct {
		text string
		well bool
	}{
		{"We asked 21 suppliers.", true},
		{"We asked 777 suppliers.", false},
		{"We asked **777** suppliers.", false},
		{"We asked *777 suppliers*.", false},
		{"We asked `777` suppliers.", false},
		{"We asked 1,234 suppliers.", false},
		{"We asked 1 234 suppliers.", false},
		{"We asked 1\u00a0234 suppliers.", false},
		{"In 2025 21 suppliers were asked.", true},
		{"We asked twenty-one suppliers.", true},
		{"We asked twenty-two direct suppliers.", true},
		{"We asked fifty suppliers.", false},
		{"Forty two suppliers were asked.", false},
		{"They name 69 facilities.", true},
		{"They name 70 facilities.", false},
		{"We got 15 CMRTs.", false},
		{"We returned 9 declarations.", true}, // which are counted by the letters too
		{"We returned those of 9 suppliers.", false},
		{"They name 9 smelters.", false},
		{"They name 22 smelters.", false},
		{"We asked 69 suppliers.", false},
		{"We got 14 responses.", true},
		{"The number of smelters was 777.", false},
		{"The number of smelters was 69.", true},
		{"Suppliers that answered: 4711", false},
		{"| Suppliers asked | 33 |", false},
		{"| Suppliers asked | 21 |", true},
		{"About 80% answered.", false},
		{"In all, 63.6% answered.", true},
		{"We surveyed 95 of our suppliers.", false},
		{"We surveyed 21 of our direct suppliers.", true},
		{"We surveyed 95 relevant suppliers.", false},
		{"They name 70 unique gold smelters.", false},
		{"They name 69 different RMAP-conformant facilities.", true},
		{"In all, 95 tier 1 suppliers answered.", false},
		{"Our tier 2 suppliers rely on tier 3 suppliers.", true},
		{"Tier 2 and 3 suppliers are not asked.", true},
		{"In 2025 suppliers were asked again.", true},
		{"The 2025 CMRTs and the 2024 supplier declarations were compared.", true},
		{"Version 6.4 CMRTs were returned, CMRT 6.5 declarations were not.", true},
		{"We got 2,025 CMRTs.", false},
		{"In 2025 4 suppliers answered No.", true},
		{"Of them, 13 suppliers were reminded.", false}, // 13 letters are not 13 suppliers
		{"Four metals, three tiers and one supplier of ours.", true},
		{"The cut-off for suppliers is 30 April 2026.", true},
		{"The list of smelters was 2016's.", true},
		{"The deadline for smelters: 5 May 2026", true},
		{"RMI lists {{typed \"more than 300 smelters\"}}; we aim at {{typed 95%}}.", true},
		{"Rule 13p-1 and 10 countries bind suppliers.", true},
	} {
		_, err := Compose(input("## A\n\n"+c.text+"\n", values))
		if (err == nil) != c.well {
			t.Errorf("%s: error %v", c.text, err)
		}
		if err != nil && !strings.Contains(err.Error(), "10-a.md:3") {
			t.Errorf("%s: %v names no line", c.text, err)
		}
	}
}

func TestTypedNumbersInTables(t *testing.T) {
	in := input("## A\n\nText.\n", map[string]int{"suppliers.asked": 21})
	in.Promised = []project.Step{{Promised: "2025", Step: "to visit 40 smelters", Line: 7}}
	in.Typed = []project.Activity{{Date: "2025-09-01", Step: "1", Activity: "12 suppliers were trained", Line: 2}}
	_, err := Compose(in)
	var at *project.InputError
	if !errors.As(err, &at) {
		t.Fatalf("error %v", err)
	}
	for _, want := range []string{"content/steps.csv:7: “40 smelters”", "content/2025/activities.csv:2: “12 suppliers”"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
}

func TestFiguresInCodeHaveNoLink(t *testing.T) {
	got := compose(t, input("## A\n\n```\n{{suppliers.asked}} asked\n```\n\nAs `{{suppliers.asked}}` and {{suppliers.asked}}.\n", map[string]int{"suppliers.asked": 21}))
	if want := "```\n21 asked\n```\n\nAs `21` and [21](figures/#suppliers.asked).\n"; !strings.HasSuffix(got, want) {
		t.Error(got)
	}
}

func TestPerformedIsDatedAndSaysWhatHasNoRecord(t *testing.T) {
	in := input("## A\n\n{{block performed}}\n", map[string]int{"suppliers.asked": 21})
	in.Activities = append(in.Activities, activity(1, "2026-01-12", "2026-02-03", "suppliers were asked", "suppliers.asked"), activity(4, "2026-03-14", "2026-03-14", "the list was read.", ""))
	got := compose(t, in)
	for _, want := range []string{
		"**Step 1. Management systems**\n\n- 12 January 2026 to 3 February 2026: [21](figures/#suppliers.asked) suppliers were asked.\n",
		"**Step 2. Risks identified and assessed**\n\nNo dated activity of this step is on record.\n",
		"- 14 March 2026: the list was read.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestExclusionsSayWhenTheBusinessIsCovered(t *testing.T) {
	in := input("## A\n\n{{block exclusions}}\n", nil)
	if got := compose(t, in); strings.Contains(got, "left out") {
		t.Errorf("nobody said that nothing is left out: %s", got)
	}
	in.Exclusions = []project.Exclusion{{Business: "Acme GmbH", Acquired: "2025-06-15"}}
	if got := compose(t, in); !strings.Contains(got, "Acme GmbH, acquired on 15 June 2025; it is covered from the report for 2027 on.") {
		t.Error(got)
	}
}

func activity(step int, from, to, words, figure string) tables.Activity {
	return tables.Activity{Step: step, From: from, To: to, Activity: words, Figure: figure}
}
