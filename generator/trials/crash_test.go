//go:build unix

package trials

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"itron.com/conflict-minerals/generator/demo"
	"itron.com/conflict-minerals/generator/folder"
)

// crashed is a project with two editions of its inputs, and what a build makes of each.
type crashed struct {
	t       *testing.T
	root    string
	book    string    // the workbook that differs
	edition [2][]byte // its bytes
	good    [2]map[string]string
}

// outputs are the folders that a build replaces, each as a whole.
var outputs = []string{"data/2024/compiled", "data/2025/compiled", "site/public"}

func newCrashed(t *testing.T) *crashed {
	t.Helper()
	c := &crashed{t: t, root: t.TempDir()}
	made, _, err := demo.Make(demo.Options{Seed: 4, Suppliers: 6, Years: []int{2024, 2025}})
	if err != nil {
		t.Fatal(err)
	}
	laid(t, c.root, made)
	books, err := filepath.Glob(filepath.Join(c.root, "data/2024/cmrt/*.xlsx"))
	if err != nil || len(books) < 2 {
		t.Fatal(books, err)
	}
	c.book = books[0]
	for i := range c.edition {
		if c.edition[i], err = os.ReadFile(books[i]); err != nil {
			t.Fatal(err)
		}
		c.edit(i)
		if out, err := c.cmr("build").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		c.good[i] = c.sums()
	}
	for _, dir := range outputs {
		if c.good[0][dir] == c.good[1][dir] {
			t.Fatalf("both editions give the same %s: nothing would be tested", dir)
		}
	}
	return c
}

func (c *crashed) cmr(args ...string) *exec.Cmd {
	return exec.Command("cmr", append([]string{"--root", c.root}, args...)...)
}

func (c *crashed) edit(edition int) {
	c.t.Helper()
	if err := os.WriteFile(c.book, c.edition[edition], 0o644); err != nil {
		c.t.Fatal(err)
	}
}

func (c *crashed) sums() map[string]string {
	c.t.Helper()
	list := map[string]string{}
	for _, dir := range outputs {
		sum, err := treeHash(filepath.Join(c.root, dir))
		if err != nil {
			c.t.Fatal(err)
		}
		list[dir] = sum
	}
	return list
}

// whole wants every folder as one of the editions makes it, and --check to know
// whether the tables are those of the inputs.
func (c *crashed) whole(edition int, after string) {
	c.t.Helper()
	current := true
	for dir, sum := range c.sums() {
		if sum != c.good[0][dir] && sum != c.good[1][dir] {
			c.t.Fatalf("%s: %s is neither the old nor the new", after, dir)
		}
		current = current && (dir == "site/public" || sum == c.good[edition][dir])
	}
	out, err := c.cmr("compile", "--check").CombinedOutput()
	if (err == nil) != current {
		c.t.Fatalf("%s: the tables are current: %v; --check: %v\n%s", after, current, err, out)
	}
}

// aside are the folders that are being written, or were left by a run that was killed.
func (c *crashed) aside() []string {
	list, _ := filepath.Glob(filepath.Join(c.root, "*/"+folder.TempPrefix+"*"))
	more, _ := filepath.Glob(filepath.Join(c.root, "data/*/"+folder.TempPrefix+"*"))
	return append(list, more...)
}

