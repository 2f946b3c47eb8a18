package review

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestNothingOfSuppliersStaysBehind: what a review has written aside is gone when it ends,
// and what one that was killed left is gone when the next begins; one at work is left alone.
func TestNothingOfSuppliersStaysBehind(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dead := filepath.Join(os.TempDir(), apartPrefix+"dead")
	if err := os.MkdirAll(filepath.Join(dead, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	var working, next Revisions
	at, err := working.aside()
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC() // a lock that nothing refers to would be let go
	if _, err := next.aside(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dead); !os.IsNotExist(err) {
		t.Errorf("what a review left that was killed stays: %v", err)
	}
	if _, err := os.Stat(at.Dir()); err != nil {
		t.Errorf("what a review at work needs was taken away: %v", err)
	}
	for _, r := range []*Revisions{&working, &next} {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}
