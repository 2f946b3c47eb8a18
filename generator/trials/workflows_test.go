package trials

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// workflow is what the policy reads of a workflow or of the action.
type workflow struct {
	On          any            `yaml:"on"`
	Permissions map[string]any `yaml:"permissions"`
	Defaults    struct {
		Run struct{ Shell string }
	}
	Jobs map[string]workflowJob
	Runs struct{ Steps []workflowStep } // of an action
}

type workflowJob struct {
	Uses        string
	If          string
	Permissions any
	Timeout     int `yaml:"timeout-minutes"`
	Steps       []workflowStep
}

type workflowStep struct {
	Name, ID, Uses, Run, Shell string
	With, Env                  map[string]any
}

// workflowFiles are the workflows and the action, by name.
func workflowFiles(t *testing.T) map[string]workflow {
	t.Helper()
	names, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(names) < 7 {
		t.Fatalf("workflows: %v %v", names, err)
	}
	files := map[string]workflow{}
	for _, name := range append(names, "../../action.yml") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(data, &w); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		files[filepath.Base(name)] = w
	}
	return files
}

var (
	pinned   = regexp.MustCompile(`^[\w./-]+@[0-9a-f]{40}$`)
	pinnedAs = regexp.MustCompile(`uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\n`)
	anyUse   = regexp.MustCompile(`uses: [\w-]+/`)
)

// TestWorkflowsAreSafe holds the policy: least permissions, pinned actions, no
// credentials left behind, an end to every job, and no expression in a script.
func TestWorkflowsAreSafe(t *testing.T) {
	t.Parallel()
	mayWrite := map[string][]string{
		"compile.yml": {"contents"}, "compile-sharded.yml": {"contents"}, "review.yml": {"contents", "pull-requests"}, "comment.yml": {"pull-requests"},
		"publish.yml": {"pages", "id-token"}, "schedule.yml": {"issues"},
	}
	for name, w := range workflowFiles(t) {
		if name != "action.yml" {
			if w.Permissions == nil || len(w.Permissions) > 0 {
				t.Errorf("%s: permissions at the top must be {}", name)
			}
			if w.Defaults.Run.Shell != "bash" {
				t.Errorf("%s: without shell: bash a pipe hides failures", name)
			}
			if on, ok := w.On.(map[string]any); ok && on["pull_request_target"] != nil {
				t.Errorf("%s: pull_request_target runs with rights on what a fork wrote", name)
			}
		}
		steps := slices.Clone(w.Runs.Steps)
		for job, j := range w.Jobs {
			if j.Uses == "" && (j.Timeout < 1 || j.Timeout > 30) {
				t.Errorf("%s, %s: timeout-minutes %d", name, job, j.Timeout)
			}
			permissions, ok := j.Permissions.(map[string]any)
			if !ok {
				t.Errorf("%s, %s names no permissions", name, job)
			}
			for scope, right := range permissions {
				if right != "read" && !slices.Contains(mayWrite[name], scope) {
					t.Errorf("%s, %s may write %s", name, job, scope)
				}
			}
			steps = append(steps, j.Steps...)
		}
		for _, s := range steps {
			if strings.Contains(s.Run, "${{") {
				t.Errorf("%s, %s: an expression in a script is run as code; hand it over in env", name, s.Name)
			}
			if s.Uses != "" && s.Uses != "./" && !pinned.MatchString(s.Uses) {
				t.Errorf("%s: %s is not pinned to a commit", name, s.Uses)
			}
			if strings.HasPrefix(s.Uses, "actions/checkout@") && s.With["persist-credentials"] != false {
				t.Errorf("%s: checkout leaves its credentials behind", name)
			}
		}
		file := "../../.github/workflows/" + name
		if name == "action.yml" {
			file = "../../" + name
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if n, all := len(pinnedAs.FindAll(data, -1)), len(anyUse.FindAll(data, -1)); n != all {
			t.Errorf("%s: %d of %d actions say which version their commit is", name, n, all)
		}
	}
}
