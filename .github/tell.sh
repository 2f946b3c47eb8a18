#!/usr/bin/env bash
# Keeps one open issue that says what is due, and closes it when nothing is.
#   tell.sh OWNER/REPOSITORY ANY FILE     (ANY: 1 if something is due, else 0)
set -euo pipefail
repository=$1 any=$2 file=$3
title='What is due'
body=$(mktemp)
trap 'rm -f "$body"' EXIT
# GitHub takes 65,536 characters. Whole lines, and a word of what is left out.
awk '{ n += length($0) + 1; if (n <= 60000) print; else left++ }
  END { if (left) printf "\nLeft out for length: %d lines. “cmr due” shows them.\n", left }' "$file" > "$body"
number=$(gh api "repos/$repository/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" --paginate \
  --jq ".[] | select(.pull_request == null and .title == \"$title\") | .number" | sed -n 1p)
case "$any:$number" in
  1:) gh api --method POST "repos/$repository/issues" -f "title=$title" -F "body=@$body" --silent ;;
  1:*) gh api --method PATCH "repos/$repository/issues/$number" -F "body=@$body" --silent ;;
  0:) echo "Nothing is due." ;;
  *) gh api --method PATCH "repos/$repository/issues/$number" -f state=closed -F "body=@$body" --silent ;;
esac
