package trials

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// runner carries out the scripts of workflows on this machine, in a clone of a bare
// repository, with a gh that writes down what it was asked.
type runner struct {
	t               *testing.T
	remote, work    string
	bin, temp, asks string
	values          map[string]string // of expressions
}

// newRunner makes a project with its workflows, pushed to a remote.
func newRunner(t *testing.T) *runner {
	t.Helper()
	dir := t.TempDir()
	r := &runner{t: t, remote: filepath.Join(dir, "remote.git"), work: filepath.Join(dir, "work"), bin: filepath.Join(dir, "bin"), temp: dir, asks: filepath.Join(dir, "asks"),
		values: map[string]string{"github.token": "token", "github.repository": "acme/minerals"}}
	for _, d := range []string{r.bin, r.asks} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(r.bin, "gh"), []byte(fakeGitHub), 0o755); err != nil {
		t.Fatal(err)
	}
	once.Do(func() { started, startFailed = r.start() })
	if startFailed != nil {
		t.Fatal(startFailed)
	}
	r.shell(dir, `cp -r "$STARTED"/remote.git "$STARTED"/work .`, "STARTED="+started)
	return r
}

// started holds the project and its remote as every test begins with them.
var (
	once        sync.Once
	started     string
	startFailed error
)

// start makes what every runner copies: a project with its workflows, pushed to a remote.
func (r *runner) start() (string, error) {
	dir, err := os.MkdirTemp(programs, "")
	if err != nil {
		return "", err
	}
	out, err := r.try(".", `cmr demo --seed 5 --suppliers 6 --years 2024,2025 --out "$DIR/work"
		cmr --root "$DIR/work" compile
		cp -r ../../.github ../../action.yml ../../.gitattributes ../../.gitignore "$DIR/work"
		cd "$DIR"
		git init --quiet --bare --initial-branch=main remote.git
		git init --quiet --initial-branch=main work
		cd work
		git remote add origin ../remote.git
		git add --all && git commit --quiet --message start && git push --quiet origin main`, "DIR="+dir)
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return dir, nil
}

// fakeGitHub answers with what stands in $ASKS/answer-N for its Nth question, and
// keeps questions and bodies.
const fakeGitHub = `#!/bin/bash
n=$(( $(ls "$ASKS" | grep -c '^ask-') + 1 ))
echo "$@" > "$ASKS/ask-$n"
for a in "$@"; do case "$a" in body=@*) cp "${a#body=@}" "$ASKS/body-$n" ;; esac; done
cat "$ASKS/answer" 2>/dev/null || true
`

// shell runs a script as GitHub's runner does, and gives what it printed.
func (r *runner) shell(dir, script string, env ...string) string {
	r.t.Helper()
	out, err := r.try(dir, script, env...)
	if err != nil {
		r.t.Fatalf("%v\n%s\n%s", err, script, out)
	}
	return out
}

func (r *runner) try(dir, script string, env ...string) (string, error) {
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+r.bin+":"+os.Getenv("PATH"), "ASKS="+r.asks, "RUNNER_TEMP="+r.temp, "GITHUB_SERVER_URL=https://github.example",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@x.example", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@x.example", "GIT_CONFIG_GLOBAL=/dev/null", "CGO_ENABLED=0",
		"GITHUB_OUTPUT="+filepath.Join(r.temp, "output"), "GITHUB_STEP_SUMMARY="+filepath.Join(r.temp, "summary"), "GITHUB_PATH="+filepath.Join(r.temp, "path"))
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

var expression = regexp.MustCompile(`^\$\{\{ (.*) \}\}$`)

// job runs the scripts of a job in order, with the values of their expressions; what
// was written to the output becomes values of the steps that follow.
func (r *runner) job(file, job string) {
	r.t.Helper()
	for _, s := range workflowFiles(r.t)[file].Jobs[job].Steps {
		if s.Run == "" {
			continue
		}
		var env []string
		for name, value := range s.Env {
			text := fmt.Sprint(value)
			if m := expression.FindStringSubmatch(text); m != nil {
				known, ok := r.values[m[1]]
				if !ok {
					r.t.Fatalf("%s, %s: no value for %s", file, s.Name, m[1])
				}
				text = known
			}
			env = append(env, name+"="+text)
		}
		slices.Sort(env)
		_ = os.Remove(filepath.Join(r.temp, "output"))
		r.shell(r.work, s.Run, env...)
		written, _ := os.ReadFile(filepath.Join(r.temp, "output"))
		for _, line := range strings.Split(string(written), "\n") {
			if name, value, ok := strings.Cut(line, "="); ok {
				r.values["steps."+s.ID+".outputs."+name] = value
			}
		}
	}
}

