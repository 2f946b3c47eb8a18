package git

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhyARevisionIsNotKnown: a folder without a repository, a history that has not begun and
// one of which a part was cloned are no slips of the pen.
func TestWhyARevisionIsNotKnown(t *testing.T) {
	root := repository(t, map[string]string{"a": "1"})
	put(t, root, "a", "2")
	record(t, root, "two")
	bare, young := t.TempDir(), t.TempDir()
	git(t, young, "init", "--quiet")
	part := filepath.Join(t.TempDir(), "part")
	git(t, root, "clone", "--quiet", "--depth", "1", "file://"+filepath.ToSlash(root), part)
	t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
	for name, tc := range map[string]struct{ root, revision, says string }{
		"a slip of the pen":     {root, "tow", `git knows no revision "tow" here`},
		"no repository":         {bare, "HEAD", "there is no repository that it may read"},
		"nothing is committed":  {young, "HEAD", "nothing is committed yet"},
		"a part of the history": {part, "HEAD~1", "git fetch --unshallow"},
	} {
		_, err := Commit(tc.root, tc.revision)
		if err == nil || !strings.Contains(err.Error(), tc.says) || !strings.Contains(err.Error(), tc.revision) {
			t.Errorf("%s: %v, want %q", name, err, tc.says)
		}
		if name == "a slip of the pen" && err != nil && err.Error() != tc.says {
			t.Errorf("%s: more than is known: %v", name, err)
		}
	}
}
