package trials

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// fakeLFS is a git that writes down what its LFS was asked.
func (r *runner) fakeLFS() (said string) {
	said = filepath.Join(r.temp, "lfs")
	r.shell(r.work, `real=$(command -v git)
		printf '#!/bin/bash\nfor a in "$@"; do if [ "$a" = lfs ]; then shift 2; printf "%%s\\n" "$*" >> "$SAID"; exit; fi; done\nexec %s "$@"\n' "$real" > "$BIN/git"
		chmod +x "$BIN/git"
		echo 'data/**/*.xlsx filter=lfs diff=lfs merge=lfs -text' >> .gitattributes`, "BIN="+r.bin)
	return said
}

// TestShareOfAnyNames: a comma or a bracket in the name of a workbook is not one of Git
// LFS's, and a long list is asked for in parts.
func TestShareOfAnyNames(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	said := r.fakeLFS()
	r.shell(r.work, `printf '#!/bin/bash\necho "data/2025/cmrt/Acme, Inc [1].xlsx"\nfor i in $(seq 449); do echo "data/2025/cmrt/$i.xlsx"; done\n' > "$BIN/cmr" && chmod +x "$BIN/cmr"
		TOKEN=t .github/fetch-share.sh 1/2`, "BIN="+r.bin, "SAID="+said)
	data, err := os.ReadFile(said)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "lfs pull --include data/2025/cmrt/Acme? Inc ?1?.xlsx,data/2025/cmrt/1.xlsx,") {
		t.Errorf("%d: %.200s", len(lines), data)
	}
}

// TestBaseIsFetched: a review reads the workbooks as they were, which no checkout brought.
func TestBaseIsFetched(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	said := r.fakeLFS()
	r.shell(r.work, `TOKEN=t .github/fetch-base.sh main`, "SAID="+said) // has no LFS yet
	if _, err := os.Stat(said); err == nil {
		t.Error("LFS was asked for files that are in git itself")
	}
	r.shell(r.work, `git commit --quiet --all --message large; TOKEN=t .github/fetch-base.sh HEAD~0`, "SAID="+said)
	if data, _ := os.ReadFile(said); string(data) != "lfs fetch origin HEAD~0\n" {
		t.Errorf("%s", data)
	}
}

// TestWhatGitHubTakes: a review in any script is put whole, since it was made to fit; what
// a fork made and what is due are made to fit, without half a character or half a line.
func TestWhatGitHubTakes(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	r.answers("")
	r.shell(r.work, `for i in $(seq 2900); do echo "矿产供应商调查报告结果"; done > review.md; .github/comment.sh acme/minerals 12 review.md`)
	if body := r.body(2); !utf8.ValidString(body) || strings.Count(body, "\n") != 2901 {
		t.Errorf("%d lines", strings.Count(body, "\n"))
	}
	r.answers("12")
	r.shell(r.work, `for i in $(seq 30000); do echo "矿"; done > review.md; .github/comment-fork.sh acme/minerals 0123abc review.md`)
	if body := r.body(3); !utf8.ValidString(body) || len(body) > 61_000 {
		t.Errorf("%d bytes, ends %q", len(body), body[len(body)-20:])
	}
	r.answers("")
	r.shell(r.work, `for i in $(seq 3000); do echo "- **2026-01-01** A smelter with a long name: ask it."; done > due.md; .github/tell.sh acme/minerals 1 due.md`)
	if body := r.body(2); len(body) > 61_000 || !strings.HasSuffix(body, "ask it.\n\nLeft out for length: 1868 lines. “cmr due” shows them.\n") {
		t.Errorf("%d bytes, ends %q", len(body), body[len(body)-100:])
	}
}
