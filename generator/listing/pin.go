package listing

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// prefix begins the names of snapshots for a programme beside the CMRT.
func (l List) prefix() string {
	if l.For == "" || l.Kind != Directory && !rating(l.Kind) {
		return ""
	}
	return cmrt.Folder(l.For) + "-"
}

// Pinning is what to write into year.yaml to use a snapshot.
func (l List) Pinning(name string) string {
	if p := l.prefix(); p != "" {
		return fmt.Sprintf("%s:\n  snapshots:\n    %s: %s\n", strings.TrimSuffix(p, "-"), l.Pin(), name)
	}
	return fmt.Sprintf("snapshots:\n  %s: %s\n", l.Pin(), name)
}
