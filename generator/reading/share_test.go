package reading

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAFolderOfPartsIsBounded: whatever a folder holds that was named by mistake, it is
// refused before it is read whole.
func TestAFolderOfPartsIsBounded(t *testing.T) {
	whole := List{Part: "1/1"}.Bytes()
	for name, tc := range map[string]struct {
		fill func(dir string) error
		want string // "": it is read
	}{
		"a part": {func(dir string) error { return os.WriteFile(filepath.Join(dir, "part-1-of-1"), whole, 0o600) }, ""},
		"an empty folder": {func(dir string) error {
			return os.MkdirAll(filepath.Join(dir, "a"), 0o700)
		}, "holds none"},
		"more bytes than parts have": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "film"), make([]byte, 4*len(whole)), 0o600)
		}, "MB: name a folder that holds parts alone"},
		"parts that are too much together": {func(dir string) error {
			for i := range 5 {
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprint("part", i)), whole, 0o600); err != nil {
					return err
				}
			}
			return nil
		}, "MB: name a folder that holds parts alone"},
		"a link": {func(dir string) error { return os.Symlink("/dev/zero", filepath.Join(dir, "part-1-of-1")) }, "is no part"},
		"other files": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "README.md"), []byte("# Parts"), 0o600)
		}, "is no part"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := tc.fill(dir); err != nil {
				t.Fatal(err)
			}
			parts, err := partsIn(dir, int64(3*len(whole)))
			if tc.want == "" && (err != nil || len(parts) != 1) || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("%d parts, %v; want %q", len(parts), err, tc.want)
			}
		})
	}
}