// TestKilledBuildsLeaveWholeFolders kills builds at random moments, half of them while
// they write. The next run always works, and nothing of the killed ones stays.
func TestKilledBuildsLeaveWholeFolders(t *testing.T) {
	c, trials := newCrashed(t), 12
	if os.Getenv("CMR_LONG") != "" {
		trials = 250
	}
	began := time.Now()
	if out, err := c.cmr("build").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	takes := time.Since(began)
	random := rand.New(rand.NewPCG(8, 1))
	killed, writing := 0, 0
	for n := range trials {
		edition := random.IntN(2)
		c.edit(edition)
		left := c.aside()
		build := c.cmr("build")
		var out bytes.Buffer
		build.Stdout, build.Stderr = &out, &out
		if err := build.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- build.Wait() }()
		wait := time.Duration(random.Int64N(int64(takes)))
		if n%2 == 0 {
			for len(done) == 0 && !slices.ContainsFunc(c.aside(), func(name string) bool { return !slices.Contains(left, name) }) {
				time.Sleep(100 * time.Microsecond)
			}
			wait = time.Duration(random.Int64N(int64(12 * time.Millisecond)))
		}
		time.Sleep(wait)
		signal := []syscall.Signal{syscall.SIGKILL, syscall.SIGINT}[n/2%2]
		_ = build.Process.Signal(signal) // it may be done
		err := <-done
		var exit *exec.ExitError
		switch {
		case err == nil:
		case errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signaled():
			if killed++; slices.ContainsFunc(c.aside(), func(name string) bool { return !slices.Contains(left, name) }) {
				writing++
			}
		default:
			t.Fatalf("trial %d: %v: %s", n, err, out.String())
		}
		c.whole(edition, fmt.Sprintf("trial %d (%v)", n, signal))
	}
	t.Logf("%d trials: %d builds killed, %d of them with a folder half-written", trials, killed, writing)
	if killed < trials/3 || writing == 0 {
		t.Errorf("of %d builds only %d were killed, %d while they wrote", trials, killed, writing)
	}
	c.edit(1)
	if out, err := c.cmr("build").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for dir, sum := range c.sums() {
		if sum != c.good[1][dir] {
			t.Errorf("%s is not that of the inputs", dir)
		}
	}
	if left := c.aside(); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestTwoBuildsDoNotMix: while one run holds the project another says who does, and
// changes nothing; a run that was killed holds nothing.
func TestTwoBuildsDoNotMix(t *testing.T) {
	c := newCrashed(t)
	release, err := openFolder(t, c.root).Lock("“cmr freeze” (another process)")
	if err != nil {
		t.Fatal(err)
	}
	c.edit(0)
	before := c.sums()
	for _, command := range [][]string{{"compile"}, {"build"}, {"compile", "2025", "--clean"}, {"freeze", "2025"}, {"edgar", "2025"}} {
		var exit *exec.ExitError
		out, err := c.cmr(command...).CombinedOutput()
		if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
			t.Errorf("%v: %v: %s", command, err, out)
		}
		if want := "“cmr freeze” (another process) is writing"; !strings.Contains(string(out), want) {
			t.Errorf("%v says %s, not %s", command, out, want)
		}
	}
	for dir, sum := range c.sums() {
		if sum != before[dir] {
			t.Errorf("%s was written while the project was held", dir)
		}
	}
	c.whole(0, "with the project held") // --check only looks
	release()

	// Many at once: some do, the others say why not, and what stands is whole.
	var list []*exec.Cmd
	for range 6 {
		cmd := c.cmr("build")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		list = append(list, cmd)
	}
	did := 0
	for _, cmd := range list {
		var exit *exec.ExitError
		if err := cmd.Wait(); err == nil {
			did++
		} else if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
			t.Error(err)
		}
	}
	if did == 0 {
		t.Error("none of six builds did it")
	}
	c.whole(0, "after six builds at once")
}

// TestReadOnlyFolders: where nothing can be written a build says so and what stands
// stays; what only reads still works.
func TestReadOnlyFolders(t *testing.T) {
	c := newCrashed(t)
	c.edit(0)
	before := c.sums()
	run := c.as(t)
	for _, trial := range []struct {
		dir   string // "." is the project, from top to bottom
		check int    // what --check gives then: the tables go before the site
	}{{".", exitLook}, {"data/2025", exitLook}, {"site", exitDone}} {
		dir := trial.dir
		mode := func(m os.FileMode) {
			list := []string{dir}
			if dir == "." {
				list = append(list, "data", "data/2024", "data/2025", "site")
			}
			for _, d := range list {
				if err := os.Chmod(filepath.Join(c.root, d), m); err != nil {
					t.Fatal(err)
				}
			}
		}
		mode(0o555)
		out, code := run("build")
		if code != exitFailed || !strings.Contains(out, "permission denied") {
			t.Errorf("%s is read-only: exit %d: %s", dir, code, out)
		}
		if out, code := run("compile", "--check"); code != trial.check {
			t.Errorf("%s is read-only: --check: exit %d: %s", dir, code, out)
		}
		mode(0o777)
		for d, sum := range c.sums() {
			if sum != before[d] && sum != c.good[0][d] {
				t.Errorf("%s is read-only, and %s is neither the old nor the new", dir, d)
			}
		}
		c.edit(1)
		if out, code := run("build"); code != exitDone {
			t.Errorf("%s can be written again: exit %d: %s", dir, code, out)
		}
		c.edit(0)
	}
}

