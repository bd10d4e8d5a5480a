#!/usr/bin/env bash
# The check of the action. Its exit code goes to the step's outputs, so that the SARIF file is uploaded whatever is found.
set -uo pipefail
binary=${COPYDESK_BINARY:-}
if [ -z "$binary" ]; then
  binary="${GITHUB_ACTION_PATH:?}/../../target/release/copydesk"
fi
# Words of the workflow, not of strangers: split at blanks, never expanded.
set -f
paths=(${COPYDESK_PATHS:-.})
arguments=(${COPYDESK_ARGUMENTS:-})
set +f
if [ -n "${COPYDESK_SINCE:-}" ]; then
  arguments+=("--since=$COPYDESK_SINCE")
fi
"$binary" check --format github -o "sarif=${COPYDESK_SARIF:-copydesk.sarif}" ${arguments[@]+"${arguments[@]}"} -- "${paths[@]}"
code=$?
echo "exit-code=$code" >> "${GITHUB_OUTPUT:?}"
# A check that could not run has no SARIF file to go on with.
if [ "$code" -gt 1 ] && [ ! -e "${COPYDESK_SARIF:-copydesk.sarif}" ]; then
  exit "$code"
fi
