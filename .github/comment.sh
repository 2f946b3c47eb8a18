#!/usr/bin/env bash
# Puts a review on a pull request: one comment, which is updated.
#   comment.sh OWNER/REPOSITORY NUMBER FILE
set -euo pipefail
repository=$1 number=$2 file=$3
mark='<!-- cmr review -->'
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{ echo "$mark"; cat "$file"; } > "$body" # “cmr review” keeps to what GitHub takes
id=$(gh api --paginate "repos/$repository/issues/$number/comments" \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id" | sed -n 1p)
if [ -n "$id" ]; then
  gh api --method PATCH "repos/$repository/issues/comments/$id" -F "body=@$body" --silent
else
  gh api --method POST "repos/$repository/issues/$number/comments" -F "body=@$body" --silent
fi
