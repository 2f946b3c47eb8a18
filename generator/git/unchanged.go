package git

import "strings"

// Unchanged gives the files below folders of a project that git holds to be in the work
// tree as they are in a commit, by path. Those that somebody told git not to look at are
// not among them.
func Unchanged(root, commit string, folders ...string) (map[string]bool, error) {
	listed, err := run(root, append([]string{"ls-files", "-v", "-z", "--"}, folders...)...)
	if err != nil {
		return nil, err
	}
	differ, err := run(root, append([]string{"diff-index", "--name-only", "--no-ext-diff", "--no-renames", "--relative", "-z", commit, "--"}, folders...)...)
	if err != nil {
		return nil, err
	}
	same := map[string]bool{}
	for _, line := range strings.Split(string(listed), "\x00") {
		if path, looked := strings.CutPrefix(line, "H "); looked {
			same[path] = true
		}
	}
	for _, path := range strings.Split(string(differ), "\x00") {
		delete(same, path)
	}
	return same, nil
}
