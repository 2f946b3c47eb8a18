package git

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// repository makes a repository of files, by their paths, and commits them as “one”. What
// begins with “-> ” is a link.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	root := t.TempDir()
	t.Setenv("HOME", root) // nobody's settings
	t.Setenv("XDG_CONFIG_HOME", root)
	git(t, root, "init", "--quiet", "--initial-branch=main")
	for path, text := range files {
		put(t, root, path, text)
	}
	record(t, root, "one")
	return root
}

func put(t *testing.T, root, path, text string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(path))
	err := os.MkdirAll(filepath.Dir(file), 0o700)
	if target, link := strings.CutPrefix(text, "-> "); err == nil && link {
		err = os.Symlink(target, file)
	} else if err == nil {
		err = os.WriteFile(file, []byte(text), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func record(t *testing.T, root, words string) {
	t.Helper()
	git(t, root, "add", "--all")
	git(t, root, "-c", "user.name=T", "-c", "user.email=t@t.example", "commit", "--quiet", "--allow-empty", "-m", words)
	git(t, root, "tag", words)
}

func git(t *testing.T, root string, args ...string) string {
	t.Helper()
	out, err := exec.Command("git", append([]string{"-C", root}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// readFolder gives what files lie below a folder, by their paths.
func readFolder(t *testing.T, root string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			t.Errorf("%s is no plain file", name)
		}
		data, err := os.ReadFile(name)
		path, _ := filepath.Rel(root, name)
		found[filepath.ToSlash(path)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCommit(t *testing.T) {
	root := repository(t, map[string]string{"a": "1"})
	one := git(t, root, "rev-parse", "HEAD")
	record(t, root, "two")
	two := git(t, root, "rev-parse", "HEAD")
	git(t, root, "-c", "user.name=T", "-c", "user.email=t@t.example", "tag", "-a", "-m", "words", "annotated", one)
	for revision, want := range map[string]string{
		"one": one, "HEAD": two, "HEAD~1": one, "main": two, one[:10]: one, "annotated": one,
		"nowhere": "", "HEAD:a": "", "--all": "", "": "",
	} {
		got, err := Commit(root, revision)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", revision, got, err, want)
		}
		if err != nil && !strings.Contains(err.Error(), fmt.Sprintf("%q", revision)) {
			t.Errorf("%q is not named: %v", revision, err)
		}
	}
}

// TestANameOfSeveral: git takes the tag where a branch has the same name.
func TestANameOfSeveral(t *testing.T) {
	root := repository(t, map[string]string{"a": "1"})
	one := git(t, root, "rev-parse", "HEAD")
	record(t, root, "two")
	two := git(t, root, "rev-parse", "HEAD")
	git(t, root, "tag", "main", one)
	for _, revision := range []string{"main", "main~0"} {
		if got, err := Commit(root, revision); err == nil || !strings.Contains(err.Error(), "refs/heads/main or refs/tags/main") {
			t.Errorf("%s: %q, %v", revision, got, err)
		}
	}
	if got, err := Commit(root, "refs/heads/main"); got != two || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	git(t, root, "-c", "user.name=T", "-c", "user.email=t@t.example", "tag", "-f", "-a", "-m", "words", "main", two)
	if got, err := Commit(root, "main"); got != two || err != nil {
		t.Errorf("a tag of the same commit: %q, %v", got, err)
	}
}

// TestWhatWasCommittedIsRead whatever a repository has in its place.
func TestWhatWasCommittedIsRead(t *testing.T) {
	root := repository(t, map[string]string{"a": "1"})
	one := git(t, root, "rev-parse", "HEAD")
	record(t, root, "two")
	put(t, root, "a", "2")
	record(t, root, "three")
	git(t, root, "replace", one, git(t, root, "rev-parse", "HEAD"))
	blobs, err := Blobs(root, one, "a")
	if err != nil || len(blobs) != 1 {
		t.Fatal(blobs, err)
	}
	now, err := Blobs(root, git(t, root, "rev-parse", "HEAD"), "a")
	if err != nil || len(now) != 1 || now[0].Hash == blobs[0].Hash {
		t.Errorf("the commit in place of it was read: %v %v, %v", blobs, now, err)
	}
}

// TestWhereTwoPart counts what one has and the other has not.
func TestWhereTwoPart(t *testing.T) {
	root := repository(t, map[string]string{"a": "1"})
	one := git(t, root, "rev-parse", "HEAD")
	git(t, root, "branch", "other")
	record(t, root, "two")
	for pair, want := range map[[2]string]string{{"main", "other"}: "1 " + one, {"other", "main"}: "0 ", {"main", "main"}: "0 "} {
		if n, at, err := Parted(root, pair[0], pair[1]); err != nil || fmt.Sprint(n, " ", at) != want {
			t.Errorf("%v: %d %q, %v", pair, n, at, err)
		}
	}
}

func TestBlobsAndCheckOut(t *testing.T) {
	large := strings.Repeat("0123456789", 50_000)
	root := repository(t, map[string]string{
		"project/answers/a.xlsx": large, "project/answers/ü b\t.txt": "two\nlines\n", "project/answers/empty": "",
		"project/answers/link": "-> ../../secret", "project/other/c": "other", "secret": "outside",
	})
	put(t, root, "project/answers/a.xlsx", "not committed")
	project := filepath.Join(root, "project")
	blobs, err := Blobs(project, "one", "answers", "missing")
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]bool{}
	for _, b := range blobs {
		links[b.Path] = b.Link
	}
	if d := cmp.Diff(map[string]bool{"answers/a.xlsx": false, "answers/ü b\t.txt": false, "answers/empty": false, "answers/link": true}, links); d != "" {
		t.Errorf("(-put in +listed)\n%s", d)
	}
	to := t.TempDir()
	if err := CheckOut(project, blobs, to, func() {}); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"answers/a.xlsx": large, "answers/ü b\t.txt": "two\nlines\n", "answers/empty": "", "answers/link": "../../secret"}
	if d := cmp.Diff(want, readFolder(t, to)); d != "" {
		t.Errorf("(-put in +checked out)\n%s", d)
	}
	if err := CheckOut(project, blobs, to, func() {}); err == nil {
		t.Error("files that were there are written over")
	}
}

func TestWhatAReviewCannotRead(t *testing.T) {
	root := repository(t, map[string]string{"answers/a": "1", "names/line\nbreak": "2"})
	git(t, root, "update-index", "--add", "--cacheinfo", "160000,"+git(t, root, "rev-parse", "HEAD")+",modules/inner")
	git(t, root, "-c", "user.name=T", "-c", "user.email=t@t.example", "commit", "--quiet", "-m", "module")
	for folder, want := range map[string]string{"answers": "", "names": "line break", "modules": "modules/inner is a submodule"} {
		_, err := Blobs(root, "HEAD", folder)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", folder, err, want)
		}
	}
	gone := []Blob{{Hash: strings.Repeat("1", 40), Path: "answers/a"}}
	if err := CheckOut(root, gone, t.TempDir(), func() {}); err == nil || !strings.Contains(err.Error(), "does not hold answers/a") {
		t.Errorf("a blob that the clone lacks: %v", err)
	}
}

func TestFilesOfLFS(t *testing.T) {
	content := []byte("a workbook")
	sum := sha256.Sum256(content)
	id := hex.EncodeToString(sum[:])
	pointer := "version https://git-lfs.github.com/spec/v1\noid sha256:" + id + "\nsize 10\n"
	for text, want := range map[string]string{pointer: id, pointer + "x\n": "", "x" + pointer: "", strings.ToUpper(pointer): "", "": "", strings.Replace(pointer, id, id[1:], 1): ""} {
		if got := Pointed([]byte(text)); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	root := repository(t, map[string]string{"answers/a.xlsx": pointer})
	checkedOut := func() string {
		blobs, err := Blobs(root, "HEAD", "answers")
		to := t.TempDir()
		if err == nil {
			err = CheckOut(root, blobs, to, func() {})
		}
		if err != nil {
			t.Fatal(err)
		}
		return readFolder(t, to)["answers/a.xlsx"]
	}
	if got := checkedOut(); got != pointer {
		t.Errorf("without LFS: %q", got)
	}
	put(t, root, ".git/lfs/objects/"+id[:2]+"/"+id[2:4]+"/"+id, string(content))
	if got := checkedOut(); got != string(content) {
		t.Errorf("what was fetched: %q", got)
	}
}

// TestTheFolderAloneDecidesTheRepository: git sets variables for its hooks, in which a
// review runs as anywhere; each of them leads to another repository, or nowhere.
func TestTheFolderAloneDecidesTheRepository(t *testing.T) {
	other := repository(t, map[string]string{"project/a": "other"})
	root := repository(t, map[string]string{"project/a": "mine"})
	linked := filepath.Join(t.TempDir(), "linked")
	git(t, root, "worktree", "add", "--quiet", linked)
	elsewhere := filepath.Join(other, ".git")
	for variable, value := range map[string]string{
		"GIT_DIR": elsewhere, "git_dir": elsewhere, "GIT_WORK_TREE": other, "GIT_COMMON_DIR": elsewhere, "GIT_INDEX_FILE": filepath.Join(elsewhere, "index"),
		"GIT_OBJECT_DIRECTORY": filepath.Join(elsewhere, "objects"), "GIT_NAMESPACE": "other", "GIT_PREFIX": "other/",
		"GIT_CEILING_DIRECTORIES": root + string(filepath.ListSeparator) + linked, "GIT_CONFIG_COUNT": "none", "GIT_CONFIG_GLOBAL": filepath.Join(other, "project"),
		"GIT_CONFIG_PARAMETERS": "broken", "GIT_LITERAL_PATHSPECS": "maybe", "GIT_DEFAULT_HASH": "unknown", "GIT_SHALLOW_FILE": filepath.Join(other, "project/a"),
	} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv(variable, value)
			for _, place := range []string{root, linked} {
				project := filepath.Join(place, "project")
				commit, err := Commit(project, "HEAD")
				if err != nil {
					t.Fatal(err)
				}
				blobs, err := Blobs(project, commit, ".")
				to := t.TempDir()
				if err == nil {
					err = CheckOut(project, blobs, to, func() {})
				}
				if d := cmp.Diff(map[string]string{"a": "mine"}, readFolder(t, to)); err != nil || d != "" {
					t.Errorf("%v (-put in +read)\n%s", err, d)
				}
			}
		})
	}
	t.Setenv("GIT_SSH_COMMAND", "ssh -F mine")
	if env := command(t.Context(), root, "status").Env; !bytes.Contains([]byte(strings.Join(env, "\n")), []byte("GIT_SSH_COMMAND=ssh -F mine")) {
		t.Error("how a remote is reached is forgotten")
	}
}

// TestUnchanged: only what git has looked at and found the same is unchanged.
func TestUnchanged(t *testing.T) {
	root := repository(t, map[string]string{"sub/data/same": "1", "sub/data/edited": "1", "sub/data/gone": "1", "sub/data/hidden": "1", "sub/data/staged": "1", "sub/other/same": "1", "sub/data/ÄÖ 1": "1", "sub/data/link": "-> same"})
	project := filepath.Join(root, "sub")
	first, err := Commit(project, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	git(t, root, "update-index", "--assume-unchanged", "sub/data/hidden")
	for _, name := range []string{"edited", "hidden", "staged", "new"} {
		put(t, root, "sub/data/"+name, "2")
	}
	git(t, root, "add", "sub/data/staged", "sub/data/new")
	if err := os.Remove(filepath.Join(project, "data", "gone")); err != nil {
		t.Fatal(err)
	}
	got, err := Unchanged(project, first, "data")
	if want := map[string]bool{"data/same": true, "data/ÄÖ 1": true, "data/link": true}; err != nil || !cmp.Equal(got, want) {
		t.Errorf("unchanged are %v (%v), want %v", got, err, want)
	}
}
