package trials

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// TestShardedCompile runs the jobs of the sharded workflow, each in a clone of its own
// as on a machine of its own, and wants the commit that a plain compile would make;
// once with the workbooks in git, once in Git LFS.
func TestShardedCompile(t *testing.T) {
	t.Parallel()
	for _, lfs := range []bool{false, true} {
		t.Run(fmt.Sprintf("lfs=%v", lfs), func(t *testing.T) {
			t.Parallel()
			if lfs && exec.Command("git", "lfs", "version").Run() != nil {
				t.Skip("git-lfs is not installed (make tools)")
			}
			r := newRunner(t)
			r.shell(r.work, `cp "$(ls data/2025/cmrt/*.xlsx | head -n 1)" 'data/2025/cmrt/two, [odd] names #1.xlsx'
				cmr compile`)
			want := r.shell(r.work, `find data/*/compiled -type f | LC_ALL=C sort | xargs -d "\n" sha256sum | sha256sum`)
			r.shell(r.work, `git checkout --quiet -- data && git clean --quiet --force data/*/compiled; git switch --quiet --create upload`)
			if lfs {
				r.shell(r.work, `git lfs install --local >/dev/null
					echo 'data/**/*.xlsx filter=lfs diff=lfs merge=lfs -text' >> .gitattributes
					git add --all --renormalize .`)
			}
			r.shell(r.work, `git add --all && git commit --quiet --message upload && git push --quiet origin upload`)
			// machine makes a checkout as the action does, with none of the workbooks of LFS.
			machine := func() {
				r.shell(r.temp, `rm -rf work && GIT_LFS_SKIP_SMUDGE=1 git clone --quiet --branch upload remote.git work
					git -C work lfs install --local --skip-smudge >/dev/null 2>&1 || true`)
			}
			r.values["inputs.branch"], r.values["strategy.job-total"] = "upload", "3"
			for shard := range 3 {
				machine()
				r.values["matrix.shard"] = fmt.Sprint(shard + 1)
				r.job("compile-sharded.yml", "read")
				if fetched := strings.TrimSpace(r.shell(r.work, `find data -name '*.xlsx' -size +2 | wc -l`)); lfs && fetched == strings.TrimSpace(r.shell(r.work, `find data -name '*.xlsx' | wc -l`)) {
					t.Errorf("share %d fetched all %s workbooks", shard+1, fetched)
				}
				r.shell(r.temp, `mkdir -p artifacts/part-$N && mv work/parts/* artifacts/part-$N`, "N="+r.values["matrix.shard"])
			}
			machine()
			r.shell(r.temp, `cp -r artifacts work/parts`)
			r.job("compile-sharded.yml", "merge")
			if got := r.shell(r.remote, `git log -1 --format=%s upload; git show --name-only --format= upload`); !strings.HasPrefix(got, "Compile the declarations\n") || strings.Contains(got, "parts/") {
				t.Errorf("the commit is %s", got)
			}
			machine()
			if got := r.shell(r.work, `find data/*/compiled -type f | LC_ALL=C sort | xargs -d "\n" sha256sum | sha256sum`); got != want {
				t.Error("the merged tables are not those of a plain compile")
			}
		})
	}
}
