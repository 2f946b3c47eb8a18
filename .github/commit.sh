#!/usr/bin/env bash
# Commits the compiled tables, if they changed, and pushes them to a branch.
#   TOKEN=… commit.sh BRANCH
# Prints head=COMMIT, for $GITHUB_OUTPUT.
set -euo pipefail
branch=$1
git add --all -- ':(glob)data/*/compiled/**'
if ! git diff --cached --quiet; then
  git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
    commit --quiet --message 'Compile the declarations'
  login=$(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap 0)
  echo "::add-mask::$login" >&2
  git -c "http.$GITHUB_SERVER_URL/.extraheader=AUTHORIZATION: basic $login" push --quiet origin "HEAD:refs/heads/$branch"
fi
echo "head=$(git rev-parse HEAD)"
