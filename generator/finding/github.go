package finding

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// annotationsPerStep is how many annotations of each kind GitHub shows for a step of
// a workflow; more are dropped without a word.
const annotationsPerStep = 10

// WriteGitHub writes sorted findings as workflow commands, which GitHub shows beside the
// files of a pull request, worst first. Findings that are not open are left out.
func WriteGitHub(out io.Writer, list []Finding) error {
	w := bufio.NewWriter(out)
	for _, kind := range []struct {
		severity Severity
		command  string
	}{{Error, "error"}, {Warning, "warning"}, {Note, "notice"}} {
		of := slices.DeleteFunc(slices.Clone(list), func(f Finding) bool { return !f.Open() || f.Severity != kind.severity })
		shown := of
		if len(of) > annotationsPerStep {
			shown = of[:annotationsPerStep-1]
		}
		for _, f := range shown {
			fmt.Fprintln(w, annotation(kind.command, f))
		}
		if more := len(of) - len(shown); more > 0 {
			fmt.Fprintf(w, "::%s title=cmr check::%s\n", kind.command, commandData(fmt.Sprintf("and %d more %ss; run cmr check", more, kind.severity)))
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print annotations: %w", err)
	}
	return nil
}

// annotation is the workflow command of one finding. A workbook has no lines, so the
// cell stands in the text.
func annotation(command string, f Finding) string {
	properties := []string{}
	add := func(key, value string) {
		if value != "" {
			properties = append(properties, key+"="+commandProperty(value))
		}
	}
	add("file", f.File)
	if line := lineOf(f); line > 0 {
		add("line", strconv.Itoa(line))
	}
	add("title", f.Rule)
	text := f.Message
	if at := cellOf(f); at != "" {
		text = at + ": " + text
	}
	if f.Fix != "" && f.Severity != Note {
		text += "\n" + f.Fix
	}
	return "::" + command + " " + strings.Join(properties, ",") + "::" + commandData(cmp.Or(text, f.Rule))
}

// lineOf is the finding's line in a text file, 0 for one in a workbook.
func lineOf(f Finding) int {
	line, err := strconv.Atoi(f.Cell)
	if f.Sheet != "" || err != nil || line < 1 {
		return 0
	}
	return line
}

// cellOf is the finding's place inside a workbook, "Smelter List!B5"; "" elsewhere.
func cellOf(f Finding) string {
	if lineOf(f) > 0 {
		return ""
	}
	return Finding{Sheet: f.Sheet, Cell: f.Cell}.Place()
}

// commandData escapes the text of a workflow command as the runner reads it back.
func commandData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// commandProperty escapes a property of a workflow command.
func commandProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
