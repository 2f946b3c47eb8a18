#!/usr/bin/env bash
# Fetches the workbooks of the commit that a review compares with from Git LFS: the
# checkout fetched those of its own commit alone, and kept no credentials.
#   TOKEN=… fetch-base.sh COMMIT
set -euo pipefail
if ! git grep -q 'filter=lfs' "$1" -- .gitattributes; then
  exit 0 # the workbooks are in git itself
fi
login=$(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap 0)
echo "::add-mask::$login"
git -c "http.$GITHUB_SERVER_URL/.extraheader=AUTHORIZATION: basic $login" lfs fetch origin "$1"
