#!/usr/bin/env bash
# Puts the review that a fork's run made on its pull request.
#   comment-fork.sh OWNER/REPOSITORY HEAD-SHA FILE
# The fork may have written anything into the file: it is shown as it is, as code.
set -euo pipefail
repository=$1 sha=$2 file=$3
number=$(gh api "repos/$repository/pulls?state=open&per_page=100" --paginate \
  --jq ".[] | select(.head.sha == \"$sha\") | .number" | sed -n 1p)
if [ -z "$number" ]; then
  echo "No open pull request has the head $sha: nothing to comment."
  exit 0
fi
quoted=$(mktemp)
trap 'rm -f "$quoted"' EXIT
{
  echo "This review was made by the fork’s own run, so anybody who can change the fork could have written it. Nothing is merged because of it."
  echo
  # An indented block is code whatever stands in it.
  head -c 60000 "$file" | tr -d '\000-\010\013-\037' | sed 's/^/    /' | head -c 60000 | iconv -c -f UTF-8 -t UTF-8 || true
} > "$quoted"
"$(dirname "$0")/comment.sh" "$repository" "$number" "$quoted"
