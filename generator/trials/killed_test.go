//go:build unix

package trials

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"itron.com/conflict-minerals/generator/demo"
)

// TestKilledCommandsAreFinished kills every command that writes what people keep, at
// random moments: run again, it does what it would have done at once, or has done it.
func TestKilledCommandsAreFinished(t *testing.T) {
	t.Parallel()
	trials := 2
	if os.Getenv("CMR_LONG") != "" {
		trials = 20
	}
	made, _, err := demo.Make(demo.Options{Seed: 4, Suppliers: 6, Years: []int{2024, 2025}})
	if err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	put(t, filepath.Join(outside, "vendors.csv"), []byte("Vendor,Name,E-mail\n1,New Parts Ltd,a@new.example\n2,Other Parts Ltd,b@other.example\n"))
	put(t, filepath.Join(outside, "list.csv"), []byte("Metal,Smelter ID,Standard Smelter Name,Country,Smelter Reference\nTin,CID900001,Fictional Works,Peru,Fictional\n"))
	var supplier, answer string
	for name, data := range made {
		if strings.HasPrefix(name, "data/2025/cmrt/") && strings.HasSuffix(name, ".xlsx") && (answer == "" || name < answer) {
			answer, supplier = name, strings.TrimSuffix(filepath.Base(name), ".xlsx")
			put(t, filepath.Join(outside, "answer.xlsx"), data)
		}
	}
	put(t, filepath.Join(outside, "parts.csv"), []byte("part,level,vendor\nM-1,0,\nC-1,1,"+supplier+"\n"))
	edited(t, made, filepath.Join(outside, "edited.xlsx"))
	// As if the data were real, so that they can be filed.
	real := func(root string) {
		signed := "\nfiling:\n  date: 2026-05-29\n  signature: {signed: /s/ A. Boss, name: A. Boss, title: General Counsel, date: 2026-05-28, held_by: Legal}\n"
		edit(t, root, "content/registrant.yaml", "demonstration: true", "demonstration: false", "Robin Hallworth (fictional)", "Robin Hallworth", "555-0100", "555-2345")
		edit(t, root, "content/2025/year.yaml", "demonstration: true", "demonstration: false", "\x00", signed)
		for _, name := range []string{"content/2025/30-supply-chain.md", "content/2025/activities.csv", "content/2025/risks.csv", "content/2025/year.yaml"} {
			edit(t, root, name, "In this demonstration ", "", " (fictional)", "", "a fictional association", "the Metering Association")
		}
		policy, err := os.ReadFile(filepath.Join(root, "content/policy.md"))
		if err != nil {
			t.Fatal(err)
		}
		lines := slices.DeleteFunc(strings.SplitAfter(string(policy), "\n"), func(line string) bool { return strings.Contains(line, "written for the demonstration") })
		put(t, filepath.Join(root, "content/policy.md"), []byte(strings.Join(lines, "")))
		if out, err := exec.Command("cmr", "--root", root, "compile").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	random := rand.New(rand.NewPCG(17, 6))
	for _, c := range []struct {
		name   string
		before func(root string)
		args   []string
	}{
		{"year new", nil, []string{"year", "new", "2026"}},
		{"suppliers import", nil, []string{"suppliers", "import", filepath.Join(outside, "vendors.csv"), "2025"}},
		{"suppliers set", nil, []string{"suppliers", "set", "2025", supplier, "email=jo@new.example", "contact=Jo Doe"}},
		{"reference import", nil, []string{"reference", "import", filepath.Join(outside, "list.csv"), "--as-of", "2026-03-05", "--kind", "directory"}},
		{"receive", func(root string) { // as if it had never come: neither there nor in the log
			_ = os.Remove(filepath.Join(root, answer))
			log, err := os.ReadFile(filepath.Join(root, "data/2025/received.csv"))
			if err != nil {
				t.Fatal(err)
			}
			rows := slices.DeleteFunc(strings.SplitAfter(string(log), "\n"), func(row string) bool { return strings.Contains(row, ","+filepath.Base(answer)+",") })
			put(t, filepath.Join(root, "data/2025/received.csv"), []byte(strings.Join(rows, "")))
		}, []string{"receive", "2025", filepath.Join(outside, "answer.xlsx"), "--supplier", supplier, "--as-of", "2026-02-01"}},
		{"init", nil, []string{"init", "IN/new", "--year", "2025"}},
		{"compile", nil, []string{"compile"}},
		{"build", nil, []string{"build"}},
		{"decide", nil, []string{"decide", "2025", "waive", "--supplier", "nettlefield-sensors", "--rule", "policy-url-missing", "--who", "A. Boss", "--reason", "It was sent by mail."}},
		{"letters", nil, []string{"letters", "2025", "--as-of", "2026-02-01", "--record"}},
		{"edgar", nil, []string{"edgar", "2025"}},
		{"rollup", nil, []string{"rollup", "2025", "--template", filepath.Join(outside, "answer.xlsx"), "--out", "IN/build/own.xlsx"}},
		{"export", nil, []string{"export", "2025", "--as-of", "2026-02-01"}},
		{"export --flat", nil, []string{"export", "2025", "--flat", "--out", "IN/build/list.csv"}},
		{"import", nil, []string{"import", "2025", filepath.Join(outside, "edited.xlsx")}},
		{"parts import", nil, []string{"parts", "import", filepath.Join(outside, "parts.csv"), "2025"}},
		{"publish", func(root string) {
			text, err := os.ReadFile(filepath.Join(root, "content/2025/year.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			lines := slices.DeleteFunc(strings.SplitAfter(string(text), "\n"), func(line string) bool { return strings.HasPrefix(line, "publish:") })
			put(t, filepath.Join(root, "content/2025/year.yaml"), []byte(strings.Join(lines, "")))
		}, []string{"publish", "2025"}},
		{"log", nil, []string{"log", "2025", supplier, "phone", "--date", "2026-02-03", "--note", "Mr. Example calls back."}},
		{"log --customer", nil, []string{"log", "2025", "--customer", "Gridworks", "--asks", "CMRT", "--date", "2026-02-03"}},
		{"log --answered", func(root string) {
			put(t, filepath.Join(root, "data/2025/requests.csv"), []byte("customer,what,asked,due,answered,file,sha256,note\nGridworks,CMRT,2026-02-01,,,,,\n"))
		}, []string{"log", "2025", "--customer", "Gridworks", "--answered", filepath.Join(outside, "answer.xlsx"), "--date", "2026-02-03"}},
		{"dashboard", nil, []string{"dashboard", "2025", "--as-of", "2026-02-01"}},
		{"freeze", real, []string{"freeze", "2025"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			run := func(root string, kill time.Duration) (state string, code int, out string) {
				args := append([]string{"--root", root}, c.args...)
				for i, a := range args {
					args[i] = strings.Replace(a, "IN/", root+"/", 1)
				}
				cmd := exec.Command("cmr", args...)
				var b strings.Builder
				cmd.Stdout, cmd.Stderr = &b, &b
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				if kill >= 0 {
					time.AfterFunc(kill, func() { _ = cmd.Process.Kill() })
				}
				err := cmd.Wait()
				var exit *exec.ExitError
				if err != nil && !errors.As(err, &exit) {
					t.Fatal(err)
				}
				if kill >= 0 && exit != nil && exit.Sys().(syscall.WaitStatus).Signaled() {
					return "", -1, ""
				}
				kept := root
				if c.name == "letters" { // what was written yesterday is not due again; what was logged stays
					kept = filepath.Join(root, "data")
				}
				sum, err := treeHash(kept)
				if err != nil {
					t.Fatal(err)
				}
				return sum, cmd.ProcessState.ExitCode(), b.String()
			}
			project := func() string {
				root := t.TempDir()
				laid(t, root, made)
				if c.before != nil {
					c.before(root)
				}
				return root
			}
			began := time.Now()
			want, code, out := run(project(), -1)
			if code > exitLook || c.name == "freeze" && code != 0 {
				t.Fatalf("never killed, it ends with exit %d: %s", code, out)
			}
			takes, killed := time.Since(began), 0
			for range trials {
				root := project()
				if _, code, _ := run(root, time.Duration(random.Int64N(int64(takes)))); code == -1 {
					killed++
				}
				got, code, out := run(root, -1)
				if code > exitLook && !strings.Contains(out, "is there already") && !strings.Contains(out, "is not empty") {
					t.Errorf("run again: exit %d: %s", code, out)
				}
				if got != want {
					t.Errorf("run again, it leaves another project (exit %d: %s)", code, out)
				}
			}
			t.Logf("%d of %d killed", killed, trials)
		})
	}
}

// edit replaces texts in a file of a project, one after the other; \x00 stands for its end.
func edit(t *testing.T, root, name string, oldNew ...string) {
	t.Helper()
	file := filepath.Join(root, name)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put(t, file, []byte(strings.TrimSuffix(strings.NewReplacer(oldNew...).Replace(string(data)+"\x00"), "\x00")))
}

// edited writes a year's workbook as somebody gives it back who changed a contact.
func edited(t *testing.T, made map[string][]byte, to string) {
	t.Helper()
	root := t.TempDir()
	laid(t, root, made)
	if out, err := exec.Command("cmr", "--root", root, "export", "2025", "--as-of", "2026-02-01", "--out", to).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	f, err := excelize.OpenFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.SetCellValue("Suppliers", "C2", "Ann Example"), f.Save(), f.Close()); err != nil {
		t.Fatal(err)
	}
}
