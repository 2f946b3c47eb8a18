package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// play ROOT YEAR FROM TO DAYS plays a survey that is begun already: every so many days
// (twice as often with CMR_LONG) it lets “cmr letters --record” log what is due, and compares with the log and with the
// states that the dashboard shows.
func play(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: play ROOT YEAR FROM TO DAYS")
	}
	root := ts.MkAbs(args[0])
	year, err := strconv.Atoi(args[1])
	ts.Check(err)
	step, err := strconv.Atoi(args[4])
	ts.Check(err)
	if os.Getenv("CMR_LONG") != "" {
		step = max(step/2, 1)
	}
	day, err := time.Parse(time.DateOnly, args[2])
	ts.Check(err)
	for ; day.Format(time.DateOnly) <= args[3]; day = day.AddDate(0, 0, step) {
		on := day.Format(time.DateOnly)
		before := logOf(ts, root, year)
		runs(ts, "--root", root, "letters", args[1], "--as-of", on, "--record")
		after := logOf(ts, root, year)
		if !slices.Equal(after[:len(before)], before) {
			ts.Fatalf("%s: rows that were there have changed", on)
		}
		runs(ts, "--root", root, "letters", args[1], "--as-of", on, "--record")
		if again := logOf(ts, root, year); len(again) != len(after) {
			ts.Fatalf("%s: a second run wrote %d letters more", on, len(again)-len(after))
		}
		runs(ts, "--root", root, "dashboard", args[1], "--as-of", on)
		statesShown(ts, root, year, on)
	}
	// No letter twice: one of a kind to each but reminders and corrections, of which there are a few.
	counts := map[string]int{}
	for _, o := range logOf(ts, root, year) {
		counts[o.Supplier+" "+o.Kind]++
	}
	for what, n := range counts {
		if _, kind, _ := strings.Cut(what, " "); n > 1 && (kind != campaign.ToRemind && kind != campaign.ToCorrect || n > 4) {
			ts.Fatalf("%s: %d times", what, n)
		}
	}
}

func runs(ts *testscript.TestScript, args ...string) {
	out, err := exec.Command("cmr", args...).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitLook { // a letter is held back
		err = nil
	}
	if err != nil {
		ts.Fatalf("cmr %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func logOf(ts *testscript.TestScript, root string, year int) []tables.Outreach {
	name := filepath.Join(root, filepath.FromSlash(project.OutreachFile(year)))
	data, err := os.ReadFile(name)
	ts.Check(err)
	rows, err := tables.Read[tables.Outreach](name, data)
	ts.Check(err)
	return rows
}

var stageRow = regexp.MustCompile(`<tr><th scope="row">([^<]+)</th>\s*<td[^>]*>(\d+)</td>`)

// statesShown compares the dashboard with a count of the log that knows nothing of
// package campaign.
func statesShown(ts *testscript.TestScript, root string, year int, day string) {
	page, err := os.ReadFile(filepath.Join(root, "build", strconv.Itoa(year), "internal", "index.html"))
	ts.Check(err)
	shown := map[string]string{}
	for _, m := range stageRow.FindAllStringSubmatch(string(page), -1) {
		shown[m[1]] = m[2]
	}
	roster, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(project.RosterFile(year))))
	ts.Check(err)
	suppliers, err := tables.Read[tables.Supplier]("suppliers.csv", roster)
	ts.Check(err)
	came, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(project.ReceivedFile(year))))
	ts.Check(err)
	received, err := tables.Read[tables.Received]("received.csv", came)
	ts.Check(err)
	want := map[string]int{}
	for _, s := range suppliers {
		if s.InScope != "yes" {
			continue
		}
		wrote := map[string]bool{}
		for _, o := range logOf(ts, root, year) {
			if o.Supplier == s.ID && o.Date <= day && o.Outcome != "bounced" {
				wrote[o.Kind+" "+o.Outcome] = true
			}
		}
		answered := slices.ContainsFunc(received, func(r tables.Received) bool { return r.Supplier == s.ID && r.Date <= day })
		switch {
		case answered:
			want["answered"]++
		case wrote["reply refused"]:
			want["refused"]++
		case wrote["escalation sent"]:
			want["escalated"]++
		case wrote["reminder sent"]:
			want["reminded"]++
		case wrote["request sent"]:
			want["asked"]++
		default:
			want["not asked"]++
		}
	}
	count := func(stages ...campaign.Stage) (n int) {
		for _, stage := range stages {
			shownHere, err := strconv.Atoi(shown[string(stage)])
			ts.Check(err)
			n += shownHere
		}
		return n
	}
	got := map[string]int{"answered": count(campaign.Answered, campaign.Returned, campaign.Questions, campaign.Accepted), "escalated": count(campaign.Escalated), "reminded": count(campaign.Reminded), "asked": count(campaign.Asked), "not asked": count(campaign.NotAsked, campaign.Bounced), "refused": count(campaign.Refused)}
	for stage, n := range got {
		if n != want[stage] {
			ts.Fatalf("%s: the dashboard shows %d suppliers as %s, and there are %d", day, n, stage, want[stage])
		}
	}
	fmt.Fprintf(ts.Stdout(), "%s: %v, corrected %d, accepted %d, letters logged %d\n", day, want, count(campaign.Returned), count(campaign.Accepted), len(logOf(ts, root, year)))
}