// as runs cmr as somebody for whom the modes of folders count: root gives itself up.
func (c *crashed) as(t *testing.T) func(args ...string) (string, int) {
	program, err := exec.LookPath("cmr")
	if err != nil {
		t.Fatal(err)
	}
	var who *syscall.SysProcAttr
	if os.Getuid() == 0 {
		const nobody = 65534
		who = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		data, err := os.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		program = filepath.Join(t.TempDir(), "cmr")
		if err := os.WriteFile(program, data, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := filepath.WalkDir(c.root, func(name string, _ os.DirEntry, err error) error {
			return errors.Join(err, os.Chown(name, nobody, nobody))
		}); err != nil {
			t.Fatal(err)
		}
		for _, dir := range []string{c.root, filepath.Dir(program)} {
			for ; dir != filepath.Clean(os.TempDir()) && dir != "/"; dir = filepath.Dir(dir) {
				if err := os.Chmod(dir, 0o755); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return func(args ...string) (string, int) {
		cmd := exec.Command(program, append([]string{"--root", c.root}, args...)...)
		cmd.Dir, cmd.SysProcAttr = "/", who
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
}

// TestFullDisk builds on a disk that is full, or becomes so: what stands stays, and
// with room again the build goes through. It needs a file system of its own, which a
// mount in a namespace gives where the system allows it.
func TestFullDisk(t *testing.T) {
	c := newCrashed(t)
	script := `set -e
mount -t tmpfs -o size=8m tmpfs "$1/disk"
cp -r "$1/project/." "$1/disk"
cd "$1/disk"
tables=$(sha256sum data/*/compiled/* | sha256sum) site=$(find site/public -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)
cp "$1/other.xlsx" "$2"
for free in 0 8 40 80 120 160 240 400; do
	dd if=/dev/zero of=filler bs=1k count=$(( $(df -k --output=avail . | tail -1) - free )) 2>/dev/null || true
	code=0; cmr --root . build > "$1/out" 2>&1 || code=$?
	after=$(sha256sum data/*/compiled/* | sha256sum) page=$(find site/public -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)
	rm filler
	case $code in
	3) grep -q 'no space left' "$1/out" || { echo "$free KB free: $(cat "$1/out")"; exit 1; }
	   [ "$page" = "$site" ] || { echo "$free KB free: the page changed"; exit 1; }
	   code=0; cmr --root . compile --check >/dev/null 2>&1 || code=$?
	   [ $code = 0 ] || [ $code = 1 ] || exit 1
	   [ $code = 0 ] || [ "$after" = "$tables" ] || cmr --root . compile --check 2024 >/dev/null 2>&1 || { echo "$free KB free: the tables are neither the old nor the new"; exit 1; }
	   echo failed ;;
	0) echo built; exit 0 ;;
	*) cat "$1/out"; exit 1 ;;
	esac
done
cmr --root . build
cmr --root . compile --check
`
	c.edit(0)
	if out, err := c.cmr("build", "--clean").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "disk"), 0o755), os.Rename(c.root, filepath.Join(dir, "project")), os.WriteFile(filepath.Join(dir, "other.xlsx"), c.edition[1], 0o644)); err != nil {
		t.Fatal(err)
	}
	book, _ := filepath.Rel(c.root, c.book)
	flags := "-rm"
	if os.Getuid() == 0 {
		flags = "-m"
	}
	if err := exec.Command("unshare", flags, "sh", "-c", "mount -t tmpfs tmpfs /mnt").Run(); err != nil {
		t.Skip("no mount is allowed here, and so no disk that can be filled:", err)
	}
	out, err := exec.Command("unshare", flags, "bash", "-c", script, "bash", dir, book).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "failed") {
		t.Fatalf("%v: %s", err, out)
	}
}