// asked are the questions to GitHub since the last call.
func (r *runner) asked() (list []string) {
	names, _ := filepath.Glob(filepath.Join(r.asks, "ask-*"))
	for i := range names {
		data, _ := os.ReadFile(filepath.Join(r.asks, fmt.Sprintf("ask-%d", i+1)))
		list = append(list, strings.TrimSpace(string(data)))
	}
	return list
}

// body is the text that the nth question brought.
func (r *runner) body(n int) string {
	data, err := os.ReadFile(filepath.Join(r.asks, fmt.Sprintf("body-%d", n)))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// answers sets what GitHub answers from now on, and forgets what was asked.
func (r *runner) answers(text string) {
	r.shell(r.asks, `rm -f ask-* body-*; printf '%s' "$TEXT" > answer`, "TEXT="+text)
}

func TestActionInstalls(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	source, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range workflowFiles(t)["action.yml"].Runs.Steps {
		if s.Run != "" {
			r.shell(r.work, s.Run, "SOURCE="+source, fmt.Sprint("GOFLAGS=", s.Env["GOFLAGS"]))
		}
	}
	path, err := os.ReadFile(filepath.Join(r.temp, "path"))
	if err != nil {
		t.Fatal(err)
	}
	if out := r.shell(r.work, strings.TrimSpace(string(path))+"/cmr version"); !strings.HasPrefix(out, "cmr ") {
		t.Error(out)
	}
}

// TestUploadedWorkbookIsCompiled: somebody adds a workbook in the browser, and nothing
// else; its tables come by a commit of their own, once.
func TestUploadedWorkbookIsCompiled(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	r.shell(r.work, `git switch --quiet --create upload
		rm "$(ls data/2025/cmrt/*.xlsx | head -n 1)"
		git commit --quiet --all --message upload && git push --quiet origin HEAD`)
	r.values["inputs.branch"] = "upload"
	r.job("compile.yml", "compile")
	if got := r.shell(r.remote, `git log --format=%s main..upload`); got != "Compile the declarations\nupload\n" {
		t.Errorf("commits: %s", got)
	}
	if got := r.shell(r.remote, `git show --name-only --format= upload`); !strings.Contains(got, "data/2025/compiled/workbooks.csv\n") || strings.Contains(got, "cmrt/") {
		t.Errorf("the commit holds %s", got)
	}
	if head := strings.TrimSpace(r.shell(r.remote, `git rev-parse upload`)); r.values["steps.commit.outputs.head"] != head {
		t.Errorf("head %q, the branch is at %s", r.values["steps.commit.outputs.head"], head)
	}
	r.shell(r.work, `cmr compile --check`)
	r.job("compile.yml", "compile")
	if got := strings.TrimSpace(r.shell(r.remote, `git rev-list --count main..upload`)); got != "2" {
		t.Errorf("compiling again made %s commits", got)
	}
}

// TestPublishedTarball: what goes to another server holds the site, and the same inputs
// give the same bytes.
func TestPublishedTarball(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	r.job("publish.yml", "build")
	first := r.shell(r.work, `sha256sum --check --quiet site.tar.gz.sha256; cat site.tar.gz.sha256; mkdir x; tar xzf site.tar.gz -C x; cd x; sha256sum --check --quiet SHA256SUMS; test -e 2025/index.html`)
	r.shell(r.work, `rm -rf site/public x; sleep 1`)
	r.job("publish.yml", "build")
	if second := r.shell(r.work, `cat site.tar.gz.sha256`); first != second {
		t.Errorf("%s, then %s", first, second)
	}
	r.shell(r.work, `echo x >> data/2025/compiled/figures.csv`)
	if out, err := r.try(r.work, workflowFiles(t)["publish.yml"].Jobs["build"].Steps[2].Run); err == nil {
		t.Errorf("stale tables were published: %s", out)
	}
}

// TestOneIssueSaysWhatIsDue: opened, updated, closed.
func TestOneIssueSaysWhatIsDue(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	for _, c := range []struct {
		due, number string
		want        []string
	}{
		{"1", "", []string{"api repos/acme/minerals/issues?", "api --method POST repos/acme/minerals/issues -f title=What is due"}},
		{"1", "7", []string{"api repos/acme/minerals/issues?", "api --method PATCH repos/acme/minerals/issues/7 -F body"}},
		{"0", "7", []string{"api repos/acme/minerals/issues?", "api --method PATCH repos/acme/minerals/issues/7 -f state=closed"}},
		{"0", "", []string{"api repos/acme/minerals/issues?"}},
	} {
		r.answers(c.number)
		r.shell(r.work, `printf '#!/bin/bash\necho "- something"\nexit %s\n' "$DUE" > "$BIN/cmr" && chmod +x "$BIN/cmr"`, "DUE="+c.due, "BIN="+r.bin)
		r.job("schedule.yml", "due")
		got := r.asked()
		ok := len(got) == len(c.want)
		for i := range c.want {
			ok = ok && strings.HasPrefix(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("due %s, issue %q: asked %q", c.due, c.number, got)
		}
	}
}

// TestOneCommentIsUpdated: a review is put on a pull request once, and replaced since;
// what a fork wrote is shown as it is.
func TestOneCommentIsUpdated(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	r.shell(r.work, `printf '## Review\n\nfine\n' > review.md`)
	r.answers("")
	r.shell(r.work, `.github/comment.sh acme/minerals 12 review.md`)
	if got := r.asked(); len(got) != 2 || !strings.HasPrefix(got[1], "api --method POST repos/acme/minerals/issues/12/comments ") {
		t.Errorf("asked %q", got)
	}
	if got := r.body(2); got != "<!-- cmr review -->\n## Review\n\nfine\n" {
		t.Errorf("body %q", got)
	}
	r.answers("345")
	r.shell(r.work, `.github/comment.sh acme/minerals 12 review.md`)
	if got := r.asked(); len(got) != 2 || !strings.HasPrefix(got[1], "api --method PATCH repos/acme/minerals/issues/comments/345 ") {
		t.Errorf("asked %q", got)
	}

	r.answers("12")
	r.shell(r.work, `mkdir review; printf '@everyone [x](http://evil.example)\n<img src=x>\n\n~~~\n\033[31m' > review/review.md`)
	r.values["github.event.workflow_run.head_sha"] = "0123abc"
	r.job("comment.yml", "comment")
	got := r.asked()
	if len(got) != 3 || !strings.Contains(got[0], `select(.head.sha == "0123abc")`) {
		t.Fatalf("asked %q", got)
	}
	if body := r.body(3); !strings.HasSuffix(body, "\n\n    @everyone [x](http://evil.example)\n    <img src=x>\n    \n    ~~~\n    [31m") {
		t.Errorf("body %q", body)
	}
	r.answers("")
	r.job("comment.yml", "comment")
	if got := r.asked(); len(got) != 1 {
		t.Errorf("without a pull request asked %q", got)
	}
}

// TestReviewOfAPullRequest: the comment says what changes, stale tables and errors stop
// the merge.
func TestReviewOfAPullRequest(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	r.shell(r.work, `git switch --quiet --create change
		git rm --quiet "$(ls data/2025/cmrt/*.xlsx | head -n 1)" && cmr compile && git add --all && git commit --quiet --message change`)
	r.values["github.event.pull_request.base.sha"] = strings.TrimSpace(r.shell(r.work, `git rev-parse main`))
	r.values["github.event.pull_request.number"] = "12"
	steps := map[string]workflowStep{}
	for _, s := range workflowFiles(t)["review.yml"].Jobs["review"].Steps {
		steps[s.Name] = s
	}
	run := func(name string) (string, error) {
		var env []string
		for key, value := range steps[name].Env {
			m := expression.FindStringSubmatch(fmt.Sprint(value))
			env = append(env, key+"="+r.values[m[1]])
		}
		return r.try(r.work, steps[name].Run, env...)
	}
	for _, name := range []string{"Fetch the base", "Review", "Render the site", "Comment", "Are the tables up to date"} {
		if out, err := run(name); err != nil || steps[name].Run == "" {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	summary, err := os.ReadFile(filepath.Join(r.temp, "summary"))
	if err != nil || !strings.HasPrefix(string(summary), "## Supplier data: 1 workbook changed") {
		t.Errorf("summary: %v\n%s", err, summary)
	}
	if got := r.asked(); len(got) != 2 || !strings.HasPrefix(got[1], "api --method POST repos/acme/minerals/issues/12/comments ") || !strings.Contains(r.body(2), "| removed |") {
		t.Errorf("asked %q", got)
	}
	if out, err := run("Findings"); err == nil || !strings.Contains(out, "::error ") {
		t.Errorf("the errors of the demonstration did not stop it: %v\n%s", err, out)
	}
	r.shell(r.work, `echo >> data/2025/compiled/figures.csv`)
	if out, err := run("Are the tables up to date"); err == nil || !strings.Contains(out, "figures.csv") {
		t.Errorf("stale tables did not stop it: %v\n%s", err, out)
	}
}
