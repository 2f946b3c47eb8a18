package git

import (
	"context"
	"os/exec"
	"slices"
	"strings"
)

// kept are the variables of git that say how to reach a remote and where git itself lies.
// All others that begin with GIT_ say which repository, index, objects or settings are
// meant: git sets them for its hooks and aliases, and they would lead a review away from
// the project that it was asked about.
var kept = []string{
	"GIT_EXEC_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_TERMINAL_PROMPT",
	"GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_PROXY_COMMAND", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
}

// command prepares a command of git in a folder, which alone decides the repository.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(cmd.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(strings.ToUpper(variable), "=") // Windows does not tell case apart
		return strings.HasPrefix(name, "GIT_") && !strings.HasPrefix(name, "GIT_LFS_") && !slices.Contains(kept, name)
	})
	cmd.Env = append(cmd.Env, "GIT_NO_REPLACE_OBJECTS=1") // what was committed, not what a repository has in its place
	return cmd
}
