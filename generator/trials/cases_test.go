//go:build unix

package trials

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Bounds of a file, whatever it holds.
const (
	mostTime   = 5 * time.Second // of a processor
	mostMemory = 256 << 20
)

// TestInputsThatCameOutWrong gives every input that was once read wrong to the command
// that takes it, and holds each to the bounds of a file. With -v it tells, as the rows of
// a table, what each gives today, its time of a processor and its memory.
func TestInputsThatCameOutWrong(t *testing.T) {
	t.Parallel()
	const cases = "../../../shared/cases"
	if _, err := os.Stat(cases); err != nil {
		t.Skip("needs ../shared with the inputs that came out wrong")
	}
	shared, err := filepath.Abs(cases)
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(t.TempDir(), "co")
	if code, out := cmr(t, nil, "init", root, "--name", "Example, Inc.", "--year", "2025"); code != 0 {
		t.Fatal(out)
	}
	put(t, filepath.Join(root, "data/2025/suppliers.csv"), []byte("id,name,contact,email,language,in_scope,why,metals,spend_share,contract_clause,parent\nbeispiel,Beispiel GmbH,,a@beispiel.example,de,yes,parts,,,,\nmuster-teile,Muster Teile AG,,a@muster.example,de,yes,parts,,,,\n"))
	tried := 0
	err = filepath.WalkDir(shared, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(shared, file)
		var args []string
		switch list := strings.Contains(name, "vendor") || strings.Contains(name, "spend-share") || strings.Contains(name, "-csv-") || strings.Contains(name, "name-alone"); {
		case list:
			args = []string{"suppliers", "import", file, "2025", "--dry-run"}
		case slices.Contains([]string{".eml", ".zip"}, filepath.Ext(name)):
			args = []string{"receive", "2025", file, "--dry-run"}
		case strings.HasPrefix(name, "conformant"):
			args = []string{"reference", "import", file, "--as-of", "2026-03-05", "--kind", "conformant", "--map", "smelter_id=CID,last_audit=Last Audit,cycle_years=Cycle"}
		case filepath.Ext(name) == ".xlsx":
			args = []string{"check", file, "--format", "json", "--fail-on", "never"}
		default:
			return nil // a script, or words about the others
		}
		tried++
		cmd := exec.Command("cmr", append([]string{"--root", root}, args...)...)
		var errs strings.Builder
		cmd.Stderr = &errs
		out, err := cmd.Output()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			return err
		}
		used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		took, memory := cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), used.Maxrss<<10
		code := cmd.ProcessState.ExitCode()
		if took > mostTime || memory > mostMemory || code != exitDone && code != exitLook && code != exitFailed || strings.Contains(errs.String(), "goroutine ") {
			t.Errorf("%s: exit %d after %v and %d MB: %.300s", name, code, took, memory>>20, errs.String())
		}
		t.Logf("| %s | %s | %d | %s | %d ms | %d MB |", name, args[0], code, told(args[0], out, errs.String()), took.Milliseconds(), memory>>20)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if tried < 30 {
		t.Errorf("%d inputs were tried", tried)
	}
}

// told is what a command said of an input, in a line.
func told(command string, out []byte, errs string) string {
	if command == "check" {
		var said struct {
			Findings []struct{ Rule, Severity, Cell string }
		}
		if err := json.Unmarshal(out, &said); err == nil {
			var list []string
			for _, f := range said.Findings {
				if f.Severity != "note" {
					list = append(list, strings.TrimSpace(f.Rule+" "+f.Cell))
				}
			}
			const most = 4
			more := ""
			if len(list) > most {
				list, more = list[:most], fmt.Sprintf(" and %d more", len(list)-most)
			}
			return strings.Join(list, ", ") + more
		}
	}
	lines := strings.FieldsFunc(string(out)+errs, func(r rune) bool { return r == '\n' })
	text := strings.Join(lines[:min(len(lines), 4)], " / ")
	if runes := []rune(text); len(runes) > 260 {
		text = string(runes[:260]) + "…"
	}
	return strings.ReplaceAll(text, "|", "¦")
}
